//! What is in a feed.

use super::html::{article_html, quotation_html};
use super::{Entry, Feed, LONGEST, Topic};
use crate::archive::{ArticleIndex, QuotationIndex, TopicIndex};
use crate::model::PartialDate;
use crate::plan::{FeedFormat, Followed};
use crate::view::{Site, quotation_language, quotation_permalink, quotation_title};

/// The feed of what is followed; `site` gives whole addresses.
pub fn collect(site: Site<'_>, followed: Followed, format: FeedFormat) -> Feed<'_> {
    let archive = site.archive;
    let name = match followed {
        Followed::Archive => None,
        Followed::Speaker(index) => Some(archive.speakers[index].name.as_str()),
        Followed::Topic(index) => Some(archive.topics[index].title.in_language(&site.config.language)),
        Followed::Source(index) => Some(archive.sources[index].name.as_str()),
    };
    let entries = match followed {
        Followed::Archive => articles(site, archive.articles.indices()),
        Followed::Speaker(index) => quotations(site, &archive.speakers[index].quotations),
        Followed::Topic(index) => quotations(site, &archive.topics[index].quotations),
        Followed::Source(index) => articles(site, archive.sources[index].articles.iter().copied()),
    };
    let title = &site.config.title;
    Feed {
        title: name.map_or_else(|| title.clone(), |name| format!("{name} – {title}")),
        description: site.config.description.as_deref().filter(|_| followed == Followed::Archive).unwrap_or_default(),
        home: site.link(&followed.home(archive)),
        address: site.link(&followed.address(format, archive)),
        icon: site.link("favicon.svg"),
        language: &site.config.language,
        author: site.config.publisher.as_deref().unwrap_or(title),
        rights: site.config.rights.as_deref().unwrap_or_default(),
        entries,
    }
}

/// The latest of some articles, given newest first.
fn articles(site: Site<'_>, articles: impl Iterator<Item = ArticleIndex>) -> Vec<Entry<'_>> {
    articles.filter_map(|index| article(site, index)).take(LONGEST).collect()
}

fn article(site: Site<'_>, index: ArticleIndex) -> Option<Entry<'_>> {
    let row = &site.archive.articles[index];
    let article = &*row.article;
    let published = article.date?;
    Some(Entry {
        url: site.link(&row.address),
        title: article.title.clone(),
        original: article.source.as_ref().and_then(|source| source.value.url.as_deref()),
        published,
        updated: article.updated.filter(|updated| *updated > published).unwrap_or(published),
        authors: article.authors.iter().map(String::as_str).collect(),
        topics: topics(site, &row.topics),
        language: article.language.as_ref().unwrap_or(&site.config.language),
        summary: article.summary.as_deref().unwrap_or_default(),
        html: article_html(site, index),
    })
}

/// The latest of some quotations, given in any order.
fn quotations<'a>(site: Site<'a>, quotations: &[QuotationIndex]) -> Vec<Entry<'a>> {
    let mut dated: Vec<_> =
        quotations.iter().filter_map(|index| Some((site.archive.quotations[*index].date?, *index))).collect();
    let newest_first =
        |(a, i): &(PartialDate, QuotationIndex), (b, j): &(PartialDate, QuotationIndex)| b.cmp(a).then(i.cmp(j));
    if dated.len() > LONGEST {
        // Only the latest need to be in order.
        dated.select_nth_unstable_by(LONGEST, newest_first);
        dated.truncate(LONGEST);
    }
    dated.sort_by(newest_first);
    let entry = |(published, index): (_, QuotationIndex)| {
        let row = &site.archive.quotations[index];
        let details = site.archive.quotation(index).details.as_deref();
        Entry {
            url: quotation_permalink(site, row),
            title: quotation_title(site, index),
            original: details.and_then(|details| details.original.as_deref()),
            published,
            updated: published,
            authors: row.speakers.iter().map(|speaker| site.archive.speakers[*speaker].name.as_str()).collect(),
            topics: topics(site, &row.topics),
            language: quotation_language(site, index),
            summary: "",
            html: quotation_html(site, index),
        }
    };
    dated.into_iter().map(entry).collect()
}

fn topics<'a>(site: Site<'a>, topics: &[TopicIndex]) -> Vec<Topic<'a>> {
    let topic = |index: &TopicIndex| {
        let topic = &site.archive.topics[*index];
        Topic { id: topic.id.as_str(), title: topic.title.in_language(&site.config.language) }
    };
    topics.iter().map(topic).collect()
}
