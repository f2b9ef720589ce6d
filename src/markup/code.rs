//! Fenced code, coloured with class names; the colours are in the style sheet.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use super::escape;

// Loading the grammars takes milliseconds, so archives without code never do it.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The prefix of the classes, so that they meet no others.
const PREFIX: &str = "code-";

/// Code above this size in bytes is shown without colours.
const LARGEST: usize = 200_000;

/// The HTML of a code block in a language such as `json`; plain when the language is unknown.
pub fn code_block(code: &str, language: &str) -> String {
    let token = language.split([' ', ',', '{']).next().unwrap_or_default();
    let coloured = if token.is_empty() || code.len() > LARGEST { None } else { coloured(code, token) };
    let inner = coloured.unwrap_or_else(|| escape(code));
    let class = if token.is_empty() { String::new() } else { format!(" class=\"language-{}\"", escape(token)) };
    format!("<pre tabindex=\"0\"><code{class}>{inner}</code></pre>\n")
}

fn coloured(code: &str, token: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(token)?;
    let style = ClassStyle::SpacedPrefixed { prefix: PREFIX };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
