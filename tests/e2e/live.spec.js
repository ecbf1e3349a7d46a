// A story that goes on while it is read (embed.md 26, 32, 34, 71, 76): offered, never forced.
import { container, expect, reaches, test } from "./page.js";
import { call, focused, settled, state, widget } from "./reader.js";

/**
 * Opens a live story. What its address answers is in `answer`, a function of the story; `asked` are the requests after
 * the first, each with its headers. Time is the test's own.
 */
const live = async ({ page, article, baseURL }, { refresh = 30, attributes = 'data-load="eager"' } = {}) => {
  const story = await (await page.request.get(new URL("demo/karabakh-2020.json", baseURL).href)).json();
  if (refresh) story.refresh = refresh;
  delete story.basemap;
  const site = { story, asked: [], answer: (story) => ({ json: story }) };
  let first = true;
  await page.route("**/live.json", (route) => {
    if (!first) site.asked.push(route.request().headers());
    const answer = first ? { json: story } : site.answer(structuredClone(story));
    first = false;
    return answer === "abort" ? route.abort() : route.fulfill(answer);
  });
  await page.clock.install();
  await article(container({ story: "live.json", attributes }));
  return site;
};

/** The same story with `count` more events. */
const more = (story, count) => {
  const event = story.events.find(({ id }) => id === "footage");
  for (let nth = 0; nth < count; nth += 1) story.events.push({ ...event, id: `new-${nth}`, claims: [] });
  story.version += 1;
  return story;
};

const offer = (page) => widget(page).locator(".offer button");
const pass = async (page, seconds) => {
  await page.clock.runFor(seconds * 1000);
  // What was fetched arrives in real time.
  await page.evaluate(() => fetch("chronocarte.js").then((answer) => answer.text()));
  await page.evaluate(() => window.secondPartOfTheTest);
  await page.clock.runFor(100);
};

test("new events are offered in a button, and taking them keeps selection, time, filter and map", async ({ page, article, baseURL }) => {
  const site = await live({ page, article, baseURL });
  await reaches(page, "ready");
  await call(page, "select", "talish-heights");
  await call(page, "setTime", "2020-09-26T20:00:00Z", "2020-09-28T12:00:00Z");
  await call(page, "setFilter", { hiddenKinds: ["diplomacy"] });
  await call(page, "setCamera", { lon: 46.9, lat: 40.2, zoom: 9 });
  const before = await state(page);
  site.answer = (story) => ({ json: more(story, 3) });
  await pass(page, 31);
  await expect(offer(page)).toHaveText("Show 3 new events");
  await expect(widget(page).getByRole("status")).toHaveText("Show 3 new events");
  expect(await state(page)).toEqual(before);

  await offer(page).click();
  await page.clock.runFor(100);
  await expect(offer(page)).toHaveCount(0);
  const after = await state(page);
  expect(after.total).toBe(before.total + 3);
  for (const key of ["selected", "time", "filter", "camera", "asOf"]) expect(after[key], key).toEqual(before[key]);
  expect(await focused(page)).toContain("div.map");
});

test("a map that nobody moved stays where it is, too", async ({ page, article, baseURL }) => {
  const site = await live({ page, article, baseURL });
  await reaches(page, "ready");
  const before = await state(page);
  site.answer = (story) => {
    const far = story.places.find(({ id }) => id === "talish");
    story.places.push({ ...far, id: "far", lon: 20, lat: 50 });
    story.events.push({ ...story.events[2], id: "far-away", where: { place: "far" }, claims: [] });
    return { json: story };
  };
  await pass(page, 31);
  await offer(page).click();
  await page.clock.runFor(100);
  expect((await state(page)).total).toBe(before.total + 1);
  expect((await state(page)).camera).toEqual(before.camera);
});

test("a version without new events is offered as what it is", async ({ page, article, baseURL }) => {
  const site = await live({ page, article, baseURL });
  await reaches(page, "ready");
  site.answer = (story) => ({ json: { ...story, version: 9 } });
  await pass(page, 31);
  await expect(offer(page)).toHaveText("Show the newer version");
});

test("the address is asked conditionally, without cookies and referrer, and nothing is said while nothing is new", async ({ page, article, baseURL, context }) => {
  await context.addCookies([{ name: "c", value: "1", url: baseURL }]);
  const site = await live({ page, article, baseURL });
  await reaches(page, "ready");
  await page.evaluate(() => {
    const calls = [];
    Object.defineProperty(window, "fetchesOfTheTest", { value: calls });
    const { fetch } = window;
    window.fetch = (url, options) => {
      calls.push([String(url), options?.cache, options?.credentials, options?.referrerPolicy]);
      return fetch(url, options);
    };
  });
  await pass(page, 31);
  await pass(page, 31);
  expect(site.asked).toHaveLength(2);
  for (const headers of site.asked) expect([headers.cookie, headers.referer]).toEqual([undefined, undefined]);
  const calls = await page.evaluate(() => window.fetchesOfTheTest.filter(([url]) => url.endsWith("live.json")));
  for (const [, ...how] of calls) expect(how).toEqual(["no-cache", "omit", "no-referrer"]);
  expect(calls).toHaveLength(2);
  await expect(offer(page)).toHaveCount(0);
});

test("a story without refresh is never asked for again", async ({ page, article, baseURL }) => {
  const site = await live({ page, article, baseURL }, { refresh: 0 });
  await reaches(page, "ready");
  await pass(page, 3600);
  expect(site.asked).toHaveLength(0);
});

test("nobody looks more often than every 15 seconds, whatever a story says", async ({ page, article, baseURL }) => {
  const site = await live({ page, article, baseURL }, { refresh: 1 });
  await reaches(page, "ready");
  await pass(page, 14);
  expect(site.asked).toHaveLength(0);
  await pass(page, 2);
  expect(site.asked).toHaveLength(1);
});

test("a hidden page and a widget out of sight look for nothing, and look at once when they are seen again", async ({ page, article, baseURL }) => {
  const site = await live({ page, article, baseURL });
  await reaches(page, "ready");
  const hide = (hidden) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await hide(true);
  await pass(page, 600);
  expect(site.asked).toHaveLength(0);
  await hide(false);
  await pass(page, 1);
  expect(site.asked).toHaveLength(1);

  await page.evaluate(() => {
    document.body.style.paddingTop = "5000px";
    scrollTo(0, 0);
  });
  // The browser tells of it in its own time.
  await expect.poll(() => page.locator("#one").evaluate((host) => host.getBoundingClientRect().top)).toBeGreaterThan(4000);
  await page.evaluate(() => new Promise((resolve) => new IntersectionObserver(resolve).observe(document.getElementById("one"))));
  await pass(page, 600);
  expect(site.asked).toHaveLength(1);
});

test("after errors it waits longer and longer, and says so once", async ({ page, article, baseURL, expected }) => {
  expected.console.push(/no newer version of the story/, /Failed to load resource/);
  const lines = [];
  page.on("console", (message) => lines.push(message.text()));
  const site = await live({ page, article, baseURL });
  await reaches(page, "ready");
  site.answer = () => ({ status: 503, body: "" });
  await pass(page, 31);
  expect(site.asked).toHaveLength(1);
  await pass(page, 45);
  expect(site.asked).toHaveLength(1);
  await pass(page, 20);
  expect(site.asked).toHaveLength(2);
  await pass(page, 100);
  expect(site.asked).toHaveLength(2);
  site.answer = (story) => ({ json: more(story, 1) });
  await pass(page, 25);
  await expect(offer(page)).toHaveText("Show 1 new event");
  expect(lines.filter((line) => line.includes("no newer version"))).toHaveLength(1);
});

for (const [name, answer] of [
  ["no JSON", () => ({ body: "{" })],
  ["no story", () => ({ json: [1, 2] })],
  ["a story without events", (story) => ({ json: { ...story, events: [] } })],
  ["nested too deep", (story) => ({ body: JSON.stringify({ ...story, x: 0 }).replace('"x":0', `"x":${"[".repeat(80)}${"]".repeat(80)}`) })],
]) {
  test(`a broken version (${name}) never takes the place of the good one, and is named once`, async ({ page, article, baseURL, expected }) => {
    expected.console.push(/no newer version of the story/);
    const lines = [];
    page.on("console", (message) => lines.push(message.text()));
    const site = await live({ page, article, baseURL });
    await reaches(page, "ready");
    const before = await state(page);
    site.answer = answer;
    await pass(page, 31);
    await pass(page, 61);
    await pass(page, 121);
    expect(site.asked.length).toBeGreaterThanOrEqual(2);
    expect(await state(page)).toEqual(before);
    await expect(offer(page)).toHaveCount(0);
    expect(lines).toHaveLength(1);
    await reaches(page, "ready");
    // And a good one afterwards is taken.
    site.answer = (story) => ({ json: more(story, 2) });
    await pass(page, 3600);
    await expect(offer(page)).toHaveText("Show 2 new events");
  });
}

test("a version that says it is the last one is the last one that is asked for", async ({ page, article, baseURL }) => {
  const site = await live({ page, article, baseURL });
  await reaches(page, "ready");
  site.answer = (story) => ({ json: { ...more(story, 1), refresh: undefined } });
  await pass(page, 31);
  await expect(offer(page)).toHaveText("Show 1 new event");
  await pass(page, 3600);
  expect(site.asked).toHaveLength(1);
});

test("a widget that was taken away asks for nothing more", async ({ page, article, baseURL }) => {
  const site = await live({ page, article, baseURL });
  await reaches(page, "ready");
  await page.locator("#one").evaluate((host) => host.remove());
  await settled(page).catch(() => {});
  await pass(page, 600);
  expect(site.asked).toHaveLength(0);
});
