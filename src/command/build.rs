//! `guillemet build`.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::analyse::{analyse, report};
use super::arguments::{BuildArguments, Format};
use super::progress::Progress;
use crate::analysis::Analysis;
use crate::diagnostic::{self, Diagnostic, catalogue, counted};
use crate::plan::{Page, plan};
use crate::read::{Asset, Theme};
use crate::render::{Renderer, Templates};
use crate::view::Site;
use crate::write::{Output, Staging, Summary, WriteError};

/// Runs `build`.
pub fn run(arguments: &BuildArguments) -> ExitCode {
    let began = Instant::now();
    let progress = Progress::new(arguments.quiet || arguments.site.format == Format::Json);
    let mut analysis = analyse(&arguments.site, &progress);
    if let Some(base_url) = &arguments.base_url {
        analysis.config.base_url = base_url.clone();
    }
    let written = if analysis.has_errors() {
        Err(Failure::Content(analysis.diagnostics.iter().filter(|it| it.is_error()).cloned().collect()))
    } else {
        write(arguments, &mut analysis, &progress)
    };
    progress.finish();
    match written {
        Ok(summary) => {
            if arguments.site.format == Format::Json {
                report(&analysis.diagnostics, &arguments.site);
            } else if !arguments.quiet {
                print_summary(&analysis, &summary, began.elapsed());
            }
            ExitCode::SUCCESS
        }
        Err(failure) => {
            report(&failure.diagnostics(), &arguments.site);
            if arguments.site.format == Format::Human {
                eprintln!("Nothing was written; the last good site is as it was.");
            }
            ExitCode::FAILURE
        }
    }
}

/// Why a build came to nothing.
enum Failure {
    /// The content or the templates are wrong.
    Content(Vec<Diagnostic>),
    /// The site cannot be written.
    Write(WriteError),
}

impl Failure {
    fn diagnostics(self) -> Vec<Diagnostic> {
        match self {
            Self::Content(mut diagnostics) => {
                diagnostic::sort(&mut diagnostics);
                diagnostics
            }
            Self::Write(error) => {
                let problem = error.problem.to_string();
                vec![catalogue::not_written(&error.path, error.code(), &problem, error.remedy())]
            }
        }
    }
}

fn write(arguments: &BuildArguments, analysis: &mut Analysis, progress: &Progress) -> Result<Summary, Failure> {
    let clock = Instant::now();
    let Analysis { config, theme, locale, archive, times, .. } = analysis;
    let pages = plan(archive, config);
    times.push(("plan", clock.elapsed()));
    let clock = Instant::now();
    let site = Site { archive, config, locale };
    let templates = Templates::new(theme, site).map_err(|problem| Failure::Content(vec![problem]))?;
    let renderer = Renderer::new(&templates, theme, site, &pages);
    let root = &arguments.site.root;
    let output = arguments.output.clone().unwrap_or_else(|| root.join("public"));
    let staging = Staging::begin(&output, root).map_err(Failure::Write)?;
    progress.steps("rendering", pages.len());
    // A file of `static/` stands in for the page of its address, so that no path is written twice.
    let is_page = |page: &Page| !theme.assets.contains_key(&page.file(archive));
    let pages: Vec<Page> = pages.iter().copied().filter(is_page).collect();
    put_pages(&renderer, &pages, archive, &staging, progress)?;
    put_assets(theme, &staging).map_err(Failure::Write)?;
    times.push(("render and write", clock.elapsed()));
    let clock = Instant::now();
    let summary = staging.commit().map_err(Failure::Write)?;
    times.push(("put in place", clock.elapsed()));
    Ok(summary)
}

/// Renders and writes all pages, each on its own. Problems of templates are collected; the first few are enough,
/// since a broken template breaks every page of its kind.
fn put_pages(
    renderer: &Renderer<'_>,
    pages: &[Page],
    archive: &crate::archive::Archive,
    output: &dyn Output,
    progress: &Progress,
) -> Result<(), Failure> {
    const ENOUGH: usize = 20;
    let put = |page: &Page| {
        let file = page.file(archive);
        let rendered = match page {
            Page::Card(index) => renderer.card(*index, output.former(&file)),
            page => renderer.render(*page),
        };
        let bytes = rendered.map_err(|problem| Failure::Content(vec![problem]))?;
        output.put(&file, &bytes).map_err(Failure::Write)?;
        progress.step();
        Ok(())
    };
    let join = |a: Failure, b: Failure| match (a, b) {
        (Failure::Content(mut a), Failure::Content(b)) => {
            a.extend(b);
            a.sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
            a.dedup();
            a.truncate(ENOUGH);
            Failure::Content(a)
        }
        (Failure::Write(error), _) | (_, Failure::Write(error)) => Failure::Write(error),
    };
    let failures = pages.par_iter().filter_map(|page| put(page).err());
    match failures.reduce_with(join) {
        Some(failure) => Err(failure),
        None => Ok(()),
    }
}

fn put_assets(theme: &Theme, output: &dyn Output) -> Result<(), WriteError> {
    let assets: Vec<(&String, &Asset)> = theme.assets.iter().collect();
    assets.into_par_iter().try_for_each(|(name, asset)| match asset {
        Asset::BuiltIn(bytes) => output.put(name, bytes),
        Asset::File { path, .. } => output.copy(name, path),
    })
}

fn print_summary(analysis: &Analysis, summary: &Summary, total: Duration) {
    let files = summary.added + summary.changed + summary.unchanged;
    let warnings = analysis.diagnostics.len();
    if warnings > 0 {
        println!("{}: `guillemet check` shows what to look at", counted(warnings, "warning"));
    }
    println!(
        "{}, {} → {files} files, {:.1} MB ({} new, {} changed, {} as before) in {}",
        counted(analysis.archive.articles.len(), "article"),
        counted(analysis.archive.quotations.len(), "quotation"),
        summary.bytes as f64 / 1e6,
        summary.added,
        summary.changed,
        summary.unchanged,
        seconds(total),
    );
    let stages: Vec<String> =
        analysis.times.iter().map(|(stage, time)| format!("{stage} {}", seconds(*time))).collect();
    println!("{}", stages.join(", "));
}

fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}
