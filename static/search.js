// Search, in the browser: Pagefind reads the pieces of the index that a query needs. The query lives in the address.
const form = document.querySelector("form.search");
const found = document.querySelector(".found");
const list = document.querySelector(".results");
const more = document.querySelector(".more");
const filters = [...form.querySelectorAll(".filters select:not([name=sort])")];
const language = document.documentElement.lang;
const dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
const STEP = 10;

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

// One Pagefind per language, since each has its own stemmer; the further shards of a language are merged into its first.
async function open() {
  const response = await fetch(`${form.dataset.index}shards.json`);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const { shards } = await response.json();
  const languages = Map.groupBy ? Map.groupBy(shards, (shard) => shard.language) : group(shards);
  return Promise.all([...languages.values()].map(async ([first, ...others]) => {
    const pagefind = await import(`${form.dataset.index}${first.name}/pagefind.js`);
    await pagefind.options({ excerptLength: 32, excerptEllipsis: "…", ranking: { metaWeights: { article: 0, date: 0 } }, mergeFilter: { shard: first.name } });
    await pagefind.init();
    await Promise.all(others.map((shard) =>
      pagefind.mergeIndex(`${form.dataset.index}${shard.name}/`, { mergeFilter: { shard: shard.name } })));
    return { pagefind, shards: [first, ...others].map((shard) => shard.name) };
  }));
}

function group(shards) {
  const languages = new Map();
  for (const shard of shards) languages.set(shard.language, [...(languages.get(shard.language) ?? []), shard]);
  return languages;
}

let opened;
const ready = () => (opened ??= open());

// What matches nothing but text without weight, such as the headline above a quotation, is no result.
const matching = (term, { results }) => term ? results.filter((result) => result.score > 0) : results;

// Results of all languages: by relevance, or by date. Only what is shown is fetched.
async function* results(query, chosen, sort) {
  const languages = await ready();
  const term = query || null;
  if (!sort) {
    const answers = await Promise.all(languages.map(({ pagefind }) => pagefind.search(term, { filters: chosen })));
    const all = answers.flatMap((answer) => matching(term, answer)).sort((a, b) => b.score - a.score);
    yield all.length;
    for (const result of all) yield result.data();
    return;
  }
  const order = sort === "newest" ? "desc" : "asc";
  const lists = await Promise.all(languages.flatMap(({ pagefind, shards }) => shards.map(async (shard) =>
    matching(term, await pagefind.search(term, { filters: { ...chosen, shard }, sort: { date: order } })))));
  yield lists.reduce((sum, list) => sum + list.length, 0);
  const heads = await Promise.all(lists.map((list) => list.shift()?.data()));
  for (;;) {
    let best = -1;
    for (const [number, head] of heads.entries()) {
      if (!head) continue;
      const [a, b] = [head.meta.date ?? "", heads[best]?.meta.date ?? ""];
      if (best < 0 || (order === "desc" ? a > b : a < b)) best = number;
    }
    if (best < 0) return;
    const next = heads[best];
    heads[best] = await lists[best].shift()?.data();
    yield next;
  }
}

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

// Pagefind marks words with `<mark>` and escapes the angle brackets of the text.
function marked(excerpt) {
  return excerpt.split(/<mark>(.*?)<\/mark>/).map((text, number) =>
    number % 2 ? element("mark", {}, unescaped(text)) : unescaped(text));
}

// The browser itself shows the first of the words found, at the place to which it leads.
function passage(excerpt) {
  const words = [...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => unescaped(word));
  const bare = words.map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);
  return [...new Set(bare)].slice(0, 3).map((word) => `text=${encodeURIComponent(word).replaceAll("-", "%2D")}`).join("&");
}

function shown(data) {
  const [kind] = data.filters.kind;
  const [address, anchor] = data.raw_url.split("#");
  const isArticle = kind === "article";
  const fragment = passage(data.excerpt);
  const directive = isArticle && fragment ? `#:~:${fragment}` : anchor ? `#${anchor}` : "";
  const tag = data.filters.language?.[0] ?? language;
  const who = isArticle ? "" : data.meta.speaker ?? list.dataset.unknown;
  const facts = [list.dataset[kind], ...(data.filters.source ?? [])];
  const date = data.meta.date;
  const time = date && element("time", { datetime: date }, date.length === 10 ? dates.format(new Date(date)) : date);
  const title = element("a", { href: form.dataset.root + address + directive, lang: tag }, isArticle ? data.meta.title : who);
  const line = element("p", { class: "meta" }, facts.join(" · "), ...(time ? [" · ", time] : []));
  const words = element(kind === "direct" ? "q" : "span", {}, ...marked(data.excerpt));
  const item = element("li", { class: kind }, element("h2", {}, title), element("p", { class: "excerpt", lang: tag }, words), line);
  if (!isArticle) line.append(" · ", element("cite", { lang: tag }, data.meta.article));
  return item;
}

const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);
const count = (many) => !many ? found.dataset.none
  : (plural.select(many) === "one" ? found.dataset.one : found.dataset.other).replace("#", number.format(many));

let current = 0;
let waiting;

async function show() {
  const own = ++current;
  const query = form.q.value.trim();
  const chosen = Object.fromEntries(filters.filter((select) => select.value).map((select) => [select.name, select.value]));
  more.hidden = true;
  if (!query && !Object.keys(chosen).length) {
    list.replaceChildren();
    found.textContent = "";
    return;
  }
  const late = setTimeout(() => { if (own === current) found.textContent = found.dataset.wait; }, 400);
  try {
    waiting = results(query, chosen, form.sort.value);
    const { value: many } = await waiting.next();
    if (own !== current) return;
    list.replaceChildren();
    await next(own, many);
    if (own === current) found.textContent = count(many);
  } catch (problem) {
    console.error(problem);
    if (own === current) found.textContent = found.dataset.failed;
    opened = undefined;
  } finally {
    clearTimeout(late);
  }
}

// The next results; the focus goes to the first of them when somebody asked for them.
async function next(own, many, isAsked = false) {
  const before = list.children.length;
  const items = [];
  while (items.length < STEP) {
    const { value, done } = await waiting.next();
    if (done) break;
    items.push(shown(await value));
  }
  if (own !== current) return;
  list.append(...items);
  more.hidden = list.children.length >= many;
  more.firstElementChild.onclick = () => next(own, many, true);
  if (isAsked) list.children[before]?.querySelector("a").focus();
}

const parameters = () => {
  const entries = [...new FormData(form)].filter(([, value]) => value);
  return entries.length ? `?${new URLSearchParams(entries)}` : location.pathname;
};

function read() {
  const query = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name) field.value = query.get(field.name) ?? "";
}

let typing;
form.addEventListener("input", (event) => {
  if (event.target !== form.q) return;
  clearTimeout(typing);
  typing = setTimeout(() => { history.replaceState(null, "", parameters()); show(); }, 250);
});
form.addEventListener("focusin", () => ready().catch(() => { opened = undefined; }), { once: true });
form.addEventListener("change", (event) => {
  if (event.target === form.q) return;
  history.pushState(null, "", parameters());
  show();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  history.pushState(null, "", parameters());
  show();
});
addEventListener("popstate", () => { read(); show(); });

// Arrow keys go through the results, and back up to the words.
document.querySelector("main").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...list.querySelectorAll("h2 a")];
  const at = links.indexOf(document.activeElement);
  if (!step || !links.length || (at < 0 && document.activeElement !== form.q) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  (links[at + step] ?? (at + step < 0 ? form.q : links.at(-1))).focus();
});

document.querySelector(".instead").hidden = true;
form.hidden = false;
read();
show();
if (!location.search) form.q.focus();
