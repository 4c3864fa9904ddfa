// One page of the sample through everything that needs a browser.

import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { COLOURS, axe, bringAxe } from "./accessibility.mjs";
import { PHONE, WIDE, open } from "./browser.mjs";
import { contrast } from "./contrast.mjs";
import { keyboard, skipLink } from "./keyboard.mjs";
import { layout } from "./layout.mjs";
import { MOST_SHIFT, loading } from "./loading.mjs";
import { shapes } from "./shapes.mjs";
import { state } from "./spoken.mjs";
import { LIMITS } from "./weight.mjs";

/** The checks that are made on a page in a browser, in the order of the report. */
export const CHECKS = {
  quiet: "console, policy, requests stay on the site",
  axe: "axe-core, both colour schemes, wide and phone",
  contrast: "text in pictures, both colour schemes",
  shapes: "shapes, bounds, focus rings: contrast, both schemes",
  state: "day and state in the accessibility tree",
  keyboard: "keyboard: reach, order, ring, skip link",
  layout: "nothing lost: 320 px, zoom, large text, spacing",
  shift: "layout shift and requests as the page loads",
  scriptless: "useful without JavaScript",
  disk: "opens from a disk",
};

/** Characters of text that a page's main part shows at the least. */
const LEAST_TEXT = 40;

/** What was asked for outside of where the page came from, and what was complained about. */
function loud({ asked, complaints }, home) {
  const strangers = asked.filter((url) => !url.startsWith(home) && !url.startsWith("data:"));
  return [...strangers.map((url) => `asks for ${url}`), ...complaints];
}

/** What the main part of an opened page shows to a reader: { title, text }. */
const shown = (page) => page.evaluate(() => ({
  title: document.querySelector("main h1")?.innerText.trim() ?? "",
  text: document.querySelector("main")?.innerText.trim().length ?? 0,
}));

function empty({ title, text }) {
  const faults = [];
  if (!title) faults.push("shows no heading");
  if (text < LEAST_TEXT) faults.push(`shows ${text} characters of text`);
  return faults;
}

/** Runs all rules in the first scheme and in the phone's width; the other scheme changes nothing but colours. */
async function accessible(page) {
  await bringAxe(page);
  const found = { severe: [], mild: [] };
  const add = (where, { severe, mild }) => {
    found.severe.push(...severe.map((what) => `${where}: ${what}`));
    found.mild.push(...mild.map((what) => `${where}: ${what}`));
  };
  add("light", await axe(page));
  await page.emulateMedia({ colorScheme: "dark" });
  add("dark", await axe(page, COLOURS));
  await page.setViewportSize(PHONE);
  add("dark, phone", await axe(page));
  await page.emulateMedia({ colorScheme: "light" });
  add("light, phone", await axe(page, COLOURS));
  await page.setViewportSize(WIDE);
  return found;
}

/** Text in pictures, and what is no text, in both colour schemes. */
async function legible(page) {
  const seen = { texts: 0, contrast: [], shapes: [] };
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const text = await contrast(page);
    seen.texts += text.examined;
    seen.contrast.push(...text.faults.map((what) => `${colorScheme}: ${what}`));
    seen.shapes.push(...(await shapes(page)).faults.map((what) => `${colorScheme}: ${what}`));
  }
  await page.emulateMedia({ colorScheme: "light" });
  return seen;
}

/** Opens a page at an address anew, wide or as on a phone, and hands back what it moved while it loaded. */
async function arrival(tab, address, viewport) {
  await tab.page.setViewportSize(viewport);
  const heard = await open(tab, address);
  return { heard, ...(await loading(tab.page)) };
}

/**
 * Examines one page. `tabs` are { scripted, scriptless }; `home` is the address of the site on the server.
 * Hands back { faults: { check: [sentence] }, mild: [sentence], figures }.
 */
export async function examine(entry, tabs, home, site) {
  const faults = Object.fromEntries(Object.keys(CHECKS).map((check) => [check, []]));
  const { page } = tabs.scripted;

  const phone = await arrival(tabs.scripted, home + entry.path, PHONE);
  const wide = await arrival(tabs.scripted, home + entry.path, WIDE);
  faults.quiet.push(...loud(wide.heard, home), ...empty(await shown(page)));
  for (const [name, { shift }] of [["phone", phone], ["wide", wide]]) {
    if (shift >= MOST_SHIFT) faults.shift.push(`${name}: a layout shift of ${shift.toFixed(3)}, the limit is ${MOST_SHIFT}`);
  }
  faults.state.push(...await state(page, entry.path));
  const requests = new Set(wide.heard.asked).size;
  if (requests > LIMITS.requests) faults.shift.push(`${requests} requests, the limit is ${LIMITS.requests}`);

  faults.keyboard.push(...await skipLink(page));
  await open(tabs.scripted, home + entry.path);
  const walk = await keyboard(page);
  faults.keyboard.push(...walk.faults);

  await open(tabs.scripted, home + entry.path);
  const { severe, mild } = await accessible(page);
  faults.axe.push(...severe);
  const seen = await legible(page);
  faults.contrast.push(...seen.contrast);
  faults.shapes.push(...seen.shapes);
  faults.layout.push(...await layout(page));

  const bare = await open(tabs.scriptless, home + entry.path);
  faults.scriptless.push(...loud(bare, home), ...empty(await shown(tabs.scriptless.page)));
  // The page for wrong addresses is shown at any depth, so its links begin at the server's root: no disk has that.
  if (entry.kind !== "404") {
    const disk = await open(tabs.scripted, pathToFileURL(join(site.folder, entry.path)).href);
    faults.disk.push(...loud(disk, `${pathToFileURL(site.folder).href}/`), ...empty(await shown(page)));
  }
  const figures = { shift: Math.max(phone.shift, wide.shift), largestPaint: wide.largestPaint, requests, stops: walk.stops, texts: seen.texts };
  return { faults, mild, figures };
}
