// What the command line makes, on a host of its own, in articles of another, in any engine.
import { fileURLToPath } from "node:url";
import { host } from "../e2e/host.js";
import { until } from "./page.js";

const STORY = fileURLToPath(new URL("../../static/demo/karabakh-2020.json", import.meta.url));

/** Builds the folder and serves it. */
export const serveFolder = () => host(STORY);

/** Whether the widget stands in the place of its fallback, with everything drawn; in any document. */
const RUNS = `(() => {
  const host = document.querySelector(".chronocarte");
  if (host?.dataset.state !== "ready") return host?.dataset.state ?? "nothing";
  const shown = (element) => element?.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  if (shown(host.querySelector("figcaption"))) return "the fallback shows";
  return [...host.shadowRoot.querySelectorAll("canvas")].some(shown) ? "runs" : "nothing is drawn";
})()`;
const runs = (value) => value === "runs";

/** A block of `embed.html`, as somebody copies it. */
const block = async (site, id) => {
  const html = await site.read("embed.html");
  const [, text] = new RegExp(`<textarea[^>]* id="copy-${id}"[^>]*>([^]*?)</textarea>`).exec(html);
  const signs = { lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" };
  return text.replace(/&(lt|gt|quot|amp|#39);/g, (_, name) => signs[name]);
};

const article = async (page, site, name, body, policy) => {
  site.pages[`/${name}`] = { body, policy };
  await page.open(site.elsewhere(`/${name}`));
};

const origin = (site) => new URL(site.base).origin;
const frameHeight = `document.querySelector("iframe").clientHeight`;
const contentHeight = "Math.ceil(document.documentElement.getBoundingClientRect().height)";

export const FOLDER = [
  {
    name: "the tag of a folder, in a strict page of another host",
    outcome: "runs",
    async run(page, site) {
      const files = origin(site);
      const policy = `default-src 'none'; script-src ${files} 'wasm-unsafe-eval'; connect-src ${files}; style-src ${files}; img-src ${files} data:`;
      await article(page, site, "tag", await block(site, "tag"), policy);
      return [await until("it", () => page.read(RUNS), runs)];
    },
  },
  {
    name: "the frame of a folder, in the height it asks for",
    outcome: "runs",
    async run(page, site) {
      const files = origin(site);
      const text = (await block(site, "iframe-resized")).replace('loading="lazy"', "");
      await article(page, site, "frame", text, `default-src 'none'; script-src ${files}; frame-src ${files}; img-src data:`);
      const wrong = await until("the frame", () => page.inFrame(RUNS), runs);
      const off = async () => Math.abs((await page.inFrame(contentHeight)) - (await page.read(frameHeight)));
      return [wrong, await until("the missing height", off, (px) => px <= 1)];
    },
  },
  {
    name: "the frame of a folder, in a sandbox without an origin",
    outcome: "runs",
    async run(page, site) {
      const { html } = JSON.parse(await site.read("oembed.json"));
      await article(page, site, "sandbox", html.replace("<iframe", '<iframe sandbox="allow-scripts"'));
      return [
        await until("the frame", () => page.inFrame(RUNS), runs),
        await until("its origin", () => page.inFrame("String(self.origin)"), (value) => value === "null"),
      ];
    },
  },
  {
    name: "the page of a folder tells everything without script",
    outcome: "yes",
    async run(page, site) {
      await page.open(`${site.base}index.html`);
      const tells = `(() => {
        const pictures = [...document.images];
        return [document.querySelectorAll("table").length, document.querySelectorAll("tbody tr").length > 10,
          document.querySelectorAll("script:not([type='application/ld+json'])").length,
          pictures.length > 0 && pictures.every((image) => image.complete && image.naturalWidth > 0),
          document.documentElement.scrollWidth <= innerWidth].join();
      })()`;
      return [await until("it", () => page.read(tells), (value) => value === "2,true,0,true,true")];
    },
  },
];
