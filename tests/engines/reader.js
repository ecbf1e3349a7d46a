// What a reader does on a page of the matrix, in any engine: each a sentence that must hold, and how to find out.
import { ROWS } from "./rows.js";

const row = (name) => ROWS.find((row) => row.name === name);
const OPEN = row("no policy");
const STRICT = row("all of these together");
const REFUSED = row("script-src 'self'");

const host = "document.querySelector('[data-state]')";
const inside = (selector) => `${host}.shadowRoot.querySelector(${JSON.stringify(selector)})`;

/** The middle of an element, brought into sight. */
const middle = (element) => `(() => {
  const element = ${element};
  element.scrollIntoView({ block: "center" });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
})()`;

const until = async (page, expression, wanted) => {
  let value;
  for (let attempt = 0; attempt < 60; attempt += 1) {
    value = await page.read(expression);
    if (wanted(value)) return null;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return `${expression.slice(0, 80)} is ${JSON.stringify(value)}`;
};

const selected = `${host}.chronocarte.state().selected`;
const longitude = `${host}.chronocarte.state().camera.lon`;
const expanded = `${inside("button.event[aria-expanded=true]")}?.dataset.event ?? null`;

export const DEEDS = [
  {
    name: "a click on a card selects its event",
    row: STRICT,
    async run(page) {
      const event = await page.read(`${inside("button.event")}.dataset.event`);
      await page.click(await page.read(middle(inside("button.event"))));
      return [await until(page, selected, (id) => id === event), await until(page, expanded, (id) => id === event)];
    },
  },
  {
    name: "Enter on a card selects its event",
    row: OPEN,
    async run(page) {
      const event = await page.read(`${inside("button.event")}.dataset.event`);
      await page.read(`${inside("button.event")}.focus()`);
      await page.press("Enter");
      return [await until(page, selected, (id) => id === event)];
    },
  },
  {
    name: "an arrow key moves the map",
    row: OPEN,
    async run(page) {
      const before = await page.read(longitude);
      await page.read(`${inside(".map")}.focus()`);
      await page.press("ArrowRight");
      return [await until(page, longitude, (lon) => lon > before)];
    },
  },
  {
    name: "a link to a view opens it in the open page",
    row: OPEN,
    async run(page) {
      await page.read("void (location.hash = '#chronocarte=e=footage')");
      return [await until(page, selected, (id) => id === "footage")];
    },
  },
  {
    name: "a container taken away and put back starts anew",
    row: OPEN,
    async run(page) {
      await page.read(`(() => {
        const host = ${host};
        host.remove();
        setTimeout(() => document.body.append(host), 100);
      })()`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return [await until(page, `document.querySelector(".chronocarte").dataset.state`, (state) => state === "ready")];
    },
  },
  {
    name: "the links of a fallback that stays lead on",
    row: REFUSED,
    async run(page) {
      await page.click(await page.read(middle("document.querySelector('figcaption a')")));
      return [await until(page, "location.hash", (hash) => hash === "#all")];
    },
  },
];
