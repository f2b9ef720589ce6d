// The font of the site beside the best stack of system faces: page weight and layout shift on a slow network.
// node .ci/site/fonts.mjs SITE, where SITE is the built sample archive (base_url http://127.0.0.1:8769/).
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { flags } from "./chromium.mjs";
import { pages } from "./pages.mjs";
import { serve } from "./serve.mjs";

const port = 8769;
const base = `http://127.0.0.1:${port}/`;
const kinds = ["article", "speaker", "home"];
const stack = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, serif";
const faces = /@font-face\s*\{[^}]*\}/g;

// What is compared: how a style sheet and a page of the site are changed.
const variants = {
  "self-hosted, optional": { css: (text) => text, html: (text) => text },
  "self-hosted, swap, no stand-ins": {
    css: (text) => text.replace(faces, (face) => (face.includes("local(") ? "" : face.replace("optional", "swap"))),
    html: (text) => text.replace(/<link rel="preload"[^>]*>\n/g, ""),
  },
  "system stack": {
    css: (text) => text.replace(faces, "").replace(/--serif:[^;}]*/, `--serif:${stack}`),
    html: (text) => text.replace(/<link rel="preload"[^>]*>\n/g, ""),
  },
};

async function rewritten(site, { css, html }) {
  const folder = await mkdtemp(join(tmpdir(), "fonts-"));
  await cp(site, folder, { recursive: true });
  for (const entry of await readdir(folder, { recursive: true })) {
    const change = entry === "site.css" ? css : entry.endsWith(".html") ? html : undefined;
    if (change) await writeFile(join(folder, entry), change(await readFile(join(folder, entry), "utf8")));
  }
  return folder;
}

// A first visit on a slow telephone network: 1.6 Mbit/s, 150 ms (Lighthouse's "slow 4G").
async function visit(browser, url, width) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 });
  const sizes = new Map();
  const names = new Map();
  session.on("Network.responseReceived", ({ requestId, response }) => names.set(requestId, response.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(names.get(requestId), encodedDataLength));
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(1500);
  const seen = await page.evaluate(() => new Promise((done) => {
    let shift = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; }).observe({ type: "layout-shift", buffered: true });
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    setTimeout(() => done({ shift, paint: paint?.startTime ?? 0 }), 200);
  }));
  await context.close();
  const sum = (wanted) => [...sizes].filter(([name]) => wanted(name ?? "")).reduce((all, [, size]) => all + size, 0);
  return { ...seen, total: sum(() => true), fonts: sum((name) => name.includes(".woff2")) };
}

const [site] = process.argv.slice(2);
if (!site) throw new Error("usage: fonts.mjs SITE");
const found = await pages(site, base);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
console.log("variant, page, width: bytes over the wire (of these fonts), layout shift, first paint");
for (const [name, change] of Object.entries(variants)) {
  const folder = await rewritten(site, change);
  const server = await serve(folder, port);
  for (const kind of kinds) {
    for (const width of [1280, 390]) {
      const { total, fonts, shift, paint } = await visit(browser, found[kind], width);
      console.log(`${name}, ${kind}, ${width}: ${total} (${fonts}), ${shift.toFixed(4)}, ${Math.round(paint)} ms`);
    }
  }
  server.close();
  await rm(folder, { recursive: true });
}
await browser.close();
