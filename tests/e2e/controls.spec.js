// What a pointer does: chips, buttons, wheel and fingers. The article's own scrolling stays the article's.
import { SCRIPT, STORY, expect, reaches, test } from "./page.js";
import { call, openDemo, settled, shown, state, widget } from "./reader.js";

test("the chip of a side hides its events and shows them again", async ({ page }) => {
  await openDemo(page);
  const chip = page.getByRole("button", { name: "Third parties", exact: true });
  await expect(chip).toHaveAttribute("aria-pressed", "true");
  await chip.click();
  await expect(chip).toHaveAttribute("aria-pressed", "false");
  await settled(page);
  const without = await shown(page);
  expect(without.cards).not.toContain("ceasefire-calls");
  expect(without.cards).toContain("last-warning");
  expect(without.matched).toBe(without.cards.length);
  expect((await state(page)).filter.hiddenSides).toEqual(["third"]);
  await chip.click();
  await settled(page);
  expect((await shown(page)).matched).toBe(7);
});

test("the boxes of a kind and of a standing hide their events, and one button takes every filter back", async ({ page }) => {
  await openDemo(page);
  await page.getByRole("button", { name: /^Filters/ }).click();
  await page.getByRole("checkbox", { name: "Fighting" }).uncheck();
  await settled(page);
  const withoutFighting = await shown(page);
  expect(withoutFighting.cards).toEqual(["talish-heights", "babayan-killed", "footage", "last-warning", "ceasefire-calls"]);
  expect(withoutFighting.marks).toEqual(["babayan-killed", "talish-heights"]);
  await page.getByRole("checkbox", { name: "claimed by one party" }).uncheck();
  await settled(page);
  expect((await shown(page)).cards).toEqual(["ceasefire-calls"]);
  expect((await state(page)).filter).toEqual({
    hiddenSides: [], hiddenKinds: ["fighting"], hiddenStandings: ["one-party"], hiddenMeasures: [], hiddenSources: [], search: "",
  });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Filters/ })).toBeFocused();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await settled(page);
  expect((await shown(page)).matched).toBe(7);
  // It keeps the focus it has, says that it does nothing more, and is gone once the focus moves on.
  const clear = page.getByRole("button", { name: "Clear filters" });
  await expect(clear).toBeFocused();
  await expect(clear).toHaveAttribute("aria-disabled", "true");
  await clear.press("ArrowLeft");
  await expect(clear).toHaveCount(0);
});

for (const width of [320, 375, 768, 1040]) {
  test(`at ${width} px the open panel of choices lies within the widget`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openDemo(page);
    await page.getByRole("button", { name: /^Filters/ }).click();
    await expect(page.locator("#choices")).toBeVisible();
    const outside = await widget(page).evaluate((host) => {
      const sheet = host.shadowRoot.querySelector("#choices").getBoundingClientRect();
      const room = host.getBoundingClientRect();
      return { left: Math.max(0, room.left - sheet.left), right: Math.max(0, sheet.right - room.right) };
    });
    expect(outside).toEqual({ left: 0, right: 0 });
  });
}

test("a story of which everything is hidden says so", async ({ page }) => {
  await openDemo(page);
  await call(page, "setTime", "2019-01-01T00:00:00Z", "2019-01-02T00:00:00Z");
  expect(await shown(page)).toMatchObject({ matched: 0, cards: [], marks: [] });
  await expect(page.locator(".list .empty")).toBeVisible();
});

test("the buttons of the map zoom in, out and back", async ({ page }) => {
  await openDemo(page);
  const { camera } = await state(page);
  const press = async (name) => {
    await page.getByRole("button", { name, exact: true }).click();
    await settled(page);
    return (await state(page)).camera;
  };
  expect((await press("Zoom in")).zoom).toBeCloseTo(camera.zoom + 1, 1);
  expect((await press("Zoom out")).zoom).toBeCloseTo(camera.zoom, 1);
  await press("Zoom out");
  expect(await press("Back to the whole")).toEqual(camera);
});

test("a drag with the mouse moves the map and selects nothing", async ({ page }) => {
  await openDemo(page);
  const { camera } = await state(page);
  const map = await page.getByRole("application").boundingBox();
  const [x, y] = [map.x + map.width / 2, map.y + map.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y + 40, { steps: 6 });
  await page.mouse.up();
  await settled(page);
  const after = await state(page);
  expect(after.camera.lon).toBeGreaterThan(camera.lon);
  expect(after.camera.lat).toBeGreaterThan(camera.lat);
  expect(after.camera.zoom).toBe(camera.zoom);
  expect(after.selected).toBe(null);
});

test("pressing and dragging in the timeline does not move the article or the map", async ({ page }) => {
  await openDemo(page);
  const { camera } = await state(page);
  const before = await page.evaluate(() => scrollY);
  const axis = await page.locator(".axis").boundingBox();
  await page.mouse.move(axis.x + axis.width / 2, axis.y + 60);
  await page.mouse.down();
  await page.mouse.move(axis.x + axis.width / 3, axis.y + 60, { steps: 5 });
  await page.mouse.up();
  await settled(page);
  expect((await state(page)).camera).toEqual(camera);
  expect(await page.evaluate(() => scrollY)).toBe(before);
});

// ---------------------------------------------------------------------------------------------------------- wheel

/** An article whose widget has all the room it needs, so that there is nothing to scroll but the article. */
const openRoomy = async (page, article) => {
  const space = '<svg width="200" height="1500"></svg>';
  const container = `<div class="chronocarte" id="one" data-story="${STORY}" data-load="eager">
    <svg width="200" height="3600"></svg>${SCRIPT}</div>`;
  const head = '<meta name="viewport" content="width=device-width, initial-scale=1">';
  await article(space + container + space, { head });
  await reaches(page, "ready");
  await page.getByRole("application").evaluate((map) => map.scrollIntoView({ block: "center" }));
  await settled(page);
};

for (const width of [320, 375, 768, 1040, 1400]) {
  test(`at ${width} px the widget of the demo has the room it needs: nothing in it scrolls over the article`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openDemo(page);
    const { needs, has } = await page.locator(".widget").evaluate((root) => ({ needs: root.scrollHeight, has: root.clientHeight }));
    expect(needs, "height of what is in it, px").toBeLessThanOrEqual(has);
  });
}

test("the plain wheel over the map scrolls the article and says how to zoom", async ({ page, article }) => {
  await openRoomy(page, article);
  await page.getByRole("application").hover();
  const before = { y: await page.evaluate(() => scrollY), camera: (await state(page)).camera };
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before.y);
  expect((await state(page)).camera).toEqual(before.camera);
  const hint = page.locator(".hint");
  await expect(hint).toBeVisible();
  await expect(hint).toContainText("Ctrl");
  await expect(hint).toHaveCount(0, { timeout: 4000 });
});

test("the wheel with Ctrl zooms the map and leaves the article alone", async ({ page, article }) => {
  await openRoomy(page, article);
  await page.getByRole("application").hover();
  const before = { y: await page.evaluate(() => scrollY), camera: (await state(page)).camera };
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -240);
  await page.keyboard.up("Control");
  await expect.poll(async () => (await state(page)).camera.zoom).toBeGreaterThan(before.camera.zoom + 0.5);
  expect(await page.evaluate(() => scrollY)).toBe(before.y);
  expect(await page.evaluate(() => visualViewport.scale)).toBe(1);
  await expect(page.locator(".hint")).toHaveCount(0);
});

// --------------------------------------------------------------------------------------------------------- fingers

test.describe("with fingers", () => {
  test.use({ viewport: { width: 375, height: 700 }, hasTouch: true, isMobile: true });

  /** Puts fingers on the screen and moves them in steps; `at(step)` gives their places from 0 to 1. */
  const touch = async (page, at) => {
    const session = await page.context().newCDPSession(page);
    const send = (type, points) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    const steps = 15;
    await send("touchStart", at(0));
    for (let step = 1; step <= steps; step += 1) {
      await send("touchMove", at(step / steps));
      await page.waitForTimeout(16);
    }
    await send("touchEnd", []);
    await settled(page);
  };

  /** The middle of the map. */
  const middleOfMap = async (page) => {
    const box = await page.getByRole("application").boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };

  test("one finger over the map scrolls the article and moves no map", async ({ page, article }) => {
    await openRoomy(page, article);
    const [x, y] = await middleOfMap(page);
    const before = { y: await page.evaluate(() => scrollY), camera: (await state(page)).camera };
    await touch(page, (share) => [[x, y + 100 - 200 * share]]);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before.y + 50);
    expect((await state(page)).camera).toEqual(before.camera);
    expect((await state(page)).selected).toBe(null);
  });

  test("two fingers over the map zoom the map and not the page", async ({ page, article }) => {
    await openRoomy(page, article);
    const [x, y] = await middleOfMap(page);
    const before = { y: await page.evaluate(() => scrollY), camera: (await state(page)).camera };
    await touch(page, (share) => [[x - 30 - 60 * share, y], [x + 30 + 60 * share, y]]);
    const after = (await state(page)).camera;
    expect(after.zoom).toBeGreaterThan(before.camera.zoom + 0.8);
    expect(after.zoom).toBeLessThan(before.camera.zoom + 2.2);
    expect(await page.evaluate(() => visualViewport.scale)).toBe(1);
    expect(await page.evaluate(() => scrollY)).toBe(before.y);
  });

  test("two fingers moving together move the map", async ({ page, article }) => {
    await openRoomy(page, article);
    const [x, y] = await middleOfMap(page);
    const before = (await state(page)).camera;
    await touch(page, (share) => [[x - 40 + 60 * share, y], [x + 40 + 60 * share, y]]);
    const after = (await state(page)).camera;
    expect(after.lon).toBeLessThan(before.lon);
    expect(after.zoom).toBeCloseTo(before.zoom, 1);
  });

  test("a tap on a mark selects its event", async ({ page, article }) => {
    await openRoomy(page, article);
    await call(page, "setCamera", { lon: 46.9316, lat: 40.342, zoom: 9.5 });
    const [x, y] = await middleOfMap(page);
    await page.touchscreen.tap(x, y);
    await settled(page);
    expect((await state(page)).selected).toBe("terter-under-fire");
    expect(await page.evaluate(() => visualViewport.scale)).toBe(1);
  });

  test("one finger over the timeline brushes sideways and scrolls the article up and down", async ({ page, article }) => {
    await openRoomy(page, article);
    await page.locator(".axis").evaluate((axis) => axis.scrollIntoView({ block: "center" }));
    const box = await page.locator(".axis").boundingBox();
    const before = await page.evaluate(() => scrollY);
    await touch(page, (share) => [[box.x + 60 + 100 * share, box.y + 60]]);
    const { time } = await state(page);
    expect(time.from > "2020-09-26T20:00:00Z" && time.to < "2020-09-28T20:00:00Z", JSON.stringify(time)).toBe(true);
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await touch(page, (share) => [[box.x + 100, box.y + 80 - 120 * share]]);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 30);
    expect((await state(page)).time).toEqual(time);
  });

  test("everything that is tapped is at least 24 px wide and high", async ({ page }) => {
    await openDemo(page);
    const small = await widget(page).evaluate((host) =>
      [...host.shadowRoot.querySelectorAll("button, summary, a[href], input:not([type=range])")]
        .filter((control) => control.checkVisibility())
        .map((control) => {
          const target = control.closest("label") ?? control;
          const { width, height } = target.getBoundingClientRect();
          return { what: control.textContent.trim().slice(0, 30), width, height };
        })
        .filter(({ width, height }) => width > 0 && (width < 24 || height < 24)),
    );
    expect(small).toEqual([]);
  });
});
