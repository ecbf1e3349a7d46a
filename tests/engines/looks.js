// How a widget looks: in any page, at any width, on any screen and on paper (embed.md 19, 28, 29, 55).
import { HOSTILE, MILD } from "../e2e/surroundings.js";
import { read } from "../e2e/pdf.js";
import { ask, askFrame, blurred, click, drawn, must, mustBe, reaches, rest, until, unrest } from "./page.js";
import { SCRIPT, STORY, container } from "./server.js";

/** In the page: every element of the widget, with its box and all of its computed style in one number. */
const measured = () => {
  const host = document.getElementById("one");
  const from = host.getBoundingClientRect();
  return [...host.shadowRoot.querySelectorAll(".root *")].map((element) => {
    let number = 0;
    for (const pseudo of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      // Some browsers list properties of a page's own too, in no order.
      for (const name of [...style].filter((name) => !name.startsWith("--"))) {
        for (const letter of `${name}:${style.getPropertyValue(name)};`) number = (Math.imul(number, 31) + letter.charCodeAt(0)) | 0;
      }
    }
    const { x, y, width, height } = element.getBoundingClientRect();
    const none = !element.getClientRects().length;
    const box = none ? "none" : [x - from.x, y - from.y, width, height].map((px) => Math.round(px * 64) / 64).join(" ");
    return { name: `${element.localName}.${element.getAttribute("class") ?? ""}`, box, number };
  });
};

/** A widget in a page of such style, with an event open: its elements. */
const look = async (page, matrix, style) => {
  await page.open(matrix.article({
    policy: "", head: `<style>${style}</style>`,
    // Without a fallback: that is the page's own, and its margins move what follows.
    body: `<div class="chronocarte" id="one" data-story="${STORY}" data-theme="light" data-load="eager">${SCRIPT}</div>`,
  }));
  const wrong = await reaches(page, "ready");
  if (wrong) throw new Error(wrong);
  await ask(page, () => {
    document.getElementById("one").chronocarte.select("footage");
    // The same place for it, whatever stands around.
    Object.assign(document.getElementById("one").style, { position: "absolute", left: "0", top: "0" });
    scrollTo(0, 0);
  });
  const open = `document.getElementById("one").shadowRoot.querySelectorAll("[aria-expanded=true]").length`;
  await until("the open card", () => page.read(open), (number) => number === 1);
  await drawn(page);
  return ask(page, measured);
};

const WIDTHS = [280, 320, 375, 414, 559, 560, 768, 859, 860, 1040, 1280, 1600];

/** In a frame: what is wrong with the widget at the frame's width, as sentences. */
const fits = async (width) => {
  const host = document.getElementById("one");
  await window.countsOfTheTest.drawn();
  const wrong = [];
  const page = document.documentElement;
  if (innerWidth !== width) wrong.push(`the frame is ${innerWidth} px wide`);
  if (page.scrollWidth > page.clientWidth) wrong.push(`the page scrolls by ${page.scrollWidth - page.clientWidth} px`);
  const over = host.shadowRoot.querySelector(".widget").scrollWidth - host.clientWidth;
  if (over > 0) wrong.push(`the widget scrolls by ${over} px`);
  for (const part of [".map", ".axis", ".list"]) {
    const { width: wide, height } = host.shadowRoot.querySelector(part).getBoundingClientRect();
    if (wide < 60 || height < 60 || wide > width) wrong.push(`${part} has ${wide} x ${height} px`);
  }
  return wrong;
};

/** Until the pictures are as sharp as a screen of so many pixels a pixel; the change may wait for the second part of the wasm. */
const sharp = async (page, ratio) => [
  mustBe("pixels a pixel", await page.read("devicePixelRatio"), ratio),
  await until(`at ${ratio} pixels a pixel what is wrong`, () => ask(page, blurred, "one"), (value) => value.length === 0, 5000),
];

export const LOOKS = [
  {
    name: "looks the same whatever the style of the page",
    outcome: "yes",
    async run(page, { matrix }) {
      const mild = await look(page, matrix, MILD);
      // With its scroll bars and, where they fade, without.
      const pictures = [];
      for (let nth = 0; nth < 4; nth += 1) {
        pictures.push(await page.picture());
        await rest(500);
      }
      const hostile = await look(page, matrix, HOSTILE);
      const alike = async () => {
        const now = await page.picture();
        return pictures.some((picture) => now.equals(picture));
      };
      const other = hostile.flatMap(({ name, box, number }, nth) => {
        const was = mild[nth];
        if (was?.name === name && was.box === box && was.number === number) return [];
        return [was?.box === box ? `${name} has another style` : `${name} is at ${box}, not ${was?.box}`];
      });
      return [
        must(mild.length > 100, `it has ${mild.length} elements`),
        mustBe("elements", hostile.length, mild.length),
        must(!other.length, `${other.length} elements differ: ${other.slice(0, 4).join(", ")}`),
        must(pictures[0].length > 30_000, "the picture is empty"),
        await until("the likeness of its pictures", alike, Boolean, 8000),
      ];
    },
  },
  {
    name: "follows its page from 280 to 1600 px and back, without sideways scroll",
    outcome: "yes",
    async run(page, { matrix }) {
      const inner = new URL(matrix.article({ body: container({ width: 100, height: 1100 }) })).pathname;
      await page.open(matrix.article({ body: `<iframe title="A page" src="${inner}" width="700" height="1200"></iframe>` }));
      const state = () => page.inFrame(`document.getElementById("one")?.dataset.state`);
      const wrong = [await until("its state", state, (value) => value === "ready")];
      for (const width of [...WIDTHS, ...WIDTHS.toReversed()]) {
        await page.read(`void (document.querySelector("iframe").width = ${width})`);
        // The first change waits for the second part of the wasm.
        const flaws = async () => [...(await askFrame(page, fits, width)), ...(await askFrame(page, blurred, "one"))];
        wrong.push(await until(`at ${width} px what is wrong`, flaws, (value) => value.length === 0, 5000));
      }
      return [...wrong, ...(await unrest(page))];
    },
  },
  {
    name: "pictures as sharp as the screen, while the page is zoomed to 1.5, 3 and 1 pixels a pixel",
    outcome: "yes",
    async run(page, { matrix }) {
      if (!page.zoom) return null;
      await page.open(matrix.article({ body: container() }));
      const wrong = [await reaches(page, "ready"), ...(await sharp(page, 1))];
      for (const ratio of [1.5, 3, 1]) {
        await page.zoom(ratio);
        wrong.push(...(await sharp(page, ratio)));
      }
      return [...wrong, ...(await unrest(page))];
    },
  },
  {
    name: "pictures as sharp as the screen, which has 3 pixels a pixel",
    outcome: "yes",
    browser: { ratio: 3 },
    async run(page, { matrix }) {
      await page.open(matrix.article({ body: container() }));
      return [await reaches(page, "ready"), ...(await sharp(page, 3)), ...(await unrest(page))];
    },
  },
  {
    name: "is printed: before anybody acts as its fallback, then as it stands",
    outcome: "yes",
    async run(page, { matrix }) {
      if (!page.paper) return null;
      await page.open(matrix.article({ body: container() }));
      const wrong = [await reaches(page, "ready")];
      const squeezed = (text) => text.normalize("NFKC").replace(/\s+/g, "");
      const printed = async (yes, no) => {
        const text = read(await page.paper()).words;
        return [
          ...yes.map((phrase) => must(text.includes(squeezed(phrase)), `on paper there is no “${phrase}”`)),
          ...no.map((phrase) => must(!text.includes(squeezed(phrase)), `on paper there is “${phrase}”`)),
        ];
      };
      const FALLBACK = ["The fallback of one."];
      const WIDGET = ["Karabakh: two days of reported clashes", "Figures of different speakers are never added up."];
      wrong.push(...(await printed(FALLBACK, WIDGET)));
      await click(page, "button.event");
      const selected = () => ask(page, () => document.getElementById("one").chronocarte.state().selected);
      wrong.push(await until("the selected event", selected, Boolean));
      await drawn(page);
      wrong.push(...(await printed(WIDGET, FALLBACK)));
      return [...wrong, ...(await unrest(page))];
    },
  },
];
