//! Words, punctuation and paragraphs of a text, in one pass.

use std::ops::Range;

use super::grammar::Grammar;
use super::word::{Classes, Word};

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

/// What is known of a word as it is written.
pub fn word_of(word: &str, grammar: &Grammar) -> Word {
    let mut lower = String::new();
    lowercase(word, &mut lower);
    grammar.word(&lower)
}

/// Where the word that begins at `start` ends: letters, digits, and hyphens, apostrophes and dots inside.
fn word_end(text: &str, start: usize, grammar: &Grammar, lower: &mut String) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut end = start;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next_is_letter = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let goes_on = letter.is_alphanumeric()
            || (matches!(letter, '-' | '\'' | '’' | '‑' | '&') && next_is_letter)
            || (letter == '.' && next_is_letter && is_initials(rest.get(..at).unwrap_or_default()));
        if !goes_on {
            break;
        }
        end = start + at + letter.len_utf8();
    }
    if grammar.has_possessives() && ends_possessor(text, end) {
        return end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    if text.get(end..).is_some_and(|rest| rest.starts_with('.')) {
        let word = text.get(start..end).unwrap_or_default();
        lowercase(word, lower);
        let is_initial =
            word.chars().count() == 1 && word.chars().all(char::is_uppercase) && !matches!(word, "I" | "X");
        if is_initial || is_initials(word) && word.contains('.') || grammar.is_abbreviation(lower) {
            end += 1;
        }
    }
    end
}

/// "the teachers' leaders": an apostrophe behind an s and before another word.
fn ends_possessor(text: &str, end: usize) -> bool {
    let mut behind = text.get(end..).unwrap_or_default().chars();
    text.get(..end).is_some_and(|before| before.ends_with('s'))
        && behind.next().is_some_and(|letter| matches!(letter, '’' | '\''))
        && behind.next() == Some(' ')
        && behind.next().is_some_and(char::is_alphabetic)
}

/// `U`, `U.S`: single letters between dots.
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

fn number_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut end = start;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next_is_digit = letters.peek().is_some_and(|(_, next)| next.is_numeric());
        let next_is_letter = letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let joins = matches!(letter, '.' | ',' | '/' | ':' | '-' | '\u{a0}' | '\u{202f}') && next_is_digit
            || letter == '-' && next_is_letter;
        if !letter.is_alphanumeric() && !joins && letter != '%' {
            break;
        }
        end = start + at + letter.len_utf8();
    }
    end
}

fn lowercase(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
        return;
    }
    lower.extend(word.chars().map(|letter| if letter == '’' { '\'' } else { letter }).flat_map(char::to_lowercase));
}

/// Adds a word; what is written together but is several words becomes several tokens: `l'eau`, `a-t-il`, `Kim's`.
fn push_word(text: &str, range: Range<usize>, grammar: &Grammar, lower: &mut String, tokens: &mut Vec<Token>) {
    let Range { mut start, end } = range;
    let mut word = text.get(start..end).unwrap_or_default();
    if grammar.joins_by_marks && !word.contains(['\'', '’', '-', '‑']) {
        tokens.push(word_token(text, start..end, grammar, lower));
        return;
    }
    lowercase(word, lower);
    if !grammar.lists(lower) {
        while let Some(at) = word.find(['\'', '’']) {
            lowercase(word.get(..at).unwrap_or_default(), lower);
            if !grammar.is_elision(lower) || is_within_name(text, start, word, at, tokens) {
                break;
            }
            let apostrophe = word.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            tokens.push(word_token(text, start..start + at + apostrophe, grammar, lower));
            start += at + apostrophe;
            word = text.get(start..end).unwrap_or_default();
        }
    }
    lowercase(word, lower);
    let ending = grammar.enclitic(lower).or_else(|| grammar.possessive(lower));
    let whole = if ending.is_some() { grammar.word(lower).classes } else { Classes::default() };
    match ending {
        Some(ending) if whole.is_none() && word.len() > ending.len() => {
            // The ending may be written with another apostrophe than the one of the language file.
            let cut = start + word.char_indices().rev().nth(ending.chars().count() - 1).map_or(0, |(at, _)| at);
            tokens.push(word_token(text, start..cut, grammar, lower));
            tokens.push(word_token(text, cut..end, grammar, lower));
        }
        _ => tokens.push(word_token(text, start..end, grammar, lower)),
    }
}

/// "Koffi N’Dri": no elision stands between two words with capitals.
fn is_within_name(text: &str, start: usize, word: &str, apostrophe: usize, tokens: &[Token]) -> bool {
    let follows_name =
        tokens.last().is_some_and(|last| last.is_capital() && text.get(last.end..start).is_some_and(|gap| gap == " "));
    let behind = word.get(apostrophe..).and_then(|rest| rest.chars().nth(1));
    follows_name && word.starts_with(char::is_uppercase) && behind.is_some_and(char::is_uppercase)
}

fn word_token(text: &str, range: Range<usize>, grammar: &Grammar, lower: &mut String) -> Token {
    let word = text.get(range.clone()).unwrap_or_default();
    lowercase(word, lower);
    let mut known = grammar.word(lower);
    if known.classes.is_none() && known.reading_count == 0 && lower.ends_with('.') {
        let full = grammar.word(lower.trim_end_matches('.'));
        // "A. Kim" begins with no article.
        if word.len() > 2 || full.classes.any(Classes::TITLE) {
            known = full;
        }
    }
    // "ex-minister", «ex-ministre»
    if known.classes.is_none()
        && known.reading_count == 0
        && let Some((prefix, rest)) = lower.split_once('-')
        && matches!(prefix, "ex" | "vice" | "co")
    {
        known = Word { classes: grammar.word(rest).classes, ..Word::default() };
    }
    Token { start: range.start, end: range.end, kind: Kind::Word, shape: shape(word), word: known }
}

fn shape(word: &str) -> Shape {
    let first_is_capital = word.chars().next().is_some_and(char::is_uppercase);
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    let count = letters.clone().count();
    if count >= 2 && letters.all(char::is_uppercase) {
        Shape::Upper
    } else if first_is_capital {
        Shape::Capital
    } else {
        Shape::Lower
    }
}
