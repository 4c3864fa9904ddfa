// Every link of every page: it leads to a file of the site, its fragment to an element, its language to a twin that
// links back. Pages are read by the HTML standard's own parser.

import { parse } from "parse5";

const LEADS = ["href", "src", "action", "formaction", "poster", "data", "xlink:href"];
const REFERS = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "for", "headers", "list"];

/** The elements of a page in document order. */
function* elements(node) {
  if (node.tagName) yield node;
  for (const child of node.content?.childNodes ?? node.childNodes ?? []) yield* elements(child);
}

/** Attributes of an element, with their prefixes (xlink:href). */
function attributes(element) {
  return new Map(element.attrs.map((a) => [a.prefix ? `${a.prefix}:${a.name}` : a.name, a.value]));
}

/** What one page links to and what can be linked to on it. */
function read(html) {
  const page = { ids: new Map(), links: [], references: [], alternates: new Map(), canonical: null };
  for (const element of elements(parse(html))) {
    const has = attributes(element);
    for (const name of ["id", ...(element.tagName === "a" ? ["name"] : [])]) {
      if (has.has(name)) page.ids.set(has.get(name), (page.ids.get(has.get(name)) ?? 0) + 1);
    }
    if (element.tagName === "link" && has.get("rel") === "canonical") page.canonical = has.get("href");
    if (element.tagName === "link" && has.has("hreflang")) page.alternates.set(has.get("hreflang"), has.get("href"));
    for (const name of LEADS) if (has.has(name)) page.links.push(has.get(name));
    for (const part of has.get("srcset")?.split(",") ?? []) page.links.push(part.trim().split(/\s+/)[0]);
    for (const name of REFERS) {
      for (const id of has.get(name)?.split(/\s+/).filter(Boolean) ?? []) page.references.push([name, id]);
    }
  }
  return page;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The file of the site that a link leads to, with its fragment; null if it leads to another site, which a machine without a
 * network cannot judge. Links are resolved against the address the site says it has, or a made-up one.
 */
function resolve(site, path, link) {
  const home = site.address ?? "http://site.invalid/";
  const url = new URL(link, new URL(path, home));
  if (!url.href.startsWith(home)) return /^([a-z][a-z+.-]*:|\/\/)/i.test(link) ? null : { file: "above the site" };
  const file = decoded(url.pathname.slice(new URL(home).pathname.length));
  const folder = file === "" || file.endsWith("/");
  return { file: folder ? `${file}index.html` : file, folder, anchor: decoded(url.hash.slice(1)) };
}

function faultsOfLinks(site, path, page, pages) {
  const faults = [];
  for (const link of page.links) {
    if (/^(mailto|tel|data):/i.test(link)) continue;
    const target = resolve(site, path, link);
    if (!target) continue;
    if (!site.known.has(target.file)) faults.push(`${JSON.stringify(link)} leads nowhere`);
    // The site is opened from disks too, where a folder has no index.
    else if (target.folder) faults.push(`${JSON.stringify(link)} names a folder, not a file`);
    else if (target.anchor && target.file.endsWith(".html") && !pages.get(target.file).ids.has(target.anchor)) {
      faults.push(`${JSON.stringify(link)} names no element of ${target.file}`);
    }
  }
  return faults;
}

function faultsOfLanguages(site, path, page, pages) {
  const faults = [];
  for (const [language, address] of page.alternates) {
    const target = resolve(site, path, address);
    const twin = target && pages.get(target.file);
    if (!twin) faults.push(`hreflang ${language} leads nowhere: ${address}`);
    else if (language !== "x-default" && ![...twin.alternates.values()].includes(page.canonical)) {
      faults.push(`${target.file} is its twin in ${language} and does not link back`);
    }
  }
  return faults;
}

/** Faults of all pages, and how many links were followed. */
export function links(site) {
  const pages = new Map(site.pages.map((path) => [path, read(site.text(path))]));
  const faults = [];
  let followed = 0;
  for (const [path, page] of pages) {
    const here = [...page.ids].filter(([, n]) => n > 1).map(([id, n]) => `id ${JSON.stringify(id)} is there ${n} times`);
    here.push(...page.references.filter(([, id]) => !page.ids.has(id)).map(([name, id]) => `${name}=${JSON.stringify(id)} names nothing`));
    here.push(...faultsOfLinks(site, path, page, pages), ...faultsOfLanguages(site, path, page, pages));
    faults.push(...here.map((what) => ({ page: path, what })));
    followed += page.links.length;
  }
  return { check: "links, anchors, ids, languages", examined: `${followed} links on ${pages.size} pages`, faults };
}
