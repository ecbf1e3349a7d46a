// What becomes of a widget while its page lives: added, taken away, several, hidden (embed.md 9, 25, 26).
import { ask, blurred, click, drawn, must, mustBe, reaches, rest, unrest, until } from "./page.js";
import { SCRIPT, container } from "./server.js";

const FIRST = /\/chronocarte\.[0-9a-f]+\.wasm$/;
const LATER = /\/chronocarte-later\.[0-9a-f]+\.wasm$/;
const asked = (matrix, since, which) => matrix.log.slice(since).filter(({ path }) => which.test(path)).length;

/** In the page: widgets that come and go, one after the other. */
const rounds = async (number) => {
  for (let round = 0; round < number; round += 1) {
    const host = document.querySelector("template").content.firstElementChild.cloneNode(true);
    const ready = new Promise((resolve) => host.addEventListener("chronocarte:ready", resolve, { once: true }));
    document.body.append(host);
    await ready;
    host.chronocarte.select("footage");
    await window.countsOfTheTest.drawn(1);
    host.remove();
    await window.countsOfTheTest.rest(0);
  }
};

const counts = () => {
  const { observers, listeners, memory } = window.countsOfTheTest;
  return { observers, listeners, memory: memory.buffer.byteLength };
};

const quiet = () => void (window.countsOfTheTest.clocks.length = 0);
const clocks = () => window.countsOfTheTest.clocks;

/** What a page asks for within a time in which it should ask for nothing. */
const silence = async (page, what, ms) => {
  await ask(page, quiet);
  await rest(ms);
  return mustBe(`${what} the page asked for`, await ask(page, clocks), []);
};

/** A container that is not shown at the start, with both ways to load; `show` shows it. */
const hiddenAtStart = (before, after, show) => async (page, { matrix }) => {
  const both = container({ attributes: 'data-load="eager"' }) + container({ id: "two", attributes: 'data-load="visible"' });
  await page.open(matrix.article({ body: before + both + after }));
  const waits = await reaches(page, "idle", "two");
  // What is eager has started, as far as that goes without a box.
  const started = await until("its modules", () => ask(page, () => window.countsOfTheTest.modules.length), (number) => number === 2);
  await rest(1000);
  const early = await ask(page, () => document.getElementById("one").dataset.state);
  const hidden = [waits, started, must(/^(loading|ready)$/.test(early), `what is eager is ${early}`), await silence(page, "hidden", 1000)];
  const unseen = await ask(page, () => document.getElementById("one").checkVisibility());
  await ask(page, show);
  const comes = [await reaches(page, "ready"), await reaches(page, "ready", "two")];
  await drawn(page);
  const heights = await ask(page, () => ["one", "two"].map((id) => document.getElementById(id).getBoundingClientRect().height >= 900));
  const sharp = [...(await ask(page, blurred, "one")), ...(await ask(page, blurred, "two"))];
  return [...hidden, mustBe("seen while hidden", unseen, false), ...comes, mustBe("its heights", heights, [true, true]), ...sharp, ...(await unrest(page))];
};

export const LIFE = [
  {
    name: "fifty widgets that came and went leave nothing behind",
    outcome: "yes",
    patience: 90_000,
    async run(page, { matrix }) {
      const since = matrix.log.length;
      await page.open(matrix.article({ body: `<template>${container().trim().replace(SCRIPT, "")}</template>${SCRIPT}` }));
      await until("the loader", () => page.read("Boolean(window.chronocarte)"), Boolean);
      await ask(page, rounds, 10);
      const before = await ask(page, counts);
      for (let ten = 0; ten < 5; ten += 1) await ask(page, rounds, 10);
      const after = await ask(page, counts);
      const grown = after.memory - before.memory;
      return [
        mustBe("observers at work", after.observers, 0),
        mustBe("listeners on the page", after.listeners, before.listeners),
        must(before.listeners > 0, "no listener was counted at all"),
        // A story takes a quarter of a megabyte.
        must(grown < 50 * 6000, `the memory of the wasm has grown by ${grown} bytes`),
        mustBe("requests for the wasm", [asked(matrix, since, FIRST), asked(matrix, since, LATER)], [1, 1]),
        ...(await unrest(page)),
      ];
    },
  },
  {
    name: "three widgets share one module and one instance",
    outcome: "yes",
    async run(page, { matrix }) {
      const since = matrix.log.length;
      const ids = ["one", "two", "three"];
      await page.open(matrix.article({ body: ids.map((id) => container({ id })).join("") }));
      const wrong = [];
      for (const id of ids) wrong.push(await reaches(page, "ready", id));
      const modules = () => ask(page, () => window.countsOfTheTest.modules);
      const first = ["compileStreaming", "instantiate"];
      wrong.push(mustBe("made before somebody acts", await modules(), first));
      wrong.push(mustBe("requests for the wasm", [asked(matrix, since, FIRST), asked(matrix, since, LATER)], [1, 0]));
      await click(page, "button.event", "two");
      const selected = () => ask(page, (ids) => ids.map((id) => document.getElementById(id).chronocarte.state().selected !== null), ids);
      wrong.push(await until("what is selected", selected, (value) => String(value) === "false,true,false"));
      wrong.push(mustBe("made once somebody acted", await modules(), [...first, ...first]));
      wrong.push(mustBe("requests for the wasm", [asked(matrix, since, FIRST), asked(matrix, since, LATER)], [1, 1]));
      return [...wrong, ...(await unrest(page))];
    },
  },
  {
    name: "not displayed at the start: rests, and is whole once it is shown",
    outcome: "yes",
    run: hiddenAtStart("<section hidden>", "</section>", () => void (document.querySelector("section").hidden = false)),
  },
  {
    name: "in a closed part of the page at the start: rests, and is whole once it is shown",
    outcome: "yes",
    run: hiddenAtStart("<details><summary>More</summary>", "</details>", () => void (document.querySelector("details").open = true)),
  },
  {
    name: "asks for no frame and no call to come while nobody touches it",
    outcome: "yes",
    async run(page, { matrix }) {
      await page.open(matrix.article({ body: container() }));
      const wrong = await reaches(page, "ready");
      const started = await ask(page, clocks);
      await rest(500);
      return [wrong, must(started.length > 0, "nothing was counted at all"), await silence(page, "left alone,", 2000)];
    },
  },
  {
    name: "rests while it plays in a tab behind another, and goes on in front",
    outcome: "yes",
    async run(page, { matrix }) {
      await page.open(matrix.article({ body: container() }));
      const wrong = [await reaches(page, "ready")];
      const selected = () => ask(page, () => document.getElementById("one").chronocarte.state().selected);
      await click(page, "button.play");
      wrong.push(await until("the first step", selected, Boolean));
      const show = await page.hide();
      wrong.push(await until("the tab", () => page.read("document.visibilityState"), (value) => value === "hidden"));
      // What is under way may end.
      await rest(1200);
      const before = await selected();
      wrong.push(await silence(page, "behind another tab,", 3000));
      wrong.push(mustBe("the selected event", await selected(), before));
      await show();
      wrong.push(await until("the tab", () => page.read("document.visibilityState"), (value) => value === "visible"));
      await click(page, "button.event");
      wrong.push(await until("the selected event", selected, (id) => id !== before));
      return [...wrong, ...(await unrest(page))];
    },
  },
];
