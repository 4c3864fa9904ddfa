// A built site as a folder: its files, its pages, and the sample of pages that a browser is shown.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Every file below a folder, as paths with "/" between their parts, in order. */
function filesBelow(folder) {
  const names = readdirSync(folder, { withFileTypes: true, recursive: false });
  return names.flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name];
    return filesBelow(join(folder, entry.name)).map((path) => `${entry.name}/${path}`);
  }).sort();
}

/**
 * What sort of page a path is: its folder and whether it is the folder's index, e.g. "standards/index" or "standards/*".
 * Pages at the top are each of their own kind. Languages do not count: "en/standards/x.html" is a "standards/*".
 */
export function kindOf(path, languages) {
  const parts = path.replace(/\.html$/, "").split("/");
  if (languages.includes(parts[0])) parts.shift();
  const name = parts.pop();
  if (!parts.length) return name;
  return `${parts.join("/")}/${name === "index" ? "index" : "*"}`;
}

/** A built site, read whole: a site of this size is some tens of megabytes. */
export class Site {
  constructor(folder) {
    this.folder = folder;
    this.files = filesBelow(folder);
    this.known = new Set(this.files);
    this.pages = this.files.filter((path) => path.endsWith(".html"));
    if (!this.known.has("index.html")) throw new Error(`${folder} has no index.html: is it a built site?`);
    // A language other than the first lives in a folder of its own, with a home page of its own.
    const twin = this.text("index.html").matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g);
    const canonical = /<link rel="canonical" href="([^"]+)"/.exec(this.text("index.html"))?.[1];
    this.address = canonical ? new URL(".", canonical).href : null;
    this.languages = [...twin].map(([, , href]) => href.slice(this.address?.length ?? 0).split("/"))
      .filter((parts) => parts.length === 2).map(([folder]) => folder);
    this.languages = [...new Set(this.languages)];
    this.day = /<time datetime="(\d{4}-\d\d-\d\d)"/.exec(this.text("index.html").split("<footer")[1] ?? "")?.[1] ?? "?";
  }

  bytes(path) {
    return readFileSync(join(this.folder, path));
  }

  text(path) {
    return readFileSync(join(this.folder, path), "utf8");
  }

  size(path) {
    return statSync(join(this.folder, path)).size;
  }

  /** The path of a page in another language ("" for the first), whichever language it is in itself. */
  inLanguage(path, language) {
    const [head, ...rest] = path.split("/");
    const bare = this.languages.includes(head) ? rest.join("/") : path;
    return language ? `${language}/${bare}` : bare;
  }

  /**
   * The sample: of each kind of page the heaviest in every language, and the one of middling weight in one language, by turns.
   * Kinds come from the folders, so that a page somebody adds tomorrow is opened without anyone saying so here.
   */
  sample() {
    const kinds = new Map();
    for (const path of this.pages.filter((path) => !this.languages.includes(path.split("/")[0]))) {
      const kind = kindOf(path, this.languages);
      kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
    }
    const sample = [];
    let turn = 0;
    for (const [kind, paths] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const weighed = paths.map((path) => [this.size(path), path]).sort(([a, p], [b, q]) => b - a || (p < q ? -1 : 1));
      const [heaviest, middling] = [weighed[0][1], weighed[Math.floor(weighed.length / 2)][1]];
      const languages = ["", ...this.languages];
      const add = (path, language) => {
        const there = this.inLanguage(path, language);
        if (this.known.has(there)) sample.push({ path: there, kind, language });
      };
      for (const language of languages) add(heaviest, language);
      if (middling !== heaviest) add(middling, languages[turn++ % languages.length]);
    }
    return sample;
  }
}
