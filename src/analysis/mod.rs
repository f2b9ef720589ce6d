//! From a site folder to a linked archive: what all commands begin with, and the preview repeats.

mod kept;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub use kept::KeptContent;

use crate::archive::Archive;
use crate::config::Config;
use crate::diagnostic::{self, Diagnostic, catalogue};
use crate::link::{LinkOptions, link};
use crate::locale::Locale;
use crate::plan::FileDigests;
use crate::read::{ContentPath, Theme, read_theme_again};

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

/// A site folder, of which the second look is quick: what did not change is not read again.
#[derive(Debug, Default)]
pub struct Folder {
    content: KeptContent,
    surroundings: Surroundings,
}

/// Where files may have changed since the last look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Anywhere in the site folder.
    Everywhere,
    /// At some paths relative to it.
    Paths(BTreeSet<PathBuf>),
}

/// What a second look at a folder finds.
pub enum Look {
    /// All is as it was.
    Unchanged,
    /// Style sheets changed, nothing else.
    Styles(Box<Analysis>),
    /// Anything else changed.
    Changed(Box<Analysis>),
}

/// What a site has beside its content, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq)]
struct Surroundings {
    config: Config,
    theme: Theme,
    diagnostics: Vec<Diagnostic>,
}

impl Folder {
    /// Reads, parses and links the site at `root`; `stage` is told what is being done.
    pub fn analyse(&mut self, root: &Path, drafts: bool, stage: impl Fn(&'static str)) -> Analysis {
        let mut times = Times::begin();
        stage("reading");
        self.surroundings = Surroundings::read(root, &Theme::default());
        self.content.read(root);
        times.lap("read and parse");
        self.finish(drafts, times, stage)
    }

    /// The digest of each content file, as it was last read.
    pub fn digests(&self) -> FileDigests {
        self.content.digests()
    }

    /// The same, if anything changed since the last look. Where the scope is some files of the content, no others are
    /// looked at.
    pub fn analyse_again(&mut self, root: &Path, drafts: bool, scope: &Scope) -> Look {
        let mut times = Times::begin();
        if let Scope::Paths(paths) = scope
            && let Some(is_changed) = self.content.read_at(root, paths)
        {
            if !is_changed {
                return Look::Unchanged;
            }
            times.lap("read and parse");
            return Look::Changed(Box::new(self.finish(drafts, times, |_| {})));
        }
        let surroundings = Surroundings::read(root, &self.surroundings.theme);
        let is_changed = self.content.read(root);
        if !is_changed && surroundings == self.surroundings {
            return Look::Unchanged;
        }
        let only_styles = !is_changed && surroundings.unstyled() == self.surroundings.unstyled();
        self.surroundings = surroundings;
        times.lap("read and parse");
        let analysis = Box::new(self.finish(drafts, times, |_| {}));
        if only_styles { Look::Styles(analysis) } else { Look::Changed(analysis) }
    }

    fn finish(&self, drafts: bool, mut times: Times, stage: impl Fn(&'static str)) -> Analysis {
        stage("linking");
        let Surroundings { config, theme, mut diagnostics } = self.surroundings.clone();
        let locale = Locale::new(&config.language, &theme.locales, &mut diagnostics);
        diagnostics.extend(self.content.diagnostics().cloned());
        let options = LinkOptions { config: &config, drafts, statics: &theme.asset_paths() };
        let (archive, problems) = link(self.content.documents(), options);
        diagnostics.extend(problems);
        times.lap("link");
        diagnostic::sort(&mut diagnostics);
        Analysis { config, theme, locale, archive, diagnostics, times: times.laps }
    }
}

impl Surroundings {
    fn read(root: &Path, before: &Theme) -> Self {
        let mut diagnostics = Vec::new();
        let config = read_config(root, &mut diagnostics);
        let (theme, problems) = read_theme_again(root, before);
        diagnostics.extend(problems);
        Self { config, theme, diagnostics }
    }

    /// The same without style sheets.
    fn unstyled(&self) -> Self {
        let mut unstyled = self.clone();
        unstyled.theme.assets.retain(|name, _| !name.ends_with(".css"));
        unstyled
    }
}

/// Reads the configuration; an absent one is all defaults.
pub fn read_config(root: &Path, problems: &mut Vec<Diagnostic>) -> Config {
    let path = ContentPath::new(catalogue::CONFIGURATION);
    if path.on_disk(root).is_symlink() {
        problems.push(catalogue::symbolic_link(&path));
        return Config::default();
    }
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

/// How long each stage takes.
struct Times {
    laps: Vec<(&'static str, Duration)>,
    clock: Instant,
}

impl Times {
    fn begin() -> Self {
        Self { laps: Vec::new(), clock: Instant::now() }
    }

    fn lap(&mut self, stage: &'static str) {
        self.laps.push((stage, self.clock.elapsed()));
        self.clock = Instant::now();
    }
}
