//! Passages in quotation marks whose cue is a colon or a verb that no language file knows.

use std::ops::Range;

use super::opening::begins_infinitive;
use super::parenthesis::{quote_end, rest_behind_parenthesis};
use super::{Construction, Report, one};
use crate::attribution::phrases::Sentence;
use crate::attribution::tokens::{Kind, Token};
use crate::attribution::word::{Classes, Frames};

/// `Kim: "…"`
pub(super) fn colon_report(sentence: &Sentence<'_>, is_only: bool) -> Option<Report> {
    const FARTHEST: usize = 24;
    let colon = (0..sentence.tokens.len().min(FARTHEST)).find(|index| sentence.is_kind(*index, Kind::Colon))?;
    if !is_only || !sentence.is_quote(colon + 1) {
        return None;
    }
    let opening = sentence.phrase_before(colon).filter(|phrase| {
        phrase.start == 0
            || sentence.is_kind(phrase.start - 1, Kind::Comma)
                && sentence.at(phrase.start).is_some_and(Token::is_capital)
    });
    let content = one(colon + 1..quote_end(sentence, colon + 1));
    // "Et d'ajouter :" leaves out who goes on.
    let goes_on = (0..colon).find(|at| sentence.verb_use(*at).is_some_and(|found| found.is_infinitive));
    if let Some(verb) =
        goes_on.filter(|verb| *verb < 3 && sentence.before(*verb).is_some_and(|it| it.is(Classes::INFINITIVE_MARKER)))
    {
        let (cue, construction) = (verb..verb + 1, Construction::Colon);
        return Some(Report { cue, clause: verb, source: None, content, construction, is_speech: true });
    }
    let source = opening.or_else(|| sentence.first_phrase(colon))?;
    // «La présidente l'interroge :», «Anne Kim doute :»: the verb is no part of the name.
    let head = sentence.phrase_after(source.start).filter(|head| sentence.can_hold(head));
    let end = head.map_or(source.end, |head| head.end.min(source.end));
    // «Et sa fille de la reprendre :»
    let marker = sentence.is(0, Classes::COORDINATOR).then(|| {
        let is_marker = |at: &usize| sentence.is(*at, Classes::GENITIVE) && begins_infinitive(sentence, *at);
        (source.start + 1..end).find(is_marker)
    });
    let source = source.start..marker.flatten().unwrap_or(end);
    // «Un constat que partage Anne Kim :»
    let holder = || sentence.grammar.gendered_nouns.then(|| sentence.holder_behind(colon, true)).flatten();
    let source = if sentence.can_hold(&source) { source } else { holder().unwrap_or(source) };
    Some(Report {
        cue: colon..colon + 1,
        clause: source.start,
        source: Some(source),
        content,
        construction: Construction::Colon,
        is_speech: true,
    })
}

/// `“…” — Kim, mayor of Leeds`: who said it stands behind a dash.
pub(super) fn signed_report(sentence: &Sentence<'_>) -> Option<Report> {
    let dash = 1 + usize::from(sentence.is_kind(1, Kind::Comma));
    if !sentence.is_quote(0) || !sentence.is_kind(dash, Kind::Dash) {
        return None;
    }
    let source = sentence.phrase_after(dash + 1)?;
    let is_name = sentence.tokens.get(source.clone())?.iter().any(Token::is_capital);
    let ends = sentence.is_end(source.end) || sentence.is_kind(source.end, Kind::Comma);
    (is_name && ends && !sentence.has_finite(dash..sentence.end())).then_some(Report {
        cue: dash..dash + 1,
        clause: dash,
        source: Some(source),
        content: one(0..1),
        construction: Construction::Colon,
        is_speech: true,
    })
}

/// `«…», a fini par lâcher Kim`, `«…», tente de rassurer la maire`: the verb of saying is an infinitive.
fn infinitive_cue(sentence: &Sentence<'_>, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    const FARTHEST: usize = 6;
    let is_link = |at: usize| {
        sentence.at(at).is_some_and(|token| {
            let closed = Classes::SPECIFIER.or(Classes::PRONOUN).or(Classes::RELATIVE).or(Classes::COMPLEMENTISER);
            token.kind == Kind::Word && !token.is_capital() && (!token.is(closed) || token.is(Classes::CLITIC))
        })
    };
    let is_cue =
        |at: &usize| sentence.verb_use(*at).is_some_and(|found| found.is_infinitive && found.frames.any(Frames::QUOTE));
    let verb = (start + 1..start + FARTHEST).take_while(|at| is_link(at - 1)).find(is_cue)?;
    // «s'est borné à écrire sur X le collectif»
    let source = sentence.phrase_behind(verb + 1).filter(|phrase| sentence.can_hold(phrase))?;
    let ends = sentence.at(source.end).is_none_or(|next| {
        !next.is_word()
            || next.is(Classes::PREPOSITION.or(Classes::RELATIVE).or(Classes::TIME).or(Classes::SUBORDINATOR))
    });
    (ends && sentence.begins_phrase(source.start)).then_some((source, start..verb + 1))
}

/// `«…», s'étrangle Kim`, `“…,” Kim drawled.`: a verb that no language file knows, between a passage and a name.
pub(super) fn unknown_cue(sentence: &Sentence<'_>, reports: &[Report]) -> Option<Report> {
    let quote = (0..sentence.tokens.len()).find(|index| sentence.is_quote(*index))?;
    if quote > 0 || reports.iter().any(|report| report.content.iter().any(|piece| piece.contains(&quote))) {
        return None;
    }
    let mut at = quote + 1;
    if sentence.is_kind(at, Kind::Comma) {
        at += 1;
    }
    let enclitic = (at..at + 4).find(|index| sentence.is(*index, Classes::ENCLITIC));
    let (source, cue) = if let Some(found) = infinitive_cue(sentence, at) {
        found
    } else if let Some(enclitic) = enclitic {
        (enclitic..enclitic + 1, at..enclitic + 1)
    } else {
        let verb = (at..at + 4)
            .find(|index| !sentence.is(*index, Classes::CLITIC.or(Classes::AUXILIARY).or(Classes::ADVERB)))?;
        let is_lower = sentence.at(verb).is_some_and(|it| {
            let is_verb = it.word.classes.is_none() || it.is(Classes::FINITE);
            it.kind == Kind::Word && !it.is_capital() && is_verb
        });
        // «…», a osé la robe noire
        let is_compound = verb > at
            && sentence.is_kind(quote + 1, Kind::Comma)
            && sentence.before(verb).is_some_and(|it| it.is(Classes::HAVE));
        let behind = sentence.phrase_after(verb + 1).filter(|_| is_lower).filter(|phrase| {
            let is_name =
                sentence.tokens.get(phrase.clone()).is_some_and(|tokens| tokens.iter().any(Token::is_capital));
            let is_person = sentence.is(phrase.start + 1, Classes::ROLE)
                || sentence.at(phrase.start + 1).is_some_and(|it| sentence.is_agent(it));
            is_name || sentence.is(phrase.start, Classes::ARTICLE) && (is_person || is_compound)
        });
        match behind {
            Some(phrase) => (phrase, at..verb + 1),
            None => {
                let phrase = sentence.phrase_after(at)?;
                let verb = sentence.at(phrase.end)?;
                let is_verb = verb.kind == Kind::Word && !verb.is_capital() && verb.word.classes.is_none();
                let is_end = sentence.at(phrase.end + 1).is_none_or(|it| !it.is_word() || it.is(Classes::PREPOSITION));
                if !is_verb || !is_end || !sentence.can_hold(&phrase) {
                    return None;
                }
                let cue = phrase.end..phrase.end + 1;
                (phrase, cue)
            }
        }
    };
    let clause = at;
    // "“It was,” he paused, “complicated.”"
    let behind = cue.end.max(source.end);
    let mut content = one(quote..quote + 1);
    content.extend(rest_behind_parenthesis(sentence, behind, true).filter(|_| sentence.is_kind(behind, Kind::Comma)));
    Some(Report {
        cue,
        source: Some(source),
        content,
        construction: Construction::QuoteBefore,
        clause,
        is_speech: true,
    })
}
