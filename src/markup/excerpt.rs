//! The part of a body that is parsed: all of it, or only the blocks around a passage.

use std::borrow::Cow;

use crate::model::{Body, OuterBlock};
use crate::span::{Markdown, Span};

/// Markdown to be parsed, and what stands before it in its body.
pub struct Excerpt<'a> {
    /// The blocks, then the definitions that they can refer to.
    pub text: Cow<'a, str>,
    /// Bytes before them.
    pub offset: usize,
    /// Links and images before them.
    pub links_before: usize,
    /// Headings before them.
    pub headings_before: usize,
}

impl<'a> Excerpt<'a> {
    /// The whole body.
    pub fn whole(body: &'a Body) -> Self {
        Self { text: Cow::Borrowed(&body.markdown), offset: 0, links_before: 0, headings_before: 0 }
    }

    /// The blocks that overlap a passage. Every quotation has a page that shows them, so parsing the whole body
    /// for each would be quadratic.
    pub fn around(body: &'a Body, passage: Span<Markdown>) -> Self {
        let from = body.blocks.partition_point(|block| block.span.end() <= passage.start());
        let blocks = body.blocks.get(from..).unwrap_or_default();
        let count = blocks.partition_point(|block| block.span.start() < passage.end());
        let Some((first, last)) = blocks.first().zip(blocks.get(..count).and_then(<[OuterBlock]>::last)) else {
            return Self { text: Cow::Borrowed(""), offset: 0, links_before: 0, headings_before: 0 };
        };
        let before = body.markdown.get(..first.span.start()).unwrap_or_default();
        // A block keeps the indentation before its first byte.
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let shown = Span::new(start, last.span.end());
        let mut text = Cow::Borrowed(shown.slice(&body.markdown));
        for definition in body.definitions.iter().filter(|definition| !shown.overlaps(**definition)) {
            let text = text.to_mut();
            text.push_str("\n\n");
            text.push_str(definition.slice(&body.markdown));
        }
        let (links_before, headings_before) = (first.links_before as usize, first.headings_before as usize);
        Self { text, offset: start, links_before, headings_before }
    }
}
