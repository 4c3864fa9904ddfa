// The figures as a document that is kept with the code, so that a change's cost is seen in its diff.

import { markdown } from "./report.mjs";
import { MOST_SHIFT } from "./loading.mjs";
import { KIB, LIMITS, together } from "./weight.mjs";

const kiB = (bytes) => Number((bytes / KIB).toFixed(1));
const heaviest = (views) => views.reduce((most, view) => (view.sent > most.sent ? view : most));

/** Of each kind of page the heaviest in the first language, as it was opened. */
function byKind(site, sample, views, examined) {
  const weights = new Map(views.map((view) => [view.path, view]));
  const seen = new Set();
  const rows = [["kind", "page", "HTML KiB", "HTML KiB sent", "first view KiB", "first view KiB sent", "requests", "layout shift", "largest paint ms", "tab stops"]];
  sample.forEach(({ path, kind, language }, at) => {
    if (language !== "" || seen.has(kind)) return;
    seen.add(kind);
    const { html, raw, sent } = weights.get(path);
    const { requests, shift, largestPaint, stops } = examined[at].figures;
    const shifted = Number(shift.toFixed(3));
    rows.push([kind, path, kiB(html.raw), kiB(html.sent), kiB(raw), kiB(sent), requests, shifted, largestPaint, stops]);
  });
  return rows;
}

function againstLimits(site, views, examined) {
  const most = heaviest(views);
  const shift = Math.max(...examined.map((page) => page.figures.shift));
  const requests = Math.max(...views.map((view) => view.requests), ...examined.map((page) => page.figures.requests));
  return [
    ["figure", "measured", "limit"],
    ["heaviest first view, KiB sent", kiB(most.sent), kiB(LIMITS.view)],
    ["most requests of a first view", requests, LIMITS.requests],
    ["style sheets of the site together, KiB not compressed", kiB(together(site, views, "css")), kiB(LIMITS.css)],
    ["scripts of the site together, KiB not compressed", kiB(together(site, views, "js")), kiB(LIMITS.js)],
    ["largest cumulative layout shift", Number(shift.toFixed(3)), MOST_SHIFT],
  ];
}

/** The document. `today` is the day of the measurement; the site's own day is on its pages. */
export function document(site, sample, views, examined, results, today) {
  const checks = [["check", "examined", "faults"], ...results.map((result) => [result.check, result.examined, result.faults.length])];
  const limits = againstLimits(site, views, examined);
  return `# The quality of the pages

Measured on ${today} on the site of this repository's registry for ${site.day}: ${site.pages.length} pages, of which
${sample.length} of ${new Set(sample.map((entry) => entry.kind)).size} kinds were opened in a browser. Written by

    cargo run --release -- build --as-of ${site.day}
    npm ci --prefix tests/quality
    npm run site --prefix tests/quality -- --record ../../docs/quality.md

"Sent" is what a server that compresses with gzip sends; KiB are 1024 bytes. The server is on the same machine and holds
each script back for 150 ms, so that what scripts move is seen to move; the largest paint therefore says little about networks
and is not judged. All else is, on every change.

${markdown(limits)}

${markdown(checks)}

## The heaviest page of each kind

${markdown(byKind(site, sample, views, examined))}
`;
}
