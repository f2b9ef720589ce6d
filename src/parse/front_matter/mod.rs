//! Front matter: the metadata before the text, in YAML between `---` lines or TOML between `+++` lines.

mod fields;
mod toml;
mod yaml;

pub use fields::{Fields, as_json, date, language};
pub use toml::parse as parse_toml;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::read::ContentPath;
use crate::span::{File, Span};

/// A value of YAML or TOML and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its place in the file.
    pub span: Span<File>,
}

/// A value of YAML or TOML. Scalars keep the text of the author: whether `2023` is a year, a title or
/// a number is for the schema to say.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A scalar, and whether quotation marks say that it is text.
    Scalar {
        /// The text as written, escapes resolved.
        text: String,
        /// Written in quotation marks.
        quoted: bool,
    },
    /// A sequence (YAML) or array (TOML).
    List(Vec<Node>),
    /// A mapping (YAML) or table (TOML), in the order of the file.
    Table(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span<File>,
    /// The value.
    pub node: Node,
}

/// A content file taken apart.
#[derive(Debug, PartialEq)]
pub struct Parts<'a> {
    /// The entries of the front matter; none when the file has no front matter or it is broken.
    pub entries: Vec<Entry>,
    /// The lines of the front matter; empty when there is none.
    pub span: Span<File>,
    /// The text.
    pub body: &'a str,
    /// Byte of the file at which the text begins.
    pub body_offset: usize,
}

/// Takes a content file apart into front matter and text. What is wrong is added to `diagnostics`.
pub fn split<'a>(path: &ContentPath, text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> Parts<'a> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = text.get(mark..).unwrap_or_default();
    let none = Parts { entries: Vec::new(), span: Span::at(mark), body: rest, body_offset: mark };
    let Some(fence) = ["---", "+++"].into_iter().find(|fence| first_line(rest).trim_end() == *fence) else {
        return none;
    };
    let start = mark + first_line(rest).len();
    let Some((inner, after)) = until_fence(text.get(start..).unwrap_or_default(), fence) else {
        diagnostics.push(catalogue::unclosed_front_matter(path, fence, Span::new(mark, mark + fence.len())));
        return none;
    };
    let parsed = if fence == "---" { yaml::parse(inner, start) } else { toml::parse(inner, start) };
    let entries = parsed.unwrap_or_else(|problem| {
        let language = if fence == "---" { "YAML" } else { "TOML" };
        diagnostics.push(catalogue::broken_front_matter(path, language, &problem.message, problem.span));
        Vec::new()
    });
    let body_offset = start + after;
    let body = text.get(body_offset..).unwrap_or_default();
    Parts { entries, span: Span::new(mark, body_offset), body, body_offset }
}

/// Why YAML or TOML could not be read.
#[derive(Debug, PartialEq)]
pub struct SyntaxProblem {
    /// In the words of the parser.
    pub message: String,
    /// Where it stumbled.
    pub span: Span<File>,
}

/// The first line of `text` with its line ending.
fn first_line(text: &str) -> &str {
    text.split_inclusive('\n').next().unwrap_or_default()
}

/// The text before the closing fence, and the number of bytes up to the end of the fence's line.
fn until_fence<'a>(text: &'a str, fence: &str) -> Option<(&'a str, usize)> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((text.get(..offset)?, offset + line.len()));
        }
        offset += line.len();
    }
    None
}
