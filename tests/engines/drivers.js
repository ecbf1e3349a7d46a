// Three browsers behind one handful of words: open a page, read an expression of it or of its frame, click, press a key,
// take a picture, print, hide, end.
//
// Each driver is given the paths of its programs in the environment and throws where it cannot start.
import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";

const WINDOW = { width: 1640, height: 900 };

/**
 * What can be asked of a browser when it starts: `dark` colours, the reader's time `zone`, `wasm: false` and
 * `script: false` by its own switches, `ratio` pixels a pixel of CSS.
 */
const PLAIN = { dark: false, zone: "America/Los_Angeles", wasm: true, script: true, ratio: 1 };

/** What the drivers of two browsers have in common. */
const withPage = async (browser, version, { ratio, script }, prepare = async () => {}) => {
  const newPage = async () => {
    const page = await browser.newPage();
    await page.setViewport({ ...WINDOW, deviceScaleFactor: ratio });
    await prepare(page);
    return page;
  };
  let page;
  return {
    version,
    async open(url) {
      // A page of its own: nothing of the last one is left.
      await page?.close();
      page = await newPage();
      await page.goto(url, { waitUntil: script ? "domcontentloaded" : "load" });
    },
    read: (expression) => page.evaluate(expression),
    inFrame: (expression) => page.frames()[1].evaluate(expression),
    click: ({ x, y }) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    /** A picture of what is seen of the page. */
    picture: async () => Buffer.from(await page.screenshot({ captureBeyondViewport: false })),
    /** Zooms the page: its window keeps its dots and holds fewer pixels of CSS. */
    zoom: (ratio) =>
      page.setViewport({
        width: Math.round(WINDOW.width / ratio), height: Math.round(WINDOW.height / ratio), deviceScaleFactor: ratio,
      }),
    /** The page as it is printed. */
    paper: async () => Buffer.from(await page.pdf({ format: "A4" })),
    /** Another tab stands before the page; the answer takes it away. */
    async hide() {
      const other = await browser.newPage();
      await other.bringToFront();
      return () => other.close();
    },
    close: () => browser.close(),
  };
};

const chromium = async ({ dark, zone, wasm, script, ratio }) => {
  const { default: puppeteer } = await import("puppeteer-core");
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM,
    // Without a compiler there is no wasm: of all switches the one that the browser itself offers to readers.
    args: [...(process.env.CHROMIUM_ARGUMENTS ?? "--no-sandbox").split(" "), ...(wasm ? [] : ["--js-flags=--jitless"])],
    headless: true,
    env: { ...process.env, TZ: zone },
    timeout: 120_000,
  });
  const version = (await browser.version()).replace(/^(Headless)?Chrome\//, "Chromium ");
  return withPage(browser, version, { ratio, script }, async (page) => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
    await page.setJavaScriptEnabled(script);
  });
};

/** A Firefox that speaks to nobody but the test. */
const QUIET = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.getAddons.cache.enabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "toolkit.telemetry.enabled": false,
};

const firefox = async ({ dark, zone, wasm, script, ratio }) => {
  const { default: puppeteer } = await import("puppeteer-core");
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX,
    headless: true,
    extraPrefsFirefox: {
      ...QUIET,
      "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
      "javascript.options.wasm": wasm,
      "javascript.enabled": script,
    },
    env: { ...process.env, TZ: zone },
    timeout: 120_000,
  });
  const version = (await browser.version()).replace("firefox/", "Firefox ");
  return withPage(browser, version, { ratio, script });
};

/** A port that is free, as far as one can tell. */
const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
};

const answers = async (port) => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const socket = connect(port, "127.0.0.1");
    const open = await once(socket, "connect").then(() => true, () => false);
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("WebKitWebDriver does not answer");
};

/** A screen that nobody looks at, unless there is one already. */
const screen = async () => {
  if (process.env.DISPLAY) return { display: process.env.DISPLAY, close() {} };
  const server = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "2000x1200x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
  const [number] = await Promise.race([
    once(server.stdout, "data"),
    once(server, "error").then(([error]) => Promise.reject(error)),
    once(server, "exit").then(() => Promise.reject(new Error("Xvfb ended"))),
  ]);
  return { display: `:${String(number).trim()}`, close: () => server.kill() };
};

const webkit = async ({ dark, zone, wasm, script, ratio }) => {
  const { Builder, Capabilities, Key, Origin } = await import("selenium-webdriver");
  const { display, close } = await screen();
  const port = await freePort();
  // With a bus of its own, and in a group of its own so that all of it ends together.
  const server = spawn("dbus-run-session", ["--", process.env.WEBKIT_DRIVER, `--port=${port}`], {
    detached: true,
    stdio: "ignore",
    env: {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: "x11",
      LIBGL_ALWAYS_SOFTWARE: "1",
      NO_AT_BRIDGE: "1",
      // The sandbox of the web process needs rights that a container does not give.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
      // Software draws faster by itself than on behalf of a card that is not there.
      WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      GDK_SCALE: String(ratio),
      TZ: zone,
      ...(wasm ? {} : { JSC_useWasm: "0", JSC_useWebAssembly: "0" }),
      XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR ?? tmpdir(),
    },
  });
  const failed = once(server, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  const end = () => {
    try {
      process.kill(-server.pid);
    } catch {
      // It has ended by itself.
    }
    close();
  };
  try {
    await Promise.race([answers(port), failed]);
    const capabilities = new Capabilities({
      browserName: "MiniBrowser",
      pageLoadStrategy: "normal",
      "webkitgtk:browserOptions": {
        binary: process.env.MINIBROWSER,
        args: ["--automation", ...(dark ? ["--dark-mode"] : []), ...(script ? [] : ["--enable-javascript=false"])],
      },
    });
    const driver = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
    const got = await driver.getCapabilities();
    const resize = () => driver.manage().window().setRect(WINDOW);
    await resize();
    const KEYS = { ArrowRight: Key.ARROW_RIGHT, Enter: Key.ENTER, Tab: Key.TAB };
    return {
      version: `WebKitGTK ${got.get("browserVersion")}`,
      open: (url) => driver.get(url),
      read: (expression) => driver.executeScript(`return (${expression})`),
      inFrame: async (expression) => {
        await driver.switchTo().frame(0);
        try {
          return await driver.executeScript(`return (${expression})`);
        } finally {
          await driver.switchTo().defaultContent();
        }
      },
      click: ({ x, y }) =>
        driver.actions().move({ origin: Origin.VIEWPORT, x: Math.round(x), y: Math.round(y) }).click().perform(),
      press: (key) => driver.actions().sendKeys(KEYS[key]).perform(),
      async picture() {
        // It waits for the next frame, and where nothing changes there is none: something white moves on white.
        await driver.executeScript(`
          const dot = document.body.appendChild(document.createElement("i"));
          Object.assign(dot.style, { all: "unset", position: "fixed", top: "0", width: "2px", height: "2px", background: "white" });
          let nth = 0;
          const move = () => dot.isConnected && setTimeout(move, 50, dot.style.right = 100 + (nth += 1) % 9 + "px");
          window.stopOfTheTest = () => dot.remove();
          move();`);
        const picture = Buffer.from(await driver.takeScreenshot(), "base64");
        await driver.executeScript("window.stopOfTheTest()");
        return picture;
      },
      // Its driver has no word for them.
      zoom: null,
      paper: null,
      async hide() {
        await driver.manage().window().minimize();
        return resize;
      },
      close: async () => {
        // One that has crashed does not answer to this either.
        await Promise.race([driver.quit().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 5000))]);
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
};

/** Starts an engine as plain as it comes but for what is wished; a screen of WebKit has whole pixels. */
const started = (start) => (wishes = {}) => start({ ...PLAIN, ...wishes });

/** Every engine: what it needs in the environment, and how it is started. */
export const ENGINES = {
  chromium: { needs: ["CHROMIUM"], start: started(chromium) },
  firefox: { needs: ["FIREFOX"], start: started(firefox) },
  webkit: { needs: ["WEBKIT_DRIVER", "MINIBROWSER"], start: started(webkit) },
};
