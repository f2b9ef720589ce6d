//! What is wrong with the content, as values: where, what, and what to do about it.

pub mod catalogue;
mod report;
mod text;

pub use report::{Place, Problem, counted, print_human, print_json, with_excerpts};
pub use text::Text;

use crate::path::ContentPath;
use crate::span::{File, Span};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is written until it is mended.
    Error,
    /// The site is written; somebody should look.
    Warning,
}

/// A problem of the content, made by one of the functions of the [`catalogue`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// A stable name of the problem, for search engines and `--format json`.
    pub code: &'static str,
    /// The file that is wrong.
    pub path: ContentPath,
    /// The culprit; the whole file when absent.
    pub span: Option<Span<File>>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub remedy: Option<String>,
}

impl Diagnostic {
    fn new(severity: Severity, code: &'static str, path: &ContentPath, message: String) -> Self {
        Self { severity, code, path: path.clone(), span: None, message, remedy: None }
    }

    fn error(code: &'static str, path: &ContentPath, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, path, message.into())
    }

    fn warning(code: &'static str, path: &ContentPath, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, path, message.into())
    }

    fn at(mut self, span: Span<File>) -> Self {
        self.span = Some(span);
        self
    }

    fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Whether the problem keeps the site from being written.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Puts problems in the order of the report: by file, place, code.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.path.clone(), d.span.map(Span::start), d.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}

/// The known name nearest to `name`, if one is near enough to be what the author meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Jaro-Winkler alone misses two letters exchanged in a short word, such as `vai` for `via`.
    let is_slip = |candidate: &str| candidate.len() > 2 && strsim::osa_distance(name, candidate) == 1;
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(likeness, candidate)| *likeness >= 0.8 || is_slip(candidate))
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}
