//! Finds speakers, topics and sources by what a person types.

use serde::{Deserialize, Serialize};

use crate::archive::{Archive, Speaker, Topic};
use crate::locale::Locale;
use crate::model::{SpeakerId, TopicId, slugify};

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// A speaker, by name, alias or identifier.
    Speakers,
    /// A topic.
    Topics,
    /// A source, as the medium of a quotation.
    Via,
}

/// A name that fits.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The name.
    pub name: String,
    /// What tells it from others: other names, or the last office.
    pub hint: String,
}

/// As many are offered at once.
const MOST: usize = 12;

/// The names that fit a text best: each word of it begins a word of the name or of one of its other names; those
/// quoted most come first. An empty text fits all.
pub fn search(archive: &Archive, locale: &Locale, kind: NameKind, text: &str) -> Vec<Found> {
    let wanted = slugify(text);
    let fits = |names: &[&str]| {
        let known: Vec<String> = names.iter().map(|name| slugify(name)).collect();
        let begins = |word: &str| known.iter().flat_map(|name| name.split('-')).any(|part| part.starts_with(word));
        wanted.split('-').all(begins)
    };
    let mut ranked: Vec<(usize, Found)> = match kind {
        NameKind::Speakers => archive
            .speakers
            .iter()
            .filter(|speaker| fits(&names_of(speaker)))
            .map(|speaker| {
                let file = speaker.file.as_deref();
                let office = file
                    .and_then(|file| file.roles.last())
                    .map(|role| role.title.in_language(locale.language()).to_owned());
                let aliases = file.map(|file| file.aliases.join(", ")).filter(|aliases| !aliases.is_empty());
                let hint: Vec<String> = office.into_iter().chain(aliases).collect();
                (speaker.quotations.len(), Found { name: speaker.name.clone(), hint: hint.join(" · ") })
            })
            .collect(),
        NameKind::Topics => archive
            .topics
            .iter()
            .map(|topic| (topic, topic.title.in_language(locale.language())))
            .filter(|(topic, title)| fits(&[title, topic.id.as_str()]))
            .map(|(topic, title)| (topic.quotations.len(), Found { name: title.to_owned(), hint: String::new() }))
            .collect(),
        NameKind::Via => archive
            .sources
            .iter()
            .filter(|source| fits(&[&source.name, source.id.as_str()]))
            .map(|source| (source.articles.len(), Found { name: source.name.clone(), hint: String::new() }))
            .collect(),
    };
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    ranked.into_iter().take(MOST).map(|(_, found)| found).collect()
}

fn names_of(speaker: &Speaker) -> Vec<&str> {
    let aliases = speaker.file.iter().flat_map(|file| &file.aliases).map(String::as_str);
    [speaker.name.as_str(), speaker.id.as_str()].into_iter().chain(aliases).collect()
}

/// A name that a person typed, as an identifier.
#[derive(Debug, PartialEq, Eq)]
pub struct Named<Id> {
    /// The identifier.
    pub id: Id,
    /// The name as it was typed, if the archive does not know it yet.
    pub new_name: Option<String>,
}

/// The speaker that a person means; nothing when the name has no letter in it.
pub fn speaker(archive: &Archive, name: &str) -> Option<Named<SpeakerId>> {
    let typed = name.trim().trim_start_matches('@');
    let id = SpeakerId::from_name(typed).ok()?;
    let by_id = archive.speakers.iter().find(|speaker| speaker.id == id);
    let by_name =
        || archive.speakers.iter().find(|speaker| names_of(speaker).into_iter().any(|it| slugify(it) == id.as_str()));
    Some(match by_id.or_else(by_name) {
        Some(known) => Named { id: known.id.clone(), new_name: None },
        None => Named { id, new_name: Some(typed.to_owned()) },
    })
}

/// The topic that a person means; nothing when the name has no letter in it.
pub fn topic(archive: &Archive, locale: &Locale, name: &str) -> Option<Named<TopicId>> {
    let typed = name.trim();
    let id = TopicId::from_name(typed).ok()?;
    let is_meant =
        |topic: &&Topic| topic.id == id || slugify(topic.title.in_language(locale.language())) == id.as_str();
    Some(match archive.topics.iter().find(is_meant) {
        Some(known) => Named { id: known.id.clone(), new_name: None },
        None => Named { id, new_name: Some(typed.to_owned()) },
    })
}
