// The browser suite: builds the sample archive and one in Arabic, serves them on loopback and runs every check in
// real Chromium.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";
import { pages } from "./pages.mjs";
import { accessibility } from "./accessibility.mjs";
import { layout } from "./layout.mjs";
import { highlighting } from "./highlighting.mjs";
import { weight } from "./weight.mjs";
import { lighthouse } from "./lighthouse.mjs";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const problems = [];
let checks = 0;
const check = (what, holds, detail = "") => { checks++; if (!holds) problems.push(`${what}${detail ? `: ${detail}` : ""}`); };
const scratch = mkdtempSync(join(tmpdir(), "site-"));

async function served(root, port, run) {
  const base = `http://127.0.0.1:${port}/`;
  const folder = join(scratch, String(port));
  execFileSync(process.env.GUILLEMET ?? "target/release/guillemet",
    ["build", "--quiet", "--root", root, "--base-url", base, "--output", folder], { stdio: "inherit" });
  const server = await serve(folder, port);
  await run(await pages(folder, base));
  server.close();
}

async function inBrowser(run) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
  await run(browser);
  await browser.close();
}

try {
  await served(".", 8766, async (found) => {
    await inBrowser(async (browser) => {
      await accessibility(browser, found, check);
      await layout(browser, found, check);
      await highlighting(browser, found, check);
      await weight(browser, found, check);
    });
    await lighthouse(found, check, flags);
  });
  await served("tests/arabic", 8768, (found) => inBrowser((browser) => layout(browser, found, check)));
} finally {
  rmSync(scratch, { recursive: true });
}
for (const problem of problems) console.log(`FAILED ${problem}`);
console.log(`${checks - problems.length} of ${checks} browser checks hold`);
process.exit(problems.length ? 1 : 0);
