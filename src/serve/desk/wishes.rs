//! What the page asks of the desk, and what it is told of passages.

use serde::{Deserialize, Serialize};

use super::answers::Answers;
use crate::edit::Selector;
use crate::model::QuotationKind;

/// An annotation as the page names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Existing {
    /// A quotation by its identifier.
    Quotation(String),
    /// A note by its number from 1.
    Note(usize),
}

/// What a passage can become.
#[derive(Debug, Serialize)]
pub struct Passage {
    /// The hash of the file that was looked at; an edit must give it back.
    pub hash: String,
    /// The words.
    pub words: String,
    /// The kinds of quotation that it can be, the likeliest first; empty for a note that exists.
    pub kinds: Vec<QuotationKind>,
    /// The quotation before it that it can go on with, if there is one.
    pub before: Option<Before>,
    /// What an annotation that exists says.
    pub said: Answers,
}

/// The quotation before a passage.
#[derive(Debug, Serialize)]
pub struct Before {
    /// Its words.
    pub words: String,
    /// Who said it.
    pub speakers: Vec<String>,
}

/// A passage by its runs of text.
#[derive(Debug, Deserialize)]
pub struct Runs {
    /// The first.
    pub selector: Selector,
    /// The others, in order; none for most passages.
    #[serde(default)]
    pub further: Vec<Selector>,
}

/// A passage to be annotated.
#[derive(Debug, Deserialize)]
pub struct NewAnnotation {
    /// The hash of the file that the person saw.
    pub hash: String,
    /// The passage.
    #[serde(flatten)]
    pub runs: Runs,
    /// What it is to become.
    pub kind: NewKind,
    /// What is said of it.
    pub said: Answers,
}

/// What a passage is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NewKind {
    /// Very words.
    Direct,
    /// Reported speech.
    Indirect,
    /// Both.
    Mixed,
    /// A further fragment of the quotation before it.
    Continuation,
    /// An editor's note.
    Note,
}

impl NewKind {
    /// The kind of a quotation of its own.
    pub fn of_quotation(self) -> Option<QuotationKind> {
        match self {
            Self::Direct => Some(QuotationKind::Direct),
            Self::Indirect => Some(QuotationKind::Indirect),
            Self::Mixed => Some(QuotationKind::Mixed),
            Self::Continuation | Self::Note => None,
        }
    }
}
