// How well the search of a built site answers: node tests/quality/search.mjs SITE [queries.tsv] [--all]
// Runs the site's own script over its own index, without a browser, and prints hit@1 and hit@5.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const LINE = /^([^\t#][^\t]*)\t(.+)$/;

/** The engine of a built site: `assets/search.js` in a world that has no page, only scripts that load. */
export function engine(site, lang = "zh-CN") {
  const script = { src: "site://assets/search.js" };
  const world = vm.createContext({ URLSearchParams, Intl, Promise, console, Math, JSON, location: { protocol: "file:" } });
  const head = {
    appendChild(added) {
      const path = added.src.replace(/^site:\/\//, "").replace(/\?.*$/, "");
      try {
        vm.runInContext(readFileSync(join(site, path), "utf8"), world);
        queueMicrotask(added.onload);
      } catch (error) { queueMicrotask(() => added.onerror(error)); }
    },
  };
  world.getComputedStyle = () => ({ getPropertyValue: () => "" });
  world.document = {
    currentScript: script, documentElement: { lang }, head, getElementById: () => null, querySelectorAll: () => [],
    createElement: () => ({ remove() {} }),
  };
  vm.runInContext(readFileSync(join(site, "assets/search.js"), "utf8"), world);
  return vm.runInContext("mulu", world);
}

/** The queries of a file, each with what answers it. */
export function queries(file) {
  const lines = readFileSync(file, "utf8").split("\n").map((line) => LINE.exec(line)).filter(Boolean);
  return lines.map(([, query, right]) => ({ query, right: right.split("|") }));
}

/** The place of the first right answer among what is found, from one; 0 where there is none. */
export async function place(mulu, { query, right }) {
  const answer = await mulu.find(query);
  const rows = await mulu.first(answer, 24);
  const answers = ({ href }) => right.includes(href) || right.includes(`${href.split("#")[0]}*`);
  const at = rows.findIndex(answers) + 1;
  const isSaid = right.some((one) => one.startsWith("?")) && answer.missing;
  return { at: at || (isSaid ? 1 : 0), top: rows.slice(0, 3).map((row) => row.href), n: answer.ids.length };
}

/** How many of the queries are to find what they look for first, and among the first five. */
const FIRST = 0.85, FIVE = 0.95;
const QUERIES = new URL("queries.tsv", import.meta.url).pathname;

/** How a site answers all queries: of each its place, and the shares of those that answer. */
export async function answered(site, file = QUERIES) {
  const mulu = engine(site);
  const found = [];
  for (const one of queries(file)) found.push({ ...one, ...await place(mulu, one) });
  const share = (most) => found.filter(({ at }) => at >= 1 && at <= most).length / found.length;
  return { found, first: share(1), five: share(5) };
}

/** The check of the search. The queries look for records of this repository's registry: other sites are not asked. */
export async function answers(site) {
  const check = "the search finds what people look for";
  if (!existsSync(join(site, "standards/gb-t-22239-2019.html")) || !existsSync(join(site, "policies/changsha-cloud-2018.html")))
    return { check, examined: "another registry", faults: [] };
  const { found, first, five } = await answered(site);
  const missed = found.filter(({ at }) => !at || at > 5).map(({ query }) => query).join(", ");
  const faults = [];
  if (first < FIRST) faults.push({ page: "search.html", what: `${(100 * first).toFixed(1)} % are found first` });
  if (five < FIVE) faults.push({ page: "search.html", what: `${(100 * five).toFixed(1)} % are among the first five; not: ${missed}` });
  return { check, examined: `${found.length} queries, ${(100 * first).toFixed(0)} % first, ${(100 * five).toFixed(0)} % of the first five`, faults };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [site, file] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const { found, first, five } = await answered(site, file);
  for (const { at, query, n, top } of found) if (at !== 1 || process.argv.includes("--all")) console.log(`${at || "-"}\t${query}\t${n}\t${top.join(" ")}`);
  console.log(`${found.length} queries: ${(100 * first).toFixed(1)} % first, ${(100 * five).toFixed(1)} % among the first five`);
}
