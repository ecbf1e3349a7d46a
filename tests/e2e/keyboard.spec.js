// The widget without a pointer: nothing traps the focus, nothing loses it, and every control has its key.
import { expect, test } from "./page.js";
import { call, focused, openDemo, selection, settled, state, widget } from "./reader.js";

/** A reader who only wants to read on goes through every stop of the Tab key. */
const MOST_STOPS = 11;

/** Numbers that are the same in every run (mulberry32). */
const dice = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
};

/** Puts the focus on the phrase before the widget, the last control of the article above it. */
const stepBefore = (page) => page.locator('[data-chronocarte-event="talish-heights"]').first().focus();

const inside = (word) => word !== "body" && !word.startsWith("article: ");

for (const width of [375, 1040]) {
  test(`at ${width} px the Tab key goes through the widget in at most ${MOST_STOPS} steps and comes out again`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openDemo(page);
    await stepBefore(page);
    const stops = [];
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      const now = await focused(page);
      if (!inside(now)) break;
      stops.push(now);
    }
    expect(await focused(page)).toContain("article: ");
    expect(stops[0], stops.join("\n")).toContain("What happened");
    expect(new Set(stops).size, stops.join("\n")).toBe(stops.length);
    expect(stops.length, stops.join("\n")).toBeLessThanOrEqual(MOST_STOPS);

    // And back the same way.
    const back = [];
    for (const _ of stops) {
      await page.keyboard.press("Shift+Tab");
      back.push(await focused(page));
    }
    expect(back).toEqual(stops.toReversed());
  });
}

const KEYS = [
  "Tab", "Tab", "Tab", "Shift+Tab", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Enter", "Enter", "Space", "Escape",
  "PageDown", "PageUp", "Home", "End",
];

for (const [width, seed] of [[1040, 2], [1040, 5], [375, 3], [768, 4]]) {
  test(`at ${width} px sixty keys never lose the focus (seed ${seed})`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openDemo(page);
    await stepBefore(page);
    await page.keyboard.press("Tab");
    const roll = dice(seed);
    const way = [];
    for (let step = 0; step < 60; step += 1) {
      const before = await focused(page);
      let key = KEYS[Math.floor(roll() * KEYS.length)];
      // Links lead out of the page, which is not to lose the focus.
      const leads = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.matches("a[href]:not([href^='#'])");
      });
      if (leads && (key === "Enter" || key === "Space")) key = "Tab";
      await page.keyboard.press(key);
      await settled(page);
      const after = await focused(page);
      way.push(`${key}: ${after}`);
      if (inside(after)) continue;
      // Only the Tab key leads out, to a phrase of the article, and the opposite key back to where it was.
      expect(key, way.join("\n")).toMatch(/Tab$/);
      expect(after, way.join("\n")).toContain("article: ");
      await page.keyboard.press(key === "Tab" ? "Shift+Tab" : "Tab");
      expect(await focused(page), way.join("\n")).toBe(before);
    }
    expect(new Set(way.map((line) => line.replace(/^.*?: /, ""))).size, way.join("\n")).toBeGreaterThan(5);
  });
}

test("on the map the arrows move, plus and minus zoom, Home goes back", async ({ page }) => {
  await openDemo(page);
  const opening = (await state(page)).camera;
  await page.getByRole("application").focus();
  const place = await page.evaluate(() => scrollY);
  const after = async (key) => {
    await page.keyboard.press(key);
    await settled(page);
    return (await state(page)).camera;
  };
  expect((await after("ArrowRight")).lon).toBeGreaterThan(opening.lon);
  expect((await after("Home"))).toEqual(opening);
  expect((await after("ArrowLeft")).lon).toBeLessThan(opening.lon);
  await after("Home");
  expect((await after("ArrowUp")).lat).toBeGreaterThan(opening.lat);
  await after("Home");
  expect((await after("ArrowDown")).lat).toBeLessThan(opening.lat);
  await after("Home");
  expect((await after("+")).zoom).toBeCloseTo(opening.zoom + 1, 1);
  expect((await after("-")).zoom).toBeCloseTo(opening.zoom, 1);
  const far = await after("Shift+ArrowRight");
  expect(far.lon).toBeGreaterThan(opening.lon);
  expect(await after("Home")).toEqual(opening);
  expect(await page.evaluate(() => scrollY), "the article stays where it is").toBe(place);
});

test("on the map Page Down and Page Up walk through the events and Escape lets go", async ({ page }) => {
  await openDemo(page);
  await page.getByRole("application").focus();
  const place = await page.evaluate(() => scrollY);
  const walked = [];
  for (const key of ["PageDown", "PageDown", "PageDown", "PageUp"]) {
    await page.keyboard.press(key);
    await settled(page);
    walked.push((await state(page)).selected);
  }
  expect(walked).toEqual(["clashes", "terter-under-fire", "talish-heights", "terter-under-fire"]);
  expect((await selection(page)).cards).toEqual(["terter-under-fire"]);
  expect(await page.evaluate(() => scrollY), "the article stays where it is").toBe(place);
  await page.keyboard.press("Escape");
  await settled(page);
  expect((await state(page)).selected).toBe(null);
  expect(await focused(page)).toContain("div.map");
});

test("in the list the arrows go from card to card and Enter opens one", async ({ page }) => {
  await openDemo(page);
  await page.locator('.list button[data-event="clashes"]').focus();
  for (let step = 0; step < 2; step += 1) await page.keyboard.press("ArrowDown");
  // The first key of all waits for the code that answers it.
  await expect.poll(() => focused(page)).toContain("talish-heights");
  await page.keyboard.press("Enter");
  await settled(page);
  expect((await selection(page)).cards).toEqual(["talish-heights"]);
  expect(await focused(page)).toContain("talish-heights");
  await page.keyboard.press("ArrowUp");
  expect(await focused(page)).toContain("terter-under-fire");
});

test("in the toolbars the arrows go from control to control", async ({ page }) => {
  await openDemo(page);
  await page.getByRole("button", { name: "Zoom in", exact: true }).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => focused(page)).toContain("Zoom out");
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).toContain("Back to the whole");
  await page.keyboard.press("ArrowLeft");
  expect(await focused(page)).toContain("Zoom out");
});

test("a change is told to a screen reader in words", async ({ page }) => {
  await openDemo(page);
  const said = widget(page).getByRole("status");
  await call(page, "setTime", "2020-09-27T00:00:00+04:00", "2020-09-28T00:00:00+04:00");
  await expect(said).toContainText("4 of 7 events");
  await call(page, "select", "footage");
  await expect(said).toContainText("Footage");
});
