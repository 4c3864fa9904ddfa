// The Nu Html Checker over every page, style sheet and picture.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Warnings that say nothing of the site: the checker holds a page's policy against its own surroundings, where no file is
 * of the page's origin, and against blocks of data, which are no scripts (a browser judges the policy elsewhere in this suite);
 * and it guesses a page's language from the share of Latin letters, of which pages about rules in code have many. It does not
 * know `paint-order` (SVG 2, section 13.8), which keeps the letters over bars legible.
 */
const BESIDE_THE_POINT = /violates Content Security Policy|^This document appears to be written in |Property “paint-order” doesn't exist/;

/** Files per run: command lines have an end. */
const BATCH = 2000;

export function markup(site) {
  const jar = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
  const files = site.files.filter((path) => /\.(html|css|svg)$/.test(path));
  const faults = [];
  for (let at = 0; at < files.length; at += BATCH) {
    const paths = files.slice(at, at + BATCH).map((path) => join(site.folder, path));
    const options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg"];
    const run = spawnSync("java", ["-jar", jar, ...options, ...paths], { encoding: "utf8", maxBuffer: 1 << 29 });
    if (run.error || run.status !== 0) throw new Error(`java -jar vnu.jar: ${run.error ?? run.stderr}`);
    for (const said of JSON.parse(run.stdout).messages) {
      if (BESIDE_THE_POINT.test(said.message)) continue;
      const where = said.url ? relative(site.folder, fileURLToPath(said.url)) : "";
      faults.push({ page: `${where}:${said.lastLine ?? "?"}`, what: `${said.subType ?? said.type}: ${said.message}` });
    }
  }
  return { check: "HTML, CSS and SVG (Nu Html Checker)", examined: `${files.length} files`, faults };
}
