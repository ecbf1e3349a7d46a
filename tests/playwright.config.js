// `cargo xtask test e2e` builds, serves, and runs this with the address and the browser in the environment; what follows
// `--` on its command line comes here, for example `cargo xtask test e2e -- --grep policy`.
import { defineConfig } from "@playwright/test";

const full = Boolean(process.env.CHRONOCARTE_FULL);

export default defineConfig({
  testDir: "e2e",
  outputDir: "../target/xtask/e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // What fails once and not again is told as flaky.
  retries: 1,
  // The first browser of a cold machine takes its time; that is not the widget's.
  globalSetup: "./e2e/warm.js",
  timeout: full ? 120_000 : 60_000,
  reporter: "line",
  use: {
    baseURL: process.env.CHRONOCARTE_URL ?? "http://127.0.0.1:8080/",
    locale: "en-GB",
    timezoneId: "America/Los_Angeles",
    viewport: { width: 1040, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: (process.env.CHROMIUM_ARGUMENTS ?? "--no-sandbox").split(" "),
    },
  },
});
