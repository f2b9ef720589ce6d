//! No two pages have one address, and old addresses lead to their new ones.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::archive::{
    Archive, ArticleIndex, LinkedQuotation, QuotationIndex, Redirect, Source, Speaker, Topic, quotation_address,
    speaker_address,
};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{ArticleSlug, SpeakerId};
use crate::read::ContentPath;
use crate::span::{File, Span};

/// The folders of the site that pages of their own kind fill.
const RESERVED: [&str; 9] =
    ["articles", "quotations", "speakers", "topics", "sources", "timeline", "search", "data", "page"];

/// Checks the addresses of articles and free pages and collects the redirects: from the old addresses of articles and of
/// the quotations in them, and from the pages that other names of speakers have had.
pub fn check(archive: &mut Archive, has_quotation_pages: bool, problems: &mut Vec<Diagnostic>) {
    let mut claims = Claims::default();
    for row in &archive.articles {
        claims.add(row.address.as_ref().into(), &row.article.path, row.article.slug_span, problems);
    }
    for row in &archive.pages {
        let first = row.page.segments.first().map(String::as_str).unwrap_or_default();
        if RESERVED.contains(&first) {
            let built_in = ContentPath::new(&format!("the built-in pages under /{first}/"));
            problems.push(catalogue::address_taken(
                &row.page.path,
                &format!("/{}", row.address),
                &built_in,
                row.page.span,
            ));
        }
        claims.add(row.address.as_ref().into(), &row.page.path, row.page.span, problems);
    }
    let mut redirects = Vec::new();
    let mut moved = Vec::new();
    let has_aliases = archive.articles.iter().any(|row| !row.article.aliases.is_empty());
    let built_in = if has_aliases { built_in_addresses(archive) } else { FxHashSet::default() };
    for (index, row) in archive.articles.enumerate() {
        for alias in &row.article.aliases {
            match old_address(&alias.value) {
                Some(from) if built_in.contains(from.to_lowercase().as_str()) || is_file_or_list(&from) => {
                    problems.push(catalogue::alias_taken(&row.article.path, &alias.value, alias.span));
                }
                Some(from) if claims.add(from.clone().into(), &row.article.path, alias.span, problems) => {
                    moved.extend(moved_quotations(archive, index, &from));
                    redirects.push(Redirect { from: from.into(), to: row.address.clone() });
                }
                Some(_) => {}
                None => problems.push(catalogue::unusable_alias(&row.article.path, &alias.value, alias.span)),
            }
        }
    }
    let speakers: FxHashSet<String> = archive.speakers.iter().map(Speaker::address).collect();
    let other_names = archive.speakers.iter().flat_map(other_names);
    moved.retain(|redirect| has_quotation_pages && !built_in.contains(&redirect.from));
    moved.extend(other_names.filter(|redirect| !speakers.contains(redirect.from.as_ref())));
    redirects.extend(moved.into_iter().filter(|redirect| claims.is_free(&redirect.from)));
    redirects.sort();
    redirects.dedup_by(|a, b| a.from == b.from);
    archive.redirects = redirects;
}

/// From where the quotations of an article were when it had an old address to where they are now.
fn moved_quotations<'a>(archive: &'a Archive, index: ArticleIndex, old: &str) -> impl Iterator<Item = Redirect> + 'a {
    let slug = &archive.articles[index].article.slug;
    let name = old.strip_prefix("articles/").and_then(|path| path.trim_end_matches('/').rsplit('/').next());
    let old_slug = name.and_then(|name| ArticleSlug::from_name(name).ok());
    let moved = move |quotation: QuotationIndex| {
        let row = &archive.quotations[quotation];
        let old = row.id.under_slug(slug, old_slug.as_ref()?)?;
        let is_derived = archive.quotation(quotation).given_id.is_none();
        is_derived.then(|| Redirect { from: quotation_address(&old).into(), to: row.address().into() })
    };
    archive.quotations_of(index).filter_map(moved)
}

/// From the pages that a speaker had under other names.
fn other_names(speaker: &Speaker) -> impl Iterator<Item = Redirect> + '_ {
    let aliases = speaker.file.iter().flat_map(|file| &file.aliases);
    let ids = aliases.filter_map(|alias| SpeakerId::from_name(alias).ok());
    ids.map(|id| Redirect { from: speaker_address(&id).into(), to: speaker.address().into() })
}

/// The addresses that are taken, in lower case, and by whom.
#[derive(Default)]
struct Claims<'a>(FxHashMap<Cow<'a, str>, &'a ContentPath>);

impl<'a> Claims<'a> {
    /// Whether nobody claims an address in lower case.
    fn is_free(&self, address: &str) -> bool {
        !self.0.contains_key(address)
    }

    /// Claims an address for a file; one that is taken is reported.
    fn add(
        &mut self,
        address: Cow<'a, str>,
        path: &'a ContentPath,
        span: Span<File>,
        problems: &mut Vec<Diagnostic>,
    ) -> bool {
        // File systems that ignore case would write both pages to one file.
        let is_lower_case = address.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let key = if is_lower_case { address.clone() } else { address.to_lowercase().into() };
        if let Some(other) = self.0.get(&key) {
            problems.push(catalogue::address_taken(path, &format!("/{address}"), other, span));
            return false;
        }
        self.0.insert(key, path);
        true
    }
}

/// The addresses of the pages that no article or free page claims.
fn built_in_addresses(archive: &Archive) -> FxHashSet<Box<str>> {
    let lists = RESERVED.iter().map(|folder| format!("{folder}/")).chain(["404.html".to_owned()]);
    let speakers = archive.speakers.iter().map(Speaker::address);
    let topics = archive.topics.iter().map(Topic::address);
    let sources = archive.sources.iter().map(Source::address);
    let quotations = archive.quotations.iter().map(LinkedQuotation::address);
    let mut addresses: FxHashSet<Box<str>> =
        lists.chain(speakers).chain(topics).chain(sources).chain(quotations).map(String::into_boxed_str).collect();
    for month in &archive.months {
        addresses.insert(format!("timeline/{:04}/", month.year).into());
        addresses.insert(format!("timeline/{:04}/{:02}/", month.year, month.month).into());
    }
    addresses
}

/// Whether an address is one of the further pages of a list, or lies at or below a file such as a feed or a table.
fn is_file_or_list(address: &str) -> bool {
    const FILES: [&str; 16] = [
        "bib",
        "css",
        "csv",
        "graphml",
        "ico",
        "js",
        "json",
        "jsonl",
        "jsonld",
        "parquet",
        "png",
        "ris",
        "svg",
        "txt",
        "webmanifest",
        "xml",
    ];
    let parts: Vec<&str> = address.trim_end_matches('/').split('/').collect();
    let is_page = matches!(parts.as_slice(), [.., "page", number] if number.bytes().all(|byte| byte.is_ascii_digit()));
    let ending = |part: &&str| part.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_file = |part: &&str| ending(part).is_some_and(|ending| FILES.contains(&ending.as_str()));
    is_page || parts.iter().any(is_file) || parts.first() == Some(&"404.html")
}

/// An old address relative to the site: a folder's with a slash at its end, or a page's such as `old.html`.
fn old_address(alias: &str) -> Option<String> {
    let path = alias.trim().trim_start_matches('/');
    // `old/index.html` and `old/` are one file.
    let path = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(path);
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '~' | '/');
    let parts = path.trim_end_matches('/').split('/');
    // A name of a file or folder, which no file system takes when it is longer.
    const LONGEST_NAME: usize = 200;
    let is_name = |part: &str| !part.is_empty() && !part.starts_with('.') && part.len() <= LONGEST_NAME;
    let is_html = |part: &str| part.ends_with(".html") || part.ends_with(".htm");
    let is_safe = path.chars().all(is_plain) && parts.clone().all(is_name) && !parts.rev().skip(1).any(is_html);
    if !is_safe || path == "index.html" || alias.contains("://") {
        return None;
    }
    Some(if path.ends_with('/') || is_html(path) { path.to_owned() } else { format!("{path}/") })
}
