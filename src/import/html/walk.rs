//! From the elements of a page to blocks: only what is named here comes through, so nothing that runs, loads or
//! styles can.

use std::collections::BTreeSet;

use dom_query::{Document, NodeRef};
use url::Url;

use crate::import::blocks::{Block, Inline, tidy, words};

/// The blocks of a page.
#[derive(Debug, Default)]
pub struct Walked {
    /// Words and structure.
    pub blocks: Vec<Block>,
    /// The kinds of things that no text can hold.
    pub embedded: BTreeSet<&'static str>,
}

/// Where relative addresses begin.
#[derive(Debug, Clone, Copy)]
pub struct Bases<'a> {
    /// Those of links.
    pub links: Option<&'a Url>,
    /// Those of pictures. The pictures of a page that was saved may lie beside its file, so their addresses stay.
    pub pictures: Option<&'a Url>,
}

/// The blocks of the body of `document`.
pub fn blocks_of_page(document: &Document, bases: Bases<'_>) -> Walked {
    let mut walker = Walker { bases, embedded: BTreeSet::new() };
    let root = document.body().unwrap_or_else(|| document.root());
    let blocks = walker.blocks(&root);
    Walked { blocks, embedded: walker.embedded }
}

/// The blocks of a place in a page.
pub fn blocks_of(node: &NodeRef<'_>, bases: Bases<'_>) -> Vec<Block> {
    Walker { bases, embedded: BTreeSet::new() }.blocks(node)
}

struct Walker<'a> {
    bases: Bases<'a>,
    embedded: BTreeSet<&'static str>,
}

/// Blocks under construction: those done and the line at work.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    line: Vec<Inline>,
}

impl Flow {
    fn end_line(&mut self) {
        for line in parted(std::mem::take(&mut self.line)) {
            let mut line = line;
            trim_indents(&mut line);
            let block = Block::Paragraph(tidy(line));
            if !block.is_empty() {
                self.blocks.push(block);
            }
        }
    }

    fn push(&mut self, block: Block) {
        self.end_line();
        if !block.is_empty() {
            self.blocks.push(block);
        }
    }
}

/// Old pages part paragraphs with two line breaks.
fn parted(line: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    let mut breaks = 0;
    for piece in line {
        let is_space = matches!(&piece, Inline::Text(text) if text.trim_matches([' ', '\n', '\t', '\r']).is_empty());
        match &piece {
            Inline::Break => breaks += 1,
            _ if is_space => {}
            _ => {
                if breaks >= 2 {
                    lines.push(Vec::new());
                }
                breaks = 0;
            }
        }
        if let Some(line) = lines.last_mut() {
            line.push(piece);
        }
    }
    lines
}

/// Takes away the spaces that must not break with which old pages indent a line.
fn trim_indents(line: &mut [Inline]) {
    const SPACES: [char; 5] = ['\u{a0}', ' ', '\n', '\t', '\r'];
    let mut at_start = true;
    for piece in line {
        match piece {
            Inline::Text(text) if at_start => {
                let trimmed = text.trim_start_matches(SPACES);
                // One space alone can part two words.
                if text.len() - trimmed.len() > 1 || trimmed.is_empty() {
                    *text = trimmed.to_owned();
                }
                at_start = text.is_empty();
            }
            Inline::Break => at_start = true,
            Inline::Emphasis(inner) | Inline::Strong(inner) if at_start => {
                trim_indents(inner);
                at_start = false;
            }
            _ => at_start = false,
        }
    }
}

impl Walker<'_> {
    fn blocks(&mut self, node: &NodeRef<'_>) -> Vec<Block> {
        let mut flow = Flow::default();
        self.children(node, &mut flow);
        flow.end_line();
        flow.blocks
    }

    fn children(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        for child in node.children_it(false) {
            self.node(&child, flow);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if node.is_text() {
            flow.line.push(Inline::Text(node.text().to_string()));
            return;
        }
        let Some(name) = node.node_name().filter(|_| node.is_element() && !is_hidden(node)) else { return };
        match &*name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.get(1..).and_then(|level| level.parse().ok()).unwrap_or(2);
                let line = self.one_line(node);
                flow.push(Block::Heading(level, line));
            }
            "blockquote" => {
                let blocks = self.blocks(node);
                flow.push(Block::Quote(blocks));
            }
            "ul" | "ol" | "menu" => {
                let block = self.list(node, &name);
                flow.push(block);
            }
            "pre" => flow.push(Block::Code(preformatted(&node.text()))),
            "table" => self.table(node, flow),
            "hr" => flow.push(Block::Rule),
            _ if self.is_embedded(&name) => {}
            _ if is_block(&name) => {
                flow.end_line();
                self.children(node, flow);
                flow.end_line();
            }
            _ => self.inline(node, &name, flow),
        }
    }

    /// Remembers and leaves out what no text can hold.
    fn is_embedded(&mut self, name: &str) -> bool {
        let kind = match name {
            "script" | "style" | "noscript" | "template" | "head" | "link" | "meta" | "title" => return true,
            "video" => "a film",
            "audio" => "a sound",
            "iframe" | "object" | "embed" | "applet" | "frame" => "an embedded page",
            "canvas" | "svg" | "math" => "a drawing",
            "input" | "select" | "textarea" | "datalist" => "a form",
            _ => return false,
        };
        if kind != "a form" && kind != "a drawing" {
            self.embedded.insert(kind);
        }
        true
    }

    fn inline(&mut self, node: &NodeRef<'_>, name: &str, flow: &mut Flow) {
        match name {
            "br" => flow.line.push(Inline::Break),
            "wbr" => {}
            "img" => flow.line.extend(self.picture(node)),
            "a" | "em" | "i" | "cite" | "dfn" | "strong" | "b" | "code" | "kbd" | "samp" | "tt" | "q" => {
                let mut inner = Flow::default();
                self.children(node, &mut inner);
                if !inner.blocks.is_empty() {
                    // Blocks in an inline element: its own meaning goes, the blocks stay.
                    flow.end_line();
                    inner.end_line();
                    flow.blocks.append(&mut inner.blocks);
                    return;
                }
                self.wrap(node, name, inner.line, flow);
            }
            _ => self.children(node, flow),
        }
    }

    fn wrap(&self, node: &NodeRef<'_>, name: &str, inner: Vec<Inline>, flow: &mut Flow) {
        match name {
            // A link of which nobody knows where it leads has no target; it is taken away when it has been looked at.
            "a" => match node.attr("href").map(|href| self.address(&href)) {
                Some(target) => flow.line.push(Inline::Link(target.unwrap_or_default(), inner)),
                None => flow.line.extend(inner),
            },
            "strong" | "b" => flow.line.push(Inline::Strong(inner)),
            "code" | "kbd" | "samp" | "tt" => flow.line.push(Inline::Code(words(&inner))),
            // Browsers show the marks of a quotation although no character of the page does.
            "q" => {
                flow.line.push(Inline::Text("“".to_owned()));
                flow.line.extend(inner);
                flow.line.push(Inline::Text("”".to_owned()));
            }
            _ => flow.line.push(Inline::Emphasis(inner)),
        }
    }

    /// The line of a heading or a cell.
    fn one_line(&mut self, node: &NodeRef<'_>) -> Vec<Inline> {
        let blocks = self.blocks(node);
        let mut line = Vec::new();
        for block in blocks {
            if !line.is_empty() {
                line.push(Inline::Text(" ".to_owned()));
            }
            match block {
                Block::Paragraph(inner) => line.extend(inner),
                other => {
                    let text = crate::import::blocks::passages(&[other]).join(" ");
                    line.push(Inline::Text(text));
                }
            }
        }
        let line = line.into_iter().map(|piece| match piece {
            Inline::Break => Inline::Text(" ".to_owned()),
            other => other,
        });
        tidy(line.collect())
    }

    fn list(&mut self, node: &NodeRef<'_>, name: &str) -> Block {
        let first = node.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let items = node.children_it(false).filter(|child| child.is_element() && !is_hidden(child));
        let items = items.map(|item| self.blocks(&item)).filter(|item| !item.is_empty()).collect();
        Block::List((name == "ol").then_some(first), items)
    }

    /// A table of facts stays one; a table that only lays out a page is taken apart.
    fn table(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        let rows = rows_of(node);
        let holds_blocks = rows.iter().flatten().any(|cell| {
            cell.descendants_it().any(|inner| {
                inner.node_name().is_some_and(|name| {
                    matches!(&*name, "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "blockquote" | "article")
                })
            })
        });
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        flow.end_line();
        if holds_blocks || width < 2 || rows.len() < 2 {
            for cell in rows.iter().flatten() {
                self.children(cell, flow);
                flow.end_line();
            }
            return;
        }
        let line = |row: Vec<NodeRef<'_>>| row.iter().map(|cell| self.one_line(cell)).collect();
        let rows = rows.into_iter().map(line).collect();
        flow.push(Block::Table(rows));
    }

    fn picture(&self, node: &NodeRef<'_>) -> Option<Inline> {
        let lazy = ["data-src", "data-original", "data-lazy-src"].iter().find_map(|name| node.attr(name));
        let source = lazy.or_else(|| node.attr("src"))?;
        let alternative = node.attr("alt").unwrap_or_default();
        let address = match self.bases.pictures {
            Some(base) => base.join(source.trim()).ok()?.to_string(),
            None => source.trim().to_owned(),
        };
        (!address.starts_with("data:") && !address.is_empty())
            .then(|| Inline::Picture(address, alternative.to_string()))
    }

    /// The whole address of a link, if it is one that a reader may follow.
    fn address(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let url = match self.bases.links {
            Some(base) => base.join(href).ok()?,
            None => Url::parse(href).ok()?,
        };
        let is_own_anchor = self.bases.links.is_some_and(|base| {
            url.fragment().is_some() && base.as_str().split('#').next() == url.as_str().split('#').next()
        });
        (matches!(url.scheme(), "http" | "https" | "mailto") && !is_own_anchor).then(|| url.to_string())
    }
}

/// The cells of a table by row, those of tables within left aside.
fn rows_of<'a>(table: &NodeRef<'a>) -> Vec<Vec<NodeRef<'a>>> {
    let is = |node: &NodeRef<'_>, names: &[&str]| node.node_name().is_some_and(|name| names.contains(&&*name));
    let mut rows = Vec::new();
    for part in table.children_it(false).filter(|node| node.is_element()) {
        let holders = if is(&part, &["tr"]) { vec![part] } else { part.element_children() };
        for row in holders {
            let cells = if is(&row, &["tr"]) { row.element_children() } else { vec![row] };
            rows.push(cells);
        }
    }
    rows
}

fn preformatted(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|letter| matches!(letter, '\n' | '\t') || !letter.is_control())
        .collect::<String>()
        .trim_matches('\n')
        .to_owned()
}

/// What a browser does not show.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").map(|style| style.to_ascii_lowercase().replace(' ', "")).unwrap_or_default();
    node.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "figure"
            | "figcaption"
            | "address"
            | "details"
            | "summary"
            | "dl"
            | "dt"
            | "dd"
            | "li"
            | "center"
            | "form"
            | "fieldset"
            | "legend"
            | "body"
            | "html"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "caption"
            | "hgroup"
            | "dialog"
            | "search"
            | "button"
            | "option"
            | "label"
    )
}
