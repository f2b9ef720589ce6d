//! An article as it comes out of a source, before it has a place in the archive.

use serde_json::{Map, Value};

use super::blocks::Block;
use super::dates::FoundDate;
use super::notes::{self, Note};
use super::pictures::{Neighbours, Picture};
use crate::model::{Language, PartialDate};

/// What a source says of an article, and its text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// Which part of its source it is, such as `row 12`.
    pub part: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Date of publication.
    pub date: Option<PartialDate>,
    /// Date of the last change by its publisher.
    pub updated: Option<PartialDate>,
    /// Language of the text.
    pub language: Option<Language>,
    /// Name of the publication.
    pub source: Option<String>,
    /// The article's own address.
    pub url: Option<String>,
    /// An archived copy.
    pub archived: Option<String>,
    /// When the address was read.
    pub accessed: Option<PartialDate>,
    /// Those who wrote it.
    pub authors: Vec<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// One or two sentences about it.
    pub summary: Option<String>,
    /// Dateline.
    pub place: Option<String>,
    /// Licence or rights statement.
    pub rights: Option<String>,
    /// Last part of the address.
    pub slug: Option<String>,
    /// Left out unless drafts are asked for.
    pub is_draft: bool,
    /// A picture that stands for it.
    pub image: Option<String>,
    /// Old addresses.
    pub aliases: Vec<String>,
    /// Fields that the schema does not have.
    pub extra: Map<String, Value>,
    /// The text.
    pub body: Body,
    /// Where it was read, if it was on the web.
    pub read_at: Option<String>,
    /// The files beside its own.
    pub neighbours: Option<Neighbours>,
    /// Pictures that come with it.
    pub pictures: Vec<Picture>,
    /// What the archivist is told about it.
    pub notes: Vec<Note>,
}

/// The text of a draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Words and structure.
    Blocks(Vec<Block>),
    /// Markdown that somebody wrote as Markdown.
    Markdown(String),
    /// Markdown that already has annotations.
    Annotated(String),
}

impl Default for Body {
    fn default() -> Self {
        Self::Blocks(Vec::new())
    }
}

impl Draft {
    /// Takes a date if none is known yet, and tells what is unsure about it.
    pub fn take_date(&mut self, found: &FoundDate, where_found: &str) {
        if self.date.is_some() {
            return;
        }
        self.date = Some(found.date);
        if let Some(other) = found.other_reading {
            self.notes.push(notes::ambiguous_date(where_found, found.date, other));
        }
    }

    /// Takes the title if none is known yet.
    pub fn take_title(&mut self, title: &str) {
        let title = one_line(title);
        if self.title.is_none() && !title.is_empty() {
            self.title = Some(title);
        }
    }
}

/// The text on one line, without space around it.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|letter| !letter.is_control()).collect()
}
