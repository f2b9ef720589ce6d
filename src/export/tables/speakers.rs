//! The table of speakers.

use super::Kind::{Address, Date, Integer, List, Text};
use super::{Cell, Column, field};
use crate::archive::{Speaker, SpeakerIndex};
use crate::model::{SpeakerFile, SpeakerKind};
use crate::site::Site;

fn row(site: Site<'_>, index: SpeakerIndex) -> &Speaker {
    &site.archive.speakers[index]
}

fn file(site: Site<'_>, index: SpeakerIndex) -> Option<&SpeakerFile> {
    row(site, index).file.as_deref()
}

pub const COLUMNS: &[Column<SpeakerIndex>] = &[
    Column {
        field: field("id", Text, "Names the speaker", "schema.org identifier"),
        cell: |site, index| Cell::text(row(site, index).id.as_str()),
    },
    Column {
        field: field("url", Address, "The speaker's page", "schema.org url"),
        cell: |site, index| Cell::made(site.config.base_url.absolute(&row(site, index).address())),
    },
    Column {
        field: field("name", Text, "Name", "schema.org name"),
        cell: |site, index| Cell::text(&row(site, index).name),
    },
    Column {
        field: field("sort_name", Text, "Name under which the speaker is filed", ""),
        cell: |site, index| Cell::text(row(site, index).sort_name()),
    },
    Column {
        field: field("kind", Text, "`person` or `organisation`", "schema.org Person, Organization"),
        cell: |site, index| {
            Cell::text(if row(site, index).kind() == SpeakerKind::Person { "person" } else { "organisation" })
        },
    },
    Column {
        field: field("aliases", List, "Other names", "schema.org alternateName"),
        cell: |site, index| {
            Cell::list(file(site, index).into_iter().flat_map(|file| &file.aliases).map(String::as_str))
        },
    },
    Column {
        field: field("wikidata", Text, "Wikidata item", "Wikidata"),
        cell: |site, index| Cell::known(file(site, index).and_then(|file| file.wikidata.as_deref())),
    },
    Column {
        field: field("same_as", List, "Addresses of the same person or body elsewhere", "schema.org sameAs"),
        cell: |site, index| {
            Cell::list(file(site, index).into_iter().flat_map(|file| &file.same_as).map(String::as_str))
        },
    },
    Column {
        field: field("born", Date, "Date of birth or foundation", "schema.org birthDate, foundingDate"),
        cell: |site, index| Cell::date(file(site, index).and_then(|file| file.born)),
    },
    Column {
        field: field("died", Date, "Date of death or dissolution", "schema.org deathDate, dissolutionDate"),
        cell: |site, index| Cell::date(file(site, index).and_then(|file| file.died)),
    },
    Column {
        field: field("quotations", Integer, "How many quotations there are", ""),
        cell: |site, index| Cell::count(row(site, index).quotations.len()),
    },
    Column {
        field: field("articles", Integer, "How many articles have one", ""),
        cell: |site, index| Cell::count(row(site, index).articles.len()),
    },
];
