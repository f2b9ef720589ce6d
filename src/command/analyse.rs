//! From a site folder to a linked archive: what all commands begin with.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::archive::Archive;
use crate::config::Config;
use crate::diagnostic::{self, Diagnostic, catalogue};
use crate::link::{LinkOptions, link};
use crate::locale::Locale;
use crate::parse::parse_all;
use crate::read::{ContentPath, Theme, read_content, read_theme};

use super::arguments::{Format, SiteArguments};
use super::progress::Progress;

/// A site folder, understood.
pub struct Analysis {
    /// The configuration.
    pub config: Config,
    /// Templates, static files, interface texts.
    pub theme: Theme,
    /// The language of the interface.
    pub locale: Locale,
    /// The linked model.
    pub archive: Archive,
    /// What is wrong, in the order of the report.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took.
    pub times: Vec<(&'static str, Duration)>,
}

impl Analysis {
    /// Whether nothing keeps the site from being written.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Reads, parses and links the site folder.
pub fn analyse(site: &SiteArguments, progress: &Progress) -> Analysis {
    let mut times = Vec::new();
    let root = site.root.as_path();
    let mut diagnostics = Vec::new();
    let mut clock = Instant::now();
    let mut lap = |stage: &'static str| {
        times.push((stage, clock.elapsed()));
        clock = Instant::now();
    };
    progress.stage("reading");
    let config = read_config(root, &mut diagnostics);
    let (theme, problems) = read_theme(root);
    diagnostics.extend(problems);
    let locale = Locale::new(&config.language, &theme.locales, &mut diagnostics);
    let (files, problems) = read_content(root);
    diagnostics.extend(problems);
    lap("read");
    progress.stage("parsing");
    let mut documents = Vec::with_capacity(files.len());
    for parsed in parse_all(files) {
        documents.extend(parsed.document);
        diagnostics.extend(parsed.diagnostics);
    }
    lap("parse");
    progress.stage("linking");
    let options = LinkOptions { config: &config, drafts: site.drafts, statics: &theme.asset_paths() };
    let (archive, problems) = link(documents, options);
    diagnostics.extend(problems);
    lap("link");
    diagnostic::sort(&mut diagnostics);
    Analysis { config, theme, locale, archive, diagnostics, times }
}

fn read_config(root: &Path, problems: &mut Vec<Diagnostic>) -> Config {
    let path = ContentPath::new(catalogue::CONFIGURATION);
    match std::fs::read(path.on_disk(root)) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Config::parse(&text, problems),
            Err(error) => {
                problems.push(catalogue::not_utf8(&path, error.utf8_error().valid_up_to()));
                Config::default()
            }
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Config::default(),
        Err(error) => {
            problems.push(catalogue::unreadable(&path, &error.to_string()));
            Config::default()
        }
    }
}

/// Prints problems in the format asked for. A reader that went away is no problem of ours.
pub fn report(diagnostics: &[Diagnostic], site: &SiteArguments) {
    let read = |path: &ContentPath| {
        let bytes = std::fs::read(path.on_disk(&site.root)).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    let _ = match site.format {
        Format::Human => diagnostic::print_human(diagnostics, &read, &mut std::io::stderr().lock()),
        Format::Json => diagnostic::print_json(diagnostics, &read, &mut std::io::stdout().lock()),
    };
}
