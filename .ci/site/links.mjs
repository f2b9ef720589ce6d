// No broken internal link, file or anchor: linkinator over the whole site, at the root of a host and in a sub-folder.
// It loads every page from the little server; addresses of other hosts are not asked for. A page that is listed
// in the sitemap but cannot be reached by links counts as broken too.

import { LinkChecker } from 'linkinator';
import { open } from './site.mjs';
import { suite } from './suite.mjs';

await suite(async ({ problem, note }) => {
  for (const base of ['/', '/sub/']) {
    const site = await open({ base });
    const result = await new LinkChecker().check({
      path: site.url(''), recurse: true, checkCss: true, checkFragments: true, concurrency: 20,
      linksToSkip: async (link) => !link.startsWith(site.origin),
    });
    const own = result.links.filter((link) => link.state !== 'SKIPPED');
    for (const link of own.filter((link) => link.state === 'BROKEN')) {
      problem(link.parent, `broken link ${link.url} (status ${link.status})`);
    }
    for (const link of own.filter((link) => !link.url.startsWith(site.url('')))) {
      problem(link.parent, `${link.url} leaves the sub-folder ${base}`);
    }
    const reached = new Set(own.map((link) => decodeURI(link.url.split('#')[0])));
    for (const address of site.addresses.filter((address) => address !== '404.html' && !reached.has(site.url(address)))) {
      problem(address, 'is in the sitemap, but no link leads there');
    }
    note(`${base}: ${own.length} links, ${site.addresses.length} pages`);
    await site.close();
  }

  // The canonical addresses and the sitemap of a published site name its own host.
  const site = await open({ base: '/sub/', publicOrigin: 'https://archive.example' });
  note(`https://archive.example/sub/: ${site.addresses.length} addresses in the sitemap`);
  await site.close();
});
