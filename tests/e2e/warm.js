// Starts the browser once and opens the demo, so that no test pays for a cold disk.
import { chromium } from "@playwright/test";

export default async (config) => {
  const { baseURL, launchOptions } = config.projects[0].use;
  const browser = await chromium.launch({ ...launchOptions, timeout: 120_000 });
  const page = await browser.newPage();
  await page.goto(baseURL, { timeout: 120_000 });
  await browser.close();
};
