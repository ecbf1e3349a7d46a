// Every attack there is, in every text, address and identifier of a story (the format has no field for colours): in the
// widget without any policy to help it, in its address, and in the folder that the command line makes of it (embed.md 50).
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { FULL, attacks, pieces } from "./collected.js";
import { host } from "./host.js";
import { container, expect, reaches, test } from "./page.js";
import { call } from "./reader.js";

const ATTACKS = attacks(40);

/** A story that says nothing but one text wherever it says anything. */
const storyOf = (text) => {
  const words = { en: text };
  const figure = { measure: "killed", low: 3, qualifier: "words", words, parts: [{ side: text, count: 3, label: words }], side: text };
  const claim = {
    id: text, speaker: text, via: [text], wording: words, note: words, figures: [figure],
    distances: [{ from: text, to: text, km: 7 }],
    disputedDates: [{ stated: { edtf: "2020", note: words }, usual: { edtf: "2021", note: words }, source: text, note: words }],
  };
  const event = {
    id: text, title: words, text: words, note: words, when: { edtf: "2020-09-27", note: words }, where: { place: text },
    parties: [text], claims: [claim], media: [{ url: text, alt: words, credit: words }], importance: 3,
  };
  return {
    chronocarte: 1, id: text, title: words, summary: words, licence: words, credit: words, contact: text, version: 1,
    languages: ["en"], zone: { offset: "+04:00", name: text, label: words }, basemap: text, refresh: text,
    corrections: [{ at: "2020-09-29T00:00:00Z", text: words, events: [text] }],
    parties: [{ id: text, name: words, short: words }],
    speakers: [{ id: text, name: words, kind: "official", party: text, role: words, seat: text, spellings: [text] }],
    sources: [{ id: text, name: words, publisher: words, url: text, archive: text, note: words }],
    places: [{ id: text, name: words, names: [{ community: text, name: words }], lon: 46.5, lat: 40, note: words }],
    areas: [{ id: text, name: words, source: text, geometry: { type: "Polygon", coordinates: [[[46, 39], [47, 39], [47, 40], [46, 39]]] } }],
    events: [
      event,
      { ...event, id: `${text} `, withdrawn: { at: "2020-09-28T00:00:00Z", reason: words }, related: [text] },
      { ...event, id: `${text}  `, background: true },
    ],
    steps: [{ text: words, events: [text] }],
  };
};

/** Whatever runs, wherever it comes from, leaves its name. */
const trap = () => {
  const ran = [];
  Object.defineProperty(window, "ranInTheTest", { value: ran });
  for (const name of ["alert", "confirm", "prompt", "print", "open", "XSS", "hack"]) window[name] = () => ran.push(name);
};

/** Shows each story in turn, opens its cards and its address, and tells what there is that should not be. */
const showThem = async (stories) => {
  const host = document.querySelector(".chronocarte");
  const root = host.shadowRoot;
  const frames = async (count) => {
    for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
  };
  const bare = (text) => text.replace(/[\p{C}\s\u{FFFD}]/gu, "");
  const wrong = [];
  let shown = 0;
  for (const [text, story] of stories) {
    host.chronocarte.update(story);
    await frames(2);
    for (const { id } of story.events) {
      host.chronocarte.select(id);
      for (const details of root.querySelectorAll("details")) details.open = true;
      await frames(1);
      for (const element of root.querySelectorAll("*")) {
        const say = (what) => wrong.push(`${JSON.stringify(text)}: ${what}: ${element.outerHTML.slice(0, 120)}`);
        if (/^(script|iframe|img|object|embed|style|base|form|link|meta|math|video|audio|template)$/.test(element.localName)) say("element");
        for (const { name, value } of element.attributes) {
          if (/^on|^src|^action$|^formaction$/.test(name)) say(name);
          // Set through the object model by the widget itself.
          if (name === "style" && !/^--axis: \d+px; --chart: \d+px;$/.test(value)) say(name);
          if (/^(xlink:)?href$/.test(name) && !/^(https:|mailto:|#chronocarte=)/i.test(value)) say(name);
        }
      }
    }
    const title = root.querySelector(".title")?.textContent ?? "";
    // A text that is nothing but blanks and signs of control is no title.
    if (bare(text) && bare(title) !== bare(text)) wrong.push(`${JSON.stringify(text)}: shown as ${JSON.stringify(title)}`);
    if (bare(title)) shown += 1;
    for (const view of [encodeURIComponent(text.toWellFormed()), `e=${encodeURIComponent(text.toWellFormed())}`, text]) {
      location.hash = `#chronocarte=${view}`;
      await frames(1);
    }
  }
  if (document.querySelector("body > :not(p, div), p > *")) wrong.push(document.body.innerHTML.slice(0, 200));
  return { wrong, shown, alive: host.dataset.state };
};

const PIECE = 150;

for (const [nth, piece] of pieces(ATTACKS, PIECE).entries()) {
  test(`attacks are text in the widget and in its address (${nth + 1})`, async ({ page, article, expected }) => {
    test.setTimeout(240_000);
    expected.console.push(/^warning: chronocarte: /);
    await page.addInitScript(trap);
    page.on("dialog", (dialog) => dialog.dismiss());
    const opened = [];
    page.context().on("page", (page) => opened.push(page.url()));
    await article(`<p>Before.</p>${container({ attributes: 'data-load="eager"', height: 1200 })}<p>After.</p>`, { policy: "" });
    await reaches(page, "ready");
    await call(page, "select", "footage");
    await expect.poll(() => page.locator(".chronocarte").evaluate((host) => host.chronocarte.state().selected)).toBe("footage");
    const { wrong, shown, alive } = await page.evaluate(showThem, piece.map((text) => [text, storyOf(text)]));
    expect(wrong).toEqual([]);
    expect(alive).toBe("ready");
    expect(shown).toBeGreaterThan(piece.length * 0.9);
    expect(await page.evaluate(() => window.ranInTheTest)).toEqual([]);
    expect(opened).toEqual([]);
    expect(page.frames()).toHaveLength(1);
  });
}

// ------------------------------------------------------------------------------------------------------- the folder

/** One story of many attacks; each event has one of its own. Letters that no font of the pictures has are refused. */
const storyOfAll = (texts) => {
  const lists = texts.map((text, nth) => {
    const own = (id) => `${id}${nth}`;
    const { title, summary, licence, credit, parties: [party], speakers: [speaker], sources: [source], places: [place], events: [event] } = storyOf(text);
    const claim = { ...event.claims[0], id: own(text), speaker: own(text), via: [own(text)], disputedDates: [], distances: [] };
    return {
      head: { title, summary, licence, credit },
      party: { ...party, id: own(text) },
      speaker: { ...speaker, id: own(text), party: own(text), seat: own(text) },
      source: { ...source, id: own(text), url: `https://good.example/${text}`, archive: undefined },
      place: { ...place, id: own(text), lon: 45 + (nth % 40) / 10, lat: 39 + (nth % 30) / 10 },
      event: {
        ...event, id: own(text), where: { place: own(text) }, parties: [own(text)], media: undefined,
        claims: [{ ...claim, figures: [{ measure: "killed", qualifier: "words", words: event.title }] }],
      },
    };
  });
  const all = (key) => lists.map((list) => list[key]);
  return {
    chronocarte: 1, id: texts[0], ...lists[0].head, version: 1, languages: ["en"], parties: all("party"), speakers: all("speaker"),
    sources: all("source"), places: all("place"), events: all("event"),
  };
};

const PRINTABLE = ATTACKS.filter((text) => /^[\x20-\x7e]+$/.test(text) && text.trim());
// A block lists sixty events and says how many more the page has.
const FOLDERS = pieces(PRINTABLE, 60);

for (const [nth, piece] of (FULL ? FOLDERS : FOLDERS.slice(0, 1)).entries()) {
  test(`attacks are text in the pages, frames and blocks of a folder (${nth + 1})`, async ({ browser }) => {
    test.setTimeout(120_000);
    const room = await mkdtemp(join(tmpdir(), "chronocarte-"));
    await writeFile(join(room, "story.json"), JSON.stringify(storyOfAll(piece)));
    const site = await host(join(room, "story.json"));
    const context = await browser.newContext();
    try {
      const asked = [];
      context.on("request", (request) => asked.push(request.url()));
      const page = await context.newPage();
      const ran = [];
      page.on("dialog", (dialog) => {
        ran.push(dialog.message());
        dialog.dismiss();
      });
      await page.addInitScript(trap);
      await page.goto(`${site.base}index.html`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(piece[0]);
      expect(await page.locator("tbody th").count()).toBeGreaterThanOrEqual(piece.length);
      await page.goto(`${site.base}frame.html`);
      await expect(page.locator(".chronocarte")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
      await page.goto(`${site.base}embed.html`);
      const blocks = await page.locator("textarea").evaluateAll((areas) => areas.map((area) => area.value));
      // Scripts are left out: what is looked for is any that nobody put there. No policy helps.
      const still = blocks.filter((text) => text.startsWith("<")).join("\n").replace(/<script async[^>]*><\/script>/g, "")
        .replaceAll('loading="lazy"', "");
      site.pages["/attacked"] = { body: still };
      await page.goto(site.elsewhere("/attacked"));
      await expect(page.locator(".chronocarte").first().locator("ol > li")).toHaveCount(piece.length);
      for (const frame of page.frames()) {
        expect(await frame.evaluate(() => document.querySelectorAll("script:not([src]):not([type])").length)).toBe(0);
        ran.push(...(await frame.evaluate(() => window.ranInTheTest)));
      }
      expect(ran).toEqual([]);
      const own = [new URL(site.base).origin, new URL(site.elsewhere("/")).origin];
      expect(asked.filter((url) => !own.includes(new URL(url).origin) && !/^(data|about):/.test(url))).toEqual([]);
      for (const name of ["oembed.json", "map.svg"]) expect((await site.read(name)).length).toBeGreaterThan(100);
    } finally {
      await context.close();
      await site.close();
      await rm(room, { recursive: true });
    }
  });
}
