//! From the reports of all sentences to proposals: passages without a cue, speakers by name, confidence.

use std::ops::Range;

use super::Proposal;
use super::backward::backward_drafts;
use super::grammar::Grammar;
use super::interviews::add_answers;
use super::nested::add_nested;
use super::people::{People, people};
use super::phrases::Sentence;
use super::reports::{Construction, Report, is_edge, reports};
use super::sentences::{Sentences, sentences};
use super::speakers::{Scene, attribute};
use super::tokens::{Kind, Token};
use super::uncued::add_uncued;
use super::word::{Classes, Frames};
use crate::model::QuotationKind;

/// Finds who says what in a text.
pub fn propose(text: &str, grammar: &Grammar) -> Vec<Proposal> {
    let (proposals, sentences, people) = read(text, grammar);
    add_nested(text, grammar, &sentences, &people, proposals)
}

/// Who says what outside of quotation marks and whose the words within them are; the sentences, and who is named.
pub(super) fn read(text: &str, grammar: &Grammar) -> (Vec<Proposal>, Sentences, People) {
    let sentences = sentences(text, grammar);
    let people = people(text, grammar, &sentences);
    let mut drafts = Vec::new();
    for (number, range) in sentences.ranges.iter().enumerate() {
        let sentence = Sentence { text, tokens: sentences.of(range), grammar };
        let found = reports(&sentence);
        drafts
            .extend(found.iter().filter_map(|report| draft(&sentence, report, number, range.tokens.start, &sentences)));
    }
    drafts.extend(backward_drafts(text, grammar, &sentences));
    add_uncued(text, grammar, &sentences, &people, &mut drafts);
    drafts.sort_by_key(Draft::place);
    add_answers(text, &sentences, &people, &mut drafts);
    drafts.sort_by_key(Draft::place);
    drafts.dedup_by(|later, earlier| later.fragments == earlier.fragments);
    drop_parts(&sentences, &mut drafts);
    let proposals = attribute(&Scene { text, grammar, sentences: &sentences, people: &people }, drafts);
    (proposals, sentences, people)
}

/// Takes away the quoted words within a clause that are no report of their own: "She said she found it “odd”."
fn drop_parts(sentences: &Sentences, drafts: &mut Vec<Draft>) {
    let mut outer: Option<Range<usize>> = None;
    drafts.retain(|draft| {
        let Some(last) = draft.fragments.last() else { return false };
        let is_pronoun = |source: &Range<usize>| {
            source.len() == 1 && sentences.tokens.get(source.start).is_some_and(|it| it.is(Classes::PRONOUN))
        };
        let is_part = draft.kind == QuotationKind::Direct
            && draft.cue.is_some()
            && draft.source.as_ref().is_some_and(is_pronoun)
            && matches!(draft.construction, Construction::Thing | Construction::QuoteAfter)
            && outer.as_ref().is_some_and(|outer| outer.start < last.start && last.end <= outer.end);
        if draft.kind == QuotationKind::Mixed && outer.as_ref().is_none_or(|outer| outer.end < last.end) {
            outer = Some(last.clone());
        }
        !is_part
    });
}

/// A proposal before its speaker is known.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The runs of text.
    pub fragments: Vec<Range<usize>>,
    /// Whether they are somebody's very words.
    pub kind: QuotationKind,
    /// The bytes of the cue.
    pub cue: Option<Range<usize>>,
    /// The tokens of the source in the whole text.
    pub source: Option<Range<usize>>,
    /// How cue and passage belong together.
    pub construction: Construction,
    /// The number of the sentence.
    pub sentence: usize,
    /// The tokens of the subject of the sentence before, for a passage without a cue.
    pub neighbour: Option<Range<usize>>,
}

impl Draft {
    /// What drafts are put in order by: those that begin first, and of these the longest.
    fn place(&self) -> Option<(usize, std::cmp::Reverse<usize>)> {
        self.fragments.first().map(|fragment| (fragment.start, std::cmp::Reverse(fragment.end)))
    }

    /// From the first byte of the first run to the last of the last.
    pub fn hull(&self) -> Range<usize> {
        let start = self.fragments.first().map_or(0, |fragment| fragment.start);
        start..self.fragments.last().map_or(start, |fragment| fragment.end)
    }
}

fn draft(
    sentence: &Sentence<'_>,
    report: &Report,
    number: usize,
    first: usize,
    sentences: &Sentences,
) -> Option<Draft> {
    let mut fragments = Vec::new();
    let mut has_quote = false;
    let mut has_words = false;
    let is_title = |token: &Token| match token.kind {
        Kind::Quote(passage) => sentences.passages.get(passage).is_some_and(|passage| passage.looks_like_title),
        _ => false,
    };
    for piece in &report.content {
        let piece = without_edges(sentence, piece.clone());
        let tokens = sentence.tokens.get(piece.clone()).unwrap_or_default();
        let is_only_quotes = tokens.iter().all(|token| matches!(token.kind, Kind::Quote(_)) || is_edge(token));
        has_quote |=
            tokens.iter().any(|token| matches!(token.kind, Kind::Quote(_)) && (is_only_quotes || !is_title(token)));
        has_words |= !is_only_quotes;
        if is_only_quotes {
            fragments.extend(tokens.iter().filter(|token| matches!(token.kind, Kind::Quote(_))).map(Token::range));
        } else {
            fragments.push(sentence.bytes(&piece));
        }
    }
    fragments.retain(|fragment| !fragment.is_empty());
    if fragments.is_empty() {
        return None;
    }
    let kind = match (has_quote, has_words) {
        (true, false) => QuotationKind::Direct,
        (true, true) => QuotationKind::Mixed,
        (false, _) => QuotationKind::Indirect,
    };
    let only_title = kind == QuotationKind::Direct
        && report
            .content
            .iter()
            .all(|piece| sentence.tokens.get(piece.clone()).unwrap_or_default().iter().all(is_title));
    if is_called_so(sentence, report, sentences, only_title) {
        return None;
    }
    Some(Draft {
        fragments,
        kind,
        cue: Some(sentence.bytes(&report.cue)),
        source: report.source.as_ref().map(|source| source.start + first..source.end + first),
        construction: report.construction,
        sentence: number,
        neighbour: None,
    })
}

/// Whether a passage in quotation marks is the title of a work or what something is called, which no colon or comma
/// announces: `her book “Songs of the Valley”`, `publie « Les heures claires »`.
fn is_called_so(sentence: &Sentence<'_>, report: &Report, sentences: &Sentences, only_title: bool) -> bool {
    const LONGEST: usize = 5;
    if report.construction == Construction::Thing {
        return only_title;
    }
    let [piece] = report.content.as_slice() else { return false };
    let announced = sentence.before(piece.start).is_none_or(|it| !it.is_word());
    if report.construction != Construction::QuoteAfter || announced {
        return false;
    }
    let passage = sentence.at(piece.start).and_then(|token| match token.kind {
        Kind::Quote(passage) => sentences.passages.get(passage),
        _ => None,
    });
    // Where clauses are never bare, words that begin with a capital would be announced.
    let is_name = passage.is_some_and(|passage| {
        passage.begins_with_capital && !passage.ends_sentence() && (2..=LONGEST).contains(&passage.word_count)
    });
    let takes_things = (report.cue.start..report.cue.end)
        .any(|at| sentence.verb_use(at).is_some_and(|found| found.frames.any(Frames::THING)));
    only_title && takes_things || is_name && !sentence.grammar.bare_clauses && piece.len() == 1
}

fn without_edges(sentence: &Sentence<'_>, mut piece: Range<usize>) -> Range<usize> {
    while piece.start < piece.end && sentence.at(piece.start).is_some_and(is_edge) {
        piece.start += 1;
    }
    while piece.start < piece.end && sentence.before(piece.end).is_some_and(is_edge) {
        piece.end -= 1;
    }
    piece
}
