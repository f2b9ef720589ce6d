//! What can be found: articles and quotations, as texts with filters.

use crate::archive::{ArticleIndex, QuotationIndex, SourceIndex, SpeakerIndex, TopicIndex};
use crate::model::{Language, PartialDate};
use crate::view::{Site, quotation_language};

/// Something that can be found. Its words are the archive's own, without French spacing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'a> {
    /// Address relative to the site, with the anchor of a quotation.
    pub address: String,
    /// The language whose stems the words have.
    pub language: &'a Language,
    /// The words.
    pub text: String,
    /// Headline of the article.
    pub title: &'a str,
    /// `article`, `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// Who said it, or who speaks in the article.
    pub speakers: Vec<&'a str>,
    /// What it is about.
    pub topics: Vec<&'a str>,
    /// The publication.
    pub source: Option<&'a str>,
    /// The date.
    pub date: Option<PartialDate>,
    /// Who wrote the article.
    pub authors: &'a [String],
}

/// The records of an article: itself, then its quotations.
pub fn records(site: Site<'_>, index: ArticleIndex) -> impl Iterator<Item = Record<'_>> {
    std::iter::once(article(site, index))
        .chain(site.archive.quotations_of(index).map(move |quotation_index| quotation(site, quotation_index)))
}

fn article(site: Site<'_>, index: ArticleIndex) -> Record<'_> {
    let row = &site.archive.articles[index];
    let article = &*row.article;
    let quotations = site.archive.quotations_of(index);
    let mut quoted: Vec<SpeakerIndex> =
        quotations.flat_map(|quotation| site.archive.quotations[quotation].speakers.iter().copied()).collect();
    quoted.sort_unstable();
    quoted.dedup();
    let summary = article.summary.as_deref().unwrap_or_default();
    Record {
        address: row.address.to_string(),
        language: article.language.as_ref().unwrap_or(&site.config.language),
        text: format!("{summary}\n\n{}", article.body.plain.as_str()),
        title: &article.title,
        kind: "article",
        speakers: names(site, &quoted),
        topics: titles(site, &row.topics),
        source: row.source.map(|source| source_name(site, source)),
        date: article.date,
        authors: &article.authors,
    }
}

fn quotation(site: Site<'_>, index: QuotationIndex) -> Record<'_> {
    let row = &site.archive.quotations[index];
    let linked = &site.archive.articles[row.article];
    let quotation = site.archive.quotation(index);
    let plain = linked.article.body.plain.as_str();
    let fragments: Vec<&str> = quotation.fragments.iter().map(|fragment| fragment.words.slice(plain)).collect();
    Record {
        address: format!("{}#q-{}", linked.address, row.id),
        language: quotation_language(site, index),
        text: fragments.join(" […] "),
        title: &linked.article.title,
        kind: quotation.kind.as_str(),
        speakers: names(site, &row.speakers),
        topics: titles(site, &row.topics),
        source: linked.source.map(|source| source_name(site, source)),
        date: row.date,
        authors: &[],
    }
}

fn names<'a>(site: Site<'a>, speakers: &[SpeakerIndex]) -> Vec<&'a str> {
    speakers.iter().map(|speaker| site.archive.speakers[*speaker].name.as_str()).collect()
}

fn titles<'a>(site: Site<'a>, topics: &[TopicIndex]) -> Vec<&'a str> {
    let title = |topic: &TopicIndex| site.archive.topics[*topic].title.in_language(&site.config.language);
    topics.iter().map(title).collect()
}

fn source_name(site: Site<'_>, source: SourceIndex) -> &str {
    &site.archive.sources[source].name
}

impl Record<'_> {
    /// Adds everything that is indexed to a digest.
    pub fn digest(&self, hasher: &mut blake3::Hasher) {
        let date = self.date.map(|date| date.to_string()).unwrap_or_default();
        let single = [&self.address, self.language.tag(), &self.text, self.title, self.kind, &date];
        let authors: Vec<&str> = self.authors.iter().map(String::as_str).collect();
        let lists = [self.speakers.as_slice(), &self.topics, &authors, self.source.as_slice(), &single];
        for list in lists {
            hasher.update(&list.len().to_le_bytes());
            for part in list {
                hasher.update(&part.len().to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
    }
}
