// The overview over many registries, held against what is promised of a site's pages: over this repository's registry and a small one.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { start, tab } from "./browser.mjs";
import { links } from "./links.mjs";
import { markup } from "./markup.mjs";
import { examine } from "./opened.mjs";
import { serve } from "./server.mjs";
import { Site } from "./site.mjs";

const PROGRAM = process.env.MULU ?? resolve(import.meta.dirname ?? ".", "../../target/debug/mulu");
const OWN = resolve(import.meta.dirname ?? ".", "../..");
const BASE = "/base/";

const folder = mkdtempSync(join(tmpdir(), "mulu-overview-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A county with a hundred listed standards, so that the table of all has a second page. */
function county() {
  const root = join(folder, "county");
  mkdirSync(join(root, "standards/national"), { recursive: true });
  writeFileSync(join(root, "book.toml"), "[book]\ntitle = \"望城区目录\"\n\n[catalogue]\njurisdiction = \"430112\"\n");
  for (let at = 100; at < 200; at++) {
    writeFileSync(join(root, `standards/national/gb-t-${at}-2020.md`), `+++\nnumber = "GB/T ${at}-2020"\ntitle = "标准 ${at}"\nissued = 2020-01-01\neffective = 2020-07-01\n\n[catalogue]\nstatus = "listed"\nlisted = 2022-01-01\nbinding = "recommended"\n+++\n`);
  }
  return root;
}

test("the pages of an overview keep what is promised of pages", async () => {
  const out = join(folder, "overview");
  execFileSync(PROGRAM, ["aggregate", OWN, county(), "--out", out, "--as-of", "2026-11-21"], { stdio: "ignore" });
  const site = new Site(out);
  assert.ok(site.known.has("standards/index-2.html") && site.known.has("en/standards/index-2.html"));
  // Each kind of page once, the languages by turns.
  const sample = ["index.html", "en/standards/index.html", "standards/index-2.html", "en/standards/gb-t-22239-2019.html"];
  const told = ({ faults }) => faults.map(({ page, what }) => `${page} ${what}`);
  assert.deepEqual(told(links(site)), []);
  assert.deepEqual(told(markup({ folder: out, files: [...sample, "assets/site.css"] })), []);
  const server = await serve(site, [BASE]);
  const browser = await start();
  try {
    const tabs = { scripted: await tab(browser), scriptless: await tab(browser, { javaScript: false }) };
    for (const path of sample) {
      const { faults } = await examine({ path, kind: path, language: path.startsWith("en/") ? "en" : "" }, tabs, server.origin + BASE, site);
      const found = Object.entries(faults).flatMap(([check, all]) => all.map((what) => `${path} ${check}: ${what}`));
      assert.deepEqual(found, []);
    }
  } finally {
    await browser.close();
    server.close();
  }
});
