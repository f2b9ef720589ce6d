//! The words of a Markdown text, and the way from them back to the Markdown.

use crate::span::{Markdown, Plain, Span};

/// The words of a text without any markup. Blocks are separated by an empty line; a line break inside a
/// paragraph is a space.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlainText {
    text: String,
    runs: Vec<Run>,
}

/// A piece of plain text that comes from one place of the Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    plain: u32,
    markdown: u32,
    markdown_end: u32,
    /// The piece equals its Markdown byte for byte; others (entities, line breaks) are indivisible.
    is_verbatim: bool,
    /// Words rather than code.
    is_prose: bool,
}

impl PlainText {
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The plain words of a passage of the Markdown; where it holds none, the empty span at its place.
    pub fn of_markdown(&self, span: Span<Markdown>) -> Span<Plain> {
        let first = self.runs.partition_point(|run| run.markdown_end as usize <= span.start());
        let past = self.runs.partition_point(|run| (run.markdown as usize) < span.end());
        let start = self.runs.get(first).map_or(self.text.len(), |run| {
            let into = if run.is_verbatim { span.start().saturating_sub(run.markdown as usize) } else { 0 };
            run.plain as usize + into
        });
        let end = past.checked_sub(1).and_then(|last| Some((last, self.runs.get(last)?))).map_or(0, |(last, run)| {
            let run_end = self.run_end(last);
            if run.is_verbatim {
                (run.plain as usize + span.end().saturating_sub(run.markdown as usize)).min(run_end)
            } else {
                run_end
            }
        });
        Span::new(start, end.max(start))
    }

    /// The Markdown of a passage of the plain words, from its first character to its last.
    pub fn in_markdown(&self, span: Span<Plain>) -> Span<Markdown> {
        Span::new(self.markdown_start(span.start()), self.markdown_end(span.end()))
    }

    /// Whether the character at a byte of the plain text is prose rather than code.
    pub fn is_prose(&self, offset: usize) -> bool {
        self.run_at(offset).is_some_and(|(_, run)| run.is_prose)
    }

    fn run_at(&self, offset: usize) -> Option<(usize, &Run)> {
        let index = self.runs.partition_point(|run| run.plain as usize <= offset).checked_sub(1)?;
        Some((index, self.runs.get(index)?))
    }

    /// The end of a run in the plain text, the gap between blocks left out.
    fn run_end(&self, index: usize) -> usize {
        let next = self.runs.get(index + 1).map_or(self.text.len(), |run| run.plain as usize);
        match self.runs.get(index) {
            Some(run) if run.is_verbatim => next.min(run.plain as usize + (run.markdown_end - run.markdown) as usize),
            _ => next,
        }
    }

    fn markdown_start(&self, offset: usize) -> usize {
        let Some((index, run)) = self.run_at(offset) else {
            return 0;
        };
        if offset >= self.run_end(index)
            && let Some(next) = self.runs.get(index + 1)
        {
            return next.markdown as usize;
        }
        let into = if run.is_verbatim { offset - run.plain as usize } else { 0 };
        (run.markdown as usize + into).min(run.markdown_end as usize)
    }

    fn markdown_end(&self, offset: usize) -> usize {
        let Some((_, run)) = offset.checked_sub(1).and_then(|last| self.run_at(last)) else {
            return 0;
        };
        let end = run.markdown_end as usize;
        if run.is_verbatim { end.min(run.markdown as usize + offset - run.plain as usize) } else { end }
    }
}

/// Collects the words of a text piece by piece.
#[derive(Default)]
pub struct PlainTextBuilder {
    plain: PlainText,
    pending_break: bool,
    heading: usize,
}

impl PlainTextBuilder {
    /// Begins, with room for the words of a Markdown text.
    pub fn of(markdown: &str) -> Self {
        let mut builder = Self::default();
        builder.plain.text.reserve(markdown.len());
        builder
    }

    /// Adds a piece that comes from `span` of `markdown`.
    pub fn push(&mut self, piece: &str, span: Span<Markdown>, markdown: &str, is_prose: bool) {
        if std::mem::take(&mut self.pending_break) && !self.plain.text.is_empty() {
            let trimmed = self.plain.text.trim_end_matches('\n').len();
            self.plain.text.truncate(trimmed);
            self.plain.text.push_str("\n\n");
            self.heading = self.heading.max(self.plain.text.len());
        }
        self.plain.runs.push(Run {
            plain: u32::try_from(self.plain.text.len()).unwrap_or(u32::MAX),
            markdown: u32::try_from(span.start()).unwrap_or(u32::MAX),
            markdown_end: u32::try_from(span.end()).unwrap_or(u32::MAX),
            is_verbatim: span.slice(markdown) == piece,
            is_prose,
        });
        self.plain.text.push_str(piece);
    }

    /// The next piece begins another block.
    pub fn break_block(&mut self) {
        self.pending_break = true;
    }

    /// The next piece begins a heading.
    pub fn mark_heading(&mut self) {
        self.heading = self.plain.text.len();
    }

    /// The words of the heading that was begun last.
    pub fn since_heading(&self) -> &str {
        self.plain.text.get(self.heading..).unwrap_or_default()
    }

    /// The words, all of them.
    pub fn finish(mut self) -> PlainText {
        let trimmed = self.plain.text.trim_end_matches('\n').len();
        self.plain.text.truncate(trimmed);
        self.plain.text.shrink_to_fit();
        self.plain.runs.shrink_to_fit();
        self.plain
    }
}
