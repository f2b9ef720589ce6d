//! Which of a text's passages are open where the writing has come to.

use crate::span::{Markdown, Span};

/// Passages that may nest and overlap, and those of them that are open.
///
/// Passages are opened and closed at the borders of text, never across an element of the Markdown, so that
/// what is written is well-formed however passages and emphasis overlap.
pub struct OpenSpans {
    /// By beginning, the longer first.
    spans: Vec<Span<Markdown>>,
    /// All passages before this one are over.
    first: usize,
    open: Vec<usize>,
}

/// What is closed and then opened at a place.
pub struct Step {
    /// How many of the passages opened last are closed.
    pub closed: usize,
    /// The places of the passages that are opened, in the list of all.
    pub opened: Vec<usize>,
}

impl OpenSpans {
    /// The key by which passages have to be sorted.
    pub fn order(span: Span<Markdown>) -> (usize, usize) {
        (span.start(), usize::MAX - span.end())
    }

    /// The passages of a text, sorted by [`OpenSpans::order`].
    pub fn new(spans: Vec<Span<Markdown>>) -> Self {
        debug_assert!(spans.is_sorted_by_key(|span| Self::order(*span)));
        Self { spans, first: 0, open: Vec::new() }
    }

    /// The next byte after `at` and before `end` at which a passage begins or ends.
    pub fn next_border(&self, at: usize, end: usize) -> usize {
        let borders = self.near(end).flat_map(|(_, span)| [span.start(), span.end()]);
        borders.filter(|border| *border > at && *border < end).min().unwrap_or(end)
    }

    /// Opens and closes so that the passages over the byte `at` are open, and no others.
    pub fn move_to(&mut self, at: usize) -> Step {
        while self.spans.get(self.first).is_some_and(|span| span.end() <= at) {
            self.first += 1;
        }
        let covers = |span: Span<Markdown>| span.start() <= at && at < span.end();
        let wanted: Vec<usize> = self.near(at + 1).filter(|(_, span)| covers(*span)).map(|(index, _)| index).collect();
        let shared = self.open.iter().zip(&wanted).take_while(|(open, wanted)| open == wanted).count();
        let closed = self.open.len() - shared;
        let opened = wanted.get(shared..).unwrap_or_default().to_vec();
        self.open = wanted;
        Step { closed, opened }
    }

    /// Closes all, before an element begins or ends; says how many were open.
    pub fn close(&mut self) -> usize {
        self.open.drain(..).count()
    }

    /// The passages that are not over and begin before `end`.
    fn near(&self, end: usize) -> impl Iterator<Item = (usize, Span<Markdown>)> {
        let spans = self.spans.iter().copied().enumerate().skip(self.first);
        spans.take_while(move |(_, span)| span.start() < end)
    }
}
