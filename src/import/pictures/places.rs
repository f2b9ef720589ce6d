//! The places of a draft in which pictures stand: its text and its front matter.

use std::ops::Range;

use crate::import::blocks::{Block, Inline, tidy};
use crate::import::draft::{Body, Draft};
use crate::import::edits::{edited, picture, with_space, words_of_link};
use crate::parse::{ScannedLink, scan};

/// Says of the address of a picture, which it may change, whether the picture stays.
type Keep<'a> = &'a mut dyn FnMut(&mut String) -> bool;

/// Calls `keep` with the address of each picture, and takes those away for which it says no.
pub fn visit(draft: &mut Draft, keep: Keep<'_>) {
    if let Some(address) = draft.image.take() {
        let mut image = address.clone();
        if keep(&mut image) {
            draft.image = Some(image);
        } else {
            // No page shows it from there, and the address is not lost.
            draft.extra.entry("image").or_insert(address.into());
        }
    }
    match &mut draft.body {
        Body::Blocks(blocks) => {
            visit_blocks(blocks, keep);
            blocks.retain(|block| !block.is_empty());
        }
        Body::Markdown(text) | Body::Annotated(text) => *text = visited(text, keep),
    }
}

fn visit_blocks(blocks: &mut [Block], keep: Keep<'_>) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(_, line) => visit_line(line, keep),
            Block::Quote(blocks) => visit_blocks(blocks, keep),
            Block::List(_, items) => items.iter_mut().for_each(|item| visit_blocks(item, keep)),
            Block::Table(rows) => rows.iter_mut().flatten().for_each(|cell| visit_line(cell, keep)),
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn visit_line(line: &mut Vec<Inline>, keep: Keep<'_>) {
    line.retain_mut(|piece| match piece {
        Inline::Picture(address, _) => keep(address),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
            visit_line(inner, keep);
            true
        }
        _ => true,
    });
    *line = tidy(std::mem::take(line));
}

/// The Markdown with its pictures as `keep` wants them. A link around nothing but a picture goes with it.
fn visited(text: &str, keep: Keep<'_>) -> String {
    let links = scan(text).links;
    let mut edits = Vec::new();
    for link in links.iter().filter(|link| link.is_image) {
        let range = link.span.start()..link.span.end();
        let written = text.get(range.clone()).unwrap_or_default();
        let mut address = link.target.clone();
        if !keep(&mut address) {
            let holds_only_it = |outer: &&ScannedLink| {
                let outer_text = text.get(outer.span.start()..outer.span.end());
                !outer.is_image && outer.span.contains(link.span) && outer_text.and_then(words_of_link) == Some(written)
            };
            let whole = links.iter().find(holds_only_it).map_or(range, |outer| outer.span.start()..outer.span.end());
            edits.push((with_space(text, with_break(text, whole)), String::new()));
        } else if address != link.target {
            edits.push((range, picture(words_of_link(written).unwrap_or_default(), &address)));
        }
    }
    edited(text, edits)
}

/// A place in Markdown with the line break that would begin or end its paragraph without it.
fn with_break(text: &str, range: Range<usize>) -> Range<usize> {
    const BREAK: &str = "\\\n";
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let begins = before.is_empty() || before.ends_with("\n\n") || before.ends_with(BREAK);
    if begins && after.starts_with(BREAK) {
        return range.start..range.end + BREAK.len();
    }
    let ends = after.is_empty() || after == "\n" || after.starts_with("\n\n");
    if ends && before.ends_with(BREAK) { range.start - BREAK.len()..range.end } else { range }
}
