//! What a reference says.

use super::CitedName;
use crate::archive::{Archive, ArticleIndex, QuotationIndex};
use crate::config::Config;
use crate::model::{PartialDate, SpeakerKind};

/// What is known of an article, or of a quotation in it, for a reference to this archive's copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'a> {
    /// Names the reference in a bibliography: ASCII letters, digits and hyphens, unique in the archive.
    pub key: String,
    /// Headline of the article.
    pub title: &'a str,
    /// Who wrote it.
    pub authors: Vec<CitedName>,
    /// The publication that it comes from.
    pub publication: Option<&'a str>,
    /// The town of the publication.
    pub place: Option<&'a str>,
    /// Date of publication.
    pub date: Option<PartialDate>,
    /// Address of the page in this archive: the quotation's own, or the article's.
    pub url: String,
    /// The article's own address at its publisher's.
    pub original: Option<&'a str>,
    /// Name of this archive.
    pub archive: &'a str,
    /// Tag of the article's language.
    pub language: &'a str,
    /// One or two sentences about the article.
    pub summary: Option<&'a str>,
    /// Titles of its topics.
    pub topics: Vec<&'a str>,
    /// The quotation that is cited; nothing when the article itself is.
    pub quoted: Option<Quoted>,
}

/// A quotation within a reference. Its speaker is not the author of the article and is never given as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Who said it; empty when unknown.
    pub speaker: String,
    /// The words, without outer quotation marks.
    pub words: String,
}

/// The reference to an article.
pub fn article_reference<'a>(archive: &'a Archive, config: &'a Config, index: ArticleIndex) -> Reference<'a> {
    let row = &archive.articles[index];
    let article = &*row.article;
    let source = row.source.map(|source| &archive.sources[source]);
    let mention = article.source.as_ref().map(|source| &source.value);
    let topic = |topic: &crate::archive::TopicIndex| archive.topics[*topic].title.in_language(&config.language);
    Reference {
        key: row.address.trim_start_matches("articles/").trim_end_matches('/').replace('/', "-"),
        title: &article.title,
        authors: article.authors.iter().map(|author| cited_name(archive, author)).collect(),
        publication: source.map(|source| source.name.as_str()).or(mention.map(|mention| mention.name.as_str())),
        place: source.and_then(|source| source.file.as_ref()).and_then(|file| file.place.as_deref()),
        date: article.date,
        url: article_url(config, archive, index),
        original: mention.and_then(|mention| mention.url.as_deref()),
        archive: &config.title,
        language: article.language.as_ref().unwrap_or(&config.language).tag(),
        summary: article.summary.as_deref(),
        topics: row.topics.iter().map(topic).collect(),
        quoted: None,
    }
}

/// The whole address of an article's page.
pub fn article_url(config: &Config, archive: &Archive, index: ArticleIndex) -> String {
    config.base_url.absolute(&archive.articles[index].address)
}

/// The reference to a quotation: its article's, with the quotation's own address and words.
pub fn quotation_reference<'a>(archive: &'a Archive, config: &'a Config, index: QuotationIndex) -> Reference<'a> {
    let row = &archive.quotations[index];
    let text = archive.articles[row.article].article.body.plain.as_str();
    let names: Vec<&str> = row.speakers.iter().map(|speaker| archive.speakers[*speaker].name.as_str()).collect();
    let words = archive.quotation(index).words(text).into_owned();
    Reference {
        key: row.id.to_string(),
        url: quotation_url(config, archive, index),
        topics: row.topics.iter().map(|topic| archive.topics[*topic].title.in_language(&config.language)).collect(),
        quoted: Some(Quoted { speaker: names.join(", "), words }),
        ..article_reference(archive, config, row.article)
    }
}

/// The whole address by which a quotation is known: of its page, or of its place in the article.
pub fn quotation_url(config: &Config, archive: &Archive, index: QuotationIndex) -> String {
    let row = &archive.quotations[index];
    if config.pages.quotations {
        config.base_url.absolute(&row.address())
    } else {
        format!("{}#q-{}", article_url(config, archive, row.article), row.id)
    }
}

/// The name of an author, with what the archive knows of a speaker of this name.
fn cited_name(archive: &Archive, author: &str) -> CitedName {
    match archive.speaker_named(author).map(|index| &archive.speakers[index]) {
        Some(speaker) if speaker.kind() == SpeakerKind::Organisation => CitedName::Whole(author.to_owned()),
        Some(speaker) if speaker.sort_name().contains(',') => CitedName::parse(speaker.sort_name()),
        _ => CitedName::parse(author),
    }
}

impl Quoted {
    /// `Inès Tabarant: “Ce n’est pas une rupture”`, for formats that have a note and no quotations.
    pub fn note(&self) -> String {
        if self.speaker.is_empty() {
            format!("“{}”", self.words)
        } else {
            format!("{}: “{}”", self.speaker, self.words)
        }
    }
}
