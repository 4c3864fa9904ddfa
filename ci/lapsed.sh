#!/usr/bin/env bash
# Tells of what has lapsed in one issue of the forge: lapsed.sh true|false FINDINGS.txt
#
# While something has, the issue is open and says what; when nothing has any more, it is closed. A night without news says nothing. Takes
# GitHub's `gh`, with GH_TOKEN and GH_REPO.
set -euo pipefail
lapsed=$1 findings=$2
title="标准复审、修订、废止逾期 · Reviews, revisions and abolitions that lapsed"

number=$(gh issue list --state open --limit 1000 --json number,title --jq "[.[] | select(.title == \"$title\")][0].number // empty")
if [ "$lapsed" != true ]; then
  if [ -n "$number" ]; then gh issue close "$number" --comment "没有逾期了。Nothing is overdue any more."; fi
  exit 0
fi

# Records come from strangers: nothing of them is read as Markdown or HTML. An issue takes 65,536 characters.
body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  echo "<pre>"
  head -c 60000 "$findings" | iconv -c -f UTF-8 -t UTF-8 | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e 's/@/\&#64;/g'
  echo "</pre>"
} > "$body"
if [ -n "$number" ]; then gh issue edit "$number" --body-file "$body"; else gh issue create --title "$title" --body-file "$body"; fi
