// The browser suite: builds the sample site, serves it on loopback and runs every check in real Chromium.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { flags } from "./chromium.mjs";
import { serve } from "./serve.mjs";
import { pages } from "./pages.mjs";
import { accessibility } from "./accessibility.mjs";
import { layout } from "./layout.mjs";
import { weight } from "./weight.mjs";
import { lighthouse } from "./lighthouse.mjs";

const port = 8766;
const base = `http://127.0.0.1:${port}/`;
const folder = mkdtempSync(join(tmpdir(), "site-"));
execFileSync(process.env.GUILLEMET ?? "target/release/guillemet", ["build", "--quiet", "--base-url", base, "--output", folder], { stdio: "inherit" });
const server = await serve(folder, port);
const found = await pages(folder, base);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
const problems = [];
let checks = 0;
const check = (what, holds, detail = "") => { checks++; if (!holds) problems.push(`${what}${detail ? `: ${detail}` : ""}`); };
try {
  await accessibility(browser, found, check);
  await layout(browser, found, check);
  await weight(browser, found, check);
} finally {
  await browser.close();
}
await lighthouse(found, check, flags);
server.close();
for (const problem of problems) console.log(`FAILED ${problem}`);
console.log(`${checks - problems.length} of ${checks} browser checks hold`);
process.exit(problems.length ? 1 : 0);
