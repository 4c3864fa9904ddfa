// What a git-based CMS makes of the records: each is read and written by the very parser of TOML that Sveltia CMS has, brought back
// into the canonical form by `mulu fmt`, and says what it said. Comments are lost on the way, as the handbook says.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { parse, stringify } from "smol-toml";

const PROGRAM = process.env.MULU ?? resolve(import.meta.dirname ?? ".", "../../target/debug/mulu");
const OWN = resolve(import.meta.dirname ?? ".", "../..");
const RECORDS = ["standards", "policies", "agencies", "projects", "resources", "cases"];

const root = mkdtempSync(join(tmpdir(), "mulu-sveltia-"));
after(() => rmSync(root, { recursive: true, force: true }));

/** What is wrong with the registry: the rule, the file and the words. Lines are others, where comments are gone. */
function findings() {
  const { stdout } = spawnSync(PROGRAM, ["check", "--root", root, "--as-of", "2026-11-21", "--format", "json"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const { findings } = JSON.parse(stdout);
  return findings.map(({ rule, path, message }) => `${rule} ${path} ${message}`).sort();
}

function records(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  const is = (entry) => entry.isFile() && /\.(md|toml)$/.test(entry.name) && !/^readme/i.test(entry.name);
  return all.filter(is).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

test("every record that the parser of the CMS has read and written says what it said", () => {
  for (const part of ["book.toml", ...RECORDS]) cpSync(join(OWN, part), join(root, part), { recursive: true });
  const before = findings();
  assert.ok(before.length > 5, "the registry has something to tell");
  const all = RECORDS.flatMap((part) => records(join(root, part)));
  assert.ok(all.length > 200, `${all.length} records`);
  const data = new Map();
  for (const path of all) {
    const text = readFileSync(path, "utf8");
    const [, head, body] = path.endsWith(".md") ? text.match(/^\+\+\+\n([\s\S]*?)\n\+\+\+\n([\s\S]*)$/) : [null, text, null];
    const read = parse(head);
    data.set(path, JSON.stringify(read));
    const written = stringify(read).trimEnd();
    writeFileSync(path, body === null ? `${written}\n` : `+++\n${written}\n+++\n${body}`);
  }
  execFileSync(PROGRAM, ["fmt", "--root", root], { stdio: "ignore" });
  for (const path of all) {
    const text = readFileSync(path, "utf8");
    const head = path.endsWith(".md") ? text.split(/^\+\+\+$/m)[1] : text;
    assert.deepEqual(sorted(JSON.parse(JSON.stringify(parse(head)))), sorted(JSON.parse(data.get(path))), path);
    assert.doesNotMatch(head, /^\[\[(source|adopts|beside)\]\]$/m, path);
  }
  assert.deepEqual(findings(), before);
});

/** The same with its keys in one order. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}
