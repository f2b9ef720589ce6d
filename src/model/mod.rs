//! What an archive consists of: plain values, as one content file says them, before they are linked.

mod article;
mod citation_style;
mod date;
mod free_page;
mod id;
mod language;
mod plain_text;
mod quotation;
mod source;
mod speaker;
mod topic;

pub use article::{Article, Body, Cut, Heading, Link, OuterBlock, SourceMention};
pub use citation_style::CitationStyle;
pub use date::{DateError, PartialDate, Precision};
pub use free_page::FreePage;
pub use id::{ArticleSlug, IdError, QuotationId, SourceId, SpeakerId, TopicId, slugify, words_of_slug};
pub use language::{Language, Localized};
pub use plain_text::{PlainText, PlainTextBuilder};
pub use quotation::{Attribution, Details, Form, Fragment, Note, Quotation, QuotationKind, Via};
pub use source::SourceFile;
pub use speaker::{Role, SpeakerFile, SpeakerKind};
pub use topic::TopicFile;
