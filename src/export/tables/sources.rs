//! The table of sources.

use super::Kind::{Address, Integer, Text};
use super::{Cell, Column, field};
use crate::archive::{Source, SourceIndex};
use crate::model::SourceFile;
use crate::site::Site;

fn row(site: Site<'_>, index: SourceIndex) -> &Source {
    &site.archive.sources[index]
}

fn file(site: Site<'_>, index: SourceIndex) -> Option<&SourceFile> {
    row(site, index).file.as_deref()
}

pub const COLUMNS: &[Column<SourceIndex>] = &[
    Column {
        field: field("id", Text, "Names the source", "schema.org identifier"),
        cell: |site, index| Cell::text(row(site, index).id.as_str()),
    },
    Column {
        field: field("url", Address, "The source's page", "schema.org url"),
        cell: |site, index| Cell::made(site.config.base_url.absolute(&row(site, index).address())),
    },
    Column {
        field: field("name", Text, "Name of the publication", "schema.org name"),
        cell: |site, index| Cell::text(&row(site, index).name),
    },
    Column {
        field: field("homepage", Address, "The publication's own address", "schema.org sameAs"),
        cell: |site, index| Cell::known(file(site, index).and_then(|file| file.url.as_deref())),
    },
    Column {
        field: field("kind", Text, "What it is, in the archivist's words", ""),
        cell: |site, index| Cell::known(file(site, index).and_then(|file| file.kind.as_deref())),
    },
    Column {
        field: field("language", Text, "Tag of the language in which it appears (BCP 47)", "schema.org inLanguage"),
        cell: |site, index| {
            Cell::known(file(site, index).and_then(|file| file.language.as_ref()).map(|language| language.tag()))
        },
    },
    Column {
        field: field("country", Text, "Country in which it appears", ""),
        cell: |site, index| Cell::known(file(site, index).and_then(|file| file.country.as_deref())),
    },
    Column {
        field: field("place", Text, "Town or region in which it appears", "schema.org locationCreated"),
        cell: |site, index| Cell::known(file(site, index).and_then(|file| file.place.as_deref())),
    },
    Column {
        field: field("articles", Integer, "How many articles come from it", ""),
        cell: |site, index| Cell::count(row(site, index).articles.len()),
    },
];
