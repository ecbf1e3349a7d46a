// What an automatic inspection of accessibility finds in the demo article: nothing that matters.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "./page.js";
import { call, openDemo, settled } from "./reader.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The serious and critical violations in the widget, in words. */
const inspect = async (page) => {
  // Evaluated from outside, so the page's policy has no say.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations, passes } = await window.axe.run(".chronocarte");
    // What lies in a shadow root is named by a list of selectors.
    const inShadow = passes.flatMap(({ nodes }) => nodes).filter(({ target }) => Array.isArray(target[0]));
    if (inShadow.length < 100) throw new Error(`only ${inShadow.length} checks of the widget itself`);
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target.join(" ")} ${any[0]?.message ?? ""}`));
  });
};

for (const theme of ["light", "dark"]) {
  for (const width of [375, 1040]) {
    test(`nothing serious is found at the start (${theme}, ${width} px)`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await openDemo(page);
      expect(await inspect(page)).toEqual([]);
    });
  }

  test(`nothing serious is found with a card open and sides left out (${theme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await openDemo(page);
    await call(page, "select", "terter-under-fire");
    await page.getByRole("button", { name: "Third parties", exact: true }).click();
    await page.getByRole("button", { name: /^Filters/ }).click();
    await settled(page);
    expect(await inspect(page)).toEqual([]);
  });
}
