// Everything a widget says, in every language, is the same in every engine and in any time zone (embed.md 85, 87).
import { ask, must, mustBe, reaches, until } from "./page.js";
import { container } from "./server.js";

const LANGUAGES = ["en", "fr"];

/** In the page: all texts of the widget, whatever is done to it, one after the other. */
const said = async () => {
  const host = document.getElementById("one");
  const { chronocarte } = host;
  const lines = [];
  const note = async (what) => {
    await window.countsOfTheTest.drawn();
    for (const part of host.shadowRoot.querySelectorAll("details")) part.open = true;
    await window.countsOfTheTest.drawn();
    lines.push(`--- ${what}`);
    const walker = document.createTreeWalker(host.shadowRoot.querySelector(".widget"), NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) lines.push(node.data);
      else for (const { name, value } of node.attributes) {
        if (/^(aria-(label|description|valuetext|roledescription)|title|alt|datetime|placeholder|href|lang|dir)$/.test(name)) lines.push(`${name}: ${value}`);
      }
    }
  };
  await note("as it opens");
  const events = [...host.shadowRoot.querySelectorAll("button.event")].map((button) => button.dataset.event);
  for (const event of events) {
    chronocarte.select(event);
    await note(event);
  }
  chronocarte.select(null);
  chronocarte.setTime("2020-09-27T00:00:00+04:00", "2020-09-27T20:00:00Z");
  await note("one day");
  chronocarte.setTime(null, null);
  chronocarte.setFilter({ hiddenKinds: ["fighting"] });
  await note("without fighting");
  chronocarte.setFilter({});
  chronocarte.setAsOf("2020-09-28T10:00:00Z");
  await note("as of a moment before");
  lines.push("--- drawn", ...[...window.countsOfTheTest.texts].sort());
  // The page stands elsewhere each time, and links lead there.
  return lines.map((line) => line.replaceAll(location.href.split("#")[0], "PAGE"));
};

/** The two zones that are farthest from each other, and the minutes by which each is off. */
const collect = (offset) => async (page, { matrix, engine, kept }) => {
  const wrong = [];
  for (const lang of LANGUAGES) {
    await page.open(matrix.article({ body: container({ attributes: `data-load="eager" data-lang="${lang}"` }) }));
    wrong.push(await reaches(page, "ready"));
    wrong.push(mustBe("minutes to Greenwich", await page.read("new Date(1601200000000).getTimezoneOffset()"), offset));
    // What comes of the first act comes later.
    await ask(page, () => document.getElementById("one").chronocarte.select("footage"));
    const open = `document.getElementById("one").shadowRoot.querySelectorAll("[aria-expanded=true]").length`;
    wrong.push(await until("the open card", () => page.read(open), (number) => number === 1));
    await ask(page, () => document.getElementById("one").chronocarte.select(null));
    const lines = await ask(page, said);
    const first = (kept[lang] ??= { engine, lines });
    const differ = lines.findIndex((line, nth) => line !== first.lines[nth]);
    const here = lines.slice(0, differ).findLast((line) => line.startsWith("---"));
    wrong.push(
      must(lines.length > 1000, `it says ${lines.length} things`),
      must(differ < 0, `in ${lang} it says ${JSON.stringify(lines[differ])}, where ${first.engine} says ${JSON.stringify(first.lines[differ])} (${here})`),
      mustBe(`in ${lang} the number of texts`, lines.length, first.lines.length),
    );
  }
  return wrong;
};

const NAME = "says the same as in every other engine, in English and French, in Los Angeles and on Kiritimati";

export const TEXTS = [
  { name: NAME, outcome: "yes", run: collect(7 * 60) },
  { name: NAME, outcome: "yes", browser: { dark: true, zone: "Pacific/Kiritimati" }, run: collect(-14 * 60) },
];
