//! What a person says of a passage, in names that people know.

use serde::{Deserialize, Serialize};

use super::names::{self, Named};
use super::{FileEdit, Refusal};
use crate::edit::{Annotation, Said};
use crate::read::ContentPath;
use crate::serve::Preview;

/// What a person says of a passage.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// Names of those who said it.
    pub speakers: Vec<String>,
    /// Nobody knows who said it.
    pub unknown: bool,
    /// Names of topics.
    pub topics: Vec<String>,
    /// The medium.
    pub via: String,
    /// An editor's comment.
    pub note: String,
}

impl Answers {
    /// What a quotation says.
    pub fn of(site: &Preview, said: Said) -> Self {
        let archive = site.archive();
        let speaker =
            |id| archive.speakers.iter().find(|it| it.id == id).map_or_else(|| id.to_string(), |it| it.name.clone());
        let title = |id| {
            let topic = archive.topics.iter().find(|it| it.id == id);
            topic.map_or_else(|| id.to_string(), |it| it.title.in_language(site.locale().language()).to_owned())
        };
        Self {
            unknown: said.speakers.is_empty(),
            speakers: said.speakers.into_iter().map(speaker).collect(),
            topics: said.topics.into_iter().map(title).collect(),
            via: said.via.unwrap_or_default(),
            note: said.note.unwrap_or_default(),
        }
    }

    /// The editor's note that is to be written.
    pub fn as_note(&self) -> Result<Annotation, Refusal> {
        let note = self.note.trim();
        if note.is_empty() { Err(Refusal::NoNote) } else { Ok(Annotation::Note(note.to_owned())) }
    }
}

/// The quotation that is to be written, and files for the speakers and topics that are new. What the person was not
/// asked stays as it was.
pub fn annotation(site: &Preview, answers: &Answers, before: Said) -> Result<(Annotation, Vec<FileEdit>), Refusal> {
    let archive = site.archive();
    let typed = |names: &[String]| names.iter().filter(|name| !name.trim().is_empty()).cloned().collect::<Vec<_>>();
    let speakers = typed(if answers.unknown { &[] } else { &answers.speakers });
    let speakers: Vec<Named<_>> = speakers.iter().filter_map(|name| names::speaker(archive, name)).collect();
    if speakers.is_empty() && !answers.unknown {
        return Err(Refusal::NoSpeaker);
    }
    let topics = typed(&answers.topics);
    let topics: Vec<Named<_>> = topics.iter().filter_map(|name| names::topic(archive, site.locale(), name)).collect();
    let speaker_files =
        speakers.iter().filter_map(|it| new_file("speakers", "name", it.id.as_str(), it.new_name.as_deref()));
    let topic_files =
        topics.iter().filter_map(|it| new_file("topics", "title", it.id.as_str(), it.new_name.as_deref()));
    let new_files = speaker_files.chain(topic_files).collect();
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let said = Said {
        speakers: distinct(speakers.into_iter().map(|it| it.id)),
        topics: distinct(topics.into_iter().map(|it| it.id)),
        via: given(&answers.via),
        note: given(&answers.note),
        ..before
    };
    Ok((Annotation::Quotation(said), new_files))
}

fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut distinct = Vec::new();
    for item in items {
        if !distinct.contains(&item) {
            distinct.push(item);
        }
    }
    distinct
}

/// A file that says no more than the name, so that it is shown as it was typed.
fn new_file(folder: &str, key: &str, id: &str, name: Option<&str>) -> Option<FileEdit> {
    // A JSON text is a YAML text.
    let name = serde_json::to_string(name?).ok()?;
    let path = ContentPath::new(&format!("content/{folder}/{id}.md"));
    Some(FileEdit { path, before: None, after: Some(format!("---\n{key}: {name}\n---\n").into_bytes()) })
}
