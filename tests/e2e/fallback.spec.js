// Whatever goes wrong, the reader keeps the fallback, the page is told, and the console has one line of ours (embed.md 40,
// 41, 51, 52).
import { POLICY, container, expect, fallback, listen, reaches, test, wasmAnswers } from "./page.js";

/** Lines by which the browser itself reports a request that failed. */
const BROWSERS_OWN = /^error: (Failed to load resource|Failed to find a valid digest|.*SRI's integrity|.*Content Security Policy)/s;

/** Opens two containers, both of which must fail with the code, in the state, saying so once. */
const failsWith = async ({ page, article, expected }, code, state, { policy, story } = {}) => {
  const lines = [];
  page.on("console", (message) => {
    if (message.text().startsWith("chronocarte:")) lines.push(message.text());
  });
  expected.console.push(BROWSERS_OWN, /^warning: chronocarte: /);
  const heard = await listen(page);
  await article(container({ story }) + container({ id: "two", story }), { policy });
  for (const id of ["one", "two"]) {
    await reaches(page, state, id);
    await expect(fallback(page, id)).toBeVisible();
    expect(await page.locator(`#${id}`).evaluate((host) => host.chronocarte)).toBeUndefined();
  }
  const codes = (await heard()).map(({ name, id, detail }) => [name, id, detail.code]);
  expect(codes.sort()).toEqual([["error", "one", code], ["error", "two", code]]);
  expect(lines).toHaveLength(1);
  return lines[0];
};

test("wasm that is not there", async ({ page, article, expected }) => {
  await wasmAnswers(page, (route) => route.fulfill({ status: 404, body: "no" }));
  await failsWith({ page, article, expected }, "wasm", "error");
});

test("wasm that cannot be reached", async ({ page, article, expected }) => {
  await wasmAnswers(page, (route) => route.abort());
  await failsWith({ page, article, expected }, "wasm", "error");
});

test("wasm of which one byte is another", async ({ page, article, expected }) => {
  await wasmAnswers(page, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ response, body, headers: { "content-type": "application/wasm" } });
  });
  await failsWith({ page, article, expected }, "wasm", "error");
});

test("wasm of a wrong type runs all the same (24)", async ({ page, article }) => {
  await wasmAnswers(page, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ body: await response.body(), contentType: "application/octet-stream" });
  });
  await article(container());
  await reaches(page, "ready");
});

for (const [name, policy] of [
  ["a list of hosts", "script-src 'self'; connect-src 'self'"],
  ["a default", "default-src 'self'"],
]) {
  test(`a policy that refuses wasm by ${name}`, async ({ page, article, expected }) => {
    const line = await failsWith({ page, article, expected }, "csp-wasm", "fallback", { policy });
    expect(line).toContain("'wasm-unsafe-eval'");
  });
}

test("a policy that lets nothing be fetched", async ({ page, article, expected }) => {
  const policy = POLICY.replace("connect-src 'self'", "connect-src 'none'");
  expected.console.push(/./);
  const heard = await listen(page);
  await article(container(), { policy });
  await reaches(page, "error");
  await expect(fallback(page)).toBeVisible();
  expect((await heard()).map(({ name }) => name)).toEqual(["error"]);
});

test("a policy of trusted types alone is no hindrance", async ({ page, article }) => {
  await article(container(), { policy: `${POLICY}; require-trusted-types-for 'script'; trusted-types 'none'` });
  await reaches(page, "ready");
});

test("a browser without wasm", async ({ page, article, expected }) => {
  await page.addInitScript(() => {
    delete window.WebAssembly;
  });
  await failsWith({ page, article, expected }, "unsupported", "fallback");
});

test("a browser without script (52)", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.locator(".chronocarte > figure")).toBeVisible();
  await context.close();
});

test("a story that is not there", async ({ page, article, expected }) => {
  await failsWith({ page, article, expected }, "story", "error", { story: "demo/no-such-story.json" });
});

test("a story that is not JSON", async ({ page, article, expected }) => {
  await page.route("**/broken.json", (route) => route.fulfill({ contentType: "application/json", body: "{ not" }));
  await failsWith({ page, article, expected }, "story", "error", { story: "broken.json" });
});

test("a language file that is not the one that was built", async ({ page, article, expected }) => {
  await page.route("**/lang/*.json", (route) => route.fulfill({ contentType: "application/json", body: "{}" }));
  await failsWith({ page, article, expected }, "language", "error");
});

test("a base map that is not there leaves the story standing", async ({ page, article, expected, baseURL }) => {
  const story = await (await page.request.get(new URL("demo/karabakh-2020.json", baseURL).href)).json();
  await page.route("**/no-map.json", (route) =>
    route.fulfill({ json: { ...story, basemap: "../basemap/no-such.map" } }));
  expected.console.push(BROWSERS_OWN, /^warning: chronocarte: no base map: /);
  await article(container({ story: "demo/no-map.json" }));
  await reaches(page, "ready");
});

test("a base map of another origin is not asked for", async ({ page, article, expected, baseURL }) => {
  const story = await (await page.request.get(new URL("demo/karabakh-2020.json", baseURL).href)).json();
  await page.route("**/far-map.json", (route) =>
    route.fulfill({ json: { ...story, basemap: "https://elsewhere.example/a.map" } }));
  expected.console.push(/^warning: chronocarte: no base map: another origin/);
  await article(container({ story: "demo/far-map.json" }));
  await reaches(page, "ready");
});

test("a line that stalls ends after two minutes with a reason, and harms no other widget", async ({ page, article, expected }) => {
  expected.console.push(/^warning: chronocarte: nothing arrived within 120 seconds/);
  await page.clock.install();
  const heard = await listen(page);
  await page.route("**/stalled.json", () => {});
  await article(container({ attributes: 'data-load="eager"' }) + container({ id: "two", story: "stalled.json", attributes: 'data-load="eager"' }));
  await reaches(page, "ready");
  await page.clock.fastForward(100_000);
  await reaches(page, "loading", "two");
  await expect(fallback(page, "two")).toBeVisible();
  await page.clock.fastForward(21_000);
  await reaches(page, "error", "two");
  await expect(fallback(page, "two")).toBeVisible();
  expect((await heard()).filter(({ name }) => name === "error").map(({ id, detail }) => [id, detail.code])).toEqual([["two", "timeout"]]);
  await reaches(page, "ready");
  expect(await page.locator("#one").evaluate((host) => host.chronocarte.state().total)).toBe(7);
});

test("what comes too late comes for the next one", async ({ page, article, expected }) => {
  expected.console.push(/^warning: chronocarte: nothing arrived/);
  await page.clock.install();
  let answer;
  await wasmAnswers(page, (route) => (answer = () => route.continue()));
  await article(container({ attributes: 'data-load="eager"' }));
  await expect.poll(() => Boolean(answer)).toBe(true);
  await page.clock.fastForward(121_000);
  await reaches(page, "error");
  await answer();
  await page.evaluate(() => void window.chronocarte.mount(document.getElementById("one")));
  await reaches(page, "ready");
});

test("a reader who goes offline before asking keeps the fallback, and has the widget when back", async ({ page, article, expected, context }) => {
  expected.console.push(BROWSERS_OWN, /^warning: chronocarte: .* could not be fetched .* connect-src .* CORS/);
  await article(container({ attributes: 'data-load="click"' }));
  await reaches(page, "idle");
  await context.setOffline(true);
  await page.getByRole("button").click();
  await reaches(page, "error");
  await expect(fallback(page)).toBeVisible();
  await context.setOffline(false);
  await page.evaluate(() => void window.chronocarte.mount(document.getElementById("one"), { load: "eager" }));
  await reaches(page, "ready");
});

test("a story of another origin that sends no permission is named with what to do", async ({ page, article, expected, baseURL }) => {
  expected.console.push(/CORS policy/, /Failed to load resource/, /^warning: chronocarte: http:\/\/localhost:.* could not be fetched .* CORS on the server of the file/);
  const far = new URL("demo/karabakh-2020.json", baseURL);
  far.hostname = "localhost";
  expected.origins.push(far.origin);
  await page.route(far.href, (route) => route.fulfill({ contentType: "application/json", body: "{}", headers: { "access-control-allow-origin": "https://elsewhere.example" } }));
  await article(container({ story: far.href }), { policy: "" });
  await reaches(page, "error");
  await expect(fallback(page)).toBeVisible();
});

/** Lets a test make every call into the wasm fail as a broken instance does. */
const trapOnDemand = () => {
  let broken = false;
  Object.defineProperty(window, "trapFromNowOn", { value: () => (broken = true) });
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await instantiate(module, imports);
    const exports = {};
    for (const [name, value] of Object.entries(instance.exports)) {
      exports[name] = typeof value !== "function" ? value : (...args) => {
        if (broken) throw new WebAssembly.RuntimeError("unreachable");
        return value(...args);
      };
    }
    return { exports };
  };
};

for (const [name, provoke] of [
  ["a call", (page) => page.evaluate(() => document.getElementById("one").chronocarte.select("any"))],
  ["a listener", (page) => page.locator("#one").evaluate((host) => host.shadowRoot.querySelector("button").click())],
]) {
  test(`a trap in ${name} gives every widget its fallback back`, async ({ page, article, expected }) => {
    const lines = [];
    page.on("console", (message) => lines.push(message.text()));
    expected.console.push(/^warning: chronocarte: the widget stopped/);
    const heard = await listen(page);
    await page.addInitScript(trapOnDemand);
    await article(container() + container({ id: "two" }));
    await reaches(page, "ready");
    await reaches(page, "ready", "two");
    await page.evaluate(() => window.trapFromNowOn());
    await provoke(page);
    for (const id of ["one", "two"]) {
      await reaches(page, "error", id);
      await expect(fallback(page, id)).toBeVisible();
    }
    const errors = (await heard()).filter((event) => event.name === "error");
    expect(errors.map(({ id, detail }) => [id, detail.code]).sort()).toEqual([["one", "trap"], ["two", "trap"]]);
    expect(lines).toHaveLength(1);
  });
}
