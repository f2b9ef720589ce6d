// The site under test: built with the program into a scratch folder and served on loopback.

import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve } from './server.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = process.env.GUILLEMET ?? join(ROOT, 'target/release/guillemet');

/// The archive to build: the sample archive unless ARCHIVE names another.
const ARCHIVE = process.env.ARCHIVE ?? ROOT;

/// Page kinds by the pattern of their address below the base.
const KINDS = {
  home: /^$/,
  articles: /^articles\/$/,
  article: /^articles\/(?!page\/).+\/$/,
  quotation: /^quotations\/[^/]+\/$/,
  speakers: /^speakers\/$/,
  speaker: /^speakers\/[^/]+\/$/,
  topics: /^topics\/$/,
  topic: /^topics\/[^/]+\/$/,
  sources: /^sources\/$/,
  source: /^sources\/[^/]+\/$/,
  timeline: /^timeline\/$/,
  year: /^timeline\/\d+\/$/,
  month: /^timeline\/\d+\/\d+\/$/,
  search: /^search\/$/,
  data: /^data\/$/,
  free: /^(?!(articles|quotations|speakers|topics|sources|timeline|search|data)\/)[^/]+\/$/,
  missing: /^404\.html$/,
};

const REQUIRED = ['home', 'articles', 'article', 'quotation', 'speakers', 'speaker', 'topics', 'topic', 'sources', 'source',
  'timeline', 'year', 'month', 'missing'];

/// Builds the archive and serves it below `base`, links and canonical addresses being those of the little server
/// unless `publicOrigin` is given. `addresses` are those of the sitemap and the 404 page, relative to the base.
export async function open({ base = '/', publicOrigin } = {}) {
  const scratch = await mkdtemp(join(tmpdir(), 'guillemet-'));
  const folder = join(scratch, 'public');
  const { origin, close } = await serve(folder, base);
  const published = (publicOrigin ?? origin) + base;
  execFileSync(PROGRAM, ['build', '--quiet', '--root', ARCHIVE, '--output', folder, '--base-url', published], { stdio: 'inherit' });
  const addresses = [...await listed(folder, published), '404.html'];
  return {
    folder, origin, addresses,
    url: (address) => origin + base + address,
    file: (address) => join(folder, address.endsWith('/') || !address ? address + 'index.html' : address),
    close: async () => { close(); await rm(scratch, { recursive: true }); },
  };
}

async function listed(folder, published, sitemap = 'sitemap.xml') {
  const xml = await readFile(join(folder, sitemap), 'utf8');
  const locations = [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, location]) => location.replaceAll('&amp;', '&'));
  const stray = locations.find((location) => !location.startsWith(published));
  if (stray !== undefined) throw new Error(`${sitemap} lists ${stray}, which is not below ${published}`);
  const addresses = locations.map((location) => decodeURI(location.slice(published.length)));
  if (!xml.includes('<sitemapindex')) return addresses;
  return (await Promise.all(addresses.map((part) => listed(folder, published, part)))).flat();
}

/// One page of each kind, the heaviest, as the most demanding: `{ article: 'articles/2023/…/' … }`.
export async function pagesByKind(site) {
  const pages = {};
  for (const [kind, pattern] of Object.entries(KINDS)) {
    const sized = await Promise.all(site.addresses.filter((address) => pattern.test(address))
      .map(async (address) => ({ address, size: (await stat(site.file(address))).size })));
    sized.sort((a, b) => b.size - a.size || (a.address < b.address ? -1 : 1));
    if (sized.length) pages[kind] = sized[0].address;
    else if (REQUIRED.includes(kind)) throw new Error(`the archive has no page of the kind ${kind}`);
  }
  return pages;
}

/// The addresses of all articles.
export const articles = (site) => site.addresses.filter((address) => KINDS.article.test(address));

/// At most `limit` addresses: one of each kind, and the rest evenly spread over the site.
export async function sample(site, limit = 300) {
  const step = Math.max(1, Math.ceil(site.addresses.length / limit));
  return [...new Set([...Object.values(await pagesByKind(site)), ...site.addresses.filter((_, i) => i % step === 0)])];
}

/// All files below a folder whose name ends so.
export async function files(folder, ending) {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((name) => name.endsWith(ending)).sort().map((name) => join(folder, name));
}
