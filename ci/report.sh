#!/usr/bin/env bash
# What a forge is shown of a check: report.sh REPORT.sarif FOLDER SUMMARY.txt
#
# FOLDER gets the report in parts that code scanning takes: it refuses more than 25,000 results in a run and more than 10 MB in a file.
# The text goes to the page of the job, in the file that GITHUB_STEP_SUMMARY names.
set -euo pipefail
report=$1 folder=$2 summary=$3

mkdir -p "$folder"
rm -f "$folder"/mulu-*.sarif
if [ -s "$report" ]; then
  # A result of ours takes below 2 KB on the average: with 4,000 in a file both limits are far.
  each=${MULU_RESULTS:-4000}
  count=$(jq '[.runs[].results | length] | add // 0' "$report")
  parts=$(((count + each - 1) / each))
  for ((part = 0; part < (parts > 0 ? parts : 1); part++)); do
    # Each part is an analysis of its own: two of one name would take each other's place.
    jq --argjson from "$((part * each))" --argjson each "$each" --arg id "mulu/$((part + 1))/" \
      '.runs[0].results |= .[$from:$from + $each] | .runs[0].automationDetails = {id: $id}' "$report" > "$folder/mulu-$((part + 1)).sarif"
  done
fi

if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -s "$summary" ]; then
  # Records come from strangers: nothing of them is read as HTML or Markdown. The forge takes a mebibyte at most.
  {
    echo "<pre>"
    head -c 900000 "$summary" | iconv -c -f UTF-8 -t UTF-8 | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g'
    echo "</pre>"
  } >> "$GITHUB_STEP_SUMMARY"
fi
