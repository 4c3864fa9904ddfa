// What a first view costs: the page and all that its markup asks for at once. Bytes are what a server that compresses sends.

import { gzipSync } from "node:zlib";
import { posix } from "node:path";
import { parse } from "parse5";

/** As Lighthouse counts. */
export const KIB = 1024;

/**
 * Bytes are of a first view as it is sent; sheets and scripts are counted not compressed, those of the whole site together.
 */
export const LIMITS = { view: 100 * KIB, requests: 5, css: 36 * KIB, js: 48 * KIB };

/** The files that a page asks for as it is opened: sheets, scripts, icons and pictures that are not put off. */
function requested(html) {
  const files = [];
  const walk = (node) => {
    const has = Object.fromEntries((node.attrs ?? []).map((a) => [a.name, a.value]));
    if (node.tagName === "link" && /\b(stylesheet|icon|preload|modulepreload|manifest)\b/.test(has.rel ?? "")) files.push(has.href);
    if (["script", "img", "source"].includes(node.tagName) && has.src && has.loading !== "lazy") files.push(has.src);
    for (const child of node.childNodes ?? []) walk(child);
  };
  walk(parse(html));
  return [...new Set(files)].filter((file) => !file.startsWith("data:"));
}

/** Sizes of files, raw and compressed, each measured once. */
class Scales {
  constructor(site) {
    this.site = site;
    this.weighed = new Map();
  }

  weigh(path) {
    if (!this.weighed.has(path)) {
      const bytes = this.site.bytes(path);
      // Pictures in formats that are compressed already gain nothing.
      const sent = /\.(png|jpe?g|webp|avif|woff2?)$/.test(path) ? bytes.length : gzipSync(bytes).length;
      this.weighed.set(path, { raw: bytes.length, sent });
    }
    return this.weighed.get(path);
  }
}

/** The first view of every page: { path, html, files, raw, sent, requests }, in bytes. */
export function weigh(site) {
  const scales = new Scales(site);
  const base = site.address ? new URL(site.address).pathname : "/";
  return site.pages.map((path) => {
    const inSite = (file) => (file.startsWith("/") ? file.slice(base.length) : posix.join(posix.dirname(path), file));
    const files = [path, ...requested(site.text(path)).map(inSite)];
    const sizes = files.filter((file) => site.known.has(file)).map((file) => scales.weigh(file));
    const sum = (what) => sizes.reduce((total, size) => total + size[what], 0);
    return { path, html: scales.weigh(path), files, raw: sum("raw"), sent: sum("sent"), requests: files.length };
  });
}

export function weight(site, views) {
  const faults = [];
  for (const view of views) {
    if (view.sent >= LIMITS.view) faults.push({ page: view.path, what: `first view sends ${view.sent} bytes, the limit is ${LIMITS.view}` });
    if (view.requests > LIMITS.requests) faults.push({ page: view.path, what: `${view.requests} requests, the limit is ${LIMITS.requests}` });
  }
  for (const kind of ["css", "js"]) {
    const bytes = together(site, views, kind);
    if (bytes >= LIMITS[kind]) faults.push({ page: `*.${kind}`, what: `${bytes} bytes of ${kind} together, the limit is ${LIMITS[kind]}` });
  }
  return { check: "weight of the first view", examined: `${views.length} pages`, faults };
}

/** Bytes, not compressed, of all files of a kind, "css" or "js", that pages ask for, together. What a script fetches later is data. */
export function together(site, views, kind) {
  const files = new Set(views.flatMap((view) => view.files));
  return [...files].filter((file) => file.endsWith(`.${kind}`) && site.known.has(file)).reduce((total, path) => total + site.size(path), 0);
}
