//! "According to the bank, …".

use std::ops::Range;

use super::clauses::{clause_end, clause_start};
use super::{Construction, Report, one};
use crate::attribution::phrases::Sentence;
use crate::attribution::tokens::Kind;
use crate::attribution::word::Classes;

/// The words of a phrase such as "according to", if it stands at an index.
pub(super) fn phrase_at(sentence: &Sentence<'_>, index: usize) -> Option<(Range<usize>, bool)> {
    let token = sentence.at(index).filter(|token| token.is(Classes::PHRASE))?;
    let lower = token.text(sentence.text).to_lowercase().replace('’', "'");
    let phrases = sentence.grammar.phrases(&lower);
    phrases.iter().find_map(|phrase| {
        let end = sentence.skip_words(index, &phrase.words)?;
        Some((index..end, phrase.is_weak))
    })
}

pub(super) fn phrase_report(sentence: &Sentence<'_>, index: usize) -> Option<Report> {
    let (cue, is_weak) = phrase_at(sentence, index)?;
    if sentence.is(cue.end, Classes::RELATIVE) {
        return relative_report(sentence, cue);
    }
    let source = phrase_source(sentence, cue.end)?;
    let opens = index == 0
        || sentence.before(index).is_some_and(|it| {
            it.is(Classes::COORDINATOR.or(Classes::COMPLEMENTISER).or(Classes::CONTRAST))
                || matches!(it.kind, Kind::Semicolon | Kind::Colon)
        });
    let comma_from = |from: usize| {
        (from..sentence.end())
            .find(|at| sentence.at(*at).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Quote(_))))
    };
    // "according to a note, which the paper has seen, …"
    let comma = comma_from(source.end).and_then(|comma| {
        let is_relative = sentence.is_kind(comma, Kind::Comma)
            && sentence.is(comma + 1, Classes::RELATIVE.or(Classes::COMPLEMENTISER))
            && !sentence.is(comma + 1, Classes::DETERMINER);
        // ", obtenue par le journal,"
        let is_gerund = || sentence.verb_use(comma + 1).is_some_and(|found| found.is_gerund);
        let is_participle = sentence.is_kind(comma, Kind::Comma) && (sentence.is_participle(comma + 1) || is_gerund());
        if is_relative || is_participle {
            comma_from(comma + 1)
        } else {
            Some(behind_apposition(sentence, &source, comma))
        }
    });
    // «Pour Anne Kim, …», « … », pour la CGT.
    let follows_quote = index > 1 && sentence.is_kind(index - 1, Kind::Comma) && sentence.is_quote(index - 2);
    let closes = follows_quote && sentence.is_end(source.end);
    if is_weak && !((index == 0 || closes) && is_source_like(sentence, &source)) {
        return None;
    }
    let construction = if is_weak { Construction::WeakPhrase } else { Construction::Phrase };
    let behind = comma.map(|comma| if sentence.is_quote(comma) { comma } else { comma + 1 });
    let content = if opens {
        let start = behind.unwrap_or(source.end);
        one(start..clause_end(sentence, start))
    } else {
        let end = if sentence.before(index).is_some_and(|it| it.kind == Kind::Comma) { index - 1 } else { index };
        let start = clause_start(sentence, end);
        let is_adverbial = end < start + 5
            && !sentence.has_finite(start..end)
            && !sentence.tokens.get(start..end).unwrap_or_default().iter().any(|it| matches!(it.kind, Kind::Quote(_)));
        let rest = behind.filter(|start| *start < sentence.end()).map(|start| start..clause_end(sentence, start));
        let rest = rest.filter(|rest| {
            rest.start == source.end + 1
                && rest.len() > 1
                && !sentence.is(
                    rest.start,
                    Classes::RELATIVE.or(Classes::COORDINATOR).or(Classes::CONTRAST).or(Classes::SUBORDINATOR),
                )
        });
        match rest {
            Some(rest) if is_adverbial => vec![rest],
            Some(rest) => vec![start..end, rest],
            None => one(start..end),
        }
    };
    let content: Vec<Range<usize>> = content.into_iter().filter(|piece| !piece.is_empty()).collect();
    let cue_end = cue.end;
    Some(Report { cue, source: Some(source), content, construction, clause: index, is_speech: true })
        .filter(|report| !report.content.is_empty() && cue_end > index)
}

/// The comma behind "according to the minister, Kim," or "according to Kim, the minister,".
fn behind_apposition(sentence: &Sentence<'_>, source: &Range<usize>, comma: usize) -> usize {
    let Some(phrase) = sentence.phrase_after(comma + 1).filter(|_| sentence.is_kind(comma, Kind::Comma)) else {
        return comma;
    };
    let tokens = sentence.tokens.get(phrase.clone()).unwrap_or_default();
    let is_name = tokens.iter().all(|token| token.is_capital() || token.is(Classes::NAME_PARTICLE.or(Classes::TITLE)));
    let is_office = tokens.iter().any(|token| token.is(Classes::ROLE));
    // «Pour Anne Kim, bouchère à Lyon, …»
    let apposition = sentence.apposition_end(source, comma).filter(|_| !sentence.is(comma + 1, Classes::SPECIFIER));
    if let Some(end) = apposition.filter(|end| sentence.is_kind(*end, Kind::Comma)) {
        return end;
    }
    let fits = if sentence.is(source.start, Classes::SPECIFIER) { is_name } else { is_office };
    let is_set_off = sentence.is_kind(phrase.end, Kind::Comma) && !sentence.has_finite(phrase.clone());
    if fits && is_set_off { phrase.end } else { comma }
}

/// "…, selon qui la fronde …", "…, according to whom …".
fn relative_report(sentence: &Sentence<'_>, cue: Range<usize>) -> Option<Report> {
    let comma = cue.start.checked_sub(1).filter(|at| sentence.is_kind(*at, Kind::Comma))?;
    let source = sentence.phrase_before(comma)?;
    let start = cue.end + 1;
    let content = one(start..clause_end(sentence, start));
    let clause = cue.start;
    let construction = Construction::Phrase;
    content.first().is_some_and(|piece| piece.len() > 1).then_some(Report {
        cue,
        source: Some(source),
        content,
        construction,
        clause,
        is_speech: true,
    })
}

/// The source behind "according to": up to the comma, past what belongs to it.
fn phrase_source(sentence: &Sentence<'_>, start: usize) -> Option<Range<usize>> {
    let head = sentence.phrase_after(start)?;
    let mut end = head.end;
    // "a poll released on Monday"
    if sentence.is_participle(end) {
        let is_over = |at: &usize| {
            sentence.at(*at).is_none_or(|it| !it.is_word() || it.is(Classes::PRONOUN))
                || *at > end && sentence.has_finite(*at..*at + 1)
        };
        end = (end..sentence.end()).find(is_over).unwrap_or(sentence.end());
    }
    while let Some(token) = sentence.at(end) {
        let goes_on = token.is_word()
            && !token.is(Classes::AUXILIARY
                .or(Classes::RELATIVE)
                .or(Classes::COMPLEMENTISER)
                .or(Classes::CONTRAST)
                .or(Classes::SUBORDINATOR))
            && !(token.is_cue() && sentence.verb_use(end).is_some())
            && token.is(Classes::PREPOSITION);
        if !goes_on {
            break;
        }
        match sentence.phrase_after(end + 1) {
            Some(next) => end = next.end,
            None => break,
        }
    }
    Some(start..end)
}

fn is_source_like(sentence: &Sentence<'_>, source: &Range<usize>) -> bool {
    sentence.tokens.get(source.clone()).unwrap_or_default().iter().any(|token| {
        token.is(Classes::ROLE.or(Classes::BODY).or(Classes::PRONOUN)) || token.is_capital() && !token.is(Classes::TIME)
    })
}
