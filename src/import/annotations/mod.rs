//! Brings annotations of others into the articles: W3C Web Annotations, Hypothesis's among them, and our own.
//!
//! [`read()`] (a list of [`Incoming`]) → [`Articles::find`] (which article) → [`passage`] (where in its words) →
//! [`crate::edit`] (the changed text). Nothing here touches the disk.

mod articles;
mod passage;
mod read;

use std::collections::BTreeMap;

pub use articles::Articles;
pub use passage::passage;
pub use read::{Incoming, Quote, read};

use crate::archive::{Archive, ArticleIndex};
use crate::config::Config;
use crate::edit::{Annotation, ArticleText, EditProblem, Said, insert};
use crate::model::{Article, SpeakerId};
use crate::read::ContentPath;
use crate::span::{Plain, Span};

/// What became of an annotation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// It stands in an article now.
    Placed {
        /// The article's file.
        path: String,
        /// The braces that say it.
        annotation: String,
    },
    /// It stood there already.
    Known {
        /// The article's file.
        path: String,
    },
    /// It could not be placed.
    Orphan {
        /// Why.
        reason: String,
    },
}

/// An annotation by its name and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Placed {
    /// Its identifier, or its number in the file.
    pub name: String,
    /// The words that it is about, the first of them.
    pub words: String,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What a file of annotations comes to.
#[derive(Debug, Default)]
pub struct Result {
    /// The articles that change, by path, as they then are.
    pub changed: BTreeMap<ContentPath, ArticleText>,
    /// Every annotation of the file, in order.
    pub placed: Vec<Placed>,
}

/// Puts annotations into the articles of an archive; `text` gives the text of an article's file.
pub fn place(
    incoming: Vec<Incoming>,
    archive: &Archive,
    config: &Config,
    text: impl Fn(&ContentPath) -> Option<String>,
) -> Result {
    let articles = Articles::of(archive, config);
    let mut result = Result::default();
    for annotation in incoming {
        let outcome = match articles.find(&annotation.addresses) {
            None if annotation.addresses.is_empty() => orphan("it does not say which page it is about"),
            None => {
                let mut addresses = annotation.addresses.clone();
                addresses.sort();
                addresses.dedup();
                orphan(&format!("no article comes from {}", addresses.join(" or ")))
            }
            Some(index) => place_one(&annotation, index, archive, &text, &mut result.changed),
        };
        let words = annotation.quotes.first().map(|quote| quote.exact.chars().take(60).collect()).unwrap_or_default();
        result.placed.push(Placed { name: annotation.name, words, outcome });
    }
    result
}

fn orphan(reason: &str) -> Outcome {
    Outcome::Orphan { reason: reason.to_owned() }
}

fn place_one(
    incoming: &Incoming,
    index: ArticleIndex,
    archive: &Archive,
    text: &impl Fn(&ContentPath) -> Option<String>,
    changed: &mut BTreeMap<ContentPath, ArticleText>,
) -> Outcome {
    let row = &archive.articles[index];
    let path = &row.article.path;
    let file = match changed.get(path) {
        Some(file) => Ok(file.clone()),
        None => text(path).ok_or(EditProblem::NotAnArticle).and_then(|text| ArticleText::read(path, text)),
    };
    let annotated = file.and_then(|file| {
        let annotation = annotation(incoming, archive, &row.article)
            .ok_or_else(|| EditProblem::Refused("it says nothing: neither a speaker nor a comment".to_owned()))?;
        let spans = passages(incoming, file.article())?;
        if is_known(&annotation, &spans, file.article()) {
            return Ok(None);
        }
        let mut annotated = file;
        let mut next = &annotation;
        for span in spans {
            annotated = insert(&annotated, span, next)?;
            next = &Annotation::Continuation;
        }
        Ok(Some((annotated, annotation)))
    });
    let path = path.as_str().to_owned();
    match annotated {
        Ok(None) => Outcome::Known { path },
        Ok(Some((file, annotation))) => {
            changed.insert(row.article.path.clone(), file);
            Outcome::Placed { path, annotation: annotation.to_string() }
        }
        Err(problem) => Outcome::Orphan { reason: format!("{path}: {problem}") },
    }
}

/// The passages of an annotation, in the order of the text.
fn passages(incoming: &Incoming, article: &Article) -> std::result::Result<Vec<Span<Plain>>, EditProblem> {
    if incoming.quotes.is_empty() {
        return Err(EditProblem::NothingSelected);
    }
    let text = article.body.plain.as_str();
    let mut spans =
        incoming.quotes.iter().map(|quote| passage(text, quote)).collect::<std::result::Result<Vec<_>, _>>()?;
    spans.sort();
    Ok(spans)
}

/// What an annotation is to say here: a quotation when a speaker is named, else a note.
fn annotation(incoming: &Incoming, archive: &Archive, article: &Article) -> Option<Annotation> {
    if !incoming.is_quotation && incoming.speakers.is_empty() {
        return incoming.comment.clone().map(Annotation::Note);
    }
    let speakers = incoming.speakers.iter().filter_map(|name| speaker(archive, name)).collect();
    let own = |topic: &crate::model::TopicId| !article.topics.iter().any(|known| known.value.0 == *topic);
    let topics = incoming.topics.iter().filter_map(|name| crate::model::TopicId::from_name(name).ok());
    Some(Annotation::Quotation(Said {
        speakers,
        topics: topics.filter(own).collect(),
        translations: incoming.translations.clone(),
        note: incoming.comment.clone(),
        original: incoming.original.clone(),
        ..Said::default()
    }))
}

/// The speaker who is called so: by identifier, name or other name.
fn speaker(archive: &Archive, name: &str) -> Option<SpeakerId> {
    let id = SpeakerId::from_name(name).ok()?;
    if archive.speaker_by_id(id.as_str()).is_some() {
        return Some(id);
    }
    let is_called = |other: &String| SpeakerId::from_name(other).is_ok_and(|other| other == id);
    let known = archive.speakers.iter().find(|speaker| {
        let aliases = speaker.file.iter().flat_map(|file| &file.aliases);
        is_called(&speaker.name) || aliases.into_iter().any(is_called)
    });
    Some(known.map_or(id, |speaker| speaker.id.clone()))
}

/// Whether the article says so already.
fn is_known(annotation: &Annotation, spans: &[Span<Plain>], article: &Article) -> bool {
    let Some(first) = spans.first() else { return false };
    match annotation {
        Annotation::Note(text) => {
            let same = |note: &crate::model::Note| note.plain == *first && note.text.trim() == text.trim();
            article.notes.iter().any(same)
        }
        Annotation::Quotation(said) => article.quotations.iter().any(|quotation| {
            let speakers = quotation.attribution.speakers();
            let covers =
                quotation.fragments.first().is_some_and(|it| it.plain.contains(*first) && first.contains(it.words));
            covers && speakers.iter().map(|speaker| &speaker.value).eq(&said.speakers)
        }),
        Annotation::Continuation => false,
    }
}
