// axe-core over a page as it stands in the tab. What is serious or critical is a fault; what is moderate or minor is reported.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SEVERE = ["serious", "critical"];

/** Brings axe into a page past its policy, which binds pages and not those who test them. Once per page opened. */
export async function bringAxe(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Runtime.evaluate", { expression: SOURCE });
  await devtools.detach();
}

/** Runs axe: { severe, mild }, each a list of sentences. `only` names rules; without it all rules run. */
export async function axe(page, only) {
  const violations = await page.evaluate(async (only) => {
    const options = { resultTypes: ["violations"], preload: false };
    if (only) options.runOnly = { type: "rule", values: only };
    else options.runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await globalThis.axe.run(document, options);
    return found.violations.map((v) => ({
      id: v.id, impact: v.impact, n: v.nodes.length, at: v.nodes[0].target.join(" "),
      why: (v.nodes[0].any[0] ?? v.nodes[0].all[0] ?? v.nodes[0].none[0])?.message ?? v.help,
    }));
  }, only);
  const sentence = (v) => `${v.impact}: ${v.id} at ${v.n} elements, first ${v.at}: ${v.why}`;
  return {
    severe: violations.filter((v) => SEVERE.includes(v.impact)).map(sentence),
    mild: violations.filter((v) => !SEVERE.includes(v.impact)).map(sentence),
  };
}

/** What depends on the colours alone: enough to judge a page again in its other colour scheme. */
export const COLOURS = ["color-contrast", "link-in-text-block"];
