// What a screen reader is told of a page: the accessibility tree, as the browser hands it out.

/** Decoration that a style sheet adds is told too; it is taken out, since words must not be there alone. */
const DECORATION = "*, *::before, *::after { content: none !important }";

/** The text of a page's accessibility tree, one entry a node. */
export async function spoken(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Accessibility.enable");
  await devtools.send("DOM.enable");
  const { frameTree } = await devtools.send("Page.getFrameTree");
  await devtools.send("CSS.enable");
  const { styleSheetId } = await devtools.send("CSS.createStyleSheet", { frameId: frameTree.frame.id });
  await devtools.send("CSS.setStyleSheetText", { styleSheetId, text: DECORATION });
  // The sheet stays: what is examined after this has no decoration either, until the page is opened anew.
  const { nodes } = await devtools.send("Accessibility.getFullAXTree", { depth: -1, frameId: frameTree.frame.id });
  await devtools.detach();
  const told = nodes.filter((node) => !node.ignored && node.role?.value === "StaticText");
  return told.map((node) => node.name?.value ?? "").join(" ");
}

/** What a page must say of its state: days since when and until when, where it says so at all; the build's own page, its day. */
export async function state(page, path) {
  const text = await spoken(page);
  const marked = await page.evaluate(() => [...document.querySelectorAll(".state time")].map((time) => time.textContent.trim()));
  const faults = marked.filter((day) => !text.includes(day)).map((day) => `${day} is not in the accessibility tree`);
  if (/(^|\/)build\.html$/.test(path) && !/\d{4}-\d\d-\d\d/.test(text)) faults.push("the build's day is not in the accessibility tree");
  if (/(^|\/)(standards|projects|policies|agencies|resources|cases)\/[^/]+\.html$/.test(path) && !marked.length && !/-\d+\.html$/.test(path)) {
    faults.push("says of no day since when or until when its state holds");
  }
  return faults;
}
