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
        Construction::QuoteBefore => [99, 85, 94, 43, 98, 83],
        Construction::QuoteAfter => [93, 75, 81, 23, 95, 56],
        Construction::Colon => [96, 76, 87, 39, 95, 66],
        Construction::That => [92, 81, 83, 27, 93, 47],
        Construction::Bare => [89, 82, 70, 29, 92, 49],
        Construction::Question => [80, 60, 83, 22, 87, 43],
        Construction::Infinitive => [87, 77, 77, 35, 91, 54],
        Construction::PersonInfinitive => [98, 87, 93, 53, 97, 77],
        Construction::Thing => [74, 74, 66, 13, 87, 42],
        Construction::Parenthesis => [95, 75, 72, 34, 91, 57],
        Construction::Phrase => [96, 81, 93, 37, 94, 64],
        Construction::WeakPhrase => [94, 71, 84, 33, 93, 60],
        Construction::Noun => [69, 58, 67, 18, 86, 45],
        Construction::Attitude => [73, 45, 71, 17, 85, 37],
        Construction::Passive => [82, 68, 69, 19, 87, 60],
        Construction::Alone => [95, 89, 91, 51, 93, 58],
        Construction::Inside => [78, 55, 57, 12, 82, 29],
    }
}
