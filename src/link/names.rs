//! Which speakers, topics and sources there are: those with files and those that are only named.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Documents;
use crate::archive::{Index, Source, SourceIndex, Speaker, SpeakerIndex, Table, Topic, TopicIndex};
use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::model::{
    Article, Localized, SourceId, SourceMention, SpeakerId, TopicFile, TopicId, slugify, words_of_slug,
};
use crate::parse::name_from_id;
use crate::read::ContentPath;
use crate::span::{File, Span};

/// The indices of all speakers, topics and sources by the names that articles use for them.
#[derive(Default)]
pub struct Names {
    speakers: BTreeMap<SpeakerId, (Option<usize>, String)>,
    topics: BTreeMap<TopicId, (Option<usize>, String)>,
    sources: BTreeMap<SourceId, (Option<usize>, String)>,
    speaker_index: FxHashMap<Box<str>, SpeakerIndex>,
    topic_index: FxHashMap<Box<str>, TopicIndex>,
    source_index: FxHashMap<Box<str>, SourceIndex>,
}

impl Names {
    /// Collects the names and reports those that have no file.
    pub fn collect(documents: &Documents, problems: &mut Vec<Diagnostic>) -> Self {
        let mut names = Self::default();
        names.collect_files(documents, problems);
        let speaker_aliases = names.speaker_aliases(documents);
        let topic_titles = names.topic_titles(documents);
        let source_names = names.source_names(documents);
        let others = OtherNames { speakers: speaker_aliases, topics: topic_titles, sources: source_names };
        names.collect_mentions(documents, &others, problems);
        names.number(others);
        names
    }

    fn collect_files(&mut self, documents: &Documents, problems: &mut Vec<Diagnostic>) {
        let taken = |path: &ContentPath, other: &ContentPath, address: String| {
            catalogue::address_taken(path, &address, other, Span::at(0))
        };
        for (number, file) in documents.speakers.iter().enumerate() {
            let entry = (Some(number), String::new());
            if let Some((Some(first), _)) = self.speakers.insert(file.id.clone(), entry)
                && let Some(first) = documents.speakers.get(first)
            {
                problems.push(taken(&file.path, &first.path, format!("/speakers/{}/", file.id)));
            }
        }
        for (number, file) in documents.topics.iter().enumerate() {
            let entry = (Some(number), String::new());
            if let Some((Some(first), _)) = self.topics.insert(file.id.clone(), entry)
                && let Some(first) = documents.topics.get(first)
            {
                problems.push(taken(&file.path, &first.path, format!("/topics/{}/", file.id)));
            }
        }
        for (number, file) in documents.sources.iter().enumerate() {
            let entry = (Some(number), file.name.clone());
            if let Some((Some(first), _)) = self.sources.insert(file.id.clone(), entry)
                && let Some(first) = documents.sources.get(first)
            {
                problems.push(taken(&file.path, &first.path, format!("/sources/{}/", file.id)));
            }
        }
    }

    /// Names and aliases that mean one speaker with a file and no other.
    fn speaker_aliases(&self, documents: &Documents) -> FxHashMap<Box<str>, SpeakerId> {
        let names = documents
            .speakers
            .iter()
            .flat_map(|file| file.aliases.iter().chain([&file.name]).map(|name| (name.as_str(), &file.id)));
        unambiguous(names, |name| self.speakers.contains_key(name))
    }

    /// Titles, in any language, that mean one topic with a file and no other.
    fn topic_titles(&self, documents: &Documents) -> FxHashMap<Box<str>, TopicId> {
        let titles = documents.topics.iter().flat_map(|file| {
            let others = file.title.by_language.iter().map(|(_, title)| title);
            others.chain([&file.title.default]).map(|title| (title.as_str(), &file.id))
        });
        unambiguous(titles, |title| self.topics.contains_key(title))
    }

    /// Names of publications whose file is called otherwise.
    fn source_names(&self, documents: &Documents) -> FxHashMap<Box<str>, SourceId> {
        let other_name = |file: &Arc<crate::model::SourceFile>| {
            let name = slugify(&file.name);
            (!self.sources.contains_key(name.as_str())).then(|| (name.into_boxed_str(), file.id.clone()))
        };
        documents.sources.iter().filter_map(other_name).collect()
    }

    /// Adds what is named and has no file. Which mentions that is, every article tells for itself, in parallel.
    fn collect_mentions(&mut self, documents: &Documents, others: &OtherNames, problems: &mut Vec<Diagnostic>) {
        let known = Known::of(self, others);
        let unknown: Vec<(&ContentPath, Mention<'_>)> =
            documents.articles.par_iter().flat_map_iter(|article| known.unknown_of_article(article)).collect();
        let unknown_parents = documents.topics.iter().filter_map(|file| known.unknown_parent(file));
        let unknown: Vec<_> = unknown.into_iter().chain(unknown_parents).collect();
        let mut suggestions = Suggestions::new(documents);
        for (path, mention) in unknown {
            self.add_mention(path, mention, &mut suggestions, problems);
        }
    }

    /// Adds a name that has no file; the first mention of it is reported.
    fn add_mention(
        &mut self,
        path: &ContentPath,
        mention: Mention<'_>,
        suggestions: &mut Suggestions<'_>,
        problems: &mut Vec<Diagnostic>,
    ) {
        match mention {
            Mention::Speaker(article, id, span) if !self.speakers.contains_key(id) => {
                let near = suggestions.speaker(id.as_str());
                problems.push(catalogue::speaker_without_file(path, id.as_str(), span, near));
                self.speakers.insert(id.clone(), (None, name_in(article, id)));
            }
            Mention::Topic(id, name, span) if !self.topics.contains_key(id) => {
                let near = suggestions.topic(id.as_str());
                problems.push(catalogue::topic_without_file(path, id.as_str(), span, near));
                // A name written with capitals or spaces is one to be shown; an identifier is made readable.
                let title = if name == id.as_str() { name_from_id(name) } else { name.to_owned() };
                self.topics.insert(id.clone(), (None, title));
            }
            Mention::Source(source) if !self.sources.contains_key(&source.id) => {
                self.sources.insert(source.id.clone(), (None, source.name.clone()));
            }
            Mention::Speaker(..) | Mention::Topic(..) | Mention::Source(_) => {}
        }
    }

    fn number(&mut self, others: OtherNames) {
        fn numbered<'a, I: Index>(ids: impl Iterator<Item = &'a str>) -> FxHashMap<Box<str>, I> {
            ids.enumerate().map(|(number, id)| (id.into(), I::new(number))).collect()
        }
        self.speaker_index = numbered(self.speakers.keys().map(SpeakerId::as_str));
        self.topic_index = numbered(self.topics.keys().map(TopicId::as_str));
        self.source_index = numbered(self.sources.keys().map(SourceId::as_str));
        for (alias, id) in others.speakers {
            if let Some(index) = self.speaker_index.get(id.as_str()).copied() {
                self.speaker_index.insert(alias, index);
            }
        }
        for (title, id) in others.topics {
            if let Some(index) = self.topic_index.get(id.as_str()).copied() {
                self.topic_index.insert(title, index);
            }
        }
        for (name, id) in others.sources {
            if let Some(index) = self.source_index.get(id.as_str()).copied() {
                self.source_index.insert(name, index);
            }
        }
    }

    /// The speaker that an identifier or alias means.
    pub fn speaker(&self, id: &SpeakerId) -> Option<SpeakerIndex> {
        self.speaker_index.get(id.as_str()).copied()
    }

    /// The topic that an identifier or a title means.
    pub fn topic(&self, id: &TopicId) -> Option<TopicIndex> {
        self.topic_index.get(id.as_str()).copied()
    }

    /// The source that an identifier or name means.
    pub fn source(&self, name: &str) -> Option<SourceIndex> {
        self.source_index.get(name).or_else(|| self.source_index.get(slugify(name).as_str())).copied()
    }

    /// The speakers, not yet with their quotations.
    pub fn speakers_table(&self, documents: &Documents) -> Table<SpeakerIndex, Speaker> {
        let row = |(id, (file, name)): (&SpeakerId, &(Option<usize>, String))| {
            let file = file.and_then(|number| documents.speakers.get(number)).cloned();
            Speaker {
                id: id.clone(),
                name: file.as_ref().map_or_else(|| name.clone(), |file| file.name.clone()),
                file,
                quotations: Vec::new(),
                articles: Vec::new(),
                targets: Box::default(),
            }
        };
        self.speakers.iter().map(row).collect::<Vec<_>>().into()
    }

    /// The topics, not yet with their tree and articles.
    pub fn topics_table(&self, documents: &Documents) -> Table<TopicIndex, Topic> {
        let row = |(id, (file, title)): (&TopicId, &(Option<usize>, String))| {
            let file = file.and_then(|number| documents.topics.get(number)).cloned();
            Topic {
                id: id.clone(),
                title: file.as_ref().map_or_else(|| Localized::plain(title.clone()), |file| file.title.clone()),
                file,
                parent: None,
                children: Vec::new(),
                quotations: Vec::new(),
                articles: Vec::new(),
                targets: Box::default(),
            }
        };
        self.topics.iter().map(row).collect::<Vec<_>>().into()
    }

    /// The sources, not yet with their articles.
    pub fn sources_table(&self, documents: &Documents) -> Table<SourceIndex, Source> {
        let row = |(id, (file, name)): (&SourceId, &(Option<usize>, String))| Source {
            id: id.clone(),
            name: if name == id.as_str() { name_from_id(name) } else { name.clone() },
            file: file.and_then(|number| documents.sources.get(number)).cloned(),
            articles: Vec::new(),
            relayed: Vec::new(),
            targets: Box::default(),
        };
        self.sources.iter().map(row).collect::<Vec<_>>().into()
    }
}

/// The name of a speaker without a file, as it is spelt in the first article that quotes the speaker.
fn name_in(article: &Article, id: &SpeakerId) -> String {
    let words = words_of_slug(article.body.plain.as_str(), id.as_str());
    words.map_or_else(|| name_from_id(id.as_str()), |words| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A name that an article or a topic uses.
enum Mention<'a> {
    Speaker(&'a Article, &'a SpeakerId, Span<File>),
    Topic(&'a TopicId, &'a str, Span<File>),
    Source(&'a SourceMention),
}

/// The names of what has a file.
struct Known<'a> {
    speakers: FxHashSet<&'a str>,
    topics: FxHashSet<&'a str>,
    sources: FxHashSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(names: &'a Names, others: &'a OtherNames) -> Self {
        fn all<'a, Id>(ids: impl Iterator<Item = &'a str>, others: &'a FxHashMap<Box<str>, Id>) -> FxHashSet<&'a str> {
            ids.chain(others.keys().map(AsRef::as_ref)).collect()
        }
        Self {
            speakers: all(names.speakers.keys().map(SpeakerId::as_str), &others.speakers),
            topics: all(names.topics.keys().map(TopicId::as_str), &others.topics),
            sources: all(names.sources.keys().map(SourceId::as_str), &others.sources),
        }
    }

    fn unknown_of_article<'b>(
        &self,
        article: &'b Article,
    ) -> impl Iterator<Item = (&'b ContentPath, Mention<'b>)> + use<'_, 'a, 'b> {
        let speakers = article.quotations.iter().flat_map(|quotation| quotation.attribution.speakers());
        let own_topics = article.topics.iter().map(|topic| (&topic.value.0, topic.value.1.as_str(), topic.span));
        let details = article.quotations.iter().filter_map(|quotation| quotation.details.as_deref());
        let topics_of_quotations =
            details.flat_map(|details| &details.topics).map(|topic| (&topic.value, topic.value.as_str(), topic.span));
        let speakers = speakers
            .filter(|speaker| !self.speakers.contains(speaker.value.as_str()))
            .map(|speaker| Mention::Speaker(article, &speaker.value, speaker.span));
        let topics = own_topics
            .chain(topics_of_quotations)
            .filter(|(id, ..)| !self.topics.contains(id.as_str()))
            .map(|(id, name, span)| Mention::Topic(id, name, span));
        let source = article.source.as_ref().map(|source| &source.value);
        let source = source.filter(|source| !self.sources.contains(source.id.as_str())).map(Mention::Source);
        speakers.chain(topics).chain(source).map(|mention| (&article.path, mention))
    }

    fn unknown_parent<'b>(&self, file: &'b TopicFile) -> Option<(&'b ContentPath, Mention<'b>)> {
        let parent = file.parent.as_ref().filter(|parent| !self.topics.contains(parent.value.as_str()))?;
        Some((&file.path, Mention::Topic(&parent.value, parent.value.as_str(), parent.span)))
    }
}

/// What speakers, topics and sources with files are called beside their identifiers.
struct OtherNames {
    speakers: FxHashMap<Box<str>, SpeakerId>,
    topics: FxHashMap<Box<str>, TopicId>,
    sources: FxHashMap<Box<str>, SourceId>,
}

/// The names that mean one thing and no other, written as identifiers; those that are identifiers of their own are
/// left out.
fn unambiguous<'a, Id: Clone + PartialEq + 'a>(
    names: impl Iterator<Item = (&'a str, &'a Id)>,
    is_identifier: impl Fn(&str) -> bool,
) -> FxHashMap<Box<str>, Id> {
    let mut meanings: BTreeMap<String, Option<&Id>> = BTreeMap::new();
    for (name, id) in names {
        let meaning = meanings.entry(slugify(name)).or_insert(Some(id));
        if meaning.is_some_and(|other| other != id) {
            *meaning = None;
        }
    }
    let usable = |(name, id): (String, Option<&Id>)| Some((name.into_boxed_str(), id?.clone()));
    meanings.into_iter().filter(|(name, _)| !is_identifier(name)).filter_map(usable).collect()
}

/// Finds near names for the first problems only: comparing every unknown name with every known one would be
/// quadratic in an archive without files.
struct Suggestions<'a> {
    documents: &'a Documents,
    left: usize,
}

impl<'a> Suggestions<'a> {
    const MOST: usize = 100;

    fn new(documents: &'a Documents) -> Self {
        Self { documents, left: Self::MOST }
    }

    fn speaker(&mut self, name: &str) -> Option<&'a str> {
        self.left = self.left.checked_sub(1)?;
        nearest(name, self.documents.speakers.iter().map(|file| file.id.as_str()))
    }

    fn topic(&mut self, name: &str) -> Option<&'a str> {
        self.left = self.left.checked_sub(1)?;
        nearest(name, self.documents.topics.iter().map(|file| file.id.as_str()))
    }
}
