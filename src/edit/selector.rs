//! Finds a passage by its words.

use serde::{Deserialize, Serialize};

use super::EditProblem;
use crate::span::{Plain, Span};

/// A passage by its words and those around it, as W3C Web Annotation has it (`TextQuoteSelector`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Selector {
    /// The words of the passage.
    pub exact: String,
    /// Some words before it; may be empty.
    pub prefix: String,
    /// Some words behind it; may be empty.
    pub suffix: String,
    /// About how many characters stand before it, if that is known.
    pub near: Option<usize>,
}

/// As many characters of a passage's neighbours tell it from others with the same words.
const AROUND: usize = 80;

impl Selector {
    /// The selector of a passage of `plain`.
    pub fn of(plain: &str, passage: Span<Plain>) -> Self {
        let before = plain.get(..passage.start()).unwrap_or_default();
        let behind = plain.get(passage.end()..).unwrap_or_default();
        let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        Self {
            exact: passage.slice(plain).to_owned(),
            prefix: before.get(start..).unwrap_or_default().to_owned(),
            suffix: behind.chars().take(AROUND).collect(),
            near: Some(before.chars().count()),
        }
    }
}

/// The passage of `plain` that a selector means. White space does not count, since browsers, typography and
/// other programs each have their own: only the letters must be the same.
///
/// Of several places with the same words the one whose neighbours agree best is meant, then the one nearest
/// to where it should be.
///
/// # Errors
/// [`EditProblem::NothingSelected`], [`EditProblem::NotFound`] or [`EditProblem::Ambiguous`].
pub fn find(plain: &str, selector: &Selector) -> Result<Span<Plain>, EditProblem> {
    let text = Squeezed::new(plain);
    let exact = squeeze(&selector.exact);
    if exact.is_empty() {
        return Err(EditProblem::NothingSelected);
    }
    let prefix = squeeze(&selector.prefix);
    let suffix = squeeze(&selector.suffix);
    let agreement = |at: usize| {
        let before = text.letters.get(..at).unwrap_or_default().chars().rev();
        let behind = text.letters.get(at + exact.len()..).unwrap_or_default().chars();
        let same = |(a, b): &(char, char)| a == b;
        before.zip(prefix.chars().rev()).take_while(same).count() + behind.zip(suffix.chars()).take_while(same).count()
    };
    let distance = |at: usize| selector.near.map_or(0, |near| text.characters_before(plain, at).abs_diff(near));
    let places = overlapping_matches(&text.letters, &exact);
    let ranked = places.map(|at| (std::cmp::Reverse(agreement(at)), distance(at), at));
    let mut best: Vec<_> = ranked.collect();
    best.sort_unstable();
    match best.as_slice() {
        [] => Err(EditProblem::NotFound),
        [first, second, ..] if (first.0, first.1) == (second.0, second.1) => Err(EditProblem::Ambiguous),
        [(_, _, at), ..] => Ok(text.span(plain, *at, exact.len())),
    }
}

fn overlapping_matches<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let step = words.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(words)?;
        from = at + step;
        Some(at)
    })
}

/// The letters of a text without its white space, and the way back.
struct Squeezed {
    letters: String,
    /// For each run of letters the byte at which it begins, here and in the text.
    runs: Vec<(usize, usize)>,
}

impl Squeezed {
    fn new(text: &str) -> Self {
        let mut squeezed = Self { letters: String::with_capacity(text.len()), runs: Vec::new() };
        let mut in_run = false;
        for (at, letter) in text.char_indices() {
            if is_ignored(letter) {
                in_run = false;
                continue;
            }
            if !std::mem::replace(&mut in_run, true) {
                squeezed.runs.push((squeezed.letters.len(), at));
            }
            squeezed.letters.push(letter);
        }
        squeezed
    }

    /// The byte of the text at which the letter at a byte stands.
    fn in_text(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(start, _)| *start <= at).checked_sub(1);
        run.and_then(|run| self.runs.get(run)).map_or(0, |(start, in_text)| in_text + at - start)
    }

    fn span(&self, text: &str, at: usize, length: usize) -> Span<Plain> {
        let last = self.letters.get(at..at + length).and_then(|words| words.char_indices().next_back());
        let (last_at, last_length) = last.map_or((0, 0), |(index, letter)| (index, letter.len_utf8()));
        let span = Span::new(self.in_text(at), self.in_text(at + last_at) + last_length);
        debug_assert!(text.get(span.range()).is_some());
        span
    }

    fn characters_before(&self, text: &str, at: usize) -> usize {
        text.get(..self.in_text(at)).unwrap_or_default().chars().count()
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|letter| !is_ignored(*letter)).collect()
}

/// White space, and the characters without width that browsers put in.
fn is_ignored(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, selector: [&str; 3], near: Option<usize>, expected: Result<(usize, &str), EditProblem>) {
        let [prefix, exact, suffix] = selector.map(str::to_owned);
        let found = find(text, &Selector { exact, prefix, suffix, near });
        let found = found.map(|span| (span.start(), span.slice(text)));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_passage_is_found_again() {
        check("Il dit « oui » hier", ["dit", "«\u{202f}oui\u{a0}»", " hier"], None, Ok((7, "« oui »")));
        check("a b\n\nc d", ["", "b c", ""], None, Ok((2, "b\n\nc")));
        check("non, non, non", ["non, ", "non", ", non"], None, Ok((5, "non")));
        check("oui oui oui", ["", "oui", ""], Some(9), Ok((8, "oui")));
        check("oui oui", ["", "oui", ""], None, Err(EditProblem::Ambiguous));
        check("oui", ["", "non", ""], None, Err(EditProblem::NotFound));
        check("oui", ["", " \n", ""], None, Err(EditProblem::NothingSelected));
        check("éé éa", ["éé", "éa", ""], None, Ok((5, "éa")));
    }

    #[test]
    fn the_selector_of_a_passage_finds_it() {
        let text = "Oui, dit-il. « Oui ». Oui, oui et oui.".repeat(20);
        for (at, word) in text.match_indices("ui") {
            let span = Span::new(at, at + word.len());
            assert_eq!(find(&text, &Selector::of(&text, span)), Ok(span));
        }
    }
}
