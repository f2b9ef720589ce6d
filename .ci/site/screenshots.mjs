// Pictures of every page kind, wide and narrow, light and dark, whole height: node screenshots.mjs FOLDER

import { join } from 'node:path';
import { launch, visit, NARROW, WIDE } from './browser.mjs';
import { open, pagesByKind } from './site.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('which folder?');
const site = await open();
const browser = await launch();
for (const [kind, address] of Object.entries(await pagesByKind(site))) {
  for (const viewport of [WIDE, NARROW]) {
    for (const colorScheme of ['light', 'dark']) {
      const path = join(folder, `${kind}-${viewport.width}-${colorScheme}.png`);
      await visit(browser, site.url(address), { viewport, colorScheme }, (page) => page.screenshot({ path, fullPage: true }));
      console.log(path);
    }
  }
}
await browser.close();
await site.close();
