//! The indexes of speakers, topics and sources.

use serde::Serialize;

use super::frame::{Frame, Link};
use super::items::{initials, speaker_label, speaker_link, topic_link};
use super::{Site, View};
use crate::archive::{SpeakerIndex, TopicIndex};

/// The context of `speakers.html`.
#[derive(Debug, Serialize)]
pub struct SpeakersView<'a> {
    /// The frame.
    pub page: Frame,
    /// `18 speakers`.
    pub speaker_count: String,
    /// The speakers by the first letter of the name under which they are filed.
    pub letters: Vec<Letter<'a>>,
}

impl View for SpeakersView<'_> {
    const TEMPLATE: &'static str = "speakers.html";
}

/// The speakers filed under one letter.
#[derive(Debug, Serialize)]
pub struct Letter<'a> {
    /// The letter.
    pub letter: String,
    /// Anchor of the letter.
    pub anchor: String,
    /// The speakers in the order of the language.
    pub speakers: Vec<SpeakerEntry<'a>>,
}

/// A speaker in the index.
#[derive(Debug, Serialize)]
pub struct SpeakerEntry<'a> {
    /// Name under which the speaker is filed, and address.
    pub link: Link,
    /// Name as it is spoken.
    pub name: &'a str,
    /// One or two letters in the place of a portrait.
    pub initials: String,
    /// Address of the portrait.
    pub photo: Option<String>,
    /// The office held last; empty when none is known.
    pub role: &'a str,
    /// `12 quotations`.
    pub quotation_count: String,
}

/// The index of speakers.
pub fn speakers(site: Site<'_>) -> SpeakersView<'_> {
    let mut sorted: Vec<SpeakerIndex> = site.archive.speakers.indices().collect();
    sorted.sort_by(|a, b| {
        let (a, b) = (&site.archive.speakers[*a], &site.archive.speakers[*b]);
        site.locale.compare(a.sort_name(), b.sort_name()).then_with(|| a.id.cmp(&b.id))
    });
    let mut letters: Vec<Letter<'_>> = Vec::new();
    for index in sorted {
        let letter = first_letter(site.archive.speakers[index].sort_name());
        let entry = speaker_entry(site, index);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.speakers.push(entry),
            _ => {
                let anchor = format!("letter-{}", letters.len() + 1);
                letters.push(Letter { letter, anchor, speakers: vec![entry] });
            }
        }
    }
    let speaker_count = site.locale.counted("speaker-count", site.archive.speakers.len());
    SpeakersView {
        page: Frame::new(site, site.locale.text("speakers"), "speakers/")
            .described(format!("{} – {speaker_count}", site.config.title))
            .of_section(site, "speakers")
            .listing(site),
        speaker_count,
        letters,
    }
}

/// The letter under which a name is filed: capital and without its accent.
fn first_letter(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    match name.nfd().find(|letter| letter.is_alphanumeric()) {
        Some(letter) if letter.is_numeric() => "0–9".to_owned(),
        Some(letter) => letter.to_uppercase().collect(),
        None => "#".to_owned(),
    }
}

/// A speaker for the index.
pub(super) fn speaker_entry(site: Site<'_>, index: SpeakerIndex) -> SpeakerEntry<'_> {
    let speaker = &site.archive.speakers[index];
    let roles = speaker.file.as_ref().map(|file| file.roles.as_slice()).unwrap_or_default();
    let latest = roles.iter().max_by_key(|role| (role.to.is_none(), role.to, role.from));
    let mut link = speaker_link(site, index);
    link.text = speaker.sort_name().to_owned();
    SpeakerEntry {
        link,
        name: &speaker.name,
        initials: initials(&speaker.name),
        photo: speaker_label(site, index, None).photo,
        role: latest.map(|role| role.title.in_language(&site.config.language)).unwrap_or_default(),
        quotation_count: site.locale.counted("quotation-count", speaker.quotations.len()),
    }
}

/// The context of `topics.html`.
#[derive(Debug, Serialize)]
pub struct TopicsView {
    /// The frame.
    pub page: Frame,
    /// `22 topics`.
    pub topic_count: String,
    /// The tree from its roots, in the order of the language.
    pub steps: Vec<TreeStep>,
}

impl View for TopicsView {
    const TEMPLATE: &'static str = "topics.html";
}

/// One step of a walk through the tree of topics, so that a template can draw a tree of any depth.
#[derive(Debug, Serialize)]
pub struct TreeStep {
    /// `topic`, `open` (a list of narrower topics begins) or `close` (it ends).
    pub kind: &'static str,
    /// Title and address of the topic; empty for the others.
    pub link: Option<Link>,
    /// `5 articles`; empty when there are none.
    pub article_count: String,
    /// `12 quotations`; empty when there are none.
    pub quotation_count: String,
    /// Whether narrower topics follow.
    pub has_children: bool,
}

/// The tree of topics.
pub fn topics(site: Site<'_>) -> TopicsView {
    let mut steps = Vec::new();
    let roots: Vec<TopicIndex> =
        site.archive.topics.indices().filter(|index| site.archive.topics[*index].parent.is_none()).collect();
    add_steps(site, roots, &mut steps);
    let topic_count = site.locale.counted("topic-count", site.archive.topics.len());
    TopicsView {
        page: Frame::new(site, site.locale.text("topics"), "topics/")
            .described(format!("{} – {topic_count}", site.config.title))
            .of_section(site, "topics")
            .listing(site),
        topic_count,
        steps,
    }
}

/// Walks the tree with a stack of its own: its depth is for the content to say.
fn add_steps(site: Site<'_>, roots: Vec<TopicIndex>, steps: &mut Vec<TreeStep>) {
    enum Todo {
        Topic(TopicIndex),
        Close,
    }
    let sorted = |mut list: Vec<TopicIndex>| {
        let title = |index: &TopicIndex| site.archive.topics[*index].title.in_language(&site.config.language);
        list.sort_by(|a, b| site.locale.compare(title(a), title(b)).then_with(|| a.cmp(b)));
        list.into_iter().rev().map(Todo::Topic)
    };
    let mut todo: Vec<Todo> = sorted(roots).collect();
    let empty = |kind| TreeStep {
        kind,
        link: None,
        article_count: String::new(),
        quotation_count: String::new(),
        has_children: false,
    };
    let counted = |key, count| if count == 0 { String::new() } else { site.locale.counted(key, count) };
    while let Some(next) = todo.pop() {
        let Todo::Topic(index) = next else {
            steps.push(empty("close"));
            continue;
        };
        let topic = &site.archive.topics[index];
        steps.push(TreeStep {
            kind: "topic",
            link: Some(topic_link(site, index)),
            article_count: counted("article-count", topic.articles.len()),
            quotation_count: counted("quotation-count", topic.quotations.len()),
            has_children: !topic.children.is_empty(),
        });
        if !topic.children.is_empty() {
            steps.push(empty("open"));
            todo.push(Todo::Close);
            todo.extend(sorted(topic.children.clone()));
        }
    }
}

/// The context of `sources.html`.
#[derive(Debug, Serialize)]
pub struct SourcesView<'a> {
    /// The frame.
    pub page: Frame,
    /// `6 sources`.
    pub source_count: String,
    /// The sources in the order of the language.
    pub sources: Vec<SourceEntry<'a>>,
}

impl View for SourcesView<'_> {
    const TEMPLATE: &'static str = "sources.html";
}

/// A source in the index.
#[derive(Debug, Serialize)]
pub struct SourceEntry<'a> {
    /// Name and address.
    pub link: Link,
    /// What it is; empty when unknown.
    pub kind: &'a str,
    /// `5 articles`.
    pub article_count: String,
}

/// The index of sources.
pub fn sources(site: Site<'_>) -> SourcesView<'_> {
    let mut sorted: Vec<_> = site.archive.sources.iter().collect();
    sorted.sort_by(|a, b| site.locale.compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
    let source_count = site.locale.counted("source-count", sorted.len());
    let entry =
        |source: &'_ crate::archive::Source| Link { text: source.name.clone(), url: site.link(&source.address()) };
    SourcesView {
        page: Frame::new(site, site.locale.text("sources"), "sources/")
            .described(format!("{} – {source_count}", site.config.title))
            .of_section(site, "sources")
            .listing(site),
        source_count,
        sources: sorted
            .into_iter()
            .map(|source| SourceEntry {
                link: entry(source),
                kind: source.file.as_ref().and_then(|file| file.kind.as_deref()).unwrap_or_default(),
                article_count: site.locale.counted("article-count", source.articles.len()),
            })
            .collect(),
    }
}
