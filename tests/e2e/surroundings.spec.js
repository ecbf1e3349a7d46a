// The page around a widget: its style does not reach in, the widget's does not reach out (embed.md 19, 28, 29,
// 37).
import { SCRIPT, STORY, container, expect, reaches, test } from "./page.js";
import { settled, widget } from "./reader.js";
import { HOSTILE, MILD } from "./surroundings.js";

/** How a widget looks in a page of such style: the picture of it, on a background of its own. */
const look = async ({ page, article }, style) => {
  await article(`<div class="chronocarte" id="one" data-story="${STORY}" data-theme="light" data-load="eager">${SCRIPT}</div>`, {
    policy: "", head: `<style>${style}</style>`,
  });
  await reaches(page, "ready");
  await settled(page);
  await page.locator("#one").evaluate((host) => {
    host.chronocarte.select("footage");
    document.documentElement.style.margin = document.body.style.margin = document.body.style.padding = "0";
  });
  await settled(page);
  await page.mouse.move(0, 0);
  return page.locator("#one").screenshot({ animations: "disabled" });
};

test("no style of the page changes how the widget looks (29)", async ({ page, article }) => {
  const plain = await look({ page, article }, MILD);
  const again = await look({ page, article }, MILD);
  expect(again.equals(plain), "two pictures of one page are the same").toBe(true);
  const hostile = await look({ page, article }, HOSTILE);
  if (!hostile.equals(plain)) {
    await test.info().attach("plain.png", { body: plain, contentType: "image/png" });
    await test.info().attach("hostile.png", { body: hostile, contentType: "image/png" });
  }
  expect(hostile.equals(plain)).toBe(true);
});

test("the widget changes no style of the page (29)", async ({ page, article }) => {
  const around = `<main><h1>Title</h1><h2>Part</h2><p>Text <a href="#x">link</a></p><button>Button</button><ul class="list"><li>One</li></ul>
    <section class="widget">Section</section><div class="map">Map</div><div class="root frame shown">Root</div><svg><circle r="3"></circle></svg></main>`;
  await article(around + container({ attributes: 'data-load="click"' }));
  await reaches(page, "idle");
  const styles = () => page.evaluate(() => [...document.querySelectorAll("html, body, main, main *")].map((element) => {
    const style = getComputedStyle(element);
    return [element.localName, ...Array.from(style, (name) => `${name}: ${style.getPropertyValue(name)}`)].join("; ");
  }));
  const before = await styles();
  await page.locator("#one").getByRole("button").click();
  await reaches(page, "ready");
  expect(before.length).toBeGreaterThan(14);
  expect(await styles()).toEqual(before);
  expect(await page.evaluate(() => [document.styleSheets.length, document.adoptedStyleSheets.length])).toEqual([0, 0]);
});

const WIDTHS = [280, 320, 360, 414, 559, 560, 640, 768, 859, 860, 1024, 1280, 1600];

test("a widget follows its container from 280 to 1600 px and never scrolls sideways (19)", async ({ page, article }) => {
  await page.setViewportSize({ width: 1640, height: 1000 });
  await article(container({ height: 1100, attributes: 'data-load="eager"' }).replace('width="600"', 'width="100"'));
  await reaches(page, "ready");
  for (const width of [...WIDTHS, ...WIDTHS.toReversed()]) {
    await page.locator("#one").evaluate((host, width) => host.style.setProperty("width", `${width}px`), width);
    await settled(page);
    // The first change waits for the second part of the wasm, and then for frames.
    await expect(async () => {
      const seen = await widget(page).evaluate((host) => {
        const root = host.shadowRoot;
        const size = (selector) => {
          const { width, height } = root.querySelector(selector).getBoundingClientRect();
          return { width, height };
        };
        return {
          over: root.querySelector(".widget").scrollWidth - host.clientWidth,
          map: size(".map"), axis: size(".axis"), list: size(".list"),
          canvas: root.querySelector(".map canvas").width / devicePixelRatio,
        };
      });
      expect(seen.over, `at ${width} px`).toBeLessThanOrEqual(0);
      for (const part of ["map", "axis", "list"]) {
        expect(Math.min(seen[part].width, seen[part].height), `${part} at ${width} px`).toBeGreaterThan(60);
        expect(seen[part].width, `${part} at ${width} px`).toBeLessThanOrEqual(width);
      }
      expect(Math.abs(seen.canvas - seen.map.width), `the picture of the map at ${width} px`).toBeLessThan(1.5);
    }).toPass({ timeout: 5000 });
  }
});

for (const width of [280, 320, 1600]) {
  test(`a page ${width} px wide has no sideways scroll on account of the widget (19)`, async ({ page, article }) => {
    await page.setViewportSize({ width, height: 900 });
    await article(`<div class="chronocarte" id="one" data-story="${STORY}" data-load="eager">${SCRIPT}</div>`);
    await reaches(page, "ready");
    await settled(page);
    expect(await page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth)).toBe(0);
  });
}

for (const ratio of [1, 1.5, 3]) {
  test(`at ${ratio} pixels a pixel the pictures are as sharp as the screen (28)`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, deviceScaleFactor: ratio, viewport: { width: 800, height: 900 } });
    const page = await context.newPage();
    await page.goto("./");
    await widget(page).scrollIntoViewIfNeeded();
    await expect(widget(page)).toHaveAttribute("data-state", "ready", { timeout: 15_000 });
    await settled(page);
    const [pixels, width] = await widget(page).evaluate((host) => {
      const canvas = host.shadowRoot.querySelector(".map canvas");
      return [canvas.width, canvas.getBoundingClientRect().width];
    });
    expect(Math.abs(pixels - width * ratio)).toBeLessThanOrEqual(ratio);
    await context.close();
  });
}

test("a page in which every storage and the cookies throw is no obstacle (37)", async ({ page, article }) => {
  await page.addInitScript(() => {
    const denied = () => {
      throw new DOMException("denied", "SecurityError");
    };
    for (const [owner, name] of [
      [window, "localStorage"], [window, "sessionStorage"], [window, "indexedDB"], [window, "caches"],
      [Document.prototype, "cookie"], [Navigator.prototype, "serviceWorker"], [Navigator.prototype, "storage"],
    ]) Object.defineProperty(owner, name, { configurable: true, get: denied, set: denied });
  });
  await article(container({ attributes: 'data-load="eager"' }));
  const refusal = await page.evaluate(() => ["localStorage", "sessionStorage", "indexedDB", "caches"].map((name) => {
    try {
      return typeof window[name];
    } catch ({ name: refusal }) {
      return refusal;
    }
  }));
  expect(refusal).toEqual(Array(4).fill("SecurityError"));
  await reaches(page, "ready");
  // What readers do, to the last button.
  await page.locator('button[data-event="footage"]').click();
  await page.getByRole("button", { name: "Zoom in", exact: true }).click();
  await page.getByRole("button", { name: "Share and download" }).click();
  await expect(page.getByLabel("Link to this view")).toHaveValue(/e=footage/);
  expect(await page.locator("#one").evaluate((host) => host.chronocarte.state().selected)).toBe("footage");
});
