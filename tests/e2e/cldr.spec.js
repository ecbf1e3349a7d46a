// What the package says of plurals, numbers and dates is what the Unicode CLDR says, version 48, which Node brings along in
// its ICU (84, 85). The facts are written down by the native tests (tests/suite/languages.rs); browsers are not asked: they lack some
// of these languages.
import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "@playwright/test";

const CLDR = "48";
const read = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
const facts = read("tests/golden/cldr.json");
const tags = ["en", "fr", "az", "hy", "ru", "tr", "ar"];
/** English dates are British; Arabic numbers have the digits that the CLDR gives "ar": Latin ones. */
const locale = (tag) => (tag === "en" ? "en-GB" : tag);
/** Which space it is, and whether a mark of direction stands beside it, is typography. */
const plain = (text) => text.replace(/[\u00a0\u202f\u2009]/g, " ").replace(/[\u200e\u200f\u061c]/g, "");
const day = (month, nth) => new Date(Date.UTC(2020, month - 1, nth));
/** English months of four letters stay whole, as newspapers have them. */
const inFull = (text) => text.replace(/\bJun\b/, "June").replace(/\bJul\b/, "July");
/** British dates have no comma behind the day of the week, whatever the CLDR writes. */
const british = (text) => text.replace(/^(\w+day), /, "$1 ");
const MONTHS = [...Array(12).keys()].map((month) => month + 1);

test.beforeEach(() => {
  test.skip(!process.versions.cldr?.startsWith(`${CLDR}.`), `this Node has CLDR ${process.versions.cldr}, not ${CLDR}`);
});

test("all seven languages are there, each with its own files", () => {
  expect(Object.keys(facts)).toEqual(tags);
  for (const folder of ["static/lang", "static/publish"]) {
    const files = readdirSync(new URL(`../../${folder}`, import.meta.url)).filter((name) => name.endsWith(".json"));
    expect(files.sort()).toEqual(tags.map((tag) => `${tag}.json`).sort());
  }
});

for (const tag of tags) {
  const own = facts[tag];
  const format = (options) => new Intl.DateTimeFormat(locale(tag), { timeZone: "UTC", ...options });
  const part = (options, type) => (date) => format(options).formatToParts(date).find((it) => it.type === type).value;

  test(`counts in ${tag} take the plural category of the CLDR, and every message has each of them`, () => {
    const rules = new Intl.PluralRules(locale(tag));
    expect(own.counts.length).toBeGreaterThan(200);
    expect(own.plurals).toEqual(own.counts.map((count) => rules.select(count)));
    const counted = Object.entries(read(`static/lang/${tag}.json`)).filter(
      ([, forms]) => typeof forms === "object" && Object.values(forms).some((form) => form.includes("{count}")),
    );
    expect(counted.length).toBeGreaterThan(3);
    for (const [key, forms] of counted) {
      expect(Object.keys(forms).sort(), key).toEqual([...rules.resolvedOptions().pluralCategories].sort());
    }
  });

  test(`numbers in ${tag} are grouped and cut as in the CLDR`, () => {
    const whole = new Intl.NumberFormat(locale(tag));
    expect(whole.resolvedOptions().numberingSystem).toBe("latn");
    expect(own.numbers).toEqual(own.counts.map((count) => whole.format(count)));
    const tenths = new Intl.NumberFormat(locale(tag), { minimumFractionDigits: 1 });
    expect(own.tenths).toEqual([0.5, 16.8, 1234.5, 123456.7].map((value) => tenths.format(value)));
  });

  test(`months and days of the week in ${tag} have the names of the CLDR`, () => {
    const words = read(`static/lang/${tag}.json`);
    const list = (key) => words[key].split("|");
    const full = { day: "numeric", month: "long", year: "numeric" };
    const months = (options) => MONTHS.map((month) => part(options, "month")(day(month, 15)));
    expect(list("monthsInDate")).toEqual(months(full));
    expect(list("monthsAlone")).toEqual(months({ month: "long" }));
    expect(list("monthsShort")).toEqual(months({ ...full, month: "short" }).map(inFull));
    expect(list("monthsShortAlone")).toEqual(months({ month: "short" }).map(inFull));
    const week = [...Array(7).keys()].map((nth) => day(6, 1 + nth));
    expect(list("weekdays")).toEqual(week.map(part({ ...full, weekday: "long" }, "weekday")));
    expect(list("weekdaysShort")).toEqual(week.map(part({ day: "numeric", month: "short", weekday: "short" }, "weekday")));
  });

  test(`dates in ${tag} are put together as in the CLDR`, () => {
    const long = { day: "numeric", month: "long", year: "numeric" };
    const each = (options, nth) => MONTHS.map((month) => plain(format(options).format(day(month, nth))));
    expect(own.days.map(plain)).toEqual(each(long, 28));
    expect(own.daysShort.map(plain)).toEqual(each({ ...long, month: "short" }, 28).map(inFull));
    // The CLDR writes Armenian years here with a sign like a full stop that is none (U+2024).
    expect(own.months.map(plain)).toEqual(each({ month: "long", year: "numeric" }, 1).map((text) => text.replace("․", ".")));
    // Armenian puts the day behind the month where the day of the week follows; one order for all dates is kept here.
    if (tag !== "hy") {
      const week = [...Array(7).keys()].map((nth) => plain(format({ ...long, weekday: "long" }).format(day(6, 1 + nth))));
      // French says "1er juin"; the patterns of the CLDR have no word for that.
      expect(own.weekdays.map((text) => plain(text).replace("1er ", "1 "))).toEqual(week.map(british));
    }
  });

  test(`lists in ${tag} are joined as in the CLDR`, () => {
    const join = (type, items) => new Intl.ListFormat(locale(tag), { type }).format(items);
    expect(own.or).toBe(join("disjunction", ["2018", "2019"]));
    expect(own.and).toBe(join("conjunction", ["2018", "2019"]));
    // Azerbaijani sets a comma before "or" in longer lists; its grammars do not.
    if (tag !== "az") expect(own.or3).toBe(join("disjunction", ["2014", "2016", "2019"]));
  });
}
