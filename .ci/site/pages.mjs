// One page of every kind, found by the form of its address in the sitemap.
import { readFile } from "node:fs/promises";

const kinds = {
  home: /^$/, articles: /^articles\/$/, article: /^articles\/\d{4}\/\d{2}\/[^/]+\/$/, quotation: /^quotations\/[^/]+\/$/,
  speakers: /^speakers\/$/, speaker: /^speakers\/[^/]+\/$/, topics: /^topics\/$/, topic: /^topics\/[^/]+\/$/,
  sources: /^sources\/$/, source: /^sources\/[^/]+\/$/, timeline: /^timeline\/$/, year: /^timeline\/\d{4}\/$/,
  month: /^timeline\/\d{4}\/\d{2}\/$/, free: /^(?!articles|quotations|speakers|topics|sources|timeline)[^/]+\/$/,
};

// The largest page of each kind has the most to go wrong.
export async function pages(folder, base) {
  const sitemap = await readFile(`${folder}/sitemap.xml`, "utf8");
  const locations = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1]);
  // The home page comes first in the sitemap; what stands before the addresses of the others is its own.
  const addresses = locations.map((location) => location.slice(locations[0].length));
  const found = {};
  for (const [kind, pattern] of Object.entries(kinds)) {
    let largest = -1;
    for (const address of addresses.filter((address) => pattern.test(address))) {
      const size = (await readFile(`${folder}/${address}index.html`)).length;
      if (size > largest) [largest, found[kind]] = [size, base + address];
    }
    if (!found[kind]) throw new Error(`the sample site has no page of the kind ${kind}`);
  }
  found.missing = `${base}404.html`;
  return found;
}
