//! The files below an article's address.

use crate::cite::CitationForm;
use crate::config::Outputs;

/// A file below an article's address, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArticleFile {
    /// `annotations.jsonld`: W3C Web Annotations.
    Annotations,
    /// `article.txt`: the words, on which the selectors of the annotations count.
    Text,
    /// `article.tei.xml`: TEI P5.
    Tei,
    /// `cite.bib` and its like: the reference.
    Citation(CitationForm),
}

impl ArticleFile {
    /// The files that the configuration asks for.
    pub fn all(outputs: &Outputs) -> Vec<Self> {
        let mut files = Vec::new();
        if outputs.annotations {
            files.extend([Self::Annotations, Self::Text]);
        }
        if outputs.tei {
            files.push(Self::Tei);
        }
        if outputs.citations {
            files.extend(CitationForm::ALL.map(Self::Citation));
        }
        files
    }

    /// The name of the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Annotations => "annotations.jsonld",
            Self::Text => "article.txt",
            Self::Tei => "article.tei.xml",
            Self::Citation(form) => form.file(),
        }
    }

    /// What the file is called in English, or by its standard.
    pub fn label(self) -> &'static str {
        match self {
            Self::Annotations => "Web Annotation (JSON-LD)",
            Self::Text => "Plain text",
            Self::Tei => "TEI P5",
            Self::Citation(form) => form.label(),
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Annotations => "application/ld+json",
            Self::Text => "text/plain",
            Self::Tei => "application/tei+xml",
            Self::Citation(form) => form.media_type(),
        }
    }
}
