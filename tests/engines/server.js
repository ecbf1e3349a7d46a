// Serves the pages of the matrix and, on an origin of its own, the widget's files with whatever fault a page asks for.
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { ROWS } from "./rows.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const DIST = process.env.CHRONOCARTE_DIST ?? join(HERE, "../../dist");
const TYPES = { ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml" };

const listen = async (handler) => {
  const server = createServer((request, response) => {
    handler(request, response).catch((error) => {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
};

/** What stands in place of a file that a page wants broken; `null` where the file is as it is. */
const STORIES = {
  "/broken.json": "<!doctype html><title>Not found</title>",
  "/deep.json": `{"events":[],"more":${"[".repeat(200)}${"]".repeat(200)}}`,
};

const fileOf = async (path) => {
  if (path in STORIES) return STORIES[path];
  const name = normalize(path).replace(/^\/+/, "");
  const own = ["spy.js", "counts.js", "faults.js"].includes(name);
  return readFile(join(own ? HERE : DIST, name)).catch(() => null);
};

/** Answers with a file, or with the fault that `/fault-NAME/` before its path asks for, if it is the wasm. */
const serveFile = async (log, request, response) => {
  const url = new URL(request.url, "http://host");
  const [, fault, path] = /^(?:\/fault-([a-z]+))?(\/.*)$/.exec(url.pathname);
  log.push({ path, cookie: request.headers.cookie, referer: request.headers.referer });
  const headers = {
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "no-store",
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
  };
  // A room of a width of its own, which a strict page can have by no other way.
  const [, width] = /^\/room-(\d+)\.css$/.exec(path) ?? [];
  let body = width ? `body { margin: 0 } main { width: ${width}px }` : await fileOf(path);
  if (fault && path.endsWith(".wasm")) {
    if (fault === "missing") body = null;
    if (fault === "type") headers["content-type"] = "application/octet-stream";
    if (fault === "flipped") body[body.length - 1] ^= 1;
    if (fault === "stalled") return;
    if (fault === "reset") {
      request.socket.destroy();
      return;
    }
    if (fault === "half") {
      response.writeHead(200, { ...headers, "content-length": body.length });
      response.write(body.subarray(0, body.length / 2), () => request.socket.destroy());
      return;
    }
  }
  if (body === null) response.writeHead(404, { "access-control-allow-origin": "*" }).end();
  else response.writeHead(200, headers).end(body);
};

const hash = async (path) => `sha384-${createHash("sha384").update(await fileOf(path)).digest("base64")}`;

/** The page of a row, and its headers. */
const pageOf = async ({ page }, origins) => {
  const nonce = randomBytes(12).toString("base64");
  const fill = (text) => text.replaceAll("SELF", origins.self).replaceAll("FILES", origins.files).replaceAll("NONCE", nonce);
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "set-cookie": "session=1", ...page.headers };
  if (page.policy) headers["content-security-policy"] = fill(page.policy);
  if (page.reportOnly) headers["content-security-policy-report-only"] = fill(page.reportOnly);
  const tag = async (path, more = "") => {
    const integrity = page.integrity ? `integrity="${await hash(path.split("?")[0])}" crossorigin="anonymous"` : "";
    const fault = page.fault && path === "/chronocarte.js" ? `/fault-${page.fault}` : "";
    return `<script ${more} nonce="${nonce}" ${integrity} src="${origins.files}${fault}${path}"></script>`;
  };
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Article</title>
    ${await tag("/spy.js")}${page.script ? await tag(`/faults.js?fault=${page.script}`) : ""}</head><body><p>Before.</p>
    <div class="chronocarte" id="one" data-load="eager" data-story="${origins.files}/${page.story ?? "demo/karabakh-2020.json"}">
      <figure><svg width="600" height="700" role="img" aria-label="poster"></svg><figcaption>The fallback.
      <a href="#all">All events</a></figcaption></figure>${await tag("/chronocarte.js", "async")}</div><p>After.</p></body></html>`;
  return { headers, body };
};

/** The page around a frame. */
const around = (id, origins) => ({
  headers: { "content-type": "text/html; charset=utf-8" },
  body: `<!doctype html><html lang="en"><head><title>Around</title><script src="${origins.files}/spy.js"></script></head>
    <body><iframe sandbox="allow-scripts" title="A map" width="760" height="800" src="/frame/${id}"></iframe></body></html>`,
});

/** The strictest policy under which the widget runs, on the origin of its files. */
export const STRICT = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self';
  img-src 'self' data:; frame-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none';
  form-action 'none'`.replaceAll(/\s+/g, " ");

/** The script tag alone, the story of the demo, and a container as publishers paste it. */
export const SCRIPT = '<script async src="/chronocarte.js"></script>';
export const STORY = "/demo/karabakh-2020.json";
export const container = ({ id = "one", attributes = 'data-load="eager"', height = 900, width = 300 } = {}) => `
  <div class="chronocarte" id="${id}" data-story="${STORY}" ${attributes}><figure>
    <svg width="${width}" height="${height}" role="img" aria-label="poster"></svg>
    <figcaption>The fallback of ${id}.</figcaption></figure>${SCRIPT}</div>`;

/** An article of a test: watched, counted, and strict unless it says otherwise. */
const articleOf = ({ body, head = "", policy = STRICT }) => ({
  headers: {
    "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "set-cookie": "session=1",
    ...(policy && { "content-security-policy": policy }),
  },
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,">
    <script src="/spy.js"></script><script src="/counts.js"></script>${head}</head><body>${body}</body></html>`,
});

/** Serves one article with all files on an origin whose line can be cut and mended. */
export const serveAlone = async (article) => {
  const { server, origin } = await listen(async (request, response) => {
    if (request.url !== "/") return serveFile([], request, response);
    const { headers, body } = articleOf(article);
    response.writeHead(200, headers).end(body);
  });
  const cut = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  const mend = () => new Promise((resolve) => server.listen(Number(new URL(origin).port), "127.0.0.1", resolve));
  return { page: `${origin}/`, cut, mend };
};

/**
 * Starts both origins; `page(row)` is the address of a row's page, `article` makes a page and gives its address, `log` is
 * what was asked of the files.
 */
export const serve = async () => {
  const log = [];
  const articles = [];
  const files = await listen((request, response) => serveFile(log, request, response));
  // One origin for pages and files, unless a row wants them apart.
  const together = {};
  const pages = await listen(async (request, response) => {
    const [, nth] = /^\/article\/(\d+)/.exec(request.url) ?? [];
    if (nth) {
      const { headers, body } = articleOf(articles[nth]);
      response.writeHead(200, headers).end(body);
      return undefined;
    }
    const [, kind, id] = /^\/(page|frame)\/(\d+)$/.exec(request.url) ?? [];
    if (!kind) return serveFile(log, request, response);
    const row = ROWS[id];
    const apart = row.page.apart || row.page.framed;
    const origins = apart ? { self: pages.origin, files: files.origin } : together;
    const answer = row.page.framed && kind === "page" ? around(id, origins) : await pageOf(row, origins);
    response.writeHead(200, answer.headers).end(answer.body);
    return undefined;
  });
  together.self = together.files = pages.origin;
  const close = () => {
    for (const { server } of [files, pages]) {
      server.closeAllConnections();
      server.close();
    }
  };
  const article = (what) => `${pages.origin}/article/${articles.push(what) - 1}`;
  return { article, page: (row) => `${pages.origin}/page/${row.id}`, log, close };
};
