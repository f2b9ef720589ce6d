//! Where clauses, infinitives and things begin and end.

use super::parenthesis::{behind_told, ends_parenthesis};
use super::source_phrase::phrase_at;
use crate::attribution::phrases::{Sentence, VerbUse};
use crate::attribution::tokens::{Kind, Shape};
use crate::attribution::word::{Classes, Frames};

/// Past "on Monday", "in a statement": to where a clause without complementiser begins.
pub(super) fn skip_adverbials(sentence: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    loop {
        if sentence.is(at, Classes::TIME.or(Classes::ADVERB))
            && !sentence.is(at, Classes::SPECIFIER.or(Classes::PRONOUN))
        {
            at += 1;
            continue;
        }
        // "last Wednesday", "this week"
        if sentence.is(at, Classes::NOT_NAME.or(Classes::DETERMINER))
            && sentence.is(at + 1, Classes::TIME)
            && !sentence.is(at + 2, Classes::AUXILIARY.or(Classes::FINITE))
        {
            at += 2;
            continue;
        }
        let is_adverbial = sentence.is(at, Classes::PREPOSITION) && !sentence.is(at, Classes::COMPLEMENTISER);
        if !is_adverbial {
            return at;
        }
        let Some(phrase) = sentence.phrase_after(at + 1) else { return at + 1 };
        // In "in a statement the company" the phrase ends where the next article would begin.
        at = phrase.end.max(at + 1);
    }
}

/// Where the clause that ends at `end` begins.
pub(super) fn clause_start(sentence: &Sentence<'_>, end: usize) -> usize {
    let mut start = 0;
    let mut index = end;
    while index > 0 {
        let previous = index - 1;
        let Some(token) = sentence.at(previous) else { break };
        let opens = matches!(token.kind, Kind::Semicolon)
            || token.kind == Kind::Colon && previous > 0
            || token.kind == Kind::Dash && previous == 0
            || token.kind == Kind::Stop
            || token.kind == Kind::Mark && previous == 0;
        if opens {
            start = index;
            break;
        }
        index = previous;
    }
    while start < end && sentence.is(start, Classes::COORDINATOR) {
        start += 1;
    }
    start
}

/// Where a reported clause ends that begins at `start`.
pub(super) fn clause_end(sentence: &Sentence<'_>, start: usize) -> usize {
    let last = sentence.end();
    let mut depth = 0_usize;
    for index in start..last {
        let Some(token) = sentence.at(index) else { break };
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close if depth == 0 => return index,
            Kind::Close => depth -= 1,
            Kind::Semicolon if depth == 0 => return index,
            Kind::Colon if depth == 0 => return index,
            Kind::Comma if ends_at_comma(sentence, index) => return index,
            _ => {}
        }
    }
    last.max(start)
}

/// Whether the comma at an index is followed by an attribution and no longer by what is reported.
fn ends_at_comma(sentence: &Sentence<'_>, comma: usize) -> bool {
    if phrase_at(sentence, comma + 1).is_some() {
        return true;
    }
    // «…, ce que les syndicats démentent»
    let is_all = sentence.is(comma + 1, Classes::DEMONSTRATIVE)
        && sentence.is(comma + 2, Classes::COMPLEMENTISER.or(Classes::RELATIVE))
        && sentence.grammar.gendered_nouns;
    if is_all {
        return true;
    }
    // ", tout en appelant à"
    let passed = (comma + 1..).take_while(|at| sentence.is(*at, Classes::ADVERB.or(Classes::CLITIC))).count();
    if let Some(found) = sentence.verb_use(comma + 1 + passed)
        && found.is_gerund
    {
        return found.frames.any(Frames::QUOTE.or(Frames::THAT).or(Frames::THING));
    }
    let is_parenthesis = |found: &VerbUse| {
        let behind = sentence.is_inverted(found).map_or(found.after, |phrase| phrase.end.max(found.after));
        let told = behind_told(sentence, found, behind);
        found.frames.any(Frames::QUOTE.or(Frames::BARE)) && !found.is_passive && ends_parenthesis(sentence, told)
    };
    const LONGEST_SUBJECT: usize = 9;
    for index in comma + 1..comma + LONGEST_SUBJECT {
        let Some(token) = sentence.at(index) else { return false };
        if !token.is_word() {
            return false;
        }
        if !token.is_cue() {
            continue;
        }
        let Some(found) = sentence.verb_use(index) else { continue };
        if found.is_infinitive || found.is_gerund {
            return false;
        }
        let is_first = found.group == comma + 1;
        let has_subject = || sentence.phrase_before(found.group).is_some_and(|phrase| phrase.start == comma + 1);
        return (is_first && (found.enclitic.is_some() || sentence.is_inverted(&found).is_some()) || has_subject())
            && is_parenthesis(&found);
    }
    false
}

/// Where an infinitive with its complements ends.
pub(super) fn infinitive_end(sentence: &Sentence<'_>, start: usize) -> usize {
    let end = clause_end(sentence, start);
    for index in start + 1..end {
        let Some(token) = sentence.at(index) else { break };
        let next = index + 1;
        let stops = match token.kind {
            Kind::Comma | Kind::Dash => {
                let opens = Classes::CONTRAST
                    .or(Classes::RELATIVE)
                    .or(Classes::PRONOUN)
                    .or(Classes::COORDINATOR)
                    .or(Classes::SUBORDINATOR);
                sentence.is(next, opens) && !sentence.is(next, Classes::DETERMINER)
                    || sentence.is(next, Classes::AUXILIARY)
                    || sentence.verb_use(next).is_some_and(|found| !found.is_infinitive)
            }
            Kind::Colon => true,
            Kind::Word => begins_predicate(sentence, index),
            _ => false,
        };
        if stops {
            return index;
        }
    }
    end
}

/// Whether nothing but more things stands between a comma and the end: "the agents, the firemen «and …»".
fn goes_on_as_list(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    let rest = sentence.tokens.get(start..end).unwrap_or_default();
    let has_quote = rest.iter().any(|token| matches!(token.kind, Kind::Quote(_)));
    let has_break =
        rest.iter().any(|token| token.is(Classes::RELATIVE.or(Classes::CONTRAST).or(Classes::SUBORDINATOR)));
    has_quote
        && !has_break
        && !sentence.has_finite(start..end)
        && !rest.iter().enumerate().any(|(step, token)| token.is_cue() && sentence.verb_use(start + step).is_some())
}

/// Whether what stands behind a comma tells more of the thing: "un bénéfice en recul, à 212 millions, plombé par …".
fn goes_on_behind(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    let Some(first) = sentence.at(start) else { return false };
    // ", sans donner de chiffre" tells how it is said.
    let is_complement = first.is(Classes::PREPOSITION)
        && phrase_at(sentence, start).is_none()
        && !sentence.is(start + 1, Classes::INFINITIVE);
    let agrees = sentence.grammar.gendered_nouns
        && first.word.classes.is_none()
        && first.shape == Shape::Lower
        && sentence.grammar.looks_participle(first.text(sentence.text));
    let next = (start..end).find(|at| sentence.is_kind(*at, Kind::Comma)).unwrap_or(end);
    (is_complement || agrees) && !sentence.has_finite(start..next)
}

/// "and is expected to …": another thing that the same subject does.
fn begins_predicate(sentence: &Sentence<'_>, index: usize) -> bool {
    // "et s'inquiète", "et n'exclut pas"
    let before_verb = Classes::CLITIC.or(Classes::NEGATION);
    let verb = (index + 1..).find(|at| !sentence.is(*at, before_verb)).unwrap_or(index + 1);
    sentence.is(index, Classes::COORDINATOR)
        && (sentence.is(verb, Classes::AUXILIARY)
            || sentence.verb_use(verb).is_some_and(|found| !found.is_infinitive && !found.is_gerund))
}

/// Where a noun phrase with its complements ends.
pub(super) fn thing_end(sentence: &Sentence<'_>, start: usize) -> usize {
    let end = clause_end(sentence, start);
    for index in start..end {
        let Some(token) = sentence.at(index) else { break };
        let stops = match token.kind {
            Kind::Comma => !goes_on_as_list(sentence, index + 1, end) && !goes_on_behind(sentence, index + 1, end),
            Kind::Dash | Kind::Colon => true,
            Kind::Word => {
                begins_predicate(sentence, index)
                    // "after it was confirmed that"
                    || index > start
                        && token.is(Classes::SUBORDINATOR)
                        && !token.is(Classes::COMPLEMENTISER.or(Classes::DETERMINER).or(Classes::CLITIC))
                        && sentence.is(index + 1, Classes::PRONOUN)
                        && !sentence.is(index + 1, Classes::SPECIFIER)
                    || index > start
                        && token.is(Classes::SUBORDINATOR)
                        && !token.is(Classes::COMPLEMENTISER.or(Classes::PREPOSITION).or(Classes::DETERMINER))
                        && !sentence.is(index, Classes::CLITIC)
            }
            _ => false,
        };
        if stops {
            return index;
        }
    }
    end
}
