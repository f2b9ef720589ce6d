//! The page of a topic.

use serde::Serialize;

use super::chart::{Timeline, timeline_of};
use super::frame::{Frame, Link, Pager, pager};
use super::items::{ArticleItem, QuotationItem, article_item, quotation_item, speaker_link, topic_link};
use super::shares::{Share, shares};
use super::speaker::body_html;
use super::{Site, View, metadata};
use crate::archive::{QuotationIndex, TopicIndex};
use crate::plan::{Followed, PageNumber};

/// The context of `topic.html`.
#[derive(Debug, Serialize)]
pub struct TopicView<'a> {
    /// The frame.
    pub page: Frame,
    /// What the topic is called.
    pub title: &'a str,
    /// Identifier.
    pub id: &'a str,
    /// `12 quotations`.
    pub quotation_count: String,
    /// `5 articles`.
    pub article_count: String,
    /// Whether this is the first page, the only one with introduction, chart and shares.
    pub is_first: bool,
    /// Introduction, as HTML blocks.
    pub introduction: Vec<String>,
    /// The wider topics, the widest first.
    pub wider: Vec<Link>,
    /// The narrower topics with the number of their articles.
    pub children: Vec<ChildTopic>,
    /// The quotations over the years.
    pub chart: Option<Timeline>,
    /// Who speaks about it most.
    pub speakers: Vec<Share>,
    /// The quotations of this page by speaker.
    pub groups: Vec<SpeakerGroup<'a>>,
    /// The articles of this page, newest first.
    pub articles: Vec<ArticleItem<'a>>,
    /// The way to the other pages.
    pub pager: Option<Pager>,
}

impl View for TopicView<'_> {
    const TEMPLATE: &'static str = "topic.html";
}

/// A narrower topic.
#[derive(Debug, Serialize)]
pub struct ChildTopic {
    /// Title and address.
    pub link: Link,
    /// `5 articles`.
    pub article_count: String,
}

/// The quotations of a speaker on a topic.
#[derive(Debug, Serialize)]
pub struct SpeakerGroup<'a> {
    /// The speaker; nothing when unknown.
    pub speaker: Option<Link>,
    /// The quotations, newest first.
    pub quotations: Vec<QuotationItem<'a>>,
}

/// A page of a topic.
pub fn topic(site: Site<'_>, index: TopicIndex, number: PageNumber) -> TopicView<'_> {
    let topic = &site.archive.topics[index];
    let title = topic.title.in_language(&site.config.language);
    let per_page = site.config.per_page;
    let address = topic.address();
    let count = topic.quotations.len().max(topic.articles.len());
    let is_first = number.is_first();
    let pager = pager(site, &address, number, count);
    let frame_title = match &pager {
        Some(pager) if !is_first => format!("{title} – {}", pager.label),
        _ => title.to_owned(),
    };
    let quotation_count = site.locale.counted("quotation-count", topic.quotations.len());
    let mut frame = Frame::new(site, frame_title, &format!("{address}{}", number.suffix()))
        .described(format!("{title} – {quotation_count}"))
        .below(site, "topics");
    for ancestor in ancestors(site, index) {
        let link = topic_link(site, ancestor);
        frame = frame.then(link.text, link.url);
    }
    let quotations = topic.quotations.get(number.slice(topic.quotations.len(), per_page)).unwrap_or_default();
    let articles = topic.articles.get(number.slice(topic.articles.len(), per_page)).unwrap_or_default();
    let child = |child: &TopicIndex| ChildTopic {
        link: topic_link(site, *child),
        article_count: site.locale.counted("article-count", site.archive.topics[*child].articles.len()),
    };
    let of_first = |field: &str| is_first && site.shows(field);
    let speakers = || topic.quotations.iter().flat_map(|it| site.archive.quotations[*it].speakers.iter().copied());
    TopicView {
        page: frame.with(site, || metadata::topic(site, index).followed(site, Followed::Topic(index))),
        title,
        id: topic.id.as_str(),
        quotation_count,
        article_count: site.locale.counted("article-count", topic.articles.len()),
        is_first,
        introduction: match topic.file.as_deref().filter(|_| is_first) {
            Some(file) => body_html(site, &file.body, &topic.targets),
            None => Vec::new(),
        },
        wider: ancestors(site, index).into_iter().map(|ancestor| topic_link(site, ancestor)).collect(),
        children: if is_first { topic.children.iter().map(child).collect() } else { Vec::new() },
        chart: of_first("chart").then(|| timeline_of(site, &topic.quotations, &[], |_| None)).flatten(),
        speakers: if of_first("speakers") { shares(site, speakers(), |it| speaker_link(site, it)) } else { Vec::new() },
        groups: site.shown("groups", || by_speaker(site, quotations)),
        articles: site.shown("articles", || articles.iter().map(|article| article_item(site, *article)).collect()),
        pager,
    }
}

/// The wider topics, the widest first.
fn ancestors(site: Site<'_>, index: TopicIndex) -> Vec<TopicIndex> {
    let mut ancestors: Vec<TopicIndex> =
        std::iter::successors(site.archive.topics[index].parent, |at| site.archive.topics[*at].parent).collect();
    ancestors.reverse();
    ancestors
}

fn by_speaker<'a>(site: Site<'a>, quotations: &[QuotationIndex]) -> Vec<SpeakerGroup<'a>> {
    let speaker = |index: &QuotationIndex| site.archive.quotations[*index].speakers.first().copied();
    let group = |group: &[QuotationIndex]| SpeakerGroup {
        speaker: group.first().and_then(speaker).map(|speaker| speaker_link(site, speaker)),
        quotations: group.iter().map(|index| quotation_item(site, *index)).collect(),
    };
    quotations.chunk_by(|a, b| speaker(a) == speaker(b)).map(group).collect()
}
