//! Sentences, in which a passage between quotation marks counts as one word.

use std::ops::Range;

use super::grammar::Grammar;
use super::passages::{Passage, fold, outermost, unclosed};
use super::tokens::{Kind, Shape, Token, tokens};
use super::word::{Classes, Frames};
use crate::quotation_marks::{Breaks, pair};

/// A text cut into sentences.
#[derive(Debug, Default)]
pub struct Sentences {
    /// The tokens of all sentences, passages in quotation marks as one.
    pub tokens: Vec<Token>,
    /// The sentences, in ranges of the tokens.
    pub ranges: Vec<Sentence>,
    /// The passages in quotation marks.
    pub passages: Vec<Passage>,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The number of its paragraph.
    pub paragraph: usize,
}

impl Sentences {
    /// The tokens of a sentence.
    pub fn of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or_default()
    }
}

/// More tokens than any sentence has that is worth reading; keeps the work linear.
const LONGEST: usize = 400;

/// Cuts a text into sentences.
pub fn sentences(text: &str, grammar: &Grammar) -> Sentences {
    let breaks = line_breaks(text);
    let is_break = |at: usize| breaks == Breaks::Line || breaks_line(text, at);
    let all = tokens(text, grammar, is_break);
    let mut pairs = outermost(text, pair(text, |_| true, breaks));
    pairs.extend(unclosed(text, &all, &pairs));
    pairs.sort_by_key(|pair| pair.span.start());
    let (tokens, passages) = fold(text, grammar, &all, &pairs);
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut paragraph = 0;
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        let ends = match token.kind {
            Kind::Break => true,
            Kind::Stop => next.is_none_or(|next| !continues(next) && next.kind != Kind::Break),
            Kind::Quote(number) => {
                let ends_sentence = passages.get(number).is_some_and(Passage::ends_sentence);
                let is_question = passages.get(number).is_some_and(|passage| matches!(passage.last, '?' | '!' | '…'));
                ends_sentence
                    && next.is_some_and(|next| !continues(next) && !matches!(next.kind, Kind::Stop | Kind::Break))
                    && !(is_question
                        && !is_announced(tokens.get(start..index).unwrap_or_default())
                        && is_attributed_behind(&tokens, index + 1, grammar))
            }
            Kind::Dash => is_dateline(text, tokens.get(start..index).unwrap_or_default()),
            _ => false,
        };
        if ends || next.is_none() || index - start >= LONGEST {
            ranges.push(Sentence { tokens: start..index + 1, paragraph });
            start = index + 1;
        }
        if token.kind == Kind::Break {
            paragraph += 1;
        }
    }
    Sentences { tokens, ranges, passages }
}

/// "HOLLIS FALLS, Ohio (AP) —": place, agency and day before the first sentence.
fn is_dateline(text: &str, tokens: &[Token]) -> bool {
    const LONGEST: usize = 12;
    let is_first = tokens.first().is_some_and(|first| first.shape == Shape::Upper || first.kind == Kind::Open);
    let is_part = |token: &Token| match token.kind {
        Kind::Word => token.is_capital() || token.is(Classes::TIME.or(Classes::NAME_PARTICLE)),
        Kind::Stop => token.text(text) == ".",
        kind => matches!(kind, Kind::Comma | Kind::Open | Kind::Close | Kind::Number | Kind::Other | Kind::Dash),
    };
    is_first && tokens.len() <= LONGEST && tokens.iter().all(is_part)
}

/// Whether a token cannot begin a sentence.
fn continues(next: &Token) -> bool {
    match next.kind {
        Kind::Word => next.shape == Shape::Lower,
        Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Stop | Kind::Close | Kind::Dash => true,
        _ => false,
    }
}

/// Whether the words before a passage tell who says it: `She said, “How?”`
fn is_announced(before: &[Token]) -> bool {
    matches!(before, [.., cue, mark] if cue.is_word() && matches!(mark.kind, Kind::Comma | Kind::Colon))
}

/// Whether what follows a question in quotation marks is its attribution: `Smith asked.`
fn is_attributed_behind(tokens: &[Token], from: usize, grammar: &Grammar) -> bool {
    let next = tokens.get(from..).unwrap_or_default();
    let cue = next.iter().take(5).take_while(|token| token.is_word()).position(|token| {
        token.is_cue() && grammar.readings(token.word).iter().any(|reading| reading.frames.any(Frames::QUOTE))
    });
    cue.and_then(|cue| next.get(cue + 1))
        .is_some_and(|after| matches!(after.kind, Kind::Stop | Kind::Comma | Kind::Break))
}

/// Whether paragraphs are lines or are set apart by empty lines.
fn line_breaks(text: &str) -> Breaks {
    let mut lines = 0;
    let mut finished = 0;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            continue;
        }
        lines += 1;
        if ends_paragraph(line) {
            finished += 1;
        }
    }
    let has_empty_lines = text.contains("\n\n") || text.contains("\n\r\n");
    if !has_empty_lines && finished * 2 >= lines { Breaks::Line } else { Breaks::EmptyLine }
}

fn ends_paragraph(line: &str) -> bool {
    line.chars()
        .next_back()
        .is_some_and(|last| matches!(last, '.' | '!' | '?' | '…' | ':') || crate::quotation_marks::is_closing(last))
}

/// Whether a line break in wrapped text ends a paragraph: the line is finished and was not full.
fn breaks_line(text: &str, at: usize) -> bool {
    const SHORT: usize = 50;
    let line = text.get(..at).and_then(|before| before.rsplit('\n').next()).unwrap_or_default().trim_end();
    line.is_empty() || line.len() < SHORT && ends_paragraph(line)
}
