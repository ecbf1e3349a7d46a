// Every page of the matrix: what it asks of the widget and what must come of it. Numbers are those of the requirements
// (policies 38-49, failures 40, 41 and 51).

/** `SELF` stands for the origin of the page, `FILES` for that of the widget's files, `NONCE` for a fresh number. */
const WASM = "'wasm-unsafe-eval'";
const REST = "style-src FILES; img-src SELF data:";

const runs = { state: "ready" };
const refused = { state: "fallback", code: ["csp-wasm"] };
const fails = (...code) => ({ state: "error", code });

export const ROWS = [
  // ---------------------------------------------------------------------------------------------- policies that let it
  ["no policy", {}, runs],
  ["a policy that only reports", { reportOnly: "script-src SELF" }, runs],
  ["script-src 'self' 'wasm-unsafe-eval'", { policy: `script-src 'self' ${WASM}` }, runs],
  ["script-src 'self' 'unsafe-eval'", { policy: "script-src 'self' 'unsafe-eval'" }, runs],
  ["default-src 'self' 'wasm-unsafe-eval'", { policy: `default-src 'self' ${WASM}` }, runs],
  ["script-src-elem only", { policy: "script-src-elem 'self'" }, runs],
  ["a strict list of hosts, files elsewhere", { apart: true, policy: `default-src 'none'; script-src FILES ${WASM}; connect-src FILES; ${REST}` }, runs],
  ["nonce and 'strict-dynamic'", { apart: true, policy: `script-src 'nonce-NONCE' 'strict-dynamic' ${WASM}; connect-src FILES; ${REST}` }, runs],
  ["trusted types 'none'", { policy: `script-src 'self' ${WASM}; require-trusted-types-for 'script'; trusted-types 'none'` }, runs],
  ["Integrity-Policy for scripts", { apart: true, integrity: true, headers: { "Integrity-Policy": "blocked-destinations=(script)" } }, runs],
  ["all of these together", {
    apart: true, integrity: true, headers: { "Integrity-Policy": "blocked-destinations=(script)" },
    policy: `default-src 'none'; script-src 'nonce-NONCE' 'strict-dynamic' ${WASM}; connect-src FILES; ${REST}; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'`,
  }, runs],
  ["a frame with sandbox=\"allow-scripts\"", { framed: true, apart: true }, runs],
  ["such a frame with a strict policy of its own", {
    framed: true, policy: `default-src 'none'; script-src FILES ${WASM}; connect-src FILES; style-src FILES; img-src FILES; base-uri 'none'; form-action 'none'`,
  }, runs],
  ["a page sandboxed by its policy", { apart: true, policy: "sandbox allow-scripts" }, runs],

  // ----------------------------------------------------------------------------------------------- policies that do not
  ["script-src 'self'", { policy: "script-src 'self'" }, refused],
  ["default-src 'self'", { policy: "default-src 'self'" }, refused],
  ["nonce and 'strict-dynamic', without wasm", { apart: true, policy: "script-src 'nonce-NONCE' 'strict-dynamic'" }, refused],
  ["a list of hosts, without wasm", { apart: true, policy: "script-src SELF FILES; connect-src SELF FILES" }, refused],
  ["'wasm-eval', an old proposal", { policy: "script-src 'self' 'wasm-eval'" }, refused],
  ["'wasm-unsafe-eval' in default-src only", { policy: `default-src 'self' ${WASM}; script-src 'self'` }, refused],
  ["script-src 'none', or no script at all", { policy: "script-src 'none'" }, { state: null }],
  ["connect-src 'none'", { policy: `script-src 'self' ${WASM}; connect-src 'none'` }, fails("wasm", "language", "story")],

  // ------------------------------------------------------------------------------------------------------------ failures
  ["wasm sent as another type", { fault: "type" }, runs],
  ["wasm that is not there (404)", { fault: "missing" }, fails("wasm")],
  ["wasm of which one byte is another", { fault: "flipped" }, fails("wasm")],
  ["wasm that ends too early", { fault: "half" }, fails("wasm")],
  ["a line that breaks", { fault: "reset" }, fails("wasm")],
  ["a line that stalls", { fault: "stalled" }, { state: "loading" }],
  ["a browser without wasm", { script: "no-wasm" }, { state: "fallback", code: ["unsupported"] }],
  ["a panic at the start", { script: "panic-at-start" }, fails("trap")],
  ["a panic later", { script: "panic-later", provoke: true }, fails("trap")],
  ["a story that is not there (404)", { story: "demo/no-such.json" }, fails("story")],
  ["a story that is no JSON", { story: "broken.json" }, fails("story")],
  ["a story nested too deep", { story: "deep.json" }, fails("story")],
].map(([name, page, expected], nth) => ({ id: nth, name, page, expected }));

/** Reads the report of a page; where no script runs, what there is to be seen. A text, in JSON. */
export const REPORT = `window.reportOfTheTest?.() ?? JSON.stringify({
  state: document.querySelector(".chronocarte")?.dataset.state ?? null,
  fallback: document.querySelector("figcaption")?.getClientRects().length > 0,
  silent: document.readyState === "complete",
})`;

/** What is wrong with what a page reports of a row, as sentences; none when all is well. */
export const flaws = ({ page, expected }, report) => {
  const wrong = [];
  const check = (holds, sentence) => holds || wrong.push(sentence);
  if (expected.state === null) {
    check(report.silent && report.state === null, "a script has run");
    check(report.fallback, "the fallback does not show");
    return wrong;
  }
  const ready = expected.state === "ready";
  check(report.state === expected.state, `its state is ${report.state}, not ${expected.state}`);
  check(report.fallback === !ready, ready ? "the fallback shows" : "the fallback does not show");
  check(report.widget === ready, ready ? "nothing is drawn" : "half a widget shows");
  check((report.total === 7) === ready, `it counts ${report.total} events`);
  const codes = expected.code ? report.errors.length === 1 && expected.code.includes(report.errors[0]) : !report.errors.length;
  check(codes, `it reported ${JSON.stringify(report.errors)}`);
  const lines = report.lines.filter((line) => line.startsWith("chronocarte: "));
  check(lines.length === report.lines.length, `the console says ${JSON.stringify(report.lines)}`);
  check(lines.length === (expected.code ? 1 : 0), `the console has ${lines.length} lines of ours`);
  if (expected === refused) check(lines[0]?.includes(WASM), "the line does not name the remedy");
  check(!report.uncaught.length, `uncaught: ${report.uncaught.join("; ")}`);
  check(!report.stored.length, `storage was touched: ${report.stored.join(", ")}`);
  // What a policy refuses is reported where wasm is refused, and nowhere else.
  if (ready || page.fault || page.script) check(!report.violations.length, `violations: ${report.violations.join("; ")}`);
  if (page.framed) check(report.origin === "null", `the frame has the origin ${report.origin}`);
  return wrong;
};

/** Whether a page has come to an end: as expected, or otherwise. */
export const settled = ({ expected }, report) => {
  if (expected.state === null) return Boolean(report.silent);
  return expected.state === "loading" ? report.state === "loading" : ["ready", "fallback", "error"].includes(report.state);
};
