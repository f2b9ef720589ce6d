//! Turns a body into HTML, block by block, with the marks of its annotations woven in.
//!
//! The HTML of plain Markdown stays that of pulldown-cmark; what pages need beyond it (marks, links of the
//! site, headings below the page's own, footnotes with a way back, no inline style) is done on the events.

mod code;
mod excerpt;
mod footnotes;
mod marks;
mod open_spans;
mod raw_html;
mod typography;
mod weave;

use crate::byte_set::ByteSet;

pub use marks::Mark;
pub use open_spans::OpenSpans;
pub use typography::{french_spacing, spaced};
pub use weave::{BodyHtml, HtmlBlock, Labels, Weaving, weave};

/// Escapes a text for HTML, quotation marks included.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_into(text, &mut escaped);
    escaped
}

/// As [`escape`], at the end of `out`.
pub fn escape_into(text: &str, out: &mut String) {
    const SYNTAX: ByteSet = ByteSet::of(b"&<>\"'");
    let mut from = 0;
    while let Some(at) = SYNTAX.find(text, from) {
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(match text.as_bytes().get(at) {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&#39;",
        });
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
}
