//! What stands behind a reporting verb and is reported by it.

use std::ops::Range;

use super::Construction;
use super::clauses::{clause_end, infinitive_end, skip_adverbials, thing_end};
use super::parenthesis::quote_end;
use crate::attribution::phrases::{Sentence, VerbUse};
use crate::attribution::tokens::{Kind, Shape, Token};
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
    if past > at && begins_infinitive(sentence, past) && sentence.is(past, Classes::INFINITIVE_MARKER) {
        if let Some(found) = opened(sentence, frames, past, past) {
            return Some(found);
        }
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
            if sentence.begins_phrase(start) && sentence.has_finite(start..end) {
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
fn has_own_finite(sentence: &Sentence<'_>, clause: Range<usize>) -> bool {
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

/// A clause, infinitive or passage that opens right here; `from` is where its words begin.
fn opened(sentence: &Sentence<'_>, frames: Frames, at: usize, from: usize) -> Option<(Range<usize>, Construction)> {
    let token = sentence.at(at)?;
    // "told “State of the Union” that"
    let is_told =
        || frames.any(Frames::PERSON) && sentence.is_title(at) && sentence.at(at + 1).is_some_and(Token::is_word);
    if sentence.is_quote(at) && is_told() {
        return None;
    }
    if let Kind::Quote(_) = token.kind {
        return Some((at..quote_end(sentence, at), Construction::QuoteAfter));
    }
    if token.kind == Kind::Comma && sentence.grammar.clause_commas && !sentence.is_quote(at + 1) {
        return behind_clause_comma(sentence, frames, at + 1);
    }
    if matches!(token.kind, Kind::Colon | Kind::Comma) {
        let announces = frames.any(Frames::QUOTE) && sentence.is_quote(at + 1);
        return announces.then(|| (at + 1..quote_end(sentence, at + 1), Construction::QuoteAfter));
    }
    let is_only = || sentence.grammar.gendered_nouns && is_restriction(sentence, at);
    if frames.any(Frames::THAT.or(Frames::THING)) && is_complementiser(sentence, at) && !is_only() {
        // "said that “…,” but he went on"
        let is_whole = sentence.is_quote(at + 1) && sentence.is_kind(at + 2, Kind::Comma);
        let end = if is_whole { at + 2 } else { clause_end(sentence, at + 1) };
        return (end > at + 1).then_some((at + 1..end, Construction::That));
    }
    if frames.any(Frames::INFINITIVE.or(Frames::BARE_INFINITIVE)) && begins_infinitive(sentence, at) {
        let has_marker = sentence.is(at, Classes::INFINITIVE_MARKER);
        if has_marker || frames.any(Frames::BARE_INFINITIVE) {
            return Some((from..infinitive_end(sentence, at), Construction::Infinitive));
        }
    }
    // "ce que", not "ce chiffre"
    let is_question =
        !token.is(Classes::DETERMINER) || sentence.is(at + 1, Classes::COMPLEMENTISER.or(Classes::RELATIVE));
    if frames.any(Frames::QUESTION) && token.is(Classes::QUESTION) && !token.is(Classes::COMPLEMENTISER) && is_question
    {
        let end = clause_end(sentence, at);
        return (end > at + 2).then_some((at..end, Construction::Question));
    }
    None
}

/// «n'a lâché que quelques mots»: nothing but these.
fn is_restriction(sentence: &Sentence<'_>, at: usize) -> bool {
    const FARTHEST: usize = 6;
    let before = at.saturating_sub(FARTHEST)..at;
    let negations: Vec<usize> = before.filter(|at| sentence.is(*at, Classes::NEGATION)).collect();
    // «n'a pas dit que» has both words of the negation.
    matches!(negations.as_slice(), [_])
        && !sentence.is(at.saturating_sub(1), Classes::NEGATION)
        && !sentence.has_finite(at + 1..clause_end(sentence, at + 1))
}

/// "sagte, dass …", "sagte, er habe …", "fragte, ob …".
fn behind_clause_comma(sentence: &Sentence<'_>, frames: Frames, at: usize) -> Option<(Range<usize>, Construction)> {
    if frames.any(Frames::THAT) && sentence.is(at, Classes::COMPLEMENTISER) {
        let end = clause_end(sentence, at + 1);
        return (end > at + 1).then_some((at + 1..end, Construction::That));
    }
    let end = clause_end(sentence, at);
    if end < at + 3 || sentence.is(at, Classes::RELATIVE.or(Classes::CONTRAST).or(Classes::SUBORDINATOR)) {
        return None;
    }
    if frames.any(Frames::QUESTION) && sentence.is(at, Classes::QUESTION) {
        return Some((at..end, Construction::Question));
    }
    let is_clause = frames.any(Frames::BARE) && sentence.begins_phrase(at) && sentence.has_finite(at..end);
    is_clause.then_some((at..end, Construction::Bare))
}

/// "that", not "that plan".
pub(super) fn is_complementiser(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(token) = sentence.at(at) else { return false };
    if !token.is(Classes::COMPLEMENTISER) {
        return false;
    }
    if !token.is(Classes::DETERMINER) {
        return true;
    }
    let opens =
        Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::ADVERB).or(Classes::QUESTION).or(Classes::TIME);
    let begins = sentence.begins_phrase(at + 1) || sentence.is_quote(at + 1) || sentence.is(at + 1, opens);
    // "rejected that characterization": a lone noun with no verb behind it.
    let is_plain = sentence.at(at + 1).is_some_and(|next| next.shape == Shape::Lower && next.word.classes.is_none());
    let end = clause_end(sentence, at + 1);
    let joint = (at + 1..end).find(|at| sentence.is(*at, Classes::CONTRAST.or(Classes::COORDINATOR)));
    let has_quote = (at + 1..end).any(|at| sentence.is_quote(at));
    let is_noun = || is_plain && !has_quote && !has_own_finite(sentence, at + 1..joint.unwrap_or(end));
    !sentence.is(at + 1, Classes::AUXILIARY) && begins && !is_noun()
}

pub(super) fn begins_infinitive(sentence: &Sentence<'_>, at: usize) -> bool {
    let mut verb = at;
    let has_marker = sentence.is(at, Classes::INFINITIVE_MARKER);
    if has_marker {
        verb += 1;
    }
    while sentence.is(verb, Classes::NEGATION.or(Classes::CLITIC).or(Classes::ADVERB)) {
        verb += 1;
    }
    let Some(token) = sentence.at(verb).filter(|token| token.kind == Kind::Word) else {
        return has_marker && sentence.is_quote(verb);
    };
    if token.is_capital() {
        return false;
    }
    let follows_article = verb > at && sentence.before(verb).is_some_and(|it| it.is(Classes::DETERMINER));
    let is_infinitive = token.is(Classes::INFINITIVE) && !follows_article;
    let known = token.is_cue()
        && sentence
            .grammar
            .readings(token.word)
            .iter()
            .any(|reading| reading.forms.any(super::super::word::Forms::BASE));
    if sentence.grammar.has_infinitive_endings() {
        return is_infinitive || known;
    }
    has_marker && !token.is(Classes::SPECIFIER.or(Classes::PREPOSITION).or(Classes::PRONOUN))
}

/// "that" or a passage farther behind, past time and place: "said on Monday that".
fn far_opened(sentence: &Sentence<'_>, frames: Frames, at: usize) -> Option<(Range<usize>, Construction)> {
    const FARTHEST: usize = 22;
    for index in at..sentence.end().min(at + FARTHEST) {
        let token = sentence.at(index)?;
        match token.kind {
            Kind::Quote(_)
                if frames.any(Frames::PERSON)
                    && sentence.is_title(index)
                    && sentence.at(index + 1).is_some_and(Token::is_word) =>
            {
                continue;
            }
            Kind::Quote(_) if frames.any(Frames::QUOTE) => {
                let is_announced =
                    sentence.before(index).is_some_and(|it| matches!(it.kind, Kind::Comma | Kind::Colon));
                let is_about = frames.any(Frames::THING) && !frames.any(Frames::PERSON) && sentence.begins_phrase(at);
                if is_about && sentence.before(index).is_some_and(|it| it.kind == Kind::Comma) {
                    return None;
                }
                let is_near = is_announced || index < at + 8 && skip_adverbials(sentence, at) >= index;
                return is_near.then(|| (index..quote_end(sentence, index), Construction::QuoteAfter));
            }
            Kind::Semicolon | Kind::Stop | Kind::Quote(_) => return None,
            // "a plaidé la relaxe, estimant que": the clause is that of the gerund.
            Kind::Comma if sentence.verb_use(index + 1).is_some_and(|next| next.is_gerund) => return None,
            _ => {}
        }
        if frames.any(Frames::THAT) && is_complementiser(sentence, index) {
            if sentence.grammar.gendered_nouns && is_restriction(sentence, index) {
                return None;
            }
            let is_relative = sentence.before(index).is_some_and(|it| {
                !sentence.grammar.has_infinitive_endings()
                    && it.kind == Kind::Word
                    && !it.is_capital()
                    && !it.is(Classes::TIME)
                    && index > at + 6
            });
            let end = clause_end(sentence, index + 1);
            return (!is_relative && end > index + 1).then_some((index + 1..end, Construction::That));
        }
        if frames.any(Frames::INFINITIVE)
            && index > at
            && begins_infinitive(sentence, index)
            && token.is(Classes::INFINITIVE_MARKER)
            && frames.any(Frames::PERSON)
            && !frames.any(Frames::QUOTE)
        {
            return Some((index..infinitive_end(sentence, index), Construction::PersonInfinitive));
        }
        let is_verb = || token.is_cue() && !token.is_capital() && index > at && sentence.has_finite(index..index + 1);
        if token.is(Classes::CONTRAST) && token.is(Classes::COORDINATOR) || is_verb() {
            return None;
        }
        let is_finite = token.is(Classes::AUXILIARY) && index > at && !sentence.is(index, Classes::POSSESSIVE_ENDING);
        if is_finite
            || token.is(Classes::SUBORDINATOR) && !token.is(Classes::PREPOSITION) && !token.is(Classes::COMPLEMENTISER)
        {
            return None;
        }
    }
    None
}

fn far_infinitive(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const FARTHEST: usize = 12;
    (at..sentence.end().min(at + FARTHEST))
        .take_while(|index| {
            sentence
                .at(*index)
                .is_some_and(|token| token.is_word() && !token.is(Classes::AUXILIARY.or(Classes::RELATIVE)))
        })
        .find(|index| sentence.is(*index, Classes::INFINITIVE_MARKER) && begins_infinitive(sentence, *index))
}
