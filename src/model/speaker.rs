//! Speakers as their files describe them.

use crate::model::{Body, Localized, PartialDate, SpeakerId};
use crate::path::ContentPath;
use crate::span::{File, Span, Spanned};

/// What the file of a speaker says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerFile {
    /// The content file.
    pub path: ContentPath,
    /// From the file's name.
    pub id: SpeakerId,
    /// Full name as it is shown.
    pub name: String,
    /// Name under which the speaker is filed, such as `Gaulle, Charles de`; the name when absent.
    pub sort_name: Option<String>,
    /// A person or a body.
    pub kind: SpeakerKind,
    /// Other names that articles use.
    pub aliases: Vec<String>,
    /// Offices held.
    pub roles: Vec<Role>,
    /// Wikidata item, such as `Q42`.
    pub wikidata: Option<String>,
    /// Addresses of the same person or body elsewhere (schema.org `sameAs`).
    pub same_as: Vec<String>,
    /// Address of a portrait, relative to the site.
    pub photo: Option<Spanned<String>>,
    /// Date of birth or of foundation.
    pub born: Option<PartialDate>,
    /// Date of death or of dissolution.
    pub died: Option<PartialDate>,
    /// Biography.
    pub body: Body,
    /// The name in the front matter.
    pub name_span: Span<File>,
}

/// Whether a speaker is a human being.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A human being (schema.org `Person`).
    #[default]
    Person,
    /// A body that speaks (schema.org `Organization`).
    Organisation,
}

/// An office that a speaker held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// What the office is called.
    pub title: Localized,
    /// The body in which it is held.
    pub organisation: Option<String>,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day.
    pub to: Option<PartialDate>,
}

impl Role {
    /// Whether the office was held at `date`. A vague date counts as held if any of its days is.
    pub fn held_at(&self, date: PartialDate) -> bool {
        let begun = self.from.is_none_or(|from| from.first_day() <= date.last_day());
        let not_over = self.to.is_none_or(|to| date.first_day() <= to.last_day());
        begun && not_over
    }
}
