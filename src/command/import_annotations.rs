//! `guillemet import annotations`.

use std::path::Path;
use std::process::ExitCode;

use super::analyse::{analyse, report};
use super::arguments::{AnnotationsArguments, Format, SiteArguments};
use super::progress::Progress;
use super::say::say;
use crate::diagnostic::Diagnostic;
use crate::import::annotations::{Outcome, Placed, place, read};
use crate::read::ContentPath;

/// Runs `import annotations`.
pub fn run(arguments: &AnnotationsArguments) -> ExitCode {
    let site = SiteArguments { root: arguments.root.clone(), drafts: true, format: arguments.format };
    let analysis = analyse(&site, &Progress::new(true));
    if analysis.has_errors() {
        let errors: Vec<Diagnostic> = analysis.diagnostics.iter().filter(|it| it.is_error()).cloned().collect();
        report(&errors, &site);
        eprintln!("Nothing was written: first mend what is wrong with the archive.");
        return ExitCode::FAILURE;
    }
    let mut incoming = Vec::new();
    for file in &arguments.files {
        let text = std::fs::read_to_string(file).map_err(|error| error.to_string());
        match text.and_then(|text| read(&text)) {
            Ok(annotations) => incoming.extend(annotations),
            Err(reason) => {
                eprintln!(
                    "error: {} cannot be used: {reason}\n  help: give a JSON file of Web Annotations, such as an \
                     export of Hypothesis or an article's annotations.jsonld",
                    file.display()
                );
                return ExitCode::FAILURE;
            }
        }
    }
    let text = |path: &ContentPath| std::fs::read_to_string(path.on_disk(&site.root)).ok();
    let result = place(incoming, &analysis.archive, &analysis.config, text);
    if !arguments.dry_run {
        for (path, file) in &result.changed {
            if let Err(error) = write(&path.on_disk(&site.root), file.text()) {
                eprintln!("error: {path} cannot be written: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    match arguments.format {
        Format::Json => print_json(&result.placed),
        Format::Human => print(&result.placed, arguments.dry_run),
    }
    let is_orphan = |placed: &Placed| matches!(placed.outcome, Outcome::Orphan { .. });
    if result.placed.iter().any(is_orphan) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Puts a text in the place of a file, whole or not at all.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let aside = path.with_extension("md.guillemet-new");
    std::fs::write(&aside, text)?;
    std::fs::rename(&aside, path)
}

fn print_json(placed: &[Placed]) {
    if let Ok(json) = serde_json::to_string_pretty(placed) {
        say!("{json}");
    }
}

fn print(placed: &[Placed], dry_run: bool) {
    let (mut written, mut known, mut orphans) = (0, 0, 0);
    for annotation in placed {
        let words = &annotation.words;
        match &annotation.outcome {
            Outcome::Placed { path, annotation } => {
                written += 1;
                say!("{path}\n  {words} ← {annotation}");
            }
            Outcome::Known { .. } => known += 1,
            Outcome::Orphan { reason } => {
                orphans += 1;
                say!("not placed: {} ({words})\n  {reason}", annotation.name);
            }
        }
    }
    let verb = if dry_run { "would be written" } else { "written" };
    say!("{written} {verb}, {known} there already, {orphans} not placed");
    if dry_run {
        say!("Nothing was written.");
    }
}
