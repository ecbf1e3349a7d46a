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
