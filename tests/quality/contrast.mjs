// Text in pictures against what is painted behind it: axe judges the text of HTML only.

import { bringColours } from "./colours.mjs";

/** Runs in the page: each text of an SVG that has less contrast than WCAG 2.2 AA asks (4.5, or 3 for large text). */
async function faint() {
  const { over, ratio, paint, canvas } = globalThis.muluColours;
  const found = [];
  let examined = 0;
  for (const text of document.querySelectorAll("svg text")) {
    if (!text.textContent.trim() || !text.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    text.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = text.getBoundingClientRect();
    const style = getComputedStyle(text);
    if (!box.width || style.fill === "none") continue;
    examined++;
    const y = box.top + box.height / 2;
    for (const x of [box.left + 1, box.left + box.width / 2, box.right - 1]) {
      const behind = document.elementsFromPoint(x, y).filter((element) => !(element instanceof SVGTextContentElement));
      const ground = behind.reverse().reduce((below, element) => over(paint(element), below), canvas);
      const ink = over(paint(text), ground);
      const size = box.height / 1.2;
      const enough = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
      const has = ratio(ink, ground);
      if (has >= enough) continue;
      found.push(`${JSON.stringify(text.textContent.trim().slice(0, 30))} has a contrast of ${has.toFixed(2)}, needs ${enough}`);
      break;
    }
  }
  scrollTo(0, 0);
  return { examined, faults: found.slice(0, 5) };
}

export async function contrast(page) {
  await bringColours(page);
  return page.evaluate(faint);
}

/** Pictures that are files of their own and have text, such as badges: one for each set of colours. */
export function pictures(site) {
  const byColours = new Map();
  for (const path of site.files.filter((path) => path.endsWith(".svg"))) {
    const text = site.text(path);
    const colours = [...new Set(text.match(/fill="[^"]*"/g))].sort().join(" ");
    if (text.includes("<text") && !byColours.has(colours)) byColours.set(colours, path);
  }
  return [...byColours.values()];
}
