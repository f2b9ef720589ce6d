//! The pass over the Markdown events that writes the HTML.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Parser, Tag, TagEnd, html};

use super::code::code_block;
use super::excerpt::Excerpt;
use super::footnotes::Footnotes;
use super::marks::{Mark, OpenMarks};
use super::raw_html::{InlineTags, clean_block};
use super::{escape, typography};
use crate::config::BaseUrl;
use crate::model::Body;
use crate::parse::{is_web_address, options};
use crate::span::{Markdown, Span};

/// What is woven.
pub struct Weaving<'a> {
    /// The body.
    pub body: &'a Body,
    /// For each link of the body the address in the site that it leads to.
    pub targets: &'a [Option<Box<str>>],
    /// The passages to be marked.
    pub marks: Vec<Mark>,
    /// Where the site will be found.
    pub base_url: &'a BaseUrl,
    /// Apply French spacing.
    pub french_spacing: bool,
    /// Leave raw HTML as it is.
    pub trusted_html: bool,
    /// Only the blocks that overlap this passage, without anchors and footnotes.
    pub only: Option<Span<Markdown>>,
    /// Labels of the interface: a table, a task that is done, one that is open, back to the text.
    pub labels: Labels<'a>,
}

/// Words of the interface that the markup needs.
#[derive(Clone, Copy, Default)]
pub struct Labels<'a> {
    /// Names a table.
    pub table: &'a str,
    /// A task that is done.
    pub task_done: &'a str,
    /// A task that is open.
    pub task_open: &'a str,
    /// Leads from a footnote to its reference.
    pub back_to_text: &'a str,
}

/// A body in HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct BodyHtml {
    /// Its blocks in order.
    pub blocks: Vec<HtmlBlock>,
    /// The list of footnotes.
    pub footnotes: Option<String>,
}

/// A block of a body.
#[derive(Debug, PartialEq, Eq)]
pub struct HtmlBlock {
    /// The HTML.
    pub html: String,
    /// Its Markdown.
    pub span: Span<Markdown>,
}

/// Writes the HTML of a body.
pub fn weave(weaving: Weaving<'_>) -> BodyHtml {
    let excerpt = match weaving.only {
        Some(passage) => Excerpt::around(weaving.body, passage),
        None => Excerpt::whole(weaving.body),
    };
    let mut writer = Writer::new(&weaving, &excerpt);
    for (event, range) in Parser::new_ext(&excerpt.text, options()).into_offset_iter() {
        writer.event(event, Span::new(excerpt.offset + range.start, excerpt.offset + range.end));
    }
    let footnotes = writer.footnotes.list(weaving.labels.back_to_text).filter(|_| weaving.only.is_none());
    BodyHtml { blocks: writer.blocks, footnotes }
}

struct Writer<'a> {
    weaving: &'a Weaving<'a>,
    marks: OpenMarks,
    /// The events of the block being written.
    pending: Vec<Event<'a>>,
    blocks: Vec<HtmlBlock>,
    depth: usize,
    block: Span<Markdown>,
    link: usize,
    heading: usize,
    heading_level: u8,
    levels: Vec<u8>,
    /// For each open link whether it was written.
    links: Vec<bool>,
    image: Option<Image>,
    code: Option<(String, String)>,
    raw: Option<String>,
    inline_tags: InlineTags,
    footnotes: Footnotes,
    footnote: Option<(String, usize)>,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    /// Words of the same paragraph stand directly before.
    follows_words: bool,
}

struct Image {
    target: Option<String>,
    external: Option<String>,
    text: String,
    nested: usize,
}

impl<'a> Writer<'a> {
    fn new(weaving: &'a Weaving<'a>, excerpt: &Excerpt<'_>) -> Self {
        let mut levels: Vec<u8> = weaving.body.headings.iter().map(|heading| heading.level).collect();
        levels.sort_unstable();
        levels.dedup();
        Self {
            weaving,
            marks: OpenMarks::new(weaving.marks.clone()),
            pending: Vec::new(),
            blocks: Vec::new(),
            depth: 0,
            block: Span::at(0),
            link: excerpt.links_before,
            heading: excerpt.headings_before,
            heading_level: 1,
            levels,
            links: Vec::new(),
            image: None,
            code: None,
            raw: None,
            inline_tags: InlineTags::default(),
            footnotes: Footnotes::default(),
            footnote: None,
            alignments: Vec::new(),
            cell: 0,
            in_head: false,
            follows_words: false,
        }
    }

    fn event(&mut self, event: Event<'a>, span: Span<Markdown>) {
        if self.depth == 0 {
            self.block = span;
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(tag, span);
            }
            Event::End(tag) => {
                self.end(tag);
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) => self.text(text, span),
            Event::SoftBreak => self.inline(Event::SoftBreak, span),
            Event::HardBreak => self.inline(Event::HardBreak, span),
            Event::Code(code) => match &mut self.image {
                Some(image) => image.text.push_str(&code),
                None => self.inline(Event::Code(code), span),
            },
            Event::Html(raw) => match &mut self.raw {
                Some(block) => block.push_str(&raw),
                None => self.raw_inline(&raw),
            },
            Event::InlineHtml(raw) => self.raw_inline(&raw),
            Event::FootnoteReference(name) => {
                self.close_marks();
                if self.weaving.only.is_none() {
                    let reference = self.footnotes.reference(&name);
                    self.push_html(reference);
                }
            }
            Event::TaskListMarker(done) => {
                let labels = self.weaving.labels;
                let (checked, label) = if done { (" checked", labels.task_done) } else { ("", labels.task_open) };
                let label = escape(label);
                self.push_html(format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "));
            }
            other => self.pending.push(other),
        }
        if self.depth == 0 {
            self.finish_block();
        }
    }

    fn push_html(&mut self, html: impl Into<CowStr<'a>>) {
        self.pending.push(Event::InlineHtml(html.into()));
    }

    fn close_marks(&mut self) {
        let mut html = String::new();
        self.marks.close(&mut html);
        if !html.is_empty() {
            self.push_html(html);
        }
    }

    /// An indivisible piece of a paragraph.
    fn inline(&mut self, event: Event<'a>, span: Span<Markdown>) {
        if let Some(image) = &mut self.image {
            image.text.push(' ');
            return;
        }
        self.move_marks(span.start());
        self.pending.push(event);
    }

    fn move_marks(&mut self, at: usize) {
        let mut html = String::new();
        self.marks.move_to(at, &mut html);
        if !html.is_empty() {
            self.push_html(html);
        }
    }

    fn text(&mut self, text: CowStr<'a>, span: Span<Markdown>) {
        if let Some(image) = &mut self.image {
            image.text.push_str(&text);
        } else if let Some((code, _)) = &mut self.code {
            code.push_str(&text);
        } else if span.slice(&self.weaving.body.markdown) == &*text {
            let mut at = span.start();
            while at < span.end() {
                let border = self.marks.next_border(at, span.end());
                self.move_marks(at);
                let piece = Span::<Markdown>::new(at, border).slice(&self.weaving.body.markdown);
                self.words(Cow::Borrowed(piece));
                at = border;
            }
        } else {
            self.move_marks(span.start());
            self.words(Cow::Owned(text.into_string()));
        }
    }

    fn words(&mut self, words: Cow<'a, str>) {
        let words = match (self.weaving.french_spacing, words) {
            (false, words) => words,
            (true, Cow::Borrowed(words)) => typography::french_spacing_behind(words, self.follows_words),
            (true, Cow::Owned(words)) => {
                Cow::Owned(typography::french_spacing_behind(&words, self.follows_words).into_owned())
            }
        };
        self.follows_words = words.chars().next_back().is_some_and(|last| !last.is_whitespace());
        self.pending.push(Event::Text(words.into()));
    }

    fn raw_inline(&mut self, raw: &str) {
        self.close_marks();
        let html = if self.weaving.trusted_html { raw.to_owned() } else { self.inline_tags.clean(raw) };
        self.push_html(html);
    }

    fn start(&mut self, tag: Tag<'a>, span: Span<Markdown>) {
        self.close_marks();
        let marked = match &tag {
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::List(_) => self.marks.block_attributes(span.start(), span.end()),
            _ => None,
        };
        if !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) {
            self.follows_words = false;
        }
        match tag {
            Tag::Paragraph if marked.is_some() => self.push_html(format!("<p{}>", marked.unwrap_or_default())),
            Tag::BlockQuote(_) => self.push_html(format!("<blockquote{}>\n", marked.unwrap_or_default())),
            Tag::List(None) if marked.is_some() => self.push_html(format!("<ul{}>\n", marked.unwrap_or_default())),
            Tag::List(Some(1)) if marked.is_some() => self.push_html(format!("<ol{}>\n", marked.unwrap_or_default())),
            Tag::Heading { .. } => self.start_heading(),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((String::new(), language));
            }
            Tag::HtmlBlock => self.raw = Some(String::new()),
            Tag::Link { dest_url, title, .. } => self.start_link(&dest_url, &title),
            Tag::Image { dest_url, .. } => self.start_image(&dest_url),
            Tag::FootnoteDefinition(name) => self.footnote = Some((name.into_string(), self.pending.len())),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                let label = escape(self.weaving.labels.table);
                self.push_html(format!(
                    "<div class=\"table\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\"><table>"
                ));
            }
            Tag::TableHead => {
                self.in_head = true;
                self.cell = 0;
                self.push_html("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.push_html("<tr>");
            }
            Tag::TableCell => {
                let class = match self.alignments.get(self.cell) {
                    Some(Alignment::Center) => " class=\"centred\"",
                    Some(Alignment::Right) => " class=\"end\"",
                    _ => "",
                };
                self.cell += 1;
                let open = if self.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
                self.push_html(open);
            }
            tag => self.pending.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.close_marks();
        match tag {
            TagEnd::Heading(_) => {
                let level = self.heading_level;
                self.push_html(format!("</h{level}>\n"));
            }
            TagEnd::BlockQuote(_) => self.push_html("</blockquote>\n"),
            TagEnd::CodeBlock => {
                if let Some((code, language)) = self.code.take() {
                    self.push_html(code_block(&code, &language));
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(raw) = self.raw.take() {
                    let html = if self.weaving.trusted_html { raw } else { clean_block(&raw) };
                    self.push_html(html);
                }
            }
            TagEnd::Link => match &mut self.image {
                Some(image) => image.nested = image.nested.saturating_sub(1),
                None if self.links.pop() == Some(true) => self.push_html("</a>"),
                None => {}
            },
            TagEnd::Image => self.end_image(),
            TagEnd::FootnoteDefinition => {
                // A passage of a footnote is shown by itself like any other.
                let footnote = self.footnote.take().filter(|_| self.weaving.only.is_none());
                if let Some((name, start)) = footnote {
                    let mut text = String::new();
                    html::push_html(&mut text, self.pending.drain(start.min(self.pending.len())..));
                    self.footnotes.define(&name, text);
                }
            }
            TagEnd::Table => self.push_html("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push_html("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.push_html("</tr>\n"),
            TagEnd::TableCell => {
                let close = if self.in_head { "</th>" } else { "</td>" };
                self.push_html(close);
            }
            tag => self.pending.push(Event::End(tag)),
        }
    }

    /// The body's highest heading becomes `h2`, below the page's own; no level is skipped.
    fn start_heading(&mut self) {
        let heading = self.weaving.body.headings.get(self.heading);
        self.heading += 1;
        let rank = heading.and_then(|heading| self.levels.binary_search(&heading.level).ok()).unwrap_or(0);
        let wanted = u8::try_from(rank).unwrap_or(0).saturating_add(2).min(6);
        self.heading_level = wanted.min(self.heading_level.saturating_add(1));
        let level = self.heading_level;
        match heading.filter(|_| self.weaving.only.is_none()) {
            Some(heading) => {
                let id = escape(&heading.id);
                self.push_html(format!("<h{level} id=\"{id}\">"));
            }
            None => self.push_html(format!("<h{level}>")),
        }
    }

    fn next_target(&mut self) -> Option<&'a str> {
        let target = self.weaving.targets.get(self.link).and_then(Option::as_deref);
        self.link += 1;
        target
    }

    fn start_link(&mut self, written: &str, title: &str) {
        let target = self.next_target();
        if let Some(image) = &mut self.image {
            image.nested += 1;
            return;
        }
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        let open = match target {
            Some(address) => Some(format!("<a href=\"{}\"{title}>", escape(&self.weaving.base_url.link(address)))),
            None if written.starts_with('#') && self.weaving.only.is_none() => {
                Some(format!("<a href=\"{}\"{title}>", escape(written)))
            }
            None if is_web_address(written) => {
                Some(format!("<a href=\"{}\" rel=\"external noopener\"{title}>", escape(written)))
            }
            None if written.contains('@') && !written.contains([':', '/']) => {
                Some(format!("<a href=\"mailto:{}\"{title}>", escape(written)))
            }
            None if written.starts_with("mailto:") || written.starts_with("tel:") => {
                Some(format!("<a href=\"{}\"{title}>", escape(written)))
            }
            // Any other scheme can run a script.
            None => None,
        };
        self.links.push(open.is_some());
        if let Some(open) = open {
            self.push_html(open);
        }
    }

    fn start_image(&mut self, written: &str) {
        let target = self.next_target().map(|address| self.weaving.base_url.link(address));
        if let Some(image) = &mut self.image {
            image.nested += 1;
            return;
        }
        let external = is_web_address(written).then(|| written.to_owned());
        self.image = Some(Image { target, external, text: String::new(), nested: 0 });
    }

    /// An image of the site; one of another host becomes a link, since loading it would be a request there.
    fn end_image(&mut self) {
        let Some(image) = &mut self.image else { return };
        if image.nested > 0 {
            image.nested -= 1;
            return;
        }
        let Some(image) = self.image.take() else { return };
        let text = escape(image.text.trim());
        let html = match (image.target, image.external) {
            (Some(target), _) => format!("<img src=\"{}\" alt=\"{text}\" loading=\"lazy\">", escape(&target)),
            (None, Some(address)) if self.links.contains(&true) => {
                let _ = address;
                text
            }
            (None, Some(address)) => {
                let words = if text.is_empty() { escape(&address) } else { text };
                format!("<a href=\"{}\" rel=\"external noopener\">{words}</a>", escape(&address))
            }
            (None, None) => text,
        };
        self.push_html(html);
    }

    fn finish_block(&mut self) {
        let close = self.inline_tags.close_all();
        if !close.is_empty() {
            self.push_html(close);
        }
        let is_wanted = self.weaving.only.is_none_or(|only| only.overlaps(self.block));
        let mut html = String::new();
        if is_wanted {
            html::push_html(&mut html, self.pending.drain(..));
        } else {
            self.pending.clear();
        }
        if !html.trim().is_empty() {
            self.blocks.push(HtmlBlock { html, span: self.block });
        }
    }
}
