//! The sentence around a quotation.

use std::borrow::Cow;

use crate::byte_set::ByteSet;
use crate::model::Fragment;
use crate::span::{Plain, Span};

/// The rest of the sentence on either side is cut to this many bytes at a word.
const LONGEST: usize = 240;

/// The words of a sentence before and behind a quotation, within its paragraph; dots show where it is cut.
pub fn sentence<'a>(text: &'a str, fragments: &[Fragment]) -> (Cow<'a, str>, Cow<'a, str>) {
    let start = fragments.first().map_or(0, |fragment| fragment.plain.start());
    let end = fragments.last().map_or(start, |fragment| fragment.plain.end());
    let before = text.get(..start).unwrap_or_default();
    let behind = text.get(end..).unwrap_or_default();
    let quoted: Span<Plain> = Span::new(start, end);
    let ends_sentence =
        quoted.slice(text).trim_end_matches(|c: char| !c.is_alphanumeric() && !is_stop(c)).ends_with(is_stop);
    let tail = if ends_sentence && begins_sentence(behind) { Cow::Borrowed("") } else { tail(behind) };
    (lead(before), tail)
}

fn lead(before: &str) -> Cow<'_, str> {
    let paragraph = last_paragraph(before);
    let mut start = 0;
    for (stop, end) in stops(paragraph) {
        if is_sentence_end(paragraph, stop, end) {
            let behind = paragraph.get(end..).unwrap_or_default();
            let skipped = behind.len() - behind.trim_start_matches(|c: char| c.is_whitespace() || is_closing(c)).len();
            start = end + skipped;
        }
    }
    let lead = paragraph.get(start..).unwrap_or_default();
    if lead.len() <= LONGEST {
        return Cow::Borrowed(lead);
    }
    let cut = lead.char_indices().map(|(at, _)| at).find(|at| lead.len() - at <= LONGEST).unwrap_or(0);
    let cut = lead.get(cut..).unwrap_or_default();
    Cow::Owned(format!("… {}", cut.split_once(' ').map_or(cut, |(_, rest)| rest)))
}

fn tail(behind: &str) -> Cow<'_, str> {
    let paragraph = first_paragraph(behind);
    let ends_sentence = |(stop, end): &(usize, usize)| is_sentence_end(paragraph, *stop, *end);
    let Some((_, end)) = stops(paragraph).find(ends_sentence) else { return shortened(paragraph) };
    let closers = paragraph.get(end..).unwrap_or_default();
    let closing = closers.len() - closers.trim_start_matches(is_closing).len();
    shortened(paragraph.get(..end + closing).unwrap_or_default())
}

/// What stands in front of the first empty line.
fn first_paragraph(text: &str) -> &str {
    let is_gap = |(at, _): &(usize, &str)| text.as_bytes().get(at + 1) == Some(&b'\n');
    text.match_indices('\n').find(is_gap).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// What stands behind the last empty line.
fn last_paragraph(text: &str) -> &str {
    let is_gap = |(at, _): &(usize, &str)| at.checked_sub(1).and_then(|at| text.as_bytes().get(at)) == Some(&b'\n');
    text.rmatch_indices('\n').find(is_gap).and_then(|(at, _)| text.get(at + 1..)).unwrap_or(text)
}

/// The stops of a text: where each begins and ends.
fn stops(text: &str) -> impl Iterator<Item = (usize, usize)> {
    /// The first bytes of stops (UTF-8: `E2` begins `…`, `E3` begins `。`).
    const MAY_BEGIN: ByteSet = ByteSet::of(b".!?\xE2\xE3");
    MAY_BEGIN.places(text).filter_map(|at| {
        let letter = text.get(at..)?.chars().next().filter(|letter| is_stop(*letter))?;
        Some((at, at + letter.len_utf8()))
    })
}

fn shortened(tail: &str) -> Cow<'_, str> {
    if tail.len() <= LONGEST {
        return Cow::Borrowed(tail);
    }
    let cut = tail.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST).last().unwrap_or(0);
    let cut = tail.get(..cut).unwrap_or_default();
    Cow::Owned(format!("{} …", cut.rsplit_once(' ').map_or(cut, |(rest, _)| rest)))
}

fn is_stop(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…' | '。')
}

fn is_closing(letter: char) -> bool {
    matches!(letter, '»' | '”' | '’' | '"' | ')' | ']' | '\u{202f}' | '\u{a0}')
}

/// A stop ends a sentence when a capital or nothing follows and no abbreviation or initial stands before it.
fn is_sentence_end(text: &str, stop: usize, after: usize) -> bool {
    let behind = text.get(after..).unwrap_or_default();
    if !begins_sentence(behind) {
        return false;
    }
    let word =
        text.get(..stop).and_then(|before| before.rsplit(|c: char| !c.is_alphanumeric()).next()).unwrap_or_default();
    let is_full_stop = text.get(stop..).is_some_and(|rest| rest.starts_with('.'));
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_title = matches!(
        word,
        "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Mme" | "MM" | "Mgr" | "Pr" | "cf" | "p" | "art" | "No" | "vs"
    );
    !(is_full_stop && (is_initial || is_title))
}

/// Whether a text begins a new sentence: nothing, or space and then a capital, a digit or an opening mark.
fn begins_sentence(text: &str) -> bool {
    let rest = text.trim_start_matches(is_closing);
    let words = rest.trim_start();
    words.is_empty()
        || (words.len() < rest.len()
            && words.starts_with(|c: char| {
                c.is_uppercase() || c.is_numeric() || matches!(c, '«' | '“' | '"' | '—' | '–' | '[')
            }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Form;

    fn check(text: &str, quoted: &str, lead: &str, tail: &str) {
        let start = text.find(quoted).expect("the quotation");
        let plain = Span::new(start, start + quoted.len());
        let fragment = Fragment { markdown: Span::at(0), plain, words: plain, form: Form::Inline, syntax: Span::at(0) };
        assert_eq!(sentence(text, &[fragment]), (lead.into(), tail.into()));
    }

    #[test]
    fn sentences_around() {
        check("Un. Selon M. Dupré, «oui», dit-il. Deux.", "«oui»", "Selon M. Dupré, ", ", dit-il.");
        check("Avant.\n\n«Oui.» Il partit.", "«Oui.»", "", "");
        check("He said “no” to J. Smith and left. Then", "“no”", "He said ", " to J. Smith and left.");
    }
}
