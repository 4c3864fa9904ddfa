// One Chromium for the whole run, and tabs that write down what their pages ask for and complain about.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The sizes a page is looked at in, in CSS pixels. */
export const WIDE = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };
export const NARROW = { width: 320, height: 640 };

/** Starts the Chromium of the machine: none is downloaded. */
export async function start() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error("no chromium is on the PATH");
  const args = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-dev-shm-usage", "--force-color-profile=srgb"];
  return chromium.launch({ executablePath: found, chromiumSandbox: false, args });
}

/** Opens a tab. `asked` are the addresses it requested, `complaints` what its pages logged and what failed to load. */
export async function tab(browser, { javaScript = true, viewport = WIDE } = {}) {
  const context = await browser.newContext({ viewport, javaScriptEnabled: javaScript, colorScheme: "light", reducedMotion: "reduce", serviceWorkers: "block" });
  const page = await context.newPage();
  const heard = { asked: [], complaints: [] };
  page.on("request", (request) => heard.asked.push(request.url()));
  page.on("requestfailed", (request) => heard.complaints.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400) heard.complaints.push(`${response.url()} answers ${response.status()}`);
  });
  page.on("pageerror", (error) => heard.complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) heard.complaints.push(`console: ${message.text()}`);
  });
  return { page, heard, javaScript };
}

/** Opens an address in a tab and hands back what it asked for and complained about. */
export async function open(tab, address) {
  tab.heard.asked.length = 0;
  tab.heard.complaints.length = 0;
  // A machine may be busy with other things; a page that hangs is found out by `within`.
  await tab.page.goto(address, { waitUntil: "load", timeout: 120_000 });
  // Two frames: scripts have run, and what they changed is drawn. Where no script runs, none could wait for them.
  if (tab.javaScript) await tab.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  return { asked: [...tab.heard.asked], complaints: [...tab.heard.complaints] };
}

/** Does a piece of work for each item, with so many at a time. */
export async function inParallel(items, workers, work) {
  const queue = [...items.entries()];
  const results = new Array(items.length);
  await Promise.all(workers.map(async (worker) => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1], worker);
  }));
  return results;
}

/** Work that must end: a page that hangs is a fault of that page, not of the night. */
export async function within(seconds, what, work) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`${what} took longer than ${seconds} s`)), seconds * 1000); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
