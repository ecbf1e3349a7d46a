// What lies below a story when a reader looks beyond its own map: the overview of the earth, fetched then and not before.
import { SCRIPT, container, expect, reaches, test } from "./page.js";
import { call, drawnTexts, settled, watchTexts, widget } from "./reader.js";

const OVERVIEW = /\/basemap\/overview\.[0-9a-f]{10}\.bin$/;
const asked = (requests) => requests.filter((path) => OVERVIEW.test(path)).length;

const named = async (page) => (await drawnTexts(page, "#one .map")).texts.map(({ text }) => text);

test("whoever looks beyond the story's own map gets the overview of the earth, once a page", async ({ page, article, requests }) => {
  await watchTexts(page);
  await article(["one", "two"].map((id) => container({ id, attributes: 'data-load="eager"', script: false })).join("") + SCRIPT);
  await reaches(page, "ready");
  await reaches(page, "ready", "two");
  await call(page, "select", "footage");
  await call(page, "setCamera", { lon: 46.6, lat: 40.1, zoom: 8 });
  expect(asked(requests)).toBe(0);
  await call(page, "setCamera", { lon: 10, lat: 47, zoom: 4 });
  await expect.poll(() => named(page)).toEqual(expect.arrayContaining(["FRANCE", "GERMANY"]));
  const credits = widget(page).locator(".foot, footer").first();
  await expect(credits).toContainText("Natural Earth");
  await page.locator("#two").evaluate((host) => {
    host.chronocarte.select("footage");
    host.chronocarte.setCamera({ lon: -60, lat: -15, zoom: 3 });
  });
  await settled(page);
  await call(page, "setCamera", { lon: 46.6, lat: 40.1, zoom: 8 });
  await expect.poll(() => named(page)).toContain("Naftalan");
  expect(asked(requests)).toBe(1);
});

test("an overview that does not come is named once, and the map goes on", async ({ page, article, requests, expected }) => {
  expected.console.push(/no overview: /, /404|SRI|digest/);
  const lines = [];
  page.on("console", (message) => lines.push(message.text()));
  await page.route(OVERVIEW, (route) => route.fulfill({ status: 404, body: "" }));
  await article(container({ attributes: 'data-load="eager"' }));
  await reaches(page, "ready");
  await call(page, "setCamera", { lon: 10, lat: 47, zoom: 4 });
  await expect.poll(() => lines.filter((line) => line.includes("no overview"))).toHaveLength(1);
  await call(page, "setCamera", { lon: 20, lat: 40, zoom: 3 });
  await call(page, "select", "footage");
  await reaches(page, "ready");
  expect(asked(requests)).toBe(1);
  expect(lines.filter((line) => line.includes("no overview"))).toHaveLength(1);
});

test("an overview of which one byte is another is refused", async ({ page, article, expected }) => {
  expected.console.push(/no overview/, /integrity|digest/i);
  const lines = [];
  page.on("console", (message) => lines.push(message.text()));
  await page.route(OVERVIEW, async (route) => {
    const body = await (await route.fetch()).body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ body });
  });
  await article(container({ attributes: 'data-load="eager"' }));
  await reaches(page, "ready");
  await call(page, "setCamera", { lon: 10, lat: 47, zoom: 4 });
  await expect.poll(() => lines.filter((line) => line.startsWith("chronocarte: no overview"))).toHaveLength(1);
  await reaches(page, "ready");
});
