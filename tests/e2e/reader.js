// What a reader of an article does with a widget and gets to see of it.
import { expect } from "./page.js";

/** The first widget of a page. Selectors inside it reach through its shadow root. */
export const widget = (page) => page.locator(".chronocarte").first();

/** Opens the demo article, at a view if one is given, and waits for its widget. */
export const openDemo = async (page, view = "") => {
  await page.goto(view ? `./#chronocarte=${view}` : "./");
  await widget(page).scrollIntoViewIfNeeded();
  await expect(widget(page)).toHaveAttribute("data-state", "ready", { timeout: 15_000 });
  await settled(page);
};

/**
 * Waits until what was asked for is drawn: what was done with the first part of the wasm waits for the second, a commit
 * waits for one frame, sizes may follow in the next.
 */
export const settled = async (page) => {
  await page.evaluate(() => window.secondPartOfTheTest);
  await drawn(page);
};

/** Waits until what is there is drawn. */
export const drawn = (page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });

/** What `state()` says. */
export const state = (page) => widget(page).evaluate((host) => host.chronocarte.state());

/** One call of the handle. */
export const call = async (page, name, ...args) => {
  await widget(page).evaluate((host, [name, args]) => void host.chronocarte[name](...args), [name, args]);
  await settled(page);
};

/** The events that are shown, by every part of the widget that shows them. Background events are left out. */
export const shown = (page) =>
  widget(page).evaluate((host) => {
    const root = host.shadowRoot;
    const ids = (selector) => [...root.querySelectorAll(selector)].map((element) => element.dataset.event);
    return {
      matched: host.chronocarte.state().matched,
      cards: ids(".list > ol button.event"),
      marks: ids("svg.marks g[data-event]").sort(),
      summary: root.querySelector(".now span").textContent,
    };
  });

/** The event that is selected, by every part of the page that marks it. Lists hold one element or none. */
export const selection = (page) =>
  widget(page).evaluate((host) => {
    const root = host.shadowRoot;
    const ids = (scope, selector, key) => [...scope.querySelectorAll(selector)].map((element) => element.dataset[key]);
    return {
      state: host.chronocarte.state().selected,
      cards: ids(root, "button.event[aria-expanded=true]", "event"),
      marks: ids(root, "svg.marks g[aria-pressed=true]", "event"),
      phrases: ids(document, "[aria-current]", "chronocarteEvent"),
    };
  });

/** Where the mark of an event stands on the map, in pixels of the window. */
export const markOnMap = async (page, event) => {
  const box = await page.locator(`svg.marks g[data-event="${event}"]`).first().boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

/** Everything that is drawn as text from now on can be read by `drawnTexts`. Before the page opens. */
export const watchTexts = (page) =>
  page.addInitScript(() => {
    const prototype = CanvasRenderingContext2D.prototype;
    const { clearRect, fillText } = prototype;
    prototype.clearRect = function (...args) {
      this.canvas.textsOfTheTest = [];
      clearRect.apply(this, args);
    };
    prototype.fillText = function (text, x, y) {
      const ink = this.measureText(text);
      // Letters of a spaced word are drawn one by one, from the left; a letter in the middle stands alone.
      const letter = this.textAlign === "left" && [...text].length === 1;
      const box = {
        left: x - ink.actualBoundingBoxLeft,
        right: x + ink.actualBoundingBoxRight,
        top: y - ink.actualBoundingBoxAscent,
        bottom: y + ink.actualBoundingBoxDescent,
      };
      const texts = (this.canvas.textsOfTheTest ??= []);
      const last = texts.at(-1);
      if (letter && last?.spaced && last.y === y && last.font === this.font && x > last.x && x - last.right < 30) {
        last.text += text;
        last.x = x;
        last.right = Math.max(last.right, box.right);
        last.top = Math.min(last.top, box.top);
        last.bottom = Math.max(last.bottom, box.bottom);
      } else {
        texts.push({ text, x, y, font: this.font, spaced: letter, ...box });
      }
      fillText.call(this, text, x, y);
    };
  });

/**
 * The texts that stand on the canvases of a part of the widget (`.map`, `.axis`, `.chart`), each with the box of its
 * ink, and the size of the picture: all in CSS pixels from the picture's upper left corner.
 */
export const drawnTexts = (page, part) =>
  page.locator(part).evaluate((element) => ({
    width: element.clientWidth,
    height: element.clientHeight,
    texts: [...element.querySelectorAll("canvas")].flatMap((canvas) => canvas.textsOfTheTest ?? []),
  }));

/** Where a text stands in a picture, in pixels of the window. */
export const placeOfText = async (page, part, text) => {
  const { texts } = await drawnTexts(page, part);
  const found = texts.filter((drawn) => drawn.text === text);
  expect(found, `"${text}" drawn once in ${part}`).toHaveLength(1);
  const box = await page.locator(part).boundingBox();
  const [{ left, right, top, bottom }] = found;
  return { x: box.x + (left + right) / 2, y: box.y + (top + bottom) / 2 };
};

/** The accessible element that has the focus, as a word: `body`, or what stands in the deepest shadow root. */
export const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return "body";
    const name = element.getAttribute("aria-label") ?? element.dataset.event ?? element.textContent.trim().slice(0, 40);
    const within = element.getRootNode() instanceof ShadowRoot ? "" : "article: ";
    return `${within}${element.localName}.${element.getAttribute("class") ?? ""} ${name}`;
  });
