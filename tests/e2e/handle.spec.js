// What a page may ask of a widget: every call of the handle, and that the published types are true to it.
import { readFile } from "node:fs/promises";

import { SCRIPT, STORY, container, expect, fallback, listen, reaches, test } from "./page.js";
import { settled, state } from "./reader.js";

const opened = async ({ page, article }) => {
  await article(container({ attributes: 'data-load="eager"' }));
  await reaches(page, "ready");
};

/** Calls the handle; what it threw, as text, or `null`. */
const call = async (page, name, ...args) => {
  const thrown = await page.evaluate(([name, args]) => {
    try {
      const answer = document.getElementById("one").chronocarte[name](...args);
      return answer === undefined ? null : `answered ${answer}`;
    } catch (error) {
      return error instanceof Error ? error.message : `not an error: ${error}`;
    }
  }, [name, args]);
  await settled(page);
  return thrown;
};

test("every call does what it says and answers nothing", async ({ page, article }) => {
  await opened({ page, article });
  expect(await call(page, "select", "footage")).toBeNull();
  expect((await state(page)).selected).toBe("footage");
  expect(await call(page, "select", null)).toBeNull();
  expect((await state(page)).selected).toBeNull();
  expect(await call(page, "setTime", "2020-09-27T00:00:00+04:00", Date.UTC(2020, 8, 27, 20))).toBeNull();
  expect((await state(page)).time).toEqual({ from: "2020-09-26T20:00:00Z", to: "2020-09-27T20:00:00Z" });
  expect((await state(page)).matched).toBe(4);
  expect(await call(page, "setTime", null, null)).toBeNull();
  expect((await state(page)).matched).toBe(7);
  expect(await call(page, "setAsOf", "2020-09-28T10:00:00Z")).toBeNull();
  expect((await state(page)).asOf).toBe("2020-09-28T10:00:00Z");
  expect(await call(page, "setFilter", { hiddenSides: ["third", "nobody"] })).toBeNull();
  expect((await state(page)).filter).toEqual({
    hiddenSides: ["third"], hiddenKinds: [], hiddenStandings: [], hiddenMeasures: [], hiddenSources: [], search: "",
  });
  expect(await call(page, "setFilter", {})).toBeNull();
  expect((await state(page)).filter.hiddenSides).toEqual([]);
  expect(await call(page, "setCamera", { lon: 46.5, lat: 40, zoom: 9 })).toBeNull();
  expect(await call(page, "setCamera", { zoom: 8 })).toBeNull();
  expect((await state(page)).camera).toEqual({ lon: 46.5, lat: 40, zoom: 8 });
});

/** Calls that make no sense, and a word of what is said of them. */
const NONSENSE = [
  ["select", ["nobody"], "no event"],
  ["select", [{}], "no event"],
  ["select", [17], "no event"],
  ["setTime", ["tomorrow", null], ""],
  ["setTime", ["2020-09-28T00:00:00Z", "2020-09-27T00:00:00Z"], "after"],
  ["setTime", [{}, []], "ISO 8601"],
  ["setAsOf", ["2020-13-45"], ""],
  ["setAsOf", ["", ""], ""],
  ["setCamera", [{ lat: 91 }], "Earth"],
  ["setCamera", [{ lon: "east" }], "Earth"],
  ["setCamera", [{ zoom: "NaN" }], "Earth"],
  ["setAsOf", [-9e18], "ISO 8601"],
  ["setFilter", [null], "expected an object"],
  ["setFilter", ["text"], "expected an object"],
  ["setFilter", [{ foo: 1 }], '"foo" is no part of a filter'],
  ["setFilter", [{ hiddenSides: "az" }], "hiddenSides: expected a list"],
  ["setFilter", [{ hiddenKinds: ["xx"] }], 'there is no "xx"'],
  ["setFilter", [{ hiddenKinds: ["fighting"], search: 5 }], "search: expected a text"],
  ["setCamera", ["x"], "expected an object"],
  ["setCamera", [{ longitude: 46 }], "expected an object"],
  ["update", [{}], "no events"],
  ["update", [null], ""],
  ["update", ["text"], ""],
  ["update", [{ events: [], more: JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`) }], "deeper than 64"],
];

test("a call that makes no sense throws an error that says why, and changes nothing", async ({ page, article }) => {
  await opened({ page, article });
  await call(page, "select", "footage");
  const before = await state(page);
  for (const [name, args, words] of NONSENSE) {
    const said = await call(page, name, ...args);
    expect(said, `${name}(${JSON.stringify(args)})`).toEqual(expect.stringContaining(words));
    expect(said).not.toMatch(/^(answered|not an error)/);
    expect(await state(page), `after ${name}(${JSON.stringify(args)})`).toEqual(before);
  }
});

test("a moment may be given to the minute, and a day is its end in the story's zone", async ({ page, article }) => {
  await opened({ page, article });
  await call(page, "select", null);
  for (const [given, asOf] of [["2020-09-28T08:00Z", "2020-09-28T08:00:00Z"], ["2020-09-27", "2020-09-27T19:59:59Z"]]) {
    await expect.poll(async () => (await call(page, "setAsOf", given), (await state(page)).asOf)).toBe(asOf);
  }
});

test("mounting with something that is no options is refused in words", async ({ page, article }) => {
  await opened({ page, article });
  const said = await page.evaluate(() => window.chronocarte.mount(document.createElement("div"), "story.json").catch(String));
  expect(said).toContain("mount(element, options): expected an object of options");
  expect(await page.evaluate(() => window.chronocarte.mount(document.createElement("div"), null).catch(String))).toContain("expected an object");
});

test("a value that holds itself is refused, not followed for ever", async ({ page, article }) => {
  await opened({ page, article });
  // The first call of all may have to wait for the rest of the wasm; what is wrong with it is said on the console then.
  await call(page, "select", "clashes");
  await expect.poll(() => state(page).then(({ selected }) => selected)).toBe("clashes");
  const said = await page.evaluate(() => {
    const story = { events: [] };
    story.more = story;
    try {
      document.getElementById("one").chronocarte.update(story);
      return null;
    } catch (error) {
      return error.message;
    }
  });
  expect(said).toContain("deeper than 64");
  await call(page, "select", "footage");
  expect((await state(page)).selected).toBe("footage");
});

test("a newer story keeps what is looked at, and what is wrong with it is said once", async ({ page, article, baseURL, expected }) => {
  const story = await (await page.request.get(new URL(STORY, baseURL).href)).json();
  expected.console.push(/^warning: chronocarte: .*\/events\/1\/where/);
  await opened({ page, article });
  await call(page, "select", "footage");
  story.events[1].where = { place: "atlantis" };
  story.events.push({ ...story.events[2], id: "new-one" });
  expect(await call(page, "update", story)).toBeNull();
  expect(await call(page, "update", story)).toBeNull();
  expect(await state(page)).toMatchObject({ total: 8, selected: "footage" });
});

test("a handle of a widget that is gone does nothing, however often", async ({ page, article }) => {
  await opened({ page, article });
  const answers = await page.evaluate(() => {
    const { chronocarte } = document.getElementById("one");
    chronocarte.destroy();
    return [chronocarte.state(), chronocarte.select("footage"), chronocarte.update({}), chronocarte.destroy()].map(String);
  });
  expect(answers).toEqual(["undefined", "undefined", "undefined", "undefined"]);
  await expect(fallback(page)).toBeVisible();
});

test("a page may call back, and even destroy, from within every event", async ({ page, article }) => {
  const heard = await listen(page);
  await opened({ page, article });
  await page.evaluate(() => {
    const host = document.getElementById("one");
    host.addEventListener("chronocarte:change", () => host.chronocarte?.setCamera({ zoom: 9 }), { once: true });
    host.addEventListener("chronocarte:select", () => host.chronocarte.destroy());
    host.chronocarte.select("footage");
  });
  await expect(page.locator("#one")).not.toHaveAttribute("data-state");
  await expect(fallback(page)).toBeVisible();
  expect((await heard()).map(({ name }) => name)).not.toContain("error");
});

test("a promise of mount ends when its container goes", async ({ page, article }) => {
  await article(`<div id="one"></div>${SCRIPT}`);
  await page.waitForFunction(() => window.chronocarte);
  const code = await page.evaluate(async (story) => {
    const host = document.getElementById("one");
    const promise = window.chronocarte.mount(host, { story, load: "click" });
    setTimeout(() => host.remove(), 50);
    return promise.catch((failure) => failure.code);
  }, STORY);
  expect(code).toBe("destroyed");
});

test("mount refuses what is no element, and stories without an address", async ({ page, article, expected }) => {
  expected.console.push(/^warning: chronocarte: /);
  await article(`<div id="one"></div>${SCRIPT}`);
  await page.waitForFunction(() => window.chronocarte);
  const said = await page.evaluate(() => Promise.all([
    window.chronocarte.mount(null).catch((error) => error.message),
    window.chronocarte.mount(document.getElementById("one")).catch((error) => error.code),
    window.chronocarte.mount(document.getElementById("one"), { story: "javascript:1" }).catch((error) => error.code),
  ]));
  expect(said).toEqual(["chronocarte: mount needs an element", "story", "story"]);
});

test("the published types name what there is, and nothing else", async ({ page, article, baseURL }) => {
  const types = await (await page.request.get(new URL("chronocarte.d.ts", baseURL).href)).text();
  const members = (name) => {
    const [, body] = new RegExp(`interface ${name} \\{\\n([^]*?)\\n\\}`).exec(types);
    return [...body.matchAll(/^ {2}(?:readonly )?"?([\w-]+)"?[?(:]/gm)].map(([, member]) => member).sort();
  };
  await opened({ page, article });
  const real = await page.evaluate(() => {
    const { chronocarte } = document.getElementById("one");
    const { filter, camera, ...rest } = chronocarte.state();
    return {
      Chronocarte: Object.keys(window.chronocarte),
      ChronocarteHandle: Object.keys(chronocarte),
      ChronocarteState: Object.keys({ filter, camera, ...rest }),
      ChronocarteFilter: Object.keys(filter),
      ChronocarteCamera: Object.keys(camera),
    };
  });
  for (const [name, keys] of Object.entries(real)) expect(members(name), name).toEqual(keys.sort());
  // Options and codes are words in the loader's source.
  const read = (part) => readFile(new URL(`../../static/loader/${part}.js`, import.meta.url), "utf8");
  const [options, ...parts] = await Promise.all(["options", "requests", "engine", "widget"].map(read));
  const names = [...options.matchAll(/^ {2}\["([a-z-]+)", /gm)].map(([, name]) => name);
  expect(members("ChronocarteOptions")).toEqual(names.sort());
  const codes = new Set([...parts.join("").matchAll(/(?:new Failure|json|await get)\("([a-z-]+)"/g)].map(([, code]) => code));
  codes.delete("basemap");
  const [, union] = /code:([^]*?)\(string/.exec(types);
  expect([...union.matchAll(/\| "([a-z-]+)"/g)].map(([, code]) => code).sort()).toEqual([...codes].sort());
});
