//! Parses one content file at a time: pure, in parallel, and never in vain. Whatever is wrong becomes a
//! diagnostic beside the value.

mod annotation;
mod article;
mod entities;
mod front_matter;
mod scan;
mod tags;

use std::sync::Arc;

use rayon::prelude::*;

pub use annotation::{Pair, begins_like_annotation, is_web_address, quotation_marks};
pub use entities::name_from_id;
pub use front_matter::{Fields, Parts, as_json, parse_toml, split as split_front_matter};
pub use scan::{BlockKind, ScannedLink, options, scan};

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{Article, Body, FreePage, Heading, Link, SourceFile, SpeakerFile, TopicFile};
use crate::read::{ContentFile, ContentKind, ContentPath};
use crate::span::Span;

/// A content file, parsed.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// An article.
    Article(Arc<Article>),
    /// A speaker.
    Speaker(Arc<SpeakerFile>),
    /// A topic.
    Topic(Arc<TopicFile>),
    /// A source.
    Source(Arc<SourceFile>),
    /// A free page.
    Page(Arc<FreePage>),
}

/// What parsing one file gives: the document, unless nothing of it can be used, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// The document.
    pub document: Option<Document>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses all files in parallel; the result is in their order.
pub fn parse_all(files: Vec<ContentFile>) -> Vec<Parsed> {
    files.into_par_iter().map(parse).collect()
}

/// Parses one file.
pub fn parse(file: ContentFile) -> Parsed {
    let mut diagnostics = Vec::new();
    let ContentFile { path, kind, bytes } = file;
    let document = match std::str::from_utf8(&bytes) {
        Ok(text) => parse_text(path, kind, text, &mut diagnostics),
        Err(error) => {
            diagnostics.push(catalogue::not_utf8(&path, error.valid_up_to()));
            None
        }
    };
    Parsed { document, diagnostics }
}

fn parse_text(path: ContentPath, kind: ContentKind, text: &str, problems: &mut Vec<Diagnostic>) -> Option<Document> {
    if text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() {
        problems.push(catalogue::empty_file(&path));
        return None;
    }
    let parts = front_matter::split(&path, text, problems);
    match kind {
        ContentKind::Article => article::article(path, parts, problems).map(Arc::new).map(Document::Article),
        ContentKind::Speaker => entities::speaker(path, parts, problems).map(Arc::new).map(Document::Speaker),
        ContentKind::Topic => entities::topic(path, parts, problems).map(Arc::new).map(Document::Topic),
        ContentKind::Source => entities::source(path, parts, problems).map(Arc::new).map(Document::Source),
        ContentKind::Page => entities::free_page(path, parts, problems).map(Arc::new).map(Document::Page),
    }
}

/// The body of a file from its Markdown, the cuts already made in it, and the scan of it.
fn body(
    path: &ContentPath,
    markdown: String,
    cuts: Vec<crate::model::Cut>,
    offset: usize,
    scan: scan::Scan,
    problems: &mut Vec<Diagnostic>,
) -> Body {
    let mut body = Body {
        markdown,
        plain: scan.plain,
        offset: u32::try_from(offset).unwrap_or(u32::MAX),
        cuts,
        headings: Vec::with_capacity(scan.headings.len()),
        links: Vec::with_capacity(scan.links.len()),
        blocks: scan.outer_blocks,
        definitions: scan.definitions,
    };
    let heading = |heading: scan::ScannedHeading| Heading { level: heading.level, id: heading.id, text: heading.text };
    body.headings.extend(scan.headings.into_iter().map(heading));
    for link in scan.links {
        let span = body.in_file(link.span);
        body.links.push(Link { target: link.target, is_wiki: link.is_wiki, is_image: link.is_image, span });
    }
    for tag in scan.meaningless_tags {
        problems.push(catalogue::meaningless_tag(path, tag.slice(&body.markdown).trim(), body.in_file(tag)));
    }
    body
}

/// The body of a file that has no annotations.
fn plain_body(path: &ContentPath, parts: &front_matter::Parts<'_>, problems: &mut Vec<Diagnostic>) -> Body {
    body(path, parts.body.to_owned(), Vec::new(), parts.body_offset, scan(parts.body), problems)
}

/// The place that stands for the whole front matter: its first line.
fn head(span: Span<crate::span::File>) -> Span<crate::span::File> {
    Span::new(span.start(), span.start() + span.len().min(3))
}
