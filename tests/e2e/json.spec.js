// What is no JSON is refused in the engine's own words, and the rest of the page is none the worse for it.
import { FULL, jsonFiles, pieces } from "./collected.js";
import { container, expect, fallback, listen, reaches, test } from "./page.js";
import { call, state } from "./reader.js";

const FILES = jsonFiles(6);
const A_PAGE = 12;

test("there is enough to try", () => {
  expect(FILES.filter(({ name }) => name.startsWith("n_")).length).toBeGreaterThan(20);
});

for (const [nth, files] of pieces(FILES, A_PAGE).entries()) {
  test(`files that are no story keep their fallbacks and say why (${nth + 1})`, async ({ page, article, expected, baseURL }) => {
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    expected.console.push(/^warning: chronocarte: /);
    await page.route("**/hostile/*", (route) => {
      const name = decodeURIComponent(new URL(route.request().url()).pathname.split("/").pop());
      return route.fulfill({ contentType: "application/json", body: files.find((file) => file.name === name).body });
    });
    const heard = await listen(page);
    const story = ({ name }) => `hostile/${encodeURIComponent(name)}`;
    const hostile = files.map((file, nth) =>
      container({ id: `file-${nth}`, story: story(file), attributes: 'data-load="eager"', height: 200, script: false }));
    // One that is well, among them.
    hostile.splice(hostile.length / 2, 0, container({ attributes: 'data-load="eager"' }));
    await article(hostile.join(""));
    await reaches(page, "ready");
    for (const [nth, file] of files.entries()) {
      await reaches(page, "error", `file-${nth}`);
      await expect(fallback(page, `file-${nth}`)).toBeVisible();
      // What the engine itself says of the file.
      const address = new URL(story(file), baseURL).href;
      const words = await page.evaluate(async (address) => {
        try {
          JSON.parse(await (await fetch(address)).text());
          return null;
        } catch (error) {
          return error.message;
        }
      }, address);
      if (file.name.startsWith("n_")) expect(words, file.name).not.toBeNull();
      if (file.name.startsWith("y_")) expect(words, file.name).toBeNull();
      const lines = said.filter((line) => line.includes(`${address} `));
      if (words === null) expect(lines, file.name).toEqual([]);
      else expect(lines, file.name).toEqual([`chronocarte: ${address} is not JSON (${words})`]);
    }
    const codes = (await heard()).filter(({ name }) => name === "error").map(({ id, detail }) => `${id} ${detail.code}`);
    expect(codes.sort()).toEqual(files.map((_, nth) => `file-${nth} story`).sort());
    // The neighbour lives.
    await page.locator("#one").evaluate((host) => host.chronocarte.select("footage"));
    await expect.poll(() => page.locator("#one").evaluate((host) => host.chronocarte.state().selected)).toBe("footage");
    await expect(page.locator("#one canvas").first()).toBeVisible();
  });
}

const nested = (levels) => JSON.parse("[".repeat(levels) + "]".repeat(levels));

for (const [levels, outcome] of [[64, "ready"], [65, "error"], ...(FULL ? [[1000, "error"]] : [])]) {
  test(`a story nested ${levels} levels deep: ${outcome}`, async ({ page, article, expected, baseURL }) => {
    expected.console.push(/^warning: chronocarte: /);
    const heard = await listen(page);
    const story = await (await page.request.get(new URL("demo/karabakh-2020.json", baseURL).href)).json();
    // The story itself is one of the levels.
    story.extra = nested(levels - 1);
    await page.route("**/demo/nested.json", (route) => route.fulfill({ json: story }));
    await article(container({ story: "demo/nested.json", attributes: 'data-load="eager"' }) + container({ id: "two", attributes: 'data-load="eager"' }));
    await reaches(page, outcome);
    await reaches(page, "ready", "two");
    const errors = (await heard()).filter(({ name }) => name === "error").map(({ detail }) => detail);
    expect(errors.map(({ code, message }) => [code, /deeper than 64/.test(message)])).toEqual(
      outcome === "ready" ? [] : [["story", true]],
    );
    if (outcome === "ready") {
      await call(page, "select", "footage");
      expect((await state(page)).selected).toBe("footage");
    } else {
      await expect(fallback(page)).toBeVisible();
    }
  });
}
