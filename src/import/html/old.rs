//! Pages that lay their text out with tables and set it with font tags, as those of the nineties do. What finds the
//! main text of a newer page looks for names that such pages do not have.

use dom_query::{Document, NodeRef};

use super::walk::{Bases, blocks_of};
use crate::import::blocks::{Block, Inline, passages, words};
use crate::import::text;

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
    let lines: Vec<(i32, NodeRef<'_>)> = document
        .select("font[size]")
        .nodes()
        .iter()
        .filter_map(|font| Some((size(&font.attr("size")?)?, *font)))
        .filter(|(size, font)| is_large(*size, font) && is_line(font))
        .collect();
    let has_title = document.select("h1").exists();
    let may_be_title = |line: &&(i32, NodeRef<'_>)| lines.len() == 1 || !is_banner(&line.1.text());
    let largest = lines.iter().filter(may_be_title).map(|(size, _)| *size).max();
    let title = lines.iter().position(|line| Some(line.0) == largest && may_be_title(&line)).filter(|_| !has_title);
    for (index, (_, font)) in lines.iter().enumerate() {
        font.rename(if Some(index) == title { "h1" } else { "h2" });
    }
}

/// Much larger than the text, or larger and bold.
fn is_large(size: i32, font: &NodeRef<'_>) -> bool {
    const BOLD: [&str; 2] = ["b", "strong"];
    let is_bold = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| BOLD.contains(&&*name));
    size >= 5
        || size == 4
            && (font.descendants_it().any(|inner| is_bold(&inner)) || font.parent().is_some_and(|it| is_bold(&it)))
}

/// `LA GAZETTE`: the name of the newspaper above the title.
fn is_banner(text: &str) -> bool {
    text.split_whitespace().count() <= 4 && !text.contains(char::is_lowercase)
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
    let blocks = blocks_of(&node, bases).into_iter().flat_map(|block| match block {
        // Agencies' texts were set as typewriters set them.
        Block::Code(text) if is_prose(&text) => text::blocks(&text),
        block => vec![block],
    });
    without_links_at_ends(without_banner(blocks.collect()))
}

/// Whether a text in which every space counts is one of sentences all the same.
fn is_prose(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic() || letter.is_whitespace()).count();
    letters * 10 >= text.chars().count() * 9 && text.split_whitespace().count() >= 20
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
