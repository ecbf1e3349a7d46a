// The wasm: one module and one instance a page, and the end of both.

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

/** The failure that a refusal by policy is. WebKit compiles all the same, and refuses to make an instance of it. */
const forbidden = ({ message }) =>
  /policy|csp|unsafe-eval|embedder/i.test(message)
    ? new Failure("csp-wasm", "the page's policy refuses WebAssembly: add 'wasm-unsafe-eval' to its script-src")
    : null;

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
    throw forbidden(error) ?? new Failure("unsupported", `this browser cannot compile the widget (${error.message})`);
  }
  try {
    await wasm_bindgen({ module_or_path: module });
  } catch (error) {
    throw forbidden(error) ?? new Failure("trap", `the widget did not start (${error.message})`);
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
