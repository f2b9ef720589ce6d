//! What opens what is reported: a conjunction, an infinitive, a question word, a passage in quotation marks.

use std::ops::Range;

use super::Construction;
use super::clauses::{clause_end, infinitive_end, skip_adverbials};
use super::complement::has_own_finite;
use super::parenthesis::quote_end;
use crate::attribution::phrases::Sentence;
use crate::attribution::tokens::{Kind, Shape, Token};
use crate::attribution::word::{Classes, Forms, Frames};

/// A clause, infinitive or passage that opens right here; `from` is where its words begin.
pub(super) fn opened(
    sentence: &Sentence<'_>,
    frames: Frames,
    at: usize,
    from: usize,
) -> Option<(Range<usize>, Construction)> {
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
    let known =
        token.is_cue() && sentence.grammar.readings(token.word).iter().any(|reading| reading.forms.any(Forms::BASE));
    if sentence.grammar.has_infinitive_endings() {
        return is_infinitive || known;
    }
    has_marker && !token.is(Classes::SPECIFIER.or(Classes::PREPOSITION).or(Classes::PRONOUN))
}

/// "that" or a passage farther behind, past time and place: "said on Monday that".
pub(super) fn far_opened(sentence: &Sentence<'_>, frames: Frames, at: usize) -> Option<(Range<usize>, Construction)> {
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
            let is_all = || {
                index > 1 && sentence.is(index - 1, Classes::DEMONSTRATIVE) && sentence.is_kind(index - 2, Kind::Comma)
            };
            if sentence.grammar.gendered_nouns && (is_all() || is_restriction(sentence, index)) {
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

pub(super) fn far_infinitive(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const FARTHEST: usize = 12;
    (at..sentence.end().min(at + FARTHEST))
        .take_while(|index| {
            sentence
                .at(*index)
                .is_some_and(|token| token.is_word() && !token.is(Classes::AUXILIARY.or(Classes::RELATIVE)))
        })
        .find(|index| sentence.is(*index, Classes::INFINITIVE_MARKER) && begins_infinitive(sentence, *index))
}
