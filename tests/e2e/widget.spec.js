// The widget in the demo article: it arrives without a trace, and time, selection and links mean the same everywhere.
import { expect, listen, test } from "./page.js";
import {
  call, drawnTexts, markOnMap, openDemo, placeOfText, selection, settled, shown, state, watchTexts, widget,
} from "./reader.js";

/** 27 September in Baku and Yerevan. */
const FIRST_DAY = ["2020-09-27T00:00:00+04:00", "2020-09-28T00:00:00+04:00"];

/** What is shown of the story before anybody touches it. */
const ALL = ["clashes", "terter-under-fire", "talish-heights", "babayan-killed", "footage", "last-warning", "ceasefire-calls"];

/** What remains of it on 27 September; the footage has no place, so it has no mark on the map. */
const ON_THE_FIRST_DAY = {
  matched: 4,
  cards: ["clashes", "talish-heights", "babayan-killed", "footage"],
  marks: ["babayan-killed", "clashes", "talish-heights"],
};

// ------------------------------------------------------------------------------------------------------- arriving

for (const width of [375, 768, 1040]) {
  test(`at ${width} px the demo becomes ready, moves nothing, stores nothing and asks nobody else (17, 31, 32)`, async ({ page, context, requests }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      const touched = [];
      const shifts = [];
      Object.defineProperty(window, "ofTheTest", { value: { touched, shifts } });
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
          shifts.push({ value, what: sources.map(({ node }) => node?.nodeName) });
        }
      }).observe({ type: "layout-shift", buffered: true });
      for (const [owner, name] of [
        [window, "localStorage"], [window, "sessionStorage"], [window, "indexedDB"], [window, "caches"],
        [Document.prototype, "cookie"], [Navigator.prototype, "serviceWorker"],
      ]) {
        const told = { configurable: true, get: () => void touched.push(name), set: () => void touched.push(name) };
        Object.defineProperty(owner, name, told);
      }
    });
    // The engine comes late: what the reader sees before is the fallback.
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/\.wasm$/, (route) => held.then(() => route.continue()));

    await page.goto("./");
    await widget(page).scrollIntoViewIfNeeded();
    await expect(widget(page)).toHaveAttribute("data-state", "loading");
    const before = await widget(page).boundingBox();
    release();
    await expect(widget(page)).toHaveAttribute("data-state", "ready", { timeout: 15_000 });
    await page.waitForTimeout(500);

    expect(await widget(page).boundingBox()).toEqual(before);
    const { touched, shifts } = await page.evaluate(() => window.ofTheTest);
    expect(shifts).toEqual([]);
    expect(touched, "storage and cookies").toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => performance.getEntriesByName("chronocarte:ready").length)).toBe(1);
    expect((await state(page)).matched).toBe(7);
    const kinds = requests.map((path) => path.split("/").pop().replace(/\.[0-9a-f]{10}\./, ".")).sort();
    expect(kinds).toEqual(
      ["", "article.css", "chronocarte.js", "chronocarte.wasm", "en.json", "karabakh-2020.basemap.bin", "karabakh-2020.json",
        ...(width < 560 ? ["poster-phone.svg", "timeline-phone.svg"] : ["poster.svg", "timeline.svg"])].sort(),
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test(`at ${width} px every event with a place has a button on the map from the start`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openDemo(page);
    expect((await shown(page)).marks).toEqual(["babayan-killed", "clashes", "talish-heights", "terter-under-fire"]);
  });
}

test("at the start everything is shown and nothing is selected", async ({ page }) => {
  await openDemo(page);
  expect(await state(page)).toMatchObject({
    story: "karabakh-2020", lang: "en", total: 7, matched: 7, selected: null,
    time: { from: "2020-09-26T20:00:00Z", to: "2020-09-28T20:00:00Z" },
  });
  expect((await shown(page)).cards).toEqual(ALL);
  expect(await selection(page)).toEqual({ state: null, cards: [], marks: [], phrases: [] });
});

// ------------------------------------------------------------------------------------------------------- the time

/** Every way of asking for 27 September only. */
const BRUSHES = {
  "by the handle": (page) => call(page, "setTime", ...FIRST_DAY),

  "with the arrow keys": async (page) => {
    await page.getByRole("slider", { name: "To" }).focus();
    for (let hour = 0; hour < 24; hour += 1) await page.keyboard.press("ArrowLeft");
  },

  "by dragging the end of the brush": async (page) => {
    const axis = await page.locator(".axis").boundingBox();
    // The end of the brush is at the right edge of the picture, and can be held anywhere along the lanes.
    await page.mouse.move(axis.x + axis.width - 16, axis.y + 90);
    await page.mouse.down();
    await dragUntil(page, axis, -4, ({ to }) => to <= "2020-09-27T20:00:00Z");
    await page.mouse.up();
  },

  "by dragging a new brush": async (page) => {
    const axis = await page.locator(".axis").boundingBox();
    // The ticks of the morning stand once on either day.
    const { texts } = await drawnTexts(page, ".axis");
    const morning = texts.find(({ text }) => text === "06:00");
    await page.mouse.move(axis.x + morning.left, axis.y + 100);
    await page.mouse.down();
    await dragUntil(page, axis, 4, ({ to }) => to > "2020-09-27T19:00:00Z" && to < "2020-09-27T20:00:00Z");
    await page.mouse.up();
  },
};

/** Drags until the time is what is wanted; fails at the edge of the picture. */
const dragUntil = async (page, axis, step, wanted) => {
  const { x, y } = await page.evaluate(() => window.pointerOfTheTest);
  for (let to = x + step; to > axis.x && to < axis.x + axis.width; to += step) {
    await page.mouse.move(to, y);
    if (wanted((await state(page)).time)) return;
  }
  expect((await state(page)).time, "the brush follows the pointer").toBe("wanted");
};

for (const [way, brush] of Object.entries(BRUSHES)) {
  test(`27 September asked for ${way} drops the events of the 28th everywhere`, async ({ page }) => {
    await watchTexts(page);
    await page.addInitScript(() => {
      addEventListener("pointermove", ({ clientX: x, clientY: y }) => (window.pointerOfTheTest = { x, y }), true);
    });
    const heard = await listen(page);
    await openDemo(page);
    await brush(page);
    await settled(page);
    const { summary, ...rest } = await shown(page);
    expect(rest).toEqual(ON_THE_FIRST_DAY);
    expect(summary).toMatch(/^4 of 7 events/);
    expect((await heard()).filter(({ name }) => name === "change").at(-1).detail.matched).toBe(4);

    await page.getByRole("button", { name: "Show all times" }).click();
    await settled(page);
    expect(await shown(page)).toMatchObject({ matched: 7, cards: ALL, summary: expect.stringMatching(/^7 of 7 events/) });
  });
}

test("a phone shows the cards of the first day one by one", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await openDemo(page);
  await call(page, "setTime", ...FIRST_DAY);
  expect((await shown(page)).marks).toEqual(ON_THE_FIRST_DAY.marks);
  const seen = [];
  for (const card of ON_THE_FIRST_DAY.cards) {
    const { cards } = await shown(page);
    expect(cards).toEqual([card]);
    seen.push(...cards);
    const next = page.locator(".step.next");
    if ((await next.getAttribute("aria-disabled")) === "false") await next.click();
    await settled(page);
  }
  expect(seen).toEqual(ON_THE_FIRST_DAY.cards);
});

test("on a phone what came before opens where it stands, once", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  const story = await (await page.request.get("demo/karabakh-2020.json")).json();
  const { id } = story.events.find(({ background }) => background);
  await openDemo(page);
  await call(page, "select", id);
  await settled(page);
  const of = page.locator(`.list [data-event="${id}"]`);
  await expect(of).toHaveCount(1);
  await expect(of).toBeVisible();
  await expect(of).toHaveAttribute("aria-expanded", "true");
  expect((await state(page)).selected).toBe(id);
  // The card of the story stays what it was.
  await expect(page.locator(".list.one > ol > li")).toHaveCount(1);
});

test("a walk goes from event to event until it is paused", async ({ page }) => {
  const heard = await listen(page);
  await openDemo(page);
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(async () => (await state(page)).selected, { timeout: 3000 }).toBe("clashes");
  await expect.poll(async () => (await state(page)).selected, { timeout: 8000 }).toBe("terter-under-fire");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.waitForTimeout(4000);
  expect((await state(page)).selected).toBe("terter-under-fire");
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  const selected = (await heard()).filter(({ name }) => name === "select").map(({ detail }) => detail.event);
  expect(selected).toEqual(["clashes", "terter-under-fire"]);
});

// --------------------------------------------------------------------------------------------------- the selection

/** Every way of selecting the heights around Talish, third of the story. */
const SELECTIONS = {
  "in the list": (page) => page.locator('.list button[data-event="talish-heights"]').click(),
  "on the map": async (page) => {
    await page.locator(".map").scrollIntoViewIfNeeded();
    const at = await markOnMap(page, "talish-heights");
    await page.mouse.click(at.x, at.y);
  },
  "on the timeline": async (page) => {
    await page.locator(".axis").scrollIntoViewIfNeeded();
    const at = await placeOfText(page, ".axis", "3");
    await page.mouse.click(at.x, at.y);
  },
  "in the article": (page) => page.locator('p > [data-chronocarte-event="talish-heights"]').click(),
  "in the article by Enter": (page) => page.locator('p > [data-chronocarte-event="talish-heights"]').press("Enter"),
  "by the handle": (page) => call(page, "select", "talish-heights"),
};

const SELECTED = {
  state: "talish-heights", cards: ["talish-heights"], marks: ["talish-heights"], phrases: ["talish-heights"],
};

for (const width of [375, 1040]) {
  for (const [way, select] of Object.entries(SELECTIONS)) {
    // A phone's list shows one card; there the neighbours lead on.
    if (width === 375 && way === "in the list") continue;
    test(`at ${width} px an event selected ${way} is selected everywhere`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await watchTexts(page);
      const heard = await listen(page);
      await openDemo(page);
      await select(page);
      // The first deed of all waits for the code that answers it.
      await expect.poll(() => selection(page), { timeout: 3000 }).toEqual(SELECTED);
      const told = (await heard()).filter(({ name }) => name === "select");
      expect(told.map(({ detail }) => detail)).toEqual([{ event: "talish-heights" }]);
    });
  }
}

test("selecting another event takes every mark of the first one away", async ({ page }) => {
  const heard = await listen(page);
  await openDemo(page);
  await SELECTIONS["in the list"](page);
  await settled(page);
  await page.locator('.list button[data-event="terter-under-fire"]').click();
  await settled(page);
  expect(await selection(page)).toEqual({
    state: "terter-under-fire", cards: ["terter-under-fire"], marks: ["terter-under-fire"], phrases: ["terter-under-fire"],
  });
  await page.locator('.list button[data-event="terter-under-fire"]').click();
  await settled(page);
  expect(await selection(page)).toEqual({ state: null, cards: [], marks: [], phrases: [] });
  const told = (await heard()).filter(({ name }) => name === "select").map(({ detail }) => detail);
  expect(told).toEqual([{ event: "talish-heights" }, { event: "terter-under-fire" }, null]);
});

test("the open card names who claims it and by way of whom, and the others stay closed", async ({ page }) => {
  await openDemo(page);
  await page.locator('.list button[data-event="talish-heights"]').click();
  const card = page.locator(".card.selected");
  await expect(card).toHaveCount(1);
  await expect(card).toContainText("Eyvazov");
  await expect(card).toContainText("Interfax");
  await expect(page.locator('.list > ol [aria-expanded="false"]')).toHaveCount(6);
});

// ------------------------------------------------------------------------------------------------------- the links

test("the link of a card opens the view it was taken from", async ({ page }) => {
  await openDemo(page);
  await call(page, "setTime", ...FIRST_DAY);
  await call(page, "setFilter", { hiddenSides: ["third"], hiddenKinds: ["equipment"], hiddenStandings: [] });
  await call(page, "setCamera", { lon: 46.75, lat: 40.1, zoom: 8.2 });
  await call(page, "select", "talish-heights");
  const before = await state(page);
  expect(before).toMatchObject({ matched: 3, selected: "talish-heights", camera: { lon: 46.75, lat: 40.1, zoom: 8.2 } });
  const cards = (await shown(page)).cards;

  const address = await page.getByRole("link", { name: "Link to this event" }).evaluate((link) => link.href);
  expect(address).toContain("#chronocarte=");
  await page.goto("about:blank");
  await page.goto(address);
  await expect(widget(page)).toHaveAttribute("data-state", "ready", { timeout: 15_000 });
  await settled(page);
  expect(await state(page)).toEqual(before);
  expect((await shown(page)).cards).toEqual(cards);
  expect(await selection(page)).toEqual(SELECTED);
});

test("the link of a card that was only selected says no more than that", async ({ page }) => {
  await openDemo(page);
  await call(page, "select", "last-warning");
  const link = page.getByRole("link", { name: "Link to this event" });
  expect(await link.getAttribute("href")).toBe("#chronocarte=e=last-warning");
});

for (const view of ["e=no-such-event&t=never..ever&m=999,999,99", "%%%=%", "=&&==&", "t=never..&w=&a=2020", `e=${"x".repeat(5000)}`]) {
  test(`a link that makes no sense opens the story as it is: ${view.slice(0, 30)}`, async ({ page }) => {
    await openDemo(page, view);
    expect(await state(page)).toMatchObject({ matched: 7, selected: null, time: { from: "2020-09-26T20:00:00Z" } });
  });
}

test("an end of time that a link leaves open is the end of the story", async ({ page }) => {
  await openDemo(page, "t=..2020-09-27T20:00Z");
  expect((await state(page)).time).toEqual({ from: "2020-09-26T20:00:00Z", to: "2020-09-27T20:00:00Z" });
  expect((await shown(page)).cards).toEqual(ON_THE_FIRST_DAY.cards);
});

test("the drawn numbers of map, timeline and list are the same", async ({ page }) => {
  await watchTexts(page);
  await openDemo(page);
  const numbers = async (part) => {
    const { texts } = await drawnTexts(page, part);
    return texts.map(({ text }) => text).filter((text) => /^[1-9]$/.test(text)).sort().join("");
  };
  expect(await numbers(".axis")).toBe("1234567");
  expect(await numbers(".map")).toBe("1234");
  expect(await page.locator(".list > ol .mark").allTextContents()).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
});
