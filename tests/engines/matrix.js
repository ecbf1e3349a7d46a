// Articles of every sort, in which each choice of a publisher or a reader meets each other one (embed.md 4, 19, 21, 30-34, 38,
// 81, 84): a sample in which every pair occurs, or all of them.
import { missing, pairwise, product } from "./pairs.js";
import { ask, click, drawn, must, mustBe, same, unrest, until } from "./page.js";
import { SCRIPT, STORY } from "./server.js";

/** What is asked of a view, and what its state says of it. */
const STATES = {
  opens: { wanted: { selected: null, matched: 7 } },
  "an event": { act: (host) => host.chronocarte.select("footage"), wanted: { selected: "footage", matched: 7 } },
  "a time": {
    act: (host) => host.chronocarte.setTime("2020-09-27T00:00:00+04:00", "2020-09-27T20:00:00Z"),
    wanted: { selected: null, matched: 4, time: { from: "2020-09-26T20:00:00Z", to: "2020-09-27T20:00:00Z" } },
  },
  "a filter": {
    act: (host) => host.chronocarte.setFilter({ hiddenKinds: ["fighting"] }),
    wanted: { selected: null, matched: 5, filter: { hiddenSides: [], hiddenKinds: ["fighting"], hiddenStandings: [], hiddenMeasures: [], hiddenSources: [], search: "" } },
  },
  "its sources": {
    act: (host) => host.shadowRoot.querySelector(".sources > summary").click(),
    wanted: { selected: null, matched: 7 },
    shown: ".sources[open] li",
  },
  "a sheet of choices": {
    act: (host) => host.shadowRoot.querySelector(".choices > button").click(),
    wanted: { selected: null, matched: 7 },
    shown: ".choices .sheet input",
  },
};
// How each is left, so that the next can begin.
const AFTER = (host) => {
  for (const part of host.shadowRoot.querySelectorAll("details[open]")) part.open = false;
  host.chronocarte.select(null);
  host.chronocarte.setTime(null, null);
  host.chronocarte.setFilter({});
};

const DIMENSIONS = {
  width: [280, 320, 375, 560, 768, 1040, 1600],
  state: Object.keys(STATES),
  carrier: ["container", "element", "script", "link", "query"],
  engine: ["chromium", "firefox", "webkit"],
  load: ["eager", "visible", "click"],
  theme: ["auto", "light", "dark"],
  scheme: ["light", "dark"],
  lang: ["en", "fr"],
};

const SAMPLE = pairwise(DIMENSIONS);
const forgotten = missing(DIMENSIONS, SAMPLE);
if (forgotten.length) throw new Error(`no row holds ${forgotten[0]}`);

const ROWS = process.env.CHRONOCARTE_FULL ? product(DIMENSIONS) : SAMPLE;

/** What a publisher writes, in each of the ways there are. */
const CARRIERS = {
  container: ({ lang, theme, load }) =>
    `<div class="chronocarte" data-story="${STORY}" data-lang="${lang}" data-theme="${theme}" data-load="${load}">${SCRIPT}</div>`,
  element: ({ lang, theme, load }) =>
    `<chrono-carte story="${STORY}" lang="${lang}" theme="${theme}" load="${load}"></chrono-carte>${SCRIPT}`,
  script: ({ lang, theme, load }) =>
    `<script async src="/chronocarte.js" data-story="${STORY}" data-lang="${lang}" data-theme="${theme}" data-load="${load}"></script>`,
  link: ({ lang, theme, load }) =>
    `<a class="chronocarte" href="${STORY}" data-lang="${lang}" data-theme="${theme}" data-load="${load}">Two days</a>${SCRIPT}`,
  query: ({ lang, theme, load }) =>
    `<script async src="/chronocarte.js?story=${STORY}&amp;lang=${lang}&amp;theme=${theme}&amp;load=${load}"></script>`,
};

/** An article with a screen or more above what it asks for, so that nothing is in sight at first. */
const articleOf = (page) => ({
  head: `<link rel="stylesheet" href="/room-${page.width}.css">`,
  body: `<svg width="10" height="3000"></svg><main>${CARRIERS[page.carrier](page)}</main><svg width="10" height="2000"></svg>`,
});

const stateOf = () => document.querySelector("[data-state]")?.dataset.state ?? null;
const WAITS = { eager: "ready", visible: "idle", click: "idle" };

/** Opens an article and brings its widget; what is wrong with that, as sentences. */
const bring = async (page, matrix, one) => {
  const since = matrix.log.length;
  await page.open(matrix.article(articleOf(one)));
  const state = () => ask(page, stateOf);
  const wrong = [await until("its state", state, (value) => value === WAITS[one.load])];
  const wasm = () => matrix.log.slice(since).some(({ path }) => path.endsWith(".wasm"));
  if (one.load !== "eager") wrong.push(must(!wasm(), "the wasm was asked for early"));
  await ask(page, () => {
    const host = document.querySelector("[data-state]");
    host.id = "one";
    host.scrollIntoView();
  });
  if (one.load === "click") await click(page, "button.start");
  wrong.push(await until("its state", state, (value) => value === "ready"));
  wrong.push(must(wasm(), "the wasm was not asked for"));
  const told = matrix.log.slice(since).filter(({ path, cookie, referer }) => !/spy|counts|room|chronocarte\.js/.test(path) && (cookie || referer));
  wrong.push(mustBe("told with a request", told, []));
  return wrong;
};

/** In the page: what there is to be seen of a view. */
const seen = (shown) => {
  const host = document.getElementById("one");
  const root = host.shadowRoot.querySelector(".widget");
  const { scrollWidth, clientWidth } = document.documentElement;
  return {
    state: host.chronocarte.state(),
    // The page holds a fixed room, wider than its window perhaps.
    sideways: scrollWidth - Math.max(clientWidth, host.offsetWidth),
    over: root.scrollWidth - host.clientWidth,
    width: host.getBoundingClientRect().width,
    colours: ["light", "dark"].filter((name) => root.classList.contains(name)).join(),
    paper: getComputedStyle(root).backgroundColor,
    scheme: getComputedStyle(root).colorScheme,
    likes: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    tongue: [root.lang, root.dir].join(),
    open: root.querySelectorAll(".event[aria-expanded=true]").length,
    parts: shown ? [...root.querySelectorAll(shown)].filter((element) => element.getClientRects().length).length : 1,
    foreign: performance.getEntriesByType("resource").filter(({ name }) => !name.startsWith(`${location.origin}/`) && !name.startsWith("data:")).length,
  };
};

/** Asks for a view and says what is wrong with it. */
const view = async (page, one) => {
  const { act, wanted, shown } = STATES[one.state];
  if (act) await page.read(`void (${act})(document.getElementById("one"))`);
  const right = (value) =>
    value && Object.entries(wanted).every(([name, is]) => same(value.state?.[name], is)) &&
    value.parts > 0 && value.open === Number(wanted.selected !== null);
  let found;
  const settles = await until("the view", async () => (found = await ask(page, seen, shown)), right, 5000);
  await drawn(page);
  found = await ask(page, seen, shown);
  const dark = one.theme === "dark" || (one.theme === "auto" && one.scheme === "dark");
  return [
    settles,
    mustBe("its state", Object.fromEntries(Object.keys(wanted).map((name) => [name, found.state[name]])), wanted),
    mustBe("its events", found.state.total, 7),
    mustBe("its language", [found.state.lang, found.tongue], [one.lang, `${one.lang},ltr`]),
    mustBe("its colours", [found.colours, found.paper, found.scheme], dark ? ["dark", "rgb(21, 23, 27)", "dark"] : ["light", "rgb(255, 255, 255)", "light"]),
    mustBe("what the reader likes", found.likes, one.scheme),
    mustBe("its width", found.width, one.width),
    must(found.sideways <= 0, `the page scrolls by ${found.sideways} px`),
    must(found.over <= 0, `the widget scrolls by ${found.over} px`),
    mustBe("requests to others", found.foreign, 0),
  ];
};

const named = (one, flaws) => flaws.filter(Boolean).map((flaw) => `${Object.values(one).join(", ")}: ${flaw}`);

/** One page for each of the sample; of all of them, one for those that differ by what a page can be told later. */
const run = (scheme) => async (page, { matrix, engine }) => {
  const rows = ROWS.filter((row) => row.engine === engine && row.scheme === scheme);
  const pages = new Map();
  for (const row of rows) {
    const { carrier, load, theme, lang } = row;
    const key = process.env.CHRONOCARTE_FULL ? [carrier, load, theme, lang].join() : Object.values(row).join();
    pages.set(key, [...(pages.get(key) ?? []), row]);
  }
  const wrong = [];
  for (const views of pages.values()) {
    const began = await bring(page, matrix, views[0]);
    wrong.push(...named(views[0], began));
    if (began.some(Boolean)) continue;
    for (const one of views) {
      if (one !== views[0]) {
        await page.read(`void (${AFTER})(document.getElementById("one"))`);
        await page.read(`void (document.querySelector("main").style.width = "${one.width}px")`);
      }
      wrong.push(...named(one, await view(page, one)));
    }
    wrong.push(...named(views[0], await unrest(page)));
  }
  if (process.env.CHRONOCARTE_FULL) console.error(`engines: ${engine}: ${rows.length} views on ${pages.size} pages`);
  return wrong;
};

const NAME = `${SAMPLE.length} articles: every pair of engine, language, theme, colours of the reader, width, loading, way to write it, and view`;
const OUTCOME = "run";
const patience = process.env.CHRONOCARTE_FULL ? 1_200_000 : 120_000;

export const MATRIX = [
  { name: NAME, outcome: OUTCOME, patience, run: run("light") },
  { name: NAME, outcome: OUTCOME, patience, browser: { dark: true, zone: "Pacific/Kiritimati" }, run: run("dark") },
];
