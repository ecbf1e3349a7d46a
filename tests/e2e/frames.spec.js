// The page for frames inside the hosts that newsrooms have: pym, and those that came after it (requirement 14).
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "./site.js";

const require = createRequire(import.meta.url);
const file = (entry, name) => join(dirname(require.resolve(entry)), name);

/** Each host: its script, and what a page says with it. */
const HOSTS = {
  "pym": {
    script: () => file("pym.js", "pym.v1.min.js"),
    body: (frame) => `<div id="place"></div><script src="/host-script.js"></script><script>new pym.Parent("place", "${frame}", {})</script>`,
  },
  "@newswire/frames": {
    script: () => file("@newswire/frames", "frames.umd.js"),
    body: (frame) => `<div data-frame-src="${frame}"></div><script src="/host-script.js"></script><script>newswireFrames.autoInitFrames()</script>`,
  },
  "sidechain": {
    script: () => file("@nprapps/sidechain", "sidechain.js"),
    body: (frame) => `<side-chain src="${frame}"></side-chain><script src="/host-script.js"></script>`,
  },
};

for (const [name, { script, body }] of Object.entries(HOSTS)) {
  test(`in ${name} the frame gets the height it asks for, at every width`, async ({ page, site }) => {
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => wrong.push(message.text()));
    await page.route("**/host-script.js", (route) => route.fulfill({ path: script(), contentType: "text/javascript" }));
    const path = `/in-${name.replace(/\W/g, "")}`;
    site.pages[path] = { body: body(`${site.base}frame.html`) };
    await page.goto(site.elsewhere(path));
    const frame = page.locator("iframe");
    const inside = page.frameLocator("iframe");
    await expect(inside.locator(".chronocarte")).toHaveAttribute("data-state", "ready", { timeout: 20_000 });
    const heights = [];
    for (const width of [1000, 420, 700]) {
      await page.setViewportSize({ width, height: 900 });
      await expect(async () => {
        // In the width it has by now: a frame learns of it later than the page.
        const wide = await frame.evaluate((frame) => frame.clientWidth);
        expect(await inside.locator("html").evaluate((html) => html.clientWidth)).toBe(wide);
        const wanted = await inside.locator("html").evaluate((html) => Math.ceil(html.getBoundingClientRect().height));
        const given = await frame.evaluate((frame) => frame.clientHeight);
        expect(Math.abs(given - wanted)).toBeLessThanOrEqual(1);
        heights.push(given);
      }).toPass({ timeout: 10_000 });
    }
    // A frame of one height would fit by chance.
    expect(new Set(heights).size).toBe(3);
    expect(Math.min(...heights)).toBeGreaterThan(600);
    expect(wrong).toEqual([]);
  });
}
