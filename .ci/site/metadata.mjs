// The JSON-LD of every page, read by a JSON-LD processor, uses schema.org's classes and properties as schema.org defines
// them; every page has its canonical address and a description; a strict Content-Security-Policy has nothing against it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import jsonld from "jsonld";
import { chromium } from "playwright-core";
import { FLAGS } from "./browser.mjs";
import { pages } from "./pages.mjs";
import { serve } from "./serve.mjs";

const SCHEMA = "http://schema.org/";
const port = 8771;
const base = `http://127.0.0.1:${port}/`;
const folder = mkdtempSync(join(tmpdir(), "metadata-"));
execFileSync(process.env.GUILLEMET ?? "target/release/guillemet", ["build", "--quiet", "--base-url", base, "--output", folder], { stdio: "inherit" });

const problems = new Set();
let checks = 0;
const check = (what, holds, detail = "") => { checks++; if (!holds) problems.add(`${what}${detail ? `: ${detail}` : ""}`); };

// The vocabulary: subject → predicate → objects.
const vocabulary = new Map();
const quads = readFileSync(createRequire(import.meta.url).resolve("@vocabulary/schema/schema.nq"), "utf8");
for (const [, subject, predicate, object] of quads.matchAll(/^<([^>]+)> <([^>]+)> <([^>]+)> /gm)) {
  if (!vocabulary.has(subject)) vocabulary.set(subject, new Map());
  const predicates = vocabulary.get(subject);
  predicates.set(predicate, [...(predicates.get(predicate) ?? []), object]);
}
const said = (subject, predicate) => vocabulary.get(subject)?.get(predicate) ?? [];
const ancestors = (type) => [type, ...said(type, "http://www.w3.org/2000/01/rdf-schema#subClassOf").flatMap(ancestors)];
const isProperty = (name) => said(name, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type").some((type) => type.endsWith("#Property"));
const literals = ["Text", "URL", "Date", "DateTime", "Integer", "Number"].map((name) => SCHEMA + name);

// schema.org's own context is not at hand offline; what matters of it follows from the vocabulary: names without a
// prefix are schema.org's, and a property that only takes things takes an address as an identifier.
const context = { "@vocab": SCHEMA };
const documentLoader = async (url) => ({ contextUrl: null, documentUrl: url, document: { "@context": context } });

function checkNode(node, page) {
  const types = (node["@type"] ?? []).flatMap(ancestors);
  check(`${page} names a class`, node["@type"]?.every((type) => vocabulary.has(type)), JSON.stringify(node["@type"]));
  for (const [property, values] of Object.entries(node)) {
    // Actions describe their inputs with `-input` behind a property's name.
    if (property.startsWith("@") || property.endsWith("-input")) continue;
    check(`${page} uses a property of schema.org`, isProperty(property), property);
    const domains = said(property, `${SCHEMA}domainIncludes`);
    const isRole = types.includes(`${SCHEMA}Role`);
    check(`${property} belongs to ${node["@type"]}`, isRole || domains.some((domain) => types.includes(domain)));
    const ranges = said(property, `${SCHEMA}rangeIncludes`);
    for (const value of values) {
      if ("@value" in value) {
        check(`${property} takes a text`, ranges.some((range) => literals.includes(range)) || property === `${SCHEMA}item` || property === `${SCHEMA}isBasedOn`);
      } else {
        const own = value["@type"].flatMap(ancestors);
        check(`${property} takes a ${value["@type"]}`, own.includes(`${SCHEMA}Role`) || ranges.some((range) => own.includes(range)));
        checkNode(value, page);
      }
    }
  }
}

const html = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
const kinds = new Map();
for (const name of html) {
  const text = readFileSync(join(folder, name), "utf8");
  if (text.includes("http-equiv=\"refresh\"") || name === "404.html") continue;
  const address = base + name.replace(/index\.html$/, "");
  check(`${name} says its address`, text.includes(`<link rel="canonical" href="${address}">`));
  for (const tag of ["<meta name=\"description\"", "property=\"og:title\"", "property=\"og:description\"", "name=\"twitter:card\""]) {
    check(`${name} has ${tag}`, text.includes(tag));
  }
  const script = text.match(/<script type="application\/ld\+json">(.*?)<\/script>/s);
  if (!script) continue;
  const expanded = await jsonld.expand(JSON.parse(script[1]), { documentLoader });
  const things = expanded.flatMap((node) => node["@graph"] ?? node);
  for (const thing of things) {
    checkNode(thing, name);
    for (const type of thing["@type"]) kinds.set(type.slice(SCHEMA.length), (kinds.get(type.slice(SCHEMA.length)) ?? 0) + 1);
  }
  const rdf = await jsonld.toRDF(JSON.parse(script[1]), { documentLoader });
  check(`${name} says something`, rdf.length > 0);
}
for (const kind of ["NewsArticle", "Quotation", "Person", "Organization", "DefinedTerm", "BreadcrumbList", "WebSite"]) {
  check(`the site has a ${kind}`, kinds.has(kind));
}

// The browser takes the JSON-LD for data: neither run nor reported.
const server = await serve(folder, port);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
try {
  const page = await browser.newPage();
  const reported = [];
  page.on("console", (message) => { if (/content security policy/i.test(message.text())) reported.push(message.text()); });
  for (const address of Object.values(await pages(folder, base))) {
    await page.goto(address);
    check(`${address} breaks no policy`, reported.length === 0, reported.join("; "));
  }
} finally {
  await browser.close();
  server.close();
}
for (const problem of problems) console.log(`FAILED ${problem}`);
console.log(`${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(", ")}; ${checks} metadata checks, ${problems.size} kinds of failure`);
process.exit(problems.size ? 1 : 0);
