//! Where in the file the syntax of an annotation goes.

use std::ops::Range;

use super::article_text::{ArticleText, Change};
use crate::model::Body;
use crate::parse::{BlockKind, quotation_marks, scan};
use crate::span::{Markdown, Plain, Span};

/// How an annotation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// Braces behind the closing quotation mark.
    Mark,
    /// Braces on a line of their own before a block.
    Block,
    /// The passage in square brackets, braces behind them.
    Bracket,
}

/// How the passage `selection` could be written, with the passage that is then annotated, the best way first.
pub fn placements(file: &ArticleText, selection: Span<Plain>) -> Vec<(Placement, Span<Plain>)> {
    let body = &file.article().body;
    if let Some(pair) = pair_around(body, selection) {
        return vec![(Placement::Mark, pair)];
    }
    let bracket = (Placement::Bracket, selection);
    let block = (Placement::Block, selection);
    match block_of(body, selection) {
        Some((_, BlockKind::BlockQuote)) => vec![block, bracket],
        Some(_) => vec![bracket, block],
        None => vec![bracket],
    }
}

/// A passage without the white space at its ends.
pub fn trimmed(span: Span<Plain>, text: &str) -> Span<Plain> {
    let words = span.slice(text);
    let start = span.start() + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

/// The pair of quotation marks that a selection takes, with or without its marks or the punctuation around it.
fn pair_around(body: &Body, selection: Span<Plain>) -> Option<Span<Plain>> {
    let text = body.plain.as_str();
    let is_loose = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '.' | ';' | ':' | '–' | '—' | '-');
    let words = selection.slice(text);
    let start = selection.start() + words.len() - words.trim_start_matches(is_loose).len();
    let core = Span::new(start, start + words.trim_matches(is_loose).len());
    let pairs = quotation_marks(&body.plain);
    let pair = |matches: &dyn Fn(Span<Plain>, Span<Plain>) -> bool| {
        pairs.iter().find(|pair| matches(pair.span, pair.words)).map(|pair| pair.span)
    };
    pair(&|span, _| span == selection)
        .or_else(|| pair(&|_, words| words == selection))
        .or_else(|| pair(&|span, _| span == core))
}

/// The block whose words are just the selection: a block quotation rather than the paragraph in it.
fn block_of(body: &Body, selection: Span<Plain>) -> Option<(Span<Markdown>, BlockKind)> {
    let blocks = scan(&body.markdown).blocks;
    let takes = |span: Span<Markdown>| trimmed(body.plain.of_markdown(span), body.plain.as_str()) == selection;
    let block = blocks.iter().filter(|block| block.kind != BlockKind::Other).find(|block| takes(block.span))?;
    Some((block.span, block.kind))
}

/// The changes that would annotate a passage, the neatest first; which of them does is for the parser to say.
pub fn changes(file: &ArticleText, placement: Placement, passage: Span<Plain>, braces: &str) -> Vec<Vec<Change>> {
    let body = &file.article().body;
    let here = |at: usize, text: String| (at..at, text);
    match placement {
        Placement::Block => match block_of(body, passage).and_then(|(block, _)| line_before(file, block)) {
            Some((at, prefix, ending)) => vec![vec![here(at, format!("{prefix}{braces}{ending}"))]],
            None => Vec::new(),
        },
        Placement::Mark => {
            let ends = borders(body, passage).into_iter().flat_map(|span| ends_in_file(body, span));
            ends.map(|end| vec![here(end, braces.to_owned())]).collect()
        }
        Placement::Bracket => {
            let spans = borders(body, passage).into_iter();
            let places = spans.flat_map(|span| {
                let start = body.in_file(span).start();
                ends_in_file(body, span).into_iter().map(move |end| (start, end))
            });
            places.map(|(start, end)| vec![here(start, "[".to_owned()), here(end, format!("]{braces}"))]).collect()
        }
    }
}

/// The end of a span in the file before the syntax that was cut out there, and behind it.
fn ends_in_file(body: &Body, span: Span<Markdown>) -> Vec<usize> {
    let before = body.in_file(span).end();
    let behind = body.in_file(Span::at(span.end())).start();
    if before == behind { vec![before] } else { vec![before, behind] }
}

/// Where a line can be put before a block, what that line begins with, and how lines end here.
fn line_before(file: &ArticleText, block: Span<Markdown>) -> Option<(usize, &str, &'static str)> {
    let start = file.article().body.in_file(Span::at(block.start())).start();
    let before = file.text().get(..start)?;
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let prefix = before.get(line..)?;
    let is_quoted = prefix.chars().all(|letter| matches!(letter, '>' | ' '));
    let ending = if before.ends_with("\r\n") || before.contains("\r\n") { "\r\n" } else { "\n" };
    is_quoted.then_some((line, prefix, ending))
}

/// The passages of the Markdown that hold just the words `plain`: as short as can be, or with the emphasis and
/// link syntax around. Those in which that syntax is balanced come first.
fn borders(body: &Body, plain: Span<Plain>) -> Vec<Span<Markdown>> {
    let text = body.markdown.as_str();
    let inner = body.plain.in_markdown(plain);
    let inner = Span::new(before_backslash(text, inner.start()), inner.end());
    let start = inner.start() - opening_syntax(text.get(..inner.start()).unwrap_or_default());
    let end = inner.end() + closing_syntax(text.get(inner.end()..).unwrap_or_default());
    let mut spans = vec![inner, Span::new(start, end), Span::new(start, inner.end()), Span::new(inner.start(), end)];
    spans.dedup();
    spans.sort_by_key(|span| !is_balanced(span.slice(text)));
    spans
}

/// A backslash belongs to the character that it escapes.
fn before_backslash(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let backslashes = before.len() - before.trim_end_matches('\\').len();
    at - backslashes % 2
}

/// The bytes of emphasis and link syntax that open directly before a word.
fn opening_syntax(before: &str) -> usize {
    before.len() - before.trim_end_matches(['*', '_', '~', '[']).len()
}

/// The bytes of emphasis and link syntax that close directly behind a word.
fn closing_syntax(behind: &str) -> usize {
    let mut rest = behind;
    loop {
        rest = rest.trim_start_matches(['*', '_', '~']);
        let link = |open: &str, close: char| {
            let target = rest.strip_prefix(open)?;
            let line = target.split('\n').next().unwrap_or_default();
            target.get(line.find(close)? + 1..)
        };
        match link("](", ')').or_else(|| link("][", ']')) {
            Some(behind_link) => rest = behind_link,
            None => return behind.len() - rest.len(),
        }
    }
}

/// Whether as much syntax opens in a text as closes.
fn is_balanced(text: &str) -> bool {
    let count = |letter: char| text.matches(letter).count();
    ['*', '_', '~'].into_iter().all(|letter| count(letter) % 2 == 0) && count('[') == count(']')
}

/// The changes that would take away the braces at `syntax` with the brackets or the line around them.
pub fn removals(file: &ArticleText, passage: Span<Markdown>, syntax: Range<usize>) -> Vec<Vec<Change>> {
    let text = file.text();
    let without = |range: Range<usize>| (range, String::new());
    let mut candidates = vec![vec![without(syntax.clone())]];
    let before = text.get(..syntax.start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line_length = text.get(syntax.end..).and_then(|rest| rest.find('\n')).map(|newline| newline + 1);
    let line_end = line_length.map_or(text.len(), |length| syntax.end + length);
    candidates.push(vec![without(line_start..line_end)]);
    let bracket = before.trim_end_matches(['\n', '\r', ' ', '\t', '>']).len().checked_sub(1);
    let start = file.article().body.in_file(passage).start().checked_sub(1);
    if let (Some(open), Some(close)) = (start, bracket)
        && open < close
    {
        let bracket = vec![without(open..open + 1), without(close..close + 1), without(syntax)];
        candidates.push(bracket);
    }
    candidates
}
