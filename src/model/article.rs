//! One archived text.

use serde_json::{Map, Value};

use crate::model::{ArticleSlug, Language, Note, PartialDate, PlainText, Quotation, SourceId, TopicId};
use crate::path::ContentPath;
use crate::span::{File, Markdown, Span, Spanned};

/// One archived text: what its front matter says, its words and its annotations.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The content file.
    pub path: ContentPath,
    /// Last part of the address.
    pub slug: ArticleSlug,
    /// Where the slug or else the front matter stands.
    pub slug_span: Span<File>,
    /// Headline.
    pub title: String,
    /// Date of publication, as precise as it is known.
    pub date: Option<PartialDate>,
    /// Language of the text; the site's language when absent.
    pub language: Option<Language>,
    /// The publication that the article comes from.
    pub source: Option<Spanned<SourceMention>>,
    /// What the article is about.
    pub topics: Vec<Spanned<(TopicId, String)>>,
    /// One or two sentences about the article.
    pub summary: Option<String>,
    /// Those who wrote the article.
    pub authors: Vec<String>,
    /// Date of the last change by its publisher.
    pub updated: Option<PartialDate>,
    /// Dateline.
    pub place: Option<String>,
    /// Licence or rights statement.
    pub rights: Option<String>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
    /// Address of a picture.
    pub image: Option<Spanned<String>>,
    /// The content file of the article that this one translates, as the author wrote its path.
    pub translation_of: Option<Spanned<String>>,
    /// Old addresses, which redirect here.
    pub aliases: Vec<Spanned<String>>,
    /// Hash of the text without its annotations, as recorded when it was brought in.
    pub fixity: Option<Spanned<String>>,
    /// Free fields for the site's own templates.
    pub extra: Map<String, Value>,
    /// The words.
    pub body: Body,
    /// The quotations in the order of their first words.
    pub quotations: Vec<Quotation>,
    /// The editor's notes in the order of their passages.
    pub notes: Vec<Note>,
    /// Pairs of quotation marks that no annotation covers.
    pub unattributed: Vec<Span<File>>,
}

/// The publication that an article comes from and where the article stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceMention {
    /// Identifier, from the name where none is given.
    pub id: SourceId,
    /// Name as the article gives it.
    pub name: String,
    /// The article's own address.
    pub url: Option<String>,
    /// An archived copy.
    pub archived: Option<String>,
    /// When the address was read.
    pub accessed: Option<PartialDate>,
}

/// The words of a content file: its Markdown without annotation syntax, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// The clean Markdown.
    pub markdown: String,
    /// The words without any markup, with the way back to the Markdown.
    pub plain: PlainText,
    /// The byte of the file at which the body begins.
    pub offset: u32,
    /// The annotation syntax that was cut out, in order.
    pub cuts: Vec<Cut>,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Links and images in the order of the Markdown.
    pub links: Vec<Link>,
    /// The outermost blocks in order.
    pub blocks: Vec<OuterBlock>,
    /// The definitions of footnotes and link targets, which blocks anywhere can refer to.
    pub definitions: Vec<Span<Markdown>>,
}

/// An outermost block of a body, or a part of a large one, which can be understood without those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OuterBlock {
    /// Its bytes.
    pub span: Span<Markdown>,
    /// How many links and images stand before it.
    pub links_before: u32,
    /// How many headings stand before it.
    pub headings_before: u32,
}

/// A piece of annotation syntax cut out of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// The byte of the clean Markdown before which the piece stood.
    pub at: u32,
    /// The bytes cut out up to and with this piece.
    pub removed: u32,
}

/// A heading and its anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// From 1 to 6, as the author wrote it.
    pub level: u8,
    /// The anchor, unique in its page.
    pub id: String,
    /// The words.
    pub text: String,
}

/// A link or an image of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target as the author wrote it.
    pub target: String,
    /// Written as `[[target]]`.
    pub is_wiki: bool,
    /// An image rather than a link.
    pub is_image: bool,
    /// The whole link in the file.
    pub span: Span<File>,
}

impl Body {
    /// The place in the file of a place in the clean Markdown.
    ///
    /// The start of a span stands after a cut at the same byte, its end before one, so that a span covers
    /// the passage and not the syntax around it.
    pub fn in_file(&self, span: Span<Markdown>) -> Span<File> {
        let start = span.start() + self.cut_bytes(|cut| cut.at as usize <= span.start());
        let end = span.end() + self.cut_bytes(|cut| (cut.at as usize) < span.end());
        let base = self.offset as usize;
        Span::new(base + start, base + end.max(start))
    }

    /// The number of bytes cut by the leading cuts for which `counts` holds.
    fn cut_bytes(&self, counts: impl Fn(&Cut) -> bool) -> usize {
        let index = self.cuts.partition_point(counts);
        index.checked_sub(1).and_then(|last| self.cuts.get(last)).map_or(0, |cut| cut.removed as usize)
    }
}
