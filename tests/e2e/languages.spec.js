// A widget in each of its languages: which it takes, what it fetches, which way it is read, and room for longer words (84, 88, 90).
import { createHash } from "node:crypto";
import { container, expect, reaches, SCRIPT, test } from "./page.js";
import { drawnTexts, openDemo, settled, state, watchTexts, widget } from "./reader.js";

const TAGS = ["en", "fr", "az", "hy", "ru", "tr", "ar"];
const LANGUAGE = /\/lang\/([a-z]+)\.[0-9a-f]+\.json$/;

/** A phrase of the interface that only this language has, as it stands on a button of the map. */
const ZOOM = {
  en: "Zoom in", fr: "Zoom avant", az: "Yaxınlaşdır", hy: "Մեծացնել", ru: "Приблизить", tr: "Yakınlaştır", ar: "تكبير",
};

/** The languages that were fetched. */
const fetched = (requests) => requests.map((path) => LANGUAGE.exec(path)?.[1]).filter(Boolean);

for (const tag of TAGS) {
  test(`a widget in ${tag} fetches that language alone, says which it is, and leaves nothing to fill (84)`, async ({ page, article, requests }) => {
    await article(container({ attributes: `data-lang="${tag}"` }));
    await widget(page).scrollIntoViewIfNeeded();
    await reaches(page, "ready");
    expect(fetched(requests)).toEqual([tag]);
    const section = widget(page).locator("section.widget");
    await expect(section).toHaveAttribute("lang", tag);
    await expect(section).toHaveAttribute("dir", tag === "ar" ? "rtl" : "ltr");
    await expect(section.getByRole("button", { name: ZOOM[tag], exact: true }).first()).toBeVisible();
    expect(await state(page)).toMatchObject({ lang: tag });
    const words = await section.evaluate((root) =>
      [root.textContent, ...[...root.querySelectorAll("[aria-label]")].map((element) => element.ariaLabel)].join("\n"),
    );
    expect(words).not.toMatch(/[{}|]|undefined|null|NaN/);
    // What the story says in English only is marked as English wherever a card shows it.
    const marked = await section.locator(".event .what [lang], .event .what[lang]").evaluateAll((all) => all.map(({ lang }) => lang));
    if (tag === "en" || tag === "fr") expect(marked).toEqual([]);
    else expect(new Set(marked)).toEqual(new Set(["en"]));
  });
}

test("the demo article is there in French too, its fallback and its widget with it (84)", async ({ page, requests }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "En français" }).click();
  await expect(page).toHaveURL(/index\.fr\.html$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  const fallback = page.locator(".chronocarte > figure");
  await expect(fallback.locator("ol").first().locator("li")).toHaveCount(7);
  await expect(fallback).toContainText("Terter serait sous le feu");
  for (const picture of await fallback.locator("img").all()) {
    expect(await picture.evaluate((img) => img.decode().then(() => img.naturalWidth))).toBe(1008);
  }
  await widget(page).scrollIntoViewIfNeeded();
  await expect(widget(page)).toHaveAttribute("data-state", "ready", { timeout: 15_000 });
  expect(fetched(requests).filter((tag) => tag !== "en"), "the English page may have asked for its own").toEqual(["fr"]);
  await page.getByRole("link", { name: "plusieurs hauteurs" }).click();
  await expect.poll(async () => (await state(page)).selected).toBe("talish-heights");
  await page.getByRole("link", { name: "In English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("a widget takes the language of the text around it, the nearest first, whatever its region (84)", async ({ page, article, requests }) => {
  await article(`<div lang="ru"><p lang="tr">…</p><div lang="hy-AM">${container()}</div></div>`);
  await widget(page).scrollIntoViewIfNeeded();
  await reaches(page, "ready");
  expect(fetched(requests)).toEqual(["hy"]);
});

test("two languages on one page do not meet (84)", async ({ page, article, requests }) => {
  await article(
    container({ id: "one", attributes: 'data-lang="ar" data-load="eager"', script: false }) +
      container({ id: "two", attributes: 'data-lang="az" data-load="eager"', script: false }) + SCRIPT,
  );
  await reaches(page, "ready", "one");
  await reaches(page, "ready", "two");
  expect(fetched(requests).sort()).toEqual(["ar", "az"]);
  const zoom = (id, name) => page.locator(`#${id}`).getByRole("button", { name, exact: true }).first();
  await expect(zoom("one", ZOOM.ar)).toBeVisible();
  await expect(zoom("two", ZOOM.az)).toBeVisible();
});

test("in Arabic time and map lie as in every language, and the arrow keys mean the same (69, 88)", async ({ page, article }) => {
  await article(container({ attributes: 'data-lang="ar"' }));
  await widget(page).scrollIntoViewIfNeeded();
  await reaches(page, "ready");
  const thumb = widget(page).getByRole("slider").first();
  await thumb.focus();
  const value = () => thumb.evaluate((input) => Number(input.value));
  const before = await value();
  await page.keyboard.press("ArrowRight");
  await settled(page);
  expect(await value()).toBe(before + 1);
  await page.keyboard.press("ArrowLeft");
  await settled(page);
  expect(await value()).toBe(before);
  // The later end lies to the right of the earlier, under the hand that moves it.
  const [from, to] = await widget(page).getByRole("slider").evaluateAll((all) => all.map((it) => it.getBoundingClientRect().x));
  expect(to).toBeGreaterThan(from);
});

test("in Arabic the list lies at the left of the map, and no letters are set apart (88)", async ({ page, article }) => {
  await page.setViewportSize({ width: 1040, height: 900 });
  await article(container({ attributes: 'data-lang="ar"', height: 760 }));
  await widget(page).scrollIntoViewIfNeeded();
  await reaches(page, "ready");
  const box = (selector) => widget(page).locator(selector).first().boundingBox();
  expect((await box(".list")).x).toBeLessThan((await box(".map")).x);
  await expect(widget(page).locator(".kicker")).toHaveCSS("letter-spacing", /^(0px|normal)$/);
});

/** Texts 40 per cent longer, in letters no language here has in such number; placeholders and what parts texts stay. */
const longer = (text) =>
  text
    .split(/([|~^])/)
    .map((item) => {
      const letters = item.replace(/\{\w+\}/g, "").length;
      return letters < 3 ? item : `${item}${"«ŵø".repeat(letters).slice(0, Math.ceil(letters * 0.4))}`;
    })
    .join("");

/** Serves the English of this build with every text longer, with the hash that makes the loader take it. */
const pseudo = async (page) => {
  const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  const swap = {};
  await page.route(/\/lang\/en\.[0-9a-f]+\.json$/, async (route) => route.fulfill({ contentType: "application/json", body: swap.body }));
  await page.route(/\/chronocarte\.js$/, async (route) => {
    const response = await route.fetch();
    const loader = await response.text();
    const [, url] = /url:"(lang\/en\.[0-9a-f]+\.json)"/.exec(loader);
    const english = await (await page.request.get(new URL(url, response.url()).href)).text();
    swap.body = JSON.stringify(longer(JSON.parse(english)));
    expect(loader).toContain(hash(english));
    await route.fulfill({ response, body: loader.replace(hash(english), hash(swap.body)), headers: { "content-type": "text/javascript" } });
  });
};

test("labels 40 % longer fit at 320 px: nothing hangs over, no button loses its words (84, 90)", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await pseudo(page);
  await openDemo(page);
  await expect(widget(page).locator(".kicker")).toContainText("«ŵø");
  const faults = await widget(page).evaluate((host) => {
    const root = host.shadowRoot.querySelector(".widget");
    const edge = root.getBoundingClientRect();
    const found = [];
    if (root.scrollWidth > host.clientWidth) found.push(`the widget is ${root.scrollWidth} wide in ${host.clientWidth}`);
    for (const element of root.querySelectorAll("button, summary, a, p, li, h2, span, small")) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      // What scrolls by itself, or is only heard, may be larger than it shows.
      if (element.closest(".aside, .map, .axis, .chart, [hidden]")) continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0) continue;
      const name = `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 30)}"`;
      if (box.right > edge.right + 1 || box.left < edge.left - 1) found.push(`${name} hangs over`);
      if (/^(BUTTON|SUMMARY)$/.test(element.tagName) && element.scrollWidth > element.clientWidth + 1) found.push(`${name} is cut`);
    }
    return found;
  });
  expect(faults).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

for (const tag of ["hy", "ru", "ar"]) {
  for (const width of [320, 1040]) {
    test(`what is drawn in ${tag} at ${width} px stays in its picture and apart (88, 90)`, async ({ page, article }) => {
      await page.setViewportSize({ width, height: 900 });
      await watchTexts(page);
      await article(container({ attributes: `data-lang="${tag}"` }));
      await widget(page).scrollIntoViewIfNeeded();
      await reaches(page, "ready");
      await settled(page);
      for (const part of [".map", ".axis"]) {
        const { texts, width: room } = await drawnTexts(page, part);
        expect(texts.length, part).toBeGreaterThan(3);
        const out = texts.filter(({ left, right }) => left < -1 || right > room + 1).map(({ text }) => text);
        expect(out.filter((text) => !/^\d+$/.test(text)), `${part}: cut off`).toEqual([]);
      }
    });
  }
}

test("a page in Armenian that asks for French gets French (84)", async ({ page, article, requests }) => {
  await article(`<div lang="hy">${container({ attributes: 'data-lang="fr"' })}</div>`);
  await widget(page).scrollIntoViewIfNeeded();
  await reaches(page, "ready");
  expect(fetched(requests)).toEqual(["fr"]);
});
