// The Tab key through a whole page, and back with Shift: every control is reached, in the order of the document, with a focus
// that is seen.

/** Presses that are under way together. */
const AT_ONCE = 50;
/** Presses beyond the number of controls: parts that scroll are stops too. */
const SPARE = 12;

/** Runs in the page: writes down where the focus goes and how it looks there, and can judge it afterwards. */
function instrument() {
  const walks = { on: new Map(), back: new Map() };
  let way = "on";

  const ring = (element) => {
    const style = getComputedStyle(element);
    return element.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const inView = (box) => box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  // A long link breaks across lines, so other text may lie in its box: what covers it is laid over the page.
  const covered = (element, box) => {
    const top = document.elementFromPoint(box.left + Math.min(box.width, 40) / 2, box.top + Math.min(box.height, 24) / 2);
    if (!top || element.contains(top) || top.contains(element)) return false;
    return ["sticky", "fixed"].includes(getComputedStyle(top).position);
  };
  document.addEventListener("focusin", ({ target }) => {
    const box = target.getBoundingClientRect();
    const stops = walks[way];
    if (!stops.has(target)) stops.set(target, { ring: ring(target), inView: inView(box), covered: covered(target, box) });
  });

  const describe = (element) => {
    const text = (element.textContent || element.getAttribute("aria-label") || element.value || "").trim().replace(/\s+/g, " ");
    return `<${element.localName}${element.id ? ` id="${element.id}"` : ""}> ${JSON.stringify(text.slice(0, 40))}`;
  };

  // Of a group of radio buttons the keyboard stops at one.
  const standsForItsGroup = (radio) => {
    const group = [...(radio.form ?? document).querySelectorAll("input[type=radio]")].filter((other) => other.name === radio.name);
    return radio === (group.find((other) => other.checked) ?? group[0]);
  };
  const due = () => {
    const controls = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, audio[controls], video[controls], [tabindex]";
    return [...document.querySelectorAll(controls)].filter((element) => {
      if (element.tabIndex < 0 || element.disabled || !element.checkVisibility({ visibilityProperty: true })) return false;
      return element.getClientRects().length > 0 && (!element.matches("input[type=radio]") || standsForItsGroup(element));
    });
  };

  const faults = () => {
    const found = [];
    for (const [walk, stops] of Object.entries(walks)) {
      const backwards = walk === "back" ? "backwards: " : "";
      const missed = due().filter((element) => !stops.has(element));
      if (missed.length) found.push(`${backwards}${missed.length} of ${due().length} controls are never reached, first ${describe(missed[0])}`);
      const order = [...stops.keys()];
      const next = walk === "back" ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
      const jump = order.findIndex((element, at) => at > 0 && !(order[at - 1].compareDocumentPosition(element) & next));
      if (jump > 0) found.push(`${backwards}the focus jumps to ${describe(order[jump])}`);
    }
    const stops = walks.on;
    const order = [...stops.keys()];
    const looks = { "shows no focus ring": (s) => !s.ring, "is out of view when focused": (s) => !s.inView, "is covered when focused": (s) => s.covered };
    for (const [what, is] of Object.entries(looks)) {
      const bad = order.filter((element) => is(stops.get(element)));
      if (bad.length) found.push(`${bad.length} of ${order.length} stops: ${describe(bad[0])} ${what}`);
    }
    return found;
  };

  // The walk back begins at the last control. From the body the focus would leave the page first and come back at leisure,
  // while further presses go on from where it was.
  const turn = () => {
    document.activeElement?.blur();
    way = "back";
    due().at(-1)?.focus();
  };

  globalThis.muluKeyboard = { due: () => due().length, stops: () => walks.on.size, turn, faults };
}

/** Presses Tab so many times, with Shift or without. A page may have a thousand stops, so the presses do not wait for one another. */
async function tabs(page, times, shift = false) {
  const devtools = await page.context().newCDPSession(page);
  const key = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9, modifiers: shift ? 8 : 0 };
  for (let left = times; left > 0; left -= AT_ONCE) {
    const presses = Array.from({ length: Math.min(left, AT_ONCE) }, () => [
      devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key }),
      devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }),
    ]);
    await Promise.all(presses.flat());
  }
  await devtools.detach();
}

/** Puts the focus before the first control, wherever the page has put it: a page for searching may begin in its field. */
function toTheTop() {
  if (document.activeElement === document.body) return;
  document.body.tabIndex = -1;
  document.body.focus({ preventScroll: true });
  document.body.removeAttribute("tabindex");
}

/** Presses Tab past every control, then Shift and Tab from the end of the page to its beginning; hands back { stops, faults }. */
export async function keyboard(page) {
  await page.evaluate(toTheTop);
  await page.evaluate(instrument);
  const due = await page.evaluate(() => globalThis.muluKeyboard.due());
  await tabs(page, due + SPARE);
  await page.evaluate(() => globalThis.muluKeyboard.turn());
  await tabs(page, due + SPARE, true);
  return page.evaluate(() => ({ stops: globalThis.muluKeyboard.stops(), faults: globalThis.muluKeyboard.faults() }));
}

/** The first Tab shows a link past the head of the page; after following it, the next stop lies in the main part. */
export async function skipLink(page) {
  await page.evaluate(toTheTop);
  await page.keyboard.press("Tab");
  const shown = await page.evaluate(() => {
    const link = document.activeElement;
    const box = link.getBoundingClientRect();
    return link.matches('a[href^="#"]') && box.top >= 0 && box.left >= 0 && box.width > 1 && box.height > 1;
  });
  if (!shown) return ["the first Tab shows no skip link"];
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const past = await page.evaluate(() => {
    const main = document.querySelector("main");
    return main.contains(document.activeElement) || !main.querySelector("a[href], button, input, summary");
  });
  return past ? [] : ["after the skip link, Tab does not go on in the main part"];
}
