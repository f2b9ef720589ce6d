//! Who reports what within one sentence: cues, their sources, and the clauses that they report.

use std::ops::Range;

use super::phrases::{Sentence, VerbUse};
use super::tokens::{Kind, Token};
use super::word::{Classes, Frames};

/// A cue with its source and what it reports, in indices of the sentence's tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The reporting words.
    pub cue: Range<usize>,
    /// Who is said to say it.
    pub source: Option<Range<usize>>,
    /// What is said, in one or more pieces.
    pub content: Vec<Range<usize>>,
    /// How cue and content belong together.
    pub construction: Construction,
    /// Where the clause of the cue begins.
    pub clause: usize,
    /// The cue tells of saying rather than of thinking or wanting.
    pub is_speech: bool,
}

/// How a cue and what it reports belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Construction {
    /// "…", she said.
    QuoteBefore,
    /// She said: "…".
    QuoteAfter,
    /// Kim: "…".
    Colon,
    /// She said that …
    That,
    /// She said …
    Bare,
    /// She asked whether …
    Question,
    /// She wants to …
    Infinitive,
    /// She urged them to …
    PersonInfinitive,
    /// She condemned …
    Thing,
    /// …, she said.
    Parenthesis,
    /// According to her, …
    Phrase,
    /// Pour elle, …
    WeakPhrase,
    /// Her claim that …
    Noun,
    /// She is convinced that …
    Attitude,
    /// It was said that …
    Passive,
    /// Words in quotation marks without any cue that make up a sentence.
    Alone,
    /// Words in quotation marks without any cue inside a sentence.
    Inside,
}

/// The reports of a sentence in the order of their cues.
pub fn reports(sentence: &Sentence<'_>) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    let mut index = 0;
    let mut subject: Option<Range<usize>> = None;
    while index < sentence.tokens.len() {
        let mut next = index + 1;
        if let Some(report) = phrase_report(sentence, index) {
            next = report.cue.end;
            reports.push(report);
        } else if let Some(report) = attitude_report(sentence, index) {
            subject = report.source.clone().or(subject);
            reports.push(report);
        } else if let Some(found) = sentence.verb_use(index) {
            let own = own_subject(sentence, &found);
            if let Some(report) = verb_report(sentence, &found, own.as_ref(), subject.as_ref()) {
                next = report.cue.end.max(next);
                if !is_nested(&reports, report.clause) {
                    subject = report.source.clone().or(own).or(subject);
                }
                reports.push(report);
            } else if own.is_some() && !is_nested(&reports, found.group) {
                subject = own;
            }
        } else if let Some(report) =
            noun_report(sentence, index, subject.as_ref()).filter(|_| !is_object(&reports, index))
        {
            reports.push(report);
        }
        index = next;
    }
    if let Some(report) = unknown_cue(sentence, &reports) {
        reports.push(report);
    }
    if let Some(report) = colon_report(sentence, reports.is_empty()) {
        reports.push(report);
    }
    drop_relayed(sentence, &mut reports);
    cut_at_next(sentence, &mut reports);
    reports.retain(|report| !report.content.is_empty());
    reports
}

/// Whether a token stands in what one of the reports reports.
fn is_nested(reports: &[Report], index: usize) -> bool {
    reports.iter().any(|report| report.content.iter().any(|piece| piece.contains(&index)))
}

/// Whether a noun stands in the thing that one of the reports is about: "rejected suggestions that".
fn is_object(reports: &[Report], index: usize) -> bool {
    reports.last().is_some_and(|report| {
        report.construction == Construction::Thing && report.content.iter().any(|piece| piece.contains(&index))
    })
}

/// The subject that stands before a verb or behind it, not one shared with a verb before.
fn own_subject(sentence: &Sentence<'_>, found: &VerbUse) -> Option<Range<usize>> {
    if let Some(enclitic) = found.enclitic {
        return Some(enclitic..enclitic + 1);
    }
    if let Some(inverted) = sentence.is_inverted(found) {
        return Some(inverted);
    }
    if found.is_gerund && sentence.before(found.group).is_some_and(|it| it.is(Classes::AS)) {
        return sentence.phrase_before(found.group - 1);
    }
    if found.is_gerund || found.is_infinitive {
        return None;
    }
    sentence.subject_before(found.group)
}

fn verb_report(
    sentence: &Sentence<'_>,
    found: &VerbUse,
    own: Option<&Range<usize>>,
    shared: Option<&Range<usize>>,
) -> Option<Report> {
    let first = || sentence.first_phrase(found.group);
    let source = own.cloned().or_else(|| shared.cloned()).or_else(first);
    let clause = own.filter(|phrase| phrase.end <= found.group).map_or(found.group, |phrase| phrase.start);
    let is_speech = found.frames.any(Frames::QUOTE);
    let cue = found.group..found.after.max(found.verb + 1);
    let report = |content: Vec<Range<usize>>, construction, source| {
        Some(Report { cue: cue.clone(), source, content, construction, clause, is_speech })
    };
    if found.is_passive {
        let by = passive_source(sentence, found);
        let content = passive_content(sentence, found)?;
        return report(vec![content], Construction::Passive, by);
    }
    let is_behind = own.is_some_and(|phrase| phrase.start >= found.verb) || found.enclitic.is_some();
    let behind = own.filter(|_| is_behind).map_or(found.after, |phrase| phrase.end.max(found.after));
    if !found.is_infinitive && !found.is_gerund && found.frames.any(Frames::QUOTE.or(Frames::BARE)) {
        let at = if is_behind { found.group } else { clause };
        if let Some((content, construction)) = before_parenthesis(sentence, at, behind, is_behind, found) {
            return report(content, construction, source);
        }
    }
    if is_behind && found.enclitic.is_none() {
        let content = quote_behind(sentence, behind)?;
        return report(vec![content], Construction::QuoteAfter, source);
    }
    let (mut content, construction) = complement(sentence, found, behind)?;
    if sentence.before(found.group).is_some_and(|it| it.is(Classes::RELATIVE)) {
        content.end = relative_end(sentence, &content);
    }
    if is_empty_talk(sentence, &content, construction) {
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
    if found.is_infinitive && (is_attitude || !is_speech || serves_purpose(sentence, found)) {
        return None;
    }
    if found.is_gerund && construction == Construction::Infinitive {
        return None;
    }
    report(vec![content], construction, source)
}

/// The end of what is reported in a relative clause: "who said he was sorry, called on …".
fn relative_end(sentence: &Sentence<'_>, content: &Range<usize>) -> usize {
    content
        .clone()
        .find(|index| {
            sentence.is_kind(*index, Kind::Comma)
                && (sentence.is(index + 1, Classes::AUXILIARY)
                    || sentence.verb_use(index + 1).is_some_and(|next| !next.is_gerund && !next.is_infinitive))
        })
        .unwrap_or(content.end)
}

/// "likes to say", "thinks about it": nothing is reported.
fn is_empty_talk(sentence: &Sentence<'_>, content: &Range<usize>, construction: Construction) -> bool {
    let tokens = sentence.tokens.get(content.clone()).unwrap_or_default();
    match construction {
        Construction::Thing => tokens.len() == 1 && tokens.iter().all(|token| token.is(Classes::PRONOUN)),
        Construction::Infinitive => {
            tokens.len() == 2 && !sentence.grammar.has_infinitive_endings() && tokens.last().is_some_and(Token::is_cue)
                || tokens.len() == 3 && tokens.get(1).is_some_and(|token| token.is(Classes::BE))
        }
        _ => false,
    }
}

/// "to say that", "pour dire que": why something is done, not that it is said.
fn serves_purpose(sentence: &Sentence<'_>, found: &VerbUse) -> bool {
    let Some(before) = found.group.checked_sub(2).and_then(|at| sentence.at(at)) else { return true };
    let is_bare_marker = sentence.before(found.group).is_some_and(|it| !it.is(Classes::INFINITIVE_MARKER));
    let is_governed = before.is_cue() || before.word.classes.is_none() || before.is_capital();
    is_bare_marker && !before.is(Classes::AUXILIARY) || !is_governed
}

/// What stands before a parenthesis: `…, she said`, `"…" said the minister`; with what follows behind it.
fn before_parenthesis(
    sentence: &Sentence<'_>,
    clause: usize,
    behind: usize,
    is_inverted: bool,
    found: &VerbUse,
) -> Option<(Vec<Range<usize>>, Construction)> {
    let comma = usize::from(
        sentence.before(clause).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Dash | Kind::Mark)),
    );
    let end = clause - comma;
    let last = sentence.before(end)?;
    let is_quote = matches!(last.kind, Kind::Quote(_));
    if !is_quote && (comma == 0 || !found.frames.any(Frames::BARE.or(Frames::THAT))) {
        return None;
    }
    if !is_quote && (!ends_parenthesis(sentence, behind) || announces_quote(sentence, behind)) {
        return None;
    }
    if is_quote && comma == 0 && !found.frames.any(Frames::QUOTE) {
        return None;
    }
    if is_quote && !is_inverted && has_complement(sentence, found, behind) {
        return None;
    }
    let start = clause_start(sentence, end);
    let content = start..end;
    let words = sentence.tokens.get(content.clone()).unwrap_or_default();
    let only_quotes = words.iter().all(|token| matches!(token.kind, Kind::Quote(_) | Kind::Comma));
    let goes_on = sentence.is_kind(behind, Kind::Comma) && !sentence.is_end(behind + 1);
    if !only_quotes
        && !goes_on
        && words.iter().filter(|token| token.is_word() || matches!(token.kind, Kind::Quote(_))).count() < 3
    {
        return None;
    }
    let mut pieces = vec![content];
    if only_quotes || !has_finite(sentence, start..end) || end < start + 4 {
        pieces.extend(rest_behind_parenthesis(sentence, behind, only_quotes));
    }
    let construction = if only_quotes { Construction::QuoteBefore } else { Construction::Parenthesis };
    Some((pieces, construction))
}

/// Whether a passage in quotation marks follows a cue right away.
fn announces_quote(sentence: &Sentence<'_>, behind: usize) -> bool {
    let mark = usize::from(sentence.at(behind).is_some_and(|it| matches!(it.kind, Kind::Colon | Kind::Comma)));
    sentence.is_quote(behind + mark)
        || sentence.at(behind).is_some_and(|it| it.kind == Kind::Word)
            && quote_behind(sentence, behind)
                .is_some_and(|quote| sentence.before(quote.start).is_some_and(|it| it.kind == Kind::Colon))
}

/// Whether a verb in a parenthesis has something of its own to report behind it.
fn has_complement(sentence: &Sentence<'_>, found: &VerbUse, behind: usize) -> bool {
    sentence.is(behind, Classes::COMPLEMENTISER)
        || sentence.grammar.bare_clauses
            && found.frames.any(Frames::BARE)
            && sentence.begins_phrase(behind)
            && !sentence.is(behind, Classes::TIME)
            && has_finite(sentence, behind..clause_end(sentence, behind))
            && !found.frames.any(Frames::PERSON)
}

/// Whether the words behind a cue end its parenthesis or only tell when and where.
fn ends_parenthesis(sentence: &Sentence<'_>, behind: usize) -> bool {
    sentence.at(behind).is_none_or(|token| match token.kind {
        Kind::Word => {
            token.is(Classes::PREPOSITION
                .or(Classes::TIME)
                .or(Classes::ADVERB)
                .or(Classes::COORDINATOR)
                .or(Classes::SUBORDINATOR)
                .or(Classes::RELATIVE))
                && !token.is(Classes::COMPLEMENTISER)
        }
        Kind::Number | Kind::Quote(_) => false,
        _ => true,
    })
}

/// The second piece of an interrupted passage: `"…", she said, "…"`.
fn rest_behind_parenthesis(sentence: &Sentence<'_>, behind: usize, only_quotes: bool) -> Option<Range<usize>> {
    const FARTHEST: usize = 25;
    let comma = (behind..sentence.end()).take(FARTHEST).find(|index| {
        sentence
            .at(*index)
            .is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Colon | Kind::Dash | Kind::Semicolon))
            && (!only_quotes || sentence.is_quote(index + 1))
    });
    let direct = (behind..sentence.end()).take(FARTHEST).find(|index| sentence.is_quote(*index));
    if only_quotes {
        let start = comma.map(|comma| comma + 1).or(direct)?;
        // A passage that belongs to the next cue is none of ours.
        let start = if sentence.is_quote(start) { start } else { direct? };
        let between = sentence.tokens.get(behind..start)?;
        if between.iter().enumerate().any(|(step, token)| token.is_cue() && sentence.verb_use(behind + step).is_some())
        {
            return None;
        }
        return Some(start..start + 1);
    }
    let comma = comma.filter(|comma| *comma == behind)?;
    let start = comma + 1;
    let opens = Classes::RELATIVE.or(Classes::COORDINATOR).or(Classes::CONTRAST).or(Classes::SUBORDINATOR);
    let is_own = sentence.is(start, opens) || sentence.verb_use(start).is_some_and(|found| found.is_gerund);
    let end = clause_end(sentence, start);
    // "…, said the head of the bank, Kim": an apposition is no second piece.
    let is_apposition = sentence.begins_phrase(start) && !has_finite(sentence, start..end);
    (!is_own && !is_apposition && end > start + 1).then_some(start..end)
}

/// A passage in quotation marks behind a cue, with nothing but time and place between.
fn quote_behind(sentence: &Sentence<'_>, behind: usize) -> Option<Range<usize>> {
    const FARTHEST: usize = 18;
    let quote = (behind..sentence.end()).take(FARTHEST).find(|index| sentence.is_quote(*index))?;
    let between = sentence.tokens.get(behind..quote)?;
    let last = sentence.before(quote)?;
    let is_announced =
        matches!(last.kind, Kind::Colon | Kind::Comma) || between.is_empty() || sentence.at(quote).is_some();
    let has_finite = has_finite(sentence, behind..quote);
    (is_announced && !has_finite).then_some(quote..quote_end(sentence, quote))
}

/// The end of the clause that begins with a passage in quotation marks; the passage alone where it is whole.
fn quote_end(sentence: &Sentence<'_>, quote: usize) -> usize {
    match sentence.at(quote + 1) {
        Some(next)
            if next.kind == Kind::Word
                && !next.is(Classes::COORDINATOR
                    .or(Classes::CONTRAST)
                    .or(Classes::SUBORDINATOR)
                    .or(Classes::PREPOSITION)) =>
        {
            clause_end(sentence, quote)
        }
        _ => quote + 1,
    }
}

/// What stands behind a verb and is reported by it.
fn complement(sentence: &Sentence<'_>, found: &VerbUse, behind: usize) -> Option<(Range<usize>, Construction)> {
    let frames = found.frames;
    let mut at = behind;
    while sentence.is(at, Classes::ADVERB.or(Classes::NEGATION))
        && !sentence.is(at, Classes::SPECIFIER.or(Classes::COMPLEMENTISER))
    {
        at += 1;
    }
    if let Some(found) = opened(sentence, frames, at, at) {
        return Some(found);
    }
    if frames.any(Frames::PERSON)
        && sentence.begins_phrase(at)
        && let Some(person) = sentence.phrase_after(at)
    {
        if frames.any(Frames::INFINITIVE) && begins_infinitive(sentence, person.end) {
            return Some((at..infinitive_end(sentence, person.end), Construction::PersonInfinitive));
        }
        if let Some(found) = opened(sentence, frames, person.end, person.end) {
            return Some(found);
        }
        if frames.any(Frames::BARE) && frames.any(Frames::QUOTE) && sentence.grammar.bare_clauses {
            let start = skip_adverbials(sentence, person.end);
            if let Some(found) = opened(sentence, frames, start, start) {
                return Some(found);
            }
            let end = clause_end(sentence, start);
            if sentence.begins_phrase(start) && has_finite(sentence, start..end) {
                return Some((start..end, Construction::Bare));
            }
        }
        if frames.any(Frames::INFINITIVE)
            && !frames.any(Frames::QUOTE)
            && let Some(marker) = far_infinitive(sentence, person.end)
        {
            return Some((at..infinitive_end(sentence, marker), Construction::PersonInfinitive));
        }
    }
    let is_direct_clause = sentence.begins_phrase(at)
        && !frames.any(Frames::PERSON)
        && frames.any(Frames::BARE)
        && sentence.grammar.bare_clauses;
    if !is_direct_clause && let Some(found) = far_opened(sentence, frames, at) {
        return Some(found);
    }
    if frames.any(Frames::BARE) && sentence.grammar.bare_clauses {
        let skipped = skip_adverbials(sentence, at);
        let start = if sentence.begins_phrase(skipped) { skipped } else { at };
        let end = clause_end(sentence, start);
        let needs_verb = frames.any(Frames::THING.or(Frames::PERSON))
            || start > at
            || found.is_gerund
            || found.is_infinitive
            || skipped > start;
        if (sentence.begins_phrase(start) || skipped > start)
            && end > start + 1
            && (!needs_verb || has_finite(sentence, start..end))
        {
            return Some((start..end, Construction::Bare));
        }
    }
    if is_direct_clause && let Some(found) = far_opened(sentence, frames, at) {
        return Some(found);
    }
    if frames.any(Frames::THING)
        && (sentence.begins_phrase(at) || sentence.is_quote(at))
        && !sentence.is(at, Classes::TIME)
    {
        let end = thing_end(sentence, at);
        return (end > at).then_some((at..end, Construction::Thing));
    }
    None
}

/// A clause, infinitive or passage that opens right here; `from` is where its words begin.
fn opened(sentence: &Sentence<'_>, frames: Frames, at: usize, from: usize) -> Option<(Range<usize>, Construction)> {
    let token = sentence.at(at)?;
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
    if frames.any(Frames::THAT.or(Frames::THING)) && is_complementiser(sentence, at) {
        let end = clause_end(sentence, at + 1);
        return (end > at + 1).then_some((at + 1..end, Construction::That));
    }
    if frames.any(Frames::INFINITIVE.or(Frames::BARE_INFINITIVE)) && begins_infinitive(sentence, at) {
        let has_marker = sentence.is(at, Classes::INFINITIVE_MARKER);
        if has_marker || frames.any(Frames::BARE_INFINITIVE) {
            return Some((from..infinitive_end(sentence, at), Construction::Infinitive));
        }
    }
    if frames.any(Frames::QUESTION) && token.is(Classes::QUESTION) && !token.is(Classes::COMPLEMENTISER) {
        let end = clause_end(sentence, at);
        return (end > at + 2).then_some((at..end, Construction::Question));
    }
    None
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
    let is_clause = frames.any(Frames::BARE) && sentence.begins_phrase(at) && has_finite(sentence, at..end);
    is_clause.then_some((at..end, Construction::Bare))
}

/// "that", not "that plan".
fn is_complementiser(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(token) = sentence.at(at) else { return false };
    if !token.is(Classes::COMPLEMENTISER) {
        return false;
    }
    !token.is(Classes::DETERMINER)
        || !sentence.is(at + 1, Classes::AUXILIARY)
            && (sentence.begins_phrase(at + 1)
                || sentence.is_quote(at + 1)
                || sentence.is(
                    at + 1,
                    Classes::PREPOSITION
                        .or(Classes::SUBORDINATOR)
                        .or(Classes::ADVERB)
                        .or(Classes::QUESTION)
                        .or(Classes::TIME),
                ))
}

fn begins_infinitive(sentence: &Sentence<'_>, at: usize) -> bool {
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
        && sentence.grammar.readings(token.word).iter().any(|reading| reading.forms.any(super::word::Forms::BASE));
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
            _ => {}
        }
        if frames.any(Frames::THAT) && is_complementiser(sentence, index) {
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
            return Some((at..infinitive_end(sentence, index), Construction::PersonInfinitive));
        }
        let is_verb = || token.is_cue() && !token.is_capital() && index > at && has_finite(sentence, index..index + 1);
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

/// Past "on Monday", "in a statement": to where a clause without complementiser begins.
fn skip_adverbials(sentence: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    loop {
        if sentence.is(at, Classes::TIME.or(Classes::ADVERB))
            && !sentence.is(at, Classes::SPECIFIER.or(Classes::PRONOUN))
        {
            at += 1;
            continue;
        }
        // "last Wednesday"
        if sentence.is(at, Classes::NOT_NAME) && sentence.is(at + 1, Classes::TIME) {
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

/// Whether some word in a range is a finite verb as far as can be seen.
fn has_finite(sentence: &Sentence<'_>, range: Range<usize>) -> bool {
    range.into_iter().any(|index| {
        sentence.at(index).is_some_and(|token| {
            if token.is(Classes::AUXILIARY)
                && !sentence.before(index).is_some_and(|it| it.is(Classes::INFINITIVE_MARKER))
            {
                return !token.is(Classes::TIME) && !token.is_capital() && !sentence.is_noun_possessive(index);
            }
            if token.is_capital() || token.kind != Kind::Word {
                return false;
            }
            if token.is_cue() {
                return sentence.verb_use(index).is_some_and(|found| !found.is_infinitive && !found.is_gerund);
            }
            token.word.classes.is_none()
                && looks_past(token.text(sentence.text))
                && !sentence.before(index).is_some_and(|it| it.is(Classes::SPECIFIER))
        })
    })
}

fn looks_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed")
}

/// Where the clause that ends at `end` begins.
fn clause_start(sentence: &Sentence<'_>, end: usize) -> usize {
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
fn clause_end(sentence: &Sentence<'_>, start: usize) -> usize {
    let last = sentence.end();
    let mut depth = 0_usize;
    for index in start..last {
        let Some(token) = sentence.at(index) else { break };
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close if depth == 0 => return index,
            Kind::Close => depth -= 1,
            Kind::Semicolon if depth == 0 => return index,
            Kind::Colon if sentence.is_quote(index + 1) => return index,
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
    if let Some(found) = sentence.verb_use(comma + 1)
        && found.is_gerund
    {
        return found.frames.any(Frames::QUOTE.or(Frames::THAT).or(Frames::THING));
    }
    let is_parenthesis = |found: &VerbUse| {
        let behind = sentence.is_inverted(found).map_or(found.after, |phrase| phrase.end.max(found.after));
        found.frames.any(Frames::QUOTE.or(Frames::BARE)) && !found.is_passive && ends_parenthesis(sentence, behind)
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
fn infinitive_end(sentence: &Sentence<'_>, start: usize) -> usize {
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
        && !has_finite(sentence, start..end)
        && !rest.iter().enumerate().any(|(step, token)| token.is_cue() && sentence.verb_use(start + step).is_some())
}

/// "and is expected to …": another thing that the same subject does.
fn begins_predicate(sentence: &Sentence<'_>, index: usize) -> bool {
    sentence.is(index, Classes::COORDINATOR)
        && (sentence.is(index + 1, Classes::AUXILIARY)
            || sentence.verb_use(index + 1).is_some_and(|found| !found.is_infinitive && !found.is_gerund))
}

/// Where a noun phrase with its complements ends.
fn thing_end(sentence: &Sentence<'_>, start: usize) -> usize {
    let end = clause_end(sentence, start);
    for index in start..end {
        let Some(token) = sentence.at(index) else { break };
        let stops = match token.kind {
            Kind::Comma => !goes_on_as_list(sentence, index + 1, end),
            Kind::Dash | Kind::Colon => true,
            Kind::Word => {
                begins_predicate(sentence, index)
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

fn passive_source(sentence: &Sentence<'_>, found: &VerbUse) -> Option<Range<usize>> {
    (found.after..sentence.end()).take(8).find_map(|index| {
        let text = sentence.at(index)?.text(sentence.text);
        (matches!(text, "by" | "par" | "von" | "por" | "da")).then(|| sentence.phrase_after(index + 1)).flatten()
    })
}

fn passive_content(sentence: &Sentence<'_>, found: &VerbUse) -> Option<Range<usize>> {
    let frames = found.frames;
    if frames.any(Frames::THAT) && is_complementiser(sentence, found.after) {
        return Some(found.after + 1..clause_end(sentence, found.after + 1));
    }
    None
}

/// The words of a phrase such as "according to", if it stands at an index.
fn phrase_at(sentence: &Sentence<'_>, index: usize) -> Option<(Range<usize>, bool)> {
    let token = sentence.at(index).filter(|token| token.kind == Kind::Word)?;
    let lower = token.text(sentence.text).to_lowercase().replace('’', "'");
    let phrases = sentence.grammar.phrases(&lower);
    phrases.iter().find_map(|phrase| {
        let end = sentence.skip_words(index, &phrase.words)?;
        Some((index..end, phrase.is_weak))
    })
}

fn phrase_report(sentence: &Sentence<'_>, index: usize) -> Option<Report> {
    let (cue, is_weak) = phrase_at(sentence, index)?;
    let source = phrase_source(sentence, cue.end)?;
    let opens = index == 0
        || sentence.before(index).is_some_and(|it| {
            it.is(Classes::COORDINATOR.or(Classes::COMPLEMENTISER).or(Classes::CONTRAST))
                || matches!(it.kind, Kind::Semicolon | Kind::Colon)
        });
    let comma = (source.end..sentence.end())
        .find(|at| sentence.at(*at).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Quote(_))));
    if is_weak && !(index == 0 && is_source_like(sentence, &source)) {
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
            && !has_finite(sentence, start..end)
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

/// The source behind "according to": up to the comma, past what belongs to it.
fn phrase_source(sentence: &Sentence<'_>, start: usize) -> Option<Range<usize>> {
    let head = sentence.phrase_after(start)?;
    let mut end = head.end;
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

/// "her claim that …"
fn noun_report(sentence: &Sentence<'_>, index: usize, subject: Option<&Range<usize>>) -> Option<Report> {
    let token = sentence.at(index)?;
    if !token.is(Classes::REPORT) || !is_complementiser(sentence, index + 1) {
        return None;
    }
    let end = clause_end(sentence, index + 2);
    let owner = match sentence.before(index) {
        Some(previous) if previous.is(Classes::POSSESSIVE) => Some(index - 1..index),
        Some(previous) if previous.is(Classes::POSSESSIVE_ENDING) => sentence.phrase_before(index - 1),
        _ => None,
    };
    let source = owner.or_else(|| subject.cloned()).or_else(|| sentence.first_phrase(index));
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

/// "is convinced that …"
fn attitude_report(sentence: &Sentence<'_>, index: usize) -> Option<Report> {
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
    let start = if is_complementiser(sentence, index + 1) {
        index + 2
    } else if sentence.grammar.bare_clauses && sentence.is(index + 1, Classes::PRONOUN) {
        index + 1
    } else {
        return None;
    };
    let source = sentence.subject_before(group);
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

/// `Kim: "…"`
fn colon_report(sentence: &Sentence<'_>, is_only: bool) -> Option<Report> {
    let colon = (0..sentence.tokens.len().min(14)).find(|index| sentence.is_kind(*index, Kind::Colon))?;
    if !is_only || !sentence.is_quote(colon + 1) {
        return None;
    }
    let opening = sentence.phrase_before(colon).filter(|phrase| {
        phrase.start == 0
            || sentence.is_kind(phrase.start - 1, Kind::Comma)
                && sentence.at(phrase.start).is_some_and(Token::is_capital)
    });
    let source = opening.or_else(|| sentence.first_phrase(colon))?;
    let content = one(colon + 1..quote_end(sentence, colon + 1));
    Some(Report {
        cue: colon..colon + 1,
        clause: source.start,
        source: Some(source),
        content,
        construction: Construction::Colon,
        is_speech: true,
    })
}

/// `«…», s'étrangle Kim`, `“…,” Kim drawled.`: a verb that no language file knows, between a passage and a name.
fn unknown_cue(sentence: &Sentence<'_>, reports: &[Report]) -> Option<Report> {
    let quote = (0..sentence.tokens.len()).find(|index| sentence.is_quote(*index))?;
    if quote > 0 || reports.iter().any(|report| report.content.iter().any(|piece| piece.contains(&quote))) {
        return None;
    }
    let mut at = quote + 1;
    if sentence.is_kind(at, Kind::Comma) {
        at += 1;
    }
    let enclitic = (at..at + 4).find(|index| sentence.is(*index, Classes::ENCLITIC));
    let (source, cue) = if let Some(enclitic) = enclitic {
        (enclitic..enclitic + 1, at..enclitic + 1)
    } else {
        let verb = (at..at + 4)
            .find(|index| !sentence.is(*index, Classes::CLITIC.or(Classes::AUXILIARY).or(Classes::ADVERB)))?;
        let is_lower =
            sentence.at(verb).is_some_and(|it| it.kind == Kind::Word && !it.is_capital() && it.word.classes.is_none());
        let behind = sentence.phrase_after(verb + 1).filter(|_| is_lower).filter(|phrase| {
            sentence.tokens.get(phrase.clone()).is_some_and(|tokens| tokens.iter().any(Token::is_capital))
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
    let content = one(quote..quote + 1);
    Some(Report {
        cue,
        source: Some(source),
        content,
        construction: Construction::QuoteBefore,
        clause,
        is_speech: true,
    })
}

/// Takes away "according to the agency" behind "…, she said": the agency only passes on what she said.
fn drop_relayed(sentence: &Sentence<'_>, reports: &mut Vec<Report>) {
    let attributed: Vec<usize> = reports
        .iter()
        .filter(|report| matches!(report.construction, Construction::QuoteBefore | Construction::Parenthesis))
        .map(|report| report.cue.end)
        .collect();
    reports.retain(|report| {
        let is_relay = report.construction == Construction::Phrase
            && sentence.before(report.cue.start).is_some_and(|it| it.kind == Kind::Comma)
            && attributed.iter().any(|cue| *cue <= report.cue.start);
        !is_relay
    });
}

/// Ends what is reported where the next report of the sentence begins that stands beside it, not inside:
/// "said the plan was dead and added that …".
fn cut_at_next(sentence: &Sentence<'_>, reports: &mut [Report]) {
    let clauses: Vec<(usize, Range<usize>, bool, Construction)> = reports
        .iter()
        .map(|report| (report.clause, report.cue.clone(), report.is_speech, report.construction))
        .collect();
    for (number, report) in reports.iter_mut().enumerate() {
        for (clause, cue, is_speech, construction) in clauses.get(number + 1..).unwrap_or_default() {
            let before = sentence.before(*clause);
            let is_beside = before.is_some_and(|token| {
                let is_contrast = token.is(Classes::COMPLEMENTISER)
                    && clause.checked_sub(2).is_some_and(|at| sentence.is(at, Classes::CONTRAST));
                is_contrast
                    || token.kind == Kind::Comma && sentence.is(*clause, Classes::INDEFINITE)
                    || token.is(Classes::COORDINATOR.or(Classes::CONTRAST)) && *is_speech
                    || token.is(Classes::CONTRAST) && *construction == Construction::That
                    || token.kind == Kind::Comma && cue.start == *clause && *is_speech
            });
            if !is_beside || cue.start < report.cue.end {
                continue;
            }
            for piece in &mut report.content {
                if piece.contains(clause) {
                    let mut end = *clause - 1;
                    while end > piece.start
                        && sentence.before(end).is_some_and(|it| {
                            it.kind == Kind::Comma || it.is(Classes::COORDINATOR.or(Classes::CONTRAST))
                        })
                    {
                        end -= 1;
                    }
                    piece.end = end.max(piece.start);
                }
            }
        }
        report.content.retain(|piece| !piece.is_empty());
    }
}

/// Content in one piece.
fn one(piece: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(piece).collect()
}

/// Whether a token ends a piece of what is reported without belonging to it.
pub fn is_edge(token: &Token) -> bool {
    matches!(token.kind, Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Stop | Kind::Break)
}
