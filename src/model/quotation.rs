//! Annotations: what is said of a passage.

use std::borrow::Cow;

use crate::model::{Language, PartialDate, QuotationId, SpeakerId, TopicId};
use crate::span::{File, Markdown, Plain, Span, Spanned};

/// An attributed passage of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Given by the author, or derived from the article's slug and the passage's own words.
    pub id: QuotationId,
    /// Where the author wrote `#id`; a derived id has no such place.
    pub given_id: Option<Span<File>>,
    /// Verbatim words, reported speech, or both.
    pub kind: QuotationKind,
    /// Who said it.
    pub attribution: Attribution,
    /// The runs of text that make up the quotation, in order; never empty.
    pub fragments: Vec<Fragment>,
    /// What else the annotation says; absent for most quotations.
    pub details: Option<Box<Details>>,
}

impl Quotation {
    /// The words out of the article's plain text: the fragments joined by ` […] `, paragraphs by line breaks,
    /// without outer quotation marks.
    pub fn words<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let words = |fragment: &Fragment| {
            let words = fragment.words.slice(text);
            if words.contains("\n\n") { Cow::Owned(words.replace("\n\n", "\n")) } else { Cow::Borrowed(words) }
        };
        match self.fragments.as_slice() {
            [fragment] => words(fragment),
            fragments => Cow::Owned(fragments.iter().map(words).collect::<Vec<_>>().join(" […] ")),
        }
    }
}

/// Whether a quotation gives somebody's very words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// Verbatim words.
    Direct,
    /// Reported speech.
    Indirect,
    /// Reported speech with verbatim words in it.
    Mixed,
}

impl QuotationKind {
    /// The word used in classes, data and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }

    /// The kind of a quotation whose fragments are of these two kinds.
    pub fn joined_with(self, other: Self) -> Self {
        if self == other { self } else { Self::Mixed }
    }
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attribution {
    /// `{@?}`: the article does not say who.
    Unknown,
    /// One speaker, or several together; never empty.
    Speakers(Vec<Spanned<SpeakerId>>),
}

impl Attribution {
    /// The speakers; none when unknown.
    pub fn speakers(&self) -> &[Spanned<SpeakerId>] {
        match self {
            Self::Unknown => &[],
            Self::Speakers(speakers) => speakers,
        }
    }
}

/// One contiguous run of text of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fragment {
    /// The passage with its quotation marks, in the clean Markdown.
    pub markdown: Span<Markdown>,
    /// The passage with its quotation marks, in the plain text.
    pub plain: Span<Plain>,
    /// The words without the outer quotation marks, in the plain text.
    pub words: Span<Plain>,
    /// A passage inside a paragraph, or whole blocks.
    pub form: Form,
    /// The braces.
    pub syntax: Span<File>,
}

/// How much of the page a fragment takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A passage inside its paragraph (or from one paragraph into the next).
    Inline,
    /// Whole blocks: a block quotation or a paragraph.
    Block,
}

/// The rarer attributes of an annotation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// The medium through which the quotation was obtained.
    pub via: Option<Spanned<Via>>,
    /// Topics of this quotation, beside those of its article.
    pub topics: Vec<Spanned<TopicId>>,
    /// When it was said, if not on the article's date.
    pub date: Option<PartialDate>,
    /// Where it was said.
    pub place: Option<String>,
    /// The language of the words, if not the article's.
    pub language: Option<Language>,
    /// Translations of the words.
    pub translations: Vec<(Language, String)>,
    /// An editor's comment on the quotation.
    pub note: Option<String>,
    /// Address of the speech or interview.
    pub original: Option<String>,
}

/// The medium through which a quotation was obtained: a name, which may be that of a known source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Via(pub String);

/// An editor's comment on a passage that is no quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The passage in the clean Markdown.
    pub markdown: Span<Markdown>,
    /// The passage in the plain text.
    pub plain: Span<Plain>,
    /// The comment: a line of Markdown.
    pub text: String,
    /// The braces.
    pub syntax: Span<File>,
}
