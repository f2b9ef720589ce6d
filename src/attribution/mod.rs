//! Finds who says what in a plain text: direct quotations, reported speech, and mixtures of both.
//!
//! The module knows nothing of sites and archives. It takes a text and a [`Grammar`] and gives [`Proposal`]s:
//!
//! ```
//! use guillemet::attribution::{grammar, propose};
//!
//! let english = grammar("en").expect("comes with the program");
//! let found = propose("“We shall rebuild,” said Ada Example. She added that it would take a year.", english);
//! let speakers: Vec<_> = found.iter().filter_map(|proposal| proposal.speaker.as_deref()).collect();
//! assert_eq!(speakers, ["Ada Example", "Ada Example"]);
//! ```
//!
//! The passes, each linear in the text: [`tokens`] and [`sentences`] (a passage between quotation marks counts
//! as one word); [`reports`] (cues, their sources, what they report) by means of [`phrases`]; [`people`] (who is
//! named, whom a pronoun means); then passages without a cue take over their neighbour's speaker, and every
//! proposal gets its [`confidence`].

mod antecedents;
mod assemble;
mod backward;
mod confidence;
mod described;
mod grammar;
mod impersonal;
mod interviews;
pub mod known;
mod mentions;
mod names;
mod nested;
mod passages;
mod people;
mod phrases;
mod pronouns;
mod recall;
mod reports;
pub mod score;
mod sentences;
mod speakers;
mod tokens;
mod uncued;
mod word;
mod words;

use std::ops::Range;

pub use assemble::propose;
pub use confidence::SourceKind;
pub use grammar::{Grammar, GrammarError, grammar, language_files};
pub use reports::Construction;

use crate::model::QuotationKind;

/// A passage and who is thought to have said it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The runs of text, in bytes, in order, never empty; quotation marks are included.
    pub fragments: Vec<Range<usize>>,
    /// Whether they are somebody's very words.
    pub kind: QuotationKind,
    /// The words that tell of the saying: "a-t-il ajouté", "according to".
    pub cue: Option<Range<usize>>,
    /// The words that name the speaker where it was said: "she", "the head of the bank".
    pub mention: Option<Range<usize>>,
    /// Who that is: the longest form of the name in this text, else the mention itself.
    pub speaker: Option<String>,
    /// Whether the speaker is a person or body named in the text, rather than only described.
    pub is_named: bool,
    /// How cue and passage belong together.
    pub construction: Construction,
    /// What its source is.
    pub source: SourceKind,
    /// How sure it is, from 0 to 1, as far as articles annotated by hand tell.
    pub confidence: f32,
}

impl Proposal {
    /// From the first byte of the first fragment to the last of the last.
    pub fn hull(&self) -> Range<usize> {
        let start = self.fragments.first().map_or(0, |fragment| fragment.start);
        start..self.fragments.last().map_or(start, |fragment| fragment.end)
    }
}
