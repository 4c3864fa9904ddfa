// Colours as they are painted, and how far apart they are (WCAG 2.2, "contrast ratio").

/** Runs in the page: what the checks of contrast ask about colours, as globalThis.muluColours. */
function colours() {
  const channels = (colour) => {
    // Colours as the sheet mixes them are drawn and read back, so that any notation counts.
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { rgb: [r, g, b], a: a / 255 };
  };
  const over = (top, below) => top.rgb.map((c, i) => c * top.a + below[i] * (1 - top.a));
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const paint = (element) => {
    const style = getComputedStyle(element);
    const inPicture = element instanceof SVGElement && element.localName !== "svg";
    const colour = channels(inPicture ? (style.fill === "none" ? "transparent" : style.fill) : style.backgroundColor);
    colour.a *= inPicture ? style.fillOpacity * style.opacity : 1;
    return colour;
  };
  // The canvas of the browser lies behind everything.
  const canvas = matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
  /** What is painted behind an element: the grounds of those around it. */
  const behind = (element) => {
    const around = [];
    // A group of a picture paints nothing itself.
    for (let at = element.parentElement; at; at = at.parentElement) if (!(at instanceof SVGElement)) around.push(at);
    return around.reverse().reduce((below, at) => over(paint(at), below), canvas);
  };
  globalThis.muluColours = { channels, over, ratio, paint, canvas, behind };
}

/** Brings the helpers into a page, or brings them up to date after the colour scheme has changed. */
export const bringColours = (page) => page.evaluate(colours);
