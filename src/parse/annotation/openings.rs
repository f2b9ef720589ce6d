//! Where the passage of each annotation begins: at its bracket, its opening quotation mark or its block.

use std::ops::Range;

use super::braces::{Braces, Position};
use super::cuts::Cuts;
use super::{Pair, brackets, is_inert};
use crate::parse::scan::Scan;
use crate::quotation_marks as marks;
use crate::span::Span;

/// Where an annotated passage begins and ends, in bytes of the body.
pub enum Opening {
    /// From an opening quotation mark to the closing one.
    Mark(Range<usize>),
    /// From `[` to `]`, both included.
    Bracket(Range<usize>),
    /// The block behind the braces.
    NextBlock,
}

/// What is missing for braces to be an annotation.
pub enum Missing {
    /// A `]` without its `[`.
    Bracket,
    /// A closing quotation mark without its opening one.
    Mark(char),
    /// Anything that could be a passage.
    Passage,
}

/// The passage of each of the braces.
pub fn openings(
    body: &str,
    braces: &[Braces],
    cuts: &Cuts,
    scan: &Scan,
    pairs: &[Pair],
) -> Vec<Result<Opening, Missing>> {
    let to_whole = cuts.to_whole();
    let to_clean = cuts.to_clean();
    let brackets = brackets::pair(body, braces, |at| {
        let clean = to_clean(at);
        is_inert(scan, clean) || !cuts.remove(at) && begins_inert(scan, clean)
    });
    let opening = |brace: &Braces| {
        if brace.position == Position::Line {
            return Ok(Opening::NextBlock);
        }
        let before = text_before(body, brace).ok_or(Missing::Passage)?;
        if let Some(bracket) = brackets::at_end(body, before, &brackets) {
            return bracket.map(Opening::Bracket).ok_or(Missing::Bracket);
        }
        // What other braces stand behind is not their passage when it is a bracket.
        let mut bare = before.len();
        while let Ok(index) = braces.binary_search_by_key(&bare, |other| other.range.end) {
            bare = braces.get(index).map_or(0, |other| other.range.start);
        }
        if bare.checked_sub(1).is_some_and(|last| cuts.remove(last)) {
            return Err(Missing::Passage);
        }
        let end = scan.plain.of_markdown(Span::new(0, to_clean(bare))).end();
        let words = scan.plain.as_str().get(..end).unwrap_or_default();
        // Between the last word and the braces there may be the end of an emphasis or a link, no space and no picture.
        let last = scan.plain.in_markdown(Span::new(0, end)).end();
        let between = body.get(to_whole(last)..bare).unwrap_or_default();
        match words.chars().next_back().filter(|_| !between.contains(char::is_whitespace)) {
            Some(mark) if marks::is_closing(mark) => match pairs.binary_search_by_key(&end, |pair| pair.span.end()) {
                Ok(index) => {
                    let span = pairs.get(index).map_or(Span::at(end), |pair| pair.span);
                    let markdown = scan.plain.in_markdown(span);
                    Ok(Opening::Mark(to_whole(markdown.start())..to_whole(markdown.end())))
                }
                Err(_) => Err(Missing::Mark(mark)),
            },
            _ => Err(Missing::Passage),
        }
    };
    braces.iter().map(opening).collect()
}

/// Whether code or raw HTML begins at a byte.
fn begins_inert(scan: &Scan, at: usize) -> bool {
    scan.inert.binary_search_by_key(&at, |span| span.start()).is_ok()
}

/// What braces behind a passage stand behind: only a line break may stand between.
pub fn text_before<'a>(body: &'a str, brace: &Braces) -> Option<&'a str> {
    let before = body.get(..brace.range.start).filter(|_| brace.position == Position::Suffix)?;
    if before.trim_end().len() < before.len() && before.ends_with(char::is_whitespace) {
        Some(before.trim_end_matches([' ', '\t', '>']).strip_suffix('\n')?.trim_end())
    } else {
        Some(before)
    }
}
