// Three browsers behind one handful of words: open a page, read an expression of it or of its frame, click, press a key, end.
//
// Each driver is given the paths of its programs in the environment and throws where it cannot start.
import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";

/** What a driver of Playwright's kind and one of Puppeteer's have in common. */
const withPage = (browser, version, newPage) => {
  let page;
  return {
    version,
    async open(url) {
      // A page of its own: nothing of the last one is left.
      await page?.close();
      page = await newPage();
      await page.goto(url, { waitUntil: "domcontentloaded" });
    },
    read: (expression) => page.evaluate(expression),
    inFrame: (expression) => page.frames()[1].evaluate(expression),
    click: ({ x, y }) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    close: () => browser.close(),
  };
};

const chromium = async () => {
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: (process.env.CHROMIUM_ARGUMENTS ?? "--no-sandbox").split(" "),
    timeout: 120_000,
  });
  return withPage(browser, `Chromium ${browser.version()}`, () => browser.newPage({ viewport: { width: 1000, height: 900 } }));
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

const firefox = async () => {
  const { default: puppeteer } = await import("puppeteer-core");
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX,
    headless: true,
    extraPrefsFirefox: QUIET,
    timeout: 120_000,
  });
  const version = (await browser.version()).replace("firefox/", "Firefox ");
  return withPage(browser, version, async () => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1000, height: 900 });
    return page;
  });
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
  const server = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
  const [number] = await Promise.race([
    once(server.stdout, "data"),
    once(server, "error").then(([error]) => Promise.reject(error)),
    once(server, "exit").then(() => Promise.reject(new Error("Xvfb ended"))),
  ]);
  return { display: `:${String(number).trim()}`, close: () => server.kill() };
};

const webkit = async () => {
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
      WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      // The sandbox of the web process needs rights that a container does not give.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
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
      "webkitgtk:browserOptions": { binary: process.env.MINIBROWSER, args: ["--automation"] },
    });
    const driver = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
    const got = await driver.getCapabilities();
    await driver.manage().window().setRect({ width: 1000, height: 900 });
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

/** Every engine: what it needs in the environment, and how it is started. */
export const ENGINES = {
  chromium: { needs: ["CHROMIUM"], start: chromium },
  firefox: { needs: ["FIREFOX"], start: firefox },
  webkit: { needs: ["WEBKIT_DRIVER", "MINIBROWSER"], start: webkit },
};
