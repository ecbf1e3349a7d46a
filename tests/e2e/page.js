// What every end-to-end test starts from: a page that must stay silent and at home, and small articles made to order.
import { test as base, expect } from "@playwright/test";

export { expect };

/** The policy of the demo page: the strictest under which the widget runs. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self' data:";

/**
 * `page` fails its test on any line on the console, any uncaught error and any request beyond the origin, unless the
 * test says which of them it provokes: `expected.console` holds patterns that a line may match, `expected.origins` the
 * origins that the publisher of the test has chosen besides.
 * `article(body, { policy, head, headers, hash })` opens a page of its own made of that body.
 * `requests` lists the paths that were asked for.
 */
export const test = base.extend({
  expected: async ({}, use) => {
    await use({ console: [], origins: [] });
  },

  requests: async ({}, use) => {
    await use([]);
  },

  page: async ({ page, baseURL, expected, requests }, use) => {
    const said = [];
    const strayed = [];
    page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => said.push(`uncaught: ${error}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol === "data:" || url.protocol === "blob:") return;
      if (url.origin === new URL(baseURL).origin) requests.push(url.pathname);
      else if (!expected.origins.includes(url.origin)) strayed.push(request.url());
    });
    await page.addInitScript(watchSecondPart, LATER.source);
    await use(page);
    const surprises = said.filter((line) => !expected.console.some((pattern) => pattern.test(line)));
    expect(surprises, "lines on the console").toEqual([]);
    expect(strayed, "requests beyond the origin").toEqual([]);
  },

  article: async ({ page, baseURL }, use) => {
    await use(async (body, { policy = POLICY, head = "", headers = {}, hash = "" } = {}) => {
      const address = new URL("article-of-a-test", baseURL).href;
      await page.route(address, (route) =>
        route.fulfill({
          contentType: "text/html; charset=utf-8",
          headers: { ...(policy ? { "content-security-policy": policy } : {}), ...headers },
          body: `<!doctype html><html lang="en"><head><title>Article</title>
            <link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`,
        }),
      );
      await page.goto(address + hash);
    });
  },
});

/**
 * Notes in `window.secondPartOfTheTest` the moment at which the part of the wasm that was asked for is there, or does not
 * come: what a reader did before is done only then, however slow the machine is.
 */
const watchSecondPart = (later) => {
  const { fetch } = window;
  const { instantiate } = WebAssembly ?? {};
  let arrive;
  // After everything that waits for it, and by no clock: tests set those.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => arrive?.();
  const over = () => port2.postMessage(null);
  window.fetch = (address, ...rest) => {
    const answer = fetch(address, ...rest);
    if (new RegExp(later).test(String(address))) {
      window.secondPartOfTheTest = new Promise((resolve) => (arrive = resolve));
      answer.then(({ ok }) => ok || over(), over);
    }
    return answer;
  };
  if (!instantiate) return;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await instantiate.call(WebAssembly, module, imports);
    if (imports?.a) over();
    return instance;
  };
};

/** The story of the demo article, as a container names it. */
export const STORY = "demo/karabakh-2020.json";

/** A container with a fallback of a known height, as a publisher pastes it. */
export const container = ({ id = "one", story = STORY, attributes = "", height = 500, script = true } = {}) => `
  <div class="chronocarte" id="${id}" data-story="${story}" ${attributes}>
    <figure><svg width="600" height="${height}" role="img" aria-label="poster"></svg>
      <figcaption>The fallback of ${id}.</figcaption></figure>
    ${script ? SCRIPT : ""}
  </div>`;

/** The script tag alone. */
export const SCRIPT = '<script async src="chronocarte.js"></script>';

/** Waits until a container is in a state. */
export const reaches = (page, state, id = "one") =>
  expect(page.locator(`#${id}`)).toHaveAttribute("data-state", state, { timeout: 15_000 });

/** Whether the reader sees the fallback of a container. */
export const fallback = (page, id = "one") => page.getByText(`The fallback of ${id}.`);

/** Collects the events of the widgets on a page from its start; returns how to read them. */
export const listen = async (page) => {
  await page.addInitScript(() => {
    const heard = [];
    for (const name of ["ready", "change", "select", "error"]) {
      document.addEventListener(`chronocarte:${name}`, (event) => {
        heard.push({ name, id: event.target.id, detail: event.detail });
      });
    }
    Object.defineProperty(window, "heardByTheTest", { value: heard });
  });
  return () => page.evaluate(() => window.heardByTheTest);
};

/** Whether a request is for the part of the wasm that paints the first picture. */
export const isFirstWasm = (path) => /\/chronocarte\.[0-9a-f]+\.wasm$/.test(path);

/** The address of the part that is fetched once a reader acts. */
export const LATER = /\/chronocarte-later\.[0-9a-f]+\.wasm$/;

/** Replaces the answer to the wasm. */
export const wasmAnswers = (page, answer) => page.route(/\.wasm$/, answer);
