// The wasm in two parts: the second is asked for when somebody acts, and nothing that was done before it came is lost.
import { LATER, SCRIPT, container, expect, reaches, test } from "./page.js";
import { drawn, markOnMap, openDemo, selection, settled, state, widget } from "./reader.js";

/** Holds the second part back. Returns how to let it through. */
const holdBack = async (page) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(LATER, (route) => released.then(() => route.continue()));
  return release;
};

const asked = (requests) => requests.filter((path) => LATER.test(path)).length;

for (const viewport of [{ width: 375, height: 800 }, { width: 768, height: 1000 }, { width: 1400, height: 900 }]) {
  test(`at ${viewport.width} px who only looks fetches the first part alone`, async ({ page, requests }) => {
    await page.setViewportSize(viewport);
    await openDemo(page);
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    expect((await state(page)).matched).toBe(7);
    expect(asked(requests)).toBe(0);
  });

  test(`at ${viewport.width} px a widget that nobody touches follows the window and the colours, with the second part`, async ({ page, requests }) => {
    await page.setViewportSize(viewport);
    await page.addInitScript(() => {
      const { instantiate } = WebAssembly;
      window.instancesOfTheTest = [];
      WebAssembly.instantiate = (module, imports) => {
        window.instancesOfTheTest.push(Object.keys(imports).join());
        return instantiate.call(WebAssembly, module, imports);
      };
    });
    await openDemo(page);
    const map = widget(page).locator(".map");
    const amiss = () => map.evaluate((it) => it.querySelector("canvas").width - Math.round(it.clientWidth * devicePixelRatio));
    for (const width of [viewport.width - 60, viewport.width + 40]) {
      await page.setViewportSize({ ...viewport, width });
      await expect.poll(amiss).toBe(0);
    }
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(widget(page).locator(".widget")).toHaveClass(/dark/);
    expect((await state(page)).matched).toBe(7);
    expect(asked(requests)).toBe(1);
    // It went on, and did not start again with both parts, which a reader would see.
    expect(await page.evaluate(() => window.instancesOfTheTest.length)).toBe(2);
  });
}

for (const [deed, act] of [
  ["a click on a card", (page) => page.locator('.list button[data-event="talish-heights"]').click()],
  ["Enter on a card", async (page) => {
    await page.locator('.list button[data-event="talish-heights"]').focus();
    await page.keyboard.press("Enter");
  }],
  ["a press on the map", async (page) => {
    const { x, y } = await markOnMap(page, "talish-heights");
    await page.mouse.click(x, y);
  }],
  ["a phrase of the article", (page) => page.locator('[data-chronocarte-event="talish-heights"]').first().click()],
  ["a call of the page", (page) => widget(page).evaluate((host) => host.chronocarte.select("talish-heights"))],
]) {
  test(`${deed} before the second part is there is done once it is`, async ({ page, requests }) => {
    await openDemo(page);
    const release = await holdBack(page);
    await act(page);
    await expect.poll(() => asked(requests)).toBe(1);
    await drawn(page);
    expect((await selection(page)).cards).toEqual([]);
    release();
    await expect.poll(async () => (await selection(page)).cards).toEqual(["talish-heights"]);
    expect((await state(page)).selected).toBe("talish-heights");
  });
}

test("keys pressed before the second part is there are done in their order", async ({ page }) => {
  await openDemo(page);
  const release = await holdBack(page);
  await page.locator('.list button[data-event="clashes"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  release();
  await expect.poll(async () => (await selection(page)).cards).not.toEqual([]);
  expect((await selection(page)).cards).toEqual(["talish-heights"]);
});

test("links and the article's own scrolling do not wait for the second part", async ({ page }) => {
  await openDemo(page);
  await holdBack(page);
  const { x, y } = await markOnMap(page, "talish-heights");
  await page.mouse.move(x, y);
  const before = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
  await page.locator("details.sources > summary").click();
  await expect(page.locator("details.sources")).toHaveAttribute("open", "");
});

test("a second part that does not come leaves the picture, says why once, and is asked for again", async ({ page, expected }) => {
  expected.console.push(/chronocarte-later\S+ (answered 503|could not be fetched)/, /SRI|integrity|503/);
  await openDemo(page);
  await page.route(LATER, (route) => route.fulfill({ status: 503, body: "" }), { times: 1 });
  const card = page.locator('.list button[data-event="talish-heights"]');
  const refused = page.waitForEvent("console", (message) => message.text().includes("chronocarte-later"));
  await card.hover();
  await refused;
  await expect(widget(page)).toHaveAttribute("data-state", "ready");
  await card.click();
  await expect.poll(async () => (await selection(page)).cards).toEqual(["talish-heights"]);
});

test("three widgets share the second part", async ({ page, article, requests }) => {
  const ids = ["one", "two", "three"];
  await article(ids.map((id) => container({ id, attributes: 'data-load="eager"', script: false })).join("") + SCRIPT);
  for (const id of ids) await reaches(page, "ready", id);
  for (const id of ids) await page.locator(`#${id}`).locator("button.event").nth(1).click();
  for (const id of ids) {
    await expect
      .poll(() => page.locator(`#${id}`).evaluate((host) => host.chronocarte.state().selected))
      .not.toBe(null);
  }
  expect(asked(requests)).toBe(1);
});
