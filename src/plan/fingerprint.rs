//! What each page is made of, as a digest: as long as it stays the same, so do the page's bytes.
//!
//! A fingerprint covers more than the page shows, never less: whole files rather than the fields that a template names,
//! and all that an article is linked to rather than what its page happens to say of it. What looks at the archive as a
//! whole is made of the whole archive.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Followed, Page, PageNumber};
use crate::archive::{
    Archive, ArticleIndex, Index, Month, PageIndex, QuotationIndex, SourceIndex, SpeakerIndex, Table, TopicIndex,
};
use crate::digest::Digest;
use crate::path::ContentPath;

/// The digests of content files by path.
pub type FileDigests = FxHashMap<ContentPath, Digest>;

/// The fingerprints of the pages of a site.
#[derive(Debug)]
pub struct Fingerprints<'a> {
    archive: &'a Archive,
    per_page: usize,
    /// What every page is made of: the surroundings and the menu.
    frame: Digest,
    /// The whole archive.
    whole: Digest,
    /// An article with all that it is linked to.
    articles: Table<ArticleIndex, Digest>,
    /// A speaker, a topic, a source; of what its pages list only the links.
    speakers: Table<SpeakerIndex, Digest>,
    topics: Table<TopicIndex, Digest>,
    sources: Table<SourceIndex, Digest>,
    /// A free page.
    pages: Table<PageIndex, Digest>,
    /// How much each month has.
    months: Digest,
}

impl<'a> Fingerprints<'a> {
    /// The fingerprints of the pages of an archive of `files`, with so many items on a page of a list. The
    /// `surroundings` are all else of which pages are made: the program, the configuration, the theme.
    pub fn new(archive: &'a Archive, files: &FileDigests, per_page: usize, surroundings: Digest) -> Self {
        let parts = Parts::new(archive, files);
        let articles = each(&archive.articles, |index| parts.article(index));
        let speakers = each(&archive.speakers, |index| parts.speaker(index));
        let topics = each(&archive.topics, |index| parts.topic(index));
        let sources = each(&archive.sources, |index| parts.source(index));
        let pages = each(&archive.pages, |index| {
            let row = &archive.pages[index];
            let path = &row.page.path;
            Digest::of(&(path, files.get(path), &row.address, &row.targets))
        });
        let lists = (articles.as_slice(), speakers.as_slice(), topics.as_slice(), sources.as_slice());
        let whole = Digest::of(&(lists, pages.as_slice(), &archive.redirects));
        let menu: Vec<_> = archive.pages.iter().map(|row| (&row.page.title, row.page.menu, &row.address)).collect();
        let months = archive.months.iter();
        let months = months.map(|month| (month.year, month.month, month.numbers().len(), month.quotation_count));
        let months = Digest::of(&months.collect::<Vec<_>>());
        let frame = Digest::of(&(surroundings, menu));
        Self { archive, per_page, frame, whole, articles, speakers, topics, sources, pages, months }
    }

    /// The archive whose pages these are.
    pub fn archive(&self) -> &'a Archive {
        self.archive
    }

    /// The fingerprint of a page; its address is no part of it.
    pub fn of(&self, page: Page) -> Digest {
        let archive = self.archive;
        let made_of = match page {
            Page::Article(index) | Page::ArticleFile(index, _) => self.articles[index],
            Page::Quotation(index) | Page::Card(index) => self.articles[archive.quotations[index].article],
            Page::Speaker(index, number) => {
                let quotations = self.shown(&archive.speakers[index].quotations, number);
                Digest::of(&(self.speakers[index], self.quotations(quotations)))
            }
            Page::Topic(index, number) => {
                let topic = &archive.topics[index];
                let (quotations, articles) =
                    (self.shown(&topic.quotations, number), self.shown(&topic.articles, number));
                Digest::of(&(self.topics[index], self.quotations(quotations), self.list(articles)))
            }
            Page::Source(index, number) => {
                let source = &archive.sources[index];
                let (relayed, articles) = (self.shown(&source.relayed, number), self.shown(&source.articles, number));
                Digest::of(&(self.sources[index], self.quotations(relayed), self.list(articles)))
            }
            Page::Feed(Followed::Speaker(index), _) => {
                Digest::of(&(self.speakers[index], self.quotations(&archive.speakers[index].quotations)))
            }
            Page::Feed(Followed::Topic(index), _) => {
                Digest::of(&(self.topics[index], self.quotations(&archive.topics[index].quotations)))
            }
            Page::Feed(Followed::Source(index), _) => {
                Digest::of(&(self.sources[index], self.list(&archive.sources[index].articles)))
            }
            Page::Articles(number) => {
                let count = archive.articles.len();
                Digest::of(&(count, self.numbered(0..count, number)))
            }
            Page::Timeline | Page::Year(_) => self.months,
            Page::Month(place, number) => {
                let articles = archive.months.get(place).map(Month::numbers).unwrap_or_default();
                Digest::of(&(self.months, self.numbered(articles, number)))
            }
            Page::Free(index) => self.pages[index],
            Page::Redirect(place) => Digest::of(&archive.redirects.get(place)),
            _ => self.whole,
        };
        Digest::of(&(self.frame, made_of))
    }

    /// The items on a page of a list.
    fn shown<'l, T>(&self, list: &'l [T], number: PageNumber) -> &'l [T] {
        list.get(number.slice(list.len(), self.per_page)).unwrap_or_default()
    }

    /// The articles on a page of the list of those with these numbers.
    fn numbered(&self, articles: Range<usize>, number: PageNumber) -> Vec<Digest> {
        let shown = number.slice(articles.len(), self.per_page);
        shown.map(|place| self.articles[ArticleIndex::new(articles.start + place)]).collect()
    }

    fn list(&self, articles: &[ArticleIndex]) -> Vec<Digest> {
        articles.iter().map(|index| self.articles[*index]).collect()
    }

    /// The articles in which quotations stand; which quotations they are is told by the links of the whole list.
    fn quotations(&self, quotations: &[QuotationIndex]) -> Vec<Digest> {
        quotations.iter().map(|index| self.articles[self.archive.quotations[*index].article]).collect()
    }
}

/// What the fingerprints of pages are put together from.
struct Parts<'a> {
    archive: &'a Archive,
    /// Speakers, topics and sources alone, as their files say; topics below their wider ones.
    speakers: Table<SpeakerIndex, Digest>,
    topics: Table<TopicIndex, Digest>,
    sources: Table<SourceIndex, Digest>,
    /// Articles alone.
    texts: Table<ArticleIndex, Digest>,
    /// What quotations and articles are linked to.
    quotation_links: Table<QuotationIndex, Digest>,
    article_links: Table<ArticleIndex, Digest>,
}

impl<'a> Parts<'a> {
    fn new(archive: &'a Archive, files: &FileDigests) -> Self {
        let with_digest = |path| (path, files.get(path));
        let speakers = each(&archive.speakers, |index| {
            let row = &archive.speakers[index];
            let file = row.file.as_ref().map(|file| with_digest(&file.path));
            Digest::of(&(&row.id, &row.name, file, &row.targets))
        });
        let topics = each(&archive.topics, |index| {
            let with_wider = std::iter::successors(Some(index), |at| archive.topics[*at].parent);
            let topic = |index| {
                let row = &archive.topics[index];
                let file = row.file.as_ref().map(|file| with_digest(&file.path));
                (&row.id, (&row.title.default, &row.title.by_language), file, &row.targets)
            };
            Digest::of(&with_wider.map(topic).collect::<Vec<_>>())
        });
        let sources = each(&archive.sources, |index| {
            let row = &archive.sources[index];
            let file = row.file.as_ref().map(|file| with_digest(&file.path));
            Digest::of(&(&row.id, &row.name, file, &row.targets))
        });
        let texts = each(&archive.articles, |index| {
            let row = &archive.articles[index];
            Digest::of(&(with_digest(&row.article.path), &row.address, &row.targets))
        });
        let quotation_links = each(&archive.quotations, |index| {
            let row = &archive.quotations[index];
            let said_by: Vec<Digest> = row.speakers.iter().map(|it| speakers[*it]).collect();
            let about: Vec<Digest> = row.topics.iter().map(|it| topics[*it]).collect();
            Digest::of(&(&row.id, row.date, said_by, about, row.via.map(|it| sources[it])))
        });
        let article_links = each(&archive.articles, |index| {
            let row = &archive.articles[index];
            let about: Vec<Digest> = row.topics.iter().map(|it| topics[*it]).collect();
            let quotations: Vec<Digest> = archive.quotations_of(index).map(|it| quotation_links[it]).collect();
            Digest::of(&(&row.address, row.article.date, row.source.map(|it| sources[it]), about, quotations))
        });
        Self { archive, speakers, topics, sources, texts, quotation_links, article_links }
    }

    fn article(&self, index: ArticleIndex) -> Digest {
        let row = &self.archive.articles[index];
        let newer = index.number().checked_sub(1).map(ArticleIndex::new);
        let older = Some(ArticleIndex::new(index.number() + 1)).filter(|it| it.number() < self.texts.len());
        // Of others a page says more than their titles: of a translation also its publisher.
        let other = |index: ArticleIndex| (self.texts[index], self.article_links[index]);
        let beside = [newer, older].map(|it| it.map(other));
        let translations: Vec<_> = row.translations.iter().map(|it| other(*it)).collect();
        let authors = row.article.authors.iter().map(|author| self.archive.speaker_named(author));
        let authors: Vec<Option<Digest>> = authors.map(|known| known.map(|it| self.speakers[it])).collect();
        Digest::of(&(self.texts[index], self.article_links[index], beside, translations, authors))
    }

    fn speaker(&self, index: SpeakerIndex) -> Digest {
        let row = &self.archive.speakers[index];
        Digest::of(&(self.speakers[index], self.quotations(&row.quotations), self.articles(&row.articles)))
    }

    fn topic(&self, index: TopicIndex) -> Digest {
        let row = &self.archive.topics[index];
        let children = row.children.iter().map(|it| (self.topics[*it], self.archive.topics[*it].articles.len()));
        let children: Vec<_> = children.collect();
        Digest::of(&(self.topics[index], children, self.quotations(&row.quotations), self.articles(&row.articles)))
    }

    fn source(&self, index: SourceIndex) -> Digest {
        let row = &self.archive.sources[index];
        Digest::of(&(self.sources[index], self.articles(&row.articles), self.quotations(&row.relayed)))
    }

    fn articles(&self, articles: &[ArticleIndex]) -> Vec<Digest> {
        articles.iter().map(|index| self.article_links[*index]).collect()
    }

    fn quotations(&self, quotations: &[QuotationIndex]) -> Vec<Digest> {
        quotations.iter().map(|index| self.quotation_links[*index]).collect()
    }
}

/// A digest for each row of a table, made in parallel.
fn each<I: Index, T>(table: &Table<I, T>, digest: impl Fn(I) -> Digest + Sync) -> Table<I, Digest> {
    let digests: Vec<Digest> = (0..table.len()).into_par_iter().map(|number| digest(I::new(number))).collect();
    digests.into()
}
