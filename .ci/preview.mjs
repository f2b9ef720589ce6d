// The preview in real Chromium: a page that follows the folder where the reader stands, problems that come and go,
// and an annotation from the selection to the file.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";

const program = process.env.GUILLEMET ?? "target/release/guillemet";
const root = mkdtempSync(join(tmpdir(), "preview-"));
for (const part of ["content", "static", "guillemet.toml"]) cpSync(part, join(root, part), { recursive: true });

let checks = 0;
const problems = [];
const check = (what, holds, detail = "") => { checks++; if (!holds) problems.push(`${what}${detail ? `: ${detail}` : ""}`); };

const server = spawn(program, ["serve", "--edit", "--root", root, "--port", "8790"]);
let said = "";
for (const stream of [server.stdout, server.stderr]) stream.on("data", (bytes) => { said += bytes; });
const ended = new Promise((resolve) => server.on("exit", (code) => resolve(code)));
const address = await new Promise((resolve, reject) => {
  const timer = setInterval(() => {
    const found = /http:\/\/[^ ]*\//.exec(said);
    if (found && said.includes("ready in")) { clearInterval(timer); resolve(found[0]); }
  }, 20);
  ended.then(() => { clearInterval(timer); reject(new Error(said)); });
});

const path = join(root, "content/articles/2024/essai.md");
const FIRST = "Un mot d’abord : « Il faut *vraiment* un pont », dit la maire.";
const body = [FIRST, ...Array.from({ length: 60 }, (_, index) => `Alinéa ${index + 1} : rien de neuf sur la rivière ce jour-là, ni le lendemain.`),
  "Elle juge la voie peu sûre.", "Un <b>dernier</b> mot.",
  "« Le chantier *commencera* en mai », a déclaré Paul Vidal. « Les plans », a dit Hélène Marchand-Roy, « sont prêts ».",
  "« Enfin », a déclaré Paul Vidal. « Et c’est tout »."].join("\n\n");
const article = (text) => `---\ntitle: Essai\ndate: 2024-05-06\nlang: fr\n---\n\n${text}\n`;
const write = (text) => writeFileSync(path, article(text));
const file = () => readFileSync(path, "utf8");
write(body);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const complaints = [];
  page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  const url = address + "articles/2024/05/essai/";
  const waitForText = (text) => page.waitForFunction((text) => document.querySelector("main").textContent.includes(text), text, { timeout: 10000 });
  await page.goto(address);
  for (let tries = 0; (await page.goto(url)).status() !== 200 && tries < 100; tries++) await page.waitForTimeout(50);

  // Where the reader stands.
  const placeOfWords = () => page.evaluate(async () => {
    await document.fonts.ready;
    const block = [...document.querySelectorAll(".block")].find((block) => block.textContent.includes("Alinéa 30"));
    return block.getBoundingClientRect().top;
  });
  await placeOfWords();
  await page.reload(); // From now on the fonts are at hand.
  await page.evaluate(() => scrollTo({ top: 1234, behavior: "instant" }));
  const before = await placeOfWords();
  write(body.replace("Alinéa 3 :", "Un alinéa de plus, au-dessus de ce qui est lu.\n\nAlinéa III :"));
  await waitForText("Alinéa III");
  await page.waitForTimeout(300);
  const after = await placeOfWords();
  check("the page stays where it was", before > 0 && Math.abs(after - before) < 2, `${before} → ${after}`);

  // Search, whose index is made when it is first asked for.
  await page.goto(`${address}search/?q=barrage`);
  await page.locator(".results mark").first().waitFor({ timeout: 20000 });
  check("the search page finds", (await page.locator(".results mark").allTextContents()).some((word) => /^barrage/i.test(word)));
  await page.goto(url);

  // Style sheets in place.
  await page.evaluate(() => { window.isTheSamePage = true; });
  writeFileSync(join(root, "static/site.css"), readFileSync("static/site.css", "utf8") + "\nh1 { color: rgb(1, 2, 3) !important }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)", undefined, { timeout: 10000 });
  check("style sheets are swapped in place", await page.evaluate(() => window.isTheSamePage === true));
  check("one style sheet is left of each", await page.evaluate(() => document.querySelectorAll('link[rel=stylesheet][href*="site.css"]').length) === 1);

  // What is wrong, over the last good page.
  write(body + "\n\n«a»{@x vai=b}");
  await page.locator("#guillemet-problems .problems").waitFor();
  const overlay = await page.locator("#guillemet-problems .problems").innerText();
  check("the overlay names file and line", overlay.includes("content/articles/2024/essai.md:"), overlay);
  check("the overlay shows the excerpt", overlay.includes("vai=b"), overlay);
  check("the last good page stays", (await page.locator("main").innerText()).includes("Elle juge la voie"));
  write(body);
  await page.locator("#guillemet-problems").waitFor({ state: "detached" });
  check("the overlay goes when all is mended", true);

  // From the selection to the file.
  const select = (exact) => page.evaluate((exact) => {
    const nodes = [];
    const walker = document.createTreeWalker(document.querySelector("article.text"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.parentElement.closest(".block")) nodes.push(walker.currentNode);
    const squeeze = (text) => text.replace(/\s/g, "");
    const letters = nodes.flatMap((node) => [...node.data].map((letter, offset) => ({ node, offset, letter })).filter(({ letter }) => squeeze(letter)));
    const at = letters.map(({ letter }) => letter).join("").indexOf(squeeze(exact));
    const range = document.createRange();
    const last = letters[at + squeeze(exact).length - 1];
    range.setStart(letters[at].node, letters[at].offset);
    range.setEnd(last.node, last.offset + 1);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    letters[at].node.parentElement.scrollIntoView({ block: "center" });
  }, exact);
  const panel = page.locator("#guillemet-edit dialog");
  const save = async () => { await panel.locator(".save").click(); await panel.waitFor({ state: "hidden" }); };
  const reloaded = () => page.waitForFunction(() => document.querySelector("#guillemet-edit")?.shadowRoot.querySelector(".status").textContent && !window.isTheSamePage, undefined, { timeout: 10000 });
  const mark = () => page.evaluate(() => { window.isTheSamePage = true; });

  // On a slow machine the page may follow the folder once more, and what was selected is not any more.
  const open = async (exact) => {
    for (let attempt = 0; attempt < 3; attempt++) {
      await select(exact);
      await page.keyboard.press("Control+Enter");
      if (await panel.locator(".save:enabled").waitFor({ timeout: 8000 }).then(() => true, () => false)) return;
      await page.keyboard.press("Escape");
    }
    throw new Error(`no panel for ${exact}`);
  };

  await page.locator("#guillemet-edit .annotate").waitFor();
  await mark();
  await select("Il faut vraiment un pont");
  await page.locator("#guillemet-edit .annotate").click();
  await panel.waitFor();
  await panel.locator(".save:enabled").waitFor();
  check("a passage in quotation marks is direct", await panel.locator("input[name=kind]:checked").getAttribute("value") === "direct");
  check("the passage is shown marked", await page.evaluate(() => CSS.highlights.has("guillemet-passage")));
  await panel.locator("input[name=speakers]").fill("Marchand");
  await page.waitForFunction(() => document.querySelector("#guillemet-edit").shadowRoot.querySelectorAll("#names-speakers option").length > 0);
  const offered = await page.evaluate(() => [...document.querySelector("#guillemet-edit").shadowRoot.querySelectorAll("#names-speakers option")].map((option) => option.value));
  check("known speakers are offered", offered.includes("Hélène Marchand-Roy"), offered.join());
  await panel.locator("input[name=speakers]").fill("Hélène Marchand-Roy");
  await panel.locator("input[name=via]").fill("Radio Confluent");
  await save();
  const direct = article(body.replace("pont »", "pont »{@helene-marchand-roy via=\"Radio Confluent\"}"));
  check("the braces stand at the right bytes, and nothing else changed", file() === direct, file().slice(0, 300));
  await reloaded();
  await waitForText("Hélène Marchand-Roy");
  check("the page says what was done", (await page.locator("#guillemet-edit .status").innerText()).includes("annotation"));

  // Without a mouse: select, Ctrl+Enter, type, Enter.
  await mark();
  await select("juge la voie peu sûre");
  await page.keyboard.press("Control+Enter");
  await panel.locator(".save:enabled").waitFor();
  check("a passage without marks is indirect", await panel.locator("input[name=kind]:checked").getAttribute("value") === "indirect");
  check("the first question has the focus", await page.evaluate(() => document.querySelector("#guillemet-edit").shadowRoot.activeElement?.name) === "speakers");
  await page.keyboard.type("Une Inconnue");
  await page.keyboard.press("Enter");
  await panel.waitFor({ state: "hidden" });
  const indirect = direct.replace("juge la voie peu sûre", "[juge la voie peu sûre]{@une-inconnue}");
  check("indirect speech is bracketed", file() === indirect);
  check("a new speaker gets a file", readFileSync(join(root, "content/speakers/une-inconnue.md"), "utf8") === '---\nname: "Une Inconnue"\n---\n');
  await reloaded();
  await waitForText("Une Inconnue");

  // Without a selection: the words are written into the panel.
  await mark();
  await page.evaluate(() => getSelection().removeAllRanges());
  await page.locator("#guillemet-edit .annotate").click();
  await panel.locator("textarea[name=passage]").fill("Alinéa 7");
  await panel.locator("textarea[name=passage]").press("Tab");
  await panel.locator(".save:enabled").waitFor();
  await panel.locator("input[name=kind][value=note]").check();
  await panel.locator("textarea[name=note]").fill("Le septième.");
  await save();
  check("a note is written", file() === indirect.replace("Alinéa 7", '[Alinéa 7]{note="Le septième."}'));
  await reloaded();

  // Change, conflict, remove, undo.
  await mark();
  await page.locator("aside .guillemet-change").first().click();
  await panel.locator(".save:enabled").waitFor();
  check("the panel shows what is said", await panel.locator("input[name=via]").inputValue() === "Radio Confluent");
  const theirs = file().replace("Un mot d’abord", "Un mot pour commencer");
  writeFileSync(path, theirs);
  await page.waitForTimeout(700);
  check("a form being filled in is not taken away", await page.evaluate(() => window.isTheSamePage === true));
  await panel.locator(".save").click();
  await panel.locator(".problem:not(:empty)").waitFor();
  check("a conflict is told", (await panel.locator(".problem").innerText()).includes("entre-temps"), await panel.locator(".problem").innerText());
  check("nothing is overwritten", file() === theirs);
  await page.keyboard.press("Escape");
  await waitForText("Un mot pour commencer");
  await page.locator("aside .guillemet-change").first().waitFor();
  await mark();
  await page.locator("aside .guillemet-change").first().click();
  await panel.locator(".save:enabled").waitFor();
  await panel.locator(".remove").click();
  await panel.waitFor({ state: "hidden" });
  check("an annotation is removed", file() === theirs.replace(/\{@helene[^}]*\}/, ""));
  await reloaded();
  await mark();
  await page.locator("#guillemet-edit .undo").click();
  await page.waitForTimeout(300);
  check("undone", file() === theirs);
  await reloaded();

  // From the proposal to the file, with nothing but the keyboard.
  const list = page.locator("#guillemet-edit .proposals");
  const proposed = list.locator(".proposal");
  const proposedMarks = () => page.evaluate(() => [...CSS.highlights.get("guillemet-proposed")].map(String));
  const focused = () => page.evaluate(() => document.querySelector("#guillemet-edit").shadowRoot.activeElement?.textContent ?? "");
  const squeezed = (text) => text.replace(/\s/g, "");
  await page.locator("#guillemet-edit .propose").focus();
  await page.keyboard.press("Enter");
  await list.waitFor();
  const count = await proposed.count();
  check("there are proposals", count >= 4, String(count));
  check("the button says whether the list is open", await page.locator("#guillemet-edit .propose").getAttribute("aria-expanded") === "true");
  check("the first proposal has the focus", (await focused()) === await proposed.first().textContent());
  check("proposed passages are marked lightly", (await proposedMarks()).map(squeezed).includes("«Lechantiercommenceraenmai»"), (await proposedMarks()).join(" | "));
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT.replace(".png", "-proposals.png") });

  const works = proposed.filter({ hasText: "commencera" }).filter({ hasText: "Paul Vidal ·" }).or(proposed.filter({ hasText: "Paul Vidal (" })).first();
  const number = (await proposed.allTextContents()).indexOf(await works.textContent());
  await works.focus();
  await mark();
  await page.keyboard.press("Enter");
  await panel.locator(".save:enabled").waitFor();
  check("the passage is in sight", await page.evaluate(() => { const [range] = CSS.highlights.get("guillemet-passage"); const { top, bottom } = range.getBoundingClientRect(); return top > 0 && bottom < innerHeight; }));
  check("the panel is filled in", await panel.locator("input[name=speakers]").inputValue() === "Paul Vidal" && await panel.locator("input[name=kind]:checked").getAttribute("value") === "direct");
  check("to accept is the next key", (await focused()) === await panel.locator(".save").textContent());
  const unproposed = file();
  await page.keyboard.press("Enter");
  await panel.waitFor({ state: "hidden" });
  const accepted = unproposed.replace("en mai »", "en mai »{@paul-vidal}");
  check("the proposal is written at the right bytes, and nothing else changed", file() === accepted, file().slice(-300));
  await reloaded();
  await list.waitFor();
  await page.waitForFunction((count) => document.querySelector("#guillemet-edit").shadowRoot.querySelectorAll(".proposal").length === count - 1, count);
  check("the list stays open at its place", (await focused()) === await proposed.nth(number).textContent(), await focused());

  // A quotation in two runs is one edit; one proposal is skipped and stays away until it is asked for.
  await mark();
  await proposed.filter({ hasText: "Les plans" }).filter({ hasText: "Hélène Marchand-Roy ·" }).click();
  await panel.locator(".save:enabled").waitFor();
  await panel.locator(".save").click();
  await panel.waitFor({ state: "hidden" });
  const runs = accepted.replace("Les plans »", "Les plans »{@helene-marchand-roy}").replace("sont prêts »", "sont prêts »{+}");
  check("a proposal in two runs is written as one quotation", file() === runs, file().slice(-300));
  await reloaded();
  await page.waitForFunction((count) => document.querySelector("#guillemet-edit").shadowRoot.querySelectorAll(".proposal").length === count - 2, count);
  const unwanted = await proposed.first().textContent();
  await proposed.first().click();
  await panel.locator(".save:enabled").waitFor();
  await panel.locator(".skip").click();
  await panel.waitFor({ state: "hidden" });
  check("a skipped proposal is away", !(await proposed.allTextContents()).includes(unwanted) && file() === runs);
  await page.reload();
  await list.waitFor();
  check("and stays away", !(await proposed.allTextContents()).includes(unwanted));
  await list.locator(".again").click();
  check("until it is asked for", (await proposed.allTextContents()).includes(unwanted));

  // A passage that goes on with the quotation before it.
  await mark();
  await proposed.filter({ hasText: "Enfin" }).filter({ hasText: "Paul Vidal ·" }).first().click();
  await panel.locator(".save:enabled").waitFor();
  await save();
  await reloaded();
  await mark();
  await open("Et c’est tout");
  const goesOn = panel.locator("input[name=kind][value=continuation]");
  check("the panel offers to go on with the quotation before", (await panel.locator("label:has([value=continuation])").innerText()).includes("Enfin (Paul Vidal)"), await panel.locator(".kinds").innerText());
  const once = file();
  await goesOn.check();
  check("and then asks for no speaker", await panel.locator(".speakers").isHidden());
  await save();
  check("the plus stands at the right bytes", file() === once.replace("tout »", "tout »{+}"), file().slice(-200));
  await reloaded();
  await mark();
  await page.locator("#guillemet-edit .undo").click();
  await reloaded();
  check("and is undone", file() === once);
  await list.locator(".close").click();
  check("the list closes", await list.isHidden());

  await page.locator("#guillemet-edit .annotate").click();
  await panel.waitFor();
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  const foreseen = /status of (404|409)/;
  check("no complaint in the console", complaints.every((text) => foreseen.test(text)), complaints.join("\n"));
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
  for (const violation of found.violations) problems.push(`panel: ${violation.id}: ${violation.nodes.map((node) => node.target).join(" ")}`);
  await page.keyboard.press("Escape");
  await page.locator("#guillemet-edit .propose").click();
  const ofList = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
  for (const violation of ofList.violations) problems.push(`proposals: ${violation.id}: ${violation.nodes.map((node) => node.target).join(" ")}`);
  checks += 2;
} catch (error) {
  problems.push(error.stack);
} finally {
  await browser.close();
}
const began = Date.now();
server.kill("SIGINT");
check("Ctrl-C ends it cleanly", await ended === 0);
check("Ctrl-C ends it at once", Date.now() - began < 1500, `${Date.now() - began} ms`);
rmSync(root, { recursive: true });
for (const problem of problems) console.log(`FAILED ${problem}`);
console.log(`${checks - problems.length} of ${checks} preview checks hold`);
process.exit(problems.length ? 1 : 0);
