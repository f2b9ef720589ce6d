//! `guillemet build`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

use rayon::prelude::*;

use super::analyse::{card_problems, look_at, report};
use super::arguments::{BuildArguments, Format, SiteArguments};
use super::progress::Progress;
use super::say::say;
use crate::analysis::{Analysis, Folder};
use crate::config::Config;
use crate::diagnostic::{self, Diagnostic, catalogue, counted};
use crate::digest::Digest;
use crate::plan::{FileDigests, Fingerprints, Page, Shard, plan};
use crate::read::{Asset, Theme};
use crate::render::{Renderer, Templates};
use crate::search::{self, SearchError};
use crate::view::Site;
use crate::write::{HALF_DONE, Output, Precompressed, Staging, Summary, WriteError, is_site};

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
            // The system takes the memory back at once; to take an archive apart piece by piece is felt.
            std::mem::forget(built);
            ExitCode::SUCCESS
        }
        Err(problems) => fail(&problems, &arguments.site),
    }
}

/// Says why nothing was written.
pub fn fail(problems: &[Diagnostic], site: &SiteArguments) -> ExitCode {
    report(problems, site);
    if site.format == Format::Human && problems.iter().all(|problem| problem.code != HALF_DONE) {
        eprintln!("Nothing was written; the last good site is as it was.");
    }
    ExitCode::FAILURE
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

/// Builds the site.
///
/// # Errors
/// When the content, the templates or the output folder are not as they must be; the last good site is then as it was.
pub fn build(arguments: &BuildArguments, progress: &Progress) -> Result<Built, Vec<Diagnostic>> {
    let root = &arguments.site.root;
    let folder = arguments.shard.map_or_else(|| "public".to_owned(), |shard| format!("public-{shard}"));
    let output = arguments.output.clone().unwrap_or_else(|| root.join(folder));
    // To look over a former site takes as long as to read the content, and neither needs the other.
    let survey = || is_site(&output).then(|| Staging::begin(&output, root));
    let read = || {
        let mut folder = Folder::default();
        let analysis = look_at(&mut folder, &arguments.site, progress);
        (analysis, folder.digests())
    };
    let ((mut analysis, digests), staging) = rayon::join(read, survey);
    if let Some(base_url) = &arguments.base_url {
        analysis.config.base_url = base_url.clone();
    }
    if arguments.no_search {
        analysis.config.outputs.search = false;
    }
    if analysis.has_errors() {
        analysis.diagnostics.retain(Diagnostic::is_error);
        return Err(analysis.diagnostics);
    }
    analysis.diagnostics.extend(card_problems(&analysis));
    diagnostic::sort(&mut analysis.diagnostics);
    let begin = || staging.unwrap_or_else(|| Staging::begin(&output, root)).map_err(Failure::Write);
    let summary = write(begin, arguments, &mut analysis, &digests, progress).map_err(Failure::diagnostics)?;
    Ok(Built { analysis, summary, output })
}

/// Why a build came to nothing.
enum Failure {
    /// The content or the templates are wrong.
    Content(Vec<Diagnostic>),
    /// The site cannot be written.
    Write(WriteError),
    /// The search index cannot be made.
    Search(SearchError),
}

impl Failure {
    fn diagnostics(self) -> Vec<Diagnostic> {
        match self {
            Self::Content(mut diagnostics) => {
                diagnostic::sort(&mut diagnostics);
                diagnostics
            }
            Self::Search(error) => vec![catalogue::no_search_index(&error.to_string())],
            Self::Write(error) => {
                let problem = error.problem.to_string();
                vec![catalogue::not_written(&error.path, error.code(), &problem, error.remedy())]
            }
        }
    }
}

fn write(
    begin: impl FnOnce() -> Result<Staging, Failure>,
    arguments: &BuildArguments,
    analysis: &mut Analysis,
    digests: &FileDigests,
    progress: &Progress,
) -> Result<Summary, Failure> {
    let clock = Instant::now();
    let Analysis { config, theme, locale, archive, times, .. } = analysis;
    let pages = plan(archive, config);
    let fingerprints = Fingerprints::new(archive, digests, config.per_page, surroundings(config, theme));
    locale.prepare(archive.dates());
    times.push(("plan", clock.elapsed()));
    let clock = Instant::now();
    let site = Site::new(archive, config, locale);
    let templates = Templates::new(theme, site).map_err(|problem| Failure::Content(vec![problem]))?;
    let renderer = Renderer::new(&templates, theme, site, &pages);
    let staging = begin()?;
    progress.steps("rendering", pages.len());
    let shard = arguments.shard;
    let is_mine = |file: &str| shard.is_none_or(|shard| shard.holds(file));
    // A file of `static/` stands in for the page of its address, so that no path is written twice.
    let is_page = |file: &str| is_mine(file) && !theme.assets.contains_key(file);
    let files = Precompressed::new(&staging, &config.host.precompressed);
    let indexing = std::thread::scope(|scope| {
        let has_index = config.outputs.search && shard.is_none_or(Shard::is_first);
        let indexing = has_index.then(|| scope.spawn(|| put_index(site, &staging)));
        let rendered = put_pages(&renderer, &pages, &fingerprints, is_page, &files, progress)
            .and_then(|()| put_assets(theme, is_mine, &files).map_err(Failure::Write));
        times.push(("render and write", clock.elapsed()));
        progress.stage("indexing");
        let indexed = indexing.map(|thread| thread.join().unwrap_or_else(|_| Err(SearchError::died())));
        rendered.and(indexed.transpose().map_err(Failure::from))
    })?;
    if let Some((stage, time)) = indexing {
        times.push((stage, time));
    }
    let clock = Instant::now();
    let summary = staging.commit().map_err(Failure::Write)?;
    times.push(("put in place", clock.elapsed()));
    Ok(summary)
}

/// All that pages are made of beside the archive: the program, the configuration, the theme.
fn surroundings(config: &Config, theme: &Theme) -> Digest {
    let program = std::env::current_exe().and_then(std::fs::metadata).and_then(|it| Ok((it.len(), it.modified()?)));
    // A program that cannot be told from others keeps nothing.
    let program = program.unwrap_or_else(|_| (0, SystemTime::now()));
    Digest::of(&(env!("CARGO_PKG_VERSION"), program, format!("{config:?}"), theme.digest()))
}

/// Makes the search index, on its own threads beside the rendering, and says how long that took.
fn put_index(site: Site<'_>, output: &dyn Output) -> Result<(&'static str, Duration), SearchError> {
    let clock = Instant::now();
    let threads = rayon::current_num_threads().min(MOST_INDEXERS);
    let made = search::write(site, output, threads, memory_for_indexing())?;
    let stage = if made.kept == made.shards { "search index (as before)" } else { "search index (beside)" };
    Ok((stage, clock.elapsed()))
}

/// How many shards of the search index are made at once.
const MOST_INDEXERS: usize = 4;

/// Half of the computer's memory, in bytes; some gigabytes where that is not known.
fn memory_for_indexing() -> usize {
    #[cfg(target_os = "linux")]
    let total = {
        let computer = rustix::system::sysinfo();
        let [units, unit] = [usize::try_from(computer.totalram), usize::try_from(computer.mem_unit)];
        units.unwrap_or(usize::MAX).saturating_mul(unit.unwrap_or(1))
    };
    #[cfg(not(target_os = "linux"))]
    let total = usize::try_from(8_u64 << 30).unwrap_or(usize::MAX);
    total / 2
}

impl From<SearchError> for Failure {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Write(error) => Self::Write(error),
            error => Self::Search(error),
        }
    }
}

/// Renders and writes the pages that stand in files for which `is_page` holds, each on its own; what the former site
/// has of them, made of the same, is kept. Problems of templates are collected; the first few are enough, since a broken
/// template breaks every page of its kind.
fn put_pages(
    renderer: &Renderer<'_>,
    pages: &[Page],
    fingerprints: &Fingerprints<'_>,
    is_page: impl Fn(&str) -> bool + Sync,
    output: &dyn Output,
    progress: &Progress,
) -> Result<(), Failure> {
    const ENOUGH: usize = 20;
    let put = |page: &Page| {
        let file = page.file(fingerprints.archive());
        progress.step();
        if !is_page(&file) {
            return Ok(());
        }
        let made_of = fingerprints.of(*page);
        if output.keep_made(&file, made_of) {
            return Ok(());
        }
        let rendered = match *page {
            Page::DataFile(data) => {
                let streamed = output.stream(&file, &|to| renderer.data(data, to), Some(made_of));
                return streamed.map_err(Failure::Write);
            }
            Page::Card(index) => renderer.card(index, output.former(&file)),
            page => renderer.render(page),
        };
        let bytes = rendered.map_err(|problem| Failure::Content(vec![problem]))?;
        output.put(&file, &bytes, Some(made_of)).map_err(Failure::Write)
    };
    let join = |a: Failure, b: Failure| match (a, b) {
        (Failure::Content(mut a), Failure::Content(b)) => {
            a.extend(b);
            a.sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
            a.dedup();
            a.truncate(ENOUGH);
            Failure::Content(a)
        }
        (Failure::Content(_), other) | (other, _) => other,
    };
    // A table takes as long as a thousand kept pages: no thread shall be left with several of them.
    let failures = pages.par_iter().with_max_len(1).filter_map(|page| put(page).err());
    match failures.reduce_with(join) {
        Some(failure) => Err(failure),
        None => Ok(()),
    }
}

fn put_assets(theme: &Theme, is_mine: impl Fn(&str) -> bool, output: &dyn Output) -> Result<(), WriteError> {
    let assets: Vec<(&String, &Asset)> = theme.assets.iter().filter(|(name, _)| is_mine(name)).collect();
    assets.into_par_iter().try_for_each(|(name, asset)| match asset {
        Asset::BuiltIn(bytes) => output.put(name, bytes, None),
        Asset::File { path, .. } => output.copy(name, path),
    })
}

fn print_summary(analysis: &Analysis, summary: &Summary, total: Duration) {
    let files = summary.added + summary.changed + summary.unchanged;
    let warnings = analysis.diagnostics.len();
    if warnings > 0 {
        say!("{}: `guillemet check` shows what to look at", counted(warnings, "warning"));
    }
    say!(
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
    say!("{}", stages.join(", "));
}

fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}
