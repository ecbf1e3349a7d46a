// Lighthouse as a phone of today sees the article: its own network and processor, its three categories.
import * as launcher from "chrome-launcher";
import audit from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices"];

export const lighthouse = async ({ url, browser, args, runs, note, complain }) => {
  const chrome = await launcher.launch({ chromePath: browser, chromeFlags: ["--headless=new", ...args], logLevel: "error" });
  try {
    for (let run = 0; run < runs; run += 1) {
      const { lhr } = await audit(url, { port: chrome.port, logLevel: "error", onlyCategories: CATEGORIES, formFactor: "mobile" });
      if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
      for (const name of CATEGORIES) {
        const category = lhr.categories[name];
        note(name, Math.round(category.score * 100));
        if (name === "performance") continue;
        for (const { id, weight } of category.auditRefs) {
          const { score, title, details } = lhr.audits[id];
          if (!weight || score === null || score === 1) continue;
          const where = details?.items?.map((item) => item.node?.snippet ?? item.description ?? item.issueType ?? item.url);
          complain(`${name}: ${title} (${id}) ${JSON.stringify(where ?? [])}`);
        }
      }
      note("largest paint", lhr.audits["largest-contentful-paint"].numericValue);
      note("blocking", lhr.audits["total-blocking-time"].numericValue);
      note("shift", lhr.audits["cumulative-layout-shift"].numericValue);
      note("speed", lhr.environment.benchmarkIndex);
    }
  } finally {
    chrome.kill();
  }
};
