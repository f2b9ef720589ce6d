//! Which article an address means.

use std::collections::HashMap;

use crate::archive::{Archive, ArticleIndex};
use crate::config::Config;

/// The articles by all the addresses at which they stand.
pub struct Articles {
    by_address: HashMap<String, ArticleIndex>,
}

impl Articles {
    /// The articles of an archive: by their pages here, their addresses at the publisher's, archived copies and files.
    pub fn of(archive: &Archive, config: &Config) -> Self {
        let mut by_address = HashMap::new();
        for (index, row) in archive.articles.enumerate() {
            let source = row.article.source.as_ref().map(|source| &source.value);
            let addresses = [
                Some(config.base_url.absolute(&row.address)),
                source.and_then(|source| source.url.clone()),
                source.and_then(|source| source.archived.clone()),
                Some(row.article.path.as_str().to_owned()),
            ];
            for address in addresses.into_iter().flatten() {
                by_address.entry(normal(&address)).or_insert(index);
            }
        }
        Self { by_address }
    }

    /// The article at the first of the addresses that is known.
    pub fn find(&self, addresses: &[String]) -> Option<ArticleIndex> {
        addresses.iter().find_map(|address| self.by_address.get(&normal(address)).copied())
    }
}

/// Parameters of addresses that say where a reader came from, not where the page is.
const TRACKING: [&str; 6] = ["fbclid", "gclid", "mc_cid", "mc_eid", "xtor", "ref"];

/// An address without what differs between two that mean the same page.
fn normal(address: &str) -> String {
    let address = address.trim();
    let address = address.split('#').next().unwrap_or_default();
    let (place, query) = address.split_once('?').unwrap_or((address, ""));
    let is_kept = |pair: &&str| {
        let key = pair.split('=').next().unwrap_or_default();
        !pair.is_empty() && !key.starts_with("utm_") && !TRACKING.contains(&key)
    };
    let mut query: Vec<&str> = query.split('&').filter(is_kept).collect();
    query.sort_unstable();
    let place = ["https://", "http://"].iter().find_map(|scheme| place.strip_prefix(scheme)).unwrap_or(place);
    let place = place.strip_prefix("./").unwrap_or(place);
    let place = place.strip_suffix("index.html").or(place.strip_suffix("article.txt")).unwrap_or(place);
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    format!("{host}/{}?{}", path.trim_end_matches('/'), query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn addresses_of_one_page_are_one() {
        for (one, other) in [
            ("https://www.Gazette.example/a/", "http://gazette.example/a#top"),
            ("https://a.example/x?b=1&a=2&utm_source=z", "https://a.example/x?a=2&b=1"),
            ("https://a.example/x/article.txt", "https://a.example/x/index.html"),
            ("content/articles/a.md", "./content/articles/a.md"),
        ] {
            assert_eq!(normal(one), normal(other));
        }
        assert_ne!(normal("https://a.example/A"), normal("https://a.example/a"));
        assert_ne!(normal("https://a.example/?id=1"), normal("https://a.example/?id=2"));
    }
}
