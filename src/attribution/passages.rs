//! Passages between quotation marks, each of which counts as one word of its sentence.

use std::ops::Range;

use super::grammar::Grammar;
use super::phrases;
use super::tokens::{Kind, Shape, Token};
use super::word::{Classes, Frames};
use crate::quotation_marks::Pair;
use crate::span::Span;

/// A passage between the outermost quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// With its marks.
    pub span: Range<usize>,
    /// Without them.
    pub words: Range<usize>,
    /// How many words it has.
    pub word_count: usize,
    /// The last character before the closing mark.
    pub last: char,
    /// Whether it begins with a capital.
    pub begins_with_capital: bool,
    /// Whether most of its words have capitals, as a title has.
    pub looks_like_title: bool,
}

impl Passage {
    /// Whether it ends as a sentence ends.
    pub fn ends_sentence(&self) -> bool {
        matches!(self.last, '.' | '!' | '?' | '…')
    }
}

/// The pairs of marks that stand in no other, in order, those left out that are rather apostrophes.
pub fn outermost(text: &str, mut pairs: Vec<Pair>) -> Vec<Pair> {
    const LONGEST_DOUBTFUL: usize = 60;
    const LONGEST: usize = 6000;
    pairs.retain(|pair| !pair.words.is_empty() && pair.span.slice(text).len() < LONGEST);
    pairs.sort_by_key(|pair| (pair.span.start(), std::cmp::Reverse(pair.span.end())));
    let outer = without_inner(pairs.clone());
    // Where double marks stand only within single ones, these are the usual marks of the text.
    let singles = outer.iter().filter(|pair| pair.is_apostrophe).count();
    if singles == 0 || singles * 2 > outer.len() {
        return outer;
    }
    pairs.retain(|pair| !pair.is_apostrophe || pair.span.len() < LONGEST_DOUBTFUL);
    without_inner(pairs)
}

/// Quotations whose closing mark was forgotten: an opening mark behind a colon or at the head of a paragraph that has no
/// other marks behind it ends with the paragraph.
pub fn unclosed(text: &str, tokens: &[Token], pairs: &[Pair]) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut known = pairs.iter().peekable();
    let mut lone: Option<(usize, usize)> = None;
    let mut opens = true;
    let mut last = 0;
    let end = Token { start: text.len(), end: text.len(), kind: Kind::Break, ..Token::NOTHING };
    for token in tokens.iter().chain([&end]) {
        while known.next_if(|pair| pair.span.end() <= token.start).is_some() {}
        let is_paired = known.peek().is_some_and(|pair| pair.span.start() <= token.start);
        match token.kind {
            Kind::Break => {
                if let Some((start, words)) = lone.take() {
                    let span = Span::new(start, last);
                    found.push(Pair { span, words: Span::new(words, last), is_apostrophe: false });
                }
            }
            Kind::Mark if !is_paired && opens && lone.is_none() && matches!(token.text(text), "“" | "«") => {
                let rest = text.get(token.end..).unwrap_or_default();
                lone = Some((token.start, token.end + rest.len() - rest.trim_start().len()));
            }
            Kind::Mark => lone = None,
            _ => {}
        }
        opens = matches!(token.kind, Kind::Break | Kind::Colon);
        last = token.end;
    }
    found
}

/// Those of pairs in the order of their opening marks that stand in no other.
fn without_inner(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let mut end = 0;
    pairs.retain(|pair| {
        let is_outer = pair.span.start() >= end;
        if is_outer {
            end = pair.span.end();
        }
        is_outer
    });
    pairs
}

/// Makes one token of every passage in quotation marks.
pub fn fold(text: &str, grammar: &Grammar, all: &[Token], pairs: &[Pair]) -> (Vec<Token>, Vec<Passage>) {
    let mut folded = Vec::with_capacity(all.len());
    let mut passages: Vec<Passage> = Vec::with_capacity(pairs.len());
    let mut pairs = pairs.iter().peekable();
    let mut end = 0;
    for (index, token) in all.iter().enumerate() {
        if token.start < end {
            continue;
        }
        match pairs.next_if(|pair| pair.span.start() <= token.start) {
            Some(pair) => {
                end = pair.span.end();
                let behind = all.get(index..).unwrap_or_default();
                let inside = behind.get(..behind.partition_point(|token| token.start < end)).unwrap_or_default();
                if is_nickname(text, folded.last(), inside, end) {
                    folded.push(Token {
                        start: pair.span.start(),
                        end,
                        kind: Kind::Word,
                        shape: Shape::Capital,
                        ..Token::NOTHING
                    });
                    continue;
                }
                let mut add = |span: Range<usize>, folded: &mut Vec<Token>| {
                    let tokens = inside.iter().filter(|token| span.contains(&token.start));
                    let kind = Kind::Quote(passages.len());
                    passages.push(passage(text, span.clone(), pair, tokens));
                    folded.push(Token { start: span.start, end: span.end, kind, ..Token::NOTHING });
                };
                let span = pair.span.range();
                match incise(text, grammar, inside) {
                    Some(incise) => {
                        let between = inside.get(incise).unwrap_or_default();
                        let (first, last) =
                            (between.first().map_or(end, |it| it.start), between.last().map_or(end, |it| it.end));
                        add(span.start..first, &mut folded);
                        folded.extend_from_slice(between);
                        let rest = text.get(last..end).map_or(end, |rest| end - rest.trim_start().len());
                        if text.get(rest..pair.words.end()).is_some_and(|rest| rest.contains(char::is_alphanumeric)) {
                            add(rest..end, &mut folded);
                        }
                    }
                    None => add(span, &mut folded),
                }
                // “It is over,” he said: the comma within the marks is one of the sentence.
                if pair.words.slice(text).trim_end().ends_with(',') {
                    folded.push(Token { start: end, end, kind: Kind::Comma, ..Token::NOTHING });
                }
            }
            None => folded.push(*token),
        }
    }
    (folded, passages)
}

/// Whether a passage is a name between names: Margaret “Mags” Kim.
fn is_nickname(text: &str, before: Option<&Token>, inside: &[Token], end: usize) -> bool {
    let words = || inside.iter().filter(|token| token.kind != Kind::Mark);
    let is_one = words().count() == 1 && words().all(|token| token.shape == Shape::Capital);
    let behind = text.get(end..).and_then(|rest| rest.strip_prefix(' '));
    is_one
        && before.is_some_and(|token| token.kind == Kind::Word && token.shape == Shape::Capital)
        && behind.and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

/// The attribution that some languages set within the marks: « Nous restons, a-t-elle dit, et nous signons. »
fn incise(text: &str, grammar: &Grammar, tokens: &[Token]) -> Option<Range<usize>> {
    const FARTHEST: usize = 12;
    if !grammar.attributes_within_marks {
        return None;
    }
    let inside = phrases::Sentence { text, tokens, grammar };
    let opens = |at: &usize| inside.at(*at).is_some_and(|it| matches!(it.kind, Kind::Comma | Kind::Stop));
    (1..tokens.len()).filter(opens).find_map(|comma| {
        let found = (comma + 1..comma + 5).find_map(|at| inside.verb_use(at)).filter(|found| {
            found.group == comma + 1 && found.frames.any(Frames::QUOTE) && !found.is_gerund && !found.is_infinitive
        })?;
        let subject = match found.enclitic {
            Some(enclitic) => enclitic..enclitic + 1,
            None => inside.phrase_after(found.after).filter(|phrase| inside.can_hold(phrase))?,
        };
        let behind = subject.end.max(found.after);
        let closes = |at: &usize| {
            inside.at(*at).is_some_and(|it| {
                matches!(it.kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Mark)
            })
        };
        let end = (behind..tokens.len()).take(FARTHEST).find(closes)?;
        let end = inside.apposition_end(&subject, end).filter(closes).unwrap_or(end);
        let is_clause = closes(&behind)
            || inside.is(behind, Classes::PREPOSITION.or(Classes::TIME).or(Classes::ADVERB).or(Classes::GENITIVE));
        // The closing mark belongs to the passage.
        let end = if inside.is_kind(end, Kind::Mark) { end } else { end + 1 };
        is_clause.then_some(comma..end)
    })
}

fn passage<'a>(text: &str, span: Range<usize>, pair: &Pair, tokens: impl Iterator<Item = &'a Token>) -> Passage {
    let mut word_count = 0;
    let mut capitals = 0;
    let mut long = 0;
    for token in tokens.filter(|token| token.kind == Kind::Word) {
        word_count += 1;
        if token.end - token.start > 3 {
            long += 1;
            capitals += usize::from(token.is_capital());
        }
    }
    let range = span.start.max(pair.words.start())..span.end.min(pair.words.end());
    let words = text.get(range.clone()).unwrap_or_default().trim_end();
    Passage {
        span,
        words: range,
        word_count,
        last: words.chars().next_back().unwrap_or(' '),
        begins_with_capital: words.chars().find(|letter| letter.is_alphanumeric()).is_some_and(char::is_uppercase),
        looks_like_title: word_count > 1 && long == capitals && !words.ends_with(['.', '!', '?']),
    }
}
