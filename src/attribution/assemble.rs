//! From the reports of all sentences to proposals: passages without a cue, speakers by name, confidence.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Proposal;
use super::confidence::{SourceKind, confidence};
use super::grammar::Grammar;
use super::people::{Gender, People, body_key, people};
use super::phrases::Sentence;
use super::reports::{Construction, Report, is_edge, reports};
use super::sentences::{Passage, Sentences, sentences};
use super::tokens::{Kind, Token};
use super::word::Classes;
use crate::model::QuotationKind;

/// Finds who says what in a text.
pub fn propose(text: &str, grammar: &Grammar) -> Vec<Proposal> {
    let sentences = sentences(text, grammar);
    let people = people(text, &sentences, grammar.capital_nouns);
    let mut drafts = Vec::new();
    for (number, range) in sentences.ranges.iter().enumerate() {
        let sentence = Sentence { text, tokens: sentences.of(range), grammar };
        let found = reports(&sentence);
        drafts
            .extend(found.iter().filter_map(|report| draft(&sentence, report, number, range.tokens.start, &sentences)));
    }
    add_uncued(text, grammar, &sentences, &mut drafts);
    drafts
        .sort_by_key(|draft| draft.fragments.first().map(|fragment| (fragment.start, std::cmp::Reverse(fragment.end))));
    drafts.dedup_by(|later, earlier| later.fragments == earlier.fragments);
    attribute(text, grammar, &sentences, &people, drafts)
}

/// A proposal before its speaker is known.
#[derive(Debug, Clone)]
struct Draft {
    fragments: Vec<Range<usize>>,
    kind: QuotationKind,
    cue: Option<Range<usize>>,
    /// The tokens of the source in the whole text.
    source: Option<Range<usize>>,
    construction: Construction,
    sentence: usize,
    /// The tokens of the subject of the sentence before, for a passage without a cue.
    neighbour: Option<Range<usize>>,
}

fn draft(
    sentence: &Sentence<'_>,
    report: &Report,
    number: usize,
    first: usize,
    sentences: &Sentences,
) -> Option<Draft> {
    let mut fragments = Vec::new();
    let mut has_quote = false;
    let mut has_words = false;
    for piece in &report.content {
        let piece = without_edges(sentence, piece.clone());
        let tokens = sentence.tokens.get(piece.clone()).unwrap_or_default();
        let is_only_quotes = tokens.iter().all(|token| matches!(token.kind, Kind::Quote(_)) || is_edge(token));
        has_quote |= tokens.iter().any(|token| matches!(token.kind, Kind::Quote(_)));
        has_words |= !is_only_quotes;
        if is_only_quotes {
            fragments.extend(tokens.iter().filter(|token| matches!(token.kind, Kind::Quote(_))).map(Token::range));
        } else {
            fragments.push(sentence.bytes(&piece));
        }
    }
    fragments.retain(|fragment| !fragment.is_empty());
    if fragments.is_empty() {
        return None;
    }
    let kind = match (has_quote, has_words) {
        (true, false) => QuotationKind::Direct,
        (true, true) => QuotationKind::Mixed,
        (false, _) => QuotationKind::Indirect,
    };
    let is_title = |token: &Token| match token.kind {
        Kind::Quote(passage) => sentences.passages.get(passage).is_some_and(|passage| passage.looks_like_title),
        _ => false,
    };
    let only_title = kind == QuotationKind::Direct
        && report
            .content
            .iter()
            .all(|piece| sentence.tokens.get(piece.clone()).unwrap_or_default().iter().all(is_title));
    if only_title && report.construction == Construction::Thing {
        return None;
    }
    Some(Draft {
        fragments,
        kind,
        cue: Some(sentence.bytes(&report.cue)),
        source: report.source.as_ref().map(|source| source.start + first..source.end + first),
        construction: report.construction,
        sentence: number,
        neighbour: None,
    })
}

fn without_edges(sentence: &Sentence<'_>, mut piece: Range<usize>) -> Range<usize> {
    while piece.start < piece.end && sentence.at(piece.start).is_some_and(is_edge) {
        piece.start += 1;
    }
    while piece.start < piece.end && sentence.before(piece.end).is_some_and(is_edge) {
        piece.end -= 1;
    }
    piece
}

/// Adds the passages in quotation marks that no cue reports.
fn add_uncued(text: &str, grammar: &Grammar, sentences: &Sentences, drafts: &mut Vec<Draft>) {
    const FEWEST_WORDS: usize = 4;
    let last_sources: FxHashMap<usize, Option<Range<usize>>> =
        drafts.iter().map(|draft| (draft.sentence, draft.source.clone())).collect();
    let mut covered: Vec<Range<usize>> = drafts.iter().flat_map(|draft| draft.fragments.iter().cloned()).collect();
    covered.sort_by_key(|range| range.start);
    let mut reach = 0;
    let mut cover = covered.into_iter().peekable();
    for (number, range) in sentences.ranges.iter().enumerate() {
        let sentence = Sentence { text, tokens: sentences.of(range), grammar };
        for (index, token) in sentence.tokens.iter().enumerate() {
            let Kind::Quote(passage) = token.kind else { continue };
            let Some(passage) = sentences.passages.get(passage) else { continue };
            while let Some(next) = cover.next_if(|next| next.start <= passage.span.start) {
                reach = reach.max(next.end);
            }
            if reach >= passage.span.end {
                continue;
            }
            let is_whole = is_sentence(&sentence, index, passage);
            let draft = |fragments, kind, source, construction| Draft {
                fragments,
                kind,
                cue: None,
                source,
                construction,
                sentence: number,
                neighbour: None,
            };
            // "insisted the squad was united: “…”"
            let announced = sentence.before(index).filter(|it| it.kind == Kind::Colon);
            let announcer = announced.and_then(|_| last_sources.get(&number).cloned());
            if let Some(source) = announcer {
                drafts.push(draft(vec![passage.span.clone()], QuotationKind::Direct, source, Construction::QuoteAfter));
            } else if is_whole {
                let alone = draft(vec![passage.span.clone()], QuotationKind::Direct, None, Construction::Alone);
                let neighbour = subject_of_sentence_before(text, grammar, sentences, number);
                drafts.push(Draft { neighbour, ..alone });
            } else if is_set_off(&sentence, index) {
                continue;
            } else if passage.word_count >= FEWEST_WORDS && !passage.looks_like_title {
                let segment = segment(&sentence, index);
                let source =
                    sentence.first_phrase(index).map(|it| it.start + range.tokens.start..it.end + range.tokens.start);
                let bytes = sentence.bytes(&segment);
                let is_alone = bytes == passage.span;
                let kind = if is_alone { QuotationKind::Direct } else { QuotationKind::Mixed };
                drafts.push(draft(vec![bytes], kind, source, Construction::Inside));
            }
        }
    }
}

/// The subject of the sentence before, in the same paragraph: `Kim shook her head. “No.”`
fn subject_of_sentence_before(
    text: &str,
    grammar: &Grammar,
    sentences: &Sentences,
    number: usize,
) -> Option<Range<usize>> {
    let here = sentences.ranges.get(number)?;
    let before = sentences.ranges.get(number.checked_sub(1)?).filter(|it| it.paragraph == here.paragraph)?;
    let sentence = Sentence { text, tokens: sentences.of(before), grammar };
    let has_quote = sentence.tokens.iter().any(|token| matches!(token.kind, Kind::Quote(_)));
    let subject =
        sentence.first_phrase(sentence.tokens.len()).filter(|subject| !has_quote && sentence.can_hold(subject))?;
    Some(subject.start + before.tokens.start..subject.end + before.tokens.start)
}

/// Whether a passage in quotation marks is a sentence of its own or several.
fn is_sentence(sentence: &Sentence<'_>, index: usize, passage: &Passage) -> bool {
    let others =
        sentence.tokens.iter().filter(|token| !is_edge(token) && !matches!(token.kind, Kind::Quote(_))).count();
    let is_first = index == 0 || sentence.tokens.iter().take(index).all(is_edge);
    others == 0 && (passage.word_count > 2 || passage.ends_sentence())
        || is_first
            && passage.begins_with_capital
            && (passage.ends_sentence() || passage.last == ',')
            && passage.word_count > 2
}

/// Whether a passage stands between commas, as the title of a work does: "In his book, “…”, he …".
fn is_set_off(sentence: &Sentence<'_>, index: usize) -> bool {
    sentence.before(index).is_some_and(|token| token.kind == Kind::Comma) && sentence.is_kind(index + 1, Kind::Comma)
}

/// The part of a sentence between commas around a passage in quotation marks, without its subject.
fn segment(sentence: &Sentence<'_>, index: usize) -> Range<usize> {
    let mut start = index;
    let is_border = |token: &Token| {
        is_edge(token)
            || token.is_cue() && !token.is_capital()
            || token.is(Classes::COORDINATOR.or(Classes::RELATIVE).or(Classes::SUBORDINATOR))
    };
    while sentence.before(start).is_some_and(|token| !is_border(token)) {
        start -= 1;
    }
    if sentence.begins_phrase(start)
        && let Some(subject) = sentence.phrase_after(start)
        && subject.end < index
    {
        start = subject.end;
    }
    let mut end = index + 1;
    while sentence.at(end).is_some_and(|token| !is_edge(token)) {
        end += 1;
    }
    start..end
}

/// Gives every draft its speaker and its confidence.
fn attribute(
    text: &str,
    grammar: &Grammar,
    sentences: &Sentences,
    people: &People,
    drafts: Vec<Draft>,
) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::with_capacity(drafts.len());
    let mut paragraphs = Vec::with_capacity(drafts.len());
    let mut last_speaker: Option<usize> = None;
    for draft in &drafts {
        let paragraph = sentences.ranges.get(draft.sentence).map_or(0, |sentence| sentence.paragraph);
        let mut found = Resolved { who: None, mention: None, kind: SourceKind::Nobody };
        if let Some(source) = &draft.source {
            found = resolve(text, grammar, sentences, people, source, draft.sentence, last_speaker);
        }
        let is_subject_left_out = grammar.omits_subjects && draft.source.is_none() && draft.cue.is_some();
        if is_subject_left_out && last_speaker.is_some() {
            found = Resolved { who: last_speaker, mention: None, kind: SourceKind::Continued };
        }
        let is_first_here = paragraphs
            .last()
            .is_none_or(|(known, sentence): &(usize, usize)| *known != paragraph || sentence + 1 < draft.sentence);
        if let Some(neighbour) = draft.neighbour.as_ref().filter(|_| is_first_here) {
            found = resolve(text, grammar, sentences, people, neighbour, draft.sentence, last_speaker);
            found.kind = SourceKind::Continued;
        }
        if found.who.is_some_and(|who| !people.is_body(who)) {
            last_speaker = found.who;
        }
        let name = found.who.and_then(|who| people.named.get(who)).map(|named| named.name.clone());
        let mention_text = || found.mention.clone().and_then(|mention| text.get(mention)).map(one_line);
        proposals.push(Proposal {
            fragments: draft.fragments.clone(),
            kind: draft.kind,
            cue: draft.cue.clone(),
            is_named: name.is_some(),
            speaker: name.map(|name| one_line(&name)).or_else(mention_text),
            mention: found.mention,
            construction: draft.construction,
            confidence: confidence(draft.construction, found.kind),
        });
        paragraphs.push((paragraph, draft.sentence));
    }
    continue_speakers(&mut proposals, &paragraphs);
    proposals
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Passages without a cue are said by the speaker of the passage before in their paragraph, else of the one
/// right behind, else of the paragraph before.
fn continue_speakers(proposals: &mut [Proposal], places: &[(usize, usize)]) {
    for index in 0..proposals.len() {
        let Some(proposal) = proposals.get(index) else { continue };
        let is_open = proposal.speaker.is_none() && matches!(proposal.construction, Construction::Alone);
        let Some((paragraph, sentence)) = places.get(index).copied().filter(|_| is_open) else { continue };
        let speaker_at = |at: usize| proposals.get(at).filter(|it| it.speaker.is_some());
        let place_at = |at: usize| places.get(at).copied().unwrap_or_default();
        let here = || (0..index).rev().take_while(|at| place_at(*at).0 == paragraph);
        let is_direct =
            |at: &usize| proposals.get(*at).is_some_and(|it| it.kind == QuotationKind::Direct && it.speaker.is_some());
        let before = here().find(is_direct).or_else(|| here().next()).and_then(speaker_at);
        let behind = || {
            let at = index + 1;
            let near = place_at(at).0 == paragraph && place_at(at).1 <= sentence + 1;
            proposals.get(at).filter(|it| near && it.kind == QuotationKind::Direct).and_then(|_| speaker_at(at))
        };
        let earlier = || {
            let at = index.checked_sub(1)?;
            (place_at(at).0 + 1 == paragraph).then(|| speaker_at(at)).flatten()
        };
        let Some(from) = before.or_else(behind).or_else(earlier) else { continue };
        let (speaker, is_named, mention) = (from.speaker.clone(), from.is_named, from.mention.clone());
        if let Some(proposal) = proposals.get_mut(index) {
            proposal.speaker = speaker;
            proposal.is_named = is_named;
            proposal.mention = mention;
            proposal.confidence = confidence(proposal.construction, SourceKind::Continued);
        }
    }
}

struct Resolved {
    who: Option<usize>,
    mention: Option<Range<usize>>,
    kind: SourceKind,
}

fn resolve(
    text: &str,
    grammar: &Grammar,
    sentences: &Sentences,
    people: &People,
    source: &Range<usize>,
    sentence: usize,
    last_speaker: Option<usize>,
) -> Resolved {
    let tokens = sentences.tokens.get(source.clone()).unwrap_or_default();
    let first = tokens.first().map_or(0, |token| token.start);
    let end = tokens.last().map_or(first, |token| token.end);
    // In "a-t-il dit" the pronoun is "il".
    let mention = text.get(first..end).unwrap_or_default();
    let start = end - mention.trim_start_matches("-t").trim_start_matches('-').len();
    let resolved = |who, kind| Resolved { who, mention: Some(start..end), kind };
    let whole = Sentence { text, tokens: &sentences.tokens, grammar };
    let modified = source;
    let source = &(source.start..whole.head_end(source));
    // "the head of the bank": the bank is not who speaks.
    let first_name = people.naming_in(source).map_or(source.end, |naming| naming.tokens.start);
    let head = sentences.tokens.get(source.start..first_name).unwrap_or_default();
    let is_office = head.iter().any(|token| token.is(Classes::ROLE.or(Classes::BODY)) && !token.is_capital())
        && head.iter().any(|token| token.is(Classes::GENITIVE))
        && head
            .iter()
            .rev()
            .find(|token| !token.is(Classes::TITLE))
            .is_some_and(|token| token.is(Classes::PREPOSITION.or(Classes::SPECIFIER)));
    if let Some(who) = people.named_in(source).filter(|_| !is_office) {
        return resolved(Some(who), SourceKind::Name);
    }
    if let [pronoun] = tokens
        && pronoun.is(Classes::PRONOUN.or(Classes::POSSESSIVE).or(Classes::ENCLITIC))
    {
        let gender = if pronoun.is(Classes::MASCULINE) {
            Some(Gender::Masculine)
        } else if pronoun.is(Classes::FEMININE) {
            Some(Gender::Feminine)
        } else {
            None
        };
        let can_be_person = pronoun.is(Classes::MASCULINE.or(Classes::FEMININE).or(Classes::POSSESSIVE))
            && !pronoun.is(Classes::PLURAL.or(Classes::FIRST));
        let who = if can_be_person { people.meant_by(gender, source.start, sentence, last_speaker) } else { None };
        let kind = if who.is_some() { SourceKind::Pronoun } else { SourceKind::OpenPronoun };
        return resolved(who, kind);
    }
    // "ce dernier", "the 70-year-old"
    let is_age = |token: &Token| token.kind == Kind::Number && token.text(text).contains('-');
    if tokens.last().is_some_and(|token| token.is(Classes::LATTER) || is_age(token)) {
        let who = people.last_before(source.start);
        return resolved(who, SourceKind::Pronoun);
    }
    // "the head of the bank, Kim, said"
    let behind = sentences.tokens.get(source.end).filter(|_| source == modified);
    if behind.is_some_and(|token| token.kind == Kind::Comma)
        && tokens.iter().any(|token| token.is(Classes::SPECIFIER.or(Classes::POSSESSIVE_ENDING)))
        && let Some(naming) = people.naming_in(&(source.end..source.end + 3))
        && !people.is_body(naming.who)
    {
        return resolved(Some(naming.who), SourceKind::Name);
    }
    let is_definite =
        tokens.first().is_some_and(|token| token.is(Classes::SPECIFIER) && !token.is(Classes::INDEFINITE));
    let role = tokens.iter().find(|token| token.is(Classes::ROLE));
    let has_owner = people.naming_in(source).is_some_and(|naming| naming.is_modifier);
    if let Some(role) = role.filter(|_| is_definite && !has_owner) {
        // "the head of the bank" is whoever holds an office there.
        let in_body = || {
            let body = people.naming_in(source).filter(|_| is_office && role.is(Classes::HEAD))?;
            let body = sentences.tokens.get(body.tokens.clone())?.last()?;
            people.in_office(&body_key(body.text(text)), source.start)
        };
        let holder = people.in_office(&role.text(text).to_lowercase(), source.start);
        if let Some(who) = holder.or_else(in_body) {
            return resolved(Some(who), SourceKind::Pronoun);
        }
    }
    resolved(None, SourceKind::Noun)
}
