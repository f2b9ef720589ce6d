// axe-core finds nothing, in light and dark, wide and narrow.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function accessibility(browser, pages, check) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      const page = await context.newPage();
      for (const [kind, url] of Object.entries(pages)) {
        await page.goto(url);
        await page.evaluate(axe);
        const result = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), tags);
        const found = result.violations.map((it) => `${it.id} at ${it.nodes.slice(0, 2).map((node) => node.target.join(" ")).join("; ")}`);
        check(`axe ${kind} ${colorScheme} ${width}`, found.length === 0, found.join(" | "));
      }
      await context.close();
    }
  }
}
