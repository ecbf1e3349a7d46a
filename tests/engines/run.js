// Opens the pages of the matrix in every engine there is, and does there what a reader does; started by
// `cargo xtask test engines`. Arguments: the file for the results, then the engines wanted (all where none is named).
import { readFile, writeFile } from "node:fs/promises";

import { ENGINES } from "./drivers.js";
import { FOLDER, serveFolder } from "./folder.js";
import { LIFE } from "./life.js";
import { LOOKS } from "./looks.js";
import { MATRIX } from "./matrix.js";
import { DEEDS } from "./reader.js";
import { REPORT, ROWS, flaws, settled } from "./rows.js";
import { serve } from "./server.js";
import { SWITCHES } from "./switches.js";
import { TEXTS } from "./texts.js";

const [, , output, ...names] = process.argv;
const wanted = names.length ? names : Object.keys(ENGINES);
const PATIENCE = 15_000;
const ATTEMPTS = 3;

const report = async (page) => JSON.parse(await page.read(REPORT));

const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A browser that hangs or has crashed answers nothing at all. */
const within = (promise, ms) =>
  Promise.race([promise, rest(ms).then(() => Promise.reject(new Error(`the browser did not answer within ${ms / 1000} s`)))]);

/** Reads a page until a condition holds or patience ends; what was read last. */
const readUntil = async (page, holds) => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const read = await report(page);
    if (holds(read) || Date.now() > end) return read;
    await rest(60);
  }
};

/** What is wrong with a row in an engine, as sentences. */
const examine = async (page, matrix, row) => {
  const since = matrix.log.length;
  await page.open(matrix.page(row));
  if (row.page.provoke) {
    await readUntil(page, ({ state }) => state === "ready");
    await page.read("(window.panicOfTheTest(), document.getElementById('one').chronocarte.state(), null)");
    await readUntil(page, ({ state }) => state !== "ready");
  }
  const read = await readUntil(page, (read) => settled(row, read));
  const asked = matrix.log.slice(since).filter(({ path }) => /\.(wasm|bin)$|^\/(demo|lang)\//.test(path));
  const told = asked.filter(({ cookie, referer }) => cookie || referer).map(({ path }) => `${path} was asked for with a cookie or a referrer`);
  return [...(row.expected.state && !read.errors ? ["the page says nothing"] : flaws(row, read)), ...told];
};

const act = async (page, matrix, { row, run }) => {
  await page.open(matrix.page(row));
  const read = await readUntil(page, (read) => settled(row, read));
  if (read.state !== row.expected.state) return [`its state is ${read.state}`];
  return (await run(page)).filter(Boolean);
};

/** Every test, each with how it is run; tests of one name are one row. */
const TESTS = [
  ...DEEDS.map((deed) => ({ name: deed.name, outcome: "yes", run: (page, { matrix }) => act(page, matrix, deed) })),
  ...ROWS.map((row) => ({
    name: row.name,
    outcome: { ready: "runs", loading: "fallback waits", null: "fallback" }[row.expected.state] ?? `fallback (${row.expected.code[0]})`,
    run: (page, { matrix }) => examine(page, matrix, row),
  })),
  ...FOLDER.map((test) => ({ ...test, run: (page, { folder }) => test.run(page, folder) })),
  ...LIFE,
  ...LOOKS,
  ...SWITCHES,
  ...TEXTS,
  ...MATRIX,
];
const NAMES = [...new Set(TESTS.map(({ name }) => name))];
// A browser starts slowly: those tests that want the same one follow each other.
const wish = ({ browser }) => JSON.stringify(browser ?? {});
const ORDER = [...new Set(TESTS.map(wish))].flatMap((one) => TESTS.filter((test) => wish(test) === one));
// Some rows alone, while one works on them.
const only = process.env.ENGINES_ONLY && new RegExp(process.env.ENGINES_ONLY);

const matrix = await serve();
const folder = await serveFolder();
const results = {
  engines: {},
  tests: NAMES.map((name) => ({ name, outcome: TESTS.find((test) => test.name === name).outcome, engines: {} })),
};
// What one engine has seen and another is to see too.
const kept = {};
let failed = 0;
for (const engine of wanted) {
  const { needs, start } = ENGINES[engine];
  const missing = needs.filter((variable) => !process.env[variable]);
  let page;
  try {
    if (missing.length) throw new Error("it is not installed");
    page = await start();
  } catch (error) {
    console.error(`engines: ${engine} is left out: ${String(error.message).split("\n")[0]}`);
    continue;
  }
  const { version } = page;
  results.engines[engine] = version;
  const began = Date.now();
  let started = wish({});
  // An engine that stumbles is told of and asked again, in a browser of its own: what the widget does wrong it does again.
  const tried = async (test) => {
    for (let attempt = 1; ; attempt += 1) {
      let wrong;
      try {
        const run = Promise.resolve(test.run(page, { matrix, folder, engine, kept }));
        wrong = (await within(run, test.patience ?? 3 * PATIENCE))?.filter(Boolean) ?? null;
      } catch (error) {
        wrong = [String(error.message || error).split("\n")[0]];
      }
      if (!wrong?.length) return wrong;
      console.error(`engines: ${version}, ${test.name}, attempt ${attempt}: ${wrong.join("; ")}`);
      // Whatever state it is in, the next page gets another.
      await within(page.close(), PATIENCE).catch(() => {});
      page = await within(start(test.browser), 4 * PATIENCE);
      if (attempt === ATTEMPTS) return wrong;
    }
  };

  for (const test of ORDER) {
    if (only && !only.test(test.name)) continue;
    if (started !== wish(test)) {
      started = wish(test);
      await within(page.close(), PATIENCE).catch(() => {});
      page = await within(start(test.browser), 4 * PATIENCE);
    }
    const { engines } = results.tests.find(({ name }) => name === test.name);
    const wrong = await tried(test);
    engines[engine] = wrong && [...(engines[engine] ?? []), ...wrong];
    if (wrong?.length) failed += 1;
    if (process.env.ENGINES_TIMES) console.error(`${Math.round((Date.now() - began) / 1000)} s ${engine} ${test.name}`);
  }
  console.error(`engines: ${version}: ${NAMES.length} rows in ${Math.round((Date.now() - began) / 1000)} s`);
  await within(page.close(), PATIENCE).catch(() => {});
}
matrix.close();
await folder.close();
await writeFile(output, `${JSON.stringify(results, null, 1)}\n`);

// The table of the README.
const columns = Object.keys(results.engines);
const cell = (wrong, outcome) => {
  if (wrong === undefined) return "not run";
  // Where the driver of an engine has no word for it.
  return wrong === null ? "–" : wrong.length ? "**fails**" : outcome;
};
const rows = results.tests.map(({ name, outcome, engines }) =>
  `| ${name} | ${columns.map((column) => cell(engines[column], outcome)).join(" | ")} |`);
const table = [
  `| | ${columns.map((name) => results.engines[name]).join(" | ")} |`,
  `| --- |${columns.map(() => " --- |").join("")}`,
  ...rows,
].join("\n");
console.log(table);

if (!columns.length) {
  console.error("engines: there is no engine to test in");
  failed += 1;
}
// With an engine left out there is nothing to compare.
if (columns.length === Object.keys(ENGINES).length && !only) {
  const readme = new URL("../../README.md", import.meta.url);
  const text = await readFile(readme, "utf8");
  const [, before, after] = /^([^]*<!-- engines -->\n)[^]*?(\n<!-- end -->[^]*)$/.exec(text) ?? [];
  if (!text.includes(rows.join("\n"))) {
    // A failure is mended, not told.
    if (before && process.env.UPDATE_GOLDEN && !failed) await writeFile(readme, before + table + after);
    else {
      console.error("engines: the table in the README says something else; UPDATE_GOLDEN=1 writes it anew");
      failed += 1;
    }
  }
}
process.exit(failed ? 1 : 0);
