// What a reader takes along: a link to the view, and what is shown as a file (embed.md 32, 36, 38, 48, 50, 54, 61, 65).
import { readFile } from "node:fs/promises";

import { container, expect, reaches, test } from "./page.js";
import { call, focused, openDemo, settled, state, widget } from "./reader.js";

/** The strictest policy under which the widget runs; the pictures are the icon of the test's page. */
const STRICTEST =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src data:";

const toggle = (page) => widget(page).getByRole("button", { name: "Share and download" });
const panel = (page) => widget(page).getByRole("group", { name: "Share and download" });
const link = (page) => widget(page).getByLabel("Link to this view");
const spoken = (page) => widget(page).getByRole("status");

/** Opens the panel. */
const open = async (page) => {
  await toggle(page).click();
  await expect(panel(page)).toBeVisible();
};

/** Presses a button of the panel and returns the file that comes of it: its name and what is in it. */
const saved = async (page, name) => {
  const [download] = await Promise.all([page.waitForEvent("download"), panel(page).getByRole("button", { name }).click()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
};

/** Stands in for what the system's own clipboard and share sheet do; what they were given is in the list. */
const stubs = (page, { copy = "takes", share } = {}) =>
  page.addInitScript(([copy, share]) => {
    const given = [];
    Object.defineProperty(window, "givenInTheTest", { value: given });
    const answer = (how, what) => {
      given.push(what);
      if (how === "takes") return Promise.resolve();
      return Promise.reject(new DOMException("no", how));
    };
    const clipboard = copy === "absent" ? undefined : { writeText: (text) => answer(copy, text) };
    Object.defineProperty(Navigator.prototype, "clipboard", { get: () => clipboard, configurable: true });
    if (share) Navigator.prototype.share = (data) => answer(share, data);
    else delete Navigator.prototype.share;
  }, [copy, share]);

const given = (page) => page.evaluate(() => window.givenInTheTest);

test("the link leads to the article and opens what was seen", async ({ page }) => {
  await stubs(page);
  await openDemo(page);
  await call(page, "select", "talish-heights");
  await call(page, "setFilter", { hiddenKinds: ["statement"] });
  await call(page, "setCamera", { lon: 46.9, lat: 40.2, zoom: 9 });
  const before = await state(page);
  await open(page);
  await panel(page).getByRole("button", { name: "Copy the link" }).click();
  await expect(spoken(page)).toHaveText("The link is copied.");
  const [address] = await given(page);
  expect(address).toBe(await link(page).inputValue());
  expect(address.split("#")[0]).toBe(page.url().split("#")[0]);
  await page.goto("about:blank");
  await page.goto(address);
  await widget(page).scrollIntoViewIfNeeded();
  await expect(widget(page)).toHaveAttribute("data-state", "ready", { timeout: 15_000 });
  await settled(page);
  expect(await state(page)).toEqual(before);
});

for (const how of ["NotAllowedError", "absent"]) {
  test(`where the page may not copy (${how}) the link is selected, and that is said`, async ({ page }) => {
    await stubs(page, { copy: how });
    await openDemo(page);
    await open(page);
    await panel(page).getByRole("button", { name: "Copy the link" }).click();
    await expect(spoken(page)).toContainText("it is selected");
    expect(await focused(page)).toContain("Link to this view");
    const chosen = await link(page).evaluate((input) => input.value.slice(input.selectionStart, input.selectionEnd));
    expect(chosen).toBe(await link(page).inputValue());
  });
}

test("the system is handed the link where it takes links, and a change of mind is no error", async ({ page }) => {
  await stubs(page, { share: "AbortError" });
  await openDemo(page);
  await open(page);
  await panel(page).getByRole("button", { name: "Share the link" }).click();
  await expect.poll(() => given(page)).toEqual([
    { title: "Karabakh: two days of reported clashes, and who says what", url: await link(page).inputValue() },
  ]);
  await settled(page);
  await expect(spoken(page)).not.toContainText("selected");
});

test("without a share sheet nothing is offered that does nothing", async ({ page }) => {
  await stubs(page);
  await openDemo(page);
  await open(page);
  await expect(panel(page).getByRole("button")).toHaveText([
    "Copy the link", "Table (CSV)", "Map layer (GeoJSON)", "Picture (SVG)", "Picture (PNG)",
  ]);
});

test("the container may say which page links lead to", async ({ page, article }) => {
  await article(container({ attributes: 'data-load="eager" data-page="https://news.example/clashes?id=7#part"' }), { policy: STRICTEST });
  await reaches(page, "ready");
  await call(page, "select", "talish-heights");
  await open(page);
  await expect(link(page)).toHaveValue(/^https:\/\/news\.example\/clashes\?id=7#chronocarte=e=talish-heights/);
});

test("what is shown is saved as table, layer and pictures under the strictest policy, and nothing is fetched for it", async ({ page, article, requests }) => {
  await article(container({ attributes: 'data-load="eager"' }), { policy: STRICTEST });
  await reaches(page, "ready");
  await call(page, "setFilter", { hiddenKinds: ["statement", "losses"] });
  await open(page);
  const { matched, total } = await state(page);
  expect(matched).toBeLessThan(total);
  await expect(panel(page)).toContainText(`${matched} of ${total} events`);
  const asked = requests.length;

  const csv = await saved(page, "Table (CSV)");
  expect(csv.name).toBe("karabakh-2020.csv");
  const lines = csv.content.toString("utf8").split("\r\n");
  expect(lines[0].startsWith("\ufeffstory,language,event,")).toBe(true);
  const address = await link(page).inputValue();
  for (const line of lines.slice(1, -1)) {
    expect(line).toContain("2020-09-28T19:59:59Z");
    expect(line).toContain("Chronocarte demonstration");
    expect(line.endsWith(`,${address}`) || line.endsWith(`,"${address}"`), line).toBe(true);
  }
  await expect(spoken(page)).toHaveText("karabakh-2020.csv is handed to your browser.");

  const layer = await saved(page, "Map layer (GeoJSON)");
  expect(layer.name).toBe("karabakh-2020.geojson");
  const { type, chronocarte, features } = JSON.parse(layer.content);
  expect([type, chronocarte.address, chronocarte.asOf]).toEqual(["FeatureCollection", address, "2020-09-28T19:59:59Z"]);
  expect(features.filter((feature) => !feature.properties.background)).toHaveLength(matched);
  const ids = new Set(features.map((feature) => feature.id));
  const column = new Set(lines.slice(1, -1).map((line) => line.split(",")[2]));
  expect(column).toEqual(ids);

  const svg = (await saved(page, "Picture (SVG)")).content.toString("utf8");
  expect(svg.startsWith("<svg ")).toBe(true);
  for (const words of ["Chronocarte demonstration", "As of 28 Sept 2020", "Natural Earth", "Interfax"]) expect(svg).toContain(words);
  expect(svg).not.toMatch(/<script|style=|href=/);

  const png = (await saved(page, "Picture (PNG)")).content;
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const map = await widget(page).locator(".map").boundingBox();
  expect(Math.abs(width - 2 * map.width)).toBeLessThanOrEqual(2);
  expect(height).toBeGreaterThan(2 * map.height);
  expect(requests.length).toBe(asked);
});

test("a story too long for an address is saved whole", async ({ page, article, baseURL }) => {
  const story = await (await page.request.get(new URL("demo/karabakh-2020.json", baseURL).href)).json();
  delete story.basemap;
  const [event] = story.events;
  story.events = Array.from({ length: 1200 }, (_, nth) => ({ ...event, id: `event-${nth}` }));
  test.slow();
  await page.route("**/many.json", (route) => route.fulfill({ json: story }));
  await article(container({ story: "many.json", attributes: 'data-load="eager"' }), { policy: STRICTEST });
  await reaches(page, "ready");
  await open(page);
  const { content } = await saved(page, "Map layer (GeoJSON)");
  expect(content.length).toBeGreaterThan(1_500_000);
  expect(JSON.parse(content).features).toHaveLength(1200);
});

test("the panel is one more stop of the Tab key, opens and closes by key and gives the focus back", async ({ page }) => {
  await openDemo(page);
  await toggle(page).focus();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toBeVisible();
  await expect(toggle(page)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toContain("Link to this view");
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);
  expect(await focused(page)).toContain("Share and download");
  await expect(toggle(page)).toHaveAttribute("aria-expanded", "false");
});

test("the first press of the button opens the panel, though its code comes only then", async ({ page }) => {
  await page.goto("./");
  await widget(page).scrollIntoViewIfNeeded();
  await expect(widget(page)).toHaveAttribute("data-state", "ready", { timeout: 15_000 });
  await toggle(page).evaluate((button) => button.click());
  await expect(panel(page)).toBeVisible();
});

for (const width of [320, 1040]) {
  test(`at ${width} px the open panel stays within the widget and its buttons are large enough`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openDemo(page);
    await open(page);
    const [outer, inner] = [await widget(page).boundingBox(), await panel(page).boundingBox()];
    expect(inner.x).toBeGreaterThanOrEqual(outer.x - 1);
    expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width + 1);
    for (const button of await panel(page).getByRole("button").all()) {
      const box = await button.boundingBox();
      expect(box.height).toBeGreaterThanOrEqual(width < 560 ? 44 : 36);
    }
  });
}

test("the panel speaks the widget's language", async ({ page, article }) => {
  await article(container({ attributes: 'data-load="eager" data-lang="fr"' }));
  await reaches(page, "ready");
  await widget(page).getByRole("button", { name: "Partager et télécharger" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    widget(page).getByRole("button", { name: "Tableau (CSV)" }).click(),
  ]);
  const table = await readFile(await download.path(), "utf8");
  expect(table.split("\r\n")[1]).toMatch(/^karabakh-2020,fr,/);
  await expect(spoken(page)).toContainText("transmis à votre navigateur");
});
