//! How sure a proposal is, from how its cue and its words belong together and from what its source is.
//!
//! The table is fitted to articles annotated by hand: `attribution_score --calibration` prints it. What it promises and
//! what came true on unseen articles stands in docs/attribution.md.

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

/// How sure such proposals are, from 0 to 1: the share of them that is right in passage and speaker.
pub fn confidence(construction: Construction, source: SourceKind) -> f32 {
    let percents = percents(construction);
    let column = SourceKind::ALL.iter().position(|known| *known == source);
    let percent = column.and_then(|column| percents.get(column)).copied().unwrap_or_default();
    f32::from(percent) / 100.0
}

/// For a name, a noun, a pronoun, a pronoun that means nobody known, a speaker taken over, and nobody.
fn percents(construction: Construction) -> [u8; 6] {
    match construction {
        Construction::QuoteBefore => [99, 97, 92, 73, 97, 75],
        Construction::QuoteAfter => [75, 56, 49, 16, 77, 31],
        Construction::Colon => [89, 75, 81, 38, 90, 55],
        Construction::That => [87, 73, 82, 28, 89, 45],
        Construction::Bare => [88, 77, 80, 32, 90, 56],
        Construction::Question => [89, 69, 79, 43, 89, 52],
        Construction::Infinitive => [86, 80, 80, 29, 89, 52],
        Construction::PersonInfinitive => [97, 92, 91, 61, 96, 75],
        Construction::Thing => [83, 71, 71, 21, 86, 45],
        Construction::Parenthesis => [90, 69, 70, 34, 87, 46],
        Construction::Phrase => [95, 84, 92, 51, 94, 67],
        Construction::WeakPhrase => [89, 75, 81, 38, 90, 55],
        Construction::Noun => [69, 51, 65, 22, 80, 35],
        Construction::Attitude => [84, 67, 77, 33, 88, 49],
        Construction::Passive => [86, 74, 77, 33, 88, 57],
        Construction::Alone => [95, 87, 90, 58, 92, 73],
        Construction::Inside => [59, 43, 50, 12, 69, 17],
    }
}
