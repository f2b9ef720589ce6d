//! Pairs square brackets, so that an annotated passage may hold links and editorial insertions.

use std::ops::Range;

use super::braces::Braces;
use super::cuts::Cuts;
use super::is_inert;
use crate::byte_set::ByteSet;
use crate::parse::scan::Scan;

/// The pairs of square brackets of `body`, both brackets included, in the order of their closing ones.
/// Brackets that are escaped, in code or within annotation braces do not count.
pub fn pair(body: &str, braces: &[Braces], cuts: &Cuts, scan: &Scan) -> Vec<Range<usize>> {
    const SYNTAX: ByteSet = ByteSet::of(b"\\[]");
    let to_clean = cuts.to_clean();
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
            Some(b'[') if !covers_inert(scan, to_clean(at)) => open.push(at),
            Some(b']') if !covers_inert(scan, to_clean(at)) => {
                if let Some(start) = open.pop() {
                    pairs.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Whether the byte at a place of the clean text is code or raw HTML.
fn covers_inert(scan: &Scan, at: usize) -> bool {
    is_inert(scan, at) || scan.inert.binary_search_by_key(&at, |span| span.start()).is_ok()
}
