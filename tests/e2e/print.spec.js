// What comes out of a printer (embed.md 55): the view as it stands, in ink on white, with nothing behind scroll bars.
import { expect, test } from "./page.js";
import { call, openDemo, settled, state, widget } from "./reader.js";
import { read } from "./pdf.js";

const squeezed = (text) => text.normalize("NFKC").replace(/\s+/g, "");

/** As a page stands while it is printed, at the width of a sheet. */
const onPaper = async (page) => {
  await page.setViewportSize({ width: 718, height: 1000 });
  await settled(page);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await settled(page);
};

for (const [width, scheme] of [[1040, "light"], [1040, "dark"], [375, "dark"]]) {
  test(`from ${width} px in ${scheme} colours the present view is printed whole (55)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await openDemo(page);
    await call(page, "setFilter", { hiddenKinds: ["losses"] });
    await call(page, "select", "talish-heights");
    await expect.poll(() => widget(page).evaluate((host) => host.shadowRoot.querySelectorAll("[aria-expanded=true]").length)).toBe(1);
    const { matched } = await state(page);
    const { words } = read(await page.pdf({ format: "A4" }));
    const printed = (text) => expect(words, text).toContain(squeezed(text));
    printed("Karabakh: two days of reported clashes");
    // The list with the card that is open, the tolls, the sources, the credit, the address.
    printed("Heights around Talish said to be held, or captured");
    printed("The army holds several strategically important heights around the village of Talish.");
    printed("Figures of different speakers are never added up.");
    printed("Security Council resolution 822");
    printed("https://");
    printed("Chronocarte demonstration, made from one press report.");
    printed("Natural Earth");
    printed("As of 28 Sept 2020");
    printed("#chronocarte=e=talish-heights");
    expect(matched).toBeGreaterThan(1);
    // What was filtered away and what only works on a screen is not.
    for (const word of ["Clear filters", "Share and download", "Next event"]) expect(words).not.toContain(squeezed(word));
    // And the screen is as it was.
    await expect(widget(page)).toHaveAttribute("data-state", "ready");
    await settled(page);
    const after = await widget(page).evaluate((host) => {
      const root = host.shadowRoot.querySelector(".widget");
      return [root.className, host.shadowRoot.querySelector(".frame").className, host.shadowRoot.querySelector(".sources").open];
    });
    expect(after).toEqual([`widget ${width < 560 ? "narrow" : "wide"} ${scheme}`, "frame shown", false]);
  });
}

test("on paper nothing is cut off, nothing scrolls, and the map keeps its shape (55)", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await openDemo(page);
  await call(page, "select", "talish-heights");
  await onPaper(page);
  const seen = await widget(page).evaluate((host) => {
    const root = host.shadowRoot;
    const cut = [...root.querySelectorAll(".root, .root *")].filter((element) => {
      const style = getComputedStyle(element);
      const hides = /hidden|auto|scroll|clip/.test(`${style.overflowX} ${style.overflowY}`);
      const visible = element.getClientRects().length > 0 && !element.closest(".aside, svg, summary");
      return visible && hides && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1);
    });
    const boxes = (selector) => [...root.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
    const map = root.querySelector(".map");
    const order = [".title", ".stage", ".list", ".legend", ".timeline", ".tolls", "footer"].map((part) => boxes(part)[0]);
    return {
      cut: cut.map((element) => `${element.localName}.${element.className}`),
      wide: map.clientWidth / host.clientWidth,
      cards: boxes(".list > ol > li").length,
      inside: order.every((box) => box.bottom <= host.getBoundingClientRect().bottom + 1 && box.right <= innerWidth),
      tops: [".title", ".map", ".list", ".legend", ".timeline", ".tolls", "footer"].map((part) => boxes(part)[0].top),
      paper: getComputedStyle(root.querySelector(".widget")).backgroundColor,
      ink: getComputedStyle(root.querySelector(".widget")).color,
      open: root.querySelector(".sources").open,
      canvas: [...root.querySelectorAll(".map canvas")].map((canvas) => {
        const { width, height } = canvas.getBoundingClientRect();
        return Math.abs(width / height - canvas.width / canvas.height) < 0.02 && canvas.width >= 2.9 * 400;
      }),
    };
  });
  expect(seen.cut).toEqual([]);
  expect(seen.inside).toBe(true);
  expect(seen.tops).toEqual([...seen.tops].sort((one, other) => one - other));
  expect(seen.wide).toBeGreaterThan(0.95);
  expect(seen.cards).toBe((await state(page)).matched);
  expect([seen.paper, seen.ink, seen.open]).toEqual(["rgb(255, 255, 255)", "rgb(27, 30, 36)", true]);
  expect(seen.canvas).toEqual([true, true, true]);
});

test("a widget that nobody touched is printed as its fallback, which says the same", async ({ page }) => {
  await page.goto("./");
  await widget(page).scrollIntoViewIfNeeded();
  await expect(widget(page)).toHaveAttribute("data-state", "ready", { timeout: 15_000 });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator(".chronocarte > figure")).toBeVisible();
  await expect(widget(page).locator(".widget")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(widget(page).locator(".widget")).toBeVisible();
});
