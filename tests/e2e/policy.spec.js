// Every page of the matrix in Chromium: policies that let the widget run or do not, and failures of all kinds
// (embed.md 24, 31, 34, 38, 39, 40, 41, 42, 43, 45, 46, 48, 51). `tests/engines` opens the same pages in other engines.
import { REPORT, ROWS, flaws, settled } from "../engines/rows.js";
import { serve } from "../engines/server.js";
import { test as base, expect } from "@playwright/test";

const test = base.extend({
  matrix: [async ({}, use) => {
    const server = await serve();
    await use(server);
    server.close();
  }, { scope: "worker" }],
});

for (const row of ROWS) {
  test(`${row.name}: ${row.expected.state ?? "fallback"}`, async ({ page, matrix }) => {
    const read = async () => JSON.parse(await page.evaluate(REPORT));
    const since = matrix.log.length;
    await page.goto(matrix.page(row), { waitUntil: "commit" });
    if (row.page.provoke) {
      await expect.poll(async () => (await read()).state).toBe("ready");
      await page.evaluate(() => {
        window.panicOfTheTest();
        document.getElementById("one").chronocarte.state();
      });
      await expect.poll(async () => (await read()).state).not.toBe("ready");
    }
    await expect.poll(async () => settled(row, await read()), { timeout: 15_000 }).toBe(true);
    expect(flaws(row, await read())).toEqual([]);
    // What the widget asks for says neither who reads nor what (34).
    const asked = matrix.log.slice(since).filter(({ path }) => /\.(wasm|bin)$|^\/(demo|lang)\//.test(path));
    for (const { cookie, referer } of asked) expect([cookie, referer]).toEqual([undefined, undefined]);
    if (row.expected.state === "ready") expect(asked.length).toBeGreaterThanOrEqual(4);
  });
}
