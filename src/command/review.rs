//! `guillemet annotate --review`: one proposal after the other, in the terminal.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

use console::{Key, Style, Term};

use super::annotate::{Proposed, open, save, speaker};
use super::say::say;
use crate::annotate::{Proposal, write};
use crate::archive::Archive;
use crate::diagnostic::nearest;
use crate::edit::ArticleText;
use crate::model::{Article, SpeakerId};

/// What the reviewer decides.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Accept,
    Change,
    Skip,
    Undo,
    Quit,
}

/// Runs the review.
pub fn run(proposed: &[Proposed], archive: &Archive, root: &Path) -> ExitCode {
    let total: usize = proposed.iter().map(|it| it.proposals.len()).sum();
    let mut reviewer = Reviewer { keys: Term::stdout(), is_terminal: console::user_attended(), total };
    let mut place = 0;
    let mut accepted = 0;
    for Proposed { article, proposals, .. } in proposed {
        let mut file = match open(article, root) {
            Ok(file) => file,
            Err(error) => {
                eprintln!("error: {}: {error}", article.path);
                continue;
            }
        };
        let first = place;
        // The file before each decision, so that decisions can be taken back.
        let mut history: Vec<ArticleText> = Vec::new();
        let mut saved = file.text().to_owned();
        // Each decision is in the file before the next question, so that none is lost whatever ends the program.
        let mut keep = |file: &ArticleText| {
            if file.text() != saved {
                save(file, root)?;
                saved = file.text().to_owned();
            }
            io::Result::Ok(())
        };
        let mut quits = false;
        let mut kept = Ok(());
        while let Some(proposal) = proposals.get(place - first) {
            kept = keep(&file);
            if kept.is_err() {
                break;
            }
            let mut proposal = proposal.clone();
            reviewer.show(article, &proposal, place + 1);
            match reviewer.answer() {
                Answer::Accept => {}
                Answer::Change => match reviewer.other_speaker(archive) {
                    Some((id, name)) => {
                        proposal.is_known = archive.speakers.iter().any(|row| Some(&row.id) == id.as_ref());
                        proposal.speaker = id;
                        proposal.name = name;
                    }
                    None => continue,
                },
                Answer::Skip => {
                    history.push(file.clone());
                    place += 1;
                    continue;
                }
                Answer::Undo => {
                    match history.pop() {
                        Some(before) => {
                            accepted -= usize::from(before.text() != file.text());
                            file = before;
                            place -= 1;
                        }
                        None => say!("Nothing to take back in this article."),
                    }
                    continue;
                }
                Answer::Quit => {
                    quits = true;
                    break;
                }
            }
            history.push(file.clone());
            match write(&file, &proposal) {
                Ok(changed) => {
                    file = changed;
                    accepted += 1;
                    say!("  → {}", speaker(&proposal));
                }
                Err(problem) => say!("  Not written: {problem}"),
            }
            place += 1;
        }
        if let Err(error) = kept.and_then(|()| keep(&file)) {
            eprintln!("error: {} cannot be written: {error}", article.path);
            return ExitCode::FAILURE;
        }
        if quits {
            break;
        }
    }
    say!("{accepted} annotations written; {place} of {total} proposals seen");
    ExitCode::SUCCESS
}

struct Reviewer {
    keys: Term,
    is_terminal: bool,
    total: usize,
}

impl Reviewer {
    /// Shows a passage in its context.
    fn show(&self, article: &Article, proposal: &Proposal, number: usize) {
        let bold = Style::new().bold();
        let passage = Style::new().reverse();
        let percent = proposal.confidence * 100.0;
        say!();
        say!("{}", bold.apply_to(format!("{number}/{}  {}  {percent:.0} %", self.total, article.path)));
        say!("{}", context(article, proposal, |words| passage.apply_to(words).to_string()));
        say!("  {}: {}", proposal.kind.as_str(), bold.apply_to(speaker(proposal)));
    }

    /// Asks for a decision. The end of the input is a decision to quit.
    fn answer(&mut self) -> Answer {
        loop {
            print!("  [y] accept  [c] change speaker  [n] skip  [u] undo  [q] quit and save: ");
            let _ = io::stdout().flush();
            let Some(key) = self.key() else { return Answer::Quit };
            say!();
            match key {
                'y' | 'o' | '\n' => return Answer::Accept,
                'c' => return Answer::Change,
                'n' | 's' => return Answer::Skip,
                'u' => return Answer::Undo,
                'q' => return Answer::Quit,
                _ => say!("  That key has no meaning here."),
            }
        }
    }

    fn key(&self) -> Option<char> {
        if !self.is_terminal {
            return line().map(|line| line.chars().next().unwrap_or('\n'));
        }
        // Raw, so that Ctrl+C too ends with what was decided saved.
        match self.keys.read_key_raw().ok()? {
            Key::Char(letter) => Some(letter.to_ascii_lowercase()),
            Key::Enter => Some('\n'),
            Key::Escape | Key::CtrlC => None,
            _ => Some(' '),
        }
    }

    /// Asks who said it instead; nothing when the reviewer thinks better of it.
    fn other_speaker(&self, archive: &Archive) -> Option<(Option<SpeakerId>, String)> {
        print!("  Who said it (name or id, ? for unknown, empty to go back): ");
        let _ = io::stdout().flush();
        let line = line()?;
        let name = line.trim().trim_start_matches('@');
        if name.is_empty() {
            return None;
        }
        if name == "?" {
            return Some((None, String::new()));
        }
        let id = SpeakerId::from_name(name).ok()?;
        if let Some(known) = archive.speakers.iter().find(|row| row.id == id || row.name == name) {
            return Some((Some(known.id.clone()), known.name.clone()));
        }
        if let Some(near) = nearest(id.as_str(), archive.speakers.iter().map(|row| row.id.as_str())) {
            say!("  The archive does not know {id} yet. It knows {near}.");
        }
        Some((Some(id), name.to_owned()))
    }
}

fn line() -> Option<String> {
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim_end_matches(['\r', '\n']).to_owned()),
    }
}

/// The passage with what stands around it, its fragments marked.
fn context(article: &Article, proposal: &Proposal, mark: impl Fn(&str) -> String) -> String {
    const AROUND: usize = 160;
    let parts = proposal.in_context(article.body.plain.as_str(), AROUND).into_iter();
    let shown: String =
        parts.map(|(is_passage, words)| if is_passage { mark(words) } else { words.to_owned() }).collect();
    shown.replace("\n\n", "\n")
}
