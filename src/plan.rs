//! Which pages the site has: values that can be rendered, each with its address.

mod article_file;
mod data_file;
mod feeds;
mod fingerprint;
mod shard;

use crate::archive::{Archive, ArticleIndex, PageIndex, QuotationIndex, SourceIndex, SpeakerIndex, TopicIndex};
use crate::config::{Config, HostSettings};

pub use article_file::ArticleFile;
pub use data_file::{DataFile, Table, TableFormat};
pub use feeds::{FeedFormat, Followed};
pub use fingerprint::{FileDigests, Fingerprints};
pub use shard::{Shard, ShardError};

/// One file of the site to be rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// `/`
    Home,
    /// `/articles/`, the list of all articles.
    Articles(PageNumber),
    /// `/articles/2023/06/SLUG/`
    Article(ArticleIndex),
    /// `/articles/2023/06/SLUG/annotations.jsonld` and the article's other files.
    ArticleFile(ArticleIndex, ArticleFile),
    /// `/data/`
    Data,
    /// `/data/articles.csv` and the like.
    DataFile(DataFile),
    /// `/quotations/ID/`
    Quotation(QuotationIndex),
    /// `/quotations/ID/card.png`, the quotation's share card.
    Card(QuotationIndex),
    /// `/speakers/`
    Speakers,
    /// `/speakers/ID/`
    Speaker(SpeakerIndex, PageNumber),
    /// `/topics/`
    Topics,
    /// `/topics/ID/`
    Topic(TopicIndex, PageNumber),
    /// `/sources/`
    Sources,
    /// `/sources/ID/`
    Source(SourceIndex, PageNumber),
    /// `/timeline/`
    Timeline,
    /// `/timeline/2023/`
    Year(i16),
    /// `/timeline/2023/06/`; the number is the month's place in [`Archive::months`].
    Month(usize, PageNumber),
    /// `/about/` and its like.
    Free(PageIndex),
    /// An old address; the number is its place in [`Archive::redirects`].
    Redirect(usize),
    /// `/feed.xml`, `/speakers/ID/feed.json` and their like.
    Feed(Followed, FeedFormat),
    /// `/search/`
    Search,
    /// `/404.html`
    NotFound,
    /// `/_headers` and other files for the web server.
    Host(HostFile),
    /// `/robots.txt`
    Robots,
    /// `/sitemap.xml`: all addresses, or the list of the partial sitemaps.
    Sitemap,
    /// `/sitemap-2.xml`: a part of the addresses of a large site.
    PartialSitemap(PageNumber),
}

/// A file that tells a web server how to serve the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HostFile {
    /// `_headers`
    Headers,
    /// `_redirects`
    Redirects,
    /// `CNAME`
    Cname,
    /// `.nojekyll`
    NoJekyll,
}

impl HostFile {
    /// The files that some settings ask for.
    fn wanted(settings: &HostSettings) -> impl Iterator<Item = Self> {
        let all = [
            (Self::Headers, settings.headers),
            (Self::Redirects, settings.redirects),
            (Self::Cname, settings.cname),
            (Self::NoJekyll, settings.nojekyll),
        ];
        all.into_iter().filter(|(_, is_wanted)| *is_wanted).map(|(file, _)| file)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Headers => "_headers",
            Self::Redirects => "_redirects",
            Self::Cname => "CNAME",
            Self::NoJekyll => ".nojekyll",
        }
    }
}

/// The number of a page of a long list, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageNumber(u32);

impl PageNumber {
    /// The first page.
    pub const FIRST: Self = Self(1);

    /// The page with a number from 1; 0 counts as 1.
    pub fn new(number: usize) -> Self {
        Self(u32::try_from(number.max(1)).unwrap_or(u32::MAX))
    }

    /// The number, from 1.
    pub fn number(self) -> usize {
        self.0 as usize
    }

    /// Whether this is the first page.
    pub fn is_first(self) -> bool {
        self == Self::FIRST
    }

    /// The items of this page out of a list of `count`.
    pub fn slice(self, count: usize, per_page: usize) -> std::ops::Range<usize> {
        let start = ((self.number() - 1) * per_page).min(count);
        start..(start + per_page).min(count)
    }

    /// The pages of a list of `count` items; an empty list has one page.
    pub fn all(count: usize, per_page: usize) -> impl Iterator<Item = Self> {
        (1..=count.div_ceil(per_page.max(1)).max(1)).map(Self::new)
    }

    /// What stands behind the address of the first page: nothing, or `page/2/`.
    pub fn suffix(self) -> String {
        if self.is_first() { String::new() } else { format!("page/{}/", self.0) }
    }
}

/// The folder of the search index, relative to the site.
pub const SEARCH_INDEX: &str = "search/index/";

/// The largest number of addresses in one sitemap (sitemaps.org protocol).
pub const SITEMAP_LIMIT: usize = 50_000;

/// All pages of the site.
pub fn plan(archive: &Archive, config: &Config) -> Vec<Page> {
    let per_page = config.per_page;
    let mut pages = Vec::new();
    if config.outputs.data {
        pages.extend(DataFile::all().map(Page::DataFile));
    }
    pages.extend([Page::Home, Page::NotFound, Page::Robots, Page::Speakers, Page::Topics, Page::Sources]);
    pages.extend(PageNumber::all(archive.articles.len(), per_page).map(Page::Articles));
    if config.outputs.data {
        pages.push(Page::Data);
    }
    let files = ArticleFile::all(&config.outputs);
    for index in archive.articles.indices() {
        pages.push(Page::Article(index));
        if config.pages.quotations {
            pages.extend(archive.quotations_of(index).map(Page::Quotation));
            if config.has_cards() {
                pages.extend(archive.quotations_of(index).map(Page::Card));
            }
        }
        pages.extend(files.iter().map(|file| Page::ArticleFile(index, *file)));
    }
    for (index, speaker) in archive.speakers.enumerate() {
        let numbers = PageNumber::all(speaker.quotations.len(), per_page);
        pages.extend(numbers.map(|number| Page::Speaker(index, number)));
    }
    for (index, topic) in archive.topics.enumerate() {
        let numbers = PageNumber::all(topic.quotations.len().max(topic.articles.len()), per_page);
        pages.extend(numbers.map(|number| Page::Topic(index, number)));
    }
    for (index, source) in archive.sources.enumerate() {
        let numbers = PageNumber::all(source.articles.len().max(source.relayed.len()), per_page);
        pages.extend(numbers.map(|number| Page::Source(index, number)));
    }
    if config.pages.timeline {
        pages.push(Page::Timeline);
        let mut years: Vec<i16> = archive.months.iter().map(|month| month.year).collect();
        years.dedup();
        pages.extend(years.into_iter().map(Page::Year));
        for (index, month) in archive.months.iter().enumerate() {
            pages.extend(PageNumber::all(month.numbers().len(), per_page).map(|number| Page::Month(index, number)));
        }
    }
    if config.outputs.feeds {
        let formats = |followed| FeedFormat::ALL.map(|format| Page::Feed(followed, format));
        pages.extend(Followed::all(archive).flat_map(formats));
    }
    if config.outputs.search {
        pages.push(Page::Search);
    }
    pages.extend(archive.pages.indices().map(Page::Free));
    pages.extend((0..archive.redirects.len()).map(Page::Redirect));
    pages.extend(HostFile::wanted(&config.host).map(Page::Host));
    let listed = pages.iter().filter(|page| page.is_listed()).count();
    pages.push(Page::Sitemap);
    if listed > SITEMAP_LIMIT {
        pages.extend(PageNumber::all(listed, SITEMAP_LIMIT).map(Page::PartialSitemap));
    }
    pages
}

impl Page {
    /// The address relative to the site; a folder's ends with a slash, the home's is empty.
    pub fn address(self, archive: &Archive) -> String {
        match self {
            Self::Home => String::new(),
            Self::Articles(number) => format!("articles/{}", number.suffix()),
            Self::Article(index) => archive.articles[index].address.to_string(),
            Self::Data => "data/".to_owned(),
            Self::DataFile(file) => file.address(),
            Self::ArticleFile(index, file) => format!("{}{}", archive.articles[index].address, file.name()),
            Self::Quotation(index) => archive.quotations[index].address(),
            Self::Card(index) => archive.quotations[index].card_address(),
            Self::Speakers => "speakers/".to_owned(),
            Self::Speaker(index, number) => archive.speakers[index].address() + &number.suffix(),
            Self::Topics => "topics/".to_owned(),
            Self::Topic(index, number) => archive.topics[index].address() + &number.suffix(),
            Self::Sources => "sources/".to_owned(),
            Self::Source(index, number) => archive.sources[index].address() + &number.suffix(),
            Self::Timeline => "timeline/".to_owned(),
            Self::Year(year) => format!("timeline/{year:04}/"),
            Self::Month(index, number) => {
                let month = archive.months.get(index).map_or((0, 0), |month| (month.year, month.month));
                format!("timeline/{:04}/{:02}/{}", month.0, month.1, number.suffix())
            }
            Self::Free(index) => archive.pages[index].address.to_string(),
            Self::Redirect(index) => archive.redirects.get(index).map_or_else(String::new, |it| it.from.to_string()),
            Self::Feed(followed, format) => followed.address(format, archive),
            Self::Search => "search/".to_owned(),
            Self::NotFound => "404.html".to_owned(),
            Self::Host(file) => file.name().to_owned(),
            Self::Robots => "robots.txt".to_owned(),
            Self::Sitemap => "sitemap.xml".to_owned(),
            Self::PartialSitemap(number) => format!("sitemap-{}.xml", number.number()),
        }
    }

    /// The file of the site: the address, with `index.html` for a folder's.
    pub fn file(self, archive: &Archive) -> String {
        let mut address = self.address(archive);
        if address.is_empty() || address.ends_with('/') {
            address.push_str("index.html");
        }
        address
    }

    /// Whether search engines should know the page: it belongs in the sitemap.
    pub fn is_listed(self) -> bool {
        !matches!(
            self,
            Self::ArticleFile(..)
                | Self::DataFile(_)
                | Self::Card(_)
                | Self::Feed(..)
                | Self::Search
                | Self::Redirect(_)
                | Self::NotFound
                | Self::Host(_)
                | Self::Robots
                | Self::Sitemap
                | Self::PartialSitemap(_)
        )
    }
}
