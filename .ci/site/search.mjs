// Search in real Chromium, below a sub-folder and under a strict policy: query, stems, filters, order, addresses, keyboard,
// arrival at the passage, and what is there without JavaScript.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { flags } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const port = 8772;
const base = `http://127.0.0.1:${port}/press/`;
const folder = mkdtempSync(join(tmpdir(), "search-"));
execFileSync(process.env.GUILLEMET ?? "target/release/guillemet", ["build", "--quiet", "--base-url", base, "--output", join(folder, "press")], { stdio: "inherit" });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const problems = [];
let checks = 0;
const check = (what, holds, detail = "") => { checks++; if (!holds) problems.push(`${what}${detail ? `: ${detail}` : ""}`); };

const server = await serve(folder, port);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
const page = await browser.newPage();
const wrong = [];
page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(message.text()); });
page.on("pageerror", (error) => wrong.push(error.message));
page.on("request", (request) => { if (!request.url().startsWith(base)) wrong.push(`foreign request ${request.url()}`); });
const settled = async (many) => {
  await page.waitForFunction((many) => {
    const text = document.querySelector(".found").textContent;
    return many === undefined ? /\d|Rien/.test(text) : text.startsWith(many);
  }, many, { timeout: 10_000 });
};
const titles = () => page.$$eval(".results h2", (all) => all.map((it) => it.textContent));
const kinds = () => page.$$eval(".results > li", (all) => all.map((it) => it.className));
const dates = () => page.$$eval(".results time", (all) => all.map((it) => it.dateTime));

try {
  // From the header of any page.
  await page.goto(base);
  await page.fill("header [name=q]", "promesses");
  await page.press("header [name=q]", "Enter");
  await page.waitForURL(`${base}search/?q=promesses`);
  await settled();
  const excerpt = await page.textContent(".results .excerpt");
  check("French words are found by their stems", /promesse\b/.test(excerpt), excerpt);
  check("the word found is marked", (await page.$$eval(".results mark", (all) => all.map((it) => it.textContent))).includes("promesse"));

  // English by its own stems.
  await page.fill("#q", "leaking");
  await page.waitForURL(/q=leaking/);
  await page.waitForFunction(() => [...document.querySelectorAll(".results mark")].some((it) => /^leak(s|ed)?\b/i.test(it.textContent)), undefined, { timeout: 10_000 });

  // Filters narrow, and stand in the address.
  await page.goto(`${base}search/?q=barrage`);
  await settled();
  const all = parseInt(await page.textContent(".found"), 10);
  check("articles and quotations are found", new Set(await kinds()).size > 1, (await kinds()).join());
  await page.selectOption("[name=kind]", "direct");
  await page.waitForURL(/kind=direct/);
  await page.waitForFunction((all) => parseInt(document.querySelector(".found").textContent, 10) < all, all);
  check("only direct quotations are left", (await kinds()).every((kind) => kind === "direct"), (await kinds()).join());
  await page.goBack();
  await page.waitForFunction((all) => parseInt(document.querySelector(".found").textContent, 10) === all, all);
  check("going back takes the filter away", await page.inputValue("[name=kind]") === "");

  // A deep link, without words, by date.
  await page.goto(`${base}search/?speaker=In%C3%A8s+Tabarant&sort=newest`);
  await settled();
  const newest = await dates();
  check("newest first", newest.length === 10 && newest.every((date, at) => at === 0 || date <= newest[at - 1]), newest.join());
  check("the form shows the query", await page.inputValue("[name=speaker]") === "Inès Tabarant");
  await page.goto(`${base}search/?q=barrage&sort=oldest&year=2019`);
  await settled();
  check("the year narrows", (await dates()).every((date) => date.startsWith("2019")), (await dates()).join());

  // By keyboard alone.
  await page.goto(`${base}search/`);
  check("the words have the focus", await page.evaluate(() => document.activeElement.id) === "q");
  await page.keyboard.type("pont", { delay: 20 });
  await settled();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const focused = await page.evaluate(() => document.activeElement.closest("li")?.querySelector("h2").textContent);
  check("arrows go through the results", focused === (await titles())[1], focused);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  check("and back to the words", await page.evaluate(() => document.activeElement.id) === "q");
  check("the number is announced", await page.getAttribute(".found", "role") === "status");

  // More results.
  await page.goto(`${base}search/?q=barrage`);
  await settled();
  await page.click(".more button");
  await page.waitForFunction(() => document.querySelectorAll(".results > li").length > 10);
  check("more results get the focus", await page.evaluate(() => [...document.querySelectorAll(".results a")].indexOf(document.activeElement)) === 10);

  // Arrival.
  await page.goto(`${base}search/?q=promesse&kind=direct`);
  await settled();
  await page.click(".results h2 a");
  await page.waitForURL(/#q-/);
  check("a quotation is the target of its link", await page.evaluate(() => document.querySelector(":target")?.tagName === "MARK"));
  await page.goto(`${base}search/?q=barrage&kind=article`);
  await settled();
  const href = await page.getAttribute(".results h2 a", "href");
  check("an article opens at the word", /^\/press\/articles\/.*#:~:text=/.test(href), href);
  await page.click(".results h2 a");
  await page.waitForURL(/\/articles\//);
  check("the article is there", await page.$("article.text") !== null);

  // Nothing found is said, and strange words do no harm.
  await page.goto(`${base}search/?q=${encodeURIComponent("<img src=x onerror=alert(1)>")}`);
  await settled();
  await page.goto(`${base}search/?q=xyzzyx`);
  await settled("Rien");
  check("no result", (await titles()).length === 0);

  // Accessible, wide and narrow.
  for (const width of [1280, 390]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
    const sight = await context.newPage();
    await sight.goto(`${base}search/?q=barrage`);
    await sight.waitForSelector(".results mark");
    await sight.evaluate(axe);
    const { violations } = await sight.evaluate((tags) => window.axe.run(document, { runOnly: tags }), tags);
    const found = violations.map((it) => `${it.id} at ${it.nodes[0]?.target}`);
    check(`accessible at ${width}`, found.length === 0, found.join("; "));
    check(`nothing overflows at ${width}`, await sight.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await context.close();
  }
  check("nothing is reported", wrong.length === 0, wrong.slice(0, 3).join("; "));

  // Without JavaScript.
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(`${base}search/?q=barrage`);
  check("without JavaScript no form that does nothing", !(await still.isVisible("form.search")));
  check("but the indexes", (await still.$$eval(".instead a", (all) => all.map((it) => it.getAttribute("href")))).includes("/press/speakers/"));
  await plain.close();
} catch (error) {
  problems.push(String(error.stack ?? error), ...wrong.slice(0, 5));
} finally {
  await browser.close();
  server.close();
}
for (const problem of problems) console.log(`FAILED ${problem}`);
console.log(`${checks - problems.length} of ${checks} search checks hold`);
process.exit(problems.length ? 1 : 0);
