//! What content can link to.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::archive::{Archive, ArticleIndex};
use crate::model::{Body, slugify};
use crate::path::ContentPath;

/// A page of a content file: its address and the places in it that can be linked to.
pub struct Destination<'a> {
    /// Its address, relative to the site.
    pub address: Cow<'a, str>,
    /// Its words.
    pub body: &'a Body,
    /// The article, where it is one: its quotations have places of their own.
    pub article: Option<ArticleIndex>,
}

/// What content can link to.
pub struct SiteMap<'a> {
    archive: &'a Archive,
    /// The pages of content files.
    pub by_path: FxHashMap<&'a str, Destination<'a>>,
    /// The files of `static/`.
    pub statics: &'a BTreeSet<String>,
    // Few archives have every kind of link, so these are made when the first link asks for them.
    /// All paths in order.
    paths: OnceCell<Vec<&'a str>>,
    by_name: OnceCell<FxHashMap<String, Vec<&'a str>>>,
    /// The addresses of all pages but those of quotations.
    addresses: OnceCell<FxHashSet<Cow<'a, str>>>,
    quotations: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> SiteMap<'a> {
    /// What the content of an archive and the files of `static/` can be linked to.
    pub fn of(archive: &'a Archive, statics: &'a BTreeSet<String>) -> Self {
        let articles = archive.articles.enumerate().map(|(index, row)| {
            let address = row.address.as_ref().into();
            (&row.article.path, Destination { address, body: &row.article.body, article: Some(index) })
        });
        fn plain<'a>(address: Cow<'a, str>, body: &'a Body) -> Destination<'a> {
            Destination { address, body, article: None }
        }
        let pages =
            archive.pages.iter().map(|row| (&row.page.path, plain(row.address.as_ref().into(), &row.page.body)));
        let speakers = archive.speakers.iter().filter_map(|row| {
            let file = row.file.as_ref()?;
            Some((&file.path, plain(row.address().into(), &file.body)))
        });
        let topics = archive.topics.iter().filter_map(|row| {
            let file = row.file.as_ref()?;
            Some((&file.path, plain(row.address().into(), &file.body)))
        });
        let sources = archive.sources.iter().filter_map(|row| {
            let file = row.file.as_ref()?;
            Some((&file.path, plain(row.address().into(), &file.body)))
        });
        let all = articles.chain(pages).chain(speakers).chain(topics).chain(sources);
        Self {
            archive,
            by_path: all.map(|(path, destination)| (path.as_str(), destination)).collect(),
            statics,
            paths: OnceCell::new(),
            by_name: OnceCell::new(),
            addresses: OnceCell::new(),
            quotations: OnceCell::new(),
        }
    }

    /// The paths of all content files, in order.
    pub fn paths(&self) -> &[&'a str] {
        self.paths.get_or_init(|| {
            let mut paths: Vec<&str> = self.by_path.keys().copied().collect();
            paths.sort_unstable();
            paths
        })
    }

    /// The paths of the files with a name, in order.
    pub fn named(&self, name: &str) -> &[&'a str] {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: FxHashMap<String, Vec<&str>> = FxHashMap::default();
            for path in self.paths() {
                by_name.entry(slugify(ContentPath::new(path).stem())).or_default().push(path);
            }
            by_name
        });
        by_name.get(&slugify(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a page has an address, relative to the site.
    pub fn has_address(&self, address: &str) -> bool {
        if let Some(id) = address.strip_prefix("quotations/").and_then(|rest| rest.strip_suffix('/'))
            && self.quotation_ids().contains(id)
        {
            return true;
        }
        let addresses = self.addresses.get_or_init(|| {
            let lists = ["", "articles/", "speakers/", "topics/", "sources/", "timeline/", "search/", "data/"];
            let archive = self.archive;
            let of_files = self.by_path.values().map(|destination| destination.address.clone());
            of_files
                .chain(lists.map(Cow::from))
                .chain(archive.speakers.iter().map(|row| row.address().into()))
                .chain(archive.topics.iter().map(|row| row.address().into()))
                .chain(archive.sources.iter().map(|row| row.address().into()))
                .chain(archive.redirects.iter().map(|redirect| redirect.from.as_ref().into()))
                .collect()
        });
        addresses.contains(address)
    }

    fn quotation_ids(&self) -> &FxHashSet<&'a str> {
        self.quotations.get_or_init(|| self.archive.quotations.iter().map(|row| row.id.as_str()).collect())
    }

    /// Whether an article has a quotation.
    pub fn has_quotation(&self, article: ArticleIndex, id: &str) -> bool {
        self.archive.quotations_of(article).any(|index| self.archive.quotations[index].id.as_str() == id)
    }
}
