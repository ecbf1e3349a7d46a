// The ways in which a page asks for a widget (embed.md 1, 2, 4, 7, 10), and what each leaves without script.
import { SCRIPT, STORY, container, expect, fallback, isFirstWasm, listen, reaches, test } from "./page.js";

/** The same wishes in every way there is to write them. */
const VIEW = "e=footage&m=46.5000,40.1000,8.20";
const CARRIERS = {
  "a container": `<div class="chronocarte" data-story="${STORY}" data-lang="fr" data-height="620" data-theme="dark"
    data-view="${VIEW}">${SCRIPT}</div>`,
  "the element": `<chrono-carte story="${STORY}" lang="fr" height="620" theme="dark" view="${VIEW}"></chrono-carte>${SCRIPT}`,
  "a script alone": `<script async src="chronocarte.js" data-story="${STORY}" data-lang="fr" data-height="620"
    data-theme="dark" data-view="${VIEW}"></script>`,
  "a script with a query": `<script async
    src="chronocarte.js?story=${STORY}&lang=fr&height=620&theme=dark&view=${encodeURIComponent(VIEW)}"></script>`,
  "a container around a script with a query": `<div class="chronocarte"><script async
    src="chronocarte.js?story=${STORY}&lang=fr&height=620&theme=dark&view=${encodeURIComponent(VIEW)}"></script></div>`,
  "a link": `<a class="chronocarte" href="${STORY}" data-lang="fr" data-height="620" data-theme="dark"
    data-view="${VIEW}">Two days of clashes</a>${SCRIPT}`,
};

const EXPECTED = { lang: "fr", selected: "footage", total: 7, matched: 7, story: "karabakh-2020" };

for (const [name, html] of Object.entries(CARRIERS)) {
  test(`${name} opens the same view as every other way to ask`, async ({ page, article }) => {
    await article(`<main>${html}</main>`);
    const host = page.locator("main > [data-state]");
    await expect(host).toHaveAttribute("data-state", "ready", { timeout: 15_000 });
    await expect(host).toHaveCount(1);
    const seen = await host.evaluate((host) => ({
      state: host.chronocarte.state(),
      dark: host.shadowRoot.querySelector(".widget").classList.contains("dark"),
      height: host.getBoundingClientRect().height,
      width: host.getBoundingClientRect().width,
    }));
    expect(seen.state).toMatchObject(EXPECTED);
    expect(seen.state.camera).toEqual({ lon: 46.5, lat: 40.1, zoom: 8.2 });
    expect(seen).toMatchObject({ dark: true, height: 620, width: 1024 });
  });
}

test("a widget stands where its script stands, once, and a script without a story asks for none", async ({ page, article }) => {
  const script = `<script async src="chronocarte.js" data-story="${STORY}" data-load="click"></script>`;
  await article(`${SCRIPT}<p>Before.</p>${script}<p>After.</p>${SCRIPT}`);
  await expect(page.locator("[data-state=idle]")).toHaveCount(1);
  // Later changes of the page ask for nothing anew.
  await page.evaluate(async () => {
    document.body.append(document.createElement("p"));
    await new Promise((resolve) => setTimeout(resolve));
  });
  expect(await page.locator("body > *").evaluateAll((all) => all.map(({ localName }) => localName))).toEqual(
    ["script", "p", "script", "div", "p", "script", "p"],
  );
});

test("two scripts alone are two widgets in their places", async ({ page, article, requests }) => {
  const script = (lang) => `<script async src="chronocarte.js?story=${STORY}&lang=${lang}&height=400"></script>`;
  await article(`${script("fr")}<p>Between.</p>${script("en")}`);
  await expect(page.locator("[data-state=ready]")).toHaveCount(2);
  const langs = await page.locator("[data-state]").evaluateAll((all) => all.map((host) => host.chronocarte.state().lang));
  expect(langs).toEqual(["fr", "en"]);
  expect(requests.filter(isFirstWasm)).toHaveLength(1);
});

test("what the script's tag says holds for the page, but for the story, and a container's own word goes before", async ({ page, article }) => {
  const script = `<script async src="chronocarte.js?lang=fr&theme=dark&load=eager&story=demo/no-such.json"></script>`;
  await article(container({ script: false }) + container({ id: "two", script: false, attributes: 'data-lang="en"' }), { head: script });
  await reaches(page, "ready");
  await reaches(page, "ready", "two");
  const read = (id) => page.locator(`#${id}`).evaluate((host) => [
    host.chronocarte.state().lang,
    host.shadowRoot.querySelector(".widget").classList.contains("dark"),
  ]);
  expect(await read("one")).toEqual(["fr", true]);
  expect(await read("two")).toEqual(["en", true]);
  await expect(page.locator("[data-state]")).toHaveCount(2);
});

test("a link is a link again when its widget fails or goes", async ({ page, article, expected }) => {
  expected.console.push(/404/, /^warning: chronocarte: /);
  await article(`<p><a class="chronocarte" href="demo/no-such.json">Two days of clashes</a></p>
    <p><a class="chronocarte" href="${STORY}">Seven events</a></p>${SCRIPT}`);
  await expect(page.locator("[data-state=error]")).toHaveCount(1);
  await expect(page.getByRole("link", { name: "Two days of clashes" })).toBeVisible();
  const host = page.locator("[data-state=ready]");
  await expect(host).toHaveCount(1);
  await expect(page.getByRole("link", { name: "Seven events" })).toBeHidden();
  await host.evaluate((host) => host.chronocarte.destroy());
  await expect(page.getByRole("link", { name: "Seven events" })).toBeVisible();
});

test("a link stays a link without script, and a link to a page is not taken for a story", async ({ browser, baseURL, article, page }) => {
  await article(`<a class="chronocarte" href="demo/table.html">All events</a>${SCRIPT}`);
  await page.waitForFunction(() => window.chronocarte);
  await expect(page.locator("body > a")).toHaveCount(1);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const bare = await context.newPage();
  await bare.setContent(CARRIERS["a link"]);
  await expect(bare.getByRole("link", { name: "Two days of clashes" })).toBeVisible();
  await context.close();
});

test("the element works within the shadow tree of another and ends with it", async ({ page, article }) => {
  await article(`<div id="outer"></div>${SCRIPT}`);
  await page.waitForFunction(() => window.chronocarte);
  await page.evaluate((story) => {
    const root = document.getElementById("outer").attachShadow({ mode: "open" });
    const element = document.createElement("chrono-carte");
    element.setAttribute("height", "500");
    root.append(element);
    // Frameworks set attributes one by one, some of them late.
    setTimeout(() => element.setAttribute("story", story), 50);
  }, STORY);
  const host = page.locator("chrono-carte");
  await expect(host).toHaveAttribute("data-state", "ready", { timeout: 15_000 });
  const left = await host.evaluate(async (host) => {
    host.remove();
    await new Promise((resolve) => setTimeout(resolve));
    return [host.dataset.state, host.chronocarte, host.shadowRoot.querySelector(".root")];
  });
  expect(left).toEqual([undefined, undefined, null]);
});

test("an element of that name that the page has defined already is no obstacle", async ({ page, article }) => {
  await page.addInitScript(() => {
    customElements.define("chrono-carte", class extends HTMLElement {});
  });
  await article(`<chrono-carte id="one" story="${STORY}"><p>The fallback of one.</p></chrono-carte>${SCRIPT}`);
  await reaches(page, "ready");
  await expect(fallback(page)).toBeHidden();
});

for (const [name, tag] of [["async", "async"], ["defer", "defer"], ["neither", ""], ["a module's", 'type="module"']]) {
  for (const place of ["head", "before", "after"]) {
    test(`a script that is ${name}, ${place}, finds the container`, async ({ page, article }) => {
      const script = `<script ${tag} src="chronocarte.js"></script>`;
      const body = container({ script: false });
      const bodies = { head: body, before: script + body, after: body + script };
      await article(bodies[place], { head: place === "head" ? script : "" });
      await reaches(page, "ready");
    });
  }
}

test("a script injected late, or moved to the end of the page, finds the container", async ({ page, article }) => {
  await article(container());
  // A manager of scripts takes the tag out before it runs, and puts another at the end after the page has loaded.
  await page.evaluate(() => document.querySelector("script").remove());
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.src = "chronocarte.js";
    document.body.append(script);
  });
  await reaches(page, "ready");
});

test("of two versions on one page the first serves it and the second says that it was there", async ({ page, article, requests }) => {
  const second = '"99.0.0"';
  await page.route("**/second/chronocarte.js", async (route) => {
    const response = await route.fetch({ url: new URL("/chronocarte.js", route.request().url()).href });
    const source = await response.text();
    const changed = source.replace(/version:"[^"]+"/, `version:${second}`);
    await route.fulfill({ contentType: "text/javascript", body: changed });
  });
  const script = '<script defer src="second/chronocarte.js"></script>';
  await article(`${SCRIPT.replace("async", "defer")}${container({ script: false })}${script}${container({ id: "two", script: false })}`);
  await reaches(page, "ready");
  await reaches(page, "ready", "two");
  const versions = await page.evaluate(() => [window.chronocarte.version, ...window.chronocarte.versions]);
  expect(versions).toEqual([versions[0], versions[0], "99.0.0"]);
  expect(versions[0]).not.toBe("99.0.0");
  expect(requests.filter(isFirstWasm)).toHaveLength(1);
});

test("an element whose id is the name of the global is no obstacle", async ({ page, article }) => {
  await article(container({ id: "chronocarte" }));
  await reaches(page, "ready", "chronocarte");
});

test("an element that cannot host a widget says so once", async ({ page, article, expected }) => {
  expected.console.push(/^warning: chronocarte: a widget cannot live here/);
  const heard = await listen(page);
  await article(`<img id="one" alt="A picture">${SCRIPT}`);
  await page.waitForFunction(() => window.chronocarte);
  const code = await page.evaluate((story) =>
    window.chronocarte.mount(document.getElementById("one"), { story }).catch((failure) => failure.code), STORY);
  expect(code).toBe("host");
  expect((await heard()).map(({ name, detail }) => [name, detail.code])).toEqual([["error", "host"]]);
});

test("every option with a wrong value is named once, one that does not exist too", async ({ page, article, expected }) => {
  const lines = [];
  page.on("console", (message) => lines.push(message.text()));
  expected.console.push(/^warning: chronocarte: /);
  await article(`<chrono-carte id="one" story="${STORY}" lang="?" theme="purple" load="never" consent="maybe" basemap="file:///x"
    heading-level="9" height="tall" tiles="https://tiles.example/{z}/{x}/{y}.png"></chrono-carte>
    <chrono-carte id="two" story="${STORY}" theme="purple"></chrono-carte>${SCRIPT}<div id="three"></div>`);
  await reaches(page, "ready");
  await reaches(page, "ready", "two");
  const names = lines.map((line) => /^chronocarte: ([a-z-]+)=/.exec(line)?.[1]);
  expect(names.sort()).toEqual(["basemap", "consent", "heading-level", "height", "lang", "load", "theme"]);
  await page.evaluate((story) =>
    window.chronocarte.mount(document.getElementById("three"), { story, colour: "red" }), STORY);
  expect(lines.slice(7)).toEqual(["chronocarte: there is no option colour"]);
});
