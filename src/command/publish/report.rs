//! What `publish` says: to people line by line as it goes, to other programs one JSON object at the end.

use serde::Serialize;
use serde_json::Value;

use crate::command::arguments::Format;
use crate::command::say::say;
use crate::publish::Change;

/// What becomes of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The site is live.
    Published,
    /// The publication before is live again.
    Returned,
    /// The site was live already.
    Unchanged,
    /// It was a dry run.
    DryRun,
    /// Nothing was published, or not all.
    Failed,
}

/// A run, as it is told.
#[derive(Debug, Serialize)]
pub struct Report {
    #[serde(skip)]
    format: Format,
    outcome: Outcome,
    target: Option<String>,
    place: Option<String>,
    address: Option<String>,
    publication: Option<String>,
    added: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
    bytes: u64,
    problems: Vec<Value>,
}

/// A problem that has no place in a file.
#[derive(Serialize)]
struct Problem<'a> {
    severity: &'static str,
    code: &'a str,
    message: &'a str,
    remedy: &'a str,
}

impl Report {
    /// Nothing has happened yet.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            outcome: Outcome::Failed,
            target: None,
            place: None,
            address: None,
            publication: None,
            added: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            bytes: 0,
            problems: Vec::new(),
        }
    }

    /// Whether people read along.
    pub fn is_human(&self) -> bool {
        self.format == Format::Human
    }

    /// Tells people something.
    pub fn tell(&self, words: &str) {
        if self.is_human() {
            say!("{words}");
        }
    }

    /// Where the site goes.
    pub fn begin(&mut self, target: &str, place: &str, address: Option<&str>) {
        self.target = Some(target.to_owned());
        self.place = Some(place.to_owned());
        self.address = address.map(str::to_owned);
    }

    /// What is sent and removed.
    pub fn set_change(&mut self, change: &Change) {
        self.added.clone_from(&change.added);
        self.changed.clone_from(&change.changed);
        self.removed.clone_from(&change.removed);
        self.bytes = change.bytes;
    }

    /// What became of it.
    pub fn end(&mut self, outcome: Outcome, publication: Option<&str>) {
        self.outcome = outcome;
        self.publication = publication.map(str::to_owned);
    }

    /// Something that kept the site from being published.
    pub fn problem(&mut self, code: &str, message: &str, remedy: &str) {
        if self.is_human() {
            eprintln!("error[{code}]: {message}\n  help: {remedy}");
        } else {
            let problem = Problem { severity: "error", code, message, remedy };
            self.problems.extend(serde_json::to_value(problem));
        }
    }

    /// Problems that were told in their own form: a JSON array.
    pub fn problems(&mut self, json: &[u8]) {
        if let Ok(Value::Array(problems)) = serde_json::from_slice(json) {
            self.problems.extend(problems);
        }
    }

    /// Prints it for other programs.
    pub fn print(&self) {
        if !self.is_human()
            && let Ok(json) = serde_json::to_string_pretty(self)
        {
            say!("{json}");
        }
    }
}
