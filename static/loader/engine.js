// The wasm: two modules and one instance a page, and the end of both.
//
// The first module paints; what is needed once somebody acts is in the second, which is fetched at the first sign of
// it. Acts that come before it is there are held and done then.

const supported = () =>
  typeof WebAssembly === "object" && "adoptedStyleSheets" in Document.prototype && "attachShadow" in Element.prototype;

/** The failure after which nothing may enter the wasm again. */
let dead = null;
/** Calls of this script, as against those of event listeners, that are inside the wasm. */
let depth = 0;

/** Whether the second module is there. */
let completed = !MANIFEST.later;
/** Whether somebody acted, so that what the browser calls from now on may need the second module. */
let acted = false;
/** What the wasm exports, without guards, as the second module needs it. */
let bare;
let instance;
let starting;
let completing;
let restarting;

/** The failure that a refusal by policy is. WebKit compiles all the same, and refuses to make an instance of it. */
const forbidden = ({ message }) =>
  /policy|csp|unsafe-eval|embedder/i.test(message)
    ? new Failure("csp-wasm", "the page's policy refuses WebAssembly: add 'wasm-unsafe-eval' to its script-src")
    : null;

/** A compiled module of the manifest. */
const compile = async ({ url, integrity }) => {
  const response = await get("wasm", new URL(url, BASE), { integrity });
  // Streaming refuses every other type, in every browser.
  const streams = response.headers.get("content-type")?.trim().toLowerCase() === "application/wasm";
  try {
    return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (error) {
    // A network or integrity error shows only now, while the body is read.
    if (!(error instanceof WebAssembly.CompileError)) throw new Failure("wasm", `${url}: ${error.message}`);
    throw forbidden(error) ?? new Failure("unsupported", `this browser cannot compile the widget (${error.message})`);
  }
};

/** An instance of a compiled module, with what it exports to scripts in `instance`. */
const run = async (module) => {
  try {
    const bound = bindings();
    bound.start(await WebAssembly.instantiate(module, bound.imports));
    instance = bound;
  } catch (error) {
    throw forbidden(error) ?? new Failure("trap", `the widget did not start (${error.message})`);
  }
};

/** One instance a page, whatever the number of widgets. */
const engine = () =>
  (starting ??= (async () => {
    if (!supported()) throw new Failure("unsupported", "this browser is too old for the widget");
    const module = await compile(MANIFEST.wasm);
    await run(module);
    enter(() => instance.writeAnew(!completed));
    return module;
  })().catch((error) => {
    // A line that failed may work for the next widget; what the browser or the page refuses, it refuses for good.
    if (error.code === "wasm") starting = undefined;
    throw error;
  }));

/** Adds the second module to the instance, once. */
const complete = () =>
  (completing ??= (async () => {
    const [later] = await Promise.all([MANIFEST.later && compile(MANIFEST.later), engine()]);
    // What is starting again brings its own.
    if (!bare) return restarting;
    if (later) await WebAssembly.instantiate(later, { a: bare });
    completed = true;
    enter(() => instance.writeAnew(false));
  })().catch((error) => {
    completing = undefined;
    throw error;
  }));

/** Somebody acts: whatever the browser calls from here on waits for the second module. */
const act = () => {
  acted = true;
  return complete().catch((error) => warn(error.message));
};

/**
 * The exports of an instance with a guard around each function; the bindings call this.
 *
 * Whatever escapes from an export leaves the instance in the middle of something: nothing may enter it again. Calls by
 * the loader see the error; calls by event listeners end quietly, since the one line on the console has said it.
 */
function guardExports(exports) {
  bare = exports;
  const guarded = {};
  const guard = (call) => (...args) => {
    // Frames, timers and promises that an act set going.
    if (!completed && acted && !depth) {
      complete().then(() => guardedCall(exports, call, args), () => {});
      return NOTHING;
    }
    return guardedCall(exports, call, args);
  };
  for (const [name, value] of Object.entries(exports)) guarded[name] = typeof value === "function" ? guard(value) : value;
  return guarded;
}

const guardedCall = (exports, call, args) => {
  if (!dead && exports === bare) {
    try {
      return call(...args);
    } catch (error) {
      trap(error);
    }
  }
  if (depth) throw dead ?? UNFINISHED;
  return NOTHING;
};

/** What the bindings find in place of results, among which they look for an error. */
const NOTHING = [];

/**
 * What a call by this script throws when the first module alone could not do it. No error: the stack of one, made while the
 * page starts, costs as much as all else here.
 */
const UNFINISHED = { message: "the widget starts again" };

const trap = (error) => {
  if (dead) return;
  // The first module reached for the second: start again with both, once.
  if (!completed && !restarting) restarting = again();
  else end(stopped(error));
};

const stopped = (error) => new Failure("trap", `the widget stopped and the fallback is shown (${error?.message ?? error})`);

/** The end of the instance and of every widget. */
const end = (failure) => {
  dead = failure;
  // Later, for this runs in the middle of a call.
  queueMicrotask(() => [...widgets.values()].forEach((widget) => widget.fail(dead)));
};

/** A fresh instance with both modules, and every widget in it as it was. */
const again = async () => {
  bare = undefined;
  try {
    const [module, later] = await Promise.all([starting, compile(MANIFEST.later)]);
    await run(module);
    await WebAssembly.instantiate(later, { a: bare });
    completing = Promise.resolve();
    completed = true;
    for (const widget of widgets.values()) widget.again();
  } catch (error) {
    end(error instanceof Failure ? error : stopped(error));
  }
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

// ------------------------------------------------------------------------------------------- acts before their time

/** Signs that somebody is about to act. */
const SIGNS = "pointerover pointerout pointerleave touchstart focusin";
/** What is held back and done, in its order, once the second module is there. */
const ACTS = "pointerdown pointermove pointerup pointercancel click keydown input change wheel touchmove";
/** Keys with which a page scrolls unless the widget uses them. */
const SCROLLING = /^(Arrow|Home|End|Page)/;

/** Whether a page must not do by itself what the widget will do, as the widget would say at once. */
const claims = (event, native) => {
  if (event.type === "click") return !native;
  if (event.type === "keydown") return !native && SCROLLING.test(event.key);
  // The plain wheel and one finger belong to the article.
  return event.type === "wheel" ? event.ctrlKey || event.metaKey : event.touches?.length > 1;
};

/** Keeps events from a widget that cannot deal with them yet. */
const hold = (frame, signal) => {
  if (completed) return;
  const held = [];
  const done = new AbortController();
  const options = { capture: true, passive: false, signal: done.signal };
  signal.addEventListener("abort", () => done.abort(), { signal: done.signal });
  const listener = (event) => {
    const [target] = event.composedPath();
    // What the browser does by itself, it does at once, and it is not done twice.
    const native = target.closest("a[href], summary, input");
    event.stopImmediatePropagation();
    if (claims(event, native)) event.preventDefault();
    const twice = native && /^(click|keydown)$/.test(event.type);
    const idle = event.type === "touchmove" || (event.type === "pointermove" && !held.length) || event.key === "Tab";
    // What a key is for depends on where the keys before it move the focus, and so does the click it makes.
    const focus = () => frame.getRootNode().activeElement;
    const follows = focus() === target && (event.type === "keydown" || event.detail === 0) ? focus : () => target;
    if (ACTS.includes(event.type) && !twice && !idle) held.push([follows, new event.constructor(event.type, event)]);
    act().then(() => {
      if (done.signal.aborted) return;
      // What could not be done then is not done together with what is done later.
      if (!completed) {
        held.length = 0;
        return;
      }
      done.abort();
      for (const [follows, event] of held) follows()?.dispatchEvent(event);
    });
  };
  for (const type of `${SIGNS} ${ACTS}`.split(" ")) frame.addEventListener(type, listener, options);
};
