//! Which marks are open while the text is written.

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
///
/// Marks are opened and closed at the borders of text, never across an element of the Markdown, so that the
/// HTML is well-formed however passages and emphasis overlap.
pub struct OpenMarks {
    /// By beginning, the longer first.
    marks: Vec<Mark>,
    /// All marks before this one are over.
    first: usize,
    open: Vec<usize>,
}

impl OpenMarks {
    /// The marks of a body, in any order.
    pub fn new(mut marks: Vec<Mark>) -> Self {
        marks.sort_by_key(|mark| (mark.span.start(), usize::MAX - mark.span.end()));
        Self { marks, first: 0, open: Vec::new() }
    }

    /// The next byte after `at` and before `end` at which a mark begins or ends.
    pub fn next_border(&self, at: usize, end: usize) -> usize {
        let borders = self.near(end).flat_map(|(_, mark)| [mark.span.start(), mark.span.end()]);
        borders.filter(|border| *border > at && *border < end).min().unwrap_or(end)
    }

    /// Opens and closes marks so that those over the byte `at` are open, and no others.
    pub fn move_to(&mut self, at: usize, html: &mut String) {
        while self.marks.get(self.first).is_some_and(|mark| mark.span.end() <= at) {
            self.first += 1;
        }
        let covers = |mark: &Mark| mark.form == Form::Inline && mark.span.start() <= at && at < mark.span.end();
        let wanted: Vec<usize> = self.near(at + 1).filter(|(_, mark)| covers(mark)).map(|(index, _)| index).collect();
        let shared = self.open.iter().zip(&wanted).take_while(|(open, wanted)| open == wanted).count();
        while self.open.len() > shared {
            self.open.pop();
            html.push_str("</mark>");
        }
        for index in wanted.into_iter().skip(shared) {
            if let Some(mark) = self.marks.get_mut(index) {
                let attributes = attributes(mark);
                html.push_str(&format!("<mark{attributes}>"));
                self.open.push(index);
            }
        }
    }

    /// Closes all marks, before an element begins or ends.
    pub fn close(&mut self, html: &mut String) {
        for _ in self.open.drain(..) {
            html.push_str("</mark>");
        }
    }

    /// The attributes for the block that begins at `start` if a mark takes exactly that block.
    pub fn block_attributes(&mut self, start: usize, end: usize) -> Option<String> {
        let takes = |mark: &&mut Mark| {
            mark.form == Form::Block && mark.span.start() == start && mark.span.end() <= end && mark.id.is_some()
        };
        self.marks.iter_mut().skip(self.first).take_while(|mark| mark.span.start() <= start).find(takes).map(attributes)
    }

    /// The marks that are not over and begin before `end`.
    fn near(&self, end: usize) -> impl Iterator<Item = (usize, &Mark)> {
        self.marks.iter().enumerate().skip(self.first).take_while(move |(_, mark)| mark.span.start() < end)
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
