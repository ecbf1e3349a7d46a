// Hostile files: our own, and those that others collected, where they are at hand. `cargo xtask test` tries a sample of
// what was collected, `cargo xtask test --full` all of it.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const OWN = path("../fixtures/");
const COLLECTED = path("../../../shared/data/");

/** Whether the big matrices are wanted whole. */
export const FULL = Boolean(process.env.CHRONOCARTE_FULL);

/** Every `step`th of a list, or all of it. */
const sample = (list, step) => (FULL ? list : list.filter((_, nth) => nth % step === 0));

/** A list in pieces of at most `size`. */
export const pieces = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, nth) => list.slice(nth * size, (nth + 1) * size));

const at = (folder) => {
  if (existsSync(folder)) return true;
  console.log(`skipped: ${folder} is not at hand, only our own are tried`);
  return false;
};

/** Files in the layout of JSONTestSuite: `n_` is no JSON, `y_` is, `i_` may be either; each with its bytes. */
export const jsonFiles = (step) => {
  const files = (folder) =>
    readdirSync(folder).sort().map((name) => ({ name, body: readFileSync(folder + name) }));
  const collected = `${COLLECTED}hostile-json/test_parsing/`;
  return [...files(`${OWN}hostile-json/`), ...(at(collected) ? sample(files(collected), step) : [])];
};

/** Texts that a careless page would run. */
export const attacks = (step) => {
  const own = JSON.parse(readFileSync(`${OWN}hostile-xss/own.json`, "utf8"));
  const folder = `${COLLECTED}hostile-xss/`;
  if (!at(folder)) return own;
  const naughty = JSON.parse(readFileSync(`${folder}blns.json`, "utf8"));
  const payloads = readFileSync(`${folder}xss-payload-list.part0.txt`, "utf8").split("\n");
  return [...own, ...sample([...naughty, ...payloads].filter((text) => text.trim()), step)];
};
