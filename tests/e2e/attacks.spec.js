// A story that attacks wherever it can, published: scripts, frames and all are where a publisher puts them (embed.md 50).
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { host } from "./host.js";
import { article, expect, origin, ready, test } from "./site.js";

/** Attacks that a browser would run if any were markup. */
const ATTACKS = [
  "<script>hack()</script>", "</script><script>hack()</script>", "<img src=x onerror=hack()>",
  '"><svg onload=hack()>', "' onfocus='hack()' autofocus='", "javascript:hack()", "</textarea></title><script>hack()</script>",
  "data:text/html,<script>parent.hack()</script>", "--><script>hack()</script>", "{{constructor.constructor('hack()')()}}",
];

test("an address that is a script is refused before anything is made of it (50)", async () => {
  const room = await mkdtemp(join(tmpdir(), "chronocarte-"));
  const file = join(room, "story.json");
  const event = { id: "e", title: { en: "E" }, claims: [{ id: "c", speaker: "s", wording: { en: "E" } }] };
  const story = { chronocarte: 1, contact: ATTACKS[5], speakers: [{ id: "s", name: { en: "S" } }], events: [event] };
  await writeFile(file, JSON.stringify(story));
  await expect(host(file)).rejects.toThrow(/error\[address\].*\/contact/);
  await rm(room, { recursive: true });
});

test("a story that attacks is text in the page, in the frame and in the blocks (50)", async ({ browser }) => {
  const room = await mkdtemp(join(tmpdir(), "chronocarte-"));
  const file = join(room, "story.json");
  const words = (attack) => ({ en: attack });
  await writeFile(file, JSON.stringify({
    chronocarte: 1, id: ATTACKS[0], title: words(ATTACKS[0]), summary: words(ATTACKS[2]), credit: words(ATTACKS[3]),
    licence: words(ATTACKS[1]), contact: `mailto:desk@news.example?subject=${ATTACKS[3]}`, version: 1, languages: ["en"],
    parties: [{ id: "p", name: words(ATTACKS[2]) }],
    speakers: ATTACKS.map((attack, nth) => ({ id: `${attack}${nth}`, name: words(attack), role: words(attack), party: "p" })),
    sources: ATTACKS.map((attack, nth) => ({ id: `${attack}${nth}`, name: words(attack), note: words(attack),
      url: `https://good.example/${attack}` })),
    places: ATTACKS.map((attack, nth) => ({ id: `${attack}${nth}`, name: words(attack), lon: 45 + nth / 5, lat: 40 })),
    events: ATTACKS.map((attack, nth) => ({
      id: `${attack}${nth}`, title: words(attack), text: words(attack), note: words(attack),
      when: { edtf: `2020-09-${10 + nth}`, note: words(attack) }, where: { place: `${attack}${nth}` },
      claims: [{ id: `${attack}${nth}`, speaker: `${attack}${nth}`, via: [`${attack}${nth}`], wording: words(attack),
        figures: [{ measure: "killed", qualifier: "words", words: words(attack) }] }],
    })),
  }));
  test.slow();
  const site = await host(file);
  const context = await browser.newContext();
  const ran = [];
  await context.exposeFunction("hack", () => ran.push("hack"));
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const page = await context.newPage();
  page.on("dialog", (dialog) => ran.push(dialog.message()));
  await page.goto(`${site.base}index.html`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(ATTACKS[0]);
  await page.goto(`${site.base}frame.html`);
  await ready(page);
  await expect(page.locator(".card .what").first()).toHaveText(ATTACKS[0]);
  await page.goto(`${site.base}embed.html`);
  const blocks = await page.locator("textarea").evaluateAll((areas) => areas.map((area) => area.value));
  await article(page, site, blocks.filter((text) => text.startsWith("<")).join("\n"));
  // A frame is loaded when it comes near.
  await page.locator("iframe").first().scrollIntoViewIfNeeded();
  await ready(page.frameLocator("iframe >> nth=0"));
  expect(ran).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(origin(site)) && !url.startsWith(new URL(site.elsewhere("/")).origin) && !url.startsWith("data:"))).toEqual([]);
  await context.close();
  await site.close();
  await rm(room, { recursive: true });
});
