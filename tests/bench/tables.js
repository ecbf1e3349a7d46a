// Splits a table into cells as a page's script would: node tables.js papaparse|d3-dsv FILE
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { csvParseRows } from "d3-dsv";

const [, , name, file] = process.argv;
const text = readFileSync(file, "utf8");
const rows = name === "papaparse" ? Papa.parse(text).data : csvParseRows(text);
if (rows.length < 1000) throw new Error(`only ${rows.length} rows`);
