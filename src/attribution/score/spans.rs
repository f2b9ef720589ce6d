//! Passages of annotations and proposals compared.

use crate::attribution::Proposal;
use crate::model::QuotationKind;

/// A passage in characters, without the marks, spaces and punctuation at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Core {
    /// The first character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Core {
    /// Intersection over union.
    pub fn overlap(self, other: Self) -> f64 {
        let shared = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        let both = (self.end - self.start) + (other.end - other.start) - shared;
        if both == 0 { 0.0 } else { shared as f64 / both as f64 }
    }
}

/// A text by its characters.
pub struct Letters<'a> {
    text: &'a str,
    letters: Vec<char>,
    bytes: Vec<usize>,
}

impl<'a> Letters<'a> {
    /// Prepares a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, letters: text.chars().collect(), bytes: text.char_indices().map(|(byte, _)| byte).collect() }
    }

    /// The character at or before a byte.
    fn of_byte(&self, byte: usize) -> usize {
        self.bytes.partition_point(|known| *known < byte)
    }

    /// The core of a passage.
    pub fn core(&self, start: usize, end: usize) -> Core {
        let is_outside = |index: usize| {
            self.letters.get(index).is_some_and(|letter| {
                letter.is_whitespace()
                    || crate::quotation_marks::is_closing(*letter)
                    || matches!(
                        letter,
                        '„' | '‚' | '「' | '『' | '.' | ',' | ';' | ':' | '!' | '?' | '…' | '-' | '–' | '—'
                    )
            })
        };
        let mut start = start.min(self.letters.len());
        let mut end = end.clamp(start, self.letters.len());
        while start < end && is_outside(start) {
            start += 1;
        }
        while start < end && is_outside(end - 1) {
            end -= 1;
        }
        Core { start, end }
    }
}

/// A run of text of a proposal.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Its core.
    pub core: Core,
    /// The index of its proposal.
    pub proposal: usize,
}

/// The runs of text of all proposals. Annotations have one run each, so a proposal of several runs counts as one
/// where an annotation covers them all.
pub fn pieces(letters: &Letters<'_>, gold: &[(Core, QuotationKind)], proposals: &[Proposal]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, proposal) in proposals.iter().enumerate() {
        let core =
            |range: &std::ops::Range<usize>| letters.core(letters.of_byte(range.start), letters.of_byte(range.end));
        let runs: Vec<Core> =
            proposal.fragments.iter().flat_map(|run| paragraphs(letters.text, run)).map(|run| core(&run)).collect();
        let hull = core(&proposal.hull());
        let covers_all = |gold: &Core| runs.iter().all(|run| gold.start < run.end && run.start < gold.end);
        if runs.len() > 1 && gold.iter().any(|(gold, _)| covers_all(gold) && gold.overlap(hull) >= 0.5) {
            pieces.push(Piece { core: hull, proposal: number });
        } else {
            pieces.extend(runs.into_iter().map(|core| Piece { core, proposal: number }));
        }
    }
    pieces
}

/// The parts of a run in the paragraphs that it goes through.
fn paragraphs(text: &str, run: &std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let words = text.get(run.clone()).unwrap_or_default();
    let mut start = run.start;
    let mut parts = Vec::new();
    for part in words.split("\n\n") {
        if !part.trim().is_empty() {
            parts.push(start..start + part.len());
        }
        start += part.len() + 2;
    }
    parts
}

/// Pairs annotations and pieces, those that overlap most first; each has one partner at most.
pub fn matched(gold: &[(Core, QuotationKind)], pieces: &[Piece]) -> Vec<(usize, usize)> {
    const LEAST: f64 = 0.5;
    let mut candidates = Vec::new();
    for (gold_index, (core, _)) in gold.iter().enumerate() {
        for (piece_index, piece) in pieces.iter().enumerate() {
            let overlap = core.overlap(piece.core);
            if overlap >= LEAST {
                candidates.push((overlap, gold_index, piece_index));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut matches: Vec<(usize, usize)> = Vec::new();
    for (_, gold_index, piece_index) in candidates {
        if !matches.iter().any(|(gold, piece)| *gold == gold_index || *piece == piece_index) {
            matches.push((gold_index, piece_index));
        }
    }
    matches
}
