//! How sure a proposal is, from how its cue and its words belong together and from what its source is.
//!
//! The table is set by hand and not yet fitted to annotated text: docs/attribution.md says so too.

use super::reports::Construction;

/// What the source of a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SourceKind {
    /// A name.
    Name,
    /// A common noun: "officials".
    Noun,
    /// A pronoun whose name was found.
    Pronoun,
    /// A pronoun that means nobody known.
    OpenPronoun,
    /// Taken over from the passage before or behind.
    Continued,
    /// None.
    #[default]
    Nobody,
}

impl SourceKind {
    /// All, in the order of the table.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Noun, Self::Pronoun, Self::OpenPronoun, Self::Continued, Self::Nobody];
}

/// How sure such proposals are, from 0 to 1: an estimate of the share that is right in passage and speaker.
pub fn confidence(construction: Construction, source: SourceKind) -> f32 {
    let passage = match construction {
        Construction::QuoteBefore | Construction::QuoteAfter => 0.97,
        Construction::Colon => 0.95,
        Construction::That => 0.92,
        Construction::Question => 0.85,
        Construction::Parenthesis => 0.9,
        Construction::Phrase => 0.92,
        Construction::Bare => 0.85,
        Construction::PersonInfinitive => 0.8,
        Construction::Infinitive => 0.72,
        Construction::Attitude => 0.8,
        Construction::Alone => 0.8,
        Construction::Noun => 0.6,
        Construction::Thing => 0.6,
        Construction::WeakPhrase => 0.6,
        Construction::Passive => 0.5,
        Construction::Inside => 0.5,
    };
    let speaker = match source {
        SourceKind::Name => 0.98,
        SourceKind::Noun => 0.93,
        SourceKind::Pronoun => 0.9,
        SourceKind::Continued => 0.85,
        SourceKind::OpenPronoun => 0.75,
        SourceKind::Nobody => 0.5,
    };
    passage * speaker
}
