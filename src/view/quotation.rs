//! The page of one quotation.

use percent_encoding::utf8_percent_encode;
use serde::Serialize;

use super::article::{quotation_marks, weaving, whole_passage};
use super::citation::{Citation, passage_link, quotation_citation};
use super::frame::{Frame, Link};
use super::items::{
    DateLabel, QuotationItem, date_label, quotation_item, quotation_language, quotation_words, topic_link,
};
use super::{Fields, Site, View, metadata};
use crate::archive::{Index, QuotationIndex};
use crate::export::UNRESERVED;
use crate::markup::{Weaving, weave};

/// The context of `quotation.html`.
#[derive(Debug, Serialize)]
pub struct QuotationView<'a> {
    /// The frame.
    pub page: Frame,
    /// The quotation, its speakers and its article.
    pub quotation: QuotationItem<'a>,
    /// `via Bloomberg`; empty when the annotation does not say.
    pub via: String,
    /// Where it was said; empty when the annotation does not say.
    pub place: &'a str,
    /// Address of the speech or interview; empty when the annotation does not say.
    pub original: &'a str,
    /// The editor's comment; empty when there is none.
    pub note: &'a str,
    /// Translations of the words.
    pub translations: Vec<Translation<'a>>,
    /// The paragraphs in which the quotation stands, with the passage marked, as HTML.
    pub context: Vec<String>,
    /// Date of the article.
    pub article_date: Option<DateLabel<'a>>,
    /// Address of the passage in the article.
    pub in_article: String,
    /// Topics of the quotation and its article.
    pub topics: Vec<Link>,
    /// How to cite the quotation; absent when the site offers no references.
    pub citation: Option<Citation>,
    /// The passage at the original's address, which browsers scroll to; empty when that is unknown.
    pub passage: String,
    /// The page's whole address.
    pub permalink: String,
    /// Address that opens a letter with the quotation in it.
    pub mail: String,
    /// The quotation before in the article.
    pub previous: Option<String>,
    /// The quotation behind in the article.
    pub next: Option<String>,
}

impl View for QuotationView<'_> {
    const TEMPLATE: &'static str = "quotation.html";
}

/// A translation of a quotation's words.
#[derive(Debug, Serialize)]
pub struct Translation<'a> {
    /// Tag of the language.
    pub language: &'a str,
    /// `Translation (en)`.
    pub label: String,
    /// The words.
    pub text: &'a str,
}

/// The page of one quotation.
pub fn quotation(site: Site<'_>, index: QuotationIndex) -> QuotationView<'_> {
    let row = &site.archive.quotations[index];
    let quotation = site.archive.quotation(index);
    let linked = &site.archive.articles[row.article];
    let item = quotation_item(site.showing(&Fields::ALL), index);
    let details = quotation.details.as_deref();
    let via = details.and_then(|details| details.via.as_ref());
    let speaker = speaker_names(site, index);
    let shown = words_in_marks(&item.words, item.language, item.kind);
    let title = quotation_title(site, index);
    let address = row.address();
    let permalink = site.config.base_url.absolute(&address);
    let sibling = |index: Option<QuotationIndex>| {
        let index = index.filter(|index| linked.quotations.contains(index))?;
        Some(site.link(&site.archive.quotations[index].address()))
    };
    let marks = quotation_marks(quotation, 1, None).collect();
    let context = weave(Weaving { marks, only: Some(whole_passage(quotation)), ..weaving(site, row.article) });
    QuotationView {
        page: Frame::new(site, title.clone(), &address)
            .described(shorten(&format!("{speaker} – {shown}"), 200))
            .below(site, "articles")
            .then(linked.article.title.clone(), site.link(&linked.address))
            .with(site, || metadata::quotation(site, index, &title)),
        via: via.map(|via| site.locale.filled("via", &[("medium", &via.value.0)])).unwrap_or_default(),
        place: details.and_then(|details| details.place.as_deref()).unwrap_or_default(),
        original: details.and_then(|details| details.original.as_deref()).unwrap_or_default(),
        note: details.and_then(|details| details.note.as_deref()).unwrap_or_default(),
        translations: details
            .iter()
            .flat_map(|details| &details.translations)
            .map(|(language, text)| Translation {
                language: language.tag(),
                label: site.locale.filled("translation", &[("language", language.tag())]),
                text,
            })
            .collect(),
        context: context.blocks.into_iter().map(|block| block.html).collect(),
        article_date: date_label(site, linked.article.date),
        in_article: format!("{}#q-{}", site.link(&linked.address), row.id),
        topics: row.topics.iter().map(|topic| topic_link(site, *topic)).collect(),
        citation: site.shown("citation", || quotation_citation(site, index)),
        passage: passage_link(site, index),
        mail: mail(&speaker, &shown, &permalink),
        previous: sibling(index.number().checked_sub(1).map(QuotationIndex::new)),
        next: sibling(Some(QuotationIndex::new(index.number() + 1))),
        quotation: item,
        permalink,
    }
}

/// What a quotation is called: who said it, and its first words.
pub fn quotation_title(site: Site<'_>, index: QuotationIndex) -> String {
    let language = quotation_language(site, index);
    let kind = site.archive.quotation(index).kind.as_str();
    let shown = words_in_marks(&quotation_words(site, index), language.tag(), kind);
    // The colon belongs to the interface, not to the words: a French one is set off, others are not.
    let interface = &site.config.language;
    let colon = match interface.primary() {
        "fr" if site.spaces_french(interface) => "\u{a0}:",
        "fr" => " :",
        _ => ":",
    };
    let speaker = speaker_names(site, index);
    format!("{speaker}{colon}{}", shorten(&format!(" {shown}"), 80))
}

/// Who said a quotation, in one line.
pub fn speaker_names(site: Site<'_>, index: QuotationIndex) -> String {
    let speakers = site.archive.quotations[index].speakers.iter();
    let names: Vec<&str> = speakers.map(|speaker| site.archive.speakers[*speaker].name.as_str()).collect();
    if names.is_empty() { site.locale.text("unknown-speaker").to_owned() } else { names.join(", ") }
}

/// The words between the quotation marks of their language, reported speech without.
pub fn words_in_marks(words: &str, language: &str, kind: &str) -> String {
    match (kind, language.split('-').next()) {
        ("direct", Some("fr")) => format!("«\u{202f}{words}\u{202f}»"),
        ("direct", Some("ar" | "es" | "fa" | "it" | "pt")) => format!("«{words}»"),
        ("direct", Some("de")) => format!("„{words}“"),
        ("direct", _) => format!("“{words}”"),
        _ => words.to_owned(),
    }
}

/// The first words of a text.
pub(super) fn shorten(text: &str, longest: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let cut = text.get(..cut).unwrap_or_default();
    format!("{}…", cut.rsplit_once(' ').map_or(cut, |(words, _)| words))
}

/// A `mailto:` address (RFC 6068) without an addressee.
fn mail(speaker: &str, shown: &str, permalink: &str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, UNRESERVED).to_string();
    let body = format!("{shown}\n\n{permalink}").replace('\n', "\r\n");
    format!("mailto:?subject={}&body={}", encoded(speaker), encoded(&body))
}
