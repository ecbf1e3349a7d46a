// What the command line makes, on a web host of its own, in articles of another: every block works as it is pasted.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { article, block, expect, origin, ready, test as base } from "./site.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** `page` must stay silent. */
const test = base.extend({
  page: async ({ page }, use) => {
    const said = [];
    page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => said.push(`uncaught: ${error}`));
    await use(page);
    expect(said, "lines on the console").toEqual([]);
  },
});

/** The strictest policy under which the tag works: the folder's host, and WebAssembly. */
const strict = (site) =>
  `default-src 'none'; script-src ${origin(site)} 'wasm-unsafe-eval'; connect-src ${origin(site)}; ` +
  `style-src ${origin(site)}; img-src ${origin(site)} data:`;

for (const id of ["tag", "tag-moving", "tag-undelayed"]) {
  test(`the block ${id} becomes the widget under the strictest policy of a foreign page, from the folder alone (1, 33, 38)`, async ({ page, site }) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    const text = await block(page, site, id);
    await article(page, site, text, strict(site));
    await ready(page);
    // The folder lies below a path of its host: nothing is looked for at the root, and nothing elsewhere.
    expect(new URL(site.base).pathname.split("/").length).toBeGreaterThan(2);
    const folder = asked.filter((url) => url.startsWith(site.base));
    expect(folder.length).toBeGreaterThan(6);
    const others = asked.filter((url) => !folder.includes(url) && !url.startsWith("data:"));
    expect(others).toEqual([page.url()]);
  });
}

for (const [host, head] of [["no sheet of its own", ""], ["pictures that fit", "<style>img { max-width: 100%; height: auto }</style>"]]) {
  test(`the tag moves no page sideways at any width, with or without script, on a page with ${host} (11)`, async ({ page, site }) => {
    test.setTimeout(120_000);
    const text = await block(page, site, "tag");
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    for (const width of [280, 320, 360, 375, 414, 560, 600, 664, 700, 744, 768, 1040, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      await article(page, site, head + text.replace(/<script[^]*<\/script>/, ""));
      expect(await over(), `${width} px, without script`).toBe(0);
      await article(page, site, head + text);
      await ready(page);
      expect(await over(), `${width} px, the widget`).toBe(0);
      // Another width would ask for the rest of the wasm, and the next article cut that short.
      await page.waitForLoadState("networkidle");
      await page.goto("about:blank");
    }
  });
}

test("the fallback says word for word what the widget shows first (52)", async ({ page, site }) => {
  const text = await block(page, site, "tag");
  await article(page, site, text, strict(site));
  const lines = (list) =>
    list.evaluateAll((items) =>
      items.map((item) =>
        ["when", "what", "who"].map((part) => item.querySelector(`.${part}, .cc-${part}`).textContent.trim()),
      ),
    );
  const fallback = await lines(page.locator(".chronocarte > figure > ol > li"));
  const told = await page.locator(".chronocarte > figure > ul > li").allTextContents();
  const title = await page.locator(".chronocarte h2").textContent();
  await ready(page);
  const first = await lines(page.locator(".chronocarte .list > ol > li"));
  expect(first.length).toBe(7);
  expect(fallback).toEqual(first);
  expect(told).toEqual(await page.locator(".chronocarte .tolls ul.aside > li").allTextContents());
  expect(told.length).toBe(4);
  expect(title).toBe(await page.locator(".chronocarte .title").textContent());
  const shown = await page.locator(".chronocarte .now").textContent();
  const facts = await page.locator(".chronocarte figcaption p").last().textContent();
  for (const fact of facts.split(" · As of")[0].split(" · ")) expect(shown).toContain(fact);
});

for (const width of [320, 360, 768, 1200]) {
  test(`nothing in an article of ${width} px moves when the widget takes the place of its fallback (17)`, async ({ page, site }) => {
    const text = await block(page, site, "tag");
    await page.setViewportSize({ width, height: 800 });
    // The pictures are there before the widget, as they are for readers: the height is theirs.
    await article(page, site, `<main>${text}<p id="after">After.</p></main>`, strict(site));
    const below = () => page.locator("#after").evaluate((it) => it.getBoundingClientRect().top + scrollY);
    const before = await below();
    await ready(page);
    expect(Math.abs((await below()) - before)).toBeLessThan(1);
    expect(before).toBeGreaterThan(800);
  });
}

/** Collects what the frames of an article send to it. */
const collect = (page) =>
  page.addInitScript(() => {
    if (window.parent !== window) return;
    const heard = [];
    Object.defineProperty(window, "heardByTheTest", { value: heard });
    addEventListener("message", ({ data, source, origin }) => {
      const frames = [...document.querySelectorAll("iframe")];
      heard.push({ data, origin, from: frames.findIndex((frame) => frame.contentWindow === source) });
    });
  });

const heard = (page) => page.evaluate(() => window.heardByTheTest);
const last = (list, test) => list.filter(({ data }) => test(data)).at(-1)?.data;
const isAmp = (data) => data?.sentinel === "amp" && data.type === "embed-size";

test("the block iframe becomes the widget and tells its host how high it is, in both forms (14)", async ({ page, site }) => {
  await collect(page);
  const text = await block(page, site, "iframe");
  await article(page, site, text);
  const frame = page.frameLocator("iframe");
  await ready(frame);
  const height = () => frame.locator("html").evaluate((html) => Math.ceil(html.getBoundingClientRect().height));
  await expect.poll(async () => last(await heard(page), isAmp)?.height).toBe(await height());
  expect(last(await heard(page), (data) => typeof data === "string")).toBe(`pymxPYMxxPYMxheightxPYMx${await height()}`);
  const before = await height();
  // What is reserved is near what is needed.
  const reserved = Number(await page.locator("iframe").getAttribute("height"));
  await page.setViewportSize({ width: 700, height: 900 });
  await expect.poll(async () => last(await heard(page), isAmp)?.height).toBe(await height());
  expect(Math.abs(reserved / (await height()) - 1)).toBeLessThan(0.15);
  await page.setViewportSize({ width: 400, height: 900 });
  await expect.poll(height).toBeGreaterThan(before);
  await expect.poll(async () => last(await heard(page), isAmp)?.height).toBe(await height());
  expect((await heard(page)).every(({ from }) => from === 0)).toBe(true);
});

test("a host with our script gives a frame the height it asks for, and nobody else's word counts (15)", async ({ page, site }) => {
  const text = await block(page, site, "iframe-resized");
  const policy = `default-src 'none'; script-src ${origin(site)}; frame-src ${origin(site)} 'self'; img-src data:`;
  await article(page, site, `<iframe title="other" srcdoc="<p>another frame</p>"></iframe>${text}`, policy);
  const frame = page.frameLocator("iframe >> nth=1");
  await page.locator("iframe >> nth=1").scrollIntoViewIfNeeded();
  await ready(frame);
  const height = () => frame.locator("html").evaluate((html) => Math.ceil(html.getBoundingClientRect().height));
  const given = () => page.locator("iframe >> nth=1").evaluate((frame) => frame.clientHeight);
  for (const width of [1040, 420]) {
    await page.setViewportSize({ width, height: 900 });
    // In the width it has by now: a frame learns of it later than the page.
    const wide = () => page.locator("iframe >> nth=1").evaluate((frame) => frame.clientWidth);
    await expect.poll(async () => (await frame.locator("html").evaluate((html) => html.clientWidth)) - (await wide())).toBe(0);
    await expect.poll(async () => Math.abs((await given()) - (await height()))).toBeLessThanOrEqual(1);
  }
  const before = await given();
  const [, other, ours] = page.frames();
  const says = (frame, height) =>
    frame.evaluate((height) => window.parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*"), height);
  await says(other, 300);
  for (const height of [99, 4001, Infinity, NaN, "500", null]) await says(ours, height);
  await page.waitForTimeout(200);
  expect(await given()).toBe(before);
  expect(await page.locator("iframe >> nth=0").evaluate((frame) => frame.getAttribute("height"))).toBeNull();
  await says(ours, 700);
  await expect.poll(given).toBe(700);
});

test("in a sandbox without an origin, as WordPress makes one, the frame becomes the widget (48)", async ({ page, site }) => {
  await collect(page);
  const { html } = JSON.parse(await site.read("oembed.json"));
  await article(page, site, html.replace("<iframe", '<iframe sandbox="allow-scripts"'));
  await ready(page.frameLocator("iframe"));
  await expect.poll(async () => (await heard(page)).filter(({ origin }) => origin === "null").length).toBeGreaterThan(1);
});

/** Opens the panel of a frame's widget and returns the link in it. */
const linkIn = async (frame) => {
  await frame.getByRole("button", { name: "Share and download" }).click();
  return frame.getByLabel("Link to this view");
};

test("a link from a frame leads to the article that told the frame where it stands, and opens the view there (16)", async ({ page, site }) => {
  const text = await block(page, site, "iframe-resized");
  const path = "/article-with-a-link";
  site.pages[path] = { body: text };
  await page.goto(site.elsewhere(path));
  const frame = page.frameLocator("iframe");
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await ready(frame);
  await frame.locator('button[data-event="talish-heights"]').click();
  const link = await linkIn(frame);
  await expect(link).toHaveValue(`${site.elsewhere(path)}#chronocarte=e=talish-heights`);
  const address = await link.inputValue();
  await page.goto("about:blank");
  await page.goto(address);
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await ready(frame);
  await expect(frame.locator('button[data-event="talish-heights"]')).toHaveAttribute("aria-expanded", "true");
  // And a link within the open article as well.
  await page.evaluate(() => (location.hash = "#chronocarte=e=footage"));
  await expect(frame.locator('button[data-event="footage"]')).toHaveAttribute("aria-expanded", "true");
});

test("phrases of an article drive the widget in a frame, and are marked while its event is selected", async ({ page, site }) => {
  const text = await block(page, site, "iframe-resized");
  // One without a name, one with the name of a frame that is not there, one with that of the frame.
  const phrases = ["talish-heights", 'footage" data-chronocarte-for="nobody', 'footage" data-chronocarte-for="framed']
    .map((event, nth) => `<span id="p${nth}" data-chronocarte-event="${event}">Phrase</span>`).join(" ");
  const policy = `default-src 'none'; script-src ${origin(site)}; frame-src ${origin(site)}; img-src data:`;
  // All of it is seen at once: right after a page has scrolled, Chromium may send a click to a frame that has moved on.
  await page.setViewportSize({ width: 1040, height: 2400 });
  await article(page, site, `<p>${phrases}</p>${text.replace("<iframe", '<iframe id="framed"')}<p>After.</p>`, policy);
  const frame = page.frameLocator("iframe");
  const [unnamed, nobody, named] = [0, 1, 2].map((nth) => page.locator(`#p${nth}`));
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await ready(frame);
  await expect(named).toHaveAttribute("role", "button");
  await expect(unnamed).toHaveAttribute("role", "button");
  await expect(nobody).not.toHaveAttribute("role");
  const card = (event) => frame.locator(`button[data-event="${event}"]`);
  const current = () => page.locator("[aria-current]").evaluateAll((all) => all.map(({ id }) => id));

  await unnamed.click();
  await expect(card("talish-heights")).toHaveAttribute("aria-expanded", "true");
  await expect.poll(current).toEqual(["p0"]);
  await named.focus();
  await page.keyboard.press("Enter");
  await expect(card("footage")).toHaveAttribute("aria-expanded", "true");
  await expect.poll(current).toEqual(["p2"]);
  // Chosen in the frame, an event is marked in the article; the focus of a phrase points out and selects nothing.
  await card("talish-heights").click();
  await expect.poll(current).toEqual(["p0"]);
  const pictures = () => frame.locator("canvas").evaluateAll((all) => all.map((canvas) => canvas.toDataURL()).join());
  await page.mouse.move(1, 1);
  await named.evaluate((phrase) => phrase.blur());
  await page.waitForTimeout(100);
  const plain = await pictures();
  await named.focus();
  await expect.poll(pictures).not.toBe(plain);
  await named.evaluate((phrase) => phrase.blur());
  await expect.poll(pictures).toBe(plain);
  expect(await current()).toEqual(["p0"]);
  await page.locator("iframe").evaluate((frame) => frame.remove());
});

test("a phrase chosen before the frame's widget is there is done once it is", async ({ page, site }) => {
  const text = await block(page, site, "iframe-resized");
  await article(page, site, `<p><a href="#x" data-chronocarte-event="footage">Phrase</a></p><div><br>${"<p>Text.</p>".repeat(60)}</div>${text.replace('loading="lazy"', "")}`);
  const frame = page.frameLocator("iframe");
  await expect(frame.locator(".chronocarte")).toHaveAttribute("data-state", "loading", { timeout: 20_000 });
  await page.waitForFunction(() => document.querySelector("iframe").getAttribute("height"));
  await page.locator("p > a").click();
  await ready(frame);
  await expect(frame.locator('button[data-event="footage"]')).toHaveAttribute("aria-expanded", "true");
  await expect(page.locator("p > a")).toHaveAttribute("aria-current", "true");
});

test("nobody but a frame of the folder says what phrases of the article show", async ({ page, site }) => {
  const text = await block(page, site, "iframe-resized");
  await article(page, site, `<p><span data-chronocarte-event="footage">Phrase</span></p><iframe title="other" srcdoc="<p>other</p>"></iframe>${text}`);
  await page.locator("iframe >> nth=1").scrollIntoViewIfNeeded();
  await ready(page.frameLocator("iframe >> nth=1"));
  await expect(page.locator("p > span")).toHaveAttribute("role", "button");
  const [, other, ours] = page.frames();
  const claim = (frame, message) => frame.evaluate((message) => window.parent.postMessage(message, "*"), message);
  const state = { sentinel: "chronocarte", type: "state", live: true, selected: "footage" };
  await claim(other, state);
  for (const selected of [7, null, { footage: 1 }, ["footage"]]) await claim(ours, { ...state, selected });
  await page.waitForTimeout(200);
  await expect(page.locator("[aria-current]")).toHaveCount(0);
  await claim(ours, state);
  await expect(page.locator("[aria-current]")).toHaveCount(1);
});

test("a link from a frame that nobody told anything opens the frame's own page", async ({ page, site }) => {
  await article(page, site, await block(page, site, "iframe"));
  const frame = page.frameLocator("iframe");
  await ready(frame);
  await expect(await linkIn(frame)).toHaveValue(`${site.base}frame.html`);
});

test("nobody but its parent tells a frame which article it stands in, and only the address of a page (15)", async ({ page, site }) => {
  await article(page, site, `<iframe title="map" src="${site.base}frame.html" width="600" height="900"></iframe>
    <iframe title="other" srcdoc="<p>another frame</p>"></iframe>`);
  const frame = page.frameLocator("iframe >> nth=0");
  await ready(frame);
  const link = await linkIn(frame);
  const says = (from, address) =>
    from.evaluate((address) => window.top.frames[0].postMessage({ sentinel: "chronocarte", type: "article", address }, "*"), address);
  const [top, , other] = page.frames();
  await says(other, "https://evil.example/");
  for (const address of ["javascript:alert(1)", "data:text/html,x", 7, null]) await says(top, address);
  await page.waitForTimeout(200);
  await expect(frame.locator(".chronocarte")).not.toHaveAttribute("data-page", /./);
  await says(top, "https://news.example/article#part");
  await expect(frame.locator(".chronocarte")).toHaveAttribute("data-page", "https://news.example/article");
  await frame.locator('button[data-event="footage"]').click();
  await expect(link).toHaveValue("https://news.example/article#chronocarte=e=footage");
});

test("in a frame without an origin a file is saved where the frame may save, and a reader is told that it may not be (48)", async ({ page, site }) => {
  const { html } = JSON.parse(await site.read("oembed.json"));
  await article(page, site, html.replace("<iframe", '<iframe sandbox="allow-scripts allow-downloads"'));
  const frame = page.frameLocator("iframe");
  await ready(frame);
  await linkIn(frame);
  const [download] = await Promise.all([page.waitForEvent("download"), frame.getByRole("button", { name: "Table (CSV)" }).click()]);
  expect(readFileSync(await download.path(), "utf8").length).toBeGreaterThan(5000);
  await expect(frame.getByRole("status")).toContainText("If nothing is saved");
});

test("a frame answers its parent and nobody else, by the name the parent gave it", async ({ page, site }) => {
  await collect(page);
  const address = `${site.base}frame.html?childId=map-7`;
  await article(page, site, `<iframe title="map" src="${address}" width="600" height="900"></iframe>
    <iframe title="other" srcdoc="<p>another frame</p>"></iframe>`);
  await ready(page.frameLocator("iframe >> nth=0"));
  await expect.poll(async () => last(await heard(page), (data) => /^pymxPYMxmap-7xPYMxheightxPYMx\d+$/.test(data))).toBeTruthy();
  const settled = async () => {
    await page.waitForTimeout(200);
    return (await heard(page)).length;
  };
  const before = await settled();
  const [, , other] = page.frames();
  await other.evaluate(() => window.parent.frames[0].postMessage("pymxPYMxmap-7xPYMxwidthxPYMx300", "*"));
  expect(await settled()).toBe(before);
  await page.evaluate(() => frames[0].postMessage("pymxPYMxmap-7xPYMxwidthxPYMx300", "*"));
  // Its height in both forms, and whether phrases can drive it.
  expect(await settled()).toBe(before + 3);
  const { height } = await last(await heard(page), (data) => data?.sentinel === "amp");
  expect((await heard(page)).slice(before).map(({ data }) => data)).toEqual([
    { sentinel: "amp", type: "embed-size", height },
    `pymxPYMxmap-7xPYMxheightxPYMx${height}`,
    { sentinel: "chronocarte", type: "state", live: true, selected: null },
  ]);
});

test("links leave the frame through the top, from the fallback and from the widget (16)", async ({ page, site }) => {
  // Without WebAssembly what is left is the fallback; its one line on the console is another test's matter.
  const context = await page.context().browser().newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(site.base + "embed.html");
  const text = await still.locator("#copy-iframe").inputValue();
  site.pages["/still"] = { body: text };
  await still.goto(site.elsewhere("/still"));
  await still.frameLocator("iframe").getByRole("link", { name: "All events, claims and sources" }).click();
  await expect(still).toHaveURL(`${site.base}index.html`);
  await context.close();

  await article(page, site, text);
  const frame = page.frameLocator("iframe");
  await ready(frame);
  await frame.locator("button.event").first().click();
  const permalink = frame.locator(".card.selected a[href^='#chronocarte']");
  await permalink.click();
  // It is the address of this view by itself.
  await expect(page).toHaveURL(/frame\.html#chronocarte=/);
});

test("a view passed through the frame's address is restored", async ({ page, site }) => {
  await article(page, site, `<iframe title="map" src="${site.base}frame.html" width="700" height="1200"></iframe>`);
  const frame = page.frameLocator("iframe");
  await ready(frame);
  await frame.locator("button.event", { hasText: "Terter said to be under fire" }).click();
  const view = await frame.locator(".card.selected a[href^='#chronocarte']").getAttribute("href");
  await article(page, site, `<iframe title="map" src="${site.base}frame.html${view}" width="700" height="1200"></iframe>`);
  await ready(page.frameLocator("iframe"));
  await expect(page.frameLocator("iframe").locator(".card.selected .what")).toHaveText("Terter said to be under fire");
});

test("the page tells everything without script, from the folder alone (33, 54, 56)", async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${site.base}index.html`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("two days of reported clashes");
  await expect(page.getByRole("table")).toHaveCount(2);
  await expect(page.locator("img").first()).toBeVisible();
  expect(asked.filter((url) => !url.startsWith(site.base) && !url.startsWith("data:"))).toEqual([]);
  await context.close();
});

test("a loader of which one byte is another does not run, and the fallback stays (44)", async ({ context, site }) => {
  const page = await context.newPage();
  await page.route("**/0.1.0/chronocarte.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()} ` });
  });
  const refused = page.waitForEvent("console", (message) => /integrity/.test(message.text()));
  await article(page, site, await block(page, site, "tag"), strict(site));
  await refused;
  await expect(page.locator(".chronocarte > figure")).toBeVisible();
  expect(await page.evaluate(() => "chronocarte" in window)).toBe(false);
});

test("a base map of which one byte is another is not drawn, and the widget says so and runs (44)", async ({ page, site }) => {
  // In a page of its own: this line on the console is wanted.
  const lines = [];
  expect(JSON.parse(await site.read("story.json")).basemap).toMatch(/^assets\/basemap\.[0-9a-f]{10}\.bin#sha384-/);
  const lone = await page.context().newPage();
  await lone.route("**/assets/basemap.*.bin", async (route) => {
    const body = await (await route.fetch()).body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ body, headers: { "access-control-allow-origin": "*" } });
  });
  lone.on("console", (message) => lines.push(message.text()));
  await lone.goto(`${site.base}frame.html`);
  await ready(lone);
  expect(lines.filter((line) => line.startsWith("chronocarte: no base map: "))).toHaveLength(1);
  await lone.close();
});

test("a story named with its hash is that story or none (44)", async ({ page, site }) => {
  const body = Buffer.from(await site.read("story.json"));
  const hash = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  const tag = await block(page, site, "tag");
  const pinned = (hash) => tag.replace("/story.json\"", `/story.json#${hash}"`);
  await article(page, site, pinned(hash(body)), strict(site));
  await ready(page);
  const lone = await page.context().newPage();
  const lines = [];
  lone.on("console", (message) => lines.push(message.text()));
  await article(lone, site, pinned(hash(Buffer.concat([body, Buffer.from(" ")]))), strict(site));
  await expect(lone.locator(".chronocarte")).toHaveAttribute("data-state", "error", { timeout: 20_000 });
  await expect(lone.locator("figcaption").first()).toBeVisible();
  expect(lines.filter((line) => line.startsWith("chronocarte: "))).toHaveLength(1);
  await lone.close();
});

test("the block without a script becomes the widget where the theme of a CMS has the loader (6)", async ({ page, site }) => {
  const text = await block(page, site, "wordpress-html");
  // A loader in the theme finds what is left all the same.
  await article(page, site, `<script async src="${site.base}0.1/chronocarte.js"></script>${text}`, strict(site));
  await ready(page);
  expect(text).not.toContain("<script");
});

for (const name of ["index.html", "index.fr.html", "claims-by-speaker.html", "claims-by-standing.fr.html", "embed.html"]) {
  test(`nothing is amiss for those who do not see ${name}, at 320 px either (54)`, async ({ page, site }) => {
    for (const [width, colorScheme] of [[320, "light"], [1200, "dark"]]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.goto(site.base + name);
      await page.evaluate(AXE);
      const violations = await page.evaluate(async () => (await window.axe.run()).violations);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
  });
}

test("a host that follows the recipe sends what readers need (27, 49)", async ({ request, site }) => {
  const headers = async (name) => (await request.get(site.base + name)).headers();
  const loader = await headers("0.1.0/chronocarte.js");
  expect(loader["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(loader["access-control-allow-origin"]).toBe("*");
  expect(loader["cross-origin-resource-policy"]).toBe("cross-origin");
  expect((await headers("story.json"))["cache-control"]).toBeUndefined();
  const frame = await headers("frame.html");
  expect(frame["content-security-policy"]).toContain(`script-src ${origin(site)} 'wasm-unsafe-eval'`);
  expect(frame["content-security-policy"]).toContain("frame-ancestors *");
  expect(frame["permissions-policy"]).toContain("geolocation=()");
});
