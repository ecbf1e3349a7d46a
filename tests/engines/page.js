// What the tests of every engine ask of a page, in words of their own.
const PATIENCE = 15_000;

export const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads until it is what is wanted; `null`, or a sentence of what it is instead. */
export const until = async (what, read, wanted, patience = PATIENCE) => {
  const end = Date.now() + patience;
  for (;;) {
    const value = await read().catch((error) => String(error.message ?? error).split("\n")[0]);
    if (wanted(value)) return null;
    if (Date.now() > end) return `${what} is ${JSON.stringify(value)}`;
    await rest(60);
  }
};

/** Waits for a state of a container. */
export const reaches = (page, state, id = "one") =>
  until(`the state of ${id}`, () => page.read(`document.getElementById("${id}")?.dataset.state ?? null`), (value) => value === state);

/** What a function of the page answers, given what JSON can hold: the function must stand by itself. */
export const ask = (page, call, ...args) => page.read(source(call, args));
export const askFrame = (page, call, ...args) => page.inFrame(source(call, args));
const source = (call, args) => `(${call})(${args.map((arg) => JSON.stringify(arg)).join(", ")})`;

/** Waits until what was asked for is drawn; what a reader did first, once the second part of the wasm is there. */
export const drawn = (page) => ask(page, () => window.countsOfTheTest.drawn());

/** A sentence unless it holds. */
export const must = (holds, sentence) => (holds ? null : sentence);
export const mustBe = (what, value, wanted) =>
  must(same(value, wanted), `${what}: ${JSON.stringify(value)}, not ${JSON.stringify(wanted)}`);

/** Whether two values say the same; the drivers hand over the keys of an object in an order of their own. */
export const same = (one, other) => sorted(one) === sorted(other);

const sorted = (value) =>
  JSON.stringify(value, (_, it) => (it && typeof it === "object" && !Array.isArray(it) ? Object.fromEntries(Object.entries(it).sort()) : it));

/** What the page has seen that it must not see, as sentences. */
export const unrest = async (page, lines = 0) => {
  const { uncaught, violations, stored, lines: said } = JSON.parse(await page.read("window.reportOfTheTest()"));
  const ours = said.filter((line) => line.startsWith("chronocarte: "));
  return [
    mustBe("uncaught", uncaught, []),
    mustBe("violations", violations, []),
    mustBe("storage", stored, []),
    must(said.length === lines && ours.length === lines, `the console says ${JSON.stringify(said)}`),
  ];
};

/** In the page: what is wrong with the pictures of a container, as sentences. Each is as sharp as the screen. */
export const blurred = (id) => {
  const { shadowRoot } = document.getElementById(id);
  const canvases = [...shadowRoot.querySelectorAll("canvas")].filter((canvas) => canvas.getClientRects().length);
  const wrong = canvases.length >= 2 ? [] : [`${canvases.length} pictures are drawn`];
  for (const canvas of canvases) {
    const { width, height } = canvas.getBoundingClientRect();
    const [wide, high] = [width * devicePixelRatio, height * devicePixelRatio];
    if (Math.abs(canvas.width - wide) > 1 || Math.abs(canvas.height - high) > 1 || !(width > 30)) {
      wrong.push(`a picture of ${canvas.width} x ${canvas.height} dots in a box of ${wide} x ${high}`);
    }
  }
  for (const element of shadowRoot.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/NaN|Infinity/.test(value)) wrong.push(`${name}="${value}"`);
    }
  }
  return wrong;
};

/** Clicks on an element of a widget, brought into sight first. */
export const click = async (page, selector, id = "one") => {
  const middle = () =>
    ask(page, (selector, id) => {
      const element = document.getElementById(id).shadowRoot.querySelector(selector);
      element.scrollIntoView({ block: "center" });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }, selector, id);
  await middle();
  // Where browsers scroll by themselves, they are there a frame later.
  await drawn(page);
  await page.click(await middle());
};
