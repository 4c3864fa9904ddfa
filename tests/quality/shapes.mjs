// What is no text and must be seen all the same: shapes of pictures, the bounds of controls, the ring of the focus. Each has
// three times the contrast of what lies beside it (WCAG 2.2, success criterion 1.4.11).

import { bringColours } from "./colours.mjs";

/** Runs in the page: shapes, bounds and rings that have too little contrast, a few of each sort examined. */
function dim() {
  const ENOUGH = 3;
  /** How many of one sort are looked at: what has the same class has the same colours, but not always the same ground. */
  const OF_A_SORT = 6;
  // What helps to read a picture and says nothing itself: lines of a grid, the length that a bar could have.
  const AIDS = ".grid, .tex-track, .veil";
  const { channels, over, ratio, paint, canvas, behind } = globalThis.muluColours;
  const found = [];
  let examined = 0;

  const sorts = new Map();
  const isNew = (sort) => {
    sorts.set(sort, (sorts.get(sort) ?? 0) + 1);
    return sorts.get(sort) <= OF_A_SORT;
  };
  const nameOf = (element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}">`;
  const sortOf = (element) => `${nameOf(element)} ${nameOf(element.parentElement)} ${element.type ?? ""}`;
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const judge = (what, has) => {
    examined++;
    if (has < ENOUGH) found.push(`${what} has a contrast of ${has.toFixed(2)}, needs ${ENOUGH}`);
  };
  const opaque = (colour, below) => over(channels(colour), below);

  // A surface that a pattern fills is told from its ground by its outline.
  for (const shape of document.querySelectorAll("svg :is(rect, circle, ellipse, path, polygon, polyline, line)")) {
    if (shape.closest("defs, pattern, clipPath, mask") || shape.matches(AIDS) || !isShown(shape)) continue;
    const style = getComputedStyle(shape);
    const fills = style.fill !== "none" && !style.fill.startsWith("url") && shape.localName !== "line";
    const strokes = style.stroke !== "none" && parseFloat(style.strokeWidth) > 0;
    const box = shape.getBoundingClientRect();
    const isDrawn = shape.localName === "line" ? box.width || box.height : box.width && box.height;
    if ((!fills && !strokes) || !isDrawn || !isNew(sortOf(shape))) continue;
    shape.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const at = shape.getBoundingClientRect();
    const stack = document.elementsFromPoint(at.left + Math.min(at.width / 2, 4), at.top + at.height / 2);
    const isBelow = (other) => other !== shape && !other.contains(shape) && shape.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING;
    const isGround = (other) => other instanceof SVGGeometryElement && other.localName !== "line" && !getComputedStyle(other).fill.startsWith("url");
    const drawn = stack.filter((other) => isGround(other) && isBelow(other));
    const ground = drawn.reverse().reduce((below, other) => over(paint(other), below), behind(shape));
    const inks = [fills && over(paint(shape), ground), strokes && opaque(style.stroke, ground)].filter(Boolean);
    judge(`the shape ${nameOf(shape)}`, Math.max(...inks.map((ink) => ratio(ink, ground))));
  }

  for (const control of document.querySelectorAll("button, input:not([type=hidden]), select, textarea, .cell")) {
    if (!isShown(control) || !control.getClientRects().length || !isNew(sortOf(control))) continue;
    // What the browser draws itself has the browser's colours.
    if (["checkbox", "radio"].includes(control.type) && getComputedStyle(control).appearance !== "none") continue;
    const style = getComputedStyle(control);
    const outside = behind(control);
    const bounds = ["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none");
    const inks = bounds.map((side) => opaque(style[`border${side}Color`], outside)).concat([over(paint(control), outside)]);
    const ratios = inks.map((ink) => ratio(ink, outside));
    // A button without bounds is its text, which is judged as text.
    if (bounds.length || channels(style.backgroundColor).a > 0) judge(`the control ${nameOf(control)}`, Math.max(...ratios));
  }

  for (const control of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")) {
    if (!isShown(control) || !control.getClientRects().length || !isNew(`focus ${sortOf(control)}`)) continue;
    control.focus({ preventScroll: true });
    const style = getComputedStyle(control);
    if (document.activeElement !== control || style.outlineStyle === "none") continue;
    const outside = behind(control);
    judge(`the focus ring of ${nameOf(control)}`, ratio(opaque(style.outlineColor, outside), outside));
  }
  document.activeElement?.blur();
  scrollTo(0, 0);
  return { examined, faults: [...new Set(found)].slice(0, 5) };
}

export async function shapes(page) {
  await bringColours(page);
  return page.evaluate(dim);
}
