//! The marks of passages in HTML.

use super::open_spans::OpenSpans;
use crate::model::Form;
use crate::span::{Markdown, Span};

/// A passage to be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The passage.
    pub span: Span<Markdown>,
    /// A passage inside a paragraph, or whole blocks.
    pub form: Form,
    /// The classes of the marking element.
    pub class: String,
    /// The anchor, on the first element of the passage only.
    pub id: Option<String>,
}

/// The marks of a body, and which of them are open where the writing has come to.
pub struct OpenMarks {
    /// Within paragraphs, by beginning, the longer first.
    inline: Vec<Mark>,
    open: OpenSpans,
    /// Of whole blocks, by beginning, the longer first.
    block: Vec<Mark>,
}

impl OpenMarks {
    /// The marks of a body, in any order.
    pub fn new(mut marks: Vec<Mark>) -> Self {
        marks.sort_by_key(|mark| OpenSpans::order(mark.span));
        let (inline, block): (Vec<_>, Vec<_>) = marks.into_iter().partition(|mark| mark.form == Form::Inline);
        Self { open: OpenSpans::new(inline.iter().map(|mark| mark.span).collect()), inline, block }
    }

    /// The next byte after `at` and before `end` at which a mark begins or ends.
    pub fn next_border(&self, at: usize, end: usize) -> usize {
        self.open.next_border(at, end)
    }

    /// Opens and closes marks so that those over the byte `at` are open, and no others.
    pub fn move_to(&mut self, at: usize, html: &mut String) {
        let step = self.open.move_to(at);
        for _ in 0..step.closed {
            html.push_str("</mark>");
        }
        for index in step.opened {
            if let Some(mark) = self.inline.get_mut(index) {
                html.push_str(&format!("<mark{}>", attributes(mark)));
            }
        }
    }

    /// Closes all marks, before an element begins or ends.
    pub fn close(&mut self, html: &mut String) {
        for _ in 0..self.open.close() {
            html.push_str("</mark>");
        }
    }

    /// The attributes for the block that begins at `start` if a mark takes exactly that block.
    pub fn block_attributes(&mut self, start: usize, end: usize) -> Option<String> {
        let first = self.block.partition_point(|mark| mark.span.start() < start);
        let here = self.block.iter_mut().skip(first).take_while(|mark| mark.span.start() == start);
        let takes = |mark: &&mut Mark| mark.span.end() <= end && mark.id.is_some();
        here.into_iter().find(takes).map(attributes)
    }
}

/// The attributes of a marking element; the anchor is used up by the first.
fn attributes(mark: &mut Mark) -> String {
    let class = super::escape(&mark.class);
    match mark.id.take() {
        Some(id) if !id.is_empty() => format!(" class=\"{class}\" id=\"{}\"", super::escape(&id)),
        _ => format!(" class=\"{class}\""),
    }
}
