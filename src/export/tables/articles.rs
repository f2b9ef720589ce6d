//! The table of articles.

use super::Kind::{Address, Date, Integer, List, Text};
use super::{Cell, Column, article_id, field};
use crate::archive::ArticleIndex;
use crate::cite::article_url;
use crate::model::{Article, SourceMention};
use crate::site::Site;

fn article(site: Site<'_>, index: ArticleIndex) -> &Article {
    &site.archive.articles[index].article
}

fn mention(site: Site<'_>, index: ArticleIndex) -> Option<&SourceMention> {
    article(site, index).source.as_ref().map(|source| &source.value)
}

pub const COLUMNS: &[Column<ArticleIndex>] = &[
    Column {
        field: field("id", Text, "Names the article: the end of its address", "schema.org identifier"),
        cell: |site, index| Cell::text(article_id(site.archive, index)),
    },
    Column {
        field: field("url", Address, "The article's page", "schema.org url"),
        cell: |site, index| Cell::made(article_url(site.config, site.archive, index)),
    },
    Column {
        field: field("title", Text, "Headline", "schema.org headline"),
        cell: |site, index| Cell::text(&article(site, index).title),
    },
    Column {
        field: field("date", Date, "Date of publication, as precise as it is known", "schema.org datePublished"),
        cell: |site, index| Cell::date(article(site, index).date),
    },
    Column {
        field: field("year", Integer, "Year of publication", ""),
        cell: |site, index| Cell::year(article(site, index).date),
    },
    Column {
        field: field("language", Text, "Tag of the language (BCP 47)", "schema.org inLanguage"),
        cell: |site, index| Cell::text(article(site, index).language.as_ref().unwrap_or(&site.config.language).tag()),
    },
    Column {
        field: field("source", Text, "`id` of the source that it comes from", "schema.org isPartOf"),
        cell: |site, index| {
            Cell::known(site.archive.articles[index].source.map(|source| site.archive.sources[source].id.as_str()))
        },
    },
    Column {
        field: field("source_url", Address, "The article's own address at its publisher's", "schema.org isBasedOn"),
        cell: |site, index| Cell::known(mention(site, index).and_then(|mention| mention.url.as_deref())),
    },
    Column {
        field: field("archived_url", Address, "An archived copy", "schema.org archivedAt"),
        cell: |site, index| Cell::known(mention(site, index).and_then(|mention| mention.archived.as_deref())),
    },
    Column {
        field: field("accessed", Date, "When the address was read", ""),
        cell: |site, index| Cell::date(mention(site, index).and_then(|mention| mention.accessed)),
    },
    Column {
        field: field("authors", List, "Who wrote it", "schema.org author"),
        cell: |site, index| Cell::list(article(site, index).authors.iter().map(String::as_str)),
    },
    Column {
        field: field("topics", List, "`id` of each topic", "schema.org about"),
        cell: |site, index| {
            let topics = site.archive.articles[index].topics.iter();
            Cell::list(topics.map(|topic| site.archive.topics[*topic].id.as_str()))
        },
    },
    Column {
        field: field("place", Text, "Dateline", "schema.org locationCreated"),
        cell: |site, index| Cell::known(article(site, index).place.as_deref()),
    },
    Column {
        field: field("summary", Text, "One or two sentences about it", "schema.org abstract"),
        cell: |site, index| Cell::known(article(site, index).summary.as_deref()),
    },
    Column {
        field: field("rights", Text, "Licence or rights statement", "schema.org license"),
        cell: |site, index| Cell::known(article(site, index).rights.as_deref()),
    },
    Column {
        field: field("quotations", Integer, "How many quotations it has", ""),
        cell: |site, index| Cell::count(article(site, index).quotations.len()),
    },
    Column {
        field: field("text", Text, "The words, as in `article.txt`", "schema.org articleBody"),
        cell: |site, index| Cell::text(article(site, index).body.plain.as_str()),
    },
];
