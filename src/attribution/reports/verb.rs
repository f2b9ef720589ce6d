//! What a reporting verb reports, and who its source is.

use std::ops::Range;

use super::clauses::{clause_end, infinitive_end};
use super::complement::complement;
use super::opening::{begins_infinitive, is_complementiser};
use super::parenthesis::{before_parenthesis, quote_behind};
use super::{Construction, Report};
use crate::attribution::phrases::{Sentence, VerbUse};
use crate::attribution::tokens::{Kind, Token};
use crate::attribution::word::{Classes, Frames};

/// The subject that stands before a verb or behind it, not one shared with a verb before.
pub(super) fn own_subject(sentence: &Sentence<'_>, found: &VerbUse) -> Option<Range<usize>> {
    if let Some(enclitic) = found.enclitic {
        return Some(enclitic..enclitic + 1);
    }
    if let Some(inverted) = sentence.is_inverted(found) {
        return Some(inverted);
    }
    if let Some(behind) = subject_behind_relative(sentence, found) {
        return Some(behind);
    }
    if found.is_gerund && sentence.before(found.group).is_some_and(|it| it.is(Classes::AS)) {
        return sentence.phrase_before(found.group - 1);
    }
    if found.is_infinitive && sentence.is(0, Classes::COORDINATOR) {
        // "Et Kim de conclure : « … »"
        let marker = found.group.checked_sub(1).filter(|at| sentence.is(*at, Classes::GENITIVE))?;
        return sentence.phrase_before(marker).filter(|phrase| phrase.start == 1);
    }
    if found.is_gerund || found.is_infinitive {
        return None;
    }
    sentence.subject_before(found.group)
}

/// «Ce que confirme son adjoint», «Un constat que partage Anne Kim»: right behind "que" a verb stands before its subject.
fn subject_behind_relative(sentence: &Sentence<'_>, found: &VerbUse) -> Option<Range<usize>> {
    let is_relative = sentence.grammar.gendered_nouns
        && sentence.before(found.group).is_some_and(|it| it.is(Classes::COMPLEMENTISER) && !it.is(Classes::CLITIC))
        && !found.is_gerund
        && !found.is_infinitive;
    if !is_relative || !sentence.begins_phrase(found.after) {
        return None;
    }
    sentence.phrase_after(found.after).filter(|phrase| sentence.can_hold(phrase))
}

pub(super) fn verb_report(
    sentence: &Sentence<'_>,
    found: &VerbUse,
    own: Option<&Range<usize>>,
    shared: Option<&Range<usize>>,
) -> Option<Report> {
    let first = || sentence.shared_subject(found.group);
    // "Calling the move “unfair”, the party …"
    let behind_comma = || {
        let comma = (0..sentence.end()).find(|at| sentence.is_kind(*at, Kind::Comma))?;
        sentence.phrase_after(comma + 1).filter(|_| found.is_gerund && found.group == 0)
    };
    let source = own.cloned().or_else(|| shared.cloned()).or_else(first).or_else(behind_comma);
    let clause = own.filter(|phrase| phrase.end <= found.group).map_or(found.group, |phrase| phrase.start);
    let is_speech = found.frames.any(Frames::QUOTE);
    let cue = found.group..found.after.max(found.verb + 1);
    let report = |content: Vec<Range<usize>>, construction, source| {
        Some(Report { cue: cue.clone(), source, content, construction, clause, is_speech })
    };
    if found.is_passive && tells(found) && source.as_ref().is_some_and(|source| sentence.can_hold(source)) {
        // "…, a jury was told yesterday"
        if let Some((content, construction)) = before_parenthesis(sentence, clause, found.after, false, found) {
            return report(content, construction, None);
        }
    }
    if found.is_passive {
        let by = passive_source(sentence, found.after);
        let (content, construction) = passive_content(sentence, found)?;
        return report(vec![content], construction, by);
    }
    let is_behind = own.is_some_and(|phrase| phrase.start >= found.verb) || found.enclitic.is_some();
    let behind = own.filter(|_| is_behind).map_or(found.after, |phrase| phrase.end.max(found.after));
    if !found.is_infinitive && !found.is_gerund && found.frames.any(Frames::QUOTE.or(Frames::BARE)) {
        let at = if is_behind { found.group } else { clause };
        // "Asked whether he had read it, Kim would not say."
        if let Some((content, construction)) = before_parenthesis(sentence, at, behind, is_behind, found)
            && !(construction == Construction::Parenthesis && is_denied(sentence, found))
        {
            return report(content, construction, source);
        }
    }
    if is_behind && found.enclitic.is_none() {
        let content = quote_behind(sentence, behind)?;
        return report(vec![content], Construction::QuoteAfter, source);
    }
    let (mut content, construction) = complement(sentence, found, behind)?;
    // "who said he was sorry", "Kim, asked if he would resign,"
    if sentence.before(found.group).is_some_and(|it| it.is(Classes::RELATIVE) || it.kind == Kind::Comma) {
        content.end = relative_end(sentence, &content);
    }
    // «la sortie, que réclame M. Kim»: what is wanted stands before.
    let is_relative = construction == Construction::Thing
        && found.group == found.verb
        && sentence.grammar.gendered_nouns
        && sentence.before(found.group).is_some_and(|it| it.is(Classes::COMPLEMENTISER));
    if is_relative || is_empty_talk(sentence, &content, construction) {
        return None;
    }
    // "Kim never said that it was safe": these are not her words. (What was not denied was all but said.)
    let is_said = found.frames.any(Frames::QUOTE) && matches!(construction, Construction::That | Construction::Bare);
    if is_said && is_denied(sentence, found) {
        return None;
    }
    let is_attitude = matches!(
        construction,
        Construction::Thing | Construction::Infinitive | Construction::PersonInfinitive | Construction::Question
    );
    if is_attitude && !source.as_ref().is_some_and(|source| sentence.can_hold(source)) {
        return None;
    }
    let needs_holder = construction == Construction::Bare && !is_speech;
    let is_holder = |source: &Range<usize>| sentence.is(source.start, Classes::SPECIFIER) || sentence.can_hold(source);
    if needs_holder && !source.as_ref().is_some_and(is_holder) {
        return None;
    }
    // "declined to say when"
    let is_attitude = is_attitude && !(construction == Construction::Question && is_speech);
    // «Et l'avocat de conclure : …»
    let goes_on = own.is_some() && sentence.is(0, Classes::COORDINATOR);
    if found.is_infinitive && !goes_on && (is_attitude || !is_speech || serves_purpose(sentence, found)) {
        return None;
    }
    if found.is_gerund && construction == Construction::Infinitive {
        return None;
    }
    report(vec![content], construction, source)
}

/// Whether a verb says that something was not said.
pub(super) fn is_denied(sentence: &Sentence<'_>, found: &VerbUse) -> bool {
    (found.group..found.verb).any(|at| sentence.is(at, Classes::NEGATION))
}

/// Whether a verb tells somebody something.
fn tells(found: &VerbUse) -> bool {
    found.frames.any(Frames::PERSON) && found.frames.any(Frames::QUOTE) && found.frames.any(Frames::BARE)
}

/// The end of what is reported in a relative clause: "who said he was sorry, called on …".
fn relative_end(sentence: &Sentence<'_>, content: &Range<usize>) -> usize {
    content
        .clone()
        .find(|index| {
            sentence.is_kind(*index, Kind::Comma) && {
                let adverbs = (index + 1..).take_while(|at| sentence.is(*at, Classes::ADVERB)).count();
                let verb = index + 1 + adverbs;
                sentence.is(verb, Classes::AUXILIARY)
                    || sentence.verb_use(verb).is_some_and(|next| !next.is_gerund && !next.is_infinitive)
            }
        })
        .unwrap_or(content.end)
}

/// "likes to say", "thinks about it": nothing is reported.
fn is_empty_talk(sentence: &Sentence<'_>, content: &Range<usize>, construction: Construction) -> bool {
    let tokens = sentence.tokens.get(content.clone()).unwrap_or_default();
    // "n'a pas souhaité commenter"
    let is_lone_cue = matches!(tokens, [only] if only.is_cue() && only.is(Classes::INFINITIVE));
    match construction {
        Construction::Thing => tokens.len() == 1 && tokens.iter().all(|token| token.is(Classes::PRONOUN)),
        Construction::Infinitive => {
            if is_lone_cue {
                return true;
            }
            let negation = tokens.iter().take_while(|token| token.is(Classes::NEGATION)).count();
            let tokens = tokens.get(negation..).unwrap_or_default();
            let speaks = |token: &Token| {
                let readings = sentence.grammar.readings(token.word);
                readings.iter().any(|reading| reading.particle.is_empty() && reading.frames.any(Frames::QUOTE))
            };
            tokens.len() == 2 && !sentence.grammar.has_infinitive_endings() && tokens.last().is_some_and(speaks)
                || tokens.len() == 3 && tokens.get(1).is_some_and(|token| token.is(Classes::BE))
        }
        _ => false,
    }
}

/// "to say that", "pour dire que": why something is done, not that it is said.
fn serves_purpose(sentence: &Sentence<'_>, found: &VerbUse) -> bool {
    let Some(before) = found.group.checked_sub(2).and_then(|at| sentence.at(at)) else { return true };
    if before.is(Classes::PRELUDE) {
        return false;
    }
    let is_bare_marker = sentence.before(found.group).is_some_and(|it| !it.is(Classes::INFINITIVE_MARKER));
    let is_governed = before.is_cue() || before.word.classes.is_none() || before.is_capital();
    is_bare_marker && !before.is(Classes::AUXILIARY) || !is_governed
}

/// Who is named behind "by" in the words behind a passive.
pub(super) fn passive_source(sentence: &Sentence<'_>, behind: usize) -> Option<Range<usize>> {
    const FARTHEST: usize = 8;
    let by = (behind..sentence.end()).take(FARTHEST).find(|at| sentence.is(*at, Classes::AGENT))?;
    sentence.phrase_after(by + 1)
}

fn passive_content(sentence: &Sentence<'_>, found: &VerbUse) -> Option<(Range<usize>, Construction)> {
    let frames = found.frames;
    if frames.any(Frames::THAT) && is_complementiser(sentence, found.after) {
        return Some((found.after + 1..clause_end(sentence, found.after + 1), Construction::Passive));
    }
    // "were told to come back", "is said to be ill"
    let is_told = frames.any(Frames::PERSON) && frames.any(Frames::INFINITIVE);
    let is_held = !sentence.grammar.has_infinitive_endings() && frames.any(Frames::THAT);
    if (is_told || is_held) && begins_infinitive(sentence, found.after) {
        return Some((found.after..infinitive_end(sentence, found.after), Construction::Passive));
    }
    None
}
