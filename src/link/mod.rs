//! Links the documents to one archive, in one pass over identifiers: pure, and run whole every time.

mod addresses;
mod names;
mod pictures;
mod quotation_ids;
mod rows;
mod site_map;
mod targets;
mod topics;
mod translations;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::archive::Archive;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{Article, FreePage, SourceFile, SpeakerFile, TopicFile};
use crate::parse::Document;

/// What is linked beside the documents.
#[derive(Debug, Clone, Copy)]
pub struct LinkOptions<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// Include articles and pages marked as drafts.
    pub drafts: bool,
    /// The files copied from `static/`, relative to the site, to which content may link.
    pub statics: &'a BTreeSet<String>,
}

/// Links the documents, given in any order, to an archive.
///
/// Whatever is wrong becomes a diagnostic; the archive is whole all the same.
pub fn link(documents: Vec<Document>, options: LinkOptions<'_>) -> (Archive, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let documents = Documents::sorted(documents, options.drafts);
    let names = names::Names::collect(&documents, &mut problems);
    let mut archive = Archive {
        speakers: names.speakers_table(&documents),
        topics: names.topics_table(&documents),
        sources: names.sources_table(&documents),
        ..Archive::default()
    };
    topics::link_tree(&mut archive, &names, &mut problems);
    rows::add_articles(&mut archive, &names, documents.articles, &mut problems);
    rows::add_pages(&mut archive, documents.pages);
    rows::add_lists(&mut archive);
    translations::link(&mut archive, &mut problems);
    addresses::check(&mut archive, options.config.pages.quotations, &mut problems);
    targets::resolve(&mut archive, options.statics, &mut problems);
    pictures::check(&archive, options.statics, &mut problems);
    (archive, problems)
}

/// The documents by kind.
#[derive(Default)]
struct Documents {
    /// Newest first, those without a date last, then by path.
    articles: Vec<Arc<Article>>,
    speakers: Vec<Arc<SpeakerFile>>,
    topics: Vec<Arc<TopicFile>>,
    sources: Vec<Arc<SourceFile>>,
    pages: Vec<Arc<FreePage>>,
}

impl Documents {
    fn sorted(documents: Vec<Document>, drafts: bool) -> Self {
        let mut sorted = Self::default();
        for document in documents {
            match document {
                Document::Article(article) if article.draft && !drafts => {}
                Document::Page(page) if page.draft && !drafts => {}
                Document::Article(article) => sorted.articles.push(article),
                Document::Speaker(speaker) => sorted.speakers.push(speaker),
                Document::Topic(topic) => sorted.topics.push(topic),
                Document::Source(source) => sorted.sources.push(source),
                Document::Page(page) => sorted.pages.push(page),
            }
        }
        // By path they mostly come already. A vague date sorts before the days that it can mean, so newest first puts
        // it after them.
        sorted.articles.par_sort_by(|a, b| a.path.cmp(&b.path));
        sorted.articles.par_sort_by_cached_key(|article| Reverse(article.date));
        sorted.speakers.sort_by(|a, b| a.path.cmp(&b.path));
        sorted.topics.sort_by(|a, b| a.path.cmp(&b.path));
        sorted.sources.sort_by(|a, b| a.path.cmp(&b.path));
        sorted.pages.sort_by(|a, b| a.path.cmp(&b.path));
        sorted
    }
}
