//! Pages that lay their text out with tables and set it with font tags, as those of the nineties do. What finds the
//! main text of a newer page looks for names that such pages do not have.

use dom_query::{Document, NodeRef};

use super::walk::{Bases, blocks_of};
use crate::import::blocks::{Block, Inline, passages, words};

/// What only old pages have, and what only newer ones do.
const OLD: &str = "font, center, body[bgcolor], body[background], body[text]";
const NEWER: &str = "article, main, section, [role='main'], [itemprop='articleBody']";

/// Elements that hold others in their places.
const HOLDERS: [&str; 8] = ["body", "center", "table", "tbody", "tr", "td", "div", "form"];

/// Headings that are only set large are at most so long, in characters.
const LONGEST_HEADING: usize = 160;

/// Whether a page is one of those.
pub fn is_old(document: &Document) -> bool {
    document.select(OLD).exists() && !document.select(NEWER).exists()
}

/// Makes headings of lines that are only set large, the largest the title of a page without another.
pub fn raise_headings(document: &Document) {
    const LARGE: i32 = 5;
    let lines: Vec<(i32, NodeRef<'_>)> = document
        .select("font[size]")
        .nodes()
        .iter()
        .filter_map(|font| Some((size(&font.attr("size")?)?, *font)))
        .filter(|(size, font)| *size >= LARGE && is_line(font))
        .collect();
    let has_title = document.select("h1").exists();
    let largest = lines.iter().map(|(size, _)| *size).max();
    let title = lines.iter().position(|(size, _)| Some(*size) == largest).filter(|_| !has_title);
    for (index, (_, font)) in lines.iter().enumerate() {
        font.rename(if Some(index) == title { "h1" } else { "h2" });
    }
}

/// `5` or, counted from the usual size, `+2`.
fn size(size: &str) -> Option<i32> {
    const USUAL: i32 = 3;
    let size = size.trim();
    let number: i32 = size.trim_start_matches('+').parse().ok()?;
    Some(if size.starts_with(['+', '-']) { USUAL.checked_add(number)? } else { number })
}

/// Whether an element is a line of words, not a part of one.
fn is_line(node: &NodeRef<'_>) -> bool {
    let text = node.text();
    let length = text.trim().chars().count();
    let holds_blocks = || {
        let mut inner = node.descendants_it();
        inner.any(|inner| inner.node_name().is_some_and(|name| matches!(&*name, "p" | "table" | "font" | "h1" | "h2")))
    };
    (2..=LONGEST_HEADING).contains(&length) && text.contains(char::is_alphabetic) && !holds_blocks()
}

/// The blocks of the place that holds most of the words of the page.
pub fn main_text(document: &Document, bases: Bases<'_>) -> Vec<Block> {
    let mut node = document.body().unwrap_or_else(|| document.root());
    while let Some(inner) = fullest(&node) {
        node = inner;
    }
    without_links_at_ends(without_banner(blocks_of(&node, bases)))
}

/// Takes away the name of the newspaper that stands above the title.
fn without_banner(mut blocks: Vec<Block>) -> Vec<Block> {
    let is_banner = |block: &Block| matches!(block, Block::Heading(..) | Block::Rule);
    let title = blocks.iter().position(|block| matches!(block, Block::Heading(1, _)));
    if let Some(title) = title.filter(|title| blocks.iter().take(*title).all(is_banner)) {
        blocks.drain(..title);
    }
    blocks
}

/// The holder in a place that has nearly all of its words.
fn fullest<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let words = |node: &NodeRef<'_>| node.text().split_whitespace().count();
    let all = words(node);
    node.element_children()
        .into_iter()
        .find(|child| child.node_name().is_some_and(|name| HOLDERS.contains(&&*name)) && words(child) * 10 >= all * 7)
}

/// Takes away lines of links above and below the text.
fn without_links_at_ends(mut blocks: Vec<Block>) -> Vec<Block> {
    let leads_away = |block: &Block| matches!(block, Block::Rule) || is_of_links(block);
    let end = blocks.iter().rposition(|block| !leads_away(block)).map_or(0, |last| last + 1);
    blocks.truncate(end);
    let start = blocks.iter().position(|block| !leads_away(block)).unwrap_or(0);
    blocks.drain(..start);
    blocks
}

/// Whether more than half of the letters of a block lead elsewhere.
fn is_of_links(block: &Block) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let all: usize = passages(std::slice::from_ref(block)).iter().map(|passage| letters(passage)).sum();
    let mut linked = 0;
    for_each_link(block, &mut |inner| linked += letters(&words(inner)));
    all > 0 && linked * 2 > all
}

fn for_each_link(block: &Block, visit: &mut dyn FnMut(&[Inline])) {
    let line = |line: &[Inline], visit: &mut dyn FnMut(&[Inline])| {
        for piece in line {
            match piece {
                Inline::Link(_, inner) => visit(inner),
                Inline::Emphasis(inner) | Inline::Strong(inner) => {
                    inner.iter().for_each(|piece| {
                        if let Inline::Link(_, inner) = piece {
                            visit(inner)
                        }
                    });
                }
                _ => {}
            }
        }
    };
    match block {
        Block::Paragraph(pieces) | Block::Heading(_, pieces) => line(pieces, visit),
        Block::Quote(blocks) => blocks.iter().for_each(|block| for_each_link(block, visit)),
        Block::List(_, items) => items.iter().flatten().for_each(|block| for_each_link(block, visit)),
        Block::Table(rows) => rows.iter().flatten().for_each(|cell| line(cell, visit)),
        Block::Code(_) | Block::Rule => {}
    }
}
