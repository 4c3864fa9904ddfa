#!/usr/bin/env bash
# Packs one program: pack.sh VERSION TARGET FOLDER OUT. OUT gets mulu-VERSION-TARGET.tar.gz and its sum. The same program packs to the same
# bytes, so that anybody can compare.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
version=$1 target=$2 folder=$3 out=$4

name="mulu-$version-$target"
program=mulu
[ -e "$folder/mulu" ] || program=mulu.exe
bytes=$(wc -c < "$folder/$program")
# What a release may weigh: 45 MiB with signatures, tables and servers.
if [ "$bytes" -gt 47185920 ]; then
  echo "$folder/$program has $bytes bytes, more than 45 MiB" >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name" "$out"
cp "$folder/$program" "$root"/LICENSE-* "$root"/README.md "$root"/README.zh-CN.md "$root"/CHANGELOG.md "$work/$name/"
chmod 755 "$work/$name/$program"
files=$(cd "$work" && find "$name" -type f | LC_ALL=C sort)
if tar --version 2>/dev/null | grep -q GNU; then
  # shellcheck disable=SC2086 # the names are ours and have no spaces
  (cd "$work" && tar --owner=0 --group=0 --numeric-owner --mtime=@0 -cf - $files) | gzip -n -9 > "$out/$name.tar.gz"
else
  # shellcheck disable=SC2086
  (cd "$work" && tar -cf - $files) | gzip -n -9 > "$out/$name.tar.gz"
fi
cd "$out"
if command -v sha256sum >/dev/null; then sha256sum "$name.tar.gz"; else shasum -a 256 "$name.tar.gz"; fi > "$name.tar.gz.sha256"
