//! Who reports what within one sentence: cues, their sources, and the clauses that they report.

mod clauses;
mod complement;
mod nominal;
mod opening;
mod parenthesis;
mod source_phrase;
mod verb;
mod without_verb;

use std::ops::Range;

use self::clauses::clause_end;
use self::nominal::{asked_report, attitude_report, noun_report};
use self::opening::is_complementiser;
use self::source_phrase::phrase_report;
use self::verb::{own_subject, verb_report};
use self::without_verb::{colon_report, signed_report, unknown_cue};
use super::phrases::Sentence;
use super::tokens::{Kind, Token};
use super::word::Classes;

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

impl Construction {
    /// All, in the order of their declaration.
    pub const ALL: [Self; 17] = [
        Self::QuoteBefore,
        Self::QuoteAfter,
        Self::Colon,
        Self::That,
        Self::Bare,
        Self::Question,
        Self::Infinitive,
        Self::PersonInfinitive,
        Self::Thing,
        Self::Parenthesis,
        Self::Phrase,
        Self::WeakPhrase,
        Self::Noun,
        Self::Attitude,
        Self::Passive,
        Self::Alone,
        Self::Inside,
    ];
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
    if let Some(report) = asked_report(sentence) {
        reports.insert(0, report);
    }
    if let Some(report) = unknown_cue(sentence, &reports) {
        reports.push(report);
    }
    if reports.is_empty() {
        reports.extend(signed_report(sentence));
    }
    if let Some(report) = colon_report(sentence, reports.is_empty()) {
        reports.push(report);
    }
    drop_relayed(sentence, &mut reports);
    cut_at_next(sentence, &mut reports);
    let mut reports: Vec<Report> = reports.into_iter().flat_map(|report| divided(sentence, report)).collect();
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
            && report.content.iter().any(|piece| piece.start < report.cue.start)
            && attributed.iter().any(|cue| *cue <= report.cue.start);
        !is_relay
    });
}

/// Ends what is reported where the next report of the sentence begins that stands beside it, not inside:
/// "said the plan was dead and added that …".
fn cut_at_next(sentence: &Sentence<'_>, reports: &mut [Report]) {
    let clauses: Vec<Report> = reports.to_vec();
    for (number, report) in reports.iter_mut().enumerate() {
        for next in clauses.get(number + 1..).unwrap_or_default() {
            let Report { clause, cue, is_speech, construction, source, .. } = next;
            // "believes that … and wants": both verbs have the same subject.
            let follows_comma = clause.checked_sub(2).is_some_and(|at| sentence.is_kind(at, Kind::Comma));
            let shares_subject = follows_comma && *clause == cue.start && source.is_some() && *source == report.source;
            let before = sentence.before(*clause);
            // "said it was late and had written to the bank": what had been done is said too.
            let is_auxiliary = |at: usize| sentence.is(at, Classes::HAVE.or(Classes::MODAL));
            let is_told_too = before.is_some_and(|it| it.is(Classes::COORDINATOR))
                && *clause == cue.start
                && is_auxiliary(*clause)
                && !is_auxiliary(report.cue.start);
            // ", and a columnist called her …": another subject behind a comma
            let is_other = follows_comma && *clause < cue.start && source.is_some();
            let is_beside = !is_told_too
                && before.is_some_and(|token| {
                    let is_contrast = token.is(Classes::COMPLEMENTISER)
                        && clause.checked_sub(2).is_some_and(|at| sentence.is(at, Classes::CONTRAST));
                    is_contrast
                        || token.kind == Kind::Comma && sentence.is(*clause, Classes::INDEFINITE)
                        || token.is(Classes::COORDINATOR.or(Classes::CONTRAST))
                            && (*is_speech || shares_subject || is_other)
                        || token.is(Classes::CONTRAST) && *construction == Construction::That
                        || token.kind == Kind::Comma && cue.start == *clause && *is_speech
                });
            let joint = if is_beside || !is_speech { None } else { joint_before(sentence, *clause) };
            if !is_beside && joint.is_none() || cue.start < report.cue.end {
                continue;
            }
            for piece in &mut report.content {
                if piece.contains(clause) {
                    let mut end = joint.unwrap_or(clause.saturating_sub(1));
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

/// A report of two clauses that each begin with their conjunction as two: "said that it was late and that he was tired".
fn divided(sentence: &Sentence<'_>, report: Report) -> Vec<Report> {
    let is_clause = matches!(report.construction, Construction::That | Construction::Bare | Construction::Attitude);
    let [piece] = report.content.as_slice() else { return vec![report] };
    if !is_clause && report.construction != Construction::QuoteAfter {
        return vec![report];
    }
    // "said “…” and that “…”"
    let behind = (piece.end..piece.end + 2).find(|at| sentence.is(*at, Classes::COORDINATOR));
    if let Some(at) = behind.filter(|at| !is_clause && is_complementiser(sentence, at + 1)) {
        let is_whole = sentence.is_quote(at + 2) && sentence.is_kind(at + 3, Kind::Comma);
        let end = if is_whole { at + 3 } else { clause_end(sentence, at + 2) };
        let second = Report { content: one(at + 2..end), ..report.clone() };
        return vec![report, second];
    }
    let joins = Classes::COORDINATOR.or(Classes::CONTRAST);
    let begins = |at: &usize| {
        sentence.is(*at, joins)
            && !sentence.is(*at, Classes::SUBORDINATOR)
            && is_complementiser(sentence, at + 1)
            && !sentence.is(at.saturating_sub(1), Classes::COMPLEMENTISER)
    };
    let mut starts = vec![piece.start];
    starts.extend((piece.start + 1..piece.end).filter(begins).map(|at| at + 2));
    let ends = starts.iter().skip(1).map(|start| start - 2).chain([piece.end]);
    let pieces = starts.iter().zip(ends).map(|(start, end)| *start..end).filter(|piece| !piece.is_empty());
    pieces.map(|piece| Report { content: one(piece), ..report.clone() }).collect()
}

/// The comma before "but in a speech later" that stands before a clause.
fn joint_before(sentence: &Sentence<'_>, clause: usize) -> Option<usize> {
    const FARTHEST: usize = 10;
    let comma = (0..clause).rev().take(FARTHEST).find(|at| sentence.at(*at).is_some_and(|token| !token.is_word()))?;
    let opens = sentence.is(comma + 1, Classes::CONTRAST) && sentence.is_kind(comma, Kind::Comma);
    (opens && !sentence.has_finite(comma + 1..clause)).then_some(comma)
}

/// Content in one piece.
pub fn one(piece: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(piece).collect()
}

/// Whether a token ends a piece of what is reported without belonging to it.
pub fn is_edge(token: &Token) -> bool {
    matches!(token.kind, Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Stop | Kind::Break)
}
