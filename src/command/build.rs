//! `guillemet build`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::analyse::{Analysis, analyse, report};
use super::arguments::{BuildArguments, Format, SiteArguments};
use super::progress::Progress;
use crate::config::BaseUrl;
use crate::diagnostic::{self, Diagnostic};
use crate::plan::{Page, plan};
use crate::read::{Asset, Theme};
use crate::render::Renderer;
use crate::view::Site;
use crate::write::{Output, Staging, Summary, WriteError};

/// Runs `build`.
pub fn run(arguments: &BuildArguments) -> ExitCode {
    let began = Instant::now();
    let progress = Progress::new(arguments.quiet || arguments.site.format == Format::Json);
    let built = build(arguments, &progress);
    progress.finish();
    match built {
        Ok(built) => {
            if arguments.site.format == Format::Json {
                report(&built.analysis.diagnostics, &arguments.site);
            } else if !arguments.quiet {
                print_summary(&built.analysis, &built.summary, began.elapsed());
            }
            ExitCode::SUCCESS
        }
        Err(failure) => failure.report(&arguments.site),
    }
}

/// A site that was built.
pub struct Built {
    /// What it was built of.
    pub analysis: Analysis,
    /// What was written.
    pub summary: Summary,
    /// The folder in which it stands.
    pub output: PathBuf,
}

/// Why a build came to nothing.
pub enum Failure {
    /// The address given on the command line is none.
    Address(String),
    /// The content or the templates are wrong.
    Content(Vec<Diagnostic>),
    /// The site cannot be written.
    Write(WriteError),
}

impl Failure {
    /// Says what is wrong, and that nothing was written.
    pub fn report(self, site: &SiteArguments) -> ExitCode {
        match self {
            Self::Address(url) => {
                eprintln!("error: --base-url {url}: write the whole address, such as https://archive.example/press/");
                return ExitCode::from(2);
            }
            Self::Content(mut diagnostics) => {
                diagnostic::sort(&mut diagnostics);
                report(&diagnostics, site);
                if site.format == Format::Human {
                    eprintln!("Nothing was written; the last good site is as it was.");
                }
            }
            Self::Write(error) => eprintln!("error[{}]: {error}\n  help: {}", error.code(), error.remedy()),
        }
        ExitCode::FAILURE
    }
}

/// Builds the site.
///
/// # Errors
/// When the content, the templates or the output folder are not as they must be; the last good site is then as it was.
pub fn build(arguments: &BuildArguments, progress: &Progress) -> Result<Built, Failure> {
    let mut analysis = analyse(&arguments.site, progress);
    if let Some(url) = &arguments.base_url {
        analysis.config.base_url = BaseUrl::parse(url).ok_or_else(|| Failure::Address(url.clone()))?;
    }
    if analysis.has_errors() {
        return Err(Failure::Content(analysis.diagnostics.into_iter().filter(Diagnostic::is_error).collect()));
    }
    let output = arguments.output.clone().unwrap_or_else(|| arguments.site.root.join("public"));
    let summary = write(&output, &arguments.site.root, &mut analysis, progress)?;
    Ok(Built { analysis, summary, output })
}

fn write(output: &Path, root: &Path, analysis: &mut Analysis, progress: &Progress) -> Result<Summary, Failure> {
    let clock = Instant::now();
    let Analysis { config, theme, locale, archive, times, .. } = analysis;
    let pages = plan(archive, config);
    times.push(("plan", clock.elapsed()));
    let clock = Instant::now();
    let site = Site { archive, config, locale };
    let renderer = Renderer::new(theme, site, &pages).map_err(|problem| Failure::Content(vec![problem]))?;
    let staging = Staging::begin(output, root).map_err(Failure::Write)?;
    progress.steps("rendering", pages.len());
    put_pages(&renderer, &pages, site.archive, &staging, progress)?;
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
        let bytes = renderer.render(*page).map_err(|problem| Failure::Content(vec![problem]))?;
        output.put(&page.file(archive), &bytes).map_err(Failure::Write)?;
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
        (failure @ Failure::Write(_), _) | (_, failure) => failure,
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
        let noun = if warnings == 1 { "warning" } else { "warnings" };
        println!("{warnings} {noun}: `guillemet check` shows what to look at");
    }
    println!(
        "{} articles, {} quotations → {files} files, {:.1} MB ({} new, {} changed, {} as before) in {}",
        analysis.archive.articles.len(),
        analysis.archive.quotations.len(),
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
