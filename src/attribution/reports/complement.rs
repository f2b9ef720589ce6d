//! What stands behind a reporting verb and is reported by it.

use std::ops::Range;

use super::Construction;
use super::clauses::{clause_end, infinitive_end, skip_adverbials, thing_end};
use super::opening::{begins_infinitive, far_infinitive, far_opened, is_complementiser, opened};
use super::verb::is_denied;
use crate::attribution::phrases::{Sentence, VerbUse};
use crate::attribution::tokens::{Kind, Token};
use crate::attribution::word::{Classes, Frames};

/// What stands behind a verb and is reported by it.
pub(super) fn complement(
    sentence: &Sentence<'_>,
    found: &VerbUse,
    behind: usize,
) -> Option<(Range<usize>, Construction)> {
    let frames = found.frames;
    let from =
        behind + (behind..).take_while(|at| is_passing(sentence, *at, Classes::ADVERB.or(Classes::TIME))).count();
    // «n'entendent pas | relâcher», but «dit | ne pas vouloir»
    let from = from + usize::from(is_denied(sentence, found) && sentence.is(from, Classes::NEGATION));
    let at = from + (from..).take_while(|at| is_passing(sentence, *at, Classes::ADVERB.or(Classes::NEGATION))).count();
    if found.is_reflexive && frames.any(Frames::PREDICATE) {
        let is_clause = is_complementiser(sentence, at) || sentence.is_kind(at, Kind::Colon);
        if let Some(predicate) = predicate(sentence, behind).filter(|_| !is_clause) {
            return Some(predicate);
        }
    }
    if let Some(found) = opened(sentence, frames, at, from) {
        return Some(found);
    }
    // "a réclamé, samedi à Lyon, un audit"
    if let Some(past) = past_aside(sentence, at) {
        return complement(sentence, found, past);
    }
    // "vowed on Monday to withdraw"
    let past = past_time(sentence, at);
    if past > at
        && sentence.is(past, Classes::INFINITIVE_MARKER)
        && let Some(found) = opened(sentence, frames, past, past)
    {
        return Some(found);
    }
    if frames.any(Frames::PERSON.or(Frames::SUBJECT_INFINITIVE))
        && sentence.begins_phrase(at)
        && let Some(person) = sentence.phrase_after(at)
    {
        let start = |marker: usize| if frames.any(Frames::SUBJECT_INFINITIVE) { at } else { marker };
        let has_infinitive = frames.any(Frames::INFINITIVE.or(Frames::SUBJECT_INFINITIVE));
        if has_infinitive && begins_infinitive(sentence, person.end) {
            let end = infinitive_end(sentence, person.end);
            return Some((start(person.end)..end, Construction::PersonInfinitive));
        }
        if let Some(found) = opened(sentence, frames, person.end, person.end) {
            return Some(found);
        }
        // "told an emergency meeting on Tuesday night that"
        if let Some(found) = far_opened(sentence, frames, person.end).filter(|found| found.1 == Construction::That) {
            return Some(found);
        }
        if frames.any(Frames::BARE) && frames.any(Frames::QUOTE) && sentence.grammar.bare_clauses {
            let start = skip_adverbials(sentence, person.end);
            if let Some(found) = opened(sentence, frames, start, start) {
                return Some(found);
            }
            let end = clause_end(sentence, start);
            // In "show most voters oppose the wall" the voters are not told.
            let is_told = !sentence.is(start, Classes::AUXILIARY)
                && sentence.verb_use(start).is_none_or(|next| next.group != start || next.is_gerund);
            if is_told && sentence.begins_phrase(start) && sentence.has_finite(start..end) {
                return Some((start..end, Construction::Bare));
            }
        }
        if has_infinitive && let Some(marker) = far_infinitive(sentence, person.end) {
            return Some((start(marker)..infinitive_end(sentence, marker), Construction::PersonInfinitive));
        }
    }
    let is_direct_clause = sentence.begins_phrase(at)
        && !frames.any(Frames::PERSON)
        && frames.any(Frames::BARE)
        && sentence.grammar.bare_clauses;
    if !is_direct_clause && let Some(found) = far_opened(sentence, frames, at) {
        return Some(found);
    }
    if sentence.grammar.clause_commas {
        // "sagte am Montag in Berlin, die Wirtschaft werde wachsen"
        let comma = skip_adverbials(sentence, at);
        if comma > at
            && sentence.is_kind(comma, Kind::Comma)
            && let Some(found) = opened(sentence, frames, comma, comma)
        {
            return Some(found);
        }
    } else if frames.any(Frames::BARE) && sentence.grammar.bare_clauses {
        let skipped = skip_adverbials(sentence, at);
        let start = if sentence.begins_phrase(skipped) { skipped } else { at };
        let end = clause_end(sentence, start);
        let is_pronoun =
            start == at && sentence.is(start, Classes::PRONOUN) && !found.is_gerund && !found.is_infinitive;
        let says = start == at
            && frames.any(Frames::QUOTE)
            && !frames.any(Frames::THING.or(Frames::QUOTED_THING).or(Frames::PERSON));
        let needs_verb =
            !is_pronoun && (!says || !sentence.begins_phrase(start) || found.is_gerund || found.is_infinitive);
        if (sentence.begins_phrase(start) || skipped > start)
            && skipped < end
            && end > start + 1
            && (!needs_verb || has_own_finite(sentence, start..end))
        {
            return Some((start..end, Construction::Bare));
        }
    }
    if is_direct_clause && let Some(found) = far_opened(sentence, frames, at) {
        return Some(found);
    }
    // "a move that critics say will cost jobs": the subject stands before.
    let is_gap = frames.any(Frames::BARE)
        && sentence.grammar.bare_clauses
        && at == behind
        && !found.is_gerund
        && !found.is_infinitive
        && sentence.is(at, Classes::AUXILIARY)
        && !sentence.is(at, Classes::POSSESSIVE_ENDING);
    if is_gap && let Some(end) = gap_end(sentence, found, at) {
        return Some((at..end, Construction::Bare));
    }
    if frames.any(Frames::THING.or(Frames::QUOTED_THING))
        && let Some(start) = thing_start(sentence, at)
    {
        let thing = start..thing_end(sentence, start);
        let has_quote = || thing.clone().any(|at| sentence.is_quote(at));
        let is_thing = !thing.is_empty() && (frames.any(Frames::THING) || has_quote());
        return is_thing.then_some((thing, Construction::Thing));
    }
    None
}

/// Where a clause ends whose subject stands before: ", which growers fear would empty their sheds, ".
fn gap_end(sentence: &Sentence<'_>, found: &VerbUse, at: usize) -> Option<usize> {
    let subject = sentence.phrase_before(found.group)?;
    let relative = subject.start.checked_sub(1).filter(|at| sentence.is(*at, Classes::RELATIVE))?;
    let is_set_off = relative.checked_sub(1).is_some_and(|at| sentence.is_kind(at, Kind::Comma));
    let end = clause_end(sentence, at);
    let comma = (at..end).find(|at| is_set_off && sentence.is_kind(*at, Kind::Comma));
    Some(comma.unwrap_or(end))
}

/// Past "on Monday", "Sunday night".
fn past_time(sentence: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    loop {
        let preposition = usize::from(sentence.is(at, Classes::PREPOSITION) && !sentence.is(at, Classes::TIME));
        if !sentence.is(at + preposition, Classes::TIME) {
            return at;
        }
        at += preposition + 1;
    }
}

/// Past time and place between commas.
fn past_aside(sentence: &Sentence<'_>, comma: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let tells = Classes::PREPOSITION.or(Classes::TIME).or(Classes::ADVERB);
    let opens = sentence.is_kind(comma, Kind::Comma)
        && sentence.is(comma + 1, tells)
        && !sentence.grammar.clause_commas
        && sentence.verb_use(comma + 1).is_none();
    let close = (comma + 1..comma + LONGEST).find(|at| !sentence.at(*at).is_some_and(Token::is_word))?;
    let is_aside = opens && sentence.is_kind(close, Kind::Comma) && !sentence.has_finite(comma + 1..close);
    is_aside.then_some(close + 1)
}

/// Whether a word between a verb and what it reports is passed over.
fn is_passing(sentence: &Sentence<'_>, at: usize, classes: Classes) -> bool {
    sentence.is(at, classes) && !sentence.is(at, Classes::SPECIFIER.or(Classes::COMPLEMENTISER).or(Classes::PRONOUN))
}

/// Where a thing begins, right here or past time and place: "a annoncé mardi un bénéfice".
fn thing_start(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const FARTHEST: usize = 9;
    let begins = |at: usize| {
        let is_amount = sentence.at(at).is_some_and(|it| matches!(it.kind, Kind::Number | Kind::Other));
        (sentence.begins_phrase(at) || sentence.is_quote(at) || is_amount) && !sentence.is(at, Classes::TIME)
    };
    if begins(at) {
        return Some(at);
    }
    // "annonce de fortes pluies"
    let is_partitive = sentence.grammar.gendered_nouns && sentence.is(at, Classes::GENITIVE);
    if is_partitive && sentence.at(at + 1).is_some_and(|next| next.kind == Kind::Word && next.word.classes.is_none()) {
        return Some(at);
    }
    let start = skip_adverbials(sentence, at);
    let is_clear = sentence.is(start, Classes::SPECIFIER) || sentence.is_quote(start);
    (start > at && start < at + FARTHEST && is_clear && begins(start)).then_some(start)
}

/// Whether a clause has a finite verb before a clause in it begins.
pub(super) fn has_own_finite(sentence: &Sentence<'_>, clause: Range<usize>) -> bool {
    let inner = |at: &usize| {
        sentence.is(*at, Classes::COMPLEMENTISER.or(Classes::RELATIVE)) && !sentence.is(*at, Classes::CLITIC)
            || sentence.is(*at, Classes::SUBORDINATOR)
                && !sentence.is(*at, Classes::PREPOSITION.or(Classes::COORDINATOR))
    };
    // "accept the result, the candidate said": the verb behind the comma belongs to another subject.
    // "confirmed the call but declined": nor does the verb that the subject shares.
    let is_border = |at: &usize| {
        let next_is_verb = || {
            sentence.is(at + 1, Classes::AUXILIARY)
                || sentence.verb_use(at + 1).is_some_and(|next| !next.is_gerund && !next.is_infinitive)
        };
        sentence.is(*at, Classes::CONTRAST.or(Classes::COORDINATOR)) && next_is_verb()
            || sentence.is_kind(*at, Kind::Comma)
                && (sentence.is(at + 1, Classes::COORDINATOR.or(Classes::SPECIFIER).or(Classes::PRONOUN))
                    || sentence.verb_use(at + 1).is_some_and(|next| !next.is_gerund && !next.is_infinitive))
    };
    let border = clause.clone().find(is_border).unwrap_or(clause.end);
    let clause = clause.start..border;
    let end = clause.clone().skip(2).find(inner);
    // "it “deeply regretted” the deaths": the verb stands within the marks.
    let is_quoted_verb = || sentence.phrase_after(clause.start).is_some_and(|subject| sentence.is_quote(subject.end));
    // A relative clause may belong to the subject: "the plan that he made was dead".
    is_quoted_verb()
        || sentence.has_finite(clause.start..end.unwrap_or(clause.end))
        || end.is_some_and(|end| {
            !sentence.before(end).is_some_and(Token::is_cue) && has_two_finites(sentence, end..clause.end)
        })
}

/// Whether a range has a verb beyond that of the clause that begins it.
fn has_two_finites(sentence: &Sentence<'_>, range: Range<usize>) -> bool {
    let finites = range.clone().filter(|at| sentence.has_finite(*at..*at + 1));
    let same = Classes::AUXILIARY.or(Classes::NEGATION).or(Classes::ADVERB);
    let verbs = finites.filter(|at| !sentence.before(*at).is_some_and(|it| it.is(same)) || *at == range.start);
    verbs.take(2).count() > 1
}

/// What somebody calls himself: "se dit très inquiète", "se dit « consterné » par la méthode".
fn predicate(sentence: &Sentence<'_>, at: usize) -> Option<(Range<usize>, Construction)> {
    let first = sentence.at(at)?;
    let is_predicate = matches!(first.kind, Kind::Quote(_))
        || first.kind == Kind::Word && !first.is(Classes::SUBORDINATOR.or(Classes::CONTRAST).or(Classes::PRONOUN));
    let opens = |at: usize| sentence.is(at, Classes::COMPLEMENTISER) || begins_infinitive(sentence, at);
    let is_border = |it: &usize| sentence.is_kind(*it, Kind::Comma) && !(at..*it).any(opens);
    let whole = infinitive_end(sentence, at);
    let end = (at..whole).find(is_border).unwrap_or(whole);
    (is_predicate && end > at).then_some((at..end, Construction::Attitude))
}
