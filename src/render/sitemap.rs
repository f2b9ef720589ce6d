//! `sitemap.xml` (sitemaps.org protocol 0.9) and `robots.txt` (RFC 9309).

use crate::markup::escape_into;
use crate::plan::{Page, PageNumber, SITEMAP_LIMIT};
use crate::view::Site;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `robots.txt`: everything may be read, and there is a sitemap.
pub fn robots(site: Site<'_>) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.config.base_url.absolute("sitemap.xml"))
}

/// The sitemap, or the index of its parts when the addresses do not fit in one.
pub fn sitemap(site: Site<'_>, pages: &[Page]) -> String {
    let parts = pages.iter().filter(|page| matches!(page, Page::PartialSitemap(_)));
    if parts.clone().next().is_none() {
        return address_set(site, pages.iter().copied().filter(|page| page.is_listed()));
    }
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for part in parts {
        xml.push_str("<sitemap><loc>");
        escape_into(&site.config.base_url.absolute(&part.address(site.archive)), &mut xml);
        xml.push_str("</loc></sitemap>\n");
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

/// One part of the sitemap.
pub fn partial(site: Site<'_>, pages: &[Page], number: PageNumber) -> String {
    let listed = pages.iter().copied().filter(|page| page.is_listed());
    address_set(site, listed.skip((number.number() - 1) * SITEMAP_LIMIT).take(SITEMAP_LIMIT))
}

fn address_set(site: Site<'_>, pages: impl Iterator<Item = Page>) -> String {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    for page in pages {
        xml.push_str("<url><loc>");
        escape_into(&site.config.base_url.absolute(&page.address(site.archive)), &mut xml);
        xml.push_str("</loc></url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
