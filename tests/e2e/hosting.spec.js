// The recipes for hosts, by the rules of those hosts (requirements 27 and 49): read by the host's own parser where there
// is one, else held against what its documentation demands. nginx, Apache and Caddy have been tried for themselves.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test as base } from "@playwright/test";
import { parseAllHeaders } from "netlify-headers-parser";
import { host } from "./host.js";

const STORY = fileURLToPath(new URL("../../static/demo/karabakh-2020.json", import.meta.url));
const PATH = "/stories/clashes/";

const test = base.extend({
  site: [
    async ({}, use) => {
      const site = await host(STORY, "--lang", "en,fr");
      await use(site);
      await site.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

const FOR_GOOD = "public, max-age=31536000, immutable";

/** Every file of the folder that a reader may ask for. */
const files = async (site) => {
  const entries = await readdir(site.out, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(site.out.length + 1));
  expect(names.length).toBeGreaterThan(40);
  return names.filter((name) => !/^(hosting\/|_headers)|\.(br|gz)$/.test(name));
};

/** What must be said of a file. */
const isRight = (name, headers) => {
  expect(headers["access-control-allow-origin"], name).toBe("*");
  expect(headers["cross-origin-resource-policy"], name).toBe("cross-origin");
  expect(headers["timing-allow-origin"], name).toBe("*");
  expect(headers["x-content-type-options"], name).toBe("nosniff");
  // What never changes is kept for good; what has a hash in its name may be.
  if (/^(assets|\d+\.\d+\.\d+)\//.test(name)) expect(headers["cache-control"], name).toBe(FOR_GOOD);
  else if (!/\.[0-9a-f]{10}\.[a-z]+$/.test(name)) expect(headers["cache-control"], name).not.toBe(FOR_GOOD);
  const framed = /^frame(\.[a-z]+)?\.html$/.test(name);
  expect(/frame-ancestors \*/.test(headers["content-security-policy"] ?? ""), name).toBe(framed);
  expect("permissions-policy" in headers, name).toBe(framed);
};

test("Netlify's own parser reads _headers without an error, and every file gets what it needs", async ({ site }) => {
  const { headers: rules, errors } = await parseAllHeaders({
    headersFiles: [join(site.out, "_headers")], netlifyConfigPath: undefined, configHeaders: [], minimal: false,
  });
  expect(errors).toEqual([]);
  expect(rules.length).toBeGreaterThan(4);
  for (const name of await files(site)) {
    const headers = {};
    for (const { forRegExp, values } of rules) {
      if (!forRegExp.test(PATH + name)) continue;
      for (const [key, value] of Object.entries(values)) headers[key.toLowerCase()] = value;
    }
    isRight(name, headers);
  }
});

test("_headers keeps within what Cloudflare takes", async ({ site }) => {
  const lines = (await site.read("_headers")).split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  const paths = lines.filter((line) => line.startsWith("/"));
  // A hundred rules, lines of two thousand letters, one splat a path.
  expect(paths.length).toBeLessThanOrEqual(100);
  expect(new Set(paths).size).toBe(paths.length);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(2000);
  for (const path of paths) expect(path.split("*").length, path).toBeLessThanOrEqual(2);
  let rule = [];
  for (const line of lines) {
    if (line.startsWith("/")) {
      rule = [];
      continue;
    }
    const [, name, value] = /^ {2}([A-Za-z-]+): (\S.*)$/.exec(line);
    expect(rule, line).not.toContain(name.toLowerCase());
    rule.push(name.toLowerCase());
    expect(value).not.toMatch(/[^\x20-\x7e]/);
  }
  // Values of one header that meet on one path are joined there: none may be said twice of a file.
  for (const name of await files(site)) {
    const said = [];
    let here = false;
    for (const line of lines) {
      if (line.startsWith("/")) {
        here = line.endsWith("*") ? (PATH + name).startsWith(line.slice(0, -1)) : PATH + name === line;
      } else if (here) said.push(line.trim().split(":")[0].toLowerCase());
    }
    expect(new Set(said).size, name).toBe(said.length);
  }
});

/** Headers that CloudFront has places of their own for, and refuses among the rest. */
const NOT_CUSTOM = [
  "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy", "strict-transport-security",
  "x-xss-protection", "connection", "content-length", "date", "host", "server", "transfer-encoding", "via",
];

test("CloudFront's command takes both policies, and together with the commands every file gets what it needs", async ({ site }) => {
  const said = {};
  for (const name of ["files", "frames"]) {
    const config = JSON.parse(await site.read(`hosting/cloudfront-${name}.json`));
    expect(Object.keys(config).sort()).toEqual(["Comment", "CorsConfig", "CustomHeadersConfig", "Name", "SecurityHeadersConfig"]);
    expect(config.Name).toMatch(/^[A-Za-z0-9_-]{1,128}$/);
    const { CorsConfig: cors, SecurityHeadersConfig: security, CustomHeadersConfig: custom } = config;
    for (const list of [cors.AccessControlAllowOrigins, cors.AccessControlAllowHeaders, cors.AccessControlAllowMethods, custom]) {
      expect(list.Quantity).toBe(list.Items.length);
    }
    expect(typeof cors.AccessControlAllowCredentials).toBe("boolean");
    expect(typeof cors.OriginOverride).toBe("boolean");
    const headers = { "access-control-allow-origin": cors.AccessControlAllowOrigins.Items.join() };
    expect(Object.keys(security).every((key) => ["ContentTypeOptions", "ContentSecurityPolicy"].includes(key))).toBe(true);
    if (security.ContentTypeOptions.Override) headers["x-content-type-options"] = "nosniff";
    if (security.ContentSecurityPolicy?.Override) headers["content-security-policy"] = security.ContentSecurityPolicy.ContentSecurityPolicy;
    expect(custom.Items.length).toBeLessThanOrEqual(10);
    for (const { Header, Value, Override } of custom.Items) {
      expect(NOT_CUSTOM).not.toContain(Header.toLowerCase());
      expect(Header).not.toMatch(/^access-control-|^x-amz|^x-edge/i);
      expect(Value.length).toBeLessThan(1783);
      expect(Override).toBe(true);
      headers[Header.toLowerCase()] = Value;
    }
    said[name] = headers;
  }

  const recipe = await site.read("hosting/cloudfront.txt");
  const copies = recipe.replace(/\\\n/g, "").split("\n").filter((line) => line.startsWith("aws s3 cp"));
  expect(copies).toHaveLength(3);
  const glob = (pattern) => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*")}$`);
  const behaviours = [...recipe.matchAll(/behaviour (\S+?),? /g)].map(([, path]) => path);
  expect(behaviours).toEqual([`${PATH}*`, `${PATH}frame*.html`]);
  for (const name of await files(site)) {
    // The last filter that matches a name decides, as the command has it; each file is copied once.
    const takes = copies.filter((line) => {
      let taken = true;
      for (const [, kind, pattern] of line.matchAll(/--(exclude|include) "([^"]+)"/g)) {
        if (glob(pattern).test(name)) taken = kind === "include";
      }
      return taken;
    });
    expect(takes, name).toHaveLength(1);
    expect(takes[0]).toContain(` s3://BUCKET${PATH} `);
    const framed = glob(behaviours[1]).test(PATH + name);
    isRight(name, { ...said[framed ? "frames" : "files"], "cache-control": /--cache-control "([^"]+)"/.exec(takes[0])[1] });
    if (name.endsWith(".wasm")) expect(takes[0]).toContain("--content-type application/wasm");
  }
});
