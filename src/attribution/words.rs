//! Where words and numbers of a text begin and end, and what is known of them.

use std::ops::Range;

use super::grammar::Grammar;
use super::tokens::{Kind, Shape, Token};
use super::word::{Classes, Word};

/// What is known of a word as it is written.
pub fn word_of(word: &str, grammar: &Grammar) -> Word {
    let mut lower = String::new();
    lowercase(word, &mut lower);
    grammar.word(&lower)
}

/// Where the word that begins at `start` ends: letters, digits, and hyphens, apostrophes and dots inside.
pub fn word_end(text: &str, start: usize, grammar: &Grammar, lower: &mut String) -> usize {
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

pub fn number_end(text: &str, start: usize) -> usize {
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

pub fn lowercase(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
        return;
    }
    lower.extend(word.chars().map(|letter| if letter == '’' { '\'' } else { letter }).flat_map(char::to_lowercase));
}

/// Adds a word; what is written together but is several words becomes several tokens: `l'eau`, `a-t-il`, `Kim's`.
pub fn push_word(text: &str, range: Range<usize>, grammar: &Grammar, lower: &mut String, tokens: &mut Vec<Token>) {
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

pub fn word_token(text: &str, range: Range<usize>, grammar: &Grammar, lower: &mut String) -> Token {
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
