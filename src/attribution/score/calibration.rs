//! How often proposals are right, by construction and source: what [`confidence`](super::super::confidence) is made of.

use std::collections::BTreeMap;

use super::spans::{Core, Letters, matched, pieces};
use super::{GoldArticle, agrees, kind_of};
use crate::attribution::{Construction, Proposal, SourceKind};
use crate::model::QuotationKind;

/// How many are right of how many.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Share {
    right: f64,
    all: f64,
}

impl Share {
    fn add(&mut self, is_right: bool) {
        self.all += 1.0;
        self.right += f64::from(u8::from(is_right));
    }

    /// The share, drawn toward what is expected as by so many more proposals.
    fn drawn_to(self, expected: f64, weight: f64) -> f64 {
        (self.right + weight * expected) / (self.all + weight)
    }
}

/// Proposals counted as right, in passage and speaker, or wrong.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Calibration {
    cells: BTreeMap<(Construction, SourceKind), Share>,
    bins: Bins,
}

/// By tenth of confidence the proposals, and the sum of what they promised.
type Bins = BTreeMap<u8, (Share, f64)>;

/// The odds of being right on unseen articles as a part of those on articles that the grammar was looked over with:
/// what the former unseen articles showed before anybody had looked at them (0.76 right where 0.81 were promised).
const UNSEEN: f64 = 0.75;

impl Calibration {
    /// Counts the proposals of an article.
    pub fn add(&mut self, article: &GoldArticle, proposals: &[Proposal]) {
        const TENTH: f32 = 10.0;
        let letters = Letters::new(&article.text);
        let gold: Vec<(Core, QuotationKind)> =
            article.quotes.iter().map(|gold| (letters.core(gold.start, gold.end), kind_of(&gold.kind))).collect();
        let pieces = pieces(&letters, &gold, proposals);
        let matches = matched(&gold, &pieces);
        for (number, proposal) in proposals.iter().enumerate() {
            let partner = matches.iter().find(|(_, piece)| pieces.get(*piece).is_some_and(|it| it.proposal == number));
            let is_right = partner.and_then(|(gold, _)| article.quotes.get(*gold)).is_some_and(|gold| {
                let speaker = gold.speaker.as_deref();
                speaker.is_none_or(|speaker| agrees(speaker, proposal, &article.text, &article.lang))
            });
            self.cells.entry((proposal.construction, proposal.source)).or_default().add(is_right);
            let bin = self.bins.entry((proposal.confidence * TENTH) as u8).or_default();
            bin.0.add(is_right);
            bin.1 += f64::from(proposal.confidence);
        }
    }

    /// The table of `confidence.rs`: percents by construction and source.
    pub fn table(&self) -> String {
        let shares = self.shares();
        let mut table = String::new();
        for construction in Construction::ALL {
            let percents = SourceKind::ALL.map(|source| {
                let share = shares.get(&(construction, source)).copied().unwrap_or_default();
                format!("{:.0}", share * 100.0)
            });
            table.push_str(&format!("        Construction::{construction:?} => [{}],\n", percents.join(", ")));
        }
        table
    }

    /// How often proposals are right, by construction and source. A cell of few proposals is drawn toward what its row
    /// and its column let expect, and these toward the whole.
    fn shares(&self) -> BTreeMap<(Construction, SourceKind), f64> {
        const WEIGHT: f64 = 8.0;
        // Nothing is certain.
        const MOST: f64 = 0.99;
        let sum = |fits: &dyn Fn(&(Construction, SourceKind)) -> bool| {
            self.cells.iter().filter(|(cell, _)| fits(cell)).fold(Share::default(), |sum, (_, share)| Share {
                right: sum.right + share.right,
                all: sum.all + share.all,
            })
        };
        // Odds multiply where row and column tell of different things.
        let odds = |share: f64| share / (1.0 - share);
        let whole = sum(&|_| true).drawn_to(0.5, 1.0);
        let column = SourceKind::ALL.map(|source| sum(&|cell| cell.1 == source).drawn_to(whole, WEIGHT));
        let mut shares = BTreeMap::new();
        for construction in Construction::ALL {
            let row = sum(&|cell| cell.0 == construction).drawn_to(whole, WEIGHT);
            for (source, column) in SourceKind::ALL.into_iter().zip(column) {
                let expected = odds(row) * odds(column) / odds(whole);
                let cell = self.cells.get(&(construction, source)).copied().unwrap_or_default();
                let found = odds(cell.drawn_to(expected / (1.0 + expected), WEIGHT)) * UNSEEN;
                shares.insert((construction, source), (found / (1.0 + found)).min(MOST));
            }
        }
        shares
    }

    /// The counts of both.
    fn with(mut self, other: &Self) -> Self {
        for (cell, share) in &other.cells {
            let sum = self.cells.entry(*cell).or_default();
            sum.right += share.right;
            sum.all += share.all;
        }
        self
    }

    /// What tables fitted to all parts but one promise for that one, and what comes true there, in tenths.
    pub fn cross_validated(parts: &[Self]) -> String {
        let mut bins: Bins = BTreeMap::new();
        for (number, part) in parts.iter().enumerate() {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != number);
            let shares = others.fold(Self::default(), |sum, (_, other)| sum.with(other)).shares();
            for (cell, share) in &part.cells {
                let promised = shares.get(cell).copied().unwrap_or_default();
                let bin = bins.entry((promised * 10.0) as u8).or_default();
                bin.0.right += share.right;
                bin.0.all += share.all;
                bin.1 += promised * share.all;
            }
        }
        tenths(&bins)
    }

    /// What was promised and what came true, in tenths of confidence.
    pub fn reliability(&self) -> String {
        tenths(&self.bins)
    }
}

/// What was promised and what came true, as a table.
fn tenths(bins: &Bins) -> String {
    let mut table = format!("{:<12} {:>9} {:>9} {:>6}\n", "confidence", "proposals", "promised", "right");
    for (tenth, (share, promised)) in bins {
        let tenth = f64::from(*tenth) / 10.0;
        table.push_str(&format!(
            "{:<12} {:>9} {:>9.2} {:>6.2}\n",
            format!("{tenth:.1} to {:.1}", tenth + 0.1),
            share.all,
            promised / share.all,
            share.right / share.all,
        ));
    }
    table
}
