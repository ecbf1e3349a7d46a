// The widget takes the place of its fallback in one frame, after it is painted and not before (embed.md 53).
import { container, expect, reaches, test } from "./page.js";

/** Notes after every frame what of a container can be seen, whether its map has ink, and how high it is. */
const watch = () => {
  const frames = [];
  Object.defineProperty(window, "framesOfTheTest", { value: frames });
  // A canvas of our own: reading it back leaves the widget's alone.
  const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const host = document.getElementById("one");
    if (!host) return;
    const seen = (element) => Boolean(element?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length);
    const canvas = host.shadowRoot?.querySelector(".map canvas");
    const inked = () => {
      const { width, height } = canvas;
      paper.canvas.width = width;
      paper.canvas.height = height;
      paper.drawImage(canvas, 0, 0);
      const pixels = new Uint32Array(paper.getImageData(0, 0, width, height).data.buffer);
      return pixels.some((pixel) => pixel !== pixels[0]);
    };
    const widget = seen(host.shadowRoot?.querySelector(".widget"));
    frames.push({
      fallback: seen(host.querySelector("figcaption")), widget, inked: widget && inked(),
      cards: widget ? host.shadowRoot.querySelectorAll(".list button.event").length : 0,
      height: host.getBoundingClientRect().height, after: document.getElementById("after")?.getBoundingClientRect().top,
    });
  };
  const frame = () => {
    // The message comes once this frame is on the screen.
    port2.postMessage(null);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};

for (const [name, delay] of [["at once", 0], ["after a second", 1000]]) {
  test(`a fallback gives way in one frame to a widget that is painted, when the wasm comes ${name} (53)`, async ({ page, article }) => {
    await page.addInitScript(watch);
    await page.route(/\.wasm$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, delay));
      await route.continue();
    });
    await article(`<p>Before.</p>${container({ attributes: 'data-load="eager"' })}<p id="after">After.</p>`);
    await reaches(page, "ready");
    await page.waitForTimeout(300);
    const frames = await page.evaluate(() => window.framesOfTheTest);
    const swap = frames.findIndex(({ fallback }) => !fallback);
    expect(swap, "frames with the fallback come first").toBeGreaterThan(0);
    expect(frames.length - swap, "frames with the widget follow").toBeGreaterThan(3);
    for (const [nth, seen] of frames.entries()) {
      const what = `frame ${nth} of ${frames.length}, the swap is at ${swap}`;
      expect([seen.fallback, seen.widget], what).toEqual([nth < swap, nth >= swap]);
      if (nth >= swap) expect([seen.inked, seen.cards >= 7], what).toEqual([true, true]);
      expect([seen.height, seen.after], what).toEqual([frames[0].height, frames[0].after]);
    }
    if (delay) expect(swap, "the fallback stayed while the wasm was awaited").toBeGreaterThan(20);
  });
}
