//! Measures proposals against annotations made by hand.
//!
//! The form is JSON Lines, one article a line: `{id, lang, text, quotes: [{start, end, type, speaker}]}` with
//! offsets in Unicode characters. What the figures mean is written in docs/attribution.md.

mod calibration;
mod marked;
mod spans;
mod speaker;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::calibration::Calibration;
pub use self::marked::{MarkedError, read_marked};
use self::spans::{Core, Letters, matched, pieces};
use self::speaker::agrees;
use super::Proposal;
use crate::model::QuotationKind;

/// An article annotated by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoldArticle {
    /// Its name.
    pub id: String,
    /// The tag of its language.
    pub lang: String,
    /// Its text.
    pub text: String,
    /// What is said in it.
    pub quotes: Vec<Gold>,
}

/// A passage annotated by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gold {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// `direct`, `indirect` or `mixed`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who says it, as a name or as in the text; absent where nobody is named.
    #[serde(default)]
    pub speaker: Option<String>,
}

/// Counts of one row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Annotated passages.
    pub gold: usize,
    /// Proposed passages.
    pub proposed: usize,
    /// Proposals with the very words of an annotated passage.
    pub exact: usize,
    /// Proposals that share with an annotated passage at least half of what both cover.
    pub overlap: usize,
    /// Those of them whose speaker is annotated.
    pub with_speaker: usize,
    /// Those of them with the right speaker.
    pub right_speaker: usize,
}

impl Counts {
    /// F1 of exact passages.
    pub fn exact_f1(&self) -> f64 {
        f1(self.exact, self.proposed, self.gold)
    }

    /// F1 of overlapping passages.
    pub fn overlap_f1(&self) -> f64 {
        f1(self.overlap, self.proposed, self.gold)
    }

    /// Share of the overlapping passages whose speaker is right.
    pub fn speaker_accuracy(&self) -> f64 {
        if self.with_speaker == 0 { 0.0 } else { self.right_speaker as f64 / self.with_speaker as f64 }
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.proposed += other.proposed;
        self.exact += other.exact;
        self.overlap += other.overlap;
        self.with_speaker += other.with_speaker;
        self.right_speaker += other.right_speaker;
    }
}

fn f1(right: usize, proposed: usize, gold: usize) -> f64 {
    if proposed + gold == 0 { 0.0 } else { 2.0 * right as f64 / (proposed + gold) as f64 }
}

/// The kinds in the order of the table.
pub const KINDS: [QuotationKind; 3] = [QuotationKind::Direct, QuotationKind::Mixed, QuotationKind::Indirect];

/// Counts by language and kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scores {
    by_language: BTreeMap<String, [Counts; 3]>,
}

/// A proposal or annotation that has no partner, or whose partner has another speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Miss {
    /// An annotated passage that was not found.
    NotFound(usize),
    /// A proposal that nobody annotated: its index.
    Invented(usize),
    /// An annotated passage and a proposal with another speaker.
    WrongSpeaker(usize, usize),
}

impl Scores {
    /// The languages.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.by_language.keys().map(String::as_str)
    }

    /// The counts of some kinds together, in one language or in all.
    pub fn counts(&self, language: Option<&str>, kinds: &[QuotationKind]) -> Counts {
        let mut sum = Counts::default();
        for (name, counts) in &self.by_language {
            if language.is_some_and(|language| language != name) {
                continue;
            }
            for (kind, counts) in KINDS.iter().zip(counts) {
                if kinds.contains(kind) {
                    sum.add(*counts);
                }
            }
        }
        sum
    }

    /// Adds an article and tells what did not fit.
    pub fn add(&mut self, article: &GoldArticle, proposals: &[Proposal]) -> Vec<Miss> {
        let letters = Letters::new(&article.text);
        let gold: Vec<(Core, QuotationKind)> =
            article.quotes.iter().map(|gold| (letters.core(gold.start, gold.end), kind_of(&gold.kind))).collect();
        let pieces = pieces(&letters, &gold, proposals);
        let matches = matched(&gold, &pieces);
        let counts = self.by_language.entry(article.lang.clone()).or_default();
        let mut row = |kind: QuotationKind, count: &dyn Fn(&mut Counts)| {
            if let Some(counts) = KINDS.iter().position(|known| *known == kind).and_then(|index| counts.get_mut(index))
            {
                count(counts);
            }
        };
        let mut misses = Vec::new();
        for (index, (_, kind)) in gold.iter().enumerate() {
            row(*kind, &|counts| counts.gold += 1);
            if !matches.iter().any(|(gold, _)| *gold == index) {
                misses.push(Miss::NotFound(index));
            }
        }
        for (index, piece) in pieces.iter().enumerate() {
            let nearest =
                gold.iter().max_by(|(a, _), (b, _)| piece.core.overlap(*a).total_cmp(&piece.core.overlap(*b)));
            let own = proposals.get(piece.proposal).map_or(QuotationKind::Direct, |proposal| proposal.kind);
            let kind = nearest.filter(|(core, _)| piece.core.overlap(*core) > 0.0).map_or(own, |(_, kind)| *kind);
            if !matches.iter().any(|(_, known)| *known == index) {
                row(kind, &|counts| counts.proposed += 1);
                misses.push(Miss::Invented(piece.proposal));
            }
        }
        for (gold_index, piece_index) in &matches {
            let (Some((core, kind)), Some(piece)) = (gold.get(*gold_index), pieces.get(*piece_index)) else { continue };
            let speaker = article.quotes.get(*gold_index).and_then(|gold| gold.speaker.as_deref());
            let proposal = proposals.get(piece.proposal);
            let right = speaker
                .zip(proposal)
                .map(|(speaker, proposal)| agrees(speaker, proposal, &article.text, &article.lang));
            row(*kind, &|counts| {
                counts.proposed += 1;
                counts.overlap += 1;
                counts.exact += usize::from(*core == piece.core);
                counts.with_speaker += usize::from(right.is_some());
                counts.right_speaker += usize::from(right == Some(true));
            });
            if right == Some(false) {
                misses.push(Miss::WrongSpeaker(*gold_index, piece.proposal));
            }
        }
        misses
    }

    /// The table for people.
    pub fn table(&self) -> String {
        const ROWS: [(&str, &[QuotationKind]); 5] = [
            ("direct", &[QuotationKind::Direct]),
            ("mixed", &[QuotationKind::Mixed]),
            ("indirect", &[QuotationKind::Indirect]),
            ("direct + mixed", &[QuotationKind::Direct, QuotationKind::Mixed]),
            ("all", &KINDS),
        ];
        let mut table = format!(
            "{:<6} {:<15} {:>6} {:>8} {:>9} {:>10} {:>8}\n",
            "lang", "kind", "gold", "proposed", "exact F1", "overlap F1", "speaker"
        );
        let languages = self.languages().map(Some).chain([None]);
        for language in languages {
            for (name, kinds) in ROWS {
                let counts = self.counts(language, kinds);
                table.push_str(&format!(
                    "{:<6} {:<15} {:>6} {:>8} {:>9.3} {:>10.3} {:>8.3}\n",
                    language.unwrap_or("all"),
                    name,
                    counts.gold,
                    counts.proposed,
                    counts.exact_f1(),
                    counts.overlap_f1(),
                    counts.speaker_accuracy(),
                ));
            }
        }
        table
    }
}

fn kind_of(name: &str) -> QuotationKind {
    match name {
        "direct" => QuotationKind::Direct,
        "mixed" => QuotationKind::Mixed,
        _ => QuotationKind::Indirect,
    }
}
