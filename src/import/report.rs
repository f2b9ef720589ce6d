//! What came of an import.

use serde::Serialize;

use super::duplicates::Duplicate;
use super::notes::{Failure, NO_ARTICLE, Note};
use crate::annotate;
use crate::attribution::known::KnownSpeakers;
use crate::model::{Article, QuotationKind};

/// What came of an import, in the order of the sources.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// One entry per article, or per source that gave none.
    pub items: Vec<Item>,
}

/// What came of an article.
#[derive(Debug, Serialize)]
pub struct Item {
    /// Where it came from.
    pub source: String,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What became of an article.
#[derive(Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "lowercase")]
pub enum Outcome {
    /// It is in the archive now.
    Imported {
        /// Its content file.
        path: String,
        /// Its title.
        title: String,
        /// Its date.
        date: Option<String>,
        /// Its language.
        lang: Option<String>,
        /// What somebody is quoted with in it, annotated or not yet.
        quotations: Vec<Found>,
        /// What somebody should know.
        notes: Vec<Note>,
    },
    /// It was in the archive already.
    Skipped {
        /// Its title.
        title: String,
        /// The content file that holds the same article.
        same_as: String,
        /// How that shows.
        reason: String,
    },
    /// It is no article.
    #[serde(rename = "passed over")]
    PassedOver {
        /// How that shows.
        reason: String,
    },
    /// It could not be imported.
    Failed(Failure),
}

/// A quotation that was found in an article, as `annotate` would propose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Whether it gives the very words.
    pub kind: QuotationKind,
    /// Its fragments.
    pub fragments: Vec<String>,
    /// Who said it, as the article names them; empty if it does not.
    pub speaker: String,
}

impl Found {
    /// What is found in an article without knowing the archive.
    pub fn in_article(article: &Article) -> Vec<Self> {
        /// From here on `annotate` shows its proposals.
        const LEAST: f32 = 0.5;
        let text = article.body.plain.as_str();
        let Some(language) = &article.language else { return Vec::new() };
        let proposals = annotate::propose(article, language, &KnownSpeakers::default()).into_iter();
        let found = |proposal: annotate::Proposal| Self {
            kind: proposal.kind,
            fragments: proposal.fragments.iter().map(|fragment| fragment.slice(text).to_owned()).collect(),
            speaker: proposal.name,
        };
        proposals.filter(|proposal| proposal.confidence >= LEAST).map(found).collect()
    }
}

impl Item {
    /// An article that is in the archive now.
    pub fn imported(source: &str, article: &Article, path: &str, quotations: Vec<Found>, notes: Vec<Note>) -> Self {
        let outcome = Outcome::Imported {
            path: path.to_owned(),
            title: article.title.clone(),
            date: article.date.map(|date| date.to_string()),
            lang: article.language.as_ref().map(ToString::to_string),
            quotations,
            notes,
        };
        Self { source: source.to_owned(), outcome }
    }

    /// An article that was in the archive already.
    pub fn skipped(source: &str, article: &Article, duplicate: Duplicate) -> Self {
        let (same_as, reason) = match duplicate {
            Duplicate::Address(path) => (path, "it has the same address".to_owned()),
            Duplicate::Text(path) => (path, "it has the same words".to_owned()),
            Duplicate::NearText(path, share) => (path, format!("about {share} % of its text is the same")),
        };
        Self { source: source.to_owned(), outcome: Outcome::Skipped { title: article.title.clone(), same_as, reason } }
    }

    /// A source that gave no article.
    pub fn failed(source: &str, failure: Failure) -> Self {
        let outcome = match failure.code {
            NO_ARTICLE => Outcome::PassedOver { reason: failure.message },
            _ => Outcome::Failed(failure),
        };
        Self { source: source.to_owned(), outcome }
    }
}

impl Report {
    /// The paths of the new content files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter_map(|item| match &item.outcome {
            Outcome::Imported { path, .. } => Some(path.as_str()),
            _ => None,
        })
    }

    /// How many were skipped as duplicates.
    pub fn skipped(&self) -> usize {
        self.items.iter().filter(|item| matches!(item.outcome, Outcome::Skipped { .. })).count()
    }

    /// How many were no articles.
    pub fn passed_over(&self) -> usize {
        self.items.iter().filter(|item| matches!(item.outcome, Outcome::PassedOver { .. })).count()
    }

    /// How many could not be imported.
    pub fn failed(&self) -> usize {
        self.items.iter().filter(|item| matches!(item.outcome, Outcome::Failed(_))).count()
    }
}
