// Nothing in the page moves on account of the widget (requirements 17 and 18): what Chromium itself counts as layout
// shift, on a phone, a tablet and a desk, with everything at once and over a slow line.
import { expect, test } from "./site.js";

/** A tenth of what requirement 17 allows. */
const MOST = 0.001;

/** Collects every shift from the start, with what moved. */
const watch = (page) =>
  page.addInitScript(() => {
    const shifts = [];
    Object.defineProperty(window, "shiftsOfTheTest", { value: shifts });
    const name = (node) =>
      node ? `${node.nodeName.toLowerCase()}${node.id ? `#${node.id}` : ""}${node.className ? `.${node.className}` : ""}` : "(a shadow tree)";
    const take = (entries) => {
      for (const { value, hadRecentInput, sources } of entries) {
        const moved = sources.map(({ node, previousRect, currentRect }) =>
          `${name(node)} ${Math.round(previousRect.top)}+${Math.round(previousRect.height)} -> ${Math.round(currentRect.top)}+${Math.round(currentRect.height)}`);
        if (!hadRecentInput) shifts.push({ value, moved });
      }
    };
    new PerformanceObserver((list) => take(list.getEntries())).observe({ type: "layout-shift", buffered: true });
  });

/** Reads down to the widget before it is there, waits for it, reads on past it. Returns what has moved. */
const read = async (page, address, slow) => {
  await watch(page);
  if (slow) {
    const client = await page.context().newCDPSession(page);
    await client.send("Network.enable");
    // Lighthouse's slow line, by half.
    await client.send("Network.emulateNetworkConditions", {
      offline: false, latency: 300, downloadThroughput: 100_000, uploadThroughput: 50_000,
    });
  }
  await page.goto(address, { waitUntil: "domcontentloaded", timeout: 60_000 });
  const widget = page.locator(".chronocarte").first();
  await widget.evaluate((host) => host.scrollIntoView({ block: "start" }));
  await expect(widget).toHaveAttribute("data-state", "ready", { timeout: 60_000 });
  await page.waitForTimeout(400);
  for (let screen = 0; screen < 6; screen += 1) {
    await page.evaluate(() => scrollBy(0, innerHeight * 0.8));
    await page.waitForTimeout(100);
  }
  return page.evaluate(() => window.shiftsOfTheTest);
};

const total = (shifts) => shifts.reduce((sum, { value }) => sum + value, 0);
const isStill = (shifts) => expect(total(shifts), JSON.stringify(shifts, null, 1)).toBeLessThan(MOST);

const filler = '<p class="filler">Before and after a widget stands the text that people came for.</p>'.repeat(4);

/** The article of another site around the block to copy. */
const pasted = async (page, site) => {
  await page.goto(`${site.base}embed.html`);
  const block = await page.locator("#copy-tag").inputValue();
  const path = `/article-${Math.random().toString(36).slice(2)}`;
  site.pages[path] = { body: `<main>${filler}${block}${filler.repeat(5)}</main>` };
  return site.elsewhere(path);
};

for (const width of [360, 768, 1200]) {
  for (const slow of [false, true]) {
    const how = `at ${width} px${slow ? " over a slow line" : ""}`;

    test(`nothing in the demo article moves ${how}`, async ({ page, baseURL }) => {
      await page.setViewportSize({ width, height: 800 });
      isStill(await read(page, baseURL, slow));
    });

    test(`nothing in an article with the pasted tag moves ${how}`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 800 });
      const address = await pasted(page, site);
      isStill(await read(page, address, slow));
    });

    test(`nothing in the page for frames moves ${how}`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 800 });
      isStill(await read(page, `${site.base}frame.html`, slow));
    });
  }
}

test("a widget without a fallback moves what is below it, and that is seen", async ({ page, site }) => {
  const script = `<script async src="${site.base}0.1/chronocarte.js"></script>`;
  site.pages["/bare"] = { body: `${filler}<div class="chronocarte" data-story="${site.base}story.json">${script}</div>${filler}` };
  await page.setViewportSize({ width: 768, height: 800 });
  const shifts = await read(page, site.elsewhere("/bare"), true);
  expect(total(shifts)).toBeGreaterThan(0.01);
  expect(shifts.flatMap(({ moved }) => moved).join()).toContain("p.filler");
});
