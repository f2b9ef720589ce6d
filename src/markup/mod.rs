//! Turns a body into HTML, block by block, with the marks of its annotations woven in.
//!
//! The HTML of plain Markdown stays that of pulldown-cmark; what pages need beyond it (marks, links of the
//! site, headings below the page's own, footnotes with a way back, no inline style) is done on the events.

mod code;
mod excerpt;
mod footnotes;
mod marks;
mod raw_html;
mod typography;
mod weave;

pub use marks::Mark;
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
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
}
