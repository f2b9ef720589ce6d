//! Annotating in the browser: what a person asks for becomes an edit of the article's file.

mod answers;
mod files;
mod names;
mod proposals;
mod refusal;
mod routes;
mod wishes;

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use super::Preview;
use crate::archive::{ArticleIndex, LinkedArticle};
use crate::edit::{
    ArticleText, Choice, EditProblem, Said, Selector, Target, change, choices, continue_quotation, find, insert,
    insert_as, insert_further, remove,
};
use crate::plan::Page;
use crate::read::ContentPath;
use crate::span::{Plain, Span};
use answers::{Answers, annotation};
use proposals::{Proposed, proposals};
use refusal::Refusal;
pub use routes::{TOKEN, router};
use wishes::{Before, Existing, NewAnnotation, NewKind, Passage, Runs};

/// Where annotations are written: one at a time, each kept so that it can be undone.
pub struct Desk {
    root: PathBuf,
    /// Every write must bear it; it changes with every run of the program.
    token: String,
    done: Mutex<Vec<Done>>,
}

/// More edits than that are not kept.
const MOST_KEPT: usize = 200;

/// An edit that was made: what it did to each file.
struct Done {
    what: Made,
    files: Vec<FileEdit>,
}

/// A file before and after an edit; nothing stands for no file.
struct FileEdit {
    path: ContentPath,
    before: Option<Vec<u8>>,
    after: Option<Vec<u8>>,
}

/// What an edit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Made {
    /// A new annotation.
    Added,
    /// An annotation says something else.
    Changed,
    /// An annotation is gone.
    Removed,
    /// The last edit is undone.
    Undone,
}

impl Desk {
    /// A desk for the site folder at `root`.
    pub fn new(root: PathBuf, token: String) -> Self {
        Self { root, token, done: Mutex::default() }
    }

    /// What every write must bear.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// What the last edit was, if there is one to undo.
    pub fn last(&self) -> Option<Made> {
        self.lock().last().map(|done| done.what)
    }

    /// What the passage that a selector means can become.
    pub fn passage(&self, site: &Preview, page: &str, runs: &Runs) -> Result<Passage, Refusal> {
        let (_, row) = article(site, page)?;
        let file = self.read(&row.article.path)?;
        let plain = file.article().body.plain.as_str();
        let span = find(plain, &runs.selector)?;
        let choices = choices(&file, span)?;
        let further = further(&file, &runs.further)?;
        let mut words = choices.first().map_or(span, |choice| choice.words).slice(plain).to_owned();
        for run in &further {
            let choices = self::choices(&file, *run)?;
            words = format!("{words} … {}", choices.first().map_or(*run, |choice| choice.words).slice(plain));
        }
        Ok(Passage {
            hash: hash(file.text()),
            words,
            kinds: choices.iter().map(|choice| choice.kind).collect(),
            before: if further.is_empty() { before(site, &file, span) } else { None },
            said: Answers::default(),
        })
    }

    /// What the article on a page still wants annotated.
    pub fn proposals(&self, site: &Preview, page: &str) -> Result<Vec<Proposed>, Refusal> {
        let (_, row) = article(site, page)?;
        let file = self.read(&row.article.path)?;
        if *file.article() == row.article { Ok(proposals(site, &file)) } else { Err(Refusal::Changed) }
    }

    /// What an annotation says.
    pub fn existing(&self, site: &Preview, page: &str, existing: &Existing) -> Result<Passage, Refusal> {
        let (file, target) = self.existing_file(site, page, existing)?;
        let article = file.article();
        let plain = article.body.plain.as_str();
        let (words, kinds, said) = match target {
            Target::Quotation(index) => {
                let quotation = article.quotations.get(index).ok_or(EditProblem::NoSuchAnnotation)?;
                let words: Vec<&str> = quotation.fragments.iter().map(|fragment| fragment.words.slice(plain)).collect();
                (words.join(" … "), vec![quotation.kind], Answers::of(site, Said::of(quotation)))
            }
            Target::Note(index) => {
                let note = article.notes.get(index).ok_or(EditProblem::NoSuchAnnotation)?;
                let said = Answers { note: note.text.clone(), ..Answers::default() };
                (note.plain.slice(plain).to_owned(), Vec::new(), said)
            }
        };
        Ok(Passage { hash: hash(file.text()), words, kinds, before: None, said })
    }

    /// Writes a new annotation.
    pub fn add(&self, site: &Preview, page: &str, new: NewAnnotation) -> Result<Made, Refusal> {
        let (_, row) = article(site, page)?;
        let mut done = self.lock();
        let file = self.read_seen(&row.article.path, &new.hash)?;
        let span = find(file.article().body.plain.as_str(), &new.runs.selector)?;
        let (edited, new_files) = match (new.kind, new.kind.of_quotation()) {
            (NewKind::Continuation, _) => (continue_quotation(&file, span)?.0, Vec::new()),
            (_, None) => (insert(&file, span, &new.said.as_note()?)?, Vec::new()),
            (_, Some(kind)) => {
                let (annotation, new_files) = annotation(site, &new.said, Said::default())?;
                let is_wanted = |choice: &Choice| choice.kind == kind;
                let choice = choices(&file, span)?.into_iter().find(is_wanted).ok_or(Refusal::OtherKind)?;
                let annotated = insert_as(&file, &choice, &annotation)?;
                (insert_further(&file, annotated, &further(&file, &new.runs.further)?)?, new_files)
            }
        };
        self.write(&mut done, Made::Added, &file, &edited, new_files)
    }

    /// Writes what an annotation is to say from now on.
    pub fn change(
        &self,
        site: &Preview,
        page: &str,
        existing: &Existing,
        seen: &str,
        said: &Answers,
    ) -> Result<Made, Refusal> {
        let mut done = self.lock();
        let (file, target) = self.existing_file(site, page, existing)?;
        is_seen(&file, seen)?;
        let (annotation, new_files) = match target {
            Target::Quotation(index) => {
                let before = file.article().quotations.get(index).map(Said::of).unwrap_or_default();
                annotation(site, said, before)?
            }
            Target::Note(_) => (said.as_note()?, Vec::new()),
        };
        let edited = change(&file, target, &annotation)?;
        self.write(&mut done, Made::Changed, &file, &edited, new_files)
    }

    /// Takes an annotation away.
    pub fn remove(&self, site: &Preview, page: &str, existing: &Existing, seen: &str) -> Result<Made, Refusal> {
        let mut done = self.lock();
        let (file, target) = self.existing_file(site, page, existing)?;
        is_seen(&file, seen)?;
        let edited = remove(&file, target)?;
        self.write(&mut done, Made::Removed, &file, &edited, Vec::new())
    }

    /// Undoes the last edit, if its files are as it left them.
    pub fn undo(&self) -> Result<Made, Refusal> {
        let mut done = self.lock();
        let last = done.last().ok_or(Refusal::NothingToUndo)?;
        for file in &last.files {
            if files::read(&self.root, &file.path)? != file.after {
                return Err(Refusal::Changed);
            }
        }
        for file in last.files.iter().rev() {
            files::replace(&self.root, &file.path, file.after.as_deref(), file.before.as_deref())?;
        }
        done.pop();
        Ok(Made::Undone)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Done>> {
        // The list is whole after every step, so a thread that went down with it leaves it usable.
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, path: &ContentPath) -> Result<ArticleText, Refusal> {
        let bytes = files::read(&self.root, path)?.ok_or(Refusal::Changed)?;
        let text = String::from_utf8(bytes).map_err(|_| EditProblem::NotAnArticle)?;
        Ok(ArticleText::read(path, text)?)
    }

    fn read_seen(&self, path: &ContentPath, seen: &str) -> Result<ArticleText, Refusal> {
        let file = self.read(path)?;
        is_seen(&file, seen)?;
        Ok(file)
    }

    /// The file of an annotation that the page shows, and the annotation in it. The page must be up to date.
    fn existing_file(&self, site: &Preview, page: &str, existing: &Existing) -> Result<(ArticleText, Target), Refusal> {
        let (index, row) = article(site, page)?;
        let file = self.read(&row.article.path)?;
        if *file.article() != row.article {
            return Err(Refusal::Changed);
        }
        let archive = site.archive();
        let target = match existing {
            Existing::Quotation(id) => {
                let quotation = archive.quotations_of(index).find(|it| archive.quotations[*it].id.as_str() == id);
                let quotation = quotation.ok_or(EditProblem::NoSuchAnnotation)?;
                Target::Quotation(archive.quotations[quotation].number as usize)
            }
            Existing::Note(number) => Target::Note(number.checked_sub(1).ok_or(EditProblem::NoSuchAnnotation)?),
        };
        Ok((file, target))
    }

    /// Writes the article and the files of names that are new, or nothing.
    fn write(
        &self,
        done: &mut Vec<Done>,
        what: Made,
        before: &ArticleText,
        after: &ArticleText,
        new_files: Vec<FileEdit>,
    ) -> Result<Made, Refusal> {
        let article = FileEdit {
            path: before.article().path.clone(),
            before: Some(before.text().as_bytes().to_vec()),
            after: Some(after.text().as_bytes().to_vec()),
        };
        let mut files = Vec::new();
        for file in new_files.into_iter().chain([article]) {
            match files::replace(&self.root, &file.path, file.before.as_deref(), file.after.as_deref()) {
                Ok(()) => files.push(file),
                Err(problem) => {
                    for file in files.iter().rev() {
                        files::replace(&self.root, &file.path, file.after.as_deref(), file.before.as_deref())?;
                    }
                    return Err(problem.into());
                }
            }
        }
        if done.len() == MOST_KEPT {
            done.remove(0);
        }
        done.push(Done { what, files });
        Ok(what)
    }
}

/// The article that a page shows.
fn article<'a>(site: &'a Preview, page: &str) -> Result<(ArticleIndex, &'a LinkedArticle), Refusal> {
    let address = page.strip_prefix(site.base_path()).ok_or(Refusal::NoArticle)?;
    match site.page(address) {
        Some(Page::Article(index)) => Ok((index, &site.archive().articles[index])),
        _ => Err(Refusal::NoArticle),
    }
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

fn is_seen(file: &ArticleText, seen: &str) -> Result<(), Refusal> {
    if hash(file.text()) == seen { Ok(()) } else { Err(Refusal::Changed) }
}

/// The further runs of a passage.
fn further(file: &ArticleText, selectors: &[Selector]) -> Result<Vec<Span<Plain>>, EditProblem> {
    selectors.iter().map(|selector| find(file.article().body.plain.as_str(), selector)).collect()
}

/// The quotation that a passage can go on with.
fn before(site: &Preview, file: &ArticleText, passage: Span<Plain>) -> Option<Before> {
    let (_, index) = continue_quotation(file, passage).ok()?;
    let quotation = file.article().quotations.get(index)?;
    let words = quotation.words(file.article().body.plain.as_str()).into_owned();
    Some(Before { words, speakers: Answers::of(site, Said::of(quotation)).speakers })
}
