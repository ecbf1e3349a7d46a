// Opens the pages of the matrix in every engine there is, and does there what a reader does; started by
// `cargo xtask test engines`. Arguments: the file for the results, then the engines wanted (all where none is named).
import { readFile, writeFile } from "node:fs/promises";

import { ENGINES } from "./drivers.js";
import { FOLDER, serveFolder } from "./folder.js";
import { DEEDS } from "./reader.js";
import { REPORT, ROWS, flaws, settled } from "./rows.js";
import { serve } from "./server.js";

const [, , output, ...names] = process.argv;
const wanted = names.length ? names : Object.keys(ENGINES);
const PATIENCE = 15_000;

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

/** Every test, each with how it is run. */
const TESTS = [
  ...DEEDS.map((deed) => ({ name: deed.name, outcome: "yes", deed: true, run: (page, matrix) => act(page, matrix, deed) })),
  ...ROWS.map((row) => ({
    name: row.name,
    outcome: { ready: "runs", loading: "fallback waits", null: "fallback" }[row.expected.state] ?? `fallback (${row.expected.code[0]})`,
    run: (page, matrix) => examine(page, matrix, row),
  })),
  ...FOLDER.map(({ name, outcome, run }) => ({
    name,
    outcome,
    run: async (page, _, folder) => (await run(page, folder)).filter(Boolean),
  })),
];

const matrix = await serve();
const folder = await serveFolder();
const results = { engines: {}, tests: TESTS.map(({ name, outcome }) => ({ name, outcome, engines: {} })) };
let failed = 0;
for (const name of wanted) {
  const { needs, start } = ENGINES[name];
  const missing = needs.filter((variable) => !process.env[variable]);
  let page;
  try {
    if (missing.length) throw new Error("it is not installed");
    page = await start();
  } catch (error) {
    console.error(`engines: ${name} is left out: ${String(error.message).split("\n")[0]}`);
    continue;
  }
  results.engines[name] = page.version;
  const began = Date.now();
  for (const test of TESTS) {
    let wrong;
    try {
      wrong = await within(test.run(page, matrix, folder), 3 * PATIENCE);
    } catch (error) {
      wrong = [String(error.message || error).split("\n")[0]];
      // Whatever state it is in, the next page gets another.
      await within(page.close(), PATIENCE).catch(() => {});
      page = await within(start(), 4 * PATIENCE);
    }
    results.tests[TESTS.indexOf(test)].engines[name] = wrong;
    if (wrong.length) {
      failed += 1;
      console.error(`engines: ${page.version}, ${test.name}: ${wrong.join("; ")}`);
    }
  }
  console.error(`engines: ${page.version}: ${TESTS.length} pages in ${Math.round((Date.now() - began) / 1000)} s`);
  await within(page.close(), PATIENCE).catch(() => {});
}
matrix.close();
await folder.close();
await writeFile(output, `${JSON.stringify(results, null, 1)}\n`);

// The table of the README.
const columns = Object.keys(results.engines);
const cell = (wrong, outcome) => (wrong ? (wrong.length ? "**fails**" : outcome) : "not run");
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
if (columns.length === Object.keys(ENGINES).length) {
  const readme = new URL("../../README.md", import.meta.url);
  const text = await readFile(readme, "utf8");
  const [, before, after] = /^([^]*<!-- engines -->\n)[^]*?(\n<!-- end -->[^]*)$/.exec(text) ?? [];
  if (!text.includes(rows.join("\n"))) {
    if (before && process.env.UPDATE_GOLDEN) await writeFile(readme, before + table + after);
    else {
      console.error("engines: the table in the README says something else; UPDATE_GOLDEN=1 writes it anew");
      failed += 1;
    }
  }
}
process.exit(failed ? 1 : 0);
