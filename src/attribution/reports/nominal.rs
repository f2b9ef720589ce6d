//! Nouns and adjectives that report: "her claim that …", "is convinced that …".

use std::ops::Range;

use super::clauses::clause_end;
use super::opening::{begins_infinitive, is_complementiser};
use super::verb::passive_source;
use super::{Construction, Report, one};
use crate::attribution::phrases::Sentence;
use crate::attribution::tokens::Kind;
use crate::attribution::word::{Classes, Forms, Frames, Reading};

/// "her claim that …"
pub(super) fn noun_report(sentence: &Sentence<'_>, index: usize, subject: Option<&Range<usize>>) -> Option<Report> {
    let token = sentence.at(index)?;
    if !token.is(Classes::REPORT) || !is_complementiser(sentence, index + 1) {
        return None;
    }
    if sentence.grammar.gendered_nouns && begins_with_verb(sentence, index + 2) {
        return None;
    }
    let end = subject_clause_end(sentence, index);
    let owner = match sentence.before(index) {
        Some(previous) if previous.is(Classes::POSSESSIVE) => Some(index - 1..index),
        Some(previous) if previous.is(Classes::POSSESSIVE_ENDING) => sentence.phrase_before(index - 1),
        _ => None,
    };
    let first = || sentence.first_phrase(index).filter(|phrase| sentence.can_hold(phrase));
    let source = owner.or_else(|| subject.cloned()).or_else(first);
    let content = one(index + 2..end);
    let clause = source.as_ref().map_or(index, |source| source.start.min(index));
    (end > index + 2).then_some(Report {
        cue: index..index + 1,
        source,
        content,
        construction: Construction::Noun,
        clause,
        is_speech: false,
    })
}

/// Whether a verb comes first: «un constat que partage Anne Kim» tells whose it is, not what was found.
fn begins_with_verb(sentence: &Sentence<'_>, start: usize) -> bool {
    const FARTHEST: usize = 3;
    let is_link = |at: &usize| sentence.is(*at, Classes::NEGATION.or(Classes::REFLEXIVE));
    let verb = start + (start..start + FARTHEST).take_while(is_link).count();
    sentence.is(verb, Classes::FINITE)
        || sentence.verb_use(verb).is_some_and(|found| !found.is_gerund && !found.is_infinitive)
}

/// Where the clause of a noun ends: before the verb of the sentence if the noun is its subject, as in
/// "Kim's claim that millions voted | has been debunked".
fn subject_clause_end(sentence: &Sentence<'_>, noun: usize) -> usize {
    const LONGEST_SUBJECT: usize = 5;
    let end = clause_end(sentence, noun + 2);
    if noun > LONGEST_SUBJECT || sentence.has_finite(0..noun) {
        return end;
    }
    let joins = Classes::COORDINATOR.or(Classes::COMPLEMENTISER).or(Classes::RELATIVE).or(Classes::SUBORDINATOR);
    let is_verb = |at: usize| sentence.has_finite(at..at + 1);
    let follows_verb =
        |at: usize| at > 0 && (is_verb(at - 1) || sentence.is(at - 1, Classes::NEGATION.or(Classes::ADVERB)));
    let mut verbs = (noun + 2..end)
        .take_while(|at| !sentence.is(*at, joins) && !sentence.is_kind(*at, Kind::Comma))
        .filter(|at| is_verb(*at) && !follows_verb(*at));
    verbs.nth(1).unwrap_or(end)
}

/// "is convinced that …"
pub(super) fn attitude_report(sentence: &Sentence<'_>, index: usize) -> Option<Report> {
    if !sentence.is(index, Classes::ATTITUDE) {
        return None;
    }
    let mut group = index;
    while sentence.before(group).is_some_and(|it| it.is(Classes::ADVERB.or(Classes::NEGATION))) {
        group -= 1;
    }
    let is_predicate = sentence.before(group).is_some_and(|it| it.is(Classes::BE));
    if !is_predicate {
        return None;
    }
    while sentence.before(group).is_some_and(|it| {
        it.is(Classes::AUXILIARY.or(Classes::ADVERB).or(Classes::NEGATION)) || it.is(Classes::REFLEXIVE)
    }) {
        group -= 1;
    }
    let source = sentence.subject_before(group);
    // "She is unsure what …", not "It is not clear whether …"
    let is_holder = |source: &Range<usize>| sentence.can_hold(source) && !sentence.is(source.start, Classes::NEUTER);
    let is_question = sentence.grammar.bare_clauses
        && sentence.is(index + 1, Classes::QUESTION)
        && source.as_ref().is_some_and(is_holder);
    let start = if is_complementiser(sentence, index + 1) {
        index + 2
    } else if sentence.grammar.bare_clauses && sentence.is(index + 1, Classes::PRONOUN) || is_question {
        index + 1
    } else {
        return None;
    };
    let end = clause_end(sentence, start);
    let clause = source.as_ref().map_or(group, |source| source.start);
    (end > start).then_some(Report {
        cue: group..index + 1,
        source,
        content: one(start..end),
        construction: Construction::Attitude,
        clause,
        is_speech: false,
    })
}

/// "Asked by a reporter whether he would resign, Kim …": what somebody was asked or told before he speaks.
pub(super) fn asked_report(sentence: &Sentence<'_>) -> Option<Report> {
    const TOLD: Frames = Frames::QUESTION.or(Frames::PERSON);
    let first = sentence.at(0).filter(|first| first.is_cue() && first.is_capital())?;
    let readings = sentence.grammar.readings(first.word);
    let is_told = |reading: &&Reading| {
        reading.forms.any(Forms::PARTICIPLE) && reading.particle.is_empty() && reading.frames.any(TOLD)
    };
    let frames = readings.iter().find(is_told)?.frames;
    let source = passive_source(sentence, 1).filter(|source| source.start < 4);
    let at = source.as_ref().map_or(1, |source| source.end);
    let start = if is_complementiser(sentence, at) {
        at + 1
    } else if sentence.is(at, Classes::QUESTION) || begins_infinitive(sentence, at) && frames.any(Frames::INFINITIVE) {
        at
    } else {
        return None;
    };
    let end = (start..sentence.end()).find(|at| sentence.is_kind(*at, Kind::Comma))?;
    (end > start + 1).then_some(Report {
        cue: 0..1,
        source,
        content: one(start..end),
        construction: Construction::Passive,
        clause: 0,
        is_speech: true,
    })
}
