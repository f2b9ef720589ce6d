//! One pass over Markdown: the plain words with the way back, blocks, headings, links, and what is code.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::tags::meaningless_name;
use crate::model::{OuterBlock, PlainText, PlainTextBuilder, slugify};
use crate::span::{Markdown, Span};

/// The Markdown that articles are written in: CommonMark with the tables, footnotes, strikethrough and
/// task lists of GitHub, heading attributes, and wiki links. Smart punctuation stays off: the archived
/// characters are never altered.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
}

/// What one pass over a Markdown text finds.
#[derive(Debug, Default, PartialEq)]
pub struct Scan {
    /// The words.
    pub plain: PlainText,
    /// Blocks in the order of their beginnings, the outer before the inner.
    pub blocks: Vec<Block>,
    /// Headings in order.
    pub headings: Vec<ScannedHeading>,
    /// Links and images in order.
    pub links: Vec<ScannedLink>,
    /// Code and raw HTML, where no annotation is looked for; sorted and apart from each other.
    pub inert: Vec<Span<Markdown>>,
    /// Tags that mean nothing, in order.
    pub meaningless_tags: Vec<Span<Markdown>>,
    /// The outermost blocks in order, large ones by their parts.
    pub outer_blocks: Vec<OuterBlock>,
    /// The definitions of footnotes and link targets in order.
    pub definitions: Vec<Span<Markdown>>,
}

/// A block of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its bytes, without the line ending behind it.
    pub span: Span<Markdown>,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of blocks that an annotation line tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A block quotation.
    BlockQuote,
    /// A bulleted or numbered list.
    List,
    /// A heading, table, code block, footnote or anything else.
    Other,
}

/// A heading as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannedHeading {
    /// From 1 to 6.
    pub level: u8,
    /// The anchor, unique in the text.
    pub id: String,
    /// The words.
    pub text: String,
}

/// A link or image as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannedLink {
    /// The target as written.
    pub target: String,
    /// Written as `[[target]]`.
    pub is_wiki: bool,
    /// An image rather than a link.
    pub is_image: bool,
    /// The whole link.
    pub span: Span<Markdown>,
}

/// Larger lists and quotations, in bytes, are taken part by part where a passage is shown with what is around it: each
/// passage with all of them would be quadratic.
const LARGEST_WHOLE: usize = 4096;

/// Passes once over `markdown`.
pub fn scan(markdown: &str) -> Scan {
    let mut scan = Scan::default();
    let mut plain = PlainTextBuilder::of(markdown);
    let mut anchors = Anchors::default();
    let mut image_depth = 0_usize;
    let mut code_block = false;
    let mut depth = 0_usize;
    let mut is_divided = false;
    let events = Parser::new_ext(markdown, options()).into_offset_iter();
    scan.definitions = events.reference_definitions().iter().map(|(_, link)| link.span.clone().into()).collect();
    for (event, range) in events {
        let span = Span::new(range.start, range.end);
        match &event {
            Event::Start(tag) => {
                if depth == 0 {
                    let has_parts = matches!(tag, Tag::List(_) | Tag::BlockQuote(_));
                    is_divided = has_parts && span.len() > LARGEST_WHOLE;
                }
                if depth == usize::from(is_divided) {
                    scan.begin_outer_block(span);
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match event {
            Event::Start(tag) => {
                if let Some(kind) = block_kind(&tag) {
                    plain.break_block();
                    scan.blocks.push(Block { span: trimmed(span, markdown), kind });
                }
                match tag {
                    Tag::CodeBlock(_) => {
                        scan.inert.push(span);
                        code_block = true;
                    }
                    Tag::HtmlBlock => scan.inert.push(span),
                    Tag::FootnoteDefinition(_) => scan.definitions.push(span),
                    Tag::Heading { level, id, .. } => {
                        scan.headings.push(ScannedHeading {
                            level: level as u8,
                            id: id.map(CowStr::into_string).unwrap_or_default(),
                            text: String::new(),
                        });
                        plain.mark_heading();
                    }
                    Tag::Link { link_type, dest_url, .. } => {
                        scan.links.push(link(link_type, dest_url, false, span));
                    }
                    Tag::Image { link_type, dest_url, .. } => {
                        scan.links.push(link(link_type, dest_url, true, span));
                        image_depth += 1;
                    }
                    _ => {}
                }
            }
            Event::End(tag) => match tag {
                TagEnd::Image => image_depth = image_depth.saturating_sub(1),
                TagEnd::CodeBlock => code_block = false,
                TagEnd::Heading(_) => {
                    let text = plain.since_heading().to_owned();
                    if let Some(heading) = scan.headings.last_mut() {
                        heading.id = anchors.claim(&heading.id, &text);
                        heading.text = text;
                    }
                }
                _ => {}
            },
            Event::Text(text) if image_depth == 0 => plain.push(&text, span, markdown, !code_block),
            Event::Code(code) => {
                scan.inert.push(span);
                if image_depth == 0 {
                    plain.push(&code, span, markdown, false);
                }
            }
            Event::InlineHtml(tag) => {
                scan.note_tag(&tag, span);
                scan.inert.push(span);
            }
            Event::Html(tags) => scan.note_tag(&tags, span),
            Event::SoftBreak if image_depth == 0 => plain.push(" ", span, markdown, true),
            Event::HardBreak if image_depth == 0 => plain.push("\n", span, markdown, true),
            _ => {}
        }
    }
    scan.plain = plain.finish();
    scan.definitions.sort();
    scan
}

impl Scan {
    fn note_tag(&mut self, tag: &str, span: Span<Markdown>) {
        if meaningless_name(tag).is_some() {
            self.meaningless_tags.push(span);
        }
    }

    fn begin_outer_block(&mut self, span: Span<Markdown>) {
        let count = |items: usize| u32::try_from(items).unwrap_or(u32::MAX);
        let (links_before, headings_before) = (count(self.links.len()), count(self.headings.len()));
        self.outer_blocks.push(OuterBlock { span, links_before, headings_before });
    }
}

/// Whether a tag begins a block of text, and which.
fn block_kind(tag: &Tag<'_>) -> Option<BlockKind> {
    match tag {
        Tag::Paragraph => Some(BlockKind::Paragraph),
        Tag::BlockQuote(_) => Some(BlockKind::BlockQuote),
        Tag::List(_) => Some(BlockKind::List),
        Tag::Heading { .. }
        | Tag::CodeBlock(_)
        | Tag::HtmlBlock
        | Tag::Item
        | Tag::Table(_)
        | Tag::TableHead
        | Tag::TableRow
        | Tag::TableCell
        | Tag::FootnoteDefinition(_) => Some(BlockKind::Other),
        _ => None,
    }
}

fn link(link_type: LinkType, target: CowStr<'_>, is_image: bool, span: Span<Markdown>) -> ScannedLink {
    let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
    let target = match link_type {
        LinkType::Email => format!("mailto:{target}"),
        _ => target.into_string(),
    };
    ScannedLink { target, is_wiki, is_image, span }
}

fn trimmed(span: Span<Markdown>, markdown: &str) -> Span<Markdown> {
    let kept = span.slice(markdown).trim_end().len();
    Span::new(span.start(), span.start() + kept)
}

/// Gives every heading an anchor of its own.
#[derive(Default)]
pub struct Anchors {
    taken: FxHashMap<String, usize>,
}

/// The anchors that the built-in templates give to their own sections.
const OWN: [&str; 7] = ["articles", "calendar", "content", "featured", "latest", "quotations", "relayed"];

/// The beginnings of the anchors of quotations, notes, footnotes and years.
const RESERVED: [&str; 5] = ["q-", "note-", "fn-", "fnref-", "year-"];

impl Anchors {
    /// The anchor `given` by the author, else one made of the heading's words, numbered if taken.
    pub fn claim(&mut self, given: &str, text: &str) -> String {
        let wanted = match (given, slugify(text)) {
            ("", slug) if slug.is_empty() => "section".to_owned(),
            ("", slug) => slug,
            (given, _) => given.to_owned(),
        };
        let is_reserved = RESERVED.iter().any(|beginning| wanted.starts_with(beginning));
        let wanted = if is_reserved { format!("section-{wanted}") } else { wanted };
        let mut anchor = wanted.clone();
        loop {
            if !self.taken.contains_key(&anchor) && !OWN.contains(&anchor.as_str()) {
                self.taken.insert(anchor.clone(), 1);
                return anchor;
            }
            let number = self.taken.entry(wanted.clone()).or_insert(1);
            *number += 1;
            anchor = format!("{wanted}-{number}");
        }
    }
}
