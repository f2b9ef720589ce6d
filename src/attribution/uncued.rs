//! Passages in quotation marks that no cue reports: whole sentences, and words within a sentence.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::assemble::Draft;
use super::grammar::Grammar;
use super::passages::Passage;
use super::people::People;
use super::phrases::Sentence;
use super::reports::{Construction, is_edge};
use super::sentences::Sentences;
use super::tokens::{Kind, Token};
use super::word::Classes;
use crate::model::QuotationKind;

/// Adds the passages in quotation marks that no cue reports.
pub(super) fn add_uncued(
    text: &str,
    grammar: &Grammar,
    sentences: &Sentences,
    people: &People,
    drafts: &mut Vec<Draft>,
) {
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
            } else if is_whole || announced.is_some() && passage.ends_sentence() && passage.begins_with_capital {
                let alone = draft(vec![passage.span.clone()], QuotationKind::Direct, None, Construction::Alone);
                let neighbour = subject_beside(text, grammar, sentences, people, number);
                drafts.push(Draft { neighbour, ..alone });
            } else if is_set_off(&sentence, index) || is_name_of_thing(&sentence, index, passage) {
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

/// The subject of the sentence before a passage, or else of the one behind: `Kim shook her head. “No.”`,
/// `“We shall see.” Kim is not one to hurry.`
fn subject_beside(
    text: &str,
    grammar: &Grammar,
    sentences: &Sentences,
    people: &People,
    here: usize,
) -> Option<Range<usize>> {
    let paragraph = sentences.ranges.get(here)?.paragraph;
    let subject = |number: usize| {
        let range = sentences.ranges.get(number)?;
        let sentence = Sentence { text, tokens: sentences.of(range), grammar };
        // A dateline is nobody.
        if sentence.tokens.last().is_some_and(|token| token.kind == Kind::Dash) {
            return None;
        }
        let has_quote = sentence
            .tokens
            .iter()
            .enumerate()
            .any(|(at, token)| matches!(token.kind, Kind::Quote(_)) && (number < here || at == 0));
        // «Elle hausse les épaules.», not «Il y a», «Il faut», «Il s'agit»
        let can_be_nobody = Classes::CLITIC.or(Classes::MODAL).or(Classes::REFLEXIVE);
        let is_somebody = grammar.gendered_nouns
            && (sentence.is(0, Classes::FEMININE)
                || sentence.is(0, Classes::MASCULINE) && !sentence.is(1, can_be_nobody));
        let pronoun = Some(0..1).filter(|_| is_somebody && number < here);
        let phrase = pronoun.or_else(|| sentence.first_phrase(sentence.tokens.len())).filter(|_| !has_quote);
        let is_ahead = number < here && grammar.gendered_nouns && !has_quote;
        let last = || is_ahead.then(|| sentence.holder_behind(sentence.end(), false)).flatten();
        let subject = phrase.filter(|subject| sentence.can_hold(subject)).or_else(last)?;
        Some(subject.start + range.tokens.start..subject.end + range.tokens.start)
    };
    let is_here = |number: &usize| sentences.ranges.get(*number).is_some_and(|it| it.paragraph == paragraph);
    let is_pronoun =
        |subject: &Range<usize>| sentences.tokens.get(subject.start).is_some_and(|token| token.is(Classes::PRONOUN));
    // «Le patron du syndicat hausse les épaules.»
    let is_role = |subject: &Range<usize>| {
        let [article, noun] = [subject.start, subject.start + 1].map(|at| sentences.tokens.get(at));
        grammar.gendered_nouns
            && article
                .is_some_and(|it| it.is(Classes::ARTICLE) && !it.is(Classes::PLURALS.or(Classes::INDEFINITE_ARTICLE)))
            && noun.is_some_and(|it| it.is(Classes::ROLE) || grammar.is_agent(it.text(text)) && !it.is(Classes::THING))
    };
    let is_person = |subject: &Range<usize>| {
        is_pronoun(subject) || is_role(subject) || people.named_in(subject).is_some_and(|who| !people.is_body(who))
    };
    let before = here.checked_sub(1);
    let behind = || Some(here + 1).filter(is_here);
    before
        .filter(is_here)
        .and_then(subject)
        // Behind, a pronoun would rather mean somebody named before.
        .or_else(|| behind().and_then(subject).filter(|subject| !is_pronoun(subject)))
        .or_else(|| before.and_then(subject).filter(is_person))
        .or_else(|| behind().and_then(|number| person_in(sentences, people, number)))
}

/// The first person named in a sentence: `“You can't eat a view.” That is how Kim puts it.`
fn person_in(sentences: &Sentences, people: &People, number: usize) -> Option<Range<usize>> {
    let range = sentences.ranges.get(number)?.tokens.clone();
    let first = people.naming_in(&range).filter(|naming| !people.is_body(naming.who))?;
    Some(first.tokens.clone())
}

/// Whether a passage in quotation marks is a sentence of its own or several.
fn is_sentence(sentence: &Sentence<'_>, index: usize, passage: &Passage) -> bool {
    let others =
        sentence.tokens.iter().filter(|token| !is_edge(token) && !matches!(token.kind, Kind::Quote(_))).count();
    let is_first = index == 0 || sentence.tokens.iter().take(index).all(is_edge);
    let is_closed = sentence.is_kind(index + 1, Kind::Stop) && passage.word_count > 1;
    others == 0 && (passage.word_count > 2 || passage.ends_sentence() || is_closed)
        || is_first
            && passage.begins_with_capital
            && (passage.ends_sentence() || passage.last == ',')
            && passage.word_count > 2
}

/// Whether a passage stands between commas, as the title of a work does: "In his book, “…”, he …".
fn is_set_off(sentence: &Sentence<'_>, index: usize) -> bool {
    sentence.before(index).is_some_and(|token| token.kind == Kind::Comma) && sentence.is_kind(index + 1, Kind::Comma)
}

/// Whether words with a capital amid a sentence are rather what something is called: «publie « Les heures claires »».
fn is_name_of_thing(sentence: &Sentence<'_>, index: usize, passage: &Passage) -> bool {
    const LONGEST: usize = 7;
    let follows_word = sentence.before(index).is_some_and(|before| before.kind == Kind::Word);
    follows_word && passage.begins_with_capital && !passage.ends_sentence() && passage.word_count <= LONGEST
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
