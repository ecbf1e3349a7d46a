// What becomes of a widget while its page lives: added, moved, hidden, linked to, taken away (embed.md 3, 9, 20, 25, 26).
import { SCRIPT, STORY, container, expect, fallback, isFirstWasm, listen, reaches, test } from "./page.js";
import { settled, state } from "./reader.js";

/** Counts what a page is left with when everything that can be collected is. */
const remains = async (page, session) => {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const counted = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  const { observers, memory } = await page.evaluate(() => ({
    observers: window.countedByTheTest.observers,
    memory: window.countedByTheTest.memory?.buffer.byteLength,
  }));
  return { nodes: counted.Nodes, listeners: counted.JSEventListeners, observers, memory };
};

/** Counts observers at work, and keeps hold of the memory of the wasm. */
const count = () => {
  const counted = { observers: 0, memory: undefined };
  Object.defineProperty(window, "countedByTheTest", { value: counted });
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
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const result = await instantiate(...args);
    counted.memory ??= result.exports.memory;
    return result;
  };
};

test("fifty widgets that came and went leave nothing behind (9)", async ({ page, article, requests }) => {
  test.setTimeout(120_000);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await page.addInitScript(count);
  await article(SCRIPT);
  await page.waitForFunction(() => window.chronocarte);
  const rounds = (number) => page.evaluate(async ([html, number]) => {
    for (let round = 0; round < number; round += 1) {
      const template = document.createElement("template");
      template.innerHTML = html;
      const host = template.content.firstElementChild;
      const ready = new Promise((resolve) => host.addEventListener("chronocarte:ready", resolve, { once: true }));
      document.body.append(host);
      await ready;
      host.chronocarte.select("footage");
      await new Promise(requestAnimationFrame);
      host.remove();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }, [container({ script: false, attributes: 'data-load="eager"' }).trim(), number]);
  await rounds(10);
  const before = await remains(page, session);
  await rounds(50);
  const after = await remains(page, session);
  expect(after.observers).toBe(0);
  expect(after.listeners).toBe(before.listeners);
  // A story takes a quarter of a megabyte; what the framework never gives back of an element it wrote into is 4 kB.
  expect(after.memory - before.memory).toBeLessThan(50 * 6000);
  // One empty element each, which the framework never lets go of; fifty widgets would be thousands of nodes.
  expect(after.nodes - before.nodes).toBeLessThan(75);
  expect(requests.filter(isFirstWasm)).toHaveLength(1);
});

test("three widgets share one module and one instance (25)", async ({ page, article, requests }) => {
  await page.addInitScript(() => {
    const made = [];
    Object.defineProperty(window, "madeInTheTest", { value: made });
    for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) {
      const original = WebAssembly[name];
      WebAssembly[name] = (...args) => {
        made.push(name);
        return original.apply(WebAssembly, args);
      };
    }
  });
  await article(["one", "two", "three"].map((id) => container({ id, attributes: 'data-load="eager"' })).join(""));
  for (const id of ["one", "two", "three"]) await reaches(page, "ready", id);
  expect(await page.evaluate(() => window.madeInTheTest)).toEqual(["compileStreaming", "instantiate"]);
  expect(requests.filter(isFirstWasm)).toHaveLength(1);
});

test("a container that is moved again and again, within a task, keeps its widget and its view", async ({ page, article }) => {
  const heard = await listen(page);
  await article(`${container()}<section></section><aside></aside>`);
  await reaches(page, "ready");
  const same = await page.evaluate(async () => {
    const host = document.getElementById("one");
    const { chronocarte } = host;
    chronocarte.select("footage");
    for (const place of ["section", "aside", "section", "body"]) document.querySelector(place).append(host);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return [host.chronocarte === chronocarte, host.dataset.state, chronocarte.state().selected];
  });
  expect(same).toEqual([true, "ready", "footage"]);
  expect((await heard()).filter(({ name }) => name === "ready")).toHaveLength(1);
});

test("a container taken away while it loads is left as it was, and starts anew when it comes back", async ({ page, article }) => {
  const heard = await listen(page);
  let answer;
  const asked = new Promise((resolve) => {
    void page.route(/\.wasm$/, (route) => {
      answer = () => route.continue();
      resolve();
    });
  });
  await article(container({ attributes: 'data-load="eager"' }));
  await asked;
  await page.evaluate(async () => {
    window.hostOfTheTest = document.getElementById("one");
    window.hostOfTheTest.remove();
    await new Promise((resolve) => setTimeout(resolve));
  });
  expect(await page.evaluate(() => window.hostOfTheTest.dataset.state)).toBeUndefined();
  await answer();
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => window.hostOfTheTest.shadowRoot.querySelector(".root"))).toBeNull();
  expect(await heard()).toEqual([]);
  await page.evaluate(() => document.body.append(window.hostOfTheTest));
  await reaches(page, "ready");
});

test("a widget destroyed by call stays away whatever the page does, until it is mounted again", async ({ page, article }) => {
  await article(container());
  await reaches(page, "ready");
  await page.evaluate(async () => {
    document.getElementById("one").chronocarte.destroy();
    document.body.append(document.createElement("p"));
    await new Promise((resolve) => setTimeout(resolve));
  });
  await expect(page.locator("#one")).not.toHaveAttribute("data-state");
  await expect(fallback(page)).toBeVisible();
  await page.evaluate(() => void window.chronocarte.mount(document.getElementById("one")));
  await reaches(page, "ready");
});

test("a second mount after a failure is a second try", async ({ page, article, expected }) => {
  expected.console.push(/^error: (Failed to load resource|Failed to find a valid digest|.*SRI's integrity)/, /^warning: chronocarte: /);
  await page.route(/\.wasm$/, (route) => route.fulfill({ status: 503, body: "" }), { times: 1 });
  await article(container());
  await reaches(page, "error");
  await page.evaluate(() => void window.chronocarte.mount(document.getElementById("one")));
  await reaches(page, "ready");
});

// ------------------------------------------------------------------------------------------------ links in the page

test("a link followed in the open page opens its view in the first widget, and going back closes nothing", async ({ page, article }) => {
  const link = '<a href="#chronocarte=e=footage&amp;m=46.5000,40.1000,8.20">What the footage shows</a>';
  await article(`${link}${container()}${container({ id: "two" })}`);
  await reaches(page, "ready");
  await reaches(page, "ready", "two");
  expect((await state(page)).selected).toBeNull();
  await page.getByRole("link", { name: "What the footage shows" }).click();
  await expect.poll(() => state(page).then(({ selected }) => selected)).toBe("footage");
  expect((await state(page)).camera).toEqual({ lon: 46.5, lat: 40.1, zoom: 8.2 });
  expect(await page.locator("#two").evaluate((host) => host.chronocarte.state().selected)).toBeNull();
  await page.goBack();
  await settled(page);
  expect((await state(page)).selected).toBe("footage");
});

test("a link to a view is heard by the page as any other change", async ({ page, article }) => {
  const heard = await listen(page);
  await article(container());
  await reaches(page, "ready");
  await page.evaluate(() => (location.hash = "#chronocarte=e=footage"));
  await expect.poll(heard).toContainEqual({ name: "select", id: "one", detail: { event: "footage" } });
  expect((await heard()).some(({ name, detail }) => name === "change" && detail.selected === "footage")).toBe(true);
});

test("a link to a view starts a widget that waits, and brings it into sight", async ({ page, article }) => {
  await article(`<svg width="10" height="3000"></svg>${container({ attributes: 'data-load="click"' })}`);
  await reaches(page, "idle");
  await page.evaluate(() => (location.hash = "#chronocarte=e=footage"));
  await reaches(page, "ready");
  expect((await state(page)).selected).toBe("footage");
  await expect(page.locator("#one")).toBeInViewport();
});

test("a link to a view does not stand in for consent (35)", async ({ page, article, requests }) => {
  await article(container({ attributes: 'data-consent="required"' }));
  await reaches(page, "idle");
  await page.evaluate(() => (location.hash = "#chronocarte=e=footage"));
  await page.waitForTimeout(300);
  expect(requests).toEqual(["/article-of-a-test", "/chronocarte.js"]);
  await page.getByRole("button").click();
  await reaches(page, "ready");
  expect((await state(page)).selected).toBe("footage");
});

test("other fragments, and fragments that make no sense, change nothing", async ({ page, article }) => {
  await article(`${container()}<p id="end">End.</p>`);
  await reaches(page, "ready");
  await page.evaluate(() => document.getElementById("one").chronocarte.select("footage"));
  await page.evaluate(() => (location.hash = "#end"));
  await settled(page);
  expect((await state(page)).selected).toBe("footage");
  await page.evaluate(() => (location.hash = "#chronocarte=%F0%9F&=&&e=%&m=NaN,1e999,-"));
  await settled(page);
  const { camera, selected } = await state(page);
  expect(selected).toBeNull();
  for (const number of Object.values(camera)) expect(Number.isFinite(number)).toBe(true);
});

// -------------------------------------------------------------------------------------------------- out of sight

/** Numbers that are none, anywhere in a widget. */
const nonsense = (page) =>
  page.locator("#one").evaluate((host) => [...host.shadowRoot.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes].filter(({ value }) => /NaN|Infinity/.test(value)).map(({ name, value }) => `${name}="${value}"`)));

for (const load of ["visible", "eager"]) {
  for (const [name, before, after, show] of [
    ["not displayed", "<section hidden>", "</section>", (section) => (section.hidden = false)],
    ["in a closed part of the page", "<details><summary>More</summary>", "</details>", (details) => (details.open = true)],
  ]) {
    for (const [what, html] of [
      ["with a fallback", container({ attributes: `data-load="${load}"` })],
      ["without one", `<div class="chronocarte" id="one" data-story="${STORY}" data-load="${load}">${SCRIPT}</div>`],
    ]) {
      test(`a widget ${what}, ${name} at the start, loading when ${load}, is whole when it is shown`, async ({ page, article }) => {
        await article(`${before}${html}${after}`);
        await page.waitForFunction(() => window.chronocarte);
        await page.waitForTimeout(200);
        await expect(page.locator("#one")).not.toHaveAttribute("data-state", "error");
        if (load === "visible") await reaches(page, "idle");
        await page.locator("body > :first-child").evaluate(show);
        await reaches(page, "ready");
        await settled(page);
        expect(await nonsense(page)).toEqual([]);
        const box = await page.locator("#one").boundingBox();
        expect(box.height).toBeGreaterThanOrEqual(500);
        const map = await page.locator("#one .map").boundingBox();
        expect(Math.min(map.width, map.height)).toBeGreaterThan(200);
        const { camera } = await state(page);
        for (const number of Object.values(camera)) expect(Number.isFinite(number)).toBe(true);
      });
    }
  }
}

/** Counts what a page asks for frames and calls to come. */
const watchClocks = () => {
  const asked = [];
  Object.defineProperty(window, "askedInTheTest", { value: asked });
  for (const name of ["requestAnimationFrame", "setTimeout", "setInterval", "requestIdleCallback"]) {
    const original = window[name];
    window[name] = (...args) => {
      asked.push(name);
      return original(...args);
    };
  }
};

const OUT_OF_SIGHT = {
  "in a hidden tab": () => {
    Object.defineProperty(document, "hidden", { configurable: true, value: true });
    document.dispatchEvent(new Event("visibilitychange"));
  },
  "scrolled away": () => window.scrollTo(0, 5000),
  "not displayed": () => (document.getElementById("one").hidden = true),
};

for (const [name, hide] of Object.entries(OUT_OF_SIGHT)) {
  test(`a widget that plays rests when it is ${name}`, async ({ page, article }) => {
    await page.addInitScript(watchClocks);
    await article(`${container({ attributes: 'data-load="eager"' })}<svg width="10" height="6000"></svg>`);
    await reaches(page, "ready");
    await page.getByRole("button", { name: /^Play/ }).click();
    await expect.poll(() => state(page).then(({ selected }) => selected)).not.toBeNull();
    await page.evaluate(hide);
    // What is under way may end.
    await page.waitForTimeout(500);
    const before = await state(page);
    await page.evaluate(() => void (window.askedInTheTest.length = 0));
    await page.waitForTimeout(4000);
    expect(await page.evaluate(() => window.askedInTheTest)).toEqual([]);
    expect((await state(page)).selected).toBe(before.selected);
  });
}

test("a widget that nobody touches asks for no frames and no calls to come (26)", async ({ page, article }) => {
  await page.addInitScript(watchClocks);
  await article(container());
  await reaches(page, "ready");
  await page.waitForTimeout(500);
  await page.evaluate(() => void (window.askedInTheTest.length = 0));
  await page.waitForTimeout(2000);
  expect(await page.evaluate(() => window.askedInTheTest)).toEqual([]);
});
