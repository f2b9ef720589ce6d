//! Web pages: the main text and what the page says of itself.

mod metadata;
mod old;
mod walk;

use std::collections::HashSet;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use url::Url;

use super::blocks::{Block, Inline, passages, unlink, words};
use super::dates::{self, NumericOrder};
use super::draft::{Body, Draft, one_line};
use super::language;
use super::notes;
use super::text::{byline, date_and_byline};
use crate::model::Language;
use walk::Bases;

/// Passages of a page with at least so many words are told one by one when they are left out.
const LONG_PASSAGE: usize = 30;

/// Elements nested more deeply than any page of a newspaper; deeper ones are a trap.
const DEEPEST: usize = 400;

/// What is never part of an article, wherever it stands on the page.
const SURROUNDINGS: &str = "script, style, noscript, template, nav, [hidden], [aria-hidden='true'], [role='navigation'], \
    [role='search'], [role='dialog'], [class*='breadcrumb'], [class*='share-'], [class*='social-'], [class*='cookie'], \
    [class*='newsletter'], [class*='sharedaddy']";

/// Whether elements are nested so deeply that only a trap can be: parsers take a time that grows with the square.
/// Elements that pages often leave open do not count.
pub fn is_trap(html: &str) -> bool {
    const DEEPEST: usize = 4000;
    const HOLDERS: [&str; 12] =
        ["div", "span", "b", "i", "em", "strong", "a", "font", "blockquote", "section", "ul", "table"];
    let holds = |tag: &str| {
        let end = tag.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(tag.len());
        tag.get(..end).is_some_and(|name| HOLDERS.iter().any(|holder| holder.eq_ignore_ascii_case(name)))
    };
    let mut depth = 0_usize;
    html.split('<').skip(1).any(|tag| {
        match tag.strip_prefix('/') {
            Some(name) if holds(name) => depth = depth.saturating_sub(1),
            None if holds(tag) => depth += 1,
            _ => {}
        }
        depth > DEEPEST
    })
}

/// The pages that a page shows in its frames, if it holds nothing else.
pub fn frames(html: &str) -> Vec<String> {
    let is_possible = html.to_ascii_lowercase().contains("<frameset");
    if !is_possible {
        return Vec::new();
    }
    let document = Document::from(html);
    document.select("frameset frame[src]").iter().filter_map(|frame| Some(frame.attr("src")?.to_string())).collect()
}

/// Reads an article out of a web page that was found at `address`.
pub fn read(html: &str, address: Option<&str>, known: Option<&Language>) -> Draft {
    let document = Document::from(html);
    flatten(&document);
    let is_old = old::is_old(&document);
    if is_old {
        old::raise_headings(&document);
    }
    let base = base_of(&document, address);
    let bases = Bases { links: base.as_ref(), pictures: base.as_ref().filter(|_| address.is_some()) };
    let mut draft = metadata::read(&document, bases.links);
    let page = walk::blocks_of_page(&document, bases);
    document.select(SURROUNDINGS).remove();
    let kept = if is_old { Some(old::main_text(&document, bases)) } else { main_text(document, bases) };
    let mut kept = kept.filter(|blocks| !blocks.is_empty()).unwrap_or_else(|| page.blocks.clone());
    without_rules_at_ends(&mut kept);
    unlink(&mut kept);
    let text = passages(&kept).join("\n");
    draft.language = told_language(known, draft.language.take(), &text, &mut draft);
    let mut kept = without_title(kept, draft.title.as_deref());
    take_head(&mut kept, &mut draft);
    metadata::settle(&mut draft, &passages(&page.blocks), address);
    tell_what_is_left_out(&page.blocks, &text, &mut draft);
    if !page.embedded.is_empty() {
        draft.notes.push(notes::embedded(&page.embedded.iter().copied().collect::<Vec<_>>().join(", ")));
    }
    draft.body = Body::Blocks(kept);
    draft
}

/// The blocks of a piece of HTML that is all text, such as an entry of a feed.
pub fn fragment(html: &str, address: Option<&str>) -> Vec<Block> {
    let document = Document::from(html);
    flatten(&document);
    let base = address.and_then(|address| Url::parse(address).ok());
    let mut blocks = walk::blocks_of_page(&document, Bases { links: base.as_ref(), pictures: base.as_ref() }).blocks;
    unlink(&mut blocks);
    blocks
}

/// The address of a single picture and what is said of it to those who do not see it.
pub fn picture(html: &str) -> Option<(String, String)> {
    fragment(html, None).into_iter().find_map(|block| match block {
        Block::Paragraph(line) => line.into_iter().find_map(|piece| match piece {
            Inline::Picture(address, alternative) => Some((address, alternative)),
            _ => None,
        }),
        _ => None,
    })
}

/// Takes elements away that are nested so deeply that walking them would exhaust the stack; their words stay.
fn flatten(document: &Document) {
    let mut pending = vec![(document.root(), 0_usize)];
    while let Some((node, depth)) = pending.pop() {
        if depth == DEEPEST {
            let text = node.text();
            node.set_text(text);
        } else {
            pending.extend(node.children_it(false).map(|child| (child, depth + 1)));
        }
    }
}

/// Where relative addresses of the page begin.
fn base_of(document: &Document, address: Option<&str>) -> Option<Url> {
    let page = address.and_then(|address| Url::parse(address).ok());
    let stated = document.select_single("base[href]").attr("href");
    let canonical = || document.select_single("link[rel='canonical']").attr("href");
    let page = page.or_else(|| Url::parse(&canonical()?).ok());
    match (page, stated) {
        (Some(page), Some(stated)) => page.join(&stated).ok().or(Some(page)),
        (None, Some(stated)) => Url::parse(&stated).ok(),
        (page, None) => page,
    }
}

/// The blocks of the main text, without menus, advertisements and the like.
fn main_text(document: Document, bases: Bases<'_>) -> Option<Vec<Block>> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let mut readability = Readability::with_document(document, bases.pictures.map(Url::as_str), Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some(walk::blocks_of_page(&Document::from(article.content), bases).blocks)
}

/// The language that somebody said, that the page declares or that its words show.
fn told_language(
    known: Option<&Language>,
    declared: Option<Language>,
    text: &str,
    draft: &mut Draft,
) -> Option<Language> {
    if let Some(known) = known {
        return Some(known.clone());
    }
    match (language::detect(text), declared) {
        (Some(detected), Some(declared)) if detected.primary() != declared.primary() => {
            draft.notes.push(notes::languages_differ(detected.tag(), declared.tag()));
            Some(detected)
        }
        (detected, declared) => declared.or(detected),
    }
}

fn without_rules_at_ends(blocks: &mut Vec<Block>) {
    let is_text = |block: &Block| !matches!(block, Block::Rule);
    let end = blocks.iter().rposition(is_text).map_or(0, |last| last + 1);
    blocks.truncate(end);
    let start = blocks.iter().position(is_text).unwrap_or(0);
    blocks.drain(..start);
}

/// The blocks without the heading that repeats the title.
fn without_title(mut blocks: Vec<Block>, title: Option<&str>) -> Vec<Block> {
    let Some(title) = title else { return blocks };
    let repeats = |block: &Block| matches!(block, Block::Heading(_, line) if one_line(&words(line)) == title);
    if let Some(index) = blocks.iter().take(4).position(repeats) {
        blocks.remove(index);
    }
    blocks
}

/// Takes lines with the date or the authors off the head of the text.
fn take_head(blocks: &mut Vec<Block>, draft: &mut Draft) {
    const HEAD: usize = 4;
    let order = NumericOrder::of(draft.language.as_ref());
    let mut taken = Vec::new();
    let mut index = 0;
    while index < HEAD.min(blocks.len().saturating_sub(1)) {
        let line = match blocks.get(index) {
            Some(Block::Paragraph(line)) => words(line),
            _ => String::new(),
        };
        let (date, authors) = match date_and_byline(&line, order) {
            Some((date, authors)) => (Some(date), Some(authors)),
            None => (dates::whole_line(&line, order), byline(&line)),
        };
        if date.is_none() && authors.is_none() {
            index += 1;
            continue;
        }
        if let Some(found) = date {
            draft.take_date(&found, "at the head of the text");
        }
        if let Some(authors) = authors.filter(|_| draft.authors.is_empty()) {
            draft.authors = authors;
        }
        blocks.remove(index);
        taken.push(line);
    }
    if !taken.is_empty() {
        draft.notes.push(notes::lines_read(&taken));
    }
}

/// Tells which passages of the page are not part of the text.
fn tell_what_is_left_out(page: &[Block], text: &str, draft: &mut Draft) {
    let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept: HashSet<String> = text.lines().map(normal).collect();
    let whole = normal(text);
    let mut short = Vec::new();
    for passage in passages(page) {
        let passage = normal(&passage);
        let is_title = draft.title.as_deref() == Some(passage.as_str());
        if passage.is_empty() || is_title || kept.contains(&passage) || whole.contains(&passage) {
            continue;
        }
        if passage.split(' ').count() >= LONG_PASSAGE {
            draft.notes.push(notes::long_passage(&passage));
        } else {
            short.push(passage);
        }
    }
    if !short.is_empty() {
        draft.notes.push(notes::furniture(&short));
    }
}
