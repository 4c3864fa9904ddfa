#!/usr/bin/env bash
# Makes packages for npm of released archives: npm.sh VERSION ARCHIVES OUT
#
# One package for each platform, which holds the program and says for which system it is (`os`, `cpu`, `libc`), and one that names them
# all as optional and starts the one that was installed. Nothing is run or fetched when they are installed. OUT gets a .tgz of each, and
# a sum beside it. NPM_SCOPE is whose packages they are.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
version=$1 archives=$2 out=$3 scope=${NPM_SCOPE:-@mulu-catalogue}
number=${version#v}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
out=$(cd "$out" && pwd)

# A platform: our target, and what npm calls it.
platforms='x86_64-unknown-linux-gnu linux x64 glibc
aarch64-unknown-linux-gnu linux arm64 glibc
x86_64-unknown-linux-musl linux x64 musl
aarch64-unknown-linux-musl linux arm64 musl
x86_64-apple-darwin darwin x64 -
aarch64-apple-darwin darwin arm64 -
x86_64-pc-windows-msvc win32 x64 -'

# The keys that all have. The fields of the program's own manifest are not asked for: this runs where there is no Rust.
head() {
  printf '{\n  "name": "%s/%s",\n  "version": "%s",\n  "license": "MIT OR Apache-2.0",\n  "description": "%s",\n' "$scope" "$1" "$number" "$2"
}

pack() {
  (cd "$out" && npm pack --silent --ignore-scripts "$1" >/dev/null)
}

optional=
while read -r target os cpu libc; do
  archive="$archives/mulu-$version-$target.tar.gz"
  # A platform whose build failed is missed by whoever has it, and by nobody else.
  [ -e "$archive" ] || { echo "there is no $archive: no package for it" >&2; continue; }
  name="$os-$cpu" && [ "$libc" != musl ] || name="$os-$cpu-musl"
  package="$work/$name"
  mkdir -p "$package/bin"
  tar -xzf "$archive" -C "$work"
  program=mulu && [ "$os" != win32 ] || program=mulu.exe
  unpacked="$work/mulu-$version-$target"
  cp "$unpacked/$program" "$package/bin/"
  cp "$unpacked"/LICENSE-* "$package/"
  {
    head "$name" "The program mulu for $target"
    [ "$libc" = - ] || printf '  "libc": ["%s"],\n' "$libc"
    printf '  "os": ["%s"],\n  "cpu": ["%s"],\n  "files": ["bin"]\n}\n' "$os" "$cpu"
  } > "$package/package.json"
  pack "$package"
  optional="$optional${optional:+,
}    \"$scope/$name\": \"$number\""
done <<< "$platforms"
[ -n "$optional" ] || { echo "there is no archive of $version in $archives" >&2; exit 1; }

mkdir -p "$work/cli"
cp "$root/.github/release/npm-launcher.js" "$work/cli/mulu.js"
cp "$root"/LICENSE-* "$root/README.md" "$work/cli/"
{
  head mulu "Mulu keeps a government's catalogue of standards"
  printf '  "bin": { "mulu": "mulu.js" },\n  "engines": { "node": ">=18" },\n  "files": ["mulu.js"],\n'
  printf '  "optionalDependencies": {\n%s\n  }\n}\n' "$optional"
} > "$work/cli/package.json"
pack "$work/cli"
cd "$out"
for file in *.tgz; do sha256sum "$file" > "$file.sha256"; done
