#!/usr/bin/env bash
# Builds the program that is given out, with signatures and tables: build.sh TARGET [ZIGTARGET]
#
# Where a target of zig is named, zig links, against the symbols of that glibc: x86_64-unknown-linux-gnu.2.17 runs on systems of 2014.
# The program lies at target/TARGET/dist/mulu.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=$1 zig=${2:-}

rustup target add "$target" 2>/dev/null || true
if [ -z "$zig" ]; then
  exec cargo build --locked --profile dist --features signatures,tables --bin mulu --target "$target"
fi
python3 -m venv target/packaging
target/packaging/bin/pip install --quiet --requirement .github/release/requirements.txt
PATH="$PWD/target/packaging/bin:$PATH" exec cargo-zigbuild zigbuild --locked --profile dist --features signatures,tables --bin mulu --target "$zig"
