//! Sentences that tell who says the one before: «La mer monte. C’est ce que montre une étude.»

use std::ops::Range;

use super::assemble::Draft;
use super::grammar::Grammar;
use super::phrases::Sentence;
use super::reports::{Construction, one};
use super::sentences::Sentences;
use super::tokens::{Kind, Token};
use super::word::Classes;
use crate::model::QuotationKind;

/// What such sentences report.
pub(super) fn backward_drafts(text: &str, grammar: &Grammar, sentences: &Sentences) -> Vec<Draft> {
    let pairs = sentences.ranges.iter().zip(sentences.ranges.iter().skip(1)).enumerate();
    let found = pairs.filter_map(|(number, (before, here))| {
        let sentence = Sentence { text, tokens: sentences.of(here), grammar };
        let tokens = sentences.of(before);
        let has_quote = tokens.iter().any(|token| matches!(token.kind, Kind::Quote(_)));
        if before.paragraph != here.paragraph || has_quote {
            return None;
        }
        let (source, cue) = who_says(&sentence)?;
        let last = tokens.iter().rev().find(|token| token.is_word() || token.kind == Kind::Close)?;
        Some(Draft {
            fragments: one(tokens.first()?.start..last.end),
            kind: QuotationKind::Indirect,
            cue: Some(sentence.bytes(&cue)),
            source: Some(source.start + here.tokens.start..source.end + here.tokens.start),
            construction: Construction::Phrase,
            sentence: number + 1,
            neighbour: None,
        })
    });
    found.collect()
}

/// The source and the cue of a sentence that begins so.
fn who_says(sentence: &Sentence<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let first = sentence.at(0)?.text(sentence.text).to_lowercase().replace('’', "'");
    let openings = sentence.grammar.backward(&first);
    let behind = openings.iter().filter_map(|words| sentence.skip_words(0, words)).max()?;
    let verb = (behind..behind + 3).find_map(|at| sentence.verb_use(at).filter(|found| found.group == behind));
    let from = verb.map_or(behind, |found| found.after);
    let from = from + (from..).take_while(|at| sentence.is(*at, Classes::TIME.or(Classes::ADVERB))).count();
    if verb.is_none() && sentence.at(behind).is_some_and(Token::is_cue) {
        return None;
    }
    let source = match verb.and_then(|found| found.enclitic) {
        Some(enclitic) => enclitic..enclitic + 1,
        None => sentence
            .phrase_after(from)
            .filter(|source| sentence.can_hold(source) && !sentence.is(source.start, Classes::FIRST))?,
    };
    Some((source, 0..from))
}
