// Pictures of every kind of page for people to look at: node .ci/site/screenshots.mjs SITE FOLDER
// SITE is a built site whose base_url is http://localhost:8000/ or the sample's; FOLDER takes the pictures.
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";
import { pages } from "./pages.mjs";
import { serve } from "./serve.mjs";

const [site, folder] = process.argv.slice(2);
if (!folder) throw new Error("usage: screenshots.mjs SITE FOLDER");
const port = 8767;
const server = await serve(site, port);
const found = await pages(site, `http://127.0.0.1:${port}/`);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
await mkdir(folder, { recursive: true });
const looks = [
  ...["light", "dark"].flatMap((colorScheme) => [1280, 390].map((width) => ({ name: `${width}-${colorScheme}`, width, colorScheme }))),
  { name: "320-light", width: 320, colorScheme: "light" },
  { name: "1280-forced", width: 1280, forcedColors: "active" },
];
for (const { name, width, ...look } of looks) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...look });
  const page = await context.newPage();
  for (const [kind, url] of Object.entries(found)) {
    await page.goto(url);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${folder}/${kind}-${name}.png`, fullPage: true });
  }
  await context.close();
}
const page = await browser.newPage();
for (const [kind, url] of Object.entries(found)) {
  await page.goto(url);
  await page.pdf({ path: `${folder}/${kind}.pdf`, format: "A4" });
}
await browser.close();
server.close();
