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
        Construction::QuoteBefore => [99, 85, 94, 50, 98, 82],
        Construction::QuoteAfter => [93, 77, 81, 26, 96, 55],
        Construction::Colon => [96, 76, 87, 41, 95, 63],
        Construction::That => [92, 79, 84, 27, 94, 43],
        Construction::Bare => [89, 82, 69, 30, 93, 46],
        Construction::Question => [80, 60, 84, 23, 89, 40],
        Construction::Infinitive => [87, 77, 77, 36, 92, 51],
        Construction::PersonInfinitive => [98, 87, 93, 54, 97, 75],
        Construction::Thing => [74, 74, 66, 14, 88, 39],
        Construction::Parenthesis => [95, 75, 72, 35, 92, 54],
        Construction::Phrase => [96, 78, 92, 36, 94, 58],
        Construction::WeakPhrase => [94, 71, 84, 35, 94, 57],
        Construction::Noun => [69, 57, 67, 19, 87, 42],
        Construction::Attitude => [73, 45, 72, 18, 86, 35],
        Construction::Passive => [82, 67, 69, 20, 88, 59],
        Construction::Alone => [95, 88, 90, 51, 94, 45],
        Construction::Inside => [78, 54, 57, 13, 83, 27],
    }
}
