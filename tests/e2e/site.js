// The folder that the command line makes of the demo's story, on a host of its own: one a worker.
import { fileURLToPath } from "node:url";
import { expect, test as base } from "@playwright/test";
import { host } from "./host.js";

export { expect };

/** The demo's story. */
export const STORY = fileURLToPath(new URL("../../static/demo/karabakh-2020.json", import.meta.url));

/** `site` is what `host` says of that folder. */
export const test = base.extend({
  site: [
    async ({}, use) => {
      const site = await host(STORY);
      await use(site);
      await site.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** A block of `embed.html`, as somebody copies it. */
export const block = async (page, site, id) => {
  await page.goto(`${site.base}embed.html`);
  return page.locator(`#copy-${id}`).inputValue();
};

/** Opens an article on another host than the folder's. */
export const article = async (page, site, body, policy) => {
  const path = `/article-${Math.random().toString(36).slice(2)}`;
  site.pages[path] = { body, policy };
  await page.goto(site.elsewhere(path));
};

/** The scheme and host of a folder. */
export const origin = (site) => new URL(site.base).origin;

/** Waits for the widget of a page or frame. */
export const ready = (scope) =>
  expect(scope.locator(".chronocarte")).toHaveAttribute("data-state", "ready", { timeout: 20_000 });
