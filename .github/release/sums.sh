#!/usr/bin/env bash
# Holds every file against the sum that was made where it was built, and gathers the sums in SHA256SUMS: sums.sh FOLDER
set -euo pipefail
cd "$1"
rm -f SHA256SUMS
for file in *; do
  case "$file" in *.sha256 | SHA256SUMS) continue ;; esac
  [ -e "$file.sha256" ] || { echo "$file has no sum" >&2; exit 1; }
  sha256sum --check --quiet "$file.sha256"
done
[ -n "$(find . -name '*.sha256' -print -quit)" ] || { echo "there is nothing to release" >&2; exit 1; }
LC_ALL=C sort -k 2 ./*.sha256 > SHA256SUMS
