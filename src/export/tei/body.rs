//! The words of an article as TEI, from the same events as the page.

use std::collections::BTreeMap;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::header::pointer;
use crate::archive::{Archive, ArticleIndex, LinkedArticle};
use crate::export::xml::{Place, Xml};
use crate::markup::OpenSpans;
use crate::model::{Language, QuotationKind};
use crate::parse::{is_web_address, options};
use crate::site::Site;
use crate::span::{Markdown, Span};

/// Writes the words.
pub fn body(site: Site<'_>, index: ArticleIndex, xml: &mut Xml) {
    let row = &site.archive.articles[index];
    xml.start("body");
    let depth = xml.depth();
    let mut writer = Writer::new(site, index, xml);
    for (event, range) in Parser::new_ext(&row.article.body.markdown, options()).into_offset_iter() {
        writer.event(event, Span::new(range.start, range.end));
    }
    let Writer { passages, has_words, .. } = writer;
    for passage in passages {
        passage.finish(xml);
    }
    while xml.depth() > depth {
        xml.end();
    }
    if !has_words {
        xml.empty("p");
    }
    xml.end();
}

/// Something said of one or several runs of the text.
struct Passage<'a> {
    id: String,
    element: &'static str,
    attributes: Vec<(&'static str, String)>,
    language: Option<&'a Language>,
    /// The elements of the text that make it up, in order.
    pieces: Vec<Place>,
}

impl Passage<'_> {
    /// Names its elements and chains them.
    fn finish(&self, xml: &mut Xml) {
        let id = |index: usize| if index == 0 { self.id.clone() } else { format!("{}.{}", self.id, index + 1) };
        for (index, piece) in self.pieces.iter().enumerate() {
            xml.attribute(*piece, "xml:id", id(index));
            for (key, value) in &self.attributes {
                xml.attribute(*piece, key, value.clone());
            }
            if let Some(language) = self.language {
                xml.attribute(*piece, "xml:lang", language.tag());
            }
            if index > 0 {
                xml.attribute(*piece, "prev", format!("#{}", id(index - 1)));
            }
            if index + 1 < self.pieces.len() {
                xml.attribute(*piece, "next", format!("#{}", id(index + 1)));
            }
        }
    }
}

/// A run of the text and the number of its passage.
type Run = (Span<Markdown>, usize);

/// What is said of an article's text, and the runs that it is said of.
fn passages(archive: &Archive, index: ArticleIndex) -> (Vec<Passage<'_>>, Vec<Run>) {
    let mut passages = Vec::new();
    let mut runs = Vec::new();
    for quotation in archive.quotations_of(index) {
        let linked = &archive.quotations[quotation];
        let quotation = archive.quotation(quotation);
        let spans = joined(quotation.fragments.iter().map(|fragment| fragment.markdown).collect());
        runs.extend(spans.into_iter().map(|span| (span, passages.len())));
        let speakers: Vec<String> =
            linked.speakers.iter().map(|speaker| format!("#speaker-{}", archive.speakers[*speaker].id)).collect();
        let mut attributes = Vec::new();
        if !speakers.is_empty() {
            attributes.push(("who", speakers.join(" ")));
        }
        attributes.push(("direct", (quotation.kind == QuotationKind::Direct).to_string()));
        attributes.push(("ana", format!("#{}", quotation.kind.as_str())));
        let language = quotation.details.as_deref().and_then(|details| details.language.as_ref());
        let id = format!("q-{}", linked.id);
        passages.push(Passage { id, element: "said", attributes, language, pieces: Vec::new() });
    }
    for (number, note) in archive.articles[index].article.notes.iter().enumerate() {
        runs.push((note.markdown, passages.len()));
        let id = format!("note-{}", number + 1);
        passages.push(Passage { id, element: "seg", attributes: Vec::new(), language: None, pieces: Vec::new() });
    }
    runs.sort_by_key(|(span, _)| OpenSpans::order(*span));
    (passages, runs)
}

/// The spans in order; those that overlap are one, since words are not said twice at once.
fn joined(mut spans: Vec<Span<Markdown>>) -> Vec<Span<Markdown>> {
    spans.sort();
    spans.dedup_by(|next, last| {
        let is_joined = next.start() < last.end();
        if is_joined {
            *last = Span::new(last.start(), last.end().max(next.end()));
        }
        is_joined
    });
    spans
}

struct Writer<'a, 'x> {
    site: Site<'a>,
    row: &'a LinkedArticle,
    xml: &'x mut Xml,
    passages: Vec<Passage<'a>>,
    runs: Vec<Run>,
    open: OpenSpans,
    /// The levels of the headings whose sections are open.
    sections: Vec<u8>,
    /// Quotations, items, cells and notes around the place, in which no section can begin.
    containers: usize,
    link: usize,
    /// The words of the image that is being read.
    image: Option<Image>,
    in_raw: bool,
    footnotes: BTreeMap<String, usize>,
    has_words: bool,
}

struct Image {
    url: Option<String>,
    words: String,
    nested: usize,
}

impl<'a, 'x> Writer<'a, 'x> {
    fn new(site: Site<'a>, index: ArticleIndex, xml: &'x mut Xml) -> Self {
        let (passages, runs) = passages(site.archive, index);
        Self {
            site,
            row: &site.archive.articles[index],
            xml,
            open: OpenSpans::new(runs.iter().map(|(span, _)| *span).collect()),
            passages,
            runs,
            sections: Vec::new(),
            containers: 0,
            link: 0,
            image: None,
            in_raw: false,
            footnotes: BTreeMap::new(),
            has_words: false,
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span<Markdown>) {
        if let Some(image) = &mut self.image {
            match event {
                Event::Text(text) | Event::Code(text) => image.words.push_str(&text),
                Event::SoftBreak | Event::HardBreak => image.words.push(' '),
                Event::Start(Tag::Image { .. }) => {
                    self.link += 1;
                    image.nested += 1;
                }
                Event::Start(Tag::Link { .. }) => self.link += 1,
                Event::End(TagEnd::Image) => self.end_image(),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if !self.in_raw => self.text(&text, span),
            Event::Code(code) => {
                self.move_to(span.start());
                self.xml.element("code", &code);
            }
            Event::SoftBreak => {
                self.move_to(span.start());
                self.xml.text(" ");
            }
            Event::HardBreak => {
                self.move_to(span.start());
                self.xml.empty("lb");
            }
            Event::FootnoteReference(name) => {
                self.close_passages();
                let number = self.footnote(&name);
                let reference = self.xml.empty("ptr");
                self.xml.attribute(reference, "type", "footnote");
                self.xml.attribute(reference, "target", format!("#fn-{number}"));
            }
            Event::Rule => {
                let rule = self.xml.empty("milestone");
                self.xml.attribute(rule, "unit", "section");
                self.xml.attribute(rule, "rend", "rule");
                self.xml.line();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, span: Span<Markdown>) {
        let markdown = &self.row.article.body.markdown;
        if span.slice(markdown) != text {
            self.move_to(span.start());
            self.xml.text(text);
            return;
        }
        let mut at = span.start();
        while at < span.end() {
            let border = self.open.next_border(at, span.end());
            self.move_to(at);
            self.xml.text(Span::<Markdown>::new(at, border).slice(markdown));
            at = border;
        }
    }

    fn move_to(&mut self, at: usize) {
        let step = self.open.move_to(at);
        for _ in 0..step.closed {
            self.xml.end();
        }
        for index in step.opened {
            let passage = self.runs.get(index).and_then(|(_, number)| self.passages.get_mut(*number));
            if let Some(passage) = passage {
                passage.pieces.push(self.xml.start(passage.element));
            }
        }
    }

    fn close_passages(&mut self) {
        for _ in 0..self.open.close() {
            self.xml.end();
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        self.close_passages();
        match tag {
            Tag::Paragraph => self.block("p"),
            Tag::Heading { level, .. } => self.start_heading(level as u8),
            Tag::BlockQuote(_) => self.container("quote"),
            Tag::CodeBlock(kind) => {
                self.block("p");
                let code = self.xml.start("code");
                self.xml.attribute(code, "xml:space", "preserve");
                if let CodeBlockKind::Fenced(language) = kind
                    && let Some(language) = language.split_whitespace().next()
                {
                    self.xml.attribute(code, "lang", language);
                }
            }
            Tag::HtmlBlock => self.in_raw = true,
            Tag::List(first) => {
                self.has_words = true;
                let list = self.xml.start("list");
                self.xml.attribute(list, "rend", if first.is_some() { "numbered" } else { "bulleted" });
                self.xml.line();
            }
            Tag::Item => self.container("item"),
            Tag::FootnoteDefinition(name) => {
                let number = self.footnote(&name);
                self.containers += 1;
                let note = self.xml.start("note");
                self.xml.attribute(note, "place", "foot");
                self.xml.attribute(note, "xml:id", format!("fn-{number}"));
            }
            Tag::Table(_) => self.container("table"),
            Tag::TableHead => {
                let row = self.xml.start("row");
                self.xml.attribute(row, "role", "label");
            }
            Tag::TableRow => {
                self.xml.start("row");
            }
            Tag::TableCell => {
                self.xml.start("cell");
            }
            Tag::Emphasis => self.styled("italic"),
            Tag::Strong => self.styled("bold"),
            Tag::Strikethrough => self.styled("line-through"),
            Tag::Link { dest_url, .. } => {
                let target = self.target(&dest_url);
                let reference = self.xml.start("ref");
                if let Some(target) = target {
                    self.xml.attribute(reference, "target", target);
                }
            }
            Tag::Image { dest_url, .. } => {
                let url = self.target(&dest_url);
                self.image = Some(Image { url, words: String::new(), nested: 0 });
            }
            _ => self.styled("other"),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.close_passages();
        match tag {
            TagEnd::HtmlBlock => self.in_raw = false,
            TagEnd::Image => self.end_image(),
            TagEnd::CodeBlock => {
                self.xml.end();
                self.end_block();
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::Table => {
                self.containers = self.containers.saturating_sub(1);
                self.end_block();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_) | TagEnd::TableHead | TagEnd::TableRow => {
                self.end_block();
            }
            _ => self.xml.end(),
        }
    }

    fn block(&mut self, name: &'static str) {
        self.has_words = true;
        self.xml.start(name);
    }

    fn container(&mut self, name: &'static str) {
        self.containers += 1;
        self.block(name);
    }

    fn styled(&mut self, rend: &str) {
        let element = self.xml.start("hi");
        self.xml.attribute(element, "rend", rend);
    }

    fn end_block(&mut self) {
        self.xml.end();
        self.xml.line();
    }

    /// A heading opens a section and ends those of its own and lower levels; within a block it is a line.
    fn start_heading(&mut self, level: u8) {
        self.has_words = true;
        if self.containers > 0 {
            let line = self.xml.start("ab");
            self.xml.attribute(line, "type", "heading");
            return;
        }
        while self.sections.pop_if(|open| *open >= level).is_some() {
            self.xml.end();
            self.xml.line();
        }
        self.sections.push(level);
        self.xml.start("div");
        self.xml.start("head");
    }

    /// Where a link leads: the whole address, or nothing when it leads nowhere outside the page.
    fn target(&mut self, written: &str) -> Option<String> {
        let address = self.row.targets.get(self.link).and_then(Option::as_deref);
        self.link += 1;
        match address {
            Some(address) => Some(self.site.config.base_url.absolute(address)),
            None => is_web_address(written).then(|| pointer(written)),
        }
    }

    fn end_image(&mut self) {
        match self.image.take() {
            Some(image) if image.nested > 0 => self.image = Some(Image { nested: image.nested - 1, ..image }),
            Some(image) => {
                self.xml.start("figure");
                if let Some(url) = image.url {
                    let graphic = self.xml.empty("graphic");
                    self.xml.attribute(graphic, "url", url);
                }
                if !image.words.trim().is_empty() {
                    self.xml.element("figDesc", image.words.trim());
                }
                self.xml.end();
            }
            None => {}
        }
    }

    /// The number of a footnote, in the order in which they are met.
    fn footnote(&mut self, name: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(name.to_owned()).or_insert(next)
    }
}
