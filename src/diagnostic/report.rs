//! Shows problems to people and to programs.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::ops::Range;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Report, SourceCode,
    SourceSpan, SpanContents,
};
use serde::Serialize;

use super::text::Text;
use super::{Diagnostic, Severity};
use crate::path::ContentPath;
use crate::span::{File, Span};

/// Gives the text of a file of the site folder again, for the excerpts; nothing when it cannot be read.
pub type ReadText<'a> = &'a dyn Fn(&ContentPath) -> Option<String>;

/// Prints the problems with their excerpts and a last line that counts them.
///
/// # Errors
/// When `out` cannot be written.
pub fn print_human(diagnostics: &[Diagnostic], read: ReadText<'_>, out: &mut impl Write) -> io::Result<()> {
    let handler = GraphicalReportHandler::new_themed(theme()).with_width(100);
    let mut texts = Texts::new(read);
    for diagnostic in diagnostics {
        let mut rendered = String::new();
        let report = report(diagnostic, &mut texts);
        match handler.render_report(&mut rendered, report.as_ref()) {
            Ok(()) => writeln!(out, "{}\n", rendered.trim_end())?,
            Err(_) => writeln!(out, "{}: {}\n", diagnostic.path, diagnostic.message)?,
        }
    }
    if !diagnostics.is_empty() {
        writeln!(out, "{}", summary(diagnostics))?;
    }
    Ok(())
}

fn theme() -> GraphicalTheme {
    if io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    }
}

/// `2 errors and 1 warning in 3 files`.
fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let mut paths: Vec<&ContentPath> = diagnostics.iter().map(|diagnostic| &diagnostic.path).collect();
    paths.sort();
    paths.dedup();
    let parts = [counted(errors, "error"), counted(diagnostics.len() - errors, "warning")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.starts_with("0 ")).collect();
    format!("{} in {}", parts.join(" and "), counted(paths.len(), "file"))
}

/// `1 error`, `2 errors`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn report(diagnostic: &Diagnostic, texts: &mut Texts<'_>) -> Report {
    let mut shown = miette::MietteDiagnostic::new(printable(&diagnostic.message))
        .with_code(diagnostic.code)
        .with_severity(match diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        });
    if let Some(remedy) = &diagnostic.remedy {
        shown = shown.with_help(remedy.clone());
    }
    match (diagnostic.span, texts.about(diagnostic)) {
        (Some(span), Some(text)) if span.end() <= text.as_str().len() => {
            let excerpt = Excerpt::cut(diagnostic.path.as_str(), text, span.range());
            shown = shown.with_label(LabeledSpan::underline(excerpt.culprit.clone()));
            Report::new(shown).with_source_code(excerpt)
        }
        _ => {
            shown.message = format!("{}: {}", diagnostic.path, shown.message);
            Report::new(shown)
        }
    }
}

/// The text without the characters that could command a terminal.
fn printable(text: &str) -> String {
    text.replace(|letter: char| letter.is_control() && letter != '\n' && letter != '\t', "\u{fffd}")
}

/// The line of a culprit, or as much of a long line as helps to find it.
#[derive(Debug)]
struct Excerpt {
    path: String,
    line: String,
    /// Bytes of `line`.
    culprit: Range<usize>,
    /// From 0.
    line_index: usize,
    column_index: usize,
}

impl Excerpt {
    /// Characters shown on either side of a culprit, and of the culprit itself.
    const AROUND: usize = 40;

    fn cut(path: &str, text: &Text, culprit: Range<usize>) -> Self {
        let (line_number, column_number) = text.line_and_column(culprit.start);
        let Range { start: line_start, end: line_end } = text.line_around(culprit.start);
        let text = text.as_str();
        let end = culprit.end.min(line_end).max(culprit.start);
        let before = text.get(line_start..culprit.start).unwrap_or_default();
        let words = text.get(culprit.start..end).unwrap_or_default();
        let after = text.get(end..line_end).unwrap_or_default().trim_end_matches('\r');
        let from_end = |text: &str| text.char_indices().rev().nth(Self::AROUND).map_or(0, |(at, _)| at);
        let from_start = |text: &str, count: usize| text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
        let lead = before.get(from_end(before)..).unwrap_or_default();
        let shown = words.get(..from_start(words, 2 * Self::AROUND)).unwrap_or_default();
        let tail = if shown.len() < words.len() {
            ""
        } else {
            after.get(..from_start(after, Self::AROUND)).unwrap_or_default()
        };
        let dots = |is_cut: bool| if is_cut { "…" } else { "" };
        let lead = printable(&format!("{}{lead}", dots(lead.len() < before.len())));
        let tail = printable(&format!("{tail}{}", dots(shown.len() < words.len() || tail.len() < after.len())));
        let shown = printable(shown);
        Self {
            path: path.to_owned(),
            culprit: lead.len()..lead.len() + shown.len(),
            line: format!("{lead}{shown}{tail}"),
            line_index: line_number - 1,
            column_index: column_number - 1,
        }
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            self.line.as_bytes(),
            SourceSpan::from(0..self.line.len()),
            self.line_index,
            self.column_index,
            1,
        )))
    }
}

/// The texts of the files that problems are about, each read once.
struct Texts<'a> {
    read: ReadText<'a>,
    known: HashMap<ContentPath, Option<Text>>,
}

impl<'a> Texts<'a> {
    fn new(read: ReadText<'a>) -> Self {
        Self { read, known: HashMap::new() }
    }

    /// The text that a problem has a place in. A problem without a place may be about a file that cannot be read.
    fn about(&mut self, diagnostic: &Diagnostic) -> Option<&Text> {
        diagnostic.span?;
        let path = &diagnostic.path;
        self.known.entry(path.clone()).or_insert_with(|| (self.read)(path).map(Text::new)).as_ref()
    }
}

/// A problem with its excerpt, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// Where, if it is about a place in a file that can be read.
    pub place: Option<Place>,
}

/// A place in a file: its line around the culprit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The line before the culprit.
    pub before: String,
    /// The culprit.
    pub culprit: String,
    /// The line behind the culprit.
    pub behind: String,
}

/// The problems with their excerpts.
pub fn with_excerpts(diagnostics: &[Diagnostic], read: ReadText<'_>) -> Vec<Problem> {
    let mut texts = Texts::new(read);
    let place = |span: Span<File>, text: &Text| {
        let excerpt = Excerpt::cut("", text, span.range());
        let piece = |range: Range<usize>| excerpt.line.get(range).unwrap_or_default().to_owned();
        Place {
            line: excerpt.line_index + 1,
            column: excerpt.column_index + 1,
            before: piece(0..excerpt.culprit.start),
            culprit: piece(excerpt.culprit.clone()),
            behind: piece(excerpt.culprit.end..excerpt.line.len()),
        }
    };
    let problem = |diagnostic: &Diagnostic| Problem {
        diagnostic: diagnostic.clone(),
        place: diagnostic.span.zip(texts.about(diagnostic)).map(|(span, text)| place(span, text)),
    };
    diagnostics.iter().map(problem).collect()
}

/// A problem as programs read it.
#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    severity: Severity,
    code: &'a str,
    path: &'a str,
    /// From 1; absent when the problem is about the whole file.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// From 1, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<&'a str>,
}

/// Prints the problems as one JSON array: a line for each.
///
/// # Errors
/// When `out` cannot be written.
pub fn print_json(diagnostics: &[Diagnostic], read: ReadText<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut texts = Texts::new(read);
    writeln!(out, "[")?;
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        let text = texts.about(diagnostic);
        let place = |offset: usize| text.map(|text| text.line_and_column(offset));
        let start = diagnostic.span.and_then(|span| place(span.start()));
        let end = diagnostic.span.and_then(|span| place(span.end()));
        let json = JsonDiagnostic {
            severity: diagnostic.severity,
            code: diagnostic.code,
            path: diagnostic.path.as_str(),
            line: start.map(|place| place.0),
            column: start.map(|place| place.1),
            end_line: end.map(|place| place.0),
            end_column: end.map(|place| place.1),
            message: &diagnostic.message,
            remedy: diagnostic.remedy.as_deref(),
        };
        let comma = if index + 1 == diagnostics.len() { "" } else { "," };
        writeln!(out, "{}{comma}", serde_json::to_string(&json).map_err(io::Error::other)?)?;
    }
    writeln!(out, "]")
}
