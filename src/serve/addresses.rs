//! Finds the page of an address among half a million.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::archive::Archive;
use crate::plan::Page;

/// The pages of a site by address. What somebody looks at first after a change, an article or a list, is not to wait
/// for the addresses of all quotations and exports, so each kind is sorted when it is first asked for.
#[derive(Default)]
pub struct Addresses {
    folders: OnceLock<Sorted>,
    quotations: OnceLock<Sorted>,
    files: OnceLock<Sorted>,
}

/// Kinds of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `quotations/ID/`
    Quotation,
    /// Whatever else ends with a slash.
    Folder,
    /// What does not.
    File,
}

impl Addresses {
    /// The page at an address relative to the site.
    pub fn page(&self, address: &str, pages: &[Page], archive: &Archive) -> Option<Page> {
        let (kind, sorted) = if !address.is_empty() && !address.ends_with('/') {
            (Kind::File, &self.files)
        } else if address.starts_with("quotations/") {
            (Kind::Quotation, &self.quotations)
        } else {
            (Kind::Folder, &self.folders)
        };
        let sorted = sorted.get_or_init(|| Sorted::of(pages, kind, archive));
        let mut candidates = sorted.candidates(address).filter_map(|number| pages.get(number).copied());
        candidates.find(|page| page.address(archive) == address)
    }
}

/// Whether a page has an address of a kind.
fn may_be(page: Page, kind: Kind) -> bool {
    match page {
        // An old address is whatever it was.
        Page::Redirect(_) => true,
        Page::Quotation(_) => kind == Kind::Quotation,
        Page::ArticleFile(..) | Page::Card(_) | Page::DataFile(_) | Page::Feed(..) => kind == Kind::File,
        Page::Host(_) | Page::NotFound | Page::Robots | Page::Sitemap | Page::PartialSitemap(_) => kind == Kind::File,
        _ => kind == Kind::Folder,
    }
}

/// The numbers of pages, sorted by a hash of their addresses: these need not be kept as texts, and are made in
/// parallel.
struct Sorted(Vec<(u64, u32)>);

impl Sorted {
    fn of(pages: &[Page], kind: Kind, archive: &Archive) -> Self {
        let entry = |(number, page): (usize, &Page)| {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            may_be(*page, kind).then(|| (hash(&page.address(archive)), number))
        };
        let mut entries: Vec<(u64, u32)> = pages.par_iter().enumerate().filter_map(entry).collect();
        entries.par_sort_unstable();
        Self(entries)
    }

    fn candidates(&self, address: &str) -> impl Iterator<Item = usize> {
        let wanted = hash(address);
        let first = self.0.partition_point(|(hash, _)| *hash < wanted);
        let same = self.0.iter().skip(first).take_while(move |(hash, _)| *hash == wanted);
        same.map(|(_, number)| *number as usize)
    }
}

fn hash(address: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    hasher.finish()
}
