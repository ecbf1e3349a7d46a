// What a page says of a container after its widget is there: another story, language, colours, a phrase that came later
// (embed.md 4, 9, 76, 81).
import { SCRIPT, STORY, container, expect, fallback, listen, reaches, test } from "./page.js";
import { call, focused, settled, state, widget } from "./reader.js";

const host = (page) => page.locator("#one");
const say = (page, name, value) =>
  host(page).evaluate((host, [name, value]) => (value === null ? host.removeAttribute(name) : host.setAttribute(name, value)), [name, value]);

/** Notes every moment at which the fallback shows. */
const watchFallback = (page) => page.evaluate(() => {
  const figure = document.querySelector("figcaption");
  window.fallbackOfTheTest = 0;
  const look = () => {
    window.fallbackOfTheTest += getComputedStyle(figure).visibility === "visible";
    requestAnimationFrame(look);
  };
  look();
});

test("another language and other colours take the place of the first without losing what is looked at", async ({ page, article }) => {
  const heard = await listen(page);
  await article(container({ attributes: 'data-load="eager" data-lang="en" data-theme="light"' }));
  await reaches(page, "ready");
  await call(page, "select", "footage");
  await call(page, "setTime", "2020-09-27T00:00:00Z", "2020-09-28T12:00:00Z");
  await call(page, "setFilter", { hiddenKinds: ["diplomacy"] });
  await call(page, "setCamera", { lon: 46.5, lat: 40.1, zoom: 8.2 });
  const before = await state(page);
  await widget(page).locator('button.event[data-event="footage"]').focus();
  await watchFallback(page);

  await say(page, "data-lang", "fr");
  await expect.poll(async () => (await state(page)).lang).toBe("fr");
  await settled(page);
  await expect(widget(page).locator(".widget")).toHaveAttribute("lang", "fr");
  expect(await state(page)).toEqual({ ...before, lang: "fr" });
  expect(await focused(page)).toContain("footage");

  await say(page, "data-theme", "dark");
  await expect(widget(page).locator(".widget")).toHaveClass(/dark/);
  expect(await state(page)).toEqual({ ...before, lang: "fr" });
  expect(await focused(page)).toContain("footage");
  expect(await page.evaluate(() => window.fallbackOfTheTest)).toBe(0);
  expect((await heard()).filter(({ name }) => name === "ready" || name === "error").map(({ name }) => name)).toEqual(["ready"]);
});

test("a language that the article takes on later is the widget's, unless the container names its own", async ({ page, article }) => {
  await article(container({ attributes: 'data-load="eager"' }) + container({ id: "two", attributes: 'data-load="eager" data-lang="en"', script: false }));
  await reaches(page, "ready");
  await reaches(page, "ready", "two");
  await page.evaluate(() => (document.documentElement.lang = "fr-CA"));
  const langs = () => page.locator("[data-state]").evaluateAll((all) => all.map((host) => host.chronocarte.state().lang));
  await expect.poll(langs).toEqual(["fr", "en"]);
});

test("another story takes the place of the first, from its opening view, and one that is none leaves it", async ({ page, article, baseURL, expected }) => {
  expected.console.push(/is not JSON/);
  const story = await (await page.request.get(new URL(STORY, baseURL).href)).json();
  await page.route("**/other.json", (route) => route.fulfill({ json: { ...story, id: "other", basemap: undefined, events: story.events.slice(0, 3) } }));
  await page.route("**/none.json", (route) => route.fulfill({ body: "{" }));
  const heard = await listen(page);
  await article(container({ attributes: 'data-load="eager"' }));
  await reaches(page, "ready");
  await call(page, "select", "footage");
  await say(page, "data-story", "other.json");
  await expect.poll(async () => (await state(page)).story).toBe("other");
  expect((await state(page)).selected).toBe(null);
  const before = await state(page);
  await say(page, "data-story", "none.json");
  await expect.poll(async () => (await heard()).filter(({ name }) => name === "error").length).toBe(1);
  expect((await heard()).at(-1)).toMatchObject({ name: "error", detail: { code: "story" } });
  expect(await state(page)).toEqual(before);
  await reaches(page, "ready");
});

test("a container that failed tries again with another story", async ({ page, article, expected }) => {
  expected.console.push(/no-such/, /404/);
  await article(container({ story: "no-such.json", attributes: 'data-load="eager"' }));
  await reaches(page, "error");
  await say(page, "data-story", STORY);
  await reaches(page, "ready");
  await expect(fallback(page)).toBeHidden();
});

test("a container that is given its story late becomes a widget then, by any carrier", async ({ page, article }) => {
  await article(`<div class="chronocarte" id="one"></div><chrono-carte id="two"></chrono-carte>${SCRIPT}`);
  await page.waitForFunction(() => window.chronocarte);
  await expect(host(page)).not.toHaveAttribute("data-state");
  await say(page, "data-story", STORY);
  await page.locator("#two").evaluate((host, story) => host.setAttribute("story", story), STORY);
  await reaches(page, "ready");
  await page.locator("#two").scrollIntoViewIfNeeded();
  await reaches(page, "ready", "two");
  await page.locator("#two").evaluate((host) => host.setAttribute("lang", "fr"));
  await expect.poll(() => page.locator("#two").evaluate((host) => host.chronocarte.state().lang)).toBe("fr");
});

test("a widget that waits takes what it is told by then: the language of its button, and the word to start", async ({ page, article, requests }) => {
  await article(container({ attributes: 'data-load="click" data-lang="en"' }));
  await expect(host(page).getByRole("button")).toHaveText(/^Load the interactive map \(1\d\d kB\)$/);
  await say(page, "data-lang", "fr");
  await expect(host(page).getByRole("button")).toHaveText(/^Charger la carte interactive \(1\d\d ko\)$/);
  await expect(host(page).getByRole("button")).toHaveCount(1);
  expect(requests.filter((path) => /wasm|lang|demo/.test(path))).toEqual([]);
  await say(page, "data-load", "eager");
  await reaches(page, "ready");
  expect((await state(page)).lang).toBe("fr");
  await expect(host(page).getByRole("button", { name: /kB/ })).toHaveCount(0);
});

test("a change while the widget loads is what it starts with", async ({ page, article }) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/lang/en.*.json", (route) => released.then(() => route.continue()));
  await article(container({ attributes: 'data-load="eager" data-lang="en"' }));
  await reaches(page, "loading");
  await say(page, "data-lang", "fr");
  release();
  await reaches(page, "ready");
  expect((await state(page)).lang).toBe("fr");
});

test("the height that a container names, changes and takes back is the widget's", async ({ page, article }) => {
  await article(container({ height: 700, attributes: 'data-load="eager" data-height="620"' }));
  await reaches(page, "ready");
  const height = () => host(page).evaluate((host) => host.getBoundingClientRect().height);
  expect(await height()).toBe(620);
  await say(page, "data-height", "800");
  expect(await height()).toBe(800);
  await say(page, "data-height", null);
  expect(await height()).toBeGreaterThan(700);
});

test("a wrong value says so once and changes nothing", async ({ page, article, expected }) => {
  expected.console.push(/theme="purple" is not a value/);
  const lines = [];
  page.on("console", (message) => lines.push(message.text()));
  await article(container({ attributes: 'data-load="eager" data-theme="light"' }));
  await reaches(page, "ready");
  await say(page, "data-theme", "purple");
  await say(page, "data-heading-level", "4");
  await expect(widget(page).locator(".title[aria-level='4']")).toHaveCount(1);
  expect(lines).toHaveLength(1);
});

test("a second call of mount changes the options of the widget that is there", async ({ page, article }) => {
  await article(container({ attributes: 'data-load="eager" data-lang="en"' }));
  await reaches(page, "ready");
  const same = await host(page).evaluate(async (host) => (await window.chronocarte.mount(host, { lang: "fr" })) === host.chronocarte);
  expect(same).toBe(true);
  await expect.poll(async () => (await state(page)).lang).toBe("fr");
});

test("a story that the page gave by call stays when the language changes", async ({ page, article, baseURL }) => {
  const story = await (await page.request.get(new URL(STORY, baseURL).href)).json();
  await article(container({ attributes: 'data-load="eager"' }));
  await reaches(page, "ready");
  story.events = story.events.filter(({ id }) => id !== "footage");
  await call(page, "update", story);
  expect((await state(page)).total).toBe(6);
  await say(page, "data-lang", "fr");
  await expect.poll(async () => (await state(page)).lang).toBe("fr");
  expect((await state(page)).total).toBe(6);
});

// ------------------------------------------------------------------------------------------------ phrases of the article

test("a phrase that comes later, and one that is given its event later, drive the widget", async ({ page, article }) => {
  await article(`<p>On <span id="late">Monday</span>.</p>${container({ attributes: 'data-load="eager"' })}`);
  await reaches(page, "ready");
  await page.locator("#late").evaluate((phrase) => phrase.setAttribute("data-chronocarte-event", "footage"));
  await expect(page.locator("#late")).toHaveAttribute("role", "button");
  await page.locator("#late").click();
  await expect(page.locator("#late")).toHaveAttribute("aria-current", "true");
  expect((await state(page)).selected).toBe("footage");
  await page.locator("#late").evaluate((phrase) => phrase.removeAttribute("data-chronocarte-event"));
});

for (const [what, come, go] of [
  ["focus", (phrase) => phrase.focus(), (phrase) => phrase.evaluate((it) => it.blur())],
  ["a pointer", (phrase) => phrase.hover(), (phrase) => phrase.page().mouse.move(1, 1)],
]) {
  test(`a phrase under ${what} points its event out, selects nothing and moves nothing`, async ({ page, article }) => {
    const heard = await listen(page);
    await article(`<p><button data-chronocarte-event="footage">Footage</button></p>${container({ attributes: 'data-load="eager"' })}`);
    await reaches(page, "ready");
    const before = [await state(page), await page.evaluate(() => scrollY)];
    // It is drawn around its marks.
    const pictures = () => widget(page).locator("canvas").evaluateAll((all) => all.map((canvas) => canvas.toDataURL()).join());
    const plain = await pictures();
    await come(page.getByRole("button", { name: "Footage", exact: true }));
    await expect.poll(pictures).not.toBe(plain);
    await settled(page);
    expect([await state(page), await page.evaluate(() => scrollY)]).toEqual(before);
    await go(page.getByRole("button", { name: "Footage", exact: true }));
    await expect.poll(pictures).toBe(plain);
    expect((await heard()).filter(({ name }) => name === "select")).toEqual([]);
  });
}

test("an author's own aria-current on a phrase stays", async ({ page, article }) => {
  await article(`<p><a href="#x" aria-current="page" data-chronocarte-event="footage">Footage</a></p>${container({ attributes: 'data-load="eager"' })}`);
  await reaches(page, "ready");
  await call(page, "select", "talish-heights");
  await expect(page.locator("p > a[data-chronocarte-event]")).toHaveAttribute("aria-current", "page");
});
