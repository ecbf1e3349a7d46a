// Stories nobody should publish: what can be shown is shown, the console says in one line what is wrong, nothing runs
// (embed.md 50, 51).
import { container, expect, fallback, listen, reaches, test } from "./page.js";
import { call, selection, settled, shown, state, widget } from "./reader.js";

const EVENTS = 7;

/** Reads the demo story, lets it be spoilt, and opens an article with it. Returns what was said on the console. */
const openStory = async ({ page, article, baseURL }, spoil, { expected, attributes, height = 1400 } = {}) => {
  const story = await (await page.request.get(new URL("demo/karabakh-2020.json", baseURL).href)).json();
  const answer = spoil(story) ?? story;
  const body = typeof answer === "string" ? answer : JSON.stringify(answer);
  await page.route("**/demo/spoilt.json", (route) => route.fulfill({ contentType: "application/json", body }));
  const lines = [];
  page.on("console", (message) => lines.push(`${message.type()}: ${message.text()}`));
  if (expected) expected.console.push(/^warning: chronocarte: /);
  await page.addInitScript(() => {
    const ran = [];
    Object.defineProperty(window, "ranInTheTest", { value: ran });
    window.hack = (how) => ran.push(how);
    document.addEventListener("securitypolicyviolation", (event) => ran.push(`policy: ${event.violatedDirective}`));
  });
  const html = container({ story: "demo/spoilt.json", attributes: `data-load="eager" ${attributes ?? ""}`, height });
  await article(`<p id="above">Before.</p>${html}<p id="below">After.</p>`);
  return lines;
};

/** One line, by us, that names what is wrong. */
const saysOnce = (lines, ...words) => {
  expect(lines, "lines on the console").toHaveLength(1);
  expect(lines[0]).toMatch(/^warning: chronocarte: /);
  for (const word of words) expect(lines[0]).toContain(word);
};

/** The article is as it was, and nobody ran anything. */
const harmless = async (page) => {
  await expect(page.locator("#above")).toBeVisible();
  await expect(page.locator("#below")).toBeVisible();
  expect(await page.evaluate(() => window.ranInTheTest)).toEqual([]);
};

/** How far what is in the widget goes beyond its width, px. */
const overflow = (page) =>
  widget(page).evaluate((host) => host.shadowRoot.querySelector(".widget").scrollWidth - host.clientWidth);

const event = (story, id) => story.events.find((event) => event.id === id);

// ------------------------------------------------------------------------------------------------- what still shows

/** What is wrong with a story that shows all the same: how, how many events remain, words of the line. */
const FLAWS = {
  "unknown fields": [
    (story) => {
      story.colour = "blue";
      event(story, "clashes").severity = 9;
    },
    EVENTS, ["/colour"],
  ],
  "a wrong type where an event should be": [
    (story) => void (story.events[1] = 7),
    EVENTS - 1, ["/events/1", "a number"],
  ],
  "a wrong type in a field of an event": [
    (story) => void (event(story, "clashes").importance = { much: true }),
    EVENTS, ["/events/0/importance", "an object"],
  ],
  "a list where the title of an event should be": [
    (story) => void (event(story, "clashes").title = ["a", "b"]),
    EVENTS - 1, ["/events/0/title", "a list"],
  ],
  "a place that nobody knows": [
    (story) => void (event(story, "terter-under-fire").where.place = "atlantis"),
    EVENTS, ["atlantis", "/events/1/where"],
  ],
  "a speaker and a source that nobody knows": [
    (story) => {
      event(story, "terter-under-fire").claims[0].speaker = "nobody";
      event(story, "terter-under-fire").claims[0].via = ["nowhere"];
    },
    EVENTS, ["nobody", "/events/1/claims/0", "more)"],
  ],
  "a date that is none": [
    (story) => void (event(story, "last-warning").when.edtf = "the day after"),
    EVENTS, ["/events/5/when"],
  ],
  "two events of one name": [
    (story) => void (story.events[1].id = "clashes"),
    EVENTS, ["clashes", "/events/1"],
  ],
  "a place off the Earth": [
    (story) => void Object.assign(story.places.find(({ id }) => id === "terter"), { lon: 1e9, lat: -700 }),
    EVENTS, ["/places/1"],
  ],
  "numbers too large for anything": [
    (story) => {
      const figures = story.events.flatMap(({ claims }) => claims ?? []).flatMap(({ figures }) => figures ?? []);
      figures[0].low = 1e300;
      figures[1].low = -5;
    },
    EVENTS, ["figures"],
  ],
  "fields that are missing": [
    (story) => {
      for (const key of ["title", "summary", "languages", "zone", "asOf", "version", "licence", "credit", "contact", "parties", "steps"]) {
        delete story[key];
      }
    },
    EVENTS, [],
  ],
};

for (const [what, [spoil, matched, words]] of Object.entries(FLAWS)) {
  test(`a story with ${what} shows the rest and says so once`, async ({ page, article, baseURL, expected }) => {
    const lines = await openStory({ page, article, baseURL }, spoil, { expected });
    await reaches(page, "ready");
    await settled(page);
    expect((await state(page)).matched).toBe(matched);
    expect((await shown(page)).cards).toHaveLength(matched);
    saysOnce(lines, ...words);
    await harmless(page);
    // It is alive: what is shown can be selected.
    await call(page, "select", "footage");
    expect((await selection(page)).cards).toEqual(["footage"]);
  });
}

test("a story whose lists are of the wrong type shows nothing but the fallback", async ({ page, article, baseURL, expected }) => {
  const lines = await openStory({ page, article, baseURL }, (story) => void (story.events = "many"), { expected });
  await reaches(page, "error");
  await expect(fallback(page)).toBeVisible();
  expect(lines.filter((line) => /\/events|no events/.test(line)).length).toBeGreaterThan(0);
  await harmless(page);
});

// ------------------------------------------------------------------------------------------- what cannot be shown

const DEEP = (levels) => {
  let value = "bottom";
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { more: value };
  return value;
};

/** What cannot be shown at all, with words of the one line about it. */
const HOPELESS = {
  "no events": [(story) => ({ ...story, events: [] }), ["no events"]],
  "events of which none can be read": [(story) => ({ ...story, events: [1, null, "x"] }), ["no events"]],
  "a hundred levels": [(story) => ({ ...story, extra: DEEP(100) }), ["deeper than 64"]],
  "a hundred thousand levels": [() => `${"[".repeat(100_000)}${"]".repeat(100_000)}`, []],
  "no JSON": [() => "<!doctype html><title>Not found</title>", ["not JSON"]],
  "half of a file": [(story) => JSON.stringify(story).slice(0, 20_000), ["not JSON"]],
  "nothing": [() => "", ["not JSON"]],
  "null": [() => "null", ["no events"]],
  "a list": [() => "[]", ["no events"]],
  "a number": [() => "1e999", ["no events"]],
};

for (const [what, [spoil, words]] of Object.entries(HOPELESS)) {
  test(`a story of ${what} leaves the fallback and says so once`, async ({ page, article, baseURL, expected }) => {
    const heard = await listen(page);
    const lines = await openStory({ page, article, baseURL }, spoil, { expected });
    await reaches(page, "error");
    await expect(fallback(page)).toBeVisible();
    expect((await heard()).map(({ name, detail }) => [name, detail.code])).toEqual([["error", "story"]]);
    saysOnce(lines, ...words);
    await harmless(page);
  });
}

test("a story that cannot be shown leaves the widget beside it alone", async ({ page, article, expected }) => {
  expected.console.push(/^warning: chronocarte: /);
  await page.route("**/demo/spoilt.json", (route) => route.fulfill({ json: { events: [] } }));
  const both = container({ id: "two", story: "demo/spoilt.json", attributes: 'data-load="eager"' });
  await article(container({ attributes: 'data-load="eager"' }) + both);
  await reaches(page, "error", "two");
  await reaches(page, "ready");
  await call(page, "select", "footage");
  expect((await state(page)).selected).toBe("footage");
});

// ----------------------------------------------------------------------------------------------- script in the text

/** Everything that has ever run from a text field, each naming itself. */
const INJECTIONS = [
  '<img src=x onerror="hack(1)">', "<script>hack(2)</script>", '"><svg onload=hack(3)>', "javascript:hack(4)",
  "{{constructor.constructor('hack(5)')()}}", "'-hack(6)-'", "\u202Eevil\u202C\u2066\u2069\u200F", "</title><iframe srcdoc='<script>parent.hack(7)</script>'>",
  "\u0000\uFFFD\uD800", "data:text/html,<script>hack(8)</script>", "&lt;script&gt;hack(9)&lt;/script&gt;",
];

/** The keys of which the value means something: with a script in it, it is only wrong. */
const MEANINGFUL = new Set([
  "id", "edtf", "place", "relation", "kind", "speaker", "side", "via", "from", "to", "area", "offset", "asOf", "sense", "basemap",
  "partOfDay", "measure", "qualifier", "counted", "scope", "stance", "type", "party", "related", "languages", "of", "parties",
  "event", "events", "$schema", "language", "community", "publisher", "source", "date", "published", "accessed",
]);

/** Puts a text into every text field of a value; addresses, too. */
const inject = (value, text, key = "") => {
  if (typeof value === "string") return MEANINGFUL.has(key) ? value : text(key, value);
  if (Array.isArray(value)) return value.map((item) => inject(item, text, key));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inject(item, text, name)]));
  }
  return value;
};

for (const [theme, width] of [["light", 1040], ["dark", 375]]) {
  test(`script in every text field is text and nothing else (${theme}, ${width} px)`, async ({ page, article, baseURL, expected }) => {
    await page.setViewportSize({ width, height: 900 });
    let count = 0;
    const text = (key) => INJECTIONS[(count += 1) % INJECTIONS.length] + key;
    await openStory({ page, article, baseURL }, (story) => inject(story, text), { expected, attributes: `data-theme="${theme}"` });
    await reaches(page, "ready");
    expect(count).toBeGreaterThan(200);
    const found = [];
    for (const id of ["clashes", "terter-under-fire", "talish-heights", "footage", "independence", "status"]) {
      await call(page, "select", id);
      found.push(...(await widget(page).evaluate((host) => {
        for (const details of host.shadowRoot.querySelectorAll("details")) details.open = true;
        const suspicious = [...host.shadowRoot.querySelectorAll("script, iframe, img, object, embed, style, base, form, link, meta")];
        for (const element of host.shadowRoot.querySelectorAll("*")) {
          for (const { name, value } of element.attributes) {
            if (/^on|^srcdoc$|^src$/.test(name)) suspicious.push(element);
            // Set through the object model by the widget itself.
            if (name === "style" && !/^--axis: \d+px; --chart: \d+px;$/.test(value)) suspicious.push(element);
            if (/^(xlink:)?href$/.test(name) && !/^(https:|mailto:|#chronocarte=)/.test(value)) suspicious.push(element);
          }
        }
        return suspicious.map((element) => element.outerHTML.slice(0, 200));
      })));
    }
    expect(found).toEqual([]);
    await expect(page.locator(".title")).toContainText(/hack|evil|\uFFFD/);
    await harmless(page);
    await page.locator("details[open]").evaluateAll((all) => all.forEach((details) => (details.open = false)));
    expect(await overflow(page)).toBe(0);
  });
}

test("addresses that are not https are not links", async ({ page, article, baseURL, expected }) => {
  const bad = ["javascript:hack(1)", "JaVaScRiPt:hack(2)", " \tjavascript:hack(3)", "data:text/html,x", "http://plain.example/", "//x.example", "file:///etc/passwd", "https:javascript:hack(4)"];
  await openStory({ page, article, baseURL }, (story) => {
    story.contact = "javascript:hack(5)";
    story.sources.forEach((source, nth) => Object.assign(source, { url: bad[nth % bad.length], archive: bad[(nth + 3) % bad.length] }));
  }, { expected });
  await reaches(page, "ready");
  const links = [];
  for (const id of ["clashes", "terter-under-fire", "talish-heights", "un-resolutions", "independence"]) {
    await call(page, "select", id);
    links.push(...(await page.locator(".widget a[href]").evaluateAll((all) => all.map((link) => link.getAttribute("href")))));
  }
  const own = links.filter((href) => href.startsWith("#chronocarte="));
  expect(own).toHaveLength(5);
  for (const href of links.filter((href) => !own.includes(href))) expect(href).toMatch(/^https:\/\//);
  await harmless(page);
});

test("identifiers that are script or markup select, link and open like any other", async ({ page, article, baseURL, expected }) => {
  const id = '"><img src=x onerror=hack(1)> &=#%\u202E\' é';
  await openStory({ page, article, baseURL }, (story) => {
    event(story, "footage").id = id;
    for (const step of story.steps ?? []) delete step.event;
  }, { expected });
  await reaches(page, "ready");
  await call(page, "select", id);
  expect((await selection(page)).cards).toEqual([id]);
  const href = await page.getByRole("link", { name: "Link to this event" }).getAttribute("href");
  expect(href).toMatch(/^#chronocarte=[A-Za-z0-9%=&.,:_~!-]+$/);
  await page.goto("about:blank");
  await page.goto(new URL(`article-of-a-test${href}`, baseURL).href);
  await reaches(page, "ready");
  expect((await state(page)).selected).toBe(id);
  await harmless(page);
});

// ------------------------------------------------------------------------------------------------ too much of it all

for (const width of [320, 1040]) {
  for (const [what, unit] of [["one word", "W"], ["many words", "Long title "], ["a script without spaces", "標題"]]) {
    test(`at ${width} px titles of 10 kB in ${what} stay within the widget`, async ({ page, article, baseURL, expected }) => {
      await page.setViewportSize({ width, height: 900 });
      const long = unit.repeat(Math.ceil(10_240 / unit.length));
      const attributes = width === 320 ? 'data-heading-level="3"' : "";
      await openStory({ page, article, baseURL }, (story) => {
        story.title = { en: long };
        story.summary = { en: long };
        for (const list of [story.parties, story.speakers, story.sources, story.places, story.areas]) {
          for (const item of list) if (item.name) item.name = { en: long };
        }
        for (const item of story.events) item.title = { en: long };
      }, { expected, attributes, height: 900 });
      await reaches(page, "ready");
      await call(page, "select", "talish-heights");
      expect(await overflow(page)).toBe(0);
      expect((await state(page)).selected).toBe("talish-heights");
      await harmless(page);
    });
  }
}

test("a story of two thousand events is ready and answers", async ({ page, article, baseURL, expected }) => {
  test.setTimeout(60_000);
  await openStory({ page, article, baseURL }, (story) => {
    const model = event(story, "terter-under-fire");
    for (let nth = 0; nth < 2000; nth += 1) story.events.push({ ...model, id: `copy-${nth}`, claims: [] });
  }, { expected });
  await expect(page.locator("#one")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
  expect((await state(page)).total).toBe(EVENTS + 2000);
  await call(page, "setTime", "2020-09-27T00:00:00+04:00", "2020-09-28T00:00:00+04:00");
  expect((await state(page)).matched).toBe(4);
});
