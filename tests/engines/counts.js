// Stands in a page before the loader and counts what a widget takes of it: observers, listeners, modules, frames and
// calls to come. No reference to the widget's code but its name.
(() => {
  const counted = { observers: 0, listeners: 0, modules: [], clocks: [], texts: new Set(), memory: undefined };
  Object.defineProperty(window, "countsOfTheTest", { value: counted });

  for (const name of ["ResizeObserver", "IntersectionObserver"]) {
    const Original = window[name];
    window[name] = class extends Original {
      observe(...args) {
        if (!this.atWork) counted.observers += 1;
        this.atWork = true;
        super.observe(...args);
      }
      disconnect() {
        if (this.atWork) counted.observers -= 1;
        this.atWork = false;
        super.disconnect();
      }
    };
  }

  // On the page itself: what hangs on an element goes with it. Each is known by what it would be removed by.
  const present = new Map();
  const outlives = (target) => target === window || target === document || target instanceof MediaQueryList;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const same = (name, listener, options) => (one) =>
    one.name === name && one.listener === listener && one.capture === Boolean(options?.capture ?? options);
  const forget = (target, ...which) => {
    const those = present.get(target) ?? [];
    const nth = those.findIndex(same(...which));
    if (nth >= 0) those.splice(nth, 1);
    counted.listeners -= Number(nth >= 0);
  };
  EventTarget.prototype.addEventListener = function (name, listener, options) {
    addEventListener.call(this, name, listener, options);
    if (!outlives(this) || options?.signal?.aborted) return;
    if (!present.has(this)) present.set(this, []);
    const those = present.get(this);
    if (those.some(same(name, listener, options))) return;
    those.push({ name, listener, capture: Boolean(options?.capture ?? options) });
    counted.listeners += 1;
    if (options?.signal) addEventListener.call(options.signal, "abort", () => forget(this, name, listener, options));
  };
  EventTarget.prototype.removeEventListener = function (name, listener, options) {
    removeEventListener.call(this, name, listener, options);
    if (outlives(this)) forget(this, name, listener, options);
  };

  for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) {
    const original = window.WebAssembly?.[name];
    if (!original) continue;
    WebAssembly[name] = async (...args) => {
      counted.modules.push(name);
      const result = await original.apply(WebAssembly, args);
      counted.memory ??= (result.instance ?? result).exports?.memory;
      return result;
    };
  }

  for (const name of ["requestAnimationFrame", "setTimeout", "setInterval", "requestIdleCallback"]) {
    const original = window[name];
    if (!original) continue;
    // What the test itself asks for is not counted: it takes these.
    counted[name] = original.bind(window);
    window[name] = (call, ...args) => {
      // A driver that asks from outside is no script of the page.
      if (!/\/chronocarte[^/]*\.js/.test(new Error().stack)) return original.call(window, call, ...args);
      counted.clocks.push(name);
      // What comes again and again was asked for once.
      const again = (...given) => {
        counted.clocks.push(name);
        return call(...given);
      };
      return original.call(window, name === "setInterval" ? again : call, ...args);
    };
  }

  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    counted.texts.add(text);
    return fillText.call(this, text, ...rest);
  };

  /** Frames of the test's own, until what was asked for is drawn. */
  counted.drawn = async (frames = 3) => {
    for (; frames > 0; frames -= 1) await new Promise(counted.requestAnimationFrame);
  };
  counted.rest = (ms) => new Promise((resolve) => counted.setTimeout(resolve, ms));
})();
