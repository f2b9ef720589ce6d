//! The page of an article.

use std::borrow::Cow;

use serde::Serialize;

use super::citation::{Citation, article_citation, article_data};
use super::frame::{Frame, Link};
use super::items::{
    DateLabel, SpeakerLabel, date_label, picture_url, quotation_url, source_link, speaker_label, topic_link,
};
use super::{Site, View, direction, metadata};
use crate::archive::{Archive, ArticleIndex, Index, QuotationIndex, SpeakerIndex};
use crate::markup::{BodyHtml, HtmlBlock, Labels, Mark, Weaving, spaced, weave};
use crate::model::{Article, Note, Quotation, QuotationKind};
use crate::span::{Markdown, Span};

/// The context of `article.html`.
#[derive(Debug, Serialize)]
pub struct ArticleView<'a> {
    /// The frame.
    pub page: Frame,
    /// Headline.
    pub title: Cow<'a, str>,
    /// Language of the article.
    pub language: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Date of publication.
    pub date: Option<DateLabel<'a>>,
    /// Date of the last change.
    pub updated: Option<DateLabel<'a>>,
    /// Who wrote it, joined; empty when unknown.
    pub authors: String,
    /// Dateline; empty when there is none.
    pub place: &'a str,
    /// One or two sentences; empty when there are none.
    pub summary: Cow<'a, str>,
    /// Address of the picture.
    pub image: Option<String>,
    /// The text, block by block.
    pub blocks: Vec<ArticleBlock<'a>>,
    /// The list of footnotes, with what stands in the margin beside it.
    pub footnotes: Option<ArticleBlock<'a>>,
    /// The speakers in the order of their first words.
    pub legend: Vec<LegendItem<'a>>,
    /// `7 quotations`.
    pub quotation_count: String,
    /// Topics.
    pub topics: Vec<Link>,
    /// Where the article comes from.
    pub source: Option<SourceBox<'a>>,
    /// Licence or rights statement; empty when there is none.
    pub rights: &'a str,
    /// The same article in other languages.
    pub translations: Vec<Version<'a>>,
    /// How to cite the article; absent when the site offers no references.
    pub citation: Option<Citation>,
    /// The article as data.
    pub data: Vec<Link>,
    /// The next newer article.
    pub newer: Option<Link>,
    /// The next older article.
    pub older: Option<Link>,
    /// The free fields of the front matter.
    pub extra: &'a serde_json::Map<String, serde_json::Value>,
}

impl View for ArticleView<'_> {
    const TEMPLATE: &'static str = "article.html";
}

/// A block of the text and what stands beside it in the margin.
#[derive(Debug, Default, Serialize)]
pub struct ArticleBlock<'a> {
    /// The block, as HTML.
    pub html: String,
    /// The quotations that begin in it, one label per speaker and run.
    pub quotations: Vec<MarginQuotation<'a>>,
    /// The notes on its passages.
    pub notes: Vec<MarginNote>,
}

/// A quotation's label in the margin.
#[derive(Debug, Serialize)]
pub struct MarginQuotation<'a> {
    /// Anchor of the quotation in the text.
    pub anchor: String,
    /// Address of the quotation's own page.
    pub url: String,
    /// Number of the quotation in the article, from 1.
    pub number: usize,
    /// The colour of the speaker in this article, from 1 to 6; 0 for further and unknown ones.
    pub slot: usize,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// The kind in words.
    pub kind_label: &'a str,
    /// Who said it; nobody when unknown.
    pub speakers: Vec<SpeakerLabel<'a>>,
    /// Whether the quotation before has the same speakers, so that the label can be short.
    pub is_repeated: bool,
    /// `via Bloomberg`; empty when the annotation does not say.
    pub via: String,
    /// The editor's comment on the quotation; empty when there is none.
    pub note: &'a str,
}

/// An editor's note in the margin.
#[derive(Debug, Serialize)]
pub struct MarginNote {
    /// Anchor of the passage in the text.
    pub anchor: String,
    /// The comment.
    pub text: String,
}

/// A speaker of the article.
#[derive(Debug, Serialize)]
pub struct LegendItem<'a> {
    /// Name, address and office.
    pub speaker: SpeakerLabel<'a>,
    /// The colour in this article, from 1 to 6; 0 for further ones.
    pub slot: usize,
    /// `3 quotations`.
    pub quotations: String,
    /// Identifier of the speaker.
    pub id: &'a str,
}

/// An article in another language.
#[derive(Debug, Serialize)]
pub struct Version<'a> {
    /// Tag of the language.
    pub language: &'a str,
    /// Headline and address.
    pub link: Link,
}

/// Where an article comes from.
#[derive(Debug, Serialize)]
pub struct SourceBox<'a> {
    /// The publication's page.
    pub link: Option<Link>,
    /// Name of the publication as the article gives it.
    pub name: String,
    /// The article's own address; empty when unknown.
    pub url: String,
    /// The archived copy; empty when there is none.
    pub archived: String,
    /// When the address was read.
    pub accessed: Option<DateLabel<'a>>,
}

/// How many speakers have a colour of their own.
const SLOTS: usize = 6;

/// The name of an article's publication as the article gives it, unless it gives its identifier.
fn source_name<'a>(site: Site<'a>, index: ArticleIndex, given: &'a str) -> &'a str {
    let source = site.archive.articles[index].source.map(|source| &site.archive.sources[source]);
    source.filter(|source| source.id.as_str() == given).map_or(given, |source| &source.name)
}

/// The page of an article.
pub fn article(site: Site<'_>, index: ArticleIndex) -> ArticleView<'_> {
    let row = &site.archive.articles[index];
    let article = &*row.article;
    let language = site.language(article.language.as_ref());
    let french = site.spaces_french(language);
    let speakers = speakers_in_order(site.archive, index);
    let source = article.source.as_ref().map(|source| SourceBox {
        link: source_link(site, index),
        name: source_name(site, index, &source.value.name).to_owned(),
        url: source.value.url.clone().unwrap_or_default(),
        archived: source.value.archived.clone().unwrap_or_default(),
        accessed: date_label(site, source.value.accessed),
    });
    let neighbour = |index: ArticleIndex| {
        let row = &site.archive.articles[index];
        Link { text: row.article.title.clone(), url: site.link(&row.address) }
    };
    let newer = index.number().checked_sub(1).map(ArticleIndex::new);
    let older =
        Some(ArticleIndex::new(index.number() + 1)).filter(|older| older.number() < site.archive.articles.len());
    let (blocks, footnotes) = blocks(site, index, &speakers);
    let legend = |(number, (speaker, count)): (usize, &(SpeakerIndex, usize))| LegendItem {
        speaker: speaker_label(site, *speaker, article.date),
        slot: slot(number),
        quotations: site.shown("quotations", || site.locale.counted("quotation-count", *count)),
        id: site.archive.speakers[*speaker].id.as_str(),
    };
    let title = spaced(&article.title, french);
    let summary = spaced(article.summary.as_deref().unwrap_or_default(), french);
    let description = if summary.is_empty() { opening(article.body.plain.as_str()) } else { summary.to_string() };
    let quoted: Vec<SpeakerIndex> = speakers.iter().map(|(speaker, _)| *speaker).collect();
    ArticleView {
        page: Frame::new(site, title.clone(), &row.address)
            .described(description.clone())
            .below(site, "articles")
            .with(site, || metadata::article(site, index, &quoted, &description)),
        title,
        language: language.tag(),
        direction: direction(language),
        date: date_label(site, article.date),
        updated: date_label(site, article.updated),
        authors: article.authors.join(", "),
        place: article.place.as_deref().unwrap_or_default(),
        summary,
        image: article_image(site, article),
        blocks,
        footnotes,
        legend: speakers.iter().enumerate().map(legend).collect(),
        quotation_count: site
            .shown("quotation_count", || site.locale.counted("quotation-count", article.quotations.len())),
        topics: row.topics.iter().map(|topic| topic_link(site, *topic)).collect(),
        source,
        rights: article.rights.as_deref().unwrap_or_default(),
        translations: row.translations.iter().map(|other| version(site, *other)).collect(),
        citation: site.shown("citation", || article_citation(site, index)),
        data: site.shown("data", || article_data(site, index)),
        newer: newer.map(neighbour),
        older: older.map(neighbour),
        extra: &article.extra,
    }
}

fn version(site: Site<'_>, index: ArticleIndex) -> Version<'_> {
    let row = &site.archive.articles[index];
    let link = Link { text: row.article.title.clone(), url: site.link(&row.address) };
    Version { language: site.language(row.article.language.as_ref()).tag(), link }
}

/// The address of an article's picture.
pub(super) fn article_image(site: Site<'_>, article: &Article) -> Option<String> {
    article.image.as_ref().and_then(|image| picture_url(site, image))
}

/// The first words of a text, for a description.
pub(super) fn opening(text: &str) -> String {
    const LONGEST: usize = 160;
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let Some((cut, _)) = paragraph.char_indices().nth(LONGEST) else { return paragraph.to_owned() };
    let cut = paragraph.get(..cut).unwrap_or_default();
    format!("{}…", cut.rsplit_once(' ').map_or(cut, |(words, _)| words))
}

/// The speakers of an article in the order of their first words, with the number of their quotations.
fn speakers_in_order(archive: &Archive, index: ArticleIndex) -> Vec<(SpeakerIndex, usize)> {
    let mut speakers: Vec<(SpeakerIndex, usize)> = Vec::new();
    for quotation in archive.quotations_of(index) {
        for speaker in &archive.quotations[quotation].speakers {
            match speakers.iter_mut().find(|(known, _)| known == speaker) {
                Some((_, count)) => *count += 1,
                None => speakers.push((*speaker, 1)),
            }
        }
    }
    speakers
}

/// The colour of the speaker with a number from 0.
fn slot(number: usize) -> usize {
    if number < SLOTS { number + 1 } else { 0 }
}

fn slot_of(speakers: &[(SpeakerIndex, usize)], quoted: &[SpeakerIndex]) -> usize {
    let number = quoted.first().and_then(|first| speakers.iter().position(|(speaker, _)| speaker == first));
    number.map_or(0, slot)
}

fn blocks<'a>(
    site: Site<'a>,
    index: ArticleIndex,
    speakers: &[(SpeakerIndex, usize)],
) -> (Vec<ArticleBlock<'a>>, Option<ArticleBlock<'a>>) {
    let article = &*site.archive.articles[index].article;
    let body = marked_body(site, index, speakers);
    let mut labels = site.shown("quotations", || margin_quotations(site, index, speakers)).into_iter().peekable();
    let note = |(number, note): (usize, &Note)| {
        let label = MarginNote { anchor: format!("note-{}", number + 1), text: note.text.clone() };
        (note.markdown.start(), label)
    };
    let mut notes = article.notes.iter().enumerate().map(note).peekable();
    let mut blocks = Vec::with_capacity(body.blocks.len());
    // Footnotes are written behind the text, wherever they stand in the file.
    let mut footnotes = ArticleBlock::default();
    for HtmlBlock { html, span } in body.blocks {
        let mut block = ArticleBlock { html, ..ArticleBlock::default() };
        while let Some((start, label)) = labels.next_if(|(start, _)| *start < span.end()) {
            if start < span.start() { &mut footnotes } else { &mut block }.put_quotation(label);
        }
        while let Some((start, note)) = notes.next_if(|(start, _)| *start < span.end()) {
            if start < span.start() { &mut footnotes } else { &mut block }.notes.push(note);
        }
        blocks.push(block);
    }
    labels.for_each(|(_, label)| footnotes.put_quotation(label));
    footnotes.notes.extend(notes.map(|(_, note)| note));
    (blocks, body.footnotes.map(|html| ArticleBlock { html, ..footnotes }))
}

impl<'a> ArticleBlock<'a> {
    fn put_quotation(&mut self, mut label: MarginQuotation<'a>) {
        label.is_repeated = self.quotations.last().is_some_and(|last| same_speakers(last, &label));
        self.quotations.push(label);
    }
}

/// The text of an article with its annotations marked.
fn marked_body(site: Site<'_>, index: ArticleIndex, speakers: &[(SpeakerIndex, usize)]) -> BodyHtml {
    let mut marks = note_marks(&site.archive.articles[index].article.notes);
    for quotation in site.archive.quotations_of(index) {
        let linked = &site.archive.quotations[quotation];
        let slot = slot_of(speakers, &linked.speakers);
        let anchor = format!("q-{}", linked.id);
        marks.extend(quotation_marks(site.archive.quotation(quotation), slot, Some(anchor)));
    }
    weave(Weaving { marks, only: None, ..weaving(site, index) })
}

/// The text of an article with its annotations marked, as one piece of HTML.
pub fn article_text(site: Site<'_>, index: ArticleIndex) -> String {
    let body = marked_body(site, index, &speakers_in_order(site.archive, index));
    body.blocks.into_iter().map(|block| block.html).chain(body.footnotes).collect()
}

fn same_speakers(a: &MarginQuotation<'_>, b: &MarginQuotation<'_>) -> bool {
    a.speakers.iter().map(|speaker| &speaker.url).eq(b.speakers.iter().map(|speaker| &speaker.url))
}

/// The labels of an article's quotations with the byte of the Markdown at which each begins, in order.
fn margin_quotations<'a>(
    site: Site<'a>,
    index: ArticleIndex,
    speakers: &[(SpeakerIndex, usize)],
) -> Vec<(usize, MarginQuotation<'a>)> {
    let label = |(number, index): (usize, QuotationIndex)| {
        let row = &site.archive.quotations[index];
        let quotation = site.archive.quotation(index);
        let details = quotation.details.as_deref();
        let via = details.and_then(|details| details.via.as_ref());
        let start = quotation.fragments.first().map_or(0, |fragment| fragment.markdown.start());
        let label = MarginQuotation {
            anchor: format!("q-{}", row.id),
            url: quotation_url(site, row),
            number: number + 1,
            slot: slot_of(speakers, &row.speakers),
            kind: quotation.kind.as_str(),
            kind_label: site.locale.text(quotation.kind.as_str()),
            speakers: row.speakers.iter().map(|speaker| speaker_label(site, *speaker, row.date)).collect(),
            is_repeated: false,
            via: via.map(|via| site.locale.filled("via", &[("medium", &via.value.0)])).unwrap_or_default(),
            note: details.and_then(|details| details.note.as_deref()).unwrap_or_default(),
        };
        (start, label)
    };
    let mut labels: Vec<_> = site.archive.quotations_of(index).enumerate().map(label).collect();
    labels.sort_by_key(|(start, _)| *start);
    labels
}

/// What is woven for an article, but for the marks.
pub(super) fn weaving(site: Site<'_>, index: ArticleIndex) -> Weaving<'_> {
    let row = &site.archive.articles[index];
    Weaving {
        body: &row.article.body,
        targets: &row.targets,
        marks: Vec::new(),
        base_url: &site.config.base_url,
        french_spacing: site.spaces_french(site.language(row.article.language.as_ref())),
        trusted_html: site.config.trusted_html,
        only: None,
        labels: labels(site),
    }
}

/// The words of the interface that markup needs.
pub(super) fn labels(site: Site<'_>) -> Labels<'_> {
    Labels {
        table: site.locale.text("table"),
        task_done: site.locale.text("task-done"),
        task_open: site.locale.text("task-open"),
        back_to_text: site.locale.text("back-to-text"),
    }
}

/// The marks of a quotation's fragments; the first gets the anchor.
pub(super) fn quotation_marks(
    quotation: &Quotation,
    slot: usize,
    mut anchor: Option<String>,
) -> impl Iterator<Item = Mark> {
    let kind = match quotation.kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Indirect => "indirect",
        QuotationKind::Mixed => "mixed",
    };
    quotation.fragments.iter().map(move |fragment| Mark {
        span: fragment.markdown,
        form: fragment.form,
        class: format!("quotation {kind} s{slot}"),
        id: Some(anchor.take().unwrap_or_default()),
    })
}

fn note_marks(notes: &[Note]) -> Vec<Mark> {
    let mark = |(number, note): (usize, &Note)| Mark {
        span: note.markdown,
        form: crate::model::Form::Inline,
        class: "noted".to_owned(),
        id: Some(format!("note-{}", number + 1)),
    };
    notes.iter().enumerate().map(mark).collect()
}

/// The passage of the Markdown from a quotation's first word to its last.
pub(super) fn whole_passage(quotation: &Quotation) -> Span<Markdown> {
    let start = quotation.fragments.iter().map(|fragment| fragment.markdown.start()).min().unwrap_or(0);
    let end = quotation.fragments.iter().map(|fragment| fragment.markdown.end()).max().unwrap_or(start);
    Span::new(start, end)
}
