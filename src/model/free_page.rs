//! Pages that are not articles: about, methodology, legal notice.

use crate::model::{Body, Language};
use crate::path::ContentPath;
use crate::span::{File, Span};

/// What the file of a free page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreePage {
    /// The content file.
    pub path: ContentPath,
    /// The parts of the address, from the folders below `pages/` and the file's name.
    pub segments: Vec<String>,
    /// Headline.
    pub title: String,
    /// Language of the text; the site's language when absent.
    pub language: Option<Language>,
    /// One or two sentences about the page.
    pub summary: Option<String>,
    /// Place in the menu, smallest first; a page without one is not in the menu.
    pub menu: Option<i64>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
    /// The words.
    pub body: Body,
    /// The front matter.
    pub span: Span<File>,
}
