//! Cards: what lists show of a quotation, an article, a speaker.

use std::borrow::Cow;

use serde::Serialize;

use super::context;
use super::frame::Link;
use super::{Site, direction};
use crate::archive::{ArticleIndex, LinkedQuotation, QuotationIndex, SpeakerIndex};
use crate::markup::spaced;
use crate::model::{Language, PartialDate};
use crate::path::static_file;
use crate::span::Spanned;

/// A date for people and for programs.
#[derive(Debug, Clone, Serialize)]
pub struct DateLabel<'a> {
    /// In words.
    pub text: Cow<'a, str>,
    /// As in ISO 8601.
    pub iso: String,
}

/// A date in the words of the interface.
pub fn date_label(site: Site<'_>, date: Option<PartialDate>) -> Option<DateLabel<'_>> {
    date.map(|date| DateLabel { text: site.locale.date(date), iso: date.to_string() })
}

/// A speaker beside a quotation.
#[derive(Debug, Serialize)]
pub struct SpeakerLabel<'a> {
    /// Name.
    pub name: &'a str,
    /// Address of the speaker's page.
    pub url: String,
    /// The offices held at the quotation's date, joined; empty when none is known.
    pub role: String,
    /// One or two letters in the place of a portrait.
    pub initials: String,
    /// Address of the portrait.
    pub photo: Option<String>,
}

/// A speaker as of a date.
pub fn speaker_label<'a>(site: Site<'a>, index: SpeakerIndex, date: Option<PartialDate>) -> SpeakerLabel<'a> {
    let speaker = &site.archive.speakers[index];
    let mut role = String::new();
    for held in speaker.roles_at(date).filter(|_| site.shows("role")) {
        if !role.is_empty() {
            role.push_str(", ");
        }
        role.push_str(held.title.in_language(&site.config.language));
    }
    SpeakerLabel {
        name: &speaker.name,
        url: site.link(&speaker.address()),
        role,
        initials: site.shown("initials", || initials(&speaker.name)),
        photo: speaker.file.as_ref().and_then(|file| file.photo.as_ref()).and_then(|photo| picture_url(site, photo)),
    }
}

/// The address of a picture of the site that front matter names.
pub fn picture_url(site: Site<'_>, picture: &Spanned<String>) -> Option<String> {
    static_file(&picture.value).map(|file| site.link(file))
}

/// A word from where it has its capital: “d’Ormesson” from the O on.
fn capitalised_part(word: &str) -> &str {
    match word.split_once(['’', '\'']) {
        Some((particle, name)) if particle.starts_with(char::is_lowercase) => name,
        _ => word,
    }
}

/// The first letters of the first and last word of a name, particles left aside.
pub fn initials(name: &str) -> String {
    let words = || name.split([' ', '-']).map(capitalised_part).filter(|word| word.starts_with(char::is_uppercase));
    let first = words().next().and_then(|word| word.chars().next());
    let last = words().skip(1).last().and_then(|word| word.chars().next());
    match first {
        Some(first) => first.to_string() + &last.map(String::from).unwrap_or_default(),
        None => name.chars().take(1).collect(),
    }
}

/// A quotation in a list.
#[derive(Debug, Serialize)]
pub struct QuotationItem<'a> {
    /// Identifier.
    pub id: &'a str,
    /// Address of the quotation's page, or of its place in the article.
    pub url: String,
    /// The words, fragments joined by `[…]`, without outer quotation marks.
    pub words: Cow<'a, str>,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// The kind in words.
    pub kind_label: &'a str,
    /// Language of the words.
    pub language: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The sentence before the words.
    pub lead: Cow<'a, str>,
    /// The sentence behind the words.
    pub tail: Cow<'a, str>,
    /// Who said it; nobody when unknown.
    pub speakers: Vec<SpeakerLabel<'a>>,
    /// When it was said.
    pub date: Option<DateLabel<'a>>,
    /// The article in which it stands.
    pub article: Link,
    /// The article's publication.
    pub source: Option<Link>,
}

/// The address of a quotation: its own page, or its place in the article when there are no such pages.
pub fn quotation_url(site: Site<'_>, row: &LinkedQuotation) -> String {
    if site.config.pages.quotations {
        site.link(&row.address())
    } else {
        site.link(&[&site.archive.articles[row.article].address, "#q-", row.id.as_str()].concat())
    }
}

/// The whole address by which a quotation is known: of its page, or of its place in the article.
pub fn quotation_permalink(site: Site<'_>, row: &LinkedQuotation) -> String {
    site.config.base_url.origin().to_owned() + &quotation_url(site, row)
}

/// The language of a quotation's words.
pub fn quotation_language(site: Site<'_>, index: QuotationIndex) -> &Language {
    let own = site.archive.quotation(index).details.as_ref().and_then(|details| details.language.as_ref());
    let article = &site.archive.articles[site.archive.quotations[index].article].article;
    site.language(own.or(article.language.as_ref()))
}

/// The words of a quotation as they are shown.
pub fn quotation_words(site: Site<'_>, index: QuotationIndex) -> Cow<'_, str> {
    let article = &site.archive.articles[site.archive.quotations[index].article].article;
    let french = site.spaces_french(quotation_language(site, index));
    spaced_cow(site.archive.quotation(index).words(article.body.plain.as_str()), french)
}

/// A quotation for a list.
pub fn quotation_item(site: Site<'_>, index: QuotationIndex) -> QuotationItem<'_> {
    let row = &site.archive.quotations[index];
    let linked = &site.archive.articles[row.article];
    let article = &linked.article;
    // Lists show quotations from all over the archive: what is not looked at need not be fetched from far away.
    let kind = || site.archive.quotation(index).kind.as_str();
    let language = || quotation_language(site, index);
    let (lead, tail) = if site.shows("lead") || site.shows("tail") {
        let french = site.spaces_french(language());
        let around = context::sentence(article.body.plain.as_str(), &site.archive.quotation(index).fragments);
        (spaced_cow(around.0, french), spaced_cow(around.1, french))
    } else {
        Default::default()
    };
    QuotationItem {
        id: row.id.as_str(),
        url: quotation_url(site, row),
        words: site.shown("words", || quotation_words(site, index)),
        kind: site.shown("kind", kind),
        kind_label: site.shown("kind_label", || site.locale.text(kind())),
        language: site.shown("language", || language().tag()),
        direction: site.shown("direction", || direction(language())),
        lead,
        tail,
        speakers: row.speakers.iter().map(|speaker| speaker_label(site, *speaker, row.date)).collect(),
        date: date_label(site, row.date),
        article: Link { text: article.title.clone(), url: site.link(&linked.address) },
        source: site.shown("source", || source_link(site, row.article)),
    }
}

fn spaced_cow(text: Cow<'_, str>, french: bool) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => spaced(text, french),
        Cow::Owned(text) => Cow::Owned(spaced(&text, french).into_owned()),
    }
}

/// The publication of an article.
pub fn source_link(site: Site<'_>, article: ArticleIndex) -> Option<Link> {
    let source = &site.archive.sources[site.archive.articles[article].source?];
    Some(Link { text: source.name.clone(), url: site.link(&source.address()) })
}

/// An article in a list.
#[derive(Debug, Serialize)]
pub struct ArticleItem<'a> {
    /// Headline.
    pub title: Cow<'a, str>,
    /// Address.
    pub url: String,
    /// Language of the article.
    pub language: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Date of publication.
    pub date: Option<DateLabel<'a>>,
    /// Publication.
    pub source: Option<Link>,
    /// One or two sentences; empty when the article has none.
    pub summary: Cow<'a, str>,
    /// Who is quoted in it, in the order of their first words, at most six.
    pub speakers: Vec<Link>,
    /// `7 quotations`.
    pub quotations: String,
}

/// How many speakers a card names.
const SPEAKERS_ON_CARD: usize = 6;

/// An article for a list.
pub fn article_item(site: Site<'_>, index: ArticleIndex) -> ArticleItem<'_> {
    let row = &site.archive.articles[index];
    let article = &row.article;
    let language = site.language(article.language.as_ref());
    let french = site.spaces_french(language);
    let mut speakers: Vec<SpeakerIndex> = Vec::new();
    let quoted = site.archive.quotations_of(index).flat_map(|it| &site.archive.quotations[it].speakers);
    for speaker in quoted.filter(|_| site.shows("speakers")) {
        if speakers.len() < SPEAKERS_ON_CARD && !speakers.contains(speaker) {
            speakers.push(*speaker);
        }
    }
    ArticleItem {
        title: spaced(&article.title, french),
        url: site.link(&row.address),
        language: language.tag(),
        direction: direction(language),
        date: date_label(site, article.date),
        source: source_link(site, index),
        summary: spaced(article.summary.as_deref().unwrap_or_default(), french),
        speakers: speakers.into_iter().map(|speaker| speaker_link(site, speaker)).collect(),
        quotations: site.shown("quotations", || site.locale.counted("quotation-count", article.quotations.len())),
    }
}

/// A link to a speaker's page.
pub fn speaker_link(site: Site<'_>, index: SpeakerIndex) -> Link {
    let speaker = &site.archive.speakers[index];
    Link { text: speaker.name.clone(), url: site.link(&speaker.address()) }
}

/// A link to a topic's page.
pub fn topic_link(site: Site<'_>, index: crate::archive::TopicIndex) -> Link {
    let topic = &site.archive.topics[index];
    Link { text: topic.title.in_language(&site.config.language).to_owned(), url: site.link(&topic.address()) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn initials_of_names() {
        for (name, expected) in [
            ("Patricia Le Dalgois", "PD"),
            ("Jean de La Tour", "JT"),
            ("Otan", "O"),
            ("l’agence", "l"),
            ("Tom O’Neil", "TO"),
            ("Jean d’Ormesson", "JO"),
        ] {
            assert_eq!(super::initials(name), expected);
        }
    }
}
