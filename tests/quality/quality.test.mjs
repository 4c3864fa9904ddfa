// Each check finds the fault it is there for, and finds none on a page that has none.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { open, start, tab } from "./browser.mjs";
import { contrast, pictures } from "./contrast.mjs";
import { links } from "./links.mjs";
import { markup } from "./markup.mjs";
import { examine } from "./opened.mjs";
import { serve } from "./server.mjs";
import { Site } from "./site.mjs";
import { LIMITS, weigh, weight } from "./weight.mjs";

const HOME = "https://example.org/city/";
const SHEET = "a:focus-visible { outline: 2px solid #00c } .skip { position: absolute; top: -9rem } .skip:focus { top: 0 } "
  + "@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } a { color: #9cf } a:focus-visible { outline-color: #9cf } }";

/** A page without a fault, but for what is put into its head or its main part. */
function page(main, { head = "", name = "index.html" } = {}) {
  const languages = [["zh-CN", ""], ["en", "en/"]].map(([lang, dir]) => `<link rel="alternate" hreflang="${lang}" href="${HOME}${dir}index.html">`);
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title><meta name="viewport" content="width=device-width">
<link rel="canonical" href="${HOME}${name}">${name.endsWith("index.html") ? languages.join("") : ""}
<link rel="stylesheet" href="${name.startsWith("en/") ? "../" : ""}site.css">${head}</head>
<body><a class="skip" href="#main">Skip</a><main id="main" tabindex="-1"><h1>A page of the site</h1>
<p>It says enough to be useful to a reader.</p>${main}</main></body></html>`;
}

const made = [];
/** A site of these pages, with a home page in two languages. */
function site(files) {
  const folder = mkdtempSync(join(tmpdir(), "mulu-quality-"));
  made.push(folder);
  const whole = { "site.css": SHEET, "index.html": page(""), "en/index.html": page("", { name: "en/index.html" }), ...files };
  for (const [path, text] of Object.entries(whole)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return new Site(folder);
}

let browser;
let tabs;
before(async () => {
  browser = await start();
  tabs = { scripted: await tab(browser), scriptless: await tab(browser, { javaScript: false }) };
});
after(async () => {
  await browser?.close();
  made.forEach((folder) => rmSync(folder, { recursive: true }));
});

/** What the browser finds on a page with this main part: a list of sentences for each check. */
async function found(main, { head, files = {} } = {}) {
  const broken = site({ "broken.html": page(main, { head, name: "broken.html" }), ...files });
  const server = await serve(broken, ["/base/"]);
  try {
    const { faults } = await examine({ path: "broken.html", kind: "broken" }, tabs, `${server.origin}/base/`, broken);
    return faults;
  } finally {
    server.close();
  }
}

const said = (faults) => faults.map(({ what }) => what ?? "").join("\n");

test("a site without a fault has none", async () => {
  const whole = site({});
  assert.deepEqual(whole.sample().map(({ path, kind }) => [path, kind]), [["index.html", "index"], ["en/index.html", "index"]]);
  for (const result of [links(whole), markup(whole), weight(whole, weigh(whole))]) assert.deepEqual(result.faults, []);
  const browsed = await found('<p><a href="index.html">Home</a></p>');
  assert.deepEqual(browsed, Object.fromEntries(Object.keys(browsed).map((check) => [check, []])));
});

test("links, anchors, ids and languages", () => {
  const main = '<p id="x"><a href="gone.html">a</a><a href="index.html#gone">b</a><a href="../above.html">c</a><a href="en/">d</a></p><p id="x"></p><p aria-labelledby="y">e</p>';
  const head = `<link rel="alternate" hreflang="fr" href="${HOME}index.html">`;
  const faults = said(links(site({ "broken.html": page(main, { head, name: "broken.html" }) })).faults);
  const expected = ['"gone.html" leads nowhere', '"index.html#gone" names no element', '"../above.html" leads nowhere', '"en/" names a folder',
    'id "x" is there 2 times', 'aria-labelledby="y" names nothing', "index.html is its twin in fr and does not link back"];
  for (const what of expected) assert.ok(faults.includes(what), `${what} is not among:\n${faults}`);
});

test("markup, sheets and pictures that are not valid", () => {
  const broken = site({ "broken.html": page("<ul><p>x</p></ul>"), "broken.css": "a { color: nonsense }", "broken.svg": "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>" });
  const where = markup(broken).faults.map(({ page }) => page.split(":")[0]);
  assert.deepEqual([...new Set(where)].sort(), ["broken.css", "broken.html", "broken.svg"]);
});

test("weight and requests", () => {
  const noise = Array.from({ length: 4000 }, (_, i) => createHash("sha256").update(String(i)).digest("base64")).join(" ");
  // No page loads both sheets, and neither is too large by itself.
  const sheet = (name) => `<link rel="stylesheet" href="${name}.css">`;
  const head = sheet("a") + [1, 2, 3, 4].map((n) => `<script src="${n}.js" defer></script>`).join("");
  const scripts = Object.fromEntries([1, 2, 3, 4].map((n) => [`${n}.js`, `// ${"x".repeat(LIMITS.js / 4)}`]));
  const half = `/* ${"x".repeat(LIMITS.css / 2)} */`;
  const sheets = { "a.css": half, "b.css": half, "other.html": page("", { head: sheet("b"), name: "other.html" }) };
  const broken = site({ "broken.html": page(`<p>${noise}</p>`, { head, name: "broken.html" }), ...scripts, ...sheets });
  const faults = said(weight(broken, weigh(broken)).faults);
  for (const what of [/first view sends/, /7 requests/, /bytes of css together/, /bytes of js together/]) assert.match(faults, what);
});

test("requests elsewhere, errors of scripts, files that are missing", async () => {
  const faults = await found('<img src="http://127.0.0.1:9/x.png" alt="x"><img src="gone.png" alt="y">', { head: '<script src="error.js"></script>', files: { "error.js": "throw new Error('broken')" } });
  const heard = faults.quiet.join("\n");
  for (const what of ["asks for http://127.0.0.1:9/x.png", "gone.png answers 404", "error: broken"]) assert.ok(heard.includes(what), heard);
});

test("a policy that is violated", async () => {
  const faults = await found("<script>document.title = 'x'</script>", { head: '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">' });
  assert.match(faults.quiet.join(), /Content Security Policy/);
});

test("what axe finds, in one colour scheme too", async () => {
  const pale = await found('<p class="pale">Too pale in the dark</p><img src="a.svg">', { head: '<link rel="stylesheet" href="pale.css">', files: { "pale.css": "@media (prefers-color-scheme: dark) { .pale { color: #222; background: #111 } }", "a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>" } });
  assert.match(pale.axe.join("\n"), /^light: critical: image-alt/m);
  assert.match(pale.axe.join("\n"), /^dark: serious: color-contrast/m);
  assert.doesNotMatch(pale.axe.join("\n"), /^light: serious: color-contrast/m);
});

test("a day that no screen reader is told", async () => {
  const told = await found('<p class="state">Since <time>2026-09-01</time></p>');
  assert.deepEqual(told.state, []);
  const kept = await found('<p class="state" aria-hidden="true">Since <time>2026-09-01</time></p>');
  assert.deepEqual(kept.state, ["2026-09-01 is not in the accessibility tree"]);
});

test("pale text in a picture", async () => {
  const faults = await found('<svg width="200" height="40" role="img" aria-label="x"><rect width="200" height="40" fill="#046"/><text x="9" y="20" fill="#068">label</text></svg>');
  assert.match(faults.contrast.join("\n"), /light: "label" has a contrast of \d\.\d\d, needs 4.5/);
});

test("shapes, bounds and rings that are hardly seen", async () => {
  const faint = '<svg width="90" height="40" role="img" aria-label="x"><rect class="low" width="40" height="40" fill="#bbb"/><rect class="track" x="50" width="40" height="40" fill="#333"/><circle class="on" cx="54" cy="20" r="4" fill="#555"/></svg>'
    + '<p><button class="pale" type="button">go</button></p>';
  const files = { "pale.css": ".pale { border: 1px solid #ddd; background: #fff; color: #000 } .pale:focus-visible { outline: 2px solid #eee }" };
  const faults = (await found(faint, { head: '<link rel="stylesheet" href="pale.css">', files })).shapes.join("\n");
  for (const what of [/light: the shape <rect class="low">/, /light: the shape <circle class="on">/, /light: the control <button class="pale">/, /light: the focus ring of <button class="pale">/]) assert.match(faults, what);
  assert.doesNotMatch(faults, /light: the shape <rect class="track">/);
});

test("a picture that is a file of its own", async () => {
  const badge = (fill) => `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><rect width="90" height="20" fill="${fill}"/><text x="9" y="14" fill="#fff">state</text></svg>`;
  const drawn = site({ "a.svg": badge("#111"), "b.svg": badge("#111"), "c.svg": badge("#ccc"), "d.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>" });
  assert.deepEqual(pictures(drawn), ["a.svg", "c.svg"]);
  const server = await serve(drawn, ["/"]);
  const judged = [];
  for (const path of ["a.svg", "c.svg"]) {
    await open(tabs.scripted, `${server.origin}/${path}`);
    judged.push((await contrast(tabs.scripted.page)).faults.length);
  }
  server.close();
  assert.deepEqual(judged, [0, 1]);
});

test("focus that is not seen, not in order or not to be had", async () => {
  const bare = '<p><a href="index.html" class="bare">a</a> <a href="index.html" tabindex="3">b</a></p>';
  const ringless = await found(bare, { head: '<link rel="stylesheet" href="bare.css">', files: { "bare.css": ".bare { outline: none !important }" } });
  assert.match(ringless.keyboard.join("\n"), /<a> "a" shows no focus ring/);
  assert.match(ringless.keyboard.join("\n"), /the focus jumps to/);
  const trap = '<p><button id="trap" type="button">a</button> <a href="index.html">beyond</a></p>';
  const trapped = await found(trap, { head: '<script src="trap.js" defer></script>', files: { "trap.js": "trap.addEventListener('keydown', (e) => e.preventDefault())" } });
  assert.match(trapped.keyboard.join("\n"), /^1 of 3 controls are never reached, first <a> "beyond"/m);
  const noWayBack = { "trap.js": "trap.addEventListener('keydown', (e) => { if (e.shiftKey) e.preventDefault(); })" };
  const held = (await found(trap, { head: '<script src="trap.js" defer></script>', files: noWayBack })).keyboard.join("\n");
  assert.match(held, /^backwards: 1 of 3 controls are never reached, first <a> "Skip"/m);
  assert.doesNotMatch(held, /^1 of 3 controls/m);
});

test("a page that is too wide, and text that is cut off", async () => {
  const faults = await found('<p class="wide">wide</p><p class="short">cut off by its own box</p>', { head: '<link rel="stylesheet" href="l.css">', files: { "l.css": ".wide { width: 30rem } .short { height: 1.3em; width: 12em; overflow: hidden }" } });
  assert.match(faults.layout.join("\n"), /^390 px: scrolls sideways by \d+ px: <p class="wide">/m);
  assert.match(faults.layout.join("\n"), /^wide spacing: <p class="short"> "cut off by its own box" is cut off$/m);
  assert.doesNotMatch(faults.layout.join("\n"), /^1280 px/m);
});

test("what moves as the page loads, and what is only there with scripts", async () => {
  const scripts = { "late.js": "const p = document.createElement('p'); p.style.height = '500px'; document.querySelector('h1').before(p)" };
  const moved = await found("<p>text</p>".repeat(30), { head: '<script src="late.js" defer></script>', files: scripts });
  assert.match(moved.shift.join("\n"), /wide: a layout shift of 0\.\d+, the limit is 0.1/);
  const files = { "fill.js": "document.querySelector('main').innerHTML = '<h1>Filled by a script</h1><p>With words enough for every reader.</p>'" };
  const hollow = page("", { name: "broken.html", head: '<script src="/base/fill.js" defer></script>' }).replace(/<h1>[^]*<\/p>/, "");
  const filled = await found("", { files: { ...files, "broken.html": hollow } });
  assert.match(filled.scriptless.join("\n"), /shows no heading/);
  assert.match(filled.disk.join("\n"), /asks for file:\/\/\/base\/fill.js/);
});
