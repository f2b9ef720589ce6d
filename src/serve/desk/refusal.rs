//! Why nothing was written.

use super::files::WriteProblem;
use crate::edit::EditProblem;

/// Why nothing was written.
#[derive(Debug)]
pub enum Refusal {
    /// The page is none of an article.
    NoArticle,
    /// The file is another than the one that the person saw.
    Changed,
    /// Nobody is named.
    NoSpeaker,
    /// A note without words.
    NoNote,
    /// The passage cannot be a quotation of this kind.
    OtherKind,
    /// There is nothing to undo.
    NothingToUndo,
    /// The annotation cannot be written.
    Edit(EditProblem),
    /// The file cannot be written.
    Write(WriteProblem),
}

impl From<EditProblem> for Refusal {
    fn from(problem: EditProblem) -> Self {
        Self::Edit(problem)
    }
}

impl From<WriteProblem> for Refusal {
    fn from(problem: WriteProblem) -> Self {
        match problem {
            WriteProblem::Changed => Self::Changed,
            problem => Self::Write(problem),
        }
    }
}
