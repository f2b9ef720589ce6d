//! RSS, Atom and JSON Feed: an article per entry.

use chrono::{DateTime, NaiveDate, Utc};
use feed_rs::model::{Content, Entry, Feed};
use feed_rs::parser::Builder;

use super::dates::{self, NumericOrder};
use super::draft::{Body, Draft, one_line};
use super::notes::{self, Failure};
use super::{blocks, html, language, text};
use crate::model::{Language, PartialDate};

/// Reads the articles of a feed that was found at `address`.
pub fn read(feed: &str, address: Option<&str>, known: Option<&Language>) -> Vec<Result<Draft, Failure>> {
    let parser = Builder::new().base_uri(address).timestamp_parser(day_as_written).sanitize_content(false).build();
    match parser.parse(feed.as_bytes()) {
        Ok(feed) => feed.entries.iter().map(|entry| Ok(article(entry, &feed, known))).collect(),
        Err(error) => vec![Err(notes::broken_feed(&error.to_string()))],
    }
}

/// Noon of the day that is written. A newspaper's day is that of its own clock, not that of Greenwich.
fn day_as_written(text: &str) -> Option<DateTime<Utc>> {
    let date = dates::field(text, NumericOrder::of(None))?.date.first_day();
    let (month, day) = (u32::try_from(date.month()).ok()?, u32::try_from(date.day()).ok()?);
    Some(NaiveDate::from_ymd_opt(i32::from(date.year()), month, day)?.and_hms_opt(12, 0, 0)?.and_utc())
}

fn date(time: DateTime<Utc>) -> Option<PartialDate> {
    time.date_naive().to_string().parse().ok()
}

fn article(entry: &Entry, feed: &Feed, known: Option<&Language>) -> Draft {
    let mut draft = Draft::default();
    if let Some(title) = &entry.title {
        draft.take_title(&words_of(&title.content));
    }
    draft.part = draft.title.clone();
    draft.date = entry.published.or(entry.updated).and_then(date);
    draft.updated = entry.updated.and_then(date).filter(|updated| Some(*updated) != draft.date);
    let declared = entry.language.as_ref().or(feed.language.as_ref()).and_then(|tag| language::declared(tag));
    draft.language = known.cloned().or(declared);
    draft.source = feed.title.as_ref().map(|title| words_of(&title.content)).filter(|name| !name.is_empty());
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    draft.url = link.map(|link| link.href.clone());
    // A feed names those who wrote all of it once.
    let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    draft.authors = authors
        .iter()
        .filter_map(|person| person.name.as_deref())
        .map(|name| one_line(without_address(name)))
        .filter(|name| !name.is_empty())
        .collect();
    draft.topics =
        entry.categories.iter().map(|category| one_line(category.label.as_ref().unwrap_or(&category.term))).collect();
    draft.topics.retain(|topic| crate::model::TopicId::from_name(topic).is_ok());
    draft.rights = entry.rights.as_ref().map(|rights| words_of(&rights.content));
    let body = |content: &'_ Content| content.body.clone().filter(|body| !body.trim().is_empty());
    let content = entry.content.as_ref().and_then(|content| Some((body(content)?, &content.content_type)));
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let blocks = match &content {
        Some((words, kind)) if kind.subty() == "plain" => text::blocks(words),
        Some((words, _)) => html::fragment(words, draft.url.as_deref()),
        None => {
            draft.notes.push(notes::summary_only());
            html::fragment(summary.unwrap_or_default(), draft.url.as_deref())
        }
    };
    if content.is_some() {
        draft.summary = summary.map(words_of).filter(|summary| !summary.is_empty());
    }
    draft.body = Body::Blocks(blocks);
    draft
}

/// The words of a text that may be HTML.
fn words_of(text: &str) -> String {
    one_line(&blocks::passages(&html::fragment(text, None)).join(" "))
}

/// The name in `ann@lake.example (Ann Lee)`, as RSS has authors; it may have lost its address already.
fn without_address(author: &str) -> &str {
    let in_brackets = author.trim().strip_suffix(')').and_then(|author| author.split_once('('));
    match in_brackets {
        Some((address, name)) if address.trim().is_empty() || address.contains('@') => name,
        _ => author,
    }
}
