#!/usr/bin/env bash
# Writes where the source lies into each crate that is published: address.sh URL [FOLDER]
#
# `cargo package` asks for the address and `cargo binstall` looks for archives below it. It is that of whoever releases, so the workflow
# says it, and no manifest holds one by which a copy of the project would send its users elsewhere.
set -euo pipefail
url=$1
cd "${2:-$(dirname "$0")/../..}"

case "$url" in
  https://*[!/]) ;;
  *) echo "$url: the address must begin with https:// and end without a slash" >&2; exit 2 ;;
esac
case "$url" in
  *[\"\\[:space:]]*) echo "$url: an address has no quotes, backslashes or spaces" >&2; exit 2 ;;
esac
for manifest in Cargo.toml crates/*/Cargo.toml; do
  if grep -q '^repository = ' "$manifest"; then
    echo "$manifest has an address already" >&2
    exit 1
  fi
  URL=$url awk '{ print } $0 == "[package]" { print "repository = \"" ENVIRON["URL"] "\"" }' "$manifest" > "$manifest.new"
  mv "$manifest.new" "$manifest"
done
