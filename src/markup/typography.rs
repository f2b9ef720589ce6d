//! French spacing: narrow no-break spaces where a French reader expects them.
//!
//! Only the page gets them; the archived text is never altered. The rules are those of the Imprimerie
//! nationale: a narrow no-break space before `;`, `!`, `?` and inside guillemets, a no-break space before `:`.

use std::borrow::Cow;

use crate::byte_set::ByteSet;

const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// `text` with French spacing if it is French, else as it is.
pub fn spaced(text: &str, is_french: bool) -> Cow<'_, str> {
    if is_french { french_spacing(text) } else { Cow::Borrowed(text) }
}

/// `text` with French spacing.
pub fn french_spacing(text: &str) -> Cow<'_, str> {
    french_spacing_behind(text, false)
}

/// `text` with French spacing, where it may stand directly behind other words of its paragraph: a closing
/// guillemet is then set off from them.
pub fn french_spacing_behind(text: &str, follows_words: bool) -> Cow<'_, str> {
    if MAY_BEGIN.find(text, 0).is_none() {
        return Cow::Borrowed(text);
    }
    let mut spaced = String::with_capacity(text.len() + 16);
    let mut at = 0;
    while let Some(found) = MAY_BEGIN.find(text, at) {
        spaced.push_str(text.get(at..found).unwrap_or_default());
        let mut letters = text.get(found..).unwrap_or_default().chars();
        let Some(letter) = letters.next() else { break };
        at = found + letter.len_utf8();
        let next = letters.next();
        let previous = spaced.chars().next_back();
        match letter {
            '«' | '‹' => {
                spaced.push(letter);
                at += next.filter(|next| is_plain_space(*next)).map_or(0, char::len_utf8);
                spaced.push(NARROW);
            }
            '»' | '›' if spaced.is_empty() && follows_words => spaced.extend([NARROW, letter]),
            '»' | '›' => tighten(&mut spaced, NARROW, letter),
            '!' | '?' | ';' | ':' if follows_words && is_blank(&spaced) && ends_word(next) => {
                spaced.clear();
                spaced.extend([if letter == ':' { NO_BREAK } else { NARROW }, letter]);
            }
            '!' | '?' | ';' if follows_word(&spaced, previous) && ends_word(next) => {
                tighten(&mut spaced, NARROW, letter);
            }
            ':' if follows_word(&spaced, previous) && next.is_none_or(char::is_whitespace) => {
                tighten(&mut spaced, NO_BREAK, letter);
            }
            '%' | '€'
                if previous.is_some_and(is_plain_space)
                    && spaced.trim_end().ends_with(|c: char| c.is_ascii_digit()) =>
            {
                tighten(&mut spaced, NARROW, letter);
            }
            letter => spaced.push(letter),
        }
    }
    spaced.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(spaced)
}

/// The bytes that may be the first of a letter that is spaced (UTF-8: `C2` begins « and », `E2` the others).
const MAY_BEGIN: ByteSet = ByteSet::of(b";!?:%\xC2\xE2");

/// Puts `letter` behind `space`, which takes the place of the spaces that are there.
fn tighten(text: &mut String, space: char, letter: char) {
    let kept = text.trim_end_matches(is_plain_space).len();
    text.truncate(kept);
    if kept > 0 {
        text.push(space);
    }
    text.push(letter);
}

fn is_blank(text: &str) -> bool {
    text.chars().all(is_plain_space)
}

fn is_plain_space(letter: char) -> bool {
    matches!(letter, ' ' | NO_BREAK | NARROW)
}

/// Whether the mark about to be set closes a word: an address such as `?a=b` or an ellipsis does not.
fn follows_word(text: &str, previous: Option<char>) -> bool {
    let before = text.trim_end_matches(is_plain_space).chars().next_back();
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '»' | '’' | ')' | ']' | '”' | '…' | '%');
    previous.is_some() && before.is_some_and(is_word)
}

fn ends_word(next: Option<char>) -> bool {
    next.is_none_or(|next| next.is_whitespace() || matches!(next, '»' | ')' | ']' | '.' | ',' | '…' | '”' | '!' | '?'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_spaces() {
        for (text, expected) in [
            ("«Oui»", "«\u{202f}Oui\u{202f}»"),
            ("« Oui »", "«\u{202f}Oui\u{202f}»"),
            ("Quoi ? Non! Si; voici : là", "Quoi\u{202f}? Non\u{202f}! Si\u{202f}; voici\u{a0}: là"),
            ("12:30, http://x.example/?a=b", "12:30, http://x.example/?a=b"),
            ("2 % du PIB, 3%", "2\u{202f}% du PIB, 3%"),
            ("Hein?!", "Hein\u{202f}?!"),
            ("rien", "rien"),
        ] {
            assert_eq!(french_spacing(text), expected);
        }
    }

    #[test]
    fn french_spaces_behind_a_mark() {
        assert_eq!(french_spacing_behind(" ; là", true), "\u{202f}; là");
        assert_eq!(french_spacing_behind("?", true), "\u{202f}?");
        assert_eq!(french_spacing_behind(" : là", true), "\u{a0}: là");
        assert_eq!(french_spacing_behind(" là ; ici", true), " là\u{202f}; ici");
        assert_eq!(french_spacing_behind(":)", false), ":)");
    }
}
