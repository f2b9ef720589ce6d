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
