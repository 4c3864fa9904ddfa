#!/bin/sh
# Puts mulu into a folder: a released program where there is one for this machine, else built from source.
#
#   MULU_VERSION   the release, v0.1.0
#   MULU_RELEASES  where releases lie, https://…/releases/download: the archive is RELEASES/VERSION/mulu-VERSION-PLATFORM.tar.gz
#   MULU_SHA256    the archive's SHA-256. Without it the sum that lies beside the archive is taken, which shows a torn download only
#   MULU_GIT       the repository to build from where there is no archive; MULU_SOURCE: a folder
#   MULU_BIN       where to put the program; $HOME/.local/bin otherwise
set -eu

bin=${MULU_BIN:-$HOME/.local/bin}
version=${MULU_VERSION:-}
fail() { echo "mulu: $*" >&2; exit 1; }

platform() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo x86_64-unknown-linux-gnu ;;
    Linux-aarch64 | Linux-arm64) echo aarch64-unknown-linux-gnu ;;
    Darwin-x86_64) echo x86_64-apple-darwin ;;
    Darwin-arm64) echo aarch64-apple-darwin ;;
    MINGW*-x86_64 | MSYS*-x86_64) echo x86_64-pc-windows-msvc ;;
    *) return 1 ;;
  esac
}

sum() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# 0: the archive is there and is what it should be; 1: there is none.
download() {
  archive="mulu-$version-$1.tar.gz"
  address="${MULU_RELEASES%/}/$version/$archive"
  curl --fail --silent --show-error --location --retry 3 --output "$work/$archive" "$address" || return 1
  expected=${MULU_SHA256:-}
  if [ -z "$expected" ]; then
    curl --fail --silent --show-error --location --retry 3 --output "$work/sum" "$address.sha256" ||
      fail "$address.sha256 is not there, and no MULU_SHA256 is given: the archive cannot be checked"
    expected=$(cut -d ' ' -f 1 "$work/sum")
  fi
  found=$(sum "$work/$archive")
  # Another program than the one that was asked for is never replaced by a build: somebody should look.
  [ "$found" = "$expected" ] || fail "$archive has the SHA-256 $found, not $expected"
  tar -xzf "$work/$archive" -C "$work"
}

build() {
  command -v cargo >/dev/null || fail "there is no released program for this machine, and no Rust toolchain to build one: https://www.rust-lang.org/tools/install"
  if [ -n "${MULU_SOURCE:-}" ]; then
    cargo install --locked --quiet --path "$MULU_SOURCE" --root "$work/built"
  elif [ -n "${MULU_GIT:-}" ]; then
    # An unknown tag would otherwise build whatever is newest.
    cargo install --locked --quiet --git "$MULU_GIT" ${version:+--tag "$version"} --root "$work/built" mulu
  else
    fail "say where mulu comes from: MULU_RELEASES and MULU_VERSION, MULU_GIT or MULU_SOURCE"
  fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$bin"
if [ -n "${MULU_RELEASES:-}" ] && [ -n "$version" ] && target=$(platform) && download "$target"; then
  program=$(find "$work" -name mulu -type f -o -name mulu.exe -type f | head -n 1)
  [ -n "$program" ] || fail "there is no mulu in the archive"
else
  build
  program=$(find "$work/built/bin" -type f | head -n 1)
fi
# Beside it first, then renamed: a job that is killed here leaves no half of a program.
name=$(basename "$program")
cp "$program" "$bin/.$name.new"
chmod 755 "$bin/.$name.new"
mv -f "$bin/.$name.new" "$bin/$name"
"$bin/$name" --version
