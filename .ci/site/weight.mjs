// What an article page costs over the wire, first visit, everything included, as Chromium receives it from a host with gzip.

import { stat } from 'node:fs/promises';
import { launch, visit, WIDE } from './browser.mjs';
import { articles, open } from './site.mjs';
import { suite } from './suite.mjs';

// The page's limit is for 1,000 words; a longer article may weigh more in proportion.
const LIMITS = { page: 60_000, stylesheet: 20_000, script: 6_000 };

await suite(async ({ problem, note }) => {
  const site = await open();
  const browser = await launch();
  const measured = [];
  for (const address of await longest(site, 20)) {
    const weight = { page: 0, document: 0, stylesheet: 0, script: 0, font: 0, image: 0, other: 0 };
    const words = await visit(browser, 'about:blank', { viewport: WIDE }, async (page) => {
      const sizes = [];
      page.on('requestfinished', (request) => sizes.push(request.sizes().then((size) => [request.resourceType(), size.responseBodySize])));
      await page.goto(site.url(address), { waitUntil: 'networkidle' });
      for (const [type, size] of await Promise.all(sizes)) {
        weight[type in weight ? type : 'other'] += size;
        weight.page += size;
      }
      return page.evaluate(() => document.querySelector('main').innerText.match(/\p{L}+/gu).length);
    });
    measured.push({ address, words, weight });
    for (const [part, limit] of Object.entries(LIMITS)) {
      const allowed = part === 'page' ? limit * Math.max(1, words / 1000) : limit;
      if (weight[part] >= allowed) problem(address, `${part} weighs ${weight[part]} bytes, allowed are ${Math.round(allowed)} (${words} words)`);
    }
  }
  measured.sort((a, b) => Math.abs(a.words - 1000) - Math.abs(b.words - 1000));
  for (const { address, words, weight } of measured.slice(0, 1)) {
    note(`${address} (${words} words): ${Object.entries(weight).map(([part, size]) => `${part} ${size}`).join(', ')} bytes`);
  }
  await browser.close();
  await site.close();
});

async function longest(site, count) {
  const sized = await Promise.all(articles(site).map(async (address) => ({ address, size: (await stat(site.file(address))).size })));
  return sized.sort((a, b) => b.size - a.size).slice(0, count).map(({ address }) => address);
}
