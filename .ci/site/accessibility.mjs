// axe-core finds no violation of WCAG 2.2 A and AA nor of its best practices on any page kind.

import axe from 'axe-core';
import { launch, visit, NARROW, WIDE } from './browser.mjs';
import { open, pagesByKind } from './site.mjs';
import { suite } from './suite.mjs';

const OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

// Colours can be wrong where nothing else is: high contrast themes, and paper printed from a dark screen.
const COLOURS_ONLY = { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] };

const LOOKS = [
  ['1280 light', { viewport: WIDE, colorScheme: 'light' }],
  ['1280 dark', { viewport: WIDE, colorScheme: 'dark' }],
  ['390 light', { viewport: NARROW, colorScheme: 'light' }],
  ['390 dark', { viewport: NARROW, colorScheme: 'dark' }],
  ['forced colours', { viewport: WIDE, forcedColors: 'active' }, COLOURS_ONLY],
  ['forced colours, dark', { viewport: WIDE, forcedColors: 'active', colorScheme: 'dark' }, COLOURS_ONLY],
  ['print from dark', { viewport: WIDE, colorScheme: 'dark' }, COLOURS_ONLY, 'print'],
];

await suite(async ({ problem, note }) => {
  const site = await open();
  const browser = await launch();
  const pages = await pagesByKind(site);
  for (const address of Object.values(pages)) {
    for (const [look, context, options = OPTIONS, media = 'screen'] of LOOKS) {
      const { violations } = await visit(browser, site.url(address), context, async (page) => {
        await page.emulateMedia({ media });
        await page.evaluate(axe.source);
        return page.evaluate((options) => window.axe.run(options), options);
      });
      for (const { id, help, nodes } of violations) {
        const [node] = nodes;
        problem(address, `${look}: ${id} (${help}) at ${node.target.join(' ')}${nodes.length > 1 ? ` and ${nodes.length - 1} more` : ''}: ${node.any[0]?.message ?? node.html}`);
      }
    }
  }
  note(`${Object.keys(pages).length} page kinds, ${LOOKS.length} looks each: ${Object.keys(pages).join(', ')}`);
  await browser.close();
  await site.close();
});
