// Measures what a reader's phone has to do for the demo article; started by `cargo xtask bench`.
//
// `node bench/run.js OUTPUT`, with the address of the article in CHRONOCARTE_URL and the browser in CHROMIUM. Writes every
// figure of every run, `{ figures: { NAME: [number, …] }, flaws: [sentence, …] }`; what is good enough is decided there.
import { writeFile } from "node:fs/promises";

import { lighthouse } from "./lighthouse.js";
import { loading, moving } from "./trace.js";

const [, , output] = process.argv;
const figures = {};
const flaws = new Set();
const job = {
  url: process.env.CHRONOCARTE_URL,
  browser: process.env.CHROMIUM,
  args: (process.env.CHROMIUM_ARGUMENTS ?? "--no-sandbox").split(" "),
  runs: Number(process.env.CHRONOCARTE_RUNS ?? 5),
  /** Takes down a figure of a run. */
  note: (name, value) => (figures[name] ??= []).push(value),
  /** Takes down, once, what Lighthouse finds fault with. */
  complain: (flaw) => flaws.add(flaw),
};

for (const measure of [loading, moving, lighthouse]) await measure(job);
await writeFile(output, `${JSON.stringify({ figures, flaws: [...flaws] }, null, 1)}\n`);
process.exit(0);
