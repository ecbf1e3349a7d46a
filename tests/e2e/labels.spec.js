// Labels measured on the drawn text: in the running widget by the ink on its canvases, in the goldens by their boxes.
import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "./page.js";
import { call, drawnTexts, openDemo, settled, state, watchTexts, widget } from "./reader.js";

const GOLDEN = new URL("../golden/", import.meta.url);

/** Pairs of boxes that have more than a hair in common, and boxes that stand out of the picture, in words. */
const faults = ({ width, height, texts }) => {
  const hair = 0.5;
  const words = ({ text, left, top }) => `"${text}" at ${Math.round(left)},${Math.round(top)}`;
  const found = [];
  texts.forEach((one, nth) => {
    // A mark may lie across the edge, with its number; a name may not.
    const number = /^\d+$/.test(one.text);
    if (!number && (one.left < -hair || one.top < -hair || one.right > width + hair || one.bottom > height + hair)) {
      found.push(`${words(one)} is cut off`);
    }
    for (const other of texts.slice(nth + 1)) {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > hair && down > hair) found.push(`${words(one)} and ${words(other)} collide`);
    }
  });
  return found;
};

/** Where a place stands in a map picture: web Mercator, in which the world is 256 px wide at zoom 0. */
const project = ({ lon, lat }, zoom) => {
  const world = 256 * 2 ** zoom;
  const y = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  return { x: (world * (lon + 180)) / 360, y: world * (0.5 - y / (2 * Math.PI)) };
};

/** The places of the story that lie in the picture, with a margin for their own dot. */
const placesInSight = (story, camera, { width, height }) => {
  const center = project(camera, camera.zoom);
  return story.places.filter((place) => {
    const { x, y } = project(place, camera.zoom);
    return Math.abs(x - center.x) < width / 2 - 8 && Math.abs(y - center.y) < height / 2 - 8;
  });
};

/** The names that are missing among the texts of a map. On a narrow one a name of two forms may be the first alone. */
const missing = (places, { width, texts }, lang) => {
  const drawn = new Set(texts.map(({ text }) => text));
  const short = ({ name }) => (width < 480 ? name[lang].split(" / ")[0] : name[lang]);
  return places.filter((place) => !drawn.has(place.name[lang]) && !drawn.has(short(place))).map(({ name }) => name[lang]);
};

const WIDTHS = [320, 375, 768, 1040, 1400];

/** Looks at all pictures of the widget as they stand, and at the names on its map. */
const inspect = async (page, story, lang) => {
  await settled(page);
  const map = await drawnTexts(page, ".map");
  expect(faults(map), "on the map").toEqual([]);
  const places = placesInSight(story, (await state(page)).camera, map);
  expect(missing(places, map, lang), "names that are missing").toEqual([]);
  return places.length;
};

for (const width of WIDTHS) {
  for (const [lang, theme] of width === 1040 || width === 375 ? [["en", "light"], ["en", "dark"], ["fr", "light"]] : [["en", "light"]]) {
    test(`at ${width} px (${lang}, ${theme}) no label of the map collides and every place in sight has its name`, async ({ page, baseURL }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await watchTexts(page);
      if (lang !== "en") {
        await page.route((url) => url.pathname === "/", async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: (await response.text()).replace('data-lang="en"', `data-lang="${lang}"`) });
        });
      }
      await openDemo(page);
      expect((await state(page)).lang).toBe(lang);
      const story = await (await page.request.get(new URL("demo/karabakh-2020.json", baseURL).href)).json();
      // The opening view shows where every event is.
      expect(await inspect(page, story, lang)).toBeGreaterThanOrEqual(8);
    });
  }

  test(`at ${width} px no label of the timeline or of the tolls collides`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await watchTexts(page);
    await openDemo(page);
    const [axis, chart] = [await drawnTexts(page, ".axis"), await drawnTexts(page, ".chart")];
    expect(axis.texts.length).toBeGreaterThan(10);
    expect(chart.texts.length).toBeGreaterThan(5);
    expect({ axis: faults(axis), chart: faults(chart) }).toEqual({ axis: [], chart: [] });
  });
}

test("labels do not collide and places keep their names when the map is zoomed and moved", async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 768, height: 900 });
  await watchTexts(page);
  await openDemo(page);
  const story = await (await page.request.get(new URL("demo/karabakh-2020.json", baseURL).href)).json();
  const opening = (await state(page)).camera.zoom;
  const wrong = [];
  let seen = 0;
  for (const zoom of [6, 6.5, 7, 7.5, 8, 8.5, 9, 10, 11]) {
    for (const [lon, lat] of [[46.75, 40.1], [46.94, 40.34], [46.75, 39.8]]) {
      await call(page, "setCamera", { lon, lat, zoom });
      await widget(page).evaluate(() => new Promise(requestAnimationFrame));
      const map = await drawnTexts(page, ".map");
      // Much further out than the story opens only its main places are sure of their names.
      const far = zoom < opening - 0.75;
      const places = placesInSight(story, { lon, lat, zoom }, map).filter(({ rank }) => !far || rank <= 1);
      const names = missing(places, map, "en").map((name) => `"${name}" is missing`);
      seen += places.length;
      wrong.push(...[...faults(map), ...names].map((fault) => `zoom ${zoom} at ${lon},${lat}: ${fault}`));
    }
  }
  expect(wrong).toEqual([]);
  expect(seen).toBeGreaterThan(150);
});

// -------------------------------------------------------------------------------------------------- committed pictures

/** Puts a picture into an empty page and measures its texts there. */
const measureSvg = (page, svg) =>
  page.evaluate((svg) => {
    document.body.innerHTML = svg;
    const picture = document.body.querySelector("svg");
    const texts = [...picture.querySelectorAll("text")].map((element) => {
      const { x, y, width, height } = element.getBBox();
      return { text: element.textContent, left: x, right: x + width, top: y, bottom: y + height };
    });
    const { width, height } = picture.viewBox.baseVal;
    return { width, height, texts };
  }, svg);

/** The line box is higher than the ink: names above one another may share what no letter reaches, a fifth of it. */
const shrunk = ({ width, height, texts }) => ({
  width, height,
  texts: texts.map((box) => {
    const slack = (box.bottom - box.top) / 5;
    return { ...box, top: box.top + slack, bottom: box.bottom - slack };
  }),
});

for (const kind of ["map", "timeline", "tolls"]) {
  test(`no two texts of a committed picture of the ${kind} collide`, async ({ page }) => {
    await page.goto("about:blank");
    const files = readdirSync(GOLDEN).filter((name) => name.startsWith(kind) && name.endsWith(".svg") && !name.includes(".changed."));
    expect(files.length).toBeGreaterThan(3);
    const wrong = [];
    let measured = 0;
    for (const name of files) {
      const picture = await measureSvg(page, readFileSync(new URL(name, GOLDEN), "utf8"));
      measured += picture.texts.length;
      wrong.push(...faults(shrunk(picture)).map((fault) => `${name}: ${fault}`));
    }
    expect(measured).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
}

test("no two texts of the poster collide and it names every place in sight", async ({ page, baseURL }) => {
  const svg = await (await page.request.get(new URL("demo/poster.svg", baseURL).href)).text();
  const story = await (await page.request.get(new URL("demo/karabakh-2020.json", baseURL).href)).json();
  await page.goto("about:blank");
  const picture = await measureSvg(page, svg);
  expect(faults(shrunk(picture))).toEqual([]);
  const drawn = picture.texts.map(({ text }) => text);
  for (const name of ["Karabakh", "Terter / Tartar", "Talish", "Stepanakert / Khankendi"]) expect(drawn).toContain(name);
  const known = story.places.map(({ name }) => name.en).filter((name) => drawn.includes(name));
  expect(known.length).toBeGreaterThanOrEqual(8);
});
