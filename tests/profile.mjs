// Paints the first picture in a page that exists only in memory, and writes down which stretches of the wasm ran.
//
// `node profile.mjs JOB`, where JOB is a JSON file: `glue` (defines `bindings`), `wasm` (sets a byte for each stretch
// that runs, `count` of them from `base` on), `stories` (each with `story` and `pack`), `languages`, `output`. Nothing is
// measured or drawn here: sizes are about those a layout would give, and a canvas takes every call and does nothing.

import { readFileSync, writeFileSync } from "node:fs";
import { GlobalRegistrator } from "@happy-dom/global-registrator";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const module = new WebAssembly.Module(readFileSync(job.wasm));
const bindings = new Function("guardExports", `${readFileSync(job.glue, "utf8")}\nreturn bindings;`)((exports) => exports);

GlobalRegistrator.register({ url: "http://localhost/", width: 1280, height: 900 });

/** What is being painted: `lang`, `width`, `height` of the map, `dark`, `theme`. */
let scene;

/** Makes `instanceof` hold for stand-ins. */
const stands = (holds) => class { static [Symbol.hasInstance](value) { return holds(value); } };

globalThis.Window = stands((value) => value === globalThis || value === globalThis.window);

/** The size a layout would give an element, from the widget's own classes. */
const size = (element) => {
  // As it is laid out now, which may not be for the room there is.
  const wide = element.closest(".wide") !== null;
  if (element.classList.contains("map")) return [scene.width * (wide ? 0.62 : 1), scene.height ?? (wide ? 520 : Math.max(300, scene.width * 0.6))];
  return [scene.width, element.tagName === "CANVAS" ? 200 : 160];
};
const box = (element) => {
  const [width, height] = size(element);
  return { x: 0, y: 0, left: 0, top: 0, right: width, bottom: height, width, height };
};
Element.prototype.getBoundingClientRect = function () {
  return box(this);
};
for (const [name, at] of [["clientWidth", 0], ["clientHeight", 1], ["offsetWidth", 0], ["offsetHeight", 1]]) {
  Object.defineProperty(HTMLElement.prototype, name, { get() { return size(this)[at]; }, configurable: true });
}

const canvas = new Proxy(
  { measureText: (text) => ({ width: text.length * 6.5 }) },
  { get: (target, key) => target[key] ?? (() => undefined), set: () => true },
);
HTMLCanvasElement.prototype.getContext = () => canvas;
globalThis.CanvasRenderingContext2D = stands((value) => value === canvas);

/** Those who watch sizes: told when they begin, and when the scene changes. */
const watchers = new Set();
globalThis.ResizeObserver = class {
  #elements = [];
  #told;
  constructor(told) {
    this.#told = told;
    watchers.add(this);
  }
  observe(element) {
    this.#elements.push(element);
    setTimeout(() => this.tell());
  }
  disconnect() {
    watchers.delete(this);
  }
  tell() {
    if (watchers.has(this)) this.#told(this.#elements.map((target) => ({ target, contentRect: box(target) })), this);
  }
};

const queries = new Set();
globalThis.matchMedia = globalThis.window.matchMedia = (media) => {
  const query = Object.assign(new EventTarget(), { media });
  Object.defineProperty(query, "matches", { get: () => Boolean(scene.dark) && media.includes("dark") });
  queries.add(query);
  return query;
};
globalThis.MediaQueryList = stands((value) => queries.has(value));

/** Lets timers, frames and promises run. */
const settle = async () => {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setTimeout(resolve, 4));
};

const ran = new Uint8Array(job.count);

/** Two widgets in an instance of their own, from nothing to the first picture, and on to what `then` does to one. */
const paint = async ({ story, pack }, options, then) => {
  scene = options;
  const { imports, start, mount, writeAnew } = bindings();
  const instance = new WebAssembly.Instance(module, imports);
  start(instance);
  writeAnew(true);
  let painted = 0;
  const input = {
    story: typeof story === "string" ? JSON.parse(readFileSync(story, "utf8")) : story,
    pack: pack && new Uint8Array(readFileSync(pack)),
    messages: JSON.parse(readFileSync(job.languages[options.lang], "utf8")),
    lang: options.lang,
    theme: options.theme ?? "auto",
    headingLevel: 2,
  };
  const widget = () => {
    const host = document.createElement("div");
    document.body.append(host);
    const root = document.createElement("div");
    host.attachShadow({ mode: "open" }).append(root);
    const handle = mount(root, input, (kind) => {
      painted += kind === "painted";
    });
    handle.start();
    return handle;
  };
  const [handle] = [widget(), widget()];
  await settle();
  if (painted !== 2) throw new Error(`no picture (${JSON.stringify(options)})`);
  if (then) await then(handle, input, handle.state());
  else {
    // Another size and other colours: the widget says so, and waits for the second part.
    scene = { ...options, width: options.width - 60, dark: !options.dark };
    for (const watcher of [...watchers]) watcher.tell();
    for (const query of queries) query.dispatchEvent(new Event("change"));
    await settle();
  }
  new Uint8Array(instance.exports.memory.buffer, job.base, job.count).forEach((mark, at) => {
    ran[at] |= mark;
  });
  document.body.replaceChildren();
};

/** A story of another kind from the same file: other words of the format, another part of the world, no base map. */
const another = ({ story }) => {
  const made = JSON.parse(readFileSync(story, "utf8"));
  const cycle = (list) => {
    let at = 0;
    return () => list[at++ % list.length];
  };
  const kind = cycle(["fighting", "territory", "losses", "equipment", "displacement", "statement", "diplomacy", "political", "other"]);
  const stance = cycle(["asserts", "asserts", "confirms", "denies", "asserts"]);
  const when = cycle(["2021-03-04", "2021-03-04T14:30+01:00", "2021-03-05/2021-03-07", "2021-03", "2021-03-06T08:00Z", "2021-03-05~"]);
  const qualifier = cycle(["exact", "at-least", "about", "up-to"]);
  const measure = cycle(["killed", "wounded", "killed", "displaced"]);
  for (const place of made.places) {
    if ("lon" in place) place.lon -= 60;
    delete place.area;
  }
  made.areas = [];
  made.asOf = "2021-03-08T00:00:00+01:00";
  for (const event of made.events) {
    if (event.background) continue;
    event.kind = kind();
    event.when = { edtf: when() };
    for (const claim of event.claims) {
      claim.stance = stance();
      claim.said = { edtf: when() };
      for (const figure of claim.figures ?? []) Object.assign(figure, { measure: measure(), qualifier: qualifier() });
    }
  }
  return { story: made, pack: null };
};

for (const story of [...job.stories, ...job.stories.map(another)]) {
  for (const lang of Object.keys(job.languages)) {
    // Every layout in one language; the others differ in words alone.
    const widths = lang === "en" ? [1280, 1040, 768, 560, 375, 340, 320] : [1040, 375];
    for (const width of widths) await paint(story, { lang, width, dark: width === 560 });
    const heights = lang === "en" ? [330, 380, 440, 500, 560, 640, 700] : [];
    for (const height of heights) for (const width of [1040, 375]) await paint(story, { lang, width, height });
    await paint(story, { lang, width: 1040, theme: "dark" });
    // The page may ask before the reader acts. What it wants changed waits for the second part.
    await paint(story, { lang, width: 1040 }, (handle) => handle.state());
  }
}
writeFileSync(job.output, ran);
// What the widgets wait for would keep this going.
process.exit(0);
