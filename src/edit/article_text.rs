//! An article's file together with what was read in it.

use std::ops::Range;
use std::sync::Arc;

use super::EditProblem;
use crate::diagnostic::Diagnostic;
use crate::model::Article;
use crate::parse::{Document, parse};
use crate::read::{ContentFile, ContentKind, ContentPath};

/// The text of an article's file and what was read in it.
#[derive(Debug, Clone)]
pub struct ArticleText {
    text: String,
    article: Arc<Article>,
    diagnostics: Vec<Diagnostic>,
}

/// Bytes of a file and what is to stand in their place.
pub(super) type Change = (Range<usize>, String);

impl ArticleText {
    /// Reads the text of the article at `path`.
    ///
    /// # Errors
    /// [`EditProblem::NotAnArticle`] when nothing of it can be used.
    pub fn read(path: &ContentPath, text: String) -> Result<Self, EditProblem> {
        let file = ContentFile { path: path.clone(), kind: ContentKind::Article, bytes: text.into_bytes() };
        let bytes = file.bytes.clone();
        let parsed = parse(file);
        match (parsed.document, String::from_utf8(bytes)) {
            (Some(Document::Article(article)), Ok(text)) => Ok(Self { text, article, diagnostics: parsed.diagnostics }),
            _ => Err(EditProblem::NotAnArticle),
        }
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was read in it.
    pub fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// The file with changes made, given in order. The archived words must come through as they were, and
    /// nothing be wrong that was not wrong before.
    pub(super) fn with(&self, changes: &[Change]) -> Result<Self, EditProblem> {
        let mut text = String::with_capacity(self.text.len() + 64);
        let mut at = 0;
        for (range, replacement) in changes {
            text.push_str(self.text.get(at..range.start).ok_or(EditProblem::NoPlace)?);
            text.push_str(replacement);
            at = range.end;
        }
        text.push_str(self.text.get(at..).ok_or(EditProblem::NoPlace)?);
        let changed = Self::read(&self.article.path, text)?;
        if changed.article.body.markdown != self.article.body.markdown {
            return Err(EditProblem::NoPlace);
        }
        match changed.new_diagnostic(self) {
            Some(diagnostic) => Err(EditProblem::Refused(diagnostic.message.clone())),
            None => Ok(changed),
        }
    }

    /// The first diagnostic that the file before the change did not have, wherever it stood.
    fn new_diagnostic(&self, before: &Self) -> Option<&Diagnostic> {
        let mut known: Vec<_> = before.diagnostics.iter().map(|old| (old.code, &old.message)).collect();
        self.diagnostics.iter().find(|new| match known.iter().position(|old| *old == (new.code, &new.message)) {
            Some(index) => {
                known.swap_remove(index);
                false
            }
            None => true,
        })
    }
}
