//! Finds the passage of an annotation in the words of an article.

use super::Quote;
use crate::edit::{EditProblem, Selector, find};
use crate::span::{Plain, Span};

/// The passage that a quote means: at its place if the words stand there, else where they stand, else where words
/// stand that are nearly the same.
///
/// # Errors
/// When the words do not stand in the text, or at several places alike.
pub fn passage(text: &str, quote: &Quote) -> Result<Span<Plain>, EditProblem> {
    if let Some(span) = quote.start.and_then(|start| at(text, start, &quote.exact)) {
        return Ok(span);
    }
    let selector = Selector {
        exact: quote.exact.clone(),
        prefix: quote.prefix.clone(),
        suffix: quote.suffix.clone(),
        near: quote.start,
    };
    match find(text, &selector) {
        Err(EditProblem::NotFound) => nearly(text, quote),
        found => found,
    }
}

/// The passage that begins after `start` code points, if these are its words.
fn at(text: &str, start: usize, exact: &str) -> Option<Span<Plain>> {
    let start = text.char_indices().map(|(at, _)| at).nth(start)?;
    text.get(start..)?.starts_with(exact).then(|| Span::new(start, start + exact.len()))
}

/// One letter in so many may differ in a passage that is nearly the same.
const TOLERANCE: usize = 8;

/// A cell of the table of distances: how many letters differ, and where the passage begins.
type Cell = (usize, usize);

/// The passage whose letters differ least from the words (Sellers' algorithm: the distances of all passages that
/// end at each letter, with their beginnings). Of several alike, the one nearest to where it should be.
fn nearly(text: &str, quote: &Quote) -> Result<Span<Plain>, EditProblem> {
    let wanted: Vec<char> = letters(&quote.exact).map(|(_, letter)| letter).collect();
    let letters: Vec<(usize, char)> = letters(text).collect();
    let most = wanted.len() / TOLERANCE;
    if most == 0 || wanted.len() > 4000 {
        return Err(EditProblem::NotFound);
    }
    // A passage may begin anywhere, so the row before the first letter costs nothing and needs no cell.
    let mut column: Vec<Cell> = (1..=wanted.len()).map(|row| (row, 0)).collect();
    let mut best: Vec<(usize, usize, usize)> = Vec::new();
    for (place, (_, letter)) in letters.iter().enumerate() {
        let (mut diagonal, mut above) = ((0, place), (0, place + 1));
        for (cell, other) in column.iter_mut().zip(&wanted) {
            let same = (diagonal.0 + usize::from(other != letter), diagonal.1);
            above = same.min((above.0 + 1, above.1)).min((cell.0 + 1, cell.1));
            diagonal = std::mem::replace(cell, above);
        }
        let (errors, start) = above;
        if errors <= most {
            best.push((errors, start, place));
        }
    }
    let least = best.iter().map(|(errors, ..)| *errors).min().ok_or(EditProblem::NotFound)?;
    best.retain(|(errors, ..)| *errors == least);
    let distance = |start: usize| {
        let at = letters.get(start).map_or(0, |(at, _)| *at);
        let before = text.get(..at).unwrap_or_default().chars().count();
        quote.start.map_or(0, |near| before.abs_diff(near))
    };
    best.sort_by_key(|(_, start, end)| (distance(*start), *start, *end));
    let (_, start, end) = *best.first().ok_or(EditProblem::NotFound)?;
    let overlaps = |(_, other, _): &(usize, usize, usize)| *other <= end;
    if quote.start.is_none() && !best.iter().all(overlaps) {
        return Err(EditProblem::Ambiguous);
    }
    let (first, last) = (letters.get(start), letters.get(end));
    let end = last.map(|(at, _)| at + text.get(*at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    first.zip(end).map(|((start, _), end)| Span::new(*start, end)).ok_or(EditProblem::NotFound)
}

/// The letters of a text with their bytes: without white space, and marks that typography varies made alike.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let kept = text.char_indices().filter(|(_, letter)| !letter.is_whitespace());
    kept.map(|(at, letter)| {
        let alike = match letter {
            '’' | '‘' | 'ʼ' => '\'',
            '«' | '»' | '“' | '”' | '„' => '"',
            '–' | '—' | '‑' | '‐' => '-',
            letter => letter,
        };
        (at, alike)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, exact: &str, start: Option<usize>, expected: Result<&str, EditProblem>) {
        let quote = Quote { exact: exact.to_owned(), start, ..Quote::default() };
        assert_eq!(passage(text, &quote).map(|span| span.slice(text)), expected, "{exact}");
    }

    #[test]
    fn passages_are_found_by_place_by_words_and_nearly() {
        let text = "Il dit oui. Elle dit oui. L’eau monte — « très vite » — dans la vallée.";
        check(text, "dit oui", Some(3), Ok("dit oui"));
        check(text, "dit oui", None, Err(EditProblem::Ambiguous));
        check(text, "L'eau monte - \"très vite\" - dans", None, Ok("L’eau monte — « très vite » — dans"));
        check(text, "L’eau montait très vite dans la valée", None, Err(EditProblem::NotFound));
        check(
            text,
            "L’eau mont — « tres vite » — dans la vallée",
            None,
            Ok("L’eau monte — « très vite » — dans la vallée"),
        );
        check(text, "rien de tout cela", None, Err(EditProblem::NotFound));
        check("", "rien de tout", None, Err(EditProblem::NotFound));
    }
}
