// Chromium, quiet and offline.

import { chromium } from 'playwright-core';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/// Opens an address in a context of its own, hands the page to `use`, and closes it.
export async function visit(browser, url, options, use) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return await use(page);
  } finally {
    await context.close();
  }
}
