// Nothing is lost on a small screen, with large text or with wide spacing: the page never scrolls sideways, and no box
// cuts its text off.

import { NARROW, PHONE, WIDE } from "./browser.mjs";

/** Text spacing of WCAG 2.2, success criterion 1.4.12. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";
/** Letters of twice the usual size, as set in a browser's settings: success criterion 1.4.4. */
const TWICE = { standard: 32, fixed: 26 };
const USUAL = { standard: 16, fixed: 13 };

/** The surroundings in which a page must keep its text. A page zoomed to 200 % is one of half the width. */
const LOOKS = [
  { name: "1280 px", size: WIDE },
  { name: "390 px", size: PHONE },
  { name: "320 px", size: NARROW },
  { name: "zoomed to 200 %", size: { width: WIDE.width / 2, height: WIDE.height / 2 } },
  { name: "text at 200 %", size: WIDE, fonts: TWICE },
  { name: "wide spacing", size: WIDE, css: SPACING },
  { name: "wide spacing at 320 px", size: NARROW, css: SPACING },
];

/** Runs in the page: what sticks out of it, and what is cut off. */
function lost() {
  const faults = [];
  const name = (element) => `<${element.localName}${element.className?.baseVal === undefined && element.className ? ` class="${element.className}"` : ""}> ${JSON.stringify(element.textContent.trim().replace(/\s+/g, " ").slice(0, 40))}`;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right + scrollX > root.clientWidth + 1);
    const deepest = wide.find((element) => ![...element.children].some((child) => wide.includes(child)));
    faults.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth} px${deepest ? `: ${name(deepest)}` : ""}`);
  }
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest("svg, .visually-hidden, thead") || !element.textContent.trim() || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    // One pixel is rounding; a line's height may exceed its box by the ink of its letters.
    const across = ["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const down = ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 4;
    if (across || down) faults.push(`${name(element)} is cut off`);
  }
  return faults.slice(0, 3);
}

/** Tries every look, and leaves the page as it was. */
export async function layout(page) {
  const faults = [];
  const devtools = await page.context().newCDPSession(page);
  for (const { name, size, css, fonts } of LOOKS) {
    await page.setViewportSize(size);
    await devtools.send("Page.setFontSizes", { fontSizes: fonts ?? USUAL });
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css ?? "");
      document.adoptedStyleSheets = [sheet];
    }, css);
    faults.push(...(await page.evaluate(lost)).map((what) => `${name}: ${what}`));
  }
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  await devtools.detach();
  await page.setViewportSize(WIDE);
  return faults;
}
