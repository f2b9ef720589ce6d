//! The places of a draft in which pictures stand: its text and its front matter.

use crate::import::blocks::{Block, Inline, tidy};
use crate::import::draft::{Body, Draft};
use crate::import::edits::{edited, picture, with_space, words_of_link};
use crate::parse::{ScannedLink, scan};

/// Says of the address of a picture, which it may change, whether the picture stays.
type Keep<'a> = &'a mut dyn FnMut(&mut String) -> bool;

/// Calls `keep` with the address of each picture, and takes those away for which it says no.
pub fn visit(draft: &mut Draft, keep: Keep<'_>) {
    if let Some(mut image) = draft.image.take() {
        draft.image = keep(&mut image).then_some(image);
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
            edits.push((with_space(text, whole), String::new()));
        } else if address != link.target {
            edits.push((range, picture(words_of_link(written).unwrap_or_default(), &address)));
        }
    }
    edited(text, edits)
}
