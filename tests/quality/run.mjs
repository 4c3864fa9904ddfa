// Holds a built site against what is promised of its pages. Usage: node run.mjs [SITE] [--only KIND] [--record FILE]
// Prints a table, and ends with 1 if there is a fault. --only opens the pages of one kind, e.g. "standards/index";
// --record writes the figures as a Markdown document.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inParallel, open, start, tab, within } from "./browser.mjs";
import { contrast, pictures } from "./contrast.mjs";
import { document } from "./figures.mjs";
import { links } from "./links.mjs";
import { markup } from "./markup.mjs";
import { CHECKS, examine } from "./opened.mjs";
import { report } from "./report.mjs";
import { answers } from "./search.mjs";
import { serve } from "./server.mjs";
import { Site } from "./site.mjs";
import { weigh, weight } from "./weight.mjs";

/** Where the site lies on the server: nowhere that it could have counted on. */
const BASE = "/some/base/";
/** Pages that are open at once. */
const TABS = 3;
/** Seconds after which a page hangs. On an idle machine the heaviest takes about ten. */
const LONGEST_PAGE = 240;

async function inBrowser(site, sample) {
  // The page for wrong addresses names its files from the root of the server that the site is meant for.
  const meant = new URL(site.address ?? "http://site.invalid/").pathname;
  const server = await serve(site, [BASE, meant]);
  const browser = await start();
  try {
    const pair = async () => ({ scripted: await tab(browser), scriptless: await tab(browser, { javaScript: false }) });
    const workers = await Promise.all(Array.from({ length: TABS }, pair));
    const home = (entry) => server.origin + (entry.kind === "404" ? meant : BASE);
    const examined = await inParallel(sample, workers, (entry, tabs) =>
      within(LONGEST_PAGE, entry.path, examine(entry, tabs, home(entry), site)));
    const badges = await inParallel(pictures(site), workers, (path, { scripted }) => legible(path, scripted, server.origin + BASE));
    return { examined, badges };
  } finally {
    await browser.close();
    server.close();
  }
}

/** The faults of a picture that is a file of its own. Other sites show it in either scheme, so it has one set of colours. */
async function legible(path, tab, home) {
  const heard = await open(tab, home + path);
  const { faults } = await contrast(tab.page);
  return { path, faults: [...heard.complaints, ...faults] };
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: "string" }, record: { type: "string" } } });
const site = new Site(resolve(positionals[0] ?? fileURLToPath(new URL("../../public", import.meta.url))));
const sample = site.sample().filter((entry) => !values.only || entry.kind === values.only);
if (!sample.length) throw new Error(`the site has no page of the kind ${values.only}`);
const views = weigh(site);
const results = [links(site), markup(site), weight(site, views), await answers(site.folder)];
const { examined, badges } = await inBrowser(site, sample);
for (const [key, check] of Object.entries(CHECKS)) {
  const faults = examined.flatMap(({ faults }, at) => faults[key].map((what) => ({ page: sample[at].path, what })));
  results.push({ check, examined: `${sample.length} pages`, faults });
}
const faint = badges.flatMap(({ path, faults }) => faults.map((what) => ({ page: path, what })));
results.push({ check: "text of badges", examined: `${badges.length} sets of colours`, faults: faint });
console.log(report(results));
const mild = new Map();
examined.forEach((page, at) => page.mild.forEach((what) => mild.set(what, [...(mild.get(what) ?? []), sample[at].path])));
if (mild.size) console.log("\nnot faults, yet worth a look:");
for (const [what, paths] of mild) console.log(`  ${what} (${paths.length}: ${paths[0]})`);
if (values.record) {
  const today = new Date().toISOString().slice(0, 10);
  // What people counted is written by hand, behind what is measured.
  const before = existsSync(values.record) ? readFileSync(values.record, "utf8") : "";
  const counted = before.indexOf("\n## What readers look for");
  const byHand = counted < 0 ? "" : before.slice(counted);
  writeFileSync(values.record, document(site, sample, views, examined, results, today) + byHand);
}
const faults = results.reduce((sum, result) => sum + result.faults.length, 0);
console.log(`\n${sample.length} pages of ${new Set(sample.map((entry) => entry.kind)).size} kinds opened, ${faults} faults`);
process.exitCode = faults ? 1 : 0;
