// The loader: finds the containers in an article, keeps their fallback until the widget has painted, and gives the
// fallback back whenever something goes wrong.
//
// This is the body of a function. `cargo xtask build` puts two things in front of it, `MANIFEST` (the version, and the
// hashed names and integrity values of the other files) and `wasm_bindgen` (the glue), and wraps the three, so that
// the one classic script a publisher includes leaves nothing behind but `window.chronocarte`.

const NAME = "chronocarte";
const SELECTOR = "div.chronocarte[data-story]";
const LINK = "data-chronocarte-event";

/** Where the other files are. A script that was moved into a module or rewritten has no `currentScript`. */
const BASE = (document.currentScript ?? document.querySelector('script[src*="chronocarte"]'))?.src || document.baseURI;

/** The sheet of every shadow root. The hidden fallback stays in the flow, so it goes on reserving the height. */
const CSS = `
:host { display: block }
:host([hidden]) { display: none }
.frame { position: relative; height: 100% }
.space { display: none }
.bare > .space { display: block; height: 640px }
.fixed { overflow: hidden }
.root { position: absolute; inset: 0; visibility: hidden; overflow: hidden }
.shown > slot { visibility: hidden }
.fixed.shown > slot { display: none }
.shown > .root { visibility: visible }
.start { position: absolute; inset-block-end: 8px; inset-inline-start: 8px; min-height: 44px; padding: 8px 16px;
  font: 600 16px/1.25 system-ui, sans-serif; color: #fff; background: #1d2b3a; border: 2px solid #fff; border-radius: 4px;
  cursor: pointer }
.start:focus-visible { outline: 3px solid #1d2b3a; outline-offset: 1px }
`;

/** A fallback lower than this, in px, is none: the widget then gets a room of its own (`.bare` above). */
const LEAST_HEIGHT = 160;

// ---------------------------------------------------------------------------------------------------- complaints

/** What stopped a widget: `code` is stable, `message` is for a person. */
class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

const said = new Set();

/** Says a thing on the console, once a page however many widgets it concerns. */
const warn = (message) => {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`${NAME}: ${message}`);
};

// ------------------------------------------------------------------------------------------------------- options

const text = (value) => String(value);
const oneOf = (...words) => (value) => (words.includes(value) ? value : undefined);
const whole = (low, high) => (value) => (/^\d{1,5}$/.test(value) && value >= low && value <= high ? +value : undefined);
const address = (value) => {
  try {
    const url = new URL(value, document.baseURI);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
};

/** Every option: its name in the markup, its default, and how a value is read; `undefined` is a wrong value. */
const OPTIONS = [
  ["story", null, address],
  ["lang", null, (value) => (/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(value) ? value : undefined)],
  ["theme", "auto", oneOf("auto", "light", "dark")],
  ["load", "visible", oneOf("visible", "click", "eager")],
  ["consent", null, oneOf("required")],
  ["view", null, text],
  ["names", null, text],
  ["boundaries", null, text],
  ["basemap", null, address],
  ["heading-level", 2, whole(1, 6)],
  ["height", null, whole(LEAST_HEIGHT, 4000)],
];

/** The options of a container: those given by call, else its attributes, else the defaults. */
const read = (host, given) =>
  Object.fromEntries(
    OPTIONS.map(([name, standard, parse]) => {
      const raw = given[name] ?? host.getAttribute(`data-${name}`);
      if (raw === null || raw === "") return [name, standard];
      const value = parse(String(raw));
      if (value === undefined) {
        warn(`${name}="${String(raw).slice(0, 80)}" is not a value of this option, using ${standard ?? "none"}`);
      }
      return [name, value ?? standard];
    }),
  );

/** The best language there is: the one asked for, else the one of the text around, else English. */
const language = (host, option) => {
  const tags = Object.keys(MANIFEST.lang);
  const wishes = [option, host.closest("[lang]")?.lang, "en"];
  for (const wish of wishes.filter(Boolean)) {
    const parts = wish.toLowerCase().split("-");
    for (; parts.length; parts.pop()) {
      const found = tags.find((tag) => tag.toLowerCase() === parts.join("-"));
      if (found) return found;
    }
  }
  return tags[0] ?? "en";
};

// ------------------------------------------------------------------------------------------------------ requests

/** Fetches without cookies and without saying from where; anything but success is a failure of the given code. */
const get = async (code, url, { signal, integrity = "" } = {}) => {
  let problem;
  try {
    const response = await fetch(url, { signal, integrity, credentials: "omit", referrerPolicy: "no-referrer" });
    if (response.ok) return response;
    problem = `answered ${response.status}`;
  } catch (error) {
    problem = `could not be fetched (${error.message})`;
  }
  throw new Failure(code, `${url} ${problem}`);
};

const json = async (code, url, options) => {
  const body = await (await get(code, url, options)).text();
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Failure(code, `${url} is not JSON (${error.message})`);
  }
};

/** The language files that were asked for, by tag. */
const languages = {};
const messages = (tag) => {
  const file = MANIFEST.lang[tag];
  if (!file) return {};
  languages[tag] ??= json("language", new URL(file.url, BASE), file).catch((error) => {
    delete languages[tag];
    throw error;
  });
  return languages[tag];
};

/** The base map the story names, beside it or in the folder of the `basemap` option; `null` where there is none. */
const pack = async (story, storyUrl, folder, signal) => {
  if (typeof story?.basemap !== "string") return null;
  try {
    const url = folder
      ? new URL(story.basemap.split("/").pop(), folder.href.replace(/\/?$/, "/"))
      : new URL(story.basemap, storyUrl);
    // The publisher chose the origin of the story; whoever wrote the story does not choose another.
    if (!folder && url.origin !== storyUrl.origin) throw new Error("another origin than the story's");
    return new Uint8Array(await (await get("basemap", url, { signal })).arrayBuffer());
  } catch (error) {
    if (!signal.aborted) warn(`no base map: ${error.message}`);
    return null;
  }
};

/** The story and its base map. */
const material = async (url, folder, signal) => {
  const story = await json("story", url, { signal });
  return { story, pack: await pack(story, url, folder, signal) };
};

// -------------------------------------------------------------------------------------------------------- engine

const supported = () =>
  typeof WebAssembly === "object" && "adoptedStyleSheets" in Document.prototype && "attachShadow" in Element.prototype;

/** The failure after which nothing may enter the wasm again. */
let dead = null;
/** Calls of this script, as against those of event listeners, that are inside the wasm. */
let depth = 0;

/** One compiled module and one instance a page, whatever the number of widgets. */
let starting;
const engine = () =>
  (starting ??= start().catch((error) => {
    // A line that failed may work for the next widget; what the browser or the page refuses, it refuses for good.
    if (error.code === "wasm") starting = undefined;
    throw error;
  }));

const start = async () => {
  if (!supported()) throw new Failure("unsupported", "this browser is too old for the widget");
  const { url, integrity } = MANIFEST.wasm;
  const response = await get("wasm", new URL(url, BASE), { integrity });
  // Streaming refuses every other type, in every browser.
  const streams = response.headers.get("content-type")?.trim().toLowerCase() === "application/wasm";
  let module;
  try {
    module = await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (error) {
    // A network or integrity error shows only now, while the body is read.
    if (!(error instanceof WebAssembly.CompileError)) throw new Failure("wasm", `${url}: ${error.message}`);
    throw /policy|csp|unsafe-eval|embedder/i.test(error.message)
      ? new Failure("csp-wasm", "the page's policy refuses WebAssembly: add 'wasm-unsafe-eval' to its script-src")
      : new Failure("unsupported", `this browser cannot compile the widget (${error.message})`);
  }
  try {
    await wasm_bindgen({ module_or_path: module });
  } catch (error) {
    throw new Failure("trap", `the widget did not start (${error.message})`);
  }
  return wasm_bindgen;
};

/**
 * The exports of the instance with a guard around each function; the glue calls this.
 *
 * Whatever escapes from an export leaves the instance in the middle of something: nothing may enter it again. Calls by
 * the loader see the error; calls by event listeners end quietly, since the one line on the console has said it.
 */
function guardExports(exports) {
  const guarded = {};
  for (const [name, value] of Object.entries(exports)) {
    guarded[name] =
      typeof value !== "function"
        ? value
        : (...args) => {
            if (!dead) {
              try {
                return value(...args);
              } catch (error) {
                trap(error);
              }
            }
            if (depth) throw dead;
          };
  }
  return guarded;
}

const trap = (error) => {
  if (dead) return;
  dead = new Failure("trap", `the widget stopped and the fallback is shown (${error?.message ?? error})`);
  // Later, for this runs in the middle of a call.
  queueMicrotask(() => [...widgets.values()].forEach((widget) => widget.fail(dead)));
};

/** Calls into the wasm. */
const enter = (call) => {
  depth += 1;
  try {
    return call();
  } finally {
    depth -= 1;
  }
};

// ------------------------------------------------------------------------------------------------------- widgets

/** The widgets of the page by container, in the order in which they were found. */
const widgets = new Map();

let sheet;

class Widget {
  constructor(host, given) {
    this.host = host;
    this.options = read(host, given);
    this.cancelled = new AbortController();
    /** The event to select once the widget is ready. */
    this.wish = undefined;
    this.ready = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Whoever mounted by call has the promise; the page is told by an event.
    this.ready.catch(() => {});
  }

  /** Dresses the container and waits for what its options say. */
  begin() {
    this.state("idle");
    try {
      this.dress();
    } catch (error) {
      this.fail(new Failure("host", `a widget cannot live here (${error.message})`));
      return;
    }
    if (!this.options.story) this.fail(new Failure("story", "the container names no story"));
    else if (!supported()) this.fail(new Failure("unsupported", "this browser is too old for the widget"));
    else if (this.options.consent) this.awaitConsent();
    else this.awaitTurn();
  }

  state(name) {
    this.host.setAttribute("data-state", name);
  }

  emit(name, detail) {
    this.host.dispatchEvent(new CustomEvent(`${NAME}:${name}`, { detail, bubbles: true, composed: true }));
  }

  on(target, name, listener) {
    target.addEventListener(name, listener, { signal: this.cancelled.signal });
  }

  /** Makes the shadow root: the fallback goes on showing through a slot, the widget's root waits above it, unseen. */
  dress() {
    const { host } = this;
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
    }
    shadow.adoptedStyleSheets = [sheet];
    const element = (name, className) => Object.assign(document.createElement(name), { className });
    this.frame = element("div", "frame");
    this.root = element("div", "root");
    this.frame.append(document.createElement("slot"), element("div", "space"), this.root);
    shadow.replaceChildren(this.frame);
    this.measure();
  }

  /** Gives the widget a room of its own where the publisher named a height or the fallback reserves none. */
  measure() {
    const { height } = this.options;
    if (height) this.host.style.setProperty("height", `${height}px`);
    this.frame.classList.toggle("fixed", height !== null);
    this.frame.classList.remove("bare");
    this.frame.classList.toggle("bare", !height && this.host.getBoundingClientRect().height < LEAST_HEIGHT);
  }

  awaitConsent() {
    const grant = () => {
      if (!this.options.consent) return;
      this.button?.remove();
      this.options.consent = null;
      this.awaitTurn();
    };
    this.on(this.host, `${NAME}:consent`, grant);
    this.on(document, `${NAME}:consent`, grant);
    this.offer();
  }

  awaitTurn() {
    const { load } = this.options;
    if (load === "eager" || this.wish !== undefined) this.start();
    else if (load === "click") this.offer();
    else {
      // Within about one screen of being seen.
      const observer = new IntersectionObserver(
        (entries) => {
          if (entries.some((entry) => entry.isIntersecting)) this.start();
        },
        { rootMargin: "100% 0px" },
      );
      observer.observe(this.host);
      this.cancelled.signal.addEventListener("abort", () => observer.disconnect());
      this.observer = observer;
    }
  }

  /** Offers a button that starts the widget, over the fallback. */
  offer() {
    const file = MANIFEST.lang[language(this.host, this.options.lang)];
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "start";
    this.button.textContent = `${file?.start ?? "Load the interactive map"} (${MANIFEST.kilobytes} kB)`;
    this.on(this.button, "click", () => {
      this.options.consent = null;
      this.start();
    });
    this.frame.append(this.button);
  }

  async start() {
    if (this.started || this.options.consent) return;
    this.started = true;
    this.observer?.disconnect();
    this.button?.remove();
    this.state("loading");
    const { options, host } = this;
    const { signal } = this.cancelled;
    try {
      const lang = language(host, options.lang);
      const [wasm, words, { story, pack }] = await Promise.all([
        engine(),
        messages(lang),
        material(options.story, options.basemap, signal),
      ]);
      if (signal.aborted) return;
      if (dead) throw dead;
      this.measure();
      const input = {
        story,
        storyUrl: options.story.href,
        pack,
        messages: words,
        lang,
        theme: options.theme,
        view: fragment(this) ?? options.view,
        headingLevel: options["heading-level"],
        names: options.names,
        boundaries: options.boundaries,
      };
      this.inner = enter(() => wasm.mount(this.root, input, (kind, detail) => this.hear(kind, detail)));
    } catch (error) {
      if (signal.aborted) return;
      this.fail(error instanceof Failure ? error : new Failure(error?.code ?? "story", String(error?.message ?? error)));
    }
  }

  /** What the wasm tells. It is in the middle of a call, and a listener of the page may call it back: so, later. */
  hear(kind, detail) {
    queueMicrotask(() => {
      if (this.cancelled.signal.aborted || this.failed) return;
      if (kind === "painted") requestAnimationFrame(() => this.show());
      else if (kind === "error") this.complain(detail);
      else if (kind === "warning") warn(detail);
      else if (kind === "select") this.selected(detail);
      else if (kind === "change") this.emit("change", detail);
    });
  }

  complain({ code, message }) {
    // Before the first paint there is nothing to show; after it, the widget lives on.
    if (!this.handle) this.fail(new Failure(code, message));
    else this.emit("error", { code, message });
  }

  selected(detail) {
    this.current = detail?.event ?? null;
    markLinks();
    this.emit("select", detail ?? null);
  }

  /** Puts the widget in the place of the fallback, in one frame. */
  show() {
    if (this.cancelled.signal.aborted || this.failed || this.handle || !this.inner) return;
    this.frame.classList.add("shown");
    this.handle = handleOf(this);
    this.host.chronocarte = this.handle;
    this.state("ready");
    // A link may have selected an event before anybody could be told.
    this.current = this.handle.state()?.selected ?? null;
    markLinks();
    if (this.wish !== undefined) this.choose(this.wish);
    requestAnimationFrame(() => {
      if (this.cancelled.signal.aborted || this.failed) return;
      performance.mark(`${NAME}:ready`);
      this.emit("ready", null);
      this.resolve(this.handle);
    });
  }

  /** Selects the event that a phrase of the article names, now or once there is a widget. */
  choose(event) {
    this.wish = event;
    if (!this.handle) {
      this.start();
      return;
    }
    try {
      this.handle.select(event);
    } catch (error) {
      warn(error.message);
    }
  }

  /** Back to the fallback, for good. */
  fail(failure) {
    if (this.failed || this.cancelled.signal.aborted) return;
    this.failed = true;
    const { code, message } = failure;
    const refused = code === "unsupported" || code === "csp-wasm";
    this.undress();
    this.state(refused ? "fallback" : "error");
    warn(message);
    markLinks();
    this.emit("error", { code, message });
    this.reject(failure);
  }

  undress() {
    this.observer?.disconnect();
    const { inner } = this;
    this.inner = undefined;
    if (inner && !dead) {
      try {
        enter(() => inner.destroy());
      } catch {
        // The guard has taken note.
      }
    }
    delete this.host.chronocarte;
    if (this.options.height) this.host.style.removeProperty("height");
    if (!this.frame) return;
    this.frame.className = "frame";
    this.frame.replaceChildren(document.createElement("slot"));
  }

  /** Takes the widget away and leaves the container as it was found. */
  destroy() {
    if (widgets.get(this.host) !== this) return;
    widgets.delete(this.host);
    this.cancelled.abort();
    this.undress();
    this.host.removeAttribute("data-state");
    this.reject(new Failure("destroyed", "the widget was taken away"));
    markLinks();
  }
}

/** What a page holds of a widget. On a widget that has stopped every call does nothing. */
const handleOf = (widget) => {
  const call =
    (name) =>
    (...args) => {
      try {
        return widget.inner && !dead ? enter(() => widget.inner[name](...args)) : undefined;
      } catch (error) {
        // A refusal, a date that is none for example, is for the caller; a trap has been dealt with.
        if (error !== dead) throw error instanceof Error ? error : new Error(error);
        return undefined;
      }
    };
  const names = ["state", "select", "setTime", "setAsOf", "setFilter", "setCamera", "update"];
  const calls = names.map((name) => [name, call(name)]);
  return Object.freeze({ ...Object.fromEntries(calls), destroy: () => widget.destroy() });
};

/** The view in the page's address; it belongs to the first widget. */
const fragment = (widget) => {
  const [first] = widgets.values();
  const [, view] = /^#chronocarte=(.+)$/.exec(location.hash) ?? [];
  return first === widget ? view : undefined;
};

// ------------------------------------------------------------------------------------------- the article's text

/** The widget that a phrase of the article belongs to. */
const widgetOf = (link) => {
  const name = link.getAttribute("data-chronocarte-for");
  if (name) return widgets.get(document.getElementById(name));
  return [...widgets.values()].find((widget) => !widget.failed);
};

/** Phrases that this script made into buttons. */
const buttons = new WeakSet();

/** Makes phrases controls while there is something to control, and marks those whose event is selected. */
const markLinks = () => {
  for (const link of document.querySelectorAll(`[${LINK}]`)) {
    const widget = widgetOf(link);
    const live = widget && !widget.failed;
    if (live && !link.matches("a[href], button, [role], [tabindex]")) {
      buttons.add(link);
      link.setAttribute("role", "button");
      link.tabIndex = 0;
    } else if (!live && buttons.delete(link)) {
      link.removeAttribute("role");
      link.removeAttribute("tabindex");
    }
    const current = live && widget.handle && widget.current === link.getAttribute(LINK);
    if (current) link.setAttribute("aria-current", "true");
    else if (link.hasAttribute("aria-current")) link.removeAttribute("aria-current");
  }
};

const follow = (event) => {
  const link = event.target instanceof Element ? event.target.closest(`[${LINK}]`) : null;
  const widget = link && widgetOf(link);
  // Without consent a link is what it is without script.
  if (!widget || widget.failed || widget.options.consent || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.type === "keydown") {
    // Links and buttons turn the key into a click by themselves.
    if (event.target !== link || link.matches("a[href], button, input, summary")) return;
    if (event.key !== "Enter" && event.key !== " ") return;
  }
  event.preventDefault();
  widget.choose(link.getAttribute(LINK));
  const { top, bottom } = widget.host.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) widget.host.scrollIntoView({ block: "nearest" });
};

// ------------------------------------------------------------------------------------------------------ the page

/** The widget of a container, made where there is none. */
const widgetFor = (host, given = {}) => {
  if (!widgets.has(host)) {
    const widget = new Widget(host, given);
    widgets.set(host, widget);
    widget.attached = host.isConnected;
    widget.begin();
  }
  return widgets.get(host);
};

/** Starts what came into the page and ends what left it. */
const scan = () => {
  for (const [host, widget] of [...widgets]) {
    if (host.isConnected) widget.attached = true;
    else if (widget.attached) widget.destroy();
  }
  for (const host of document.querySelectorAll(SELECTOR)) widgetFor(host);
  if (widgets.size) markLinks();
};

const mount = async (element, options = {}) => {
  if (!(element instanceof Element)) throw new TypeError(`${NAME}: mount needs an element`);
  const names = OPTIONS.map(([name]) => name);
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) warn(`there is no option ${name}`);
  }
  return widgetFor(element, options).ready;
};

const present = window[NAME];
if (present?.versions) {
  // The first script of a page serves it; every other only says that it was there.
  if (!present.versions.includes(MANIFEST.version)) present.versions.push(MANIFEST.version);
} else {
  window[NAME] = Object.freeze({ version: MANIFEST.version, versions: [MANIFEST.version], mount });
  document.addEventListener("click", follow);
  document.addEventListener("keydown", follow);
  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  scan();
}
