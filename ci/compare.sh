#!/usr/bin/env bash
# Compares platforms' exports with the registry, and proposes what they say: compare.sh SOURCE EXPORT…
#
# SOURCE is where the exports are from, an address or a title; EXPORT is a file, or an address from which it is fetched. What needs no
# judgement is written and proposed on one branch, which each run brings up to date; what is left open is in the proposal's text.
#
#   MULU_FORGE   github: a pull request by `gh`, with GH_TOKEN and GH_REPO; gitlab: a merge request by options of the push; none: only
#                the branch, which is not pushed
set -euo pipefail
[ $# -ge 2 ] || { echo "compare.sh SOURCE EXPORT…" >&2; exit 2; }
source=$1
shift
branch=platform-facts
title="平台所载与登记簿不同 · What the platforms say that the registry does not"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git switch --quiet --force-create "$branch"
for export in "$@"; do
  file=$export
  case "$export" in
    https://*)
      file="$work/$(basename "${export%%\?*}")"
      curl --fail --silent --show-error --location --retry 3 --max-filesize 67108864 --proto '=https' --output "$file" "$export"
      ;;
  esac
  status=0
  mulu compare "$file" --write --source "$source" > "$work/said" || status=$?
  # 1 is what is left open; everything else that is not 0 says that it could not be compared.
  if [ "$status" -gt 1 ]; then exit "$status"; fi
  cat "$work/said" | tee -a "$work/all"
done

# Only a day on which a source was looked at is no news: without a difference nothing is proposed.
changed=$(git diff --unified=0 -- standards | grep -E '^[-+]' | grep -vE '^(---|\+\+\+) |checked = ' || true)
if [ -z "$changed" ] && [ -z "$(git ls-files --others --exclude-standard -- standards)" ]; then
  echo "没有可提出的改动 · there is nothing to propose"
  exit 0
fi
git add --all -- standards
git commit --quiet --message "Bring in what the platforms say" --message "Compared on $(date -u +%F)."

# Records come from strangers: nothing of them is read as Markdown or HTML.
{
  echo "<pre>"
  head -c 60000 "$work/all" | iconv -c -f UTF-8 -t UTF-8 | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e 's/@/\&#64;/g'
  echo "</pre>"
} > "$work/body"
case "${MULU_FORGE:-none}" in
  github)
    git push --quiet --force origin "$branch"
    number=$(gh pr list --head "$branch" --state open --json number --jq '.[0].number // empty')
    if [ -n "$number" ]; then
      gh pr edit "$number" --body-file "$work/body"
    else
      gh pr create --head "$branch" --title "$title" --body-file "$work/body"
    fi
    ;;
  gitlab)
    git push --quiet --force --push-option=merge_request.create --push-option="merge_request.title=$title" origin "$branch"
    ;;
  none) echo "已提交到分支 $branch · committed to the branch $branch" ;;
  *) echo "MULU_FORGE: github, gitlab or none" >&2; exit 2 ;;
esac
