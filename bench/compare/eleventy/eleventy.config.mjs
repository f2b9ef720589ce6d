// The generated archive for Eleventy: article pages, paginated lists per speaker, topic and source, feeds, a sitemap.

const LISTS = { speakers: 20, topics: 4, sources: 20 };
const slices = (items, size) => Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, at * size + size));

export default function (eleventy) {
  const newest = (collections) => collections.getFilteredByGlob("content/articles/**/*.md").reverse();
  eleventy.addCollection("articles", newest);
  for (const [kind, size] of Object.entries(LISTS)) {
    // Every term with its articles, newest first, once per page of its list.
    const pages = (collections) => {
      const terms = new Map();
      for (const article of newest(collections)) {
        for (const term of article.data[kind] ?? []) {
          if (!terms.has(term)) terms.set(term, []);
          terms.get(term).push(article);
        }
      }
      return [...terms].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([term, articles]) =>
        slices(articles, size).map((items, index, all) => ({ kind, term, items, number: index + 1, count: all.length, latest: articles.slice(0, 30) })));
    };
    const firstPages = (lists) => lists.filter((list) => list.number === 1);
    eleventy.addCollection(kind, pages);
    eleventy.addCollection(`${kind}Terms`, (collections) => firstPages(pages(collections)));
  }
  eleventy.addFilter("day", (date) => date.toISOString().slice(0, 10));
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  eleventy.addFilter("words", (date) => words.format(date));
  return { dir: { input: "content", output: "public", includes: "../_includes" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
