//! `guillemet publish`.

mod report;

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::arguments::{BuildArguments, Format, PublishArguments};
use super::build::{build, fail};
use super::progress::Progress;
use crate::analysis::read_config;
use crate::config::{BaseUrl, Config, TargetSettings};
use crate::diagnostic::{self, Diagnostic};
use crate::publish::{
    Allowance, Change, Effort, Files, Job, Manifest, Objection, Publication, PublishError, Site, State, Survey, Target,
    objections, open,
};
use crate::read::read_text;
use report::{Outcome, Report};

/// How many paths are shown before a question.
const SHOWN: usize = 12;

/// Runs `publish`.
pub fn run(arguments: &PublishArguments) -> ExitCode {
    let mut report = Report::new(arguments.site.format);
    let code = match publish(arguments, &mut report) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stopped(&stop, arguments, &mut report),
    };
    report.print();
    code
}

/// Says why nothing was published.
fn stopped(stop: &Stop, arguments: &PublishArguments, report: &mut Report) -> ExitCode {
    match stop {
        Stop::Site(problems) if report.is_human() => return fail(problems, &arguments.site),
        Stop::Site(problems) => {
            let mut json = Vec::new();
            let read = |path: &_| read_text(&arguments.site.root, path);
            // A vector takes everything.
            let _ = diagnostic::print_json(problems, &read, &mut json);
            report.problems(&json);
        }
        Stop::Usage(message, remedy) => {
            report.problem("usage", message, remedy);
            return ExitCode::from(2);
        }
        Stop::Objections(objections) => {
            for objection in objections {
                let name = objection.allowance.name();
                let remedy = format!("{}; if it is meant so, add `--allow {name}`", objection.remedy);
                report.problem(&format!("publish-{name}"), &objection.message, &remedy);
            }
        }
        Stop::Publish(error) => report.problem(error.code, &error.message, &error.remedy),
        Stop::Declined => eprintln!("Nothing was published."),
    }
    ExitCode::FAILURE
}

/// Why nothing was published.
enum Stop {
    /// The site cannot be built.
    Site(Vec<Diagnostic>),
    /// The command asks for what cannot be: what is wrong, and what to do.
    Usage(String, String),
    /// Things speak against it that the user has not allowed.
    Objections(Vec<Objection>),
    /// The target.
    Publish(PublishError),
    /// The user.
    Declined,
}

impl Stop {
    fn usage(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Usage(message.into(), remedy.into())
    }
}

impl From<PublishError> for Stop {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

fn publish(arguments: &PublishArguments, report: &mut Report) -> Result<(), Stop> {
    if arguments.site.drafts {
        return Err(Stop::usage("drafts are not published", "look at them with `guillemet serve --drafts`"));
    }
    let mut problems = Vec::new();
    let config = read_config(&arguments.site.root, &mut problems);
    if problems.iter().any(Diagnostic::is_error) {
        return Err(Stop::Site(problems));
    }
    let settings = choose(&config, arguments.target.as_deref())?;
    let target = open(&settings.kind, &arguments.site.root)?;
    if arguments.rollback {
        roll_back(arguments, settings, &*target, report)
    } else {
        bring(arguments, settings, &*target, report)
    }
}

/// The target that is meant.
fn choose<'a>(config: &'a Config, name: Option<&str>) -> Result<&'a TargetSettings, Stop> {
    let names = || config.publish.iter().map(|target| target.name.as_str());
    let listed = || names().collect::<Vec<_>>().join(", ");
    match (name, config.publish.as_slice()) {
        (_, []) => {
            Err(Stop::usage("guillemet.toml names no target", "add `[publish.live]`; docs/publish.md has recipes"))
        }
        (None, [only]) => Ok(only),
        (None, _) => Err(Stop::usage("there are several targets", format!("say which: {}", listed()))),
        (Some(name), targets) => targets.iter().find(|target| target.name == name).ok_or_else(|| {
            let remedy = match diagnostic::nearest(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the targets are {}", listed()),
            };
            Stop::usage(format!("guillemet.toml has no target `{name}`"), remedy)
        }),
    }
}

fn bring(
    arguments: &PublishArguments,
    settings: &TargetSettings,
    target: &dyn Target,
    report: &mut Report,
) -> Result<(), Stop> {
    let progress = Progress::new(!report.is_human());
    let built = build(&build_arguments(arguments, settings), &progress);
    progress.finish();
    let built = built.map_err(Stop::Site)?;
    let base_url = &built.analysis.config.base_url;
    let site = Site::read(&built.output)?;
    report.begin(&settings.name, &target.place(), Some(base_url.as_str()));
    progress.stage("looking");
    let survey = target.survey()?;
    progress.finish();
    let change = Change::between(&site.files, &survey.manifest);
    report.set_change(&change);
    report.tell(&format!("{}: {}, at {}", settings.name, target.place(), base_url.as_str()));
    if survey.manifest.is_interrupted() {
        report.tell("The last publication was interrupted; this one completes it.");
    }
    if change.is_empty() && !survey.manifest.is_interrupted() {
        report.tell(&format!("Everything is there already ({} files).", site.files.len()));
        report.end(Outcome::Unchanged, None);
        return Ok(());
    }
    show(&change, &site.files, &survey.manifest, arguments, report);
    object(arguments, base_url, target, &survey, &change)?;
    if arguments.dry_run {
        report.tell("Nothing was sent: this was a dry run.");
        report.end(Outcome::DryRun, None);
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
    report.tell(&format!("Published {}: {}.", publication.id, sum(&change)));
    report.end(Outcome::Published, Some(&publication.id));
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
        shard: None,
        no_search: false,
        quiet: true,
    }
}

fn roll_back(
    arguments: &PublishArguments,
    settings: &TargetSettings,
    target: &dyn Target,
    report: &mut Report,
) -> Result<(), Stop> {
    report.begin(&settings.name, &target.place(), None);
    let manifest = target.survey()?.manifest;
    let Some(before) = manifest.before() else {
        return Err(PublishError::no_publication_before(&target.place()).into());
    };
    let change = Change::between(&before.files, &manifest);
    report.set_change(&change);
    report.tell(&format!("{}: back to {}", target.place(), before.id));
    show(&change, &before.files, &manifest, arguments, report);
    if arguments.dry_run {
        report.tell("Nothing was changed: this was a dry run.");
        report.end(Outcome::DryRun, None);
        return Ok(());
    }
    confirm(arguments, "Return to it?")?;
    let progress = Progress::new(!report.is_human());
    progress.steps("returning", change.len());
    let takes_over = arguments.allow.contains(&Allowance::Takeover);
    let returned = target.roll_back(Effort { takes_over, tick: &|| progress.step() });
    progress.finish();
    returned?;
    report.tell(&format!("Returned to {}: {}. A second `--rollback` undoes this.", before.id, sum(&change)));
    report.end(Outcome::Returned, Some(&before.id));
    Ok(())
}

/// Shows people what will be done: all of it in a dry run, else some paths of each kind.
fn show(change: &Change, wanted: &Files, manifest: &Manifest, arguments: &PublishArguments, report: &Report) {
    let shown = if arguments.dry_run { usize::MAX } else { SHOWN };
    let size = |path: &String| wanted.get(path).map_or(0, |record| record.bytes);
    let old_size = |path: &String| match manifest.state(path) {
        State::Settled(record) => record.bytes,
        State::Absent | State::Unsure => 0,
    };
    show_kind("+", &change.added, shown, size, report);
    show_kind("~", &change.changed, shown, size, report);
    show_kind("-", &change.removed, shown, old_size, report);
    report.tell(&format!("{}.", sum(change)));
}

fn show_kind(sign: &str, paths: &[String], shown: usize, size: impl Fn(&String) -> u64, report: &Report) {
    for path in paths.iter().take(shown) {
        report.tell(&format!("  {sign} {path} ({})", human_bytes(size(path))));
    }
    if let Some(rest) = paths.len().checked_sub(shown).filter(|rest| *rest > 0) {
        report.tell(&format!("  {sign} … and {rest} more"));
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
    let mut objections = objections(base_url, misfit, survey, change);
    objections.retain(|objection| !arguments.allow.contains(&objection.allowance));
    if objections.is_empty() { Ok(()) } else { Err(Stop::Objections(objections)) }
}

fn confirm(arguments: &PublishArguments, question: &str) -> Result<(), Stop> {
    if arguments.yes {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() || arguments.site.format == Format::Json {
        return Err(Stop::usage("there is nobody to ask", "add `--yes` to publish without a question"));
    }
    print!("{question} [y/N] ");
    let _ = std::io::stdout().flush();
    let mut answer = String::new();
    let is_read = std::io::stdin().lock().read_line(&mut answer).is_ok();
    let is_yes = ["y", "yes", "o", "oui"].contains(&answer.trim().to_lowercase().as_str());
    if is_read && is_yes { Ok(()) } else { Err(Stop::Declined) }
}
