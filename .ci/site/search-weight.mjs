// What a search asks a server for: requests and bytes of the first query, of a further word, and of order by date.
// node search-weight.mjs FOLDER PORT WORD OTHER, for a site that was built with the base address http://127.0.0.1:PORT/.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { flags } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const [folder, port, word, other] = process.argv.slice(2);
const base = `http://127.0.0.1:${port}/`;
const { shards } = JSON.parse(readFileSync(join(folder, "search/index/shards.json"), "utf8"));
const server = await serve(folder, Number(port));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
try {
  const page = await browser.newPage();
  let [requests, bytes] = [0, 0];
  server.on("request", (request, response) => {
    if (!request.url.startsWith("/search/index/")) return;
    requests++;
    const end = response.end.bind(response);
    response.end = (body) => { bytes += body?.length ?? 0; return end(body); };
  });
  const measured = async (what, act) => {
    [requests, bytes] = [0, 0];
    await act();
    await page.waitForFunction(() => /\d/.test(document.querySelector(".found").textContent) && document.querySelector(".results li"), undefined, { timeout: 120_000 });
    await page.waitForLoadState("networkidle");
    console.log(`  ${what}: ${requests} requests, ${Math.round(bytes / 1000)} kB; ${await page.textContent(".found")}`);
  };
  console.log(`  ${shards.length} shards`);
  await measured(`first query, ${word}`, () => page.goto(`${base}search/?q=${encodeURIComponent(word)}`));
  const further = async (address) => {
    await page.evaluate(() => { document.querySelector(".found").textContent = ""; });
    await page.evaluate((address) => { history.pushState(null, "", address); dispatchEvent(new PopStateEvent("popstate")); }, address);
  };
  await measured(`another, ${other}`, () => further(`?q=${encodeURIComponent(other)}`));
  await measured("the same by date", () => further(`?q=${encodeURIComponent(other)}&sort=newest`));
} finally {
  await browser.close();
  server.close();
}
