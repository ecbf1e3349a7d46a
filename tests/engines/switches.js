// What a reader's line and a reader's browser refuse: no network, no wasm, no script (embed.md 40, 41).
import { FOLDER } from "./folder.js";
import { ask, click, must, mustBe, reaches, rest, until, unrest } from "./page.js";
import { container, serveAlone } from "./server.js";

const seen = (page) => page.read("window.reportOfTheTest()").then(JSON.parse);
const selected = (page) => () => ask(page, () => document.getElementById("one").chronocarte.state().selected);

export const SWITCHES = [
  {
    name: "without a line the fallback stays; once it is back, `mount` brings the widget",
    outcome: "yes",
    async run(page) {
      const host = await serveAlone({ body: container({ attributes: 'data-load="click"' }) });
      try {
        await page.open(host.page);
        const wrong = [await reaches(page, "idle")];
        await host.cut();
        await click(page, "button.start");
        wrong.push(await reaches(page, "error"));
        const { fallback, widget, errors } = await seen(page);
        wrong.push(must(fallback && !widget, "the fallback does not show"));
        wrong.push(must(errors.length === 1 && /^(wasm|language|story)$/.test(errors[0]), `it reported ${errors}`));
        wrong.push(...(await unrest(page, 1)));
        await host.mend();
        await ask(page, () => void window.chronocarte.mount(document.getElementById("one"), { load: "eager" }));
        wrong.push(await reaches(page, "ready"));
        const after = await seen(page);
        wrong.push(must(after.widget && !after.fallback && after.total === 7, "the widget is not whole"));
        return wrong;
      } finally {
        await host.cut();
      }
    },
  },
  {
    name: "a line that is gone when somebody acts: the widget stays, and acts once it is back",
    outcome: "yes",
    async run(page) {
      const host = await serveAlone({ body: container() });
      try {
        await page.open(host.page);
        const wrong = [await reaches(page, "ready")];
        await host.cut();
        await click(page, "button.event");
        const said = async () => (await seen(page)).lines.length > 0;
        wrong.push(await until("what it says", said, Boolean));
        await rest(300);
        const { widget, fallback, uncaught, lines } = await seen(page);
        wrong.push(must(widget && !fallback, "the widget does not show"), mustBe("uncaught", uncaught, []));
        wrong.push(must(lines.every((line) => line.startsWith("chronocarte: ")), `the console says ${lines}`));
        await host.mend();
        await click(page, "button.event");
        wrong.push(await until("the selected event", selected(page), Boolean));
        return wrong;
      } finally {
        await host.cut();
      }
    },
  },
  {
    name: "wasm switched off in the browser",
    outcome: "fallback (unsupported)",
    browser: { wasm: false },
    async run(page, { matrix }) {
      await page.open(matrix.article({ body: container() }));
      const wrong = [await reaches(page, "fallback")];
      const { fallback, widget, errors } = await seen(page);
      return [
        ...wrong,
        mustBe("what the browser has of wasm", await page.read("typeof WebAssembly"), "undefined"),
        must(fallback && !widget, "the fallback does not show"),
        mustBe("its errors", errors, ["unsupported"]),
        ...(await unrest(page, 1)),
      ];
    },
  },
  {
    name: "script switched off in the browser",
    outcome: "fallback",
    browser: { script: false },
    async run(page, { matrix, folder }) {
      await page.open(matrix.article({ body: container() }));
      const seen = await page.read(`[typeof window.reportOfTheTest, document.getElementById("one").dataset.state,
        document.querySelector("figcaption").getClientRects().length, document.readyState].join()`);
      const whole = FOLDER.find(({ name }) => name.includes("without script"));
      return [mustBe("the page", seen, "undefined,,1,complete"), ...(await whole.run(page, folder))];
    },
  },
];
