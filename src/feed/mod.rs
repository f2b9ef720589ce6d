//! Feeds of the archive and of each speaker, topic and source: Atom (RFC 4287) and JSON Feed 1.1.
//!
//! Both formats are written from one [`Feed`]. Every date in it is the content's own, so that the same content
//! gives the same feed. What has no date is in no feed.

mod atom;
mod entries;
mod html;
mod json;

use crate::config::Config;
use crate::model::{Language, PartialDate};
use crate::plan::{FeedFormat, Followed};
use crate::view::Site;

/// How many entries a feed has at most: the latest.
const LONGEST: usize = 30;

/// A feed before it is written in a format.
struct Feed<'a> {
    title: String,
    description: &'a str,
    /// The page that the feed belongs to.
    home: String,
    /// The feed's own address.
    address: String,
    icon: String,
    language: &'a Language,
    author: &'a str,
    rights: &'a str,
    entries: Vec<Entry<'a>>,
}

/// An entry: an article or a quotation.
struct Entry<'a> {
    /// The permanent address.
    url: String,
    title: String,
    /// The address at which the text was first published.
    original: Option<&'a str>,
    published: PartialDate,
    updated: PartialDate,
    authors: Vec<&'a str>,
    topics: Vec<Topic<'a>>,
    language: &'a Language,
    summary: &'a str,
    html: String,
}

struct Topic<'a> {
    id: &'a str,
    title: &'a str,
}

/// The bytes of a feed.
pub fn feed(site: Site<'_>, followed: Followed, format: FeedFormat) -> Vec<u8> {
    // An entry is read far from the site, where only whole addresses lead back.
    let base_url = site.config.base_url.with_whole_links();
    let config = Config { base_url, ..site.config.clone() };
    let site = Site::new(site.archive, &config, site.locale);
    let feed = entries::collect(site, followed, format);
    match format {
        FeedFormat::Atom => atom::write(&feed),
        FeedFormat::Json => json::write(&feed),
    }
}

/// The moment at which a date begins (RFC 3339).
fn moment(date: PartialDate) -> String {
    format!("{}T00:00:00Z", date.first_day())
}
