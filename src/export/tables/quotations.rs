//! The table of quotations.

use super::Kind::{Address, Date, Integer, List, Text};
use super::{Cell, Column, article_id, field};
use crate::archive::{LinkedQuotation, QuotationIndex};
use crate::cite::quotation_url;
use crate::model::{Article, Details, Quotation};
use crate::site::Site;

fn row(site: Site<'_>, index: QuotationIndex) -> &LinkedQuotation {
    &site.archive.quotations[index]
}

fn quotation(site: Site<'_>, index: QuotationIndex) -> &Quotation {
    site.archive.quotation(index)
}

fn details(site: Site<'_>, index: QuotationIndex) -> Option<&Details> {
    quotation(site, index).details.as_deref()
}

fn article(site: Site<'_>, index: QuotationIndex) -> &Article {
    &site.archive.articles[row(site, index).article].article
}

/// The code points of the article's text before a byte.
fn characters_before(article: &Article, byte: usize) -> Cell<'static> {
    Cell::count(article.body.plain.as_str().get(..byte).unwrap_or_default().chars().count())
}

pub const COLUMNS: &[Column<QuotationIndex>] = &[
    Column {
        field: field("id", Text, "Names the quotation", "schema.org identifier"),
        cell: |site, index| Cell::text(row(site, index).id.as_str()),
    },
    Column {
        field: field("url", Address, "The quotation's permanent address", "schema.org url"),
        cell: |site, index| Cell::made(quotation_url(site.config, site.archive, index)),
    },
    Column {
        field: field("article", Text, "`id` of the article in which it stands", "schema.org isPartOf"),
        cell: |site, index| Cell::text(article_id(site.archive, row(site, index).article)),
    },
    Column {
        field: field(
            "kind",
            Text,
            "`direct` (verbatim words), `indirect` (reported speech) or `mixed`",
            "TEI said/@direct",
        ),
        cell: |site, index| Cell::text(quotation(site, index).kind.as_str()),
    },
    Column {
        field: field("speakers", List, "`id` of each speaker; none when unknown", "schema.org spokenByCharacter"),
        cell: |site, index| {
            Cell::list(row(site, index).speakers.iter().map(|speaker| site.archive.speakers[*speaker].id.as_str()))
        },
    },
    Column {
        field: field("speaker_names", List, "Name of each speaker", ""),
        cell: |site, index| {
            Cell::list(row(site, index).speakers.iter().map(|speaker| site.archive.speakers[*speaker].name.as_str()))
        },
    },
    Column {
        field: field(
            "text",
            Text,
            "The words without outer quotation marks, fragments joined by ` […] `",
            "schema.org text",
        ),
        cell: |site, index| Cell::Text(quotation(site, index).words(article(site, index).body.plain.as_str())),
    },
    Column {
        field: field("date", Date, "When it was said, or else published", "schema.org dateCreated"),
        cell: |site, index| Cell::date(row(site, index).date),
    },
    Column {
        field: field("year", Integer, "Year of `date`", ""),
        cell: |site, index| Cell::year(row(site, index).date),
    },
    Column {
        field: field("language", Text, "Tag of the language of the words (BCP 47)", "schema.org inLanguage"),
        cell: |site, index| {
            let own = details(site, index).and_then(|details| details.language.as_ref());
            Cell::text(own.or(article(site, index).language.as_ref()).unwrap_or(&site.config.language).tag())
        },
    },
    Column {
        field: field("topics", List, "`id` of each topic, the article's included", "schema.org about"),
        cell: |site, index| {
            Cell::list(row(site, index).topics.iter().map(|topic| site.archive.topics[*topic].id.as_str()))
        },
    },
    Column {
        field: field("via", Text, "The medium through which it was obtained", ""),
        cell: |site, index| {
            Cell::known(details(site, index).and_then(|it| it.via.as_ref()).map(|via| via.value.0.as_str()))
        },
    },
    Column {
        field: field("place", Text, "Where it was said", "schema.org locationCreated"),
        cell: |site, index| Cell::known(details(site, index).and_then(|details| details.place.as_deref())),
    },
    Column {
        field: field("original_url", Address, "The speech or interview", "schema.org isBasedOn"),
        cell: |site, index| Cell::known(details(site, index).and_then(|details| details.original.as_deref())),
    },
    Column {
        field: field("note", Text, "The editor's comment", ""),
        cell: |site, index| Cell::known(details(site, index).and_then(|details| details.note.as_deref())),
    },
    Column {
        field: field("fragments", Integer, "How many runs of text make it up", ""),
        cell: |site, index| Cell::count(quotation(site, index).fragments.len()),
    },
    Column {
        field: field(
            "start",
            Integer,
            "Unicode code points of the article's text before it",
            "W3C TextPositionSelector start",
        ),
        cell: |site, index| {
            let first = quotation(site, index).fragments.first();
            characters_before(article(site, index), first.map_or(0, |fragment| fragment.plain.start()))
        },
    },
    Column {
        field: field(
            "end",
            Integer,
            "Unicode code points of the article's text up to its end",
            "W3C TextPositionSelector end",
        ),
        cell: |site, index| {
            let last = quotation(site, index).fragments.last();
            characters_before(article(site, index), last.map_or(0, |fragment| fragment.plain.end()))
        },
    },
];
