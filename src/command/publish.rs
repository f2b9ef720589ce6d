//! `guillemet publish`.

use std::fmt::Write as _;
use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::arguments::{BuildArguments, PublishArguments};
use super::build::{build, fail};
use super::progress::Progress;
use super::say::say;
use crate::analysis::read_config;
use crate::config::{BaseUrl, Config, TargetSettings};
use crate::diagnostic::{self, Diagnostic};
use crate::publish::{
    Allowance, Change, Effort, Files, Job, Manifest, Publication, PublishError, Site, State, Survey, Target,
    objections, open,
};

/// How many paths are shown before a question.
const SHOWN: usize = 12;

/// Runs `publish`.
pub fn run(arguments: &PublishArguments) -> ExitCode {
    match publish(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Site(problems)) => fail(&problems, &arguments.site),
        Err(Stop::Usage(message)) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
        Err(Stop::Objections(lines)) => {
            eprint!("{lines}");
            ExitCode::FAILURE
        }
        Err(Stop::Publish(error)) => {
            eprintln!("error[{}]: {error}\n  help: {}", error.code, error.remedy);
            ExitCode::FAILURE
        }
        Err(Stop::Declined) => {
            eprintln!("Nothing was published.");
            ExitCode::FAILURE
        }
    }
}

/// Why nothing was published.
enum Stop {
    /// The site cannot be built.
    Site(Vec<Diagnostic>),
    /// The command asks for what cannot be.
    Usage(String),
    /// Something speaks against it that the user has not allowed.
    Objections(String),
    /// The target.
    Publish(PublishError),
    /// The user.
    Declined,
}

impl From<PublishError> for Stop {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

fn publish(arguments: &PublishArguments) -> Result<(), Stop> {
    if arguments.site.drafts {
        return Err(Stop::Usage(
            "drafts are not published\n  help: look at them with `guillemet serve --drafts`".into(),
        ));
    }
    let mut problems = Vec::new();
    let config = read_config(&arguments.site.root, &mut problems);
    if problems.iter().any(Diagnostic::is_error) {
        return Err(Stop::Site(problems));
    }
    let settings = choose(&config, arguments.target.as_deref()).map_err(Stop::Usage)?;
    let target = open(&settings.kind, &arguments.site.root)?;
    if arguments.rollback { roll_back(arguments, &*target) } else { bring(arguments, settings, &*target) }
}

/// The target that is meant.
fn choose<'a>(config: &'a Config, name: Option<&str>) -> Result<&'a TargetSettings, String> {
    let names = || config.publish.iter().map(|target| target.name.as_str());
    match (name, config.publish.as_slice()) {
        (_, []) => {
            Err("guillemet.toml names no target\n  help: add `[publish.live]`; docs/publish.md has recipes".into())
        }
        (None, [only]) => Ok(only),
        (None, _) => {
            let names: Vec<&str> = names().collect();
            Err(format!("there are several targets\n  help: say which: {}", names.join(", ")))
        }
        (Some(name), targets) => targets.iter().find(|target| target.name == name).ok_or_else(|| {
            let help = match diagnostic::nearest(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the targets are {}", names().collect::<Vec<_>>().join(", ")),
            };
            format!("guillemet.toml has no target `{name}`\n  help: {help}")
        }),
    }
}

fn bring(arguments: &PublishArguments, settings: &TargetSettings, target: &dyn Target) -> Result<(), Stop> {
    let progress = Progress::new(false);
    let built = build(&build_arguments(arguments, settings), &progress);
    progress.finish();
    let built = built.map_err(Stop::Site)?;
    let base_url = &built.analysis.config.base_url;
    let site = Site::read(&built.output)?;
    progress.stage("looking");
    let survey = target.survey()?;
    progress.finish();
    let change = Change::between(&site.files, &survey.manifest);
    say!("{}: {}, at {}", settings.name, target.place(), base_url.as_str());
    if survey.manifest.is_interrupted() {
        say!("The last publication was interrupted; this one completes it.");
    }
    if change.is_empty() && !survey.manifest.is_interrupted() {
        say!("Everything is there already ({} files).", site.files.len());
        return Ok(());
    }
    show(&change, &site.files, &survey.manifest, if arguments.dry_run { usize::MAX } else { SHOWN });
    object(arguments, base_url, target, &survey, &change)?;
    if arguments.dry_run {
        say!("Nothing was sent: this was a dry run.");
        return Ok(());
    }
    confirm(arguments, "Publish?")?;
    let publication = Publication::now(base_url.as_str(), site.files.clone());
    progress.steps("sending", change.len());
    let effort = Effort { takes_over: arguments.allow.contains(&Allowance::Takeover), tick: &|| progress.step() };
    let job = Job { site: &site, publication: &publication, seen: &survey.manifest, change: &change, effort };
    let published = target.publish(&job);
    progress.finish();
    published?;
    say!("Published {}: {}.", publication.id, sum(&change));
    Ok(())
}

/// A target with an address of its own gets a site of its own, beside the one in `public`.
fn build_arguments(arguments: &PublishArguments, settings: &TargetSettings) -> BuildArguments {
    let root = &arguments.site.root;
    let own: Option<PathBuf> = settings.base_url.as_ref().map(|_| root.join(".guillemet").join(&settings.name));
    BuildArguments {
        site: arguments.site.clone(),
        output: own,
        base_url: settings.base_url.clone(),
        no_search: false,
        quiet: true,
    }
}

fn roll_back(arguments: &PublishArguments, target: &dyn Target) -> Result<(), Stop> {
    let manifest = target.survey()?.manifest;
    let Some(before) = manifest.before() else {
        return Err(PublishError::no_publication_before(&target.place()).into());
    };
    let change = Change::between(&before.files, &manifest);
    say!("{}: back to {}", target.place(), before.id);
    show(&change, &before.files, &manifest, if arguments.dry_run { usize::MAX } else { SHOWN });
    if arguments.dry_run {
        say!("Nothing was changed: this was a dry run.");
        return Ok(());
    }
    confirm(arguments, "Return to it?")?;
    let progress = Progress::new(false);
    progress.steps("returning", change.len());
    let takes_over = arguments.allow.contains(&Allowance::Takeover);
    let returned = target.roll_back(Effort { takes_over, tick: &|| progress.step() });
    progress.finish();
    returned?;
    say!("Returned to {}: {}. A second `--rollback` undoes this.", before.id, sum(&change));
    Ok(())
}

/// Prints what will be done, of each kind at most `shown` paths.
fn show(change: &Change, wanted: &Files, manifest: &Manifest, shown: usize) {
    let size = |path: &String| wanted.get(path).map_or(0, |record| record.bytes);
    let old_size = |path: &String| match manifest.state(path) {
        State::Settled(record) => record.bytes,
        State::Absent | State::Unsure => 0,
    };
    show_kind("+", &change.added, shown, size);
    show_kind("~", &change.changed, shown, size);
    show_kind("-", &change.removed, shown, old_size);
    say!("{}.", sum(change));
}

fn show_kind(sign: &str, paths: &[String], shown: usize, size: impl Fn(&String) -> u64) {
    for path in paths.iter().take(shown) {
        say!("  {sign} {path} ({})", human_bytes(size(path)));
    }
    if let Some(rest) = paths.len().checked_sub(shown).filter(|rest| *rest > 0) {
        say!("  {sign} … and {rest} more");
    }
}

/// `3 new, 12 changed, 1 removed, 48 kB to send`.
fn sum(change: &Change) -> String {
    let counts = (change.added.len(), change.changed.len(), change.removed.len());
    format!("{} new, {} changed, {} removed, {} sent", counts.0, counts.1, counts.2, human_bytes(change.bytes))
}

fn human_bytes(bytes: u64) -> String {
    indicatif::DecimalBytes(bytes).to_string()
}

/// Stops unless the user has allowed everything that speaks against publishing.
fn object(
    arguments: &PublishArguments,
    base_url: &BaseUrl,
    target: &dyn Target,
    survey: &Survey,
    change: &Change,
) -> Result<(), Stop> {
    let misfit = target.misfit(base_url);
    let mut lines = String::new();
    for objection in objections(base_url, misfit, survey, change) {
        if arguments.allow.contains(&objection.allowance) {
            continue;
        }
        let name = objection.allowance.name();
        let _ = writeln!(
            lines,
            "error[publish-{name}]: {}\n  help: {}; if it is meant so, add `--allow {name}`",
            objection.message, objection.remedy,
        );
    }
    if lines.is_empty() { Ok(()) } else { Err(Stop::Objections(lines)) }
}

fn confirm(arguments: &PublishArguments, question: &str) -> Result<(), Stop> {
    if arguments.yes {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        return Err(Stop::Usage("there is nobody to ask\n  help: add `--yes` to publish without a question".into()));
    }
    print!("{question} [y/N] ");
    let _ = std::io::stdout().flush();
    let mut answer = String::new();
    let is_read = std::io::stdin().lock().read_line(&mut answer).is_ok();
    let is_yes = ["y", "yes", "o", "oui"].contains(&answer.trim().to_lowercase().as_str());
    if is_read && is_yes { Ok(()) } else { Err(Stop::Declined) }
}
