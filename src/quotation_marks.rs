//! Pairs quotation marks of all traditions in one pass over the plain text.

use crate::byte_set::ByteSet;
use crate::span::{Plain, Span};

/// A pair of quotation marks, in bytes of the plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// From the first byte of the opening mark to the last of the closing one.
    pub span: Span<Plain>,
    /// The words between the marks, without space at the ends.
    pub words: Span<Plain>,
    /// A typewriter apostrophe may be no mark at all.
    pub is_apostrophe: bool,
}

/// Whether a character can close a quotation.
pub fn is_closing(mark: char) -> bool {
    matches!(mark, '»' | '«' | '›' | '‹' | '”' | '“' | '’' | '‘' | '"' | '\'' | '」' | '』')
}

/// The marks that `closing` can close, the usual one first.
fn openers(closing: char) -> &'static [char] {
    match closing {
        '»' => &['«', '»'],
        '«' => &['»'],
        '›' => &['‹', '›'],
        '‹' => &['›'],
        '”' => &['“', '„', '”'],
        '“' => &['„'],
        '’' => &['‘', '‚', '’'],
        '‘' => &['‚'],
        '"' => &['"'],
        '\'' => &['\''],
        '」' => &['「'],
        '』' => &['『'],
        _ => &[],
    }
}

/// Whether a character opens quotations and never closes one of the same kind.
fn only_opens(mark: char) -> bool {
    matches!(mark, '„' | '‚' | '「' | '『')
}

/// What separates paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// An empty line.
    EmptyLine,
    /// Every line break.
    Line,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    mark: char,
    at: usize,
    /// The paragraph ended before the quotation did.
    is_left_open: bool,
    /// The same mark opened again behind it: its own closing mark may have been forgotten.
    is_doubtful: bool,
}

/// More quotations inside one another than any text has; keeps the search for an opener short.
const DEEPEST: usize = 32;

/// The pairs of quotation marks of a text in the order of their closing marks.
///
/// A mark that opens a paragraph while a quotation of the paragraph before is still open continues that
/// quotation, as typography has it for quotations of several paragraphs. A quotation that no such mark
/// continues can still be closed in the next paragraph by a mark that has no other opener.
/// Marks at bytes that are not prose (code) do not count.
pub fn pair(text: &str, is_prose: impl Fn(usize) -> bool, breaks: Breaks) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut block_start = 0;
    // Most bytes are none of a mark's, and looking at letters only where one may begin is most of the speed.
    for at in MAY_BEGIN.places(text) {
        let Some((before, rest)) = text.split_at_checked(at) else { continue };
        let mut letters = rest.chars();
        let Some(letter) = letters.next() else { continue };
        let (previous, next) = (before.chars().next_back(), letters.next());
        // An empty line may hold spaces.
        let is_empty_line =
            || rest.get(1..).unwrap_or_default().trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        let is_break = letter == '\n' && (breaks == Breaks::Line || is_empty_line());
        if is_break && block_start <= at {
            block_start = at + rest.len() - rest.trim_start_matches(['\n', '\r', ' ', '\t']).len();
            open.retain(|entry| !entry.is_left_open && !entry.is_doubtful);
            for entry in &mut open {
                entry.is_left_open = true;
            }
        }
        let ends_possessor = || open.last().is_some_and(|last| is_single(last.mark)) && ends_possessor(previous, rest);
        if is_mark(letter) && is_prose(at) && !is_apostrophe(letter, previous, next) && !ends_possessor() {
            let continues = at == block_start && open.last().is_some_and(|last| continues(letter, last));
            if continues {
                if let Some(last) = open.last_mut() {
                    last.is_left_open = false;
                }
            } else if let Some(index) =
                opener(&open, letter, previous, next).or_else(|| spaced_opener(text, &open, letter, previous, next))
            {
                let start = open.get(index).map_or(at, |entry| entry.at);
                open.truncate(index);
                pairs.push(made(text, letter, start, at));
            } else if can_open(letter, previous, next) || opens_spaced(letter, previous, rest) {
                if open.len() == DEEPEST {
                    open.remove(0);
                }
                if let Some(last) = open.last_mut().filter(|last| last.mark == letter && is_double(letter)) {
                    last.is_doubtful = true;
                }
                open.push(Open { mark: letter, at, is_left_open: false, is_doubtful: false });
            }
        }
    }
    pairs
}

/// The bytes that may be the first of a quotation mark or of the gap between paragraphs (UTF-8: `C2` begins « and »,
/// `E2` the marks of General Punctuation, `E3` those of the CJK Symbols).
const MAY_BEGIN: ByteSet = ByteSet::of(b"\n\"'\xC2\xE2\xE3");

fn is_mark(letter: char) -> bool {
    is_closing(letter) || only_opens(letter)
}

/// A single mark between two letters or digits is an apostrophe.
fn is_apostrophe(letter: char, previous: Option<char>, next: Option<char>) -> bool {
    let is_word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    matches!(letter, '’' | '\'' | '‘') && is_word(previous) && is_word(next)
}

/// Double marks, which hardly anybody sets within the same ones over several paragraphs.
fn is_double(mark: char) -> bool {
    matches!(mark, '“' | '«' | '"')
}

fn is_single(mark: char) -> bool {
    matches!(mark, '‘' | '’' | '\'')
}

/// Whether the single mark that begins `rest` belongs to "the dogs’ home" within single marks: words go on behind it,
/// and a mark behind punctuation closes them before another one opens.
fn ends_possessor(previous: Option<char>, rest: &str) -> bool {
    const FARTHEST: usize = 400;
    let mut letters = rest.chars();
    let is_closer = letters.next().is_some_and(|mark| matches!(mark, '’' | '\''));
    let goes_on = letters.next() == Some(' ') && letters.clone().next().is_some_and(char::is_lowercase);
    if previous != Some('s') || !is_closer || !goes_on {
        return false;
    }
    let mut before = ' ';
    for letter in letters.take(FARTHEST).take_while(|letter| *letter != '\n') {
        let is_opening = letter == '‘' || letter == '\'' && before.is_whitespace();
        if is_opening {
            return false;
        }
        if is_single(letter) && matches!(before, '.' | ',' | '!' | '?' | '…') {
            return true;
        }
        before = letter;
    }
    false
}

/// Whether a mark at the head of a paragraph continues the quotation that is still open.
fn continues(letter: char, last: &Open) -> bool {
    last.is_left_open && (letter == last.mark || openers(letter).contains(&last.mark)) && !matches!(letter, '"' | '\'')
        || last.is_left_open && letter == last.mark && letter == '"'
}

/// The open mark that `letter` closes, if it closes any here.
fn opener(open: &[Open], letter: char, previous: Option<char>, next: Option<char>) -> Option<usize> {
    if only_opens(letter) {
        return None;
    }
    let is_usual_closer = matches!(letter, '»' | '›' | '”' | '’' | '」' | '』');
    // Where the mark can open as well, the sides decide: a closing mark follows its last word.
    let follows_word = previous.is_some_and(|before| !before.is_whitespace() && !is_opening_punctuation(before));
    let precedes_gap = next.is_none_or(|after| !after.is_alphanumeric());
    let nearest = |mark: char| open.iter().rposition(|entry| entry.mark == mark);
    let (usual, others) = openers(letter).split_first()?;
    let by_usual = nearest(*usual).filter(|_| is_usual_closer || (follows_word && precedes_gap));
    let by_other = || others.iter().filter_map(|mark| nearest(*mark)).max().filter(|_| follows_word && precedes_gap);
    by_usual.or_else(by_other)
}

/// The open mark that a typewriter mark behind a space closes, where the one that opened had a space behind it as well:
/// `" Non ", dit-il`.
fn spaced_opener(text: &str, open: &[Open], letter: char, previous: Option<char>, next: Option<char>) -> Option<usize> {
    let follows_space = previous.is_some_and(char::is_whitespace) && !next.is_some_and(char::is_alphanumeric);
    let last = open.len().checked_sub(1).filter(|_| letter == '"' && follows_space)?;
    let entry = open.get(last).filter(|entry| entry.mark == letter && !entry.is_left_open)?;
    text.get(entry.at + 1..)?.starts_with(char::is_whitespace).then_some(last)
}

/// Whether a typewriter mark between spaces opens a quotation.
fn opens_spaced(letter: char, previous: Option<char>, rest: &str) -> bool {
    let mut behind = rest.chars().skip(1);
    let is_space = behind.next().is_some_and(|space| matches!(space, ' ' | '\u{a0}' | '\u{202f}'));
    letter == '"'
        && previous.is_none_or(char::is_whitespace)
        && is_space
        && behind.next().is_some_and(char::is_alphabetic)
}

/// Whether a mark opens a quotation where it stands.
fn can_open(letter: char, previous: Option<char>, next: Option<char>) -> bool {
    let after_gap = previous.is_none_or(|before| {
        before.is_whitespace() || is_opening_punctuation(before) || is_dash(before) || is_mark(before)
    });
    let before_word = next.is_some_and(|after| !after.is_whitespace());
    match letter {
        '«' | '“' | '‹' | '‘' | '„' | '‚' | '「' | '『' => true,
        '»' | '›' | '”' | '’' | '"' | '\'' => after_gap && before_word,
        _ => false,
    }
}

fn is_opening_punctuation(letter: char) -> bool {
    matches!(letter, '(' | '[' | '{' | '«' | '‹' | '“' | '„' | '‘' | '‚' | '「' | '『' | '¿' | '¡' | '/')
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—' | ':' | ';' | ',')
}

fn made(text: &str, mark: char, start: usize, closing: usize) -> Pair {
    let end = closing + mark.len_utf8();
    let opening = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let inner = text.get(start + opening..closing).unwrap_or_default();
    let lead = inner.len() - inner.trim_start().len();
    let words = inner.trim().len();
    let words_start = start + opening + lead;
    Pair {
        span: Span::new(start, end),
        words: Span::new(words_start, words_start + words),
        is_apostrophe: mark == '\'' || mark == '’',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::scan;

    fn check(text: &str, expected: &[&str]) {
        let plain = scan(text).plain;
        let pairs = pair(plain.as_str(), |at| plain.is_prose(at), Breaks::EmptyLine);
        let pairs: Vec<&str> = pairs.iter().map(|pair| pair.span.slice(plain.as_str())).collect();
        assert_eq!(pairs, expected, "{text}");
    }

    #[test]
    fn marks_of_all_traditions() {
        check("a «b» c", &["«b»"]);
        check("a « b ‹ c › d » e", &["‹ c ›", "« b ‹ c › d »"]);
        check("“a ‘b’ c”", &["‘b’", "“a ‘b’ c”"]);
        check("„a“ und „b”", &["„a“", "„b”"]);
        check("„a ‚b‘ c“", &["‚b‘", "„a ‚b‘ c“"]);
        check("”a” sade han", &["”a”"]);
        check("»a« sagte er, »b«", &["»a«", "»b«"]);
        check("「a『b』c」", &["『b』", "「a『b』c」"]);
        check("\"a\" and \"b\"", &["\"a\"", "\"b\""]);
        check("\" a \", dit-il, \" b \".", &["\" a \"", "\" b \""]);
        check("'a' isn't 'b'", &["'a'", "'b'"]);
        check("“It’s the dogs’ bone”", &["“It’s the dogs’ bone”"]);
        check("l’eau d’« ici »", &["« ici »"]);
        check("‘My dogs’ home isn’t yours,’ he said. ‘No.’", &["‘My dogs’ home isn’t yours,’", "‘No.’"]);
        check("‘The boys’ said Kim. ‘No.’", &["‘The boys’", "‘No.’"]);
    }

    #[test]
    fn nested_and_broken() {
        check("«a «b» c»", &["«b»", "«a «b» c»"]);
        check("«a «b»", &["«b»"]);
        check("a» b", &[]);
        check("«a *b* [c](d)»", &["«a b c»"]);
        check("`«a»` «b»", &["«b»"]);
    }

    #[test]
    fn paragraphs() {
        check("«a\n\n«b\n\n«c»", &["«a\n\n«b\n\n«c»"]);
        // The first closing mark was forgotten.
        check("“a “b” c\n\n“d”", &["“b”", "“d”"]);
        let wide: Vec<_> = pair("«a\r\n \r\n«b»", |_| true, Breaks::EmptyLine);
        assert_eq!(wide.len(), 1);
        check("«a\n\n»b»", &["«a\n\n»b»"]);
        check("“a\n\n“b”", &["“a\n\n“b”"]);
        check("«a\n\nb»", &["«a\n\nb»"]);
        check("«a»\n\n«b»", &["«a»", "«b»"]);
    }
}
