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

/** A widget in a page of such style, with an event open: its elements, and its picture. */
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
  return { elements: await ask(page, measured), picture: await stillPicture(page) };
};

/** A picture in which nothing moves any more: scroll bars fade. */
const stillPicture = async (page) => {
  let before = await page.picture();
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await rest(700);
    const now = await page.picture();
    if (now.equals(before)) return now;
    before = now;
  }
  throw new Error("no two pictures are the same");
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

/** Pictures are as sharp as a screen of so many pixels a pixel. */
const sharp = (ratio) => ({
  name: ratio === 1 ? "pictures as sharp as the screen, at 1 pixel a pixel" : `at ${ratio} pixels a pixel`,
  outcome: "yes",
  browser: ratio === 1 ? undefined : { ratio },
  async run(page, { matrix }) {
    await page.open(matrix.article({ body: container() }));
    const wrong = await reaches(page, "ready");
    await drawn(page);
    return [wrong, mustBe("pixels a pixel", await page.read("devicePixelRatio"), ratio), ...(await ask(page, blurred, "one")), ...(await unrest(page))];
  },
});

export const LOOKS = [
  {
    name: "looks the same whatever the style of the page",
    outcome: "yes",
    async run(page, { matrix }) {
      let [mild, hostile] = [];
      // A busy machine may leave a picture half done for longer than it moves; the style of a page is there every time.
      for (let attempt = 0; attempt < 3 && !(mild && hostile.picture.equals(mild.picture)); attempt += 1) {
        mild = await look(page, matrix, MILD);
        hostile = await look(page, matrix, HOSTILE);
      }
      const other = hostile.elements.flatMap(({ name, box, number }, nth) => {
        const was = mild.elements[nth];
        if (was?.name === name && was.box === box && was.number === number) return [];
        return [was?.box === box ? `${name} has another style` : `${name} is at ${box}, not ${was?.box}`];
      });
      return [
        must(mild.elements.length > 100, `it has ${mild.elements.length} elements`),
        mustBe("elements", hostile.elements.length, mild.elements.length),
        must(!other.length, `${other.length} elements differ: ${other.slice(0, 4).join(", ")}`),
        must(mild.picture.length > 30_000, "the picture is empty"),
        must(hostile.picture.equals(mild.picture), "the picture is another"),
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
        const flaws = [...(await askFrame(page, fits, width)), ...(await askFrame(page, blurred, "one"))];
        if (flaws.length) wrong.push(`at ${width} px ${flaws.join(", ")}`);
      }
      return [...wrong, ...(await unrest(page))];
    },
  },
  sharp(1),
  sharp(1.5),
  sharp(2),
  sharp(3),
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
