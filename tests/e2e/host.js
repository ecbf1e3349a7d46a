// A web host for the folder that the command line makes: what its `_headers` file asks for, below a path of its own.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png", ".bin": "application/octet-stream",
};

/** The rules of a `_headers` file: patterns of paths, with what they add. */
const rules = (text) => {
  const found = [];
  for (const line of text.split("\n")) {
    if (/^\//.test(line)) found.push({ path: line.trim(), headers: [] });
    else if (/^ +\S/.test(line)) found.at(-1).headers.push(line.trim().split(/: (.*)/s).slice(0, 2));
  }
  return found;
};

const matches = (pattern, path) =>
  pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

/**
 * Makes the folder of a story and serves it at `base`, as the articles of `pages` (by path, each `{ body, policy }`)
 * are served beside it. `elsewhere(path)` is the address of a page under another name of the same machine.
 */
export const host = async (story, ...more) => {
  const room = await mkdtemp(join(tmpdir(), "chronocarte-"));
  const pages = {};
  let headers = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (pages[path]) {
      const { body, policy } = pages[path];
      response.writeHead(200, {
        "content-type": TYPES[".html"],
        ...(policy && { "content-security-policy": policy }),
      });
      response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Article</title>
        <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head><body>${body}</body></html>`);
      return;
    }
    try {
      const content = await readFile(join(room, "site", normalize(path)));
      for (const { path: pattern, headers: added } of headers) {
        if (matches(pattern, path)) added.forEach(([name, value]) => response.setHeader(name, value));
      }
      response.setHeader("content-type", TYPES[extname(path)] ?? "text/plain; charset=utf-8");
      response.end(content);
    } catch {
      response.writeHead(404).end("there is no such file");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  const base = `http://127.0.0.1:${port}/stories/clashes/`;
  const out = join(room, "site", "stories", "clashes");
  const { stderr } = await promisify(execFile)(process.env.CHRONOCARTE_PROGRAM, [
    "build", story, "-o", out, "--base-url", base, ...more,
  ]);
  headers = rules(await readFile(join(out, "_headers"), "utf8"));
  return {
    base,
    out,
    pages,
    stderr,
    elsewhere: (path) => `http://localhost:${port}${path}`,
    read: (name) => readFile(join(out, name), "utf8"),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(room, { recursive: true });
    },
  };
};
