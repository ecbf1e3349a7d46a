// The work of a page's main thread on a processor four times slower (embed.md 22), from Chromium's own records. Counted is
// the time the processor spent, not the clock's: what else the machine has to do makes no difference.
import { chromium } from "@playwright/test";

const SLOWDOWN = 4;
/** A phone of today, as Lighthouse has it. */
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"];

/** What a task takes beyond this many ms is blocking. */
const LONG = 50;

const ours = ({ url }) => /\/chronocarte[^/]*\.(js|wasm)$/.test(url ?? "");

/**
 * Opens the article as `edit` makes it, does there what is asked, and returns what the main thread did: the name of each
 * piece of work, its script, when it began and what it took, ms.
 */
const record = async (browser, url, edit, act) => {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    await page.route(url, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: edit(await response.text()) });
    });
    const client = await context.newCDPSession(page);
    await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await browser.startTracing(page, { categories: CATEGORIES });
    await page.goto(url, { waitUntil: "load", timeout: 60_000 });
    await act(page);
    // What an act sets going.
    await page.waitForTimeout(800);
    const { traceEvents } = JSON.parse(await browser.stopTracing());
    const read = ({ name, args }) => name === "ParseHTML" && args?.beginData?.url === url;
    const { pid, tid } = traceEvents.find(read);
    return traceEvents
      .filter((event) => event.ph === "X" && event.pid === pid && event.tid === tid && event.tdur)
      .map(({ name, args, ts, dur, tdur }) => ({
        name, url: args?.data?.url ?? args?.fileName, from: ts / 1000, to: (ts + dur) / 1000, ms: tdur / 1000,
      }))
      .sort((a, b) => a.from - b.from || b.to - a.to);
  } finally {
    await context.close();
  }
};

const sum = (events) => events.reduce((sum, { ms }) => sum + ms, 0);

/** Those that are not within another. */
const outermost = (events) => {
  let end = -Infinity;
  return events.filter(({ to }) => to > end && (end = to));
};

const tasks = (events) => events.filter(({ name }) => name === "RunTask");
const blocking = (events) => tasks(events).reduce((sum, { ms }) => sum + Math.max(0, ms - LONG), 0);

const launch = ({ browser, args }) => chromium.launch({ executablePath: browser, args, timeout: 120_000 });

/** Some runs after one that warms the machine up. */
const repeat = async (job, run) => {
  const browser = await launch(job);
  for (let nth = -1; nth < job.runs; nth += 1) await run(browser, nth >= 0 ? job.note : () => {});
  await browser.close();
};

const near = (page) => page.locator(".chronocarte").scrollIntoViewIfNeeded();
const ready = (page) => page.locator(".chronocarte[data-state=ready]").waitFor({ timeout: 60_000 });

/** Reading the article: with a widget that waits, with one that shows, without one. */
export const loading = (job) =>
  repeat(job, async (browser, note) => {
    // Far below what is read.
    const far = (html) => html.replace("<main>", '$&<svg width="10" height="6000"></svg>');
    const resting = await record(browser, job.url, far, async () => {});
    if (resting.some(({ url }) => url?.endsWith(".wasm"))) throw new Error("the widget did not wait");
    note("loader", sum(outermost(resting.filter(ours))));
    const without = await record(browser, job.url, (html) => html.replace(/<script async src="chronocarte.js"><\/script>/, ""), near);
    const live = await record(browser, job.url, (html) => html, async (page) => {
      await near(page);
      await ready(page);
    });
    if (without.some(ours) || !live.some(ours)) throw new Error("the demo article has no script of ours, or not where it was");
    note("blocking to the picture", blocking(live));
    note("blocking by the widget", blocking(live) - blocking(without));
    note("longest task", Math.max(...tasks(live).map(({ ms }) => ms)));
  });

/** Moving the map: what a step takes until it is drawn, and the ground layer's part of it, by the clock. */
export const moving = async (job) => {
  const browser = await launch(job);
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(job.url);
  await near(page);
  await ready(page);
  const client = await context.newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  const steps = await page.evaluate(async () => {
    const host = document.querySelector(".chronocarte");
    const { chronocarte } = host;
    const [ground] = host.shadowRoot.querySelectorAll(".map canvas");
    let [first, last] = [0, 0];
    const prototype = CanvasRenderingContext2D.prototype;
    for (const name of ["setTransform", "clearRect", "save", "restore", "beginPath", "fill", "stroke", "fillText"]) {
      const original = prototype[name];
      prototype[name] = function (...args) {
        if (this.canvas === ground) first ||= performance.now();
        const result = original.apply(this, args);
        if (this.canvas === ground) last = performance.now();
        return result;
      };
    }
    const frame = () => new Promise(requestAnimationFrame);
    const taken = [];
    for (let step = 0; step < 40; step += 1) {
      const { lon, lat, zoom } = chronocarte.state().camera;
      await frame();
      [first, last] = [0, 0];
      const start = performance.now();
      chronocarte.setCamera({ lon: lon + (step % 2 ? -0.05 : 0.05), lat, zoom });
      for (let patience = 0; !last && patience < 20; patience += 1) await frame();
      taken.push([last - start, last - first]);
    }
    return taken;
  });
  for (const [step, ground] of steps) {
    job.note("step", step);
    job.note("ground", ground);
  }
  await browser.close();
};
