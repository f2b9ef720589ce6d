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
        Construction::QuoteBefore => [99, 97, 92, 74, 97, 73],
        Construction::QuoteAfter => [72, 53, 49, 19, 76, 28],
        Construction::Colon => [89, 75, 81, 40, 90, 52],
        Construction::That => [87, 73, 83, 29, 88, 43],
        Construction::Bare => [88, 77, 85, 34, 91, 54],
        Construction::Question => [89, 69, 80, 45, 89, 49],
        Construction::Infinitive => [86, 80, 80, 30, 89, 50],
        Construction::PersonInfinitive => [97, 92, 91, 63, 96, 73],
        Construction::Thing => [83, 71, 71, 22, 86, 42],
        Construction::Parenthesis => [90, 69, 71, 36, 86, 44],
        Construction::Phrase => [95, 84, 93, 53, 94, 65],
        Construction::WeakPhrase => [89, 75, 81, 40, 90, 52],
        Construction::Noun => [69, 51, 66, 23, 80, 33],
        Construction::Attitude => [84, 67, 77, 35, 88, 46],
        Construction::Passive => [86, 74, 77, 35, 88, 55],
        Construction::Alone => [94, 85, 89, 56, 92, 60],
        Construction::Inside => [59, 43, 51, 12, 68, 15],
    }
}
