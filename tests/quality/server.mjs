// The site behind a path of a loopback server, as a city's web server would have it.

import { createServer } from "node:http";
import { extname } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png",
  ".xml": "application/xml", ".wasm": "application/wasm", ".atom": "application/atom+xml", ".pdf": "application/pdf",
};

/** Scripts come late, as over a slow line, so that what they move on a page that is already painted is seen to move. */
const SCRIPT_DELAY_MS = 150;

/** Serves the site below each of the bases, e.g. "/some/base/". */
export async function serve(site, bases) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    // A picture names no icon, so the browser asks for one at the root.
    if (path === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const base = bases.find((base) => path.startsWith(base));
    const file = base && (path.slice(base.length) || "index.html");
    if (!file || !site.known.has(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const answer = () => response.writeHead(200, { "content-type": type }).end(site.bytes(file));
    if (extname(file) === ".js") setTimeout(answer, SCRIPT_DELAY_MS);
    else answer();
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
