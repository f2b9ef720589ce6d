//! `guillemet check`.

use std::process::ExitCode;

use super::analyse::{analyse, card_problems, report};
use super::arguments::{CheckArguments, Format};
use super::progress::Progress;
use super::say::say;
use crate::check::check;
use crate::diagnostic::{self, Diagnostic, counted};
use crate::locale;

/// Runs `check`.
pub fn run(arguments: &CheckArguments) -> ExitCode {
    let progress = Progress::new(arguments.site.format == Format::Json);
    let mut analysis = analyse(&arguments.site, &progress);
    progress.stage("checking");
    let gaps = check(&analysis.archive, &analysis.diagnostics);
    analysis.diagnostics.extend(gaps);
    analysis.diagnostics.extend(locale::gaps(&analysis.config.language, &analysis.theme));
    analysis.diagnostics.extend(card_problems(&analysis));
    diagnostic::sort(&mut analysis.diagnostics);
    progress.finish();
    report(&analysis.diagnostics, &arguments.site);
    let archive = &analysis.archive;
    if arguments.site.format == Format::Human {
        let unattributed: usize = archive.articles.iter().map(|row| row.article.unattributed.len()).sum();
        let gaps = match unattributed {
            0 => "all quotation marks are attributed".to_owned(),
            count => format!("nobody is named for {} of quotation marks", counted(count, "pair")),
        };
        say!(
            "{}, {} by {}; {gaps}",
            counted(archive.articles.len(), "article"),
            counted(archive.quotations.len(), "quotation"),
            counted(archive.speakers.iter().filter(|row| !row.quotations.is_empty()).count(), "speaker"),
        );
    }
    let fails = |problem: &Diagnostic| problem.is_error() || arguments.strict;
    if analysis.diagnostics.iter().any(fails) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
