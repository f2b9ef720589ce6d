//! From the reports of all sentences to proposals: passages without a cue, speakers by name, confidence.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Proposal;
use super::grammar::Grammar;
use super::nested::add_nested;
use super::people::{People, people};
use super::phrases::Sentence;
use super::reports::{Construction, Report, is_edge, reports};
use super::sentences::{Passage, Sentences, sentences};
use super::speakers::{Scene, attribute};
use super::tokens::{Kind, Token};
use super::word::Classes;
use crate::model::QuotationKind;

/// Finds who says what in a text.
pub fn propose(text: &str, grammar: &Grammar) -> Vec<Proposal> {
    let (proposals, passages, people) = read(text, grammar);
    add_nested(text, grammar, &passages, &people, proposals)
}

/// Who says what outside of quotation marks and whose the words within them are; the passages, and who is named.
pub(super) fn read(text: &str, grammar: &Grammar) -> (Vec<Proposal>, Vec<Passage>, People) {
    let sentences = sentences(text, grammar);
    let people = people(text, &sentences, grammar.capital_nouns);
    let mut drafts = Vec::new();
    for (number, range) in sentences.ranges.iter().enumerate() {
        let sentence = Sentence { text, tokens: sentences.of(range), grammar };
        let found = reports(&sentence);
        drafts
            .extend(found.iter().filter_map(|report| draft(&sentence, report, number, range.tokens.start, &sentences)));
    }
    add_uncued(text, grammar, &sentences, &mut drafts);
    drafts
        .sort_by_key(|draft| draft.fragments.first().map(|fragment| (fragment.start, std::cmp::Reverse(fragment.end))));
    drafts.dedup_by(|later, earlier| later.fragments == earlier.fragments);
    let proposals = attribute(&Scene { text, grammar, sentences: &sentences, people: &people }, drafts);
    (proposals, sentences.passages, people)
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
    for piece in &report.content {
        let piece = without_edges(sentence, piece.clone());
        let tokens = sentence.tokens.get(piece.clone()).unwrap_or_default();
        let is_only_quotes = tokens.iter().all(|token| matches!(token.kind, Kind::Quote(_)) || is_edge(token));
        has_quote |= tokens.iter().any(|token| matches!(token.kind, Kind::Quote(_)));
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
    let is_title = |token: &Token| match token.kind {
        Kind::Quote(passage) => sentences.passages.get(passage).is_some_and(|passage| passage.looks_like_title),
        _ => false,
    };
    let only_title = kind == QuotationKind::Direct
        && report
            .content
            .iter()
            .all(|piece| sentence.tokens.get(piece.clone()).unwrap_or_default().iter().all(is_title));
    if only_title && report.construction == Construction::Thing {
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

fn without_edges(sentence: &Sentence<'_>, mut piece: Range<usize>) -> Range<usize> {
    while piece.start < piece.end && sentence.at(piece.start).is_some_and(is_edge) {
        piece.start += 1;
    }
    while piece.start < piece.end && sentence.before(piece.end).is_some_and(is_edge) {
        piece.end -= 1;
    }
    piece
}

/// Adds the passages in quotation marks that no cue reports.
fn add_uncued(text: &str, grammar: &Grammar, sentences: &Sentences, drafts: &mut Vec<Draft>) {
    const FEWEST_WORDS: usize = 4;
    let last_sources: FxHashMap<usize, Option<Range<usize>>> =
        drafts.iter().map(|draft| (draft.sentence, draft.source.clone())).collect();
    let mut covered: Vec<Range<usize>> = drafts.iter().flat_map(|draft| draft.fragments.iter().cloned()).collect();
    covered.sort_by_key(|range| range.start);
    let mut reach = 0;
    let mut cover = covered.into_iter().peekable();
    for (number, range) in sentences.ranges.iter().enumerate() {
        let sentence = Sentence { text, tokens: sentences.of(range), grammar };
        for (index, token) in sentence.tokens.iter().enumerate() {
            let Kind::Quote(passage) = token.kind else { continue };
            let Some(passage) = sentences.passages.get(passage) else { continue };
            while let Some(next) = cover.next_if(|next| next.start <= passage.span.start) {
                reach = reach.max(next.end);
            }
            if reach >= passage.span.end {
                continue;
            }
            let is_whole = is_sentence(&sentence, index, passage);
            let draft = |fragments, kind, source, construction| Draft {
                fragments,
                kind,
                cue: None,
                source,
                construction,
                sentence: number,
                neighbour: None,
            };
            // "insisted the squad was united: “…”"
            let announced = sentence.before(index).filter(|it| it.kind == Kind::Colon);
            let announcer = announced.and_then(|_| last_sources.get(&number).cloned());
            if let Some(source) = announcer {
                drafts.push(draft(vec![passage.span.clone()], QuotationKind::Direct, source, Construction::QuoteAfter));
            } else if is_whole {
                let alone = draft(vec![passage.span.clone()], QuotationKind::Direct, None, Construction::Alone);
                let neighbour = subject_beside(text, grammar, sentences, number);
                drafts.push(Draft { neighbour, ..alone });
            } else if is_set_off(&sentence, index) {
                continue;
            } else if passage.word_count >= FEWEST_WORDS && !passage.looks_like_title {
                let segment = segment(&sentence, index);
                let holder = sentence.first_phrase(index).filter(|phrase| sentence.can_hold(phrase));
                let source = holder.map(|it| it.start + range.tokens.start..it.end + range.tokens.start);
                let bytes = sentence.bytes(&segment);
                let is_alone = bytes == passage.span;
                let kind = if is_alone { QuotationKind::Direct } else { QuotationKind::Mixed };
                drafts.push(draft(vec![bytes], kind, source, Construction::Inside));
            }
        }
    }
}

/// The subject of the sentence before a passage, in the same paragraph, or else of the one behind:
/// `Kim shook her head. “No.”`, `“We shall see.” Kim is not one to hurry.`
fn subject_beside(text: &str, grammar: &Grammar, sentences: &Sentences, here_number: usize) -> Option<Range<usize>> {
    let here = sentences.ranges.get(here_number)?;
    let subject = |number: usize| {
        let range = sentences.ranges.get(number).filter(|it| it.paragraph == here.paragraph)?;
        let sentence = Sentence { text, tokens: sentences.of(range), grammar };
        let is_before = number < here_number;
        let has_quote = sentence
            .tokens
            .iter()
            .enumerate()
            .any(|(at, token)| matches!(token.kind, Kind::Quote(_)) && (is_before || at == 0));
        let phrase = sentence.first_phrase(sentence.tokens.len());
        let subject = phrase.filter(|subject| !has_quote && sentence.can_hold(subject))?;
        let is_pronoun = sentence.is(subject.start, Classes::PRONOUN);
        Some((subject.start + range.tokens.start..subject.end + range.tokens.start, is_pronoun))
    };
    let before = here_number.checked_sub(1).and_then(subject).map(|(subject, _)| subject);
    // Behind, a pronoun would rather mean somebody named before.
    let behind = || subject(here_number + 1).filter(|(_, is_pronoun)| !is_pronoun).map(|(subject, _)| subject);
    before.or_else(behind)
}

/// Whether a passage in quotation marks is a sentence of its own or several.
fn is_sentence(sentence: &Sentence<'_>, index: usize, passage: &Passage) -> bool {
    let others =
        sentence.tokens.iter().filter(|token| !is_edge(token) && !matches!(token.kind, Kind::Quote(_))).count();
    let is_first = index == 0 || sentence.tokens.iter().take(index).all(is_edge);
    others == 0 && (passage.word_count > 2 || passage.ends_sentence())
        || is_first
            && passage.begins_with_capital
            && (passage.ends_sentence() || passage.last == ',')
            && passage.word_count > 2
}

/// Whether a passage stands between commas, as the title of a work does: "In his book, “…”, he …".
fn is_set_off(sentence: &Sentence<'_>, index: usize) -> bool {
    sentence.before(index).is_some_and(|token| token.kind == Kind::Comma) && sentence.is_kind(index + 1, Kind::Comma)
}

/// The part of a sentence between commas around a passage in quotation marks, without its subject.
fn segment(sentence: &Sentence<'_>, index: usize) -> Range<usize> {
    let mut start = index;
    let is_border = |token: &Token| {
        is_edge(token)
            || token.is_cue() && !token.is_capital()
            || token.is(Classes::COORDINATOR.or(Classes::RELATIVE).or(Classes::SUBORDINATOR))
    };
    while sentence.before(start).is_some_and(|token| !is_border(token)) {
        start -= 1;
    }
    if sentence.begins_phrase(start)
        && let Some(subject) = sentence.phrase_after(start)
        && subject.end < index
    {
        start = subject.end;
    }
    let mut end = index + 1;
    while sentence.at(end).is_some_and(|token| !is_edge(token)) {
        end += 1;
    }
    start..end
}
