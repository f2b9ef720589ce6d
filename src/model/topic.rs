//! Topics as their files describe them.

use crate::model::{Body, Localized, TopicId};
use crate::path::ContentPath;
use crate::span::Spanned;

/// What the file of a topic says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicFile {
    /// The content file.
    pub path: ContentPath,
    /// From the file's name.
    pub id: TopicId,
    /// What the topic is called.
    pub title: Localized,
    /// The wider topic.
    pub parent: Option<Spanned<TopicId>>,
    /// Introduction.
    pub body: Body,
}
