//! Why an annotation cannot be written.

use std::fmt;

/// Why an annotation cannot be written; displayed as a sentence for the person who asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditProblem {
    /// The file does not read as an article.
    NotAnArticle,
    /// The passage holds no words.
    NothingSelected,
    /// The article has no such words: the annotation is an orphan.
    NotFound,
    /// The words stand at several places and nothing tells which is meant.
    Ambiguous,
    /// The passage is annotated already.
    AlreadyAnnotated,
    /// The article has no such annotation.
    NoSuchAnnotation,
    /// No braces can stand there without altering the text or another annotation.
    NoPlace,
    /// What the annotation says is wrong, as the catalogue words it.
    Refused(String),
}

impl EditProblem {
    /// A stable name, for programs and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnArticle => "not-an-article",
            Self::NothingSelected => "nothing-selected",
            Self::NotFound => "passage-not-found",
            Self::Ambiguous => "passage-ambiguous",
            Self::AlreadyAnnotated => "already-annotated",
            Self::NoSuchAnnotation => "no-such-annotation",
            Self::NoPlace => "no-place",
            Self::Refused(_) => "annotation-refused",
        }
    }
}

impl fmt::Display for EditProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnArticle => "the file does not read as an article; `guillemet check` says why",
            Self::NothingSelected => "the passage holds no words",
            Self::NotFound => "these words do not stand in the article",
            Self::Ambiguous => "these words stand in the article several times",
            Self::AlreadyAnnotated => "this passage is annotated already",
            Self::NoSuchAnnotation => "the article has no such annotation",
            Self::NoPlace => {
                "no annotation can be written exactly there, because of code, a link or another annotation; \
                select a little more or a little less"
            }
            Self::Refused(reason) => reason,
        })
    }
}

impl std::error::Error for EditProblem {}
