//! Pairs square brackets, so that an annotated passage may hold links and editorial insertions.

use std::ops::Range;

use super::braces::Braces;
use crate::byte_set::ByteSet;

/// The pairs of square brackets of `body`, both brackets included, in the order of their closing ones.
/// Brackets that are escaped, in code or within annotation braces do not count.
pub fn pair(body: &str, braces: &[Braces], is_code: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    const SYNTAX: ByteSet = ByteSet::of(b"\\[]");
    let mut pairs = Vec::new();
    let mut open = Vec::new();
    let mut braces = braces.iter().peekable();
    let mut from = 0;
    while let Some(at) = SYNTAX.find(body, from) {
        from = at + 1;
        while braces.next_if(|brace| brace.range.end <= at).is_some() {}
        if let Some(brace) = braces.peek().filter(|brace| brace.range.contains(&at)) {
            from = brace.range.end;
            continue;
        }
        match body.as_bytes().get(at) {
            Some(b'\\') => from += 1,
            Some(b'[') if !is_code(at) => open.push(at),
            Some(b']') if !is_code(at) => {
                if let Some(start) = open.pop() {
                    pairs.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    pairs
}

/// The pair of brackets that closes at the end of a text, which may be missing: nothing where none closes, or only
/// that of a footnote.
pub fn at_end(body: &str, before: &str, brackets: &[Range<usize>]) -> Option<Option<Range<usize>>> {
    let close = before.strip_suffix(']')?.len();
    let found = brackets.binary_search_by_key(&close, |bracket| bracket.end - 1).ok();
    let bracket = found.and_then(|index| brackets.get(index));
    let is_footnote =
        bracket.is_some_and(|bracket| body.get(bracket.start..).is_some_and(|rest| rest.starts_with("[^")));
    (!is_footnote).then(|| bracket.cloned())
}

/// The two brackets of a pair.
pub fn ends(bracket: Range<usize>) -> [Range<usize>; 2] {
    [bracket.start..bracket.start + 1, bracket.end - 1..bracket.end]
}
