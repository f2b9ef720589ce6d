// The JSON-LD of every page, read by a JSON-LD processor, uses schema.org's classes and properties as schema.org defines
// them; every page has its canonical address and a description; a strict Content-Security-Policy has nothing against it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import jsonld from "jsonld";
import { chromium } from "playwright-core";
import { flags } from "./chromium.mjs";
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

// What Zotero's “Embedded Metadata” translator makes of a page, by its mapping of tags: Zotero's own vocabulary gives the
// kind of item, the Highwire tags go before Dublin Core, authors are split at semicolons, then at a comma between names
// of several words, and turned at a comma; without one, the last word is the family name.
function zotero(text) {
  const tags = [...text.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)">/g)].map(([, name, content]) => [name, unescaped(content)]);
  const all = (name) => tags.filter(([key]) => key === name).map(([, content]) => content);
  const field = (...names) => names.flatMap(all)[0] ?? "";
  const creators = all("citation_author").flatMap((author) => {
    const many = author.split(/\s*;\s*/);
    const atCommas = author.split(/\s*,\s*/);
    return many.length === 1 && atCommas.length > 1 && atCommas[0].includes(" ") && atCommas[1].includes(" ") ? atCommas : many;
  }).map((author) => {
    const [last, first] = author.split(/\s*,\s*/);
    if (first) return { first, last };
    const words = author.split(" ");
    return { last: words.pop(), first: words.join(" ") };
  });
  return {
    type: field("z:itemType"),
    title: field("citation_title", "DC.title", "og:title"),
    creators,
    date: field("citation_publication_date", "DC.date").replaceAll("/", "-"),
    publication: field("citation_journal_title"),
    language: field("citation_language", "DC.language"),
    abstract: field("citation_abstract", "DC.description", "og:description"),
    url: field("citation_public_url", "DC.identifier", "og:url"),
    rights: field("DC.rights"),
  };
}
const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
const dated = (item) => (item.issued?.["date-parts"][0] ?? []).map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join("-");
const named = ({ literal, family, given, ...particles }) =>
  [literal ?? given, particles["dropping-particle"] ?? particles["non-dropping-particle"], family].filter(Boolean).join(" ").replaceAll("’ ", "’");

// The item that Zotero makes of an article's page is the one of the file that the page offers it.
function checkArticleItem(text, name) {
  const [item] = JSON.parse(readFileSync(join(folder, name.replace(/index\.html$/, "cite.json")), "utf8"));
  const made = zotero(text);
  check(`${name} is a newspaper article for Zotero`, made.type === "newspaperArticle", made.type);
  for (const [field, expected] of [["title", item.title], ["date", dated(item)], ["language", item.language], ["url", item.URL],
    ["publication", item.archive ? item["container-title"] : ""], ["abstract", item.abstract ?? made.abstract]]) {
    check(`Zotero reads the ${field} of ${name}`, made[field] === expected, `${made[field]} is not ${expected}`);
  }
  const authors = made.creators.map(({ first, last }) => [first, last].filter(Boolean).join(" "));
  check(`Zotero reads the authors of ${name}`, authors.join() === (item.author ?? []).map(named).join(), authors.join());
}

// A quotation is a page of its own for Zotero: by its speaker, with the words as its abstract.
function checkQuotationItem(text, name, quotation) {
  const made = zotero(text);
  check(`${name} is a page for Zotero`, made.type === "webpage", made.type);
  check(`Zotero reads the words of ${name}`, made.abstract === quotation.text, made.abstract);
  check(`Zotero reads the date of ${name}`, made.date === (quotation.datePublished ?? ""), made.date);
  check(`Zotero reads the language of ${name}`, made.language === quotation.inLanguage, made.language);
  check(`Zotero reads the address of ${name}`, made.url === quotation.url, made.url);
  const speakers = [quotation.spokenByCharacter ?? []].flat().map((speaker) => speaker.name);
  const creators = made.creators.map(({ first, last }) => [first, last].filter(Boolean).join(" "));
  check(`Zotero reads the speakers of ${name}`, creators.join() === speakers.join(), creators.join());
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
  if (name.startsWith("articles/") && text.includes("z:itemType")) checkArticleItem(text, name);
  const quotation = [JSON.parse(script[1])].flatMap((it) => it["@graph"] ?? it).find((it) => it["@type"] === "Quotation");
  if (name.startsWith("quotations/") && quotation) checkQuotationItem(text, name, quotation);
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
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
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
