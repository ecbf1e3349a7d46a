// The loader: when it starts, what it fetches, what it leaves behind.
import { SCRIPT, container, expect, fallback, isFirstWasm, listen, reaches, test } from "./page.js";

const wasmRequests = (requests) => requests.filter(isFirstWasm);

test("a pasted container becomes ready and says so (1)", async ({ page, article }) => {
  const heard = await listen(page);
  await article(container());
  await reaches(page, "ready");
  await expect.poll(heard).toContainEqual({ name: "ready", id: "one", detail: null });
  await expect(fallback(page)).toBeHidden();
  expect(await page.evaluate(() => performance.getEntriesByName("chronocarte:ready").length)).toBe(1);
  expect(await page.evaluate(() => typeof document.getElementById("one").chronocarte.state)).toBe("function");
});

test("five script tags and two containers fetch the wasm once and run one loader (3)", async ({ page, article, requests }) => {
  await article(SCRIPT.repeat(3) + container() + container({ id: "two" }));
  await reaches(page, "ready");
  await reaches(page, "ready", "two");
  expect(wasmRequests(requests)).toHaveLength(1);
  expect(await page.evaluate(() => window.chronocarte.versions.length)).toBe(1);
});

test("the only global is chronocarte (30)", async ({ page, article }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "globalsBefore", { value: Object.getOwnPropertyNames(window) });
  });
  await article(container({ id: "one" }));
  await reaches(page, "ready");
  const added = await page.evaluate(() => {
    const before = new Set([...window.globalsBefore, "globalsBefore"]);
    // An element's id is a property of the window too.
    return Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && !document.getElementById(name));
  });
  expect(added).toEqual(["chronocarte"]);
});

test("nothing moves when the widget takes the place of the fallback (17, 18)", async ({ page, article }) => {
  await article(`<p>Before.</p>${container({ attributes: 'data-load="click"' })}<p id="after">After.</p>`);
  await reaches(page, "idle");
  const place = (selector) => page.locator(selector).evaluate((element) => JSON.stringify(element.getBoundingClientRect()));
  const before = [await place("#one"), await place("#after")];
  await page.getByRole("button").click();
  await reaches(page, "ready");
  expect([await place("#one"), await place("#after")]).toEqual(before);
});

test("a container three screens down fetches nothing beyond the loader until it comes near (20)", async ({ page, article, requests }) => {
  const spacer = '<svg width="10" height="3000"></svg>';
  await article(spacer + container());
  await reaches(page, "idle");
  await page.waitForTimeout(300);
  expect(requests).toEqual(["/article-of-a-test", "/chronocarte.js"]);
  await page.locator("#one").scrollIntoViewIfNeeded();
  await reaches(page, "ready");
});

test("a container that waits for a click fetches nothing before it (21)", async ({ page, article, requests }) => {
  await article(container({ attributes: 'data-load="click"' }));
  await reaches(page, "idle");
  await expect(fallback(page)).toBeVisible();
  const button = page.getByRole("button");
  expect((await button.boundingBox()).height).toBeGreaterThanOrEqual(44);
  await page.waitForTimeout(300);
  expect(requests).toEqual(["/article-of-a-test", "/chronocarte.js"]);
  await button.click();
  await reaches(page, "ready");
});

test("a container added later starts, and one taken away is torn down (9)", async ({ page, article, requests }) => {
  await article(SCRIPT);
  await page.waitForFunction(() => window.chronocarte);
  for (let round = 0; round < 3; round += 1) {
    await page.evaluate((html) => {
      document.body.insertAdjacentHTML("beforeend", html);
    }, container({ script: false }));
    await reaches(page, "ready");
    const left = await page.evaluate(async () => {
      const host = document.getElementById("one");
      host.remove();
      await new Promise((resolve) => setTimeout(resolve));
      return { state: host.dataset.state, handle: host.chronocarte, shadow: host.shadowRoot.querySelector(".root") };
    });
    expect(left).toEqual({ state: undefined, handle: undefined, shadow: null });
  }
  expect(wasmRequests(requests)).toHaveLength(1);
});

test("a container that moves within the page keeps its widget", async ({ page, article }) => {
  await article(`${container()}<section></section>`);
  await reaches(page, "ready");
  const same = await page.evaluate(async () => {
    const host = document.getElementById("one");
    const { chronocarte } = host;
    document.querySelector("section").append(host);
    await new Promise((resolve) => setTimeout(resolve));
    return host.chronocarte === chronocarte && host.dataset.state === "ready";
  });
  expect(same).toBe(true);
});

test("a wrong option is named once and falls back to its default", async ({ page, article, expected }) => {
  const lines = [];
  page.on("console", (message) => lines.push(message.text()));
  expected.console.push(/warning: chronocarte: theme="purple"/);
  const attributes = 'data-theme="purple"';
  await article(container({ attributes }) + container({ id: "two", attributes }));
  await reaches(page, "ready", "two");
  expect(lines).toHaveLength(1);
});

test("a mounted element answers with a handle, and destroying it gives the fallback back", async ({ page, article }) => {
  const plain = '<div id="one"><svg width="600" height="500"></svg><p>The fallback of one.</p></div>';
  await article(SCRIPT + plain);
  await page.waitForFunction(() => window.chronocarte);
  const calls = await page.evaluate(async () => {
    const host = document.getElementById("one");
    const handle = await window.chronocarte.mount(host, { story: "demo/karabakh-2020.json" });
    return { calls: Object.keys(handle), same: host.chronocarte === handle };
  });
  expect(calls.same).toBe(true);
  expect(calls.calls.sort()).toEqual(
    ["destroy", "select", "setAsOf", "setCamera", "setFilter", "setTime", "state", "update"],
  );
  await expect(fallback(page)).toBeHidden();
  await page.evaluate(() => document.getElementById("one").chronocarte.destroy());
  await expect(fallback(page)).toBeVisible();
  await expect(page.locator("#one")).not.toHaveAttribute("data-state");
});

test("a story request carries no referrer and no cookie (34)", async ({ page, article, context, baseURL }) => {
  await context.addCookies([{ name: "session", value: "1", url: baseURL }]);
  const asked = [];
  page.on("request", async (request) => {
    if (/\.(json|wasm|map)$/.test(new URL(request.url()).pathname)) asked.push(request.allHeaders());
  });
  await article(container());
  await reaches(page, "ready");
  const headers = await Promise.all(asked);
  expect(headers.length).toBeGreaterThanOrEqual(3);
  for (const sent of headers) expect(sent).not.toHaveProperty("cookie");
  for (const sent of headers) expect(sent).not.toHaveProperty("referer");
});

test("a container without a fallback gets a room of its own", async ({ page, article }) => {
  await article(`<div class="chronocarte" id="one" data-story="demo/karabakh-2020.json">${SCRIPT}</div>`);
  await reaches(page, "ready");
  expect((await page.locator("#one").boundingBox()).height).toBeGreaterThanOrEqual(500);
});
