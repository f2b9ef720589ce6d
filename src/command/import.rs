//! `guillemet import`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::annotate;
use super::arguments::{AnnotateArguments, Format, ImportArguments};
use super::progress::Progress;
use super::say::say;
use crate::diagnostic::{catalogue, counted, nearest};
use crate::import::{Found, Item, Note, Options, Outcome, Report, import};
use crate::model::{PartialDate, QuotationKind};
use crate::read::read_content;

/// Up to so many articles are told about one by one.
const TOLD_ONE_BY_ONE: usize = 25;

/// Runs `import`.
pub fn run(arguments: &ImportArguments) -> ExitCode {
    let root = arguments.root.as_path();
    let options = match options(arguments) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    };
    let has_content = root.join("content").is_dir();
    if !has_content && !root.join(catalogue::CONFIGURATION).is_file() {
        let problem = catalogue::no_content_folder(root);
        eprintln!("error: {}\n  help: {}", problem.message, problem.remedy.unwrap_or_default());
        return ExitCode::from(2);
    }
    let present = if has_content { read_content(root).0 } else { Vec::new() };
    let progress = Progress::new(arguments.format == Format::Json);
    let report =
        import(&arguments.sources, root, present, &options, &|count, done| progress.at("importing", count, done));
    progress.finish();
    match arguments.format {
        Format::Json => print_json(&report),
        Format::Human => print_report(&report, arguments),
    }
    if arguments.annotate {
        annotate_new(&report, root);
    }
    if report.failed() > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Writes the sure ones of what was found into the new articles.
fn annotate_new(report: &Report, root: &Path) {
    let paths: Vec<PathBuf> = report.paths().map(|path| root.join(path)).collect();
    if !paths.is_empty() {
        annotate::run(&AnnotateArguments {
            paths,
            root: root.to_owned(),
            write: true,
            review: false,
            confidence: None,
            format: Format::Human,
        });
    }
}

/// The arguments as the import understands them.
fn options(arguments: &ImportArguments) -> Result<Options, String> {
    let root = &arguments.root;
    if !root.is_dir() {
        return Err(format!(
            "{} is no folder\n  help: name the folder of your archive with `--root DIR`",
            root.display()
        ));
    }
    let language = match &arguments.lang {
        Some(tag) => match tag.parse() {
            Ok(language) => Some(language),
            Err(()) => {
                return Err(format!("--lang {tag}: that is no language\n  help: write a tag such as fr, en or pt-BR"));
            }
        },
        None => None,
    };
    let mapping = arguments.map.iter().map(|pair| mapping(pair)).collect::<Result<_, _>>()?;
    let into = arguments.into.as_deref().map(folder).transpose()?;
    Ok(Options {
        kind: arguments.kind,
        mapping,
        language,
        source: arguments.source.clone(),
        topics: arguments.topics.clone(),
        into,
        draft: arguments.draft,
        keep_boilerplate: arguments.keep_boilerplate,
        keep_duplicates: arguments.keep_duplicates,
        pictures: arguments.pictures,
        dry_run: arguments.dry_run,
        today: Some(PartialDate::day(jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date())),
    })
}

/// The fields that columns of a table can be mapped to.
const FIELDS: [&str; 13] = [
    "title", "text", "date", "lang", "source", "url", "authors", "topics", "summary", "place", "rights", "updated",
    "slug",
];

/// `title=headline`
fn mapping(pair: &str) -> Result<(String, String), String> {
    let fields = FIELDS.join(", ");
    match pair.split_once('=').map(|(field, column)| (field.trim(), column.trim())) {
        Some((field, column)) if FIELDS.contains(&field) && !column.is_empty() => {
            Ok((field.to_owned(), column.to_owned()))
        }
        Some((field, "")) => {
            Err(format!("--map {pair}: no column is named for `{field}`\n  help: write {field}=COLUMN"))
        }
        Some((field, _)) => {
            let near = nearest(field, FIELDS).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            Err(format!("--map {pair}: there is no field `{field}`\n  help: {near}the fields are {fields}"))
        }
        None => Err(format!(
            "--map {pair}: that is no mapping\n  help: write a field and a column, such as title=headline; the fields are {fields}"
        )),
    }
}

/// A folder below `content/articles`.
fn folder(name: &str) -> Result<String, String> {
    let path = name.replace('\\', "/");
    let path = path.trim_start_matches("./").trim_start_matches("content/articles").trim_matches('/');
    let is_safe = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(':');
    if path.split('/').all(is_safe) && !Path::new(name).is_absolute() {
        Ok(path.to_owned())
    } else {
        Err(format!(
            "--into {name}: that is no folder below content/articles\n  help: write a name such as 2023 or otan/2023"
        ))
    }
}

fn print_json(report: &Report) {
    if let Ok(json) = serde_json::to_string_pretty(report) {
        say!("{json}");
    }
}

fn print_report(report: &Report, arguments: &ImportArguments) {
    let dry_run = arguments.dry_run;
    let is_short = report.items.len() <= TOLD_ONE_BY_ONE;
    for item in &report.items {
        print_item(item, is_short);
    }
    if !is_short {
        print_sums(report);
    }
    let imported = report.paths().count();
    let verb = if dry_run { "would be imported" } else { "imported" };
    say!("{imported} {verb}, {} skipped as duplicates, {} failed", report.skipped(), report.failed());
    if report.passed_over() > 0 {
        say!("{} pages of web archives were passed over, since they are no articles", report.passed_over());
    }
    if dry_run {
        say!("Nothing was written.");
    } else if imported > 0 && !arguments.annotate {
        print_next(report, &arguments.root);
    }
}

fn print_item(item: &Item, with_notes: bool) {
    match &item.outcome {
        Outcome::Imported { path, title, date, lang, quotations, notes } if with_notes => {
            say!("{path}");
            let date = date.as_deref().unwrap_or("no date");
            say!("  {title} ({date}, {}) ← {}", lang.as_deref().unwrap_or("language unknown"), item.source);
            notes.iter().for_each(print_note);
            print_found(quotations);
        }
        Outcome::Imported { .. } => {}
        Outcome::PassedOver { reason } if with_notes => say!("passed over: {}: {reason}", item.source),
        Outcome::PassedOver { .. } => {}
        Outcome::Skipped { same_as, reason, .. } => {
            say!("skipped: {}: {reason} as {same_as}; `--keep-duplicates` imports it all the same", item.source);
        }
        Outcome::Failed(failure) => {
            say!("failed[{}]: {}: {}\n  help: {}", failure.code, item.source, failure.message, failure.remedy);
        }
    }
}

/// `4 quotations and 3 passages of indirect speech, by Jens Stoltenberg`
fn print_found(found: &[Found]) {
    let (indirect, direct): (Vec<_>, Vec<_>) =
        found.iter().partition::<Vec<&Found>, _>(|found| found.kind == QuotationKind::Indirect);
    let counts = [counted(direct.len(), "quotation"), counted(indirect.len(), "passage") + " of indirect speech"];
    let counts: Vec<String> = counts.into_iter().filter(|count| !count.starts_with("0 ")).collect();
    if counts.is_empty() {
        return;
    }
    let mut speakers: Vec<&str> = Vec::new();
    for found in found.iter().filter(|found| !found.speaker.is_empty()) {
        if !speakers.contains(&found.speaker.as_str()) {
            speakers.push(&found.speaker);
        }
    }
    let by = if speakers.is_empty() { String::new() } else { format!(", by {}", speakers.join(", ")) };
    say!("  found: {}{by}", counts.join(" and "));
}

fn print_note(note: &Note) {
    say!("  note: {}", note.message);
    for line in note.dropped.iter().flat_map(|words| words.lines()).take(LINES_SHOWN) {
        say!("    | {}", shortened(line));
    }
    let more = note.dropped.as_deref().map_or(0, |words| words.lines().count()).saturating_sub(LINES_SHOWN);
    if more > 0 {
        say!("    | … and {more} more; `--format json` shows all");
    }
}

/// Lines of dropped words that are shown.
const LINES_SHOWN: usize = 4;

/// A line as far as it fits.
fn shortened(line: &str) -> String {
    const WIDEST: usize = 100;
    match line.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}

/// How often each note was made, in place of the notes of thousands of articles.
fn print_sums(report: &Report) {
    let mut sums: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for item in &report.items {
        if let Outcome::Imported { notes, .. } = &item.outcome {
            for note in notes {
                sums.entry(note.code).or_insert((0, &note.message)).0 += 1;
            }
        }
    }
    for (code, (count, example)) in sums {
        say!("note[{code}]: {count} articles, for example: {example}");
    }
    say!("`--format json` prints every note on every article.");
}

fn print_next(report: &Report, root: &Path) {
    let mut paths = report.paths();
    let first = paths.next().unwrap_or_default();
    let what = if paths.next().is_none() { first } else { "content/articles" };
    let root = if root == Path::new(".") { String::new() } else { format!(" --root {}", root.display()) };
    say!("What next:");
    say!("  guillemet annotate {what}{root}   # proposes who said what");
    say!("  guillemet check{root}   # shows gaps, such as missing dates and sources");
}
