// Who said what by when, and what claims amount to.
import { SCRIPT, STORY, container, expect, reaches, test } from "./page.js";
import { call, openDemo, settled, shown, state, widget } from "./reader.js";

const NOON = "2020-09-28T08:00:00Z";

/** A story of two invented parties, served in place of the demo's. */
const DAY = {
  chronocarte: 1, id: "day", title: { en: "A day" }, zone: { offset: "+00:00" }, asOf: "2021-03-02T23:59:59Z", contact: "mailto:desk@news.example",
  parties: [{ id: "north", name: { en: "Northern side" } }, { id: "south", name: { en: "Southern side" } }],
  speakers: [
    { id: "ministry", kind: "official", party: "north", name: { en: "Northern ministry" } },
    { id: "council", kind: "official", party: "south", name: { en: "Southern council" } },
  ],
  sources: [{ id: "wire", name: { en: "The wire" } }, { id: "paper", name: { en: "The paper" } }],
  places: [{ id: "ford", name: { en: "Ford" }, lon: 10, lat: 45 }],
  corrections: [{ at: "2021-03-02T20:00:00Z", text: { en: "The bridge was counted twice." }, events: ["bridge"] }],
  events: [
    {
      id: "raid", title: { en: "A raid" }, when: { edtf: "2021-03-02" }, where: { place: "ford" }, related: ["bridge"],
      media: [
        { url: "/pictures/raid.jpg", alt: { en: "Smoke over a ford" }, credit: { en: "A. Nobody" }, graphic: true },
        { url: "https://elsewhere.example/x.jpg", alt: { en: "A film" } },
      ],
      claims: [
        { id: "a1", speaker: "ministry", via: ["wire"], said: { edtf: "2021-03-02T08:00:00Z" }, wording: { en: "ten dead" },
          figures: [{ measure: "killed", low: 10, high: 10, side: "south", counted: "military" }] },
        { id: "a2", speaker: "ministry", via: ["wire"], said: { edtf: "2021-03-02T14:00:00Z" }, stance: "revises", answers: "a1", wording: { en: "thirty dead" },
          figures: [{ measure: "killed", low: 30, high: 30, side: "south", counted: "military" }] },
        { id: "b1", speaker: "council", via: ["paper"], said: { edtf: "2021-03-02T10:00:00Z" }, stance: "denies", answers: "a1", wording: { en: "nobody died there" } },
        { id: "b2", speaker: "council", via: ["paper"], said: { edtf: "2021-03-02T11:00:00Z" }, wording: { en: "dozens of theirs" },
          figures: [{ measure: "killed", qualifier: "words", words: { en: "dozens" }, side: "north" }, { measure: "wounded", low: 4, high: 4, side: "south", counted: "civilian" }] },
      ],
    },
    {
      id: "bridge", title: { en: "A bridge" }, when: { edtf: "2021-03-01" }, kind: "territory", withdrawn: { at: "2021-03-02T20:00:00Z", reason: { en: "It was counted twice." } },
      claims: [{ id: "c1", speaker: "council", via: ["paper"], said: { edtf: "2021-03-02" } }],
    },
  ],
};

const openDay = async (page, article, attributes = "") => {
  await page.route(`**${STORY}`, (route) => route.fulfill({ json: DAY }));
  await article(container({ attributes: `data-load="eager" ${attributes}` }));
  await reaches(page, "ready");
};

test("the timeline shows what was reported when, and the slider goes back to before anybody spoke", async ({ page }) => {
  await openDemo(page);
  await page.getByRole("button", { name: "What was reported when" }).click();
  await settled(page);
  await expect(page.getByRole("button", { name: "What was reported when" })).toHaveAttribute("aria-pressed", "true");
  const slider = page.getByRole("slider", { name: "What was reported when" });
  await expect(slider).toHaveAttribute("aria-valuetext", /^28 Sept 2020, end of day.*7 of 7 events had been reported$/);
  await slider.press("Home");
  await settled(page);
  expect(await shown(page)).toMatchObject({ matched: 0, cards: [], marks: [] });
  await expect(page.locator(".list .empty")).toContainText("Nothing had been reported by then: 26 Sept 2020, end of day");
  expect((await state(page)).total).toBe(7);
  await page.getByRole("button", { name: "Go to the first report" }).click();
  await settled(page);
  expect((await shown(page)).matched).toBe(7);
  await slider.press("Home");
  await slider.press("End");
  await settled(page);
  expect((await state(page)).asOf).toBe("2020-09-28T19:59:59Z");
  expect((await shown(page)).matched).toBe(7);
  await expect(slider).toBeFocused();
});

test("at noon nothing is shown that was said on a day that was not over, and a link leads there", async ({ page }) => {
  await openDemo(page);
  await call(page, "setAsOf", NOON);
  expect(await shown(page)).toMatchObject({ matched: 0, cards: [] });
  await expect(page.locator(".list .empty")).toContainText("28 Sept 2020, 12:00");
  await expect(page.locator(".tolls .empty")).toHaveText("No figure had been given by then.");
  await call(page, "setAsOf", null);
  await expect(page.locator(".tolls .empty")).toHaveCount(0);
  await openDemo(page, "a=2020-09-28T08:00Z&o=said");
  expect(await shown(page)).toMatchObject({ matched: 0, cards: [] });
  await expect(page.getByRole("slider", { name: "What was reported when" })).toBeVisible();
});

test("claims with clock times are there from their minute, and so are figures, denials and corrections", async ({ page, article }) => {
  await openDay(page, article);
  const values = () => page.locator(".tolls ul.aside li").allTextContents();
  const badge = () => page.locator(".card .badge").last().textContent();
  await call(page, "setAsOf", "2021-03-02T09:00:00Z");
  expect((await shown(page)).cards).toEqual(["raid"]);
  expect((await values()).join()).toContain("Northern ministry: 10");
  expect(await badge()).toBe("claimed by one party");
  await call(page, "setAsOf", "2021-03-02T12:00:00Z");
  expect(await badge()).toBe("disputed");
  expect(await values()).toHaveLength(2);
  await call(page, "setAsOf", "2021-03-02T14:00:00Z");
  expect((await values())[0]).toMatch(/^Northern ministry: 30.*earlier: 10/);
  await expect(page.getByText("Corrections (1)")).toHaveCount(0);
  await call(page, "setAsOf", null);
  expect((await shown(page)).cards).toEqual(["bridge", "raid"]);
  await expect(page.getByText("Corrections (1)")).toBeVisible();
  // Withdrawn, it stays: struck, with its reason and a dot.
  const bridge = page.locator('button.event[data-event="bridge"]');
  await expect(bridge.locator(".struck")).toHaveText("A bridge");
  await expect(bridge.getByRole("img", { name: "changed after publication" })).toBeVisible();
  await bridge.click();
  await expect(page.locator(".card.selected")).toContainText("It was counted twice.");
});

test("the card sets a denial below what it denies, names origins and reasons, and leads to what belongs together", async ({ page, article }) => {
  await openDay(page, article);
  await call(page, "select", "raid");
  const card = page.locator(".card.selected");
  await expect(card.locator(".answers .claim").first()).toContainText("thirty dead");
  await expect(card.locator(".answers .claim").last()).toContainText("nobody died there");
  await expect(card.locator(".why")).toContainText("One speaker denies what another says.");
  await expect(card.getByRole("link", { name: "Report an error" })).toHaveAttribute("href", "mailto:desk@news.example?subject=raid%3A%20A%20raid");
  await card.getByRole("button", { name: "A bridge" }).click();
  await settled(page);
  expect((await state(page)).selected).toBe("bridge");
});

test("a picture that may disturb is asked for once its reader wants it, and nothing is asked of another host", async ({ page, article, requests }) => {
  await page.route("**/pictures/raid.jpg", (route) => route.fulfill({ status: 200, contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' }));
  await openDay(page, article);
  await call(page, "select", "raid");
  const asked = () => requests.filter((path) => path.includes("raid.jpg")).length;
  const gate = page.getByText("This picture may disturb. Show it");
  await gate.scrollIntoViewIfNeeded();
  await settled(page);
  expect(asked()).toBe(0);
  await gate.click();
  await expect.poll(asked).toBe(1);
  await expect(page.getByAltText("Smoke over a ford")).toBeVisible();
  await expect(page.getByRole("link", { name: "A film" })).toHaveAttribute("href", "https://elsewhere.example/x.jpg");
});

test("own losses stand beside those of the other side, and each measure has its figures", async ({ page, article }) => {
  await openDay(page, article);
  const cells = () => page.locator("table.losses tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => [...cell.querySelectorAll("b, small")].map((part) => part.textContent).join(" | ") || cell.textContent)));
  // Both count the other side's dead only: there is nothing to set beside it.
  await expect(page.locator("table.losses")).toHaveCount(0);
  const claims = structuredClone(DAY);
  claims.events[0].claims[3].figures.push({ measure: "killed", low: 2, high: 2, side: "south" });
  await call(page, "update", claims);
  expect(await cells()).toEqual([
    ["Northern side", "no figure", "30 | Northern ministry | soldiers killed, Southern side"],
    ["Southern side", "2 | Southern council | killed, Southern side", "dozens | Southern council | killed, Northern side"],
  ]);
  // Where figures of several events stand together, each says of which it is.
  const figures = [{ measure: "killed", low: 1, high: 1, side: "south", scope: "event" }];
  claims.events[0].claims[3].figures.at(-1).scope = "event";
  claims.events.push({ id: "mill", title: { en: "The mill" }, when: { edtf: "2021-03-02" }, claims: [{ id: "m", speaker: "council", figures }] });
  await call(page, "update", claims);
  expect((await cells())[1][1]).toBe("2 | Southern council | killed, Southern side | A raid | 1 | Southern council | killed, Southern side | The mill");
  await page.getByRole("button", { name: "wounded" }).click();
  await settled(page);
  await expect(page.getByText("Wounded: figures, by who reported them")).toBeVisible();
  await expect(page.locator(".tolls ul.aside li")).toHaveText(/Southern council: 4/);
});

test("search finds every name in any spelling, counts, and travels in the link", async ({ page }) => {
  await openDemo(page);
  const field = page.getByRole("searchbox", { name: "Search" });
  await field.fill("TALIŞ");
  await settled(page);
  const found = await shown(page);
  expect(found.cards).toEqual(expect.arrayContaining(["talish-heights", "babayan-killed"]));
  expect(found.matched).toBeLessThan(7);
  expect((await state(page)).filter.search).toBe("TALIŞ");
  await expect(field).toBeFocused();
  await openDemo(page, "q=interfax");
  expect((await shown(page)).cards).toContain("talish-heights");
  await expect(page.getByRole("searchbox")).toHaveValue("interfax");
});

test("sources and measures may be left out, with the number of events each stands for", async ({ page, article }) => {
  await openDay(page, article);
  await page.getByRole("button", { name: /^Filters/ }).click();
  const paper = page.getByRole("checkbox", { name: /The paper/ });
  await expect(page.locator("label", { has: paper })).toContainText("2");
  await paper.uncheck();
  await settled(page);
  expect((await shown(page)).cards).toEqual(["raid"]);
  await page.getByRole("checkbox", { name: /killed/ }).uncheck();
  await page.getByRole("checkbox", { name: /wounded/ }).uncheck();
  await settled(page);
  expect((await shown(page)).cards).toEqual([]);
});

test("play goes from word to word by the other clock", async ({ page, article }) => {
  await openDay(page, article, 'data-view="o=said"');
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(async () => (await state(page)).asOf).toBe("2021-03-02T08:00:00Z");
  await expect.poll(async () => (await state(page)).asOf, { timeout: 10_000 }).not.toBe("2021-03-02T08:00:00Z");
  await page.getByRole("button", { name: "Pause" }).click();
});
