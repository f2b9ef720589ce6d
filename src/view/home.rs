//! The home page.

use serde::Serialize;

use super::calendar::{Heat, heat_map};
use super::frame::Frame;
use super::indexes::{SpeakerEntry, speaker_entry};
use super::items::{ArticleItem, QuotationItem, article_item, quotation_item};
use super::{Site, View, metadata};
use crate::archive::{ArticleIndex, Index, QuotationIndex, SpeakerIndex};
use crate::model::QuotationKind;

/// The context of `home.html`.
#[derive(Debug, Serialize)]
pub struct HomeView<'a> {
    /// The frame.
    pub page: Frame,
    /// The archive in figures, each with the page that shows more.
    pub figures: Vec<Figure>,
    /// The years that the archive spans; empty when no article has a date.
    pub period: String,
    /// Some direct quotations of the latest articles, each by another speaker.
    pub featured: Vec<QuotationItem<'a>>,
    /// Who is quoted most, with the number of quotations.
    pub voices: Vec<SpeakerEntry<'a>>,
    /// The latest articles.
    pub latest: Vec<ArticleItem<'a>>,
    /// Articles by month; nothing when the timeline is switched off.
    pub calendar: Option<Heat>,
}

impl View for HomeView<'_> {
    const TEMPLATE: &'static str = "home.html";
}

/// A figure about the archive.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// The number, where the language puts it first; else empty.
    pub number: String,
    /// What is counted.
    pub text: String,
    /// The page that shows more.
    pub url: String,
}

const FEATURED: usize = 3;
const VOICES: usize = 6;
const LATEST: usize = 8;
/// How many of the latest quotations are looked through for those to be featured.
const LOOKED_THROUGH: usize = 200;

/// The home page.
pub fn home(site: Site<'_>) -> HomeView<'_> {
    let archive = site.archive;
    let figure = |key: &str, count: usize, section: &str| {
        let (counted, number) = (site.locale.counted(key, count), site.locale.number(count));
        let (number, text) = match counted.strip_prefix(&number) {
            Some(text) => (number, text.trim_start().to_owned()),
            None => (String::new(), counted),
        };
        Figure { number, text, url: site.link(&format!("{section}/")) }
    };
    let years = |month: &crate::archive::Month| month.year;
    let period = match (archive.months.last().map(years), archive.months.first().map(years)) {
        (Some(first), Some(last)) if first == last => site.locale.year(first),
        (Some(first), Some(last)) => format!("{}–{}", site.locale.year(first), site.locale.year(last)),
        _ => String::new(),
    };
    HomeView {
        page: Frame::new(site, site.config.title.clone(), "")
            .described(site.config.description.clone().unwrap_or_default())
            .with(site, || metadata::website(site)),
        figures: vec![
            figure("article-count", archive.articles.len(), "articles"),
            figure("quotation-count", archive.quotations.len(), "speakers"),
            figure("speaker-count", archive.speakers.len(), "speakers"),
            figure("topic-count", archive.topics.len(), "topics"),
            figure("source-count", archive.sources.len(), "sources"),
        ],
        period,
        featured: featured(site).into_iter().map(|index| quotation_item(site, index)).collect(),
        voices: voices(site).into_iter().map(|index| speaker_entry(site, index)).collect(),
        latest: (0..archive.articles.len().min(LATEST)).map(|it| article_item(site, ArticleIndex::new(it))).collect(),
        calendar: (site.config.pages.timeline && site.shows("calendar")).then(|| heat_map(site)),
    }
}

/// The speakers with most quotations, the most first.
fn voices(site: Site<'_>) -> Vec<SpeakerIndex> {
    let count = |index: &SpeakerIndex| site.archive.speakers[*index].quotations.len();
    let mut speakers: Vec<SpeakerIndex> = site.archive.speakers.indices().filter(|index| count(index) > 0).collect();
    speakers.sort_by_key(|index| std::cmp::Reverse(count(index)));
    speakers.truncate(VOICES);
    speakers
}

/// Direct quotations of a readable length, each by another speaker, from different articles.
fn featured(site: Site<'_>) -> Vec<QuotationIndex> {
    let mut chosen: Vec<QuotationIndex> = Vec::new();
    for index in site.archive.quotations.indices().take(LOOKED_THROUGH) {
        let row = &site.archive.quotations[index];
        let quotation = site.archive.quotation(index);
        let length: usize = quotation.fragments.iter().map(|fragment| fragment.words.len()).sum();
        let is_new = |other: &QuotationIndex| {
            let other = &site.archive.quotations[*other];
            other.speakers != row.speakers && other.article != row.article
        };
        let fits = (60..=260).contains(&length) && quotation.kind == QuotationKind::Direct && !row.speakers.is_empty();
        if fits && chosen.iter().all(is_new) {
            chosen.push(index);
        }
        if chosen.len() == FEATURED {
            break;
        }
    }
    chosen
}
