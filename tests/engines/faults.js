// What a page of the matrix may do to the wasm before the loader runs, named by the query of this script's address.
(() => {
  const fault = new URL(document.currentScript.src).searchParams.get("fault");
  if (fault === "no-wasm") {
    delete window.WebAssembly;
    return;
  }
  // Every export is broken, from the start or from when the page says so, as after a panic.
  let broken = fault === "panic-at-start";
  Object.defineProperty(window, "panicOfTheTest", { value: () => (broken = true) });
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const result = await instantiate.apply(WebAssembly, args);
    const exports = {};
    for (const [name, value] of Object.entries((result.instance ?? result).exports)) {
      exports[name] = typeof value !== "function" ? value : (...given) => {
        if (broken) throw new WebAssembly.RuntimeError("unreachable");
        return value(...given);
      };
    }
    // The form in which the answer holds both is the one that nobody examines.
    return { exports };
  };
})();
