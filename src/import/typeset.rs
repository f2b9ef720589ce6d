//! Writes blocks as Markdown in which no archived character means anything but itself.
//!
//! Every block is read back after it was written. Where its words are not what they were (emphasis in the middle
//! of a word, say), it is written again with less markup, in the end with none: words go before markup.

use super::blocks::{Block, Inline, passages, words};
use super::escape;
use crate::parse::scan;

/// The Markdown of blocks, with an empty line between them and a line ending at the end.
pub fn typeset(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut after_list = false;
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&proven(block, if after_list { '*' } else { '-' }));
        text.push('\n');
        after_list = matches!(block, Block::List(..)) && !after_list;
    }
    text
}

/// How much of the markup is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markup {
    All,
    /// Links, but no emphasis.
    Links,
    None,
}

/// What is kept while a block is written.
#[derive(Clone, Copy)]
struct Style {
    markup: Markup,
    /// The mark of bulleted lists. Two lists in a row need two marks, or they would be one list.
    bullet: char,
}

/// The Markdown of a block with as much markup as leaves its words as they are.
fn proven(block: &Block, bullet: char) -> String {
    let expected = passages(std::slice::from_ref(block)).join("\n\n");
    for markup in [Markup::All, Markup::Links, Markup::None] {
        let text = write(block, Style { markup, bullet });
        if scan(&text).plain.as_str() == expected {
            return text;
        }
    }
    // Each passage a paragraph, every mark escaped: nothing is left that could mean anything.
    let paragraphs: Vec<String> = expected.split("\n\n").map(escape::everything).collect();
    paragraphs.join("\n\n")
}

fn write(block: &Block, style: Style) -> String {
    match block {
        Block::Paragraph(line) => inline(line, style, true),
        Block::Heading(level, line) => {
            let text = inline(line, style, false).replace("\\\n", " ");
            format!("{} {}", "#".repeat(usize::from(*level).clamp(1, 6)), escape::heading_end(&text))
        }
        Block::Quote(blocks) => prefixed(&several(blocks, style), "> ", ">"),
        Block::List(first, items) => list(*first, items, style),
        Block::Code(text) => code(text),
        Block::Table(rows) => table(rows, style),
        Block::Rule => "***".to_owned(),
    }
}

fn several(blocks: &[Block], style: Style) -> String {
    let texts: Vec<String> = blocks.iter().filter(|block| !block.is_empty()).map(|block| write(block, style)).collect();
    texts.join("\n\n")
}

/// Puts `prefix` before each line and `bare` before empty ones.
fn prefixed(text: &str, prefix: &str, bare: &str) -> String {
    let line = |line: &str| if line.is_empty() { bare.to_owned() } else { format!("{prefix}{line}") };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn list(first: Option<u64>, items: &[Vec<Block>], style: Style) -> String {
    let is_loose = items.iter().any(|item| item.len() > 1);
    let mut texts = Vec::with_capacity(items.len());
    let full = items.iter().filter(|item| !item.iter().all(Block::is_empty));
    for (number, item) in (first.unwrap_or(1).min(999_999)..).zip(full) {
        let mark = match first {
            Some(_) => format!("{number}. "),
            None => format!("{} ", style.bullet),
        };
        let body = prefixed(&several(item, style), &" ".repeat(mark.len()), "");
        texts.push(format!("{mark}{}", body.trim_start_matches(' ')));
    }
    texts.join(if is_loose { "\n\n" } else { "\n" })
}

fn code(text: &str) -> String {
    let text = text.trim_end_matches('\n');
    let fence = "`".repeat(ticks(text).max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}

fn table(rows: &[Vec<Vec<Inline>>], style: Style) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let line = |cells: &Vec<Vec<Inline>>| {
        let texts = (0..width).map(|index| {
            let cell = cells.get(index).map(|cell| inline(cell, style, false)).unwrap_or_default();
            cell.replace("\\\n", " ")
        });
        format!("| {} |", texts.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(1.min(lines.len()), format!("|{}", " --- |".repeat(width)));
    lines.join("\n")
}

/// The Markdown of a line; `at_start` where what looks like the mark of a block would be one.
fn inline(line: &[Inline], style: Style, at_start: bool) -> String {
    let mut text = String::new();
    push_inline(line, style, at_start, &mut text);
    text
}

fn push_inline(line: &[Inline], style: Style, at_start: bool, out: &mut String) {
    for piece in line {
        let at_start = (at_start && out.is_empty()) || out.ends_with('\n');
        match piece {
            Inline::Text(text) => escape::text(text, at_start, out),
            Inline::Break => out.push_str("\\\n"),
            Inline::Emphasis(inner) if style.markup == Markup::All => around(inner, style, "*", out),
            Inline::Strong(inner) if style.markup == Markup::All => around(inner, style, "**", out),
            Inline::Emphasis(inner) | Inline::Strong(inner) => push_inline(inner, style, at_start, out),
            Inline::Link(target, inner) if style.markup != Markup::None && !words(inner).trim().is_empty() => {
                let text = inline(inner, style, false);
                let core = text.trim_matches(' ');
                let (lead, trail) = spaces_around(&text, core);
                out.push_str(&format!("{lead}[{core}]({}){trail}", escape::address(target)));
            }
            Inline::Link(_, inner) => push_inline(inner, style, at_start, out),
            Inline::Code(text) if style.markup == Markup::All => push_code(text, out),
            Inline::Code(text) => escape::text(text, at_start, out),
            Inline::Picture(address, alternative) => {
                let mut alt = String::new();
                escape::text(alternative, false, &mut alt);
                out.push_str(&format!("![{alt}]({})", escape::address(address)));
            }
        }
    }
}

/// Puts marks around the words, but not around the space at their ends.
fn around(inner: &[Inline], style: Style, mark: &str, out: &mut String) {
    let text = inline(inner, style, false);
    let core = text.trim_matches(' ');
    let (lead, trail) = spaces_around(&text, core);
    if core.is_empty() {
        out.push_str(&text);
    } else {
        out.push_str(&format!("{lead}{mark}{core}{mark}{trail}"));
    }
}

fn spaces_around<'a>(text: &'a str, core: &str) -> (&'a str, &'a str) {
    let lead = text.len() - text.trim_start_matches(' ').len();
    (text.get(..lead).unwrap_or_default(), text.get(lead + core.len()..).unwrap_or_default())
}

fn push_code(text: &str, out: &mut String) {
    let fence = "`".repeat(ticks(text) + 1);
    let needs_space = text.starts_with(['`', ' ', '{']) || text.ends_with(['`', ' ', '}']);
    let space = if needs_space { " " } else { "" };
    out.push_str(&format!("{fence}{space}{text}{space}{fence}"));
}

/// The length of the longest row of backticks. All count where braces stand between them: what looks like an
/// annotation is cut out before it is known to be code, and then they would be one row.
fn ticks(text: &str) -> usize {
    if text.contains('{') {
        return text.matches('`').count();
    }
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}
