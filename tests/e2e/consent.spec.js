// What waits for the reader (embed.md 21, 35): nothing is asked for, whatever else happens, before a yes.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SCRIPT, STORY, container, expect, fallback, isFirstWasm, reaches, test } from "./page.js";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/** What the publisher's own page asks for, and nothing beyond. */
const BEFORE = ["/article-of-a-test", "/chronocarte.js"];

/** What a reader and a page do that is no consent. */
const restless = async (page) => {
  await page.mouse.wheel(0, 2000);
  await page.mouse.wheel(0, -2000);
  await fallback(page).hover();
  await page.mouse.click(5, 5);
  await page.keyboard.press("Tab");
  await page.evaluate(() => {
    location.hash = "#chronocarte=e=footage";
    dispatchEvent(new Event("resize"));
    // An event of another name, and one on an element that is no widget.
    document.dispatchEvent(new Event("chronocarte:ready"));
    document.querySelector("p").dispatchEvent(new Event("chronocarte:consent"));
    document.body.append(document.createElement("section"));
  });
  await page.waitForTimeout(400);
};

const WAYS = {
  "dispatched on the document": (page) => page.evaluate(() => document.dispatchEvent(new Event("chronocarte:consent"))),
  "dispatched on the element": (page) => page.evaluate(() => document.getElementById("one").dispatchEvent(new Event("chronocarte:consent"))),
  "given by the button": (page) => page.locator("#one").getByRole("button").click(),
};

for (const load of ["eager", "visible"]) {
  for (const [way, consent] of Object.entries(WAYS)) {
    test(`a widget that loads when ${load} asks for nothing before consent is ${way} (35)`, async ({ page, article, requests }) => {
      await article(`<p>Before.</p>${container({ attributes: `data-consent="required" data-load="${load}"` })}`);
      await reaches(page, "idle");
      await restless(page);
      expect(requests).toEqual(BEFORE);
      await expect(fallback(page)).toBeVisible();
      await reaches(page, "idle");
      await consent(page);
      await reaches(page, "ready");
      await expect(fallback(page)).toBeHidden();
      await expect(page.locator("#one .start")).toHaveCount(0);
      expect(requests.filter(isFirstWasm)).toHaveLength(1);
    });
  }
}

test("consent for a widget that is to be clicked is no click (21, 35)", async ({ page, article, requests }) => {
  await article(container({ attributes: 'data-consent="required" data-load="click"' }));
  await reaches(page, "idle");
  await WAYS["dispatched on the document"](page);
  await page.waitForTimeout(300);
  expect(requests).toEqual(BEFORE);
  await expect(page.locator("#one").getByRole("button")).toHaveCount(1);
  await page.locator("#one").getByRole("button").click();
  await reaches(page, "ready");
});

test("consent on one element holds for that one alone (35)", async ({ page, article }) => {
  const attributes = 'data-consent="required" data-load="eager"';
  await article(container({ attributes }) + container({ id: "two", attributes }));
  await reaches(page, "idle");
  await WAYS["dispatched on the element"](page);
  await reaches(page, "ready");
  await page.waitForTimeout(300);
  await reaches(page, "idle", "two");
  await expect(fallback(page, "two")).toBeVisible();
});

for (const [name, html] of [
  ["the element", `<chrono-carte id="one" story="${STORY}" consent="required" load="eager"><p>The fallback of one.</p></chrono-carte>${SCRIPT}`],
  ["the script's address", `<div class="chronocarte" id="one" data-story="${STORY}"><p>The fallback of one.</p>
    <script async src="chronocarte.js?consent=required&load=eager"></script></div>`],
]) {
  test(`consent that ${name} requires is waited for (35)`, async ({ page, article, requests }) => {
    await article(html);
    await reaches(page, "idle");
    await restless(page);
    expect(requests).toEqual(BEFORE);
    await WAYS["dispatched on the document"](page);
    await reaches(page, "ready");
  });
}

test("the button that loads a widget says how much it may load (21)", async ({ page, article }) => {
  const files = (await readdir(DIST)).filter((name) => name.endsWith(".wasm.br"));
  expect(files).toHaveLength(2);
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(DIST, name))).size));
  await article(container({ attributes: 'data-load="click"' }));
  const button = page.getByRole("button", { name: /^Load .*\(\d+ kB\)$/ });
  await expect(button).toBeVisible();
  const [, promised] = /\((\d+) kB\)/.exec(await button.textContent());
  // Both parts of the wasm, as they come compressed; the story is the publisher's.
  expect(Math.abs(Number(promised) - sizes.reduce((sum, size) => sum + size, 0) / 1000)).toBeLessThan(2);
  const { width, height } = await button.boundingBox();
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
});

test("consent for the page holds for what is added to it later (35)", async ({ page, article }) => {
  await article(`<p>Before.</p>${container({ attributes: 'data-consent="required" data-load="eager"' })}`);
  await reaches(page, "idle");
  await WAYS["dispatched on the document"](page);
  await reaches(page, "ready");
  await page.evaluate((markup) => document.body.insertAdjacentHTML("beforeend", markup), container({ id: "two", script: false, attributes: 'data-consent="required" data-load="eager"' }));
  await reaches(page, "ready", "two");
});

test("consent that was given before the script ran can be written down for it (35)", async ({ page, article }) => {
  await article(container({ attributes: 'data-consent="given" data-load="eager"' }));
  await reaches(page, "ready");
});
