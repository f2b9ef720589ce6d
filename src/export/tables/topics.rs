//! The table of topics.

use super::Kind::{Address, Integer, Text};
use super::{Cell, Column, field};
use crate::archive::{Topic, TopicIndex};
use crate::site::Site;

fn row(site: Site<'_>, index: TopicIndex) -> &Topic {
    &site.archive.topics[index]
}

pub const COLUMNS: &[Column<TopicIndex>] = &[
    Column {
        field: field("id", Text, "Names the topic", "schema.org termCode"),
        cell: |site, index| Cell::text(row(site, index).id.as_str()),
    },
    Column {
        field: field("url", Address, "The topic's page", "schema.org url"),
        cell: |site, index| Cell::made(site.config.base_url.absolute(&row(site, index).address())),
    },
    Column {
        field: field("title", Text, "What it is called in the site's language", "SKOS prefLabel"),
        cell: |site, index| Cell::text(row(site, index).title.in_language(&site.config.language)),
    },
    Column {
        field: field("parent", Text, "`id` of the wider topic", "SKOS broader"),
        cell: |site, index| Cell::known(row(site, index).parent.map(|parent| site.archive.topics[parent].id.as_str())),
    },
    Column {
        field: field("articles", Integer, "How many articles are about it", ""),
        cell: |site, index| Cell::count(row(site, index).articles.len()),
    },
    Column {
        field: field("quotations", Integer, "How many quotations are about it", ""),
        cell: |site, index| Cell::count(row(site, index).quotations.len()),
    },
];
