//! Sources, the publications, as their files describe them.

use crate::model::{Body, Language, SourceId};
use crate::path::ContentPath;

/// What the file of a source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The content file.
    pub path: ContentPath,
    /// From the file's name.
    pub id: SourceId,
    /// Name of the publication.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
    /// Language in which it appears.
    pub language: Option<Language>,
    /// Country in which it appears.
    pub country: Option<String>,
    /// Town or region in which it appears.
    pub place: Option<String>,
    /// What it is: a newspaper, a radio station, an agency…
    pub kind: Option<String>,
    /// Description.
    pub body: Body,
}
