//! Words, punctuation and paragraphs of a text, in one pass.

use std::ops::Range;

use super::grammar::Grammar;
use super::word::{Classes, Word};
use super::words::{lowercase, number_end, push_word, word_end, word_token};

/// A word, a number, a punctuation mark or a passage in quotation marks, with its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub shape: Shape,
    /// What the language file says of it.
    pub word: Word,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word.
    Word,
    /// Digits.
    Number,
    /// `,`
    Comma,
    /// `.`, `!`, `?`, `…`
    Stop,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// A dash between words.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark without a partner.
    Mark,
    /// A passage in quotation marks: its number in the list of passages.
    Quote(usize),
    /// The end of a paragraph.
    Break,
    /// Anything else.
    Other,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// With a small letter.
    Lower,
    /// With a capital.
    Capital,
    /// In capitals, at least two.
    Upper,
    /// No word.
    None,
}

impl Token {
    /// A token of no text.
    pub const NOTHING: Self = Self { start: 0, end: 0, kind: Kind::Other, shape: Shape::None, word: Word::NOTHING };

    /// A word with a capital.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }

    /// A word of any of these classes.
    pub fn is(&self, classes: Classes) -> bool {
        self.word.classes.any(classes)
    }

    /// A word that can be a reporting verb.
    pub fn is_cue(&self) -> bool {
        self.word.reading_count > 0
    }

    /// A word or number.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Its text.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// Cuts a text into tokens; `line_breaks` says whether a lone line break ends a paragraph.
pub fn tokens(text: &str, grammar: &Grammar, line_breaks: impl Fn(usize) -> bool) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut lower = String::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let mark =
            |kind| Token { start: at, end: at + letter.len_utf8(), kind, shape: Shape::None, word: Word::default() };
        let kind = match letter {
            '\n' => {
                let next = letters.peek().map(|(_, next)| *next);
                let is_break = next.is_none_or(|next| next == '\n') || line_breaks(at);
                let again = tokens.last().is_none_or(|last: &Token| last.kind == Kind::Break);
                if is_break && !again {
                    tokens.push(mark(Kind::Break));
                }
                continue;
            }
            _ if letter.is_whitespace() => continue,
            _ if letter.is_alphabetic() => {
                let end = word_end(text, at, grammar, &mut lower);
                push_word(text, at..end, grammar, &mut lower, &mut tokens);
                while letters.next_if(|(next, _)| *next < end).is_some() {}
                continue;
            }
            _ if letter.is_numeric() => {
                let end = number_end(text, at);
                tokens.push(Token { end, ..mark(Kind::Number) });
                while letters.next_if(|(next, _)| *next < end).is_some() {}
                continue;
            }
            // "Pine & Brackett"
            '&' => {
                tokens.push(word_token(text, at..at + 1, grammar, &mut lower));
                continue;
            }
            ',' => Kind::Comma,
            '.' | '!' | '?' | '…' => Kind::Stop,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '–' | '—' | '-' | '―' => Kind::Dash,
            '(' | '[' => Kind::Open,
            ')' | ']' => Kind::Close,
            _ if crate::quotation_marks::is_closing(letter) || matches!(letter, '„' | '‚' | '「' | '『') => {
                Kind::Mark
            }
            _ => Kind::Other,
        };
        tokens.push(mark(kind));
    }
    join_adverbials(text, grammar, &mut tokens);
    tokens
}

/// Whether a word in a text is this one in lower case.
fn is_written(word: &str, lower: &str) -> bool {
    let letters = word.chars().map(|letter| if letter == '’' { '\'' } else { letter });
    letters.flat_map(char::to_lowercase).eq(lower.chars())
}

/// Makes one adverb of "of course" and "de nouveau".
fn join_adverbials(text: &str, grammar: &Grammar, tokens: &mut Vec<Token>) {
    let mut lower = String::new();
    let mut kept = 0;
    let mut index = 0;
    while let Some(token) = tokens.get(index).copied() {
        let mut joined = token;
        let mut length = 1;
        if token.is(Classes::EXPRESSION) {
            let fits = |words: &&Vec<Box<str>>| {
                words.iter().enumerate().skip(1).all(|(step, word)| {
                    tokens.get(index + step).is_some_and(|token| token.is_word() && is_written(token.text(text), word))
                })
            };
            lowercase(token.text(text), &mut lower);
            if let Some(words) = grammar.adverbials(&lower).iter().find(fits) {
                length = words.len();
                joined.end = tokens.get(index + length - 1).map_or(token.end, |last| last.end);
                joined.word = Word { classes: Classes::ADVERB, ..Word::default() };
            }
        }
        if let Some(place) = tokens.get_mut(kept) {
            *place = joined;
        }
        kept += 1;
        index += length;
    }
    tokens.truncate(kept);
}
