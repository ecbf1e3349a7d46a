// Stands in every page of the matrix before anything else, and keeps what happens there. Within a frame it tells the
// page around. No reference to the widget's code: only what any page could see.
(() => {
  const seen = { errors: [], uncaught: [], violations: [], lines: [], stored: [], framed: null };

  addEventListener("error", (event) => {
    // A request that failed is the browser's own matter.
    if (event.message) seen.uncaught.push(event.message);
  }, true);
  addEventListener("unhandledrejection", (event) => seen.uncaught.push(String(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) => {
    if (event.disposition === "enforce") seen.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
  document.addEventListener("chronocarte:error", (event) => seen.errors.push(event.detail.code));
  for (const name of ["log", "info", "warn", "error"]) {
    const { [name]: original } = console;
    console[name] = (...args) => {
      seen.lines.push(args.join(" "));
      original.apply(console, args);
    };
  }

  // Storage that throws, as in a frame of an opaque origin, and tells that it was touched.
  const touched = (name) => ({
    configurable: true,
    get() {
      seen.stored.push(name);
      throw new DOMException("storage is refused by the test", "SecurityError");
    },
    set() {
      seen.stored.push(name);
    },
  });
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
    Object.defineProperty(window, name, touched(name));
  }
  Object.defineProperty(document, "cookie", touched("cookie"));
  Object.defineProperty(navigator, "serviceWorker", touched("serviceWorker"));
  Object.defineProperty(navigator, "sendBeacon", touched("sendBeacon"));
  Object.defineProperty(navigator, "geolocation", touched("geolocation"));

  const shown = (element) =>
    Boolean(element?.getClientRects().length) && getComputedStyle(element).visibility === "visible";

  const report = () => {
    const host = document.querySelector("[data-state]");
    const drawn = host?.shadowRoot?.querySelector("canvas");
    return {
      ...(seen.framed ?? {
        ...seen,
        state: host?.dataset.state ?? null,
        fallback: shown(document.querySelector("figcaption")),
        // Half a widget is worse than none.
        widget: shown(drawn),
        total: host?.chronocarte?.state()?.total ?? null,
      }),
    };
  };
  Object.defineProperty(window, "reportOfTheTest", { value: () => JSON.stringify(report()) });

  if (parent === window) {
    addEventListener("message", (event) => {
      const [frame] = document.querySelectorAll("iframe");
      if (frame && event.source === frame.contentWindow && event.data?.spy) {
        seen.framed = { ...event.data.spy, origin: event.origin };
      }
    });
  } else {
    setInterval(() => parent.postMessage({ spy: { ...report(), framed: undefined } }, "*"), 100);
  }
})();
