// Every page that is made is valid HTML (requirement 54): those of a folder, the demo article, and whatever else lies in
// what is built.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { expect, test } from "./site.js";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

const validator = new HtmlValidate(
  new StaticConfigLoader({ extends: ["html-validate:recommended"], rules: { "doctype-style": "off", "long-title": "off" } }),
);

/** What is wrong with a page, one line each. */
const faults = async (name, text) => {
  const { results } = await validator.validateString(text, name);
  return results.flatMap(({ messages }) => messages).map(({ line, ruleId, message }) => `${name}:${line} ${ruleId} ${message}`);
};

test("the validator sees a fault", async () => {
  expect((await faults("x.html", "<!doctype html><p><div></div></p><img src='x'>")).length).toBeGreaterThan(1);
});

test("every page of a folder is valid HTML (54)", async ({ site }) => {
  for (const name of ["index", "claims-by-speaker", "claims-by-place", "claims-by-standing", "frame", "embed"].flatMap((name) => [`${name}.html`, `${name}.fr.html`])) {
    expect(await faults(name, await site.read(name))).toEqual([]);
  }
});

test("the demo article and every other page that is built are valid HTML", async () => {
  const pages = (await readdir(DIST, { recursive: true })).filter((name) => name.endsWith(".html"));
  expect(pages).toContain("index.html");
  expect(pages.length).toBeGreaterThan(6);
  for (const name of pages) expect(await faults(name, await readFile(join(DIST, name), "utf8"))).toEqual([]);
});
