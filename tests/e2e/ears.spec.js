// What a screen reader is told: every part of the widget, and of every event who says what, in every language.
// Goldens; UPDATE_GOLDEN=1 rewrites them.
import { readFileSync, writeFileSync } from "node:fs";

import { container, expect, reaches, test } from "./page.js";
import { call, drawn, state } from "./reader.js";

const golden = (name) => new URL(`../golden/${name}`, import.meta.url);

for (const lang of ["en", "fr", "az", "hy", "ru", "tr", "ar"]) {
  test(`a screen reader is told in ${lang} who says what of every event (64)`, async ({ page, article }) => {
    await page.setViewportSize({ width: 1040, height: 1600 });
    await article(container({ attributes: `data-load="eager" lang="${lang}" data-lang="${lang}"`, height: 1500 }));
    await reaches(page, "ready");
    const parts = [`# ${lang}: the widget\n${await page.locator("section").ariaSnapshot()}`];
    const ids = await page.locator("#one").evaluate((host) => [...host.shadowRoot.querySelectorAll("button.event")].map((button) => button.dataset.event));
    expect(ids.length).toBeGreaterThan(7);
    for (const id of ids) {
      await call(page, "select", id);
      await drawn(page);
      expect((await state(page)).selected).toBe(id);
      parts.push(`# ${id}\n${await page.locator(".card.selected").ariaSnapshot()}`);
    }
    // Versions of the data change with every edition; addresses of views say nothing to the ear.
    const text = `${parts.join("\n\n")}\n`.replace(/^\s*- \/url: "#chronocarte.*\n/gm, "");
    const file = golden(`ears_${lang}.txt`);
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, "utf8"));
  });
}
