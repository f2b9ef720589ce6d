//! Measures proposals against annotations made by hand.
//!
//! The form is JSON Lines, one article a line: `{id, lang, text, quotes: [{start, end, type, speaker}]}` with
//! offsets in Unicode characters. What the figures mean is written in docs/attribution.md.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
            let right = speaker.zip(proposal).map(|(speaker, proposal)| agrees(speaker, proposal, &article.text));
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

/// A passage in characters, without the marks, spaces and punctuation at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Core {
    start: usize,
    end: usize,
}

impl Core {
    /// Intersection over union.
    fn overlap(self, other: Self) -> f64 {
        let shared = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        let both = (self.end - self.start) + (other.end - other.start) - shared;
        if both == 0 { 0.0 } else { shared as f64 / both as f64 }
    }
}

/// A text by its characters.
struct Letters<'a> {
    text: &'a str,
    letters: Vec<char>,
    bytes: Vec<usize>,
}

impl<'a> Letters<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, letters: text.chars().collect(), bytes: text.char_indices().map(|(byte, _)| byte).collect() }
    }

    /// The character at or before a byte.
    fn of_byte(&self, byte: usize) -> usize {
        self.bytes.partition_point(|known| *known < byte)
    }

    fn core(&self, start: usize, end: usize) -> Core {
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
struct Piece {
    core: Core,
    proposal: usize,
}

/// The runs of text of all proposals. Annotations have one run each, so a proposal of several runs counts as one
/// where an annotation covers them all.
fn pieces(letters: &Letters<'_>, gold: &[(Core, QuotationKind)], proposals: &[Proposal]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, proposal) in proposals.iter().enumerate() {
        let core =
            |range: &std::ops::Range<usize>| letters.core(letters.of_byte(range.start), letters.of_byte(range.end));
        let runs: Vec<Core> = proposal.fragments.iter().flat_map(|run| paragraphs(letters.text, run)).map(|run| core(&run)).collect();
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
fn matched(gold: &[(Core, QuotationKind)], pieces: &[Piece]) -> Vec<(usize, usize)> {
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

/// Whether a proposal names the annotated speaker: by surname or by the whole mention.
fn agrees(speaker: &str, proposal: &Proposal, text: &str) -> bool {
    let mention = proposal.mention.clone().and_then(|mention| text.get(mention));
    let candidates = [proposal.speaker.as_deref(), mention];
    candidates.into_iter().flatten().any(|candidate| {
        whole(candidate) == whole(speaker)
            || whole(head(candidate)) == whole(head(speaker))
            || surname(candidate).is_some_and(|name| surname(speaker) == Some(name))
    })
}

/// A mention without its first article, in lower case.
fn whole(mention: &str) -> String {
    let lower = mention.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase().replace('’', "'");
    let lower = lower.strip_prefix("l'").unwrap_or(&lower);
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    if matches!(words.first(), Some(&("the" | "a" | "an" | "le" | "la" | "les" | "un" | "une" | "des")))
        && words.len() > 1
    {
        words.remove(0);
    }
    words.join(" ")
}

/// A mention without what follows its name or noun.
fn head(mention: &str) -> &str {
    let head = mention.split([',', '(', ';']).next().unwrap_or(mention);
    let cut = [" of ", " from ", " at ", " for ", " in ", " who ", " qui ", " with ", " familiar "];
    let end = cut.iter().filter_map(|word| head.find(word)).min().unwrap_or(head.len());
    head.get(..end).unwrap_or(head).trim().trim_end_matches("'s").trim_end_matches("’s")
}

/// The last word of a name; nothing for a common noun.
fn surname(mention: &str) -> Option<String> {
    let last = head(mention).split_whitespace().next_back()?;
    let last = last.rsplit(['\'', '’']).next().unwrap_or(last);
    last.chars().next().is_some_and(char::is_uppercase).then(|| last.to_lowercase())
}
