//! CSL-JSON, the data of the Citation Style Language 1.0.2.

use serde_json::{Map, Value, json};

use super::{CitedName, Reference};
use crate::model::PartialDate;

/// A reference as a CSL-JSON item.
pub fn csl_json(reference: &Reference<'_>) -> Value {
    let mut item = Map::new();
    let mut set = |key: &str, value: Value| item.insert(key.to_owned(), value);
    set("id", json!(reference.key));
    set("type", json!(if reference.publication.is_some() { "article-newspaper" } else { "webpage" }));
    set("title", json!(reference.title));
    set("container-title", json!(reference.publication.unwrap_or(reference.archive)));
    if reference.publication.is_some() {
        set("archive", json!(reference.archive));
    }
    if let Some(place) = reference.place {
        set("publisher-place", json!(place));
    }
    if !reference.authors.is_empty() {
        set("author", reference.authors.iter().map(name).collect());
    }
    if let Some(date) = reference.date {
        set("issued", json!({ "date-parts": [date_parts(date)] }));
    }
    set("URL", json!(reference.url));
    set("language", json!(reference.language));
    if let Some(summary) = reference.summary {
        set("abstract", json!(summary));
    }
    if !reference.topics.is_empty() {
        set("keyword", json!(reference.topics.join(", ")));
    }
    if let Some(quoted) = &reference.quoted {
        set("note", json!(quoted.note()));
    }
    Value::Object(item)
}

fn name(name: &CitedName) -> Value {
    match name {
        CitedName::Whole(name) => json!({ "literal": name }),
        CitedName::Person { family, given, particle } if particle.is_empty() => {
            json!({ "family": family, "given": given })
        }
        CitedName::Person { family, given, particle } => {
            // Romance and German particles stay behind the given name when the name is inverted, Dutch ones do not.
            let is_dropped = particle.split([' ', '’', '\'']).all(|word| DROPPED.contains(&word));
            let key = if is_dropped { "dropping-particle" } else { "non-dropping-particle" };
            json!({ "family": family, "given": given, key: particle })
        }
    }
}

/// Particles that stand behind the given name where names are filed: `Gaulle, Charles de`.
const DROPPED: [&str; 9] = ["", "d", "da", "das", "de", "dos", "von", "zu", "of"];

fn date_parts(date: PartialDate) -> Vec<i16> {
    let month = date.month().map(i16::from);
    let day = date.day_of_month().map(i16::from);
    [Some(date.year()), month, day].into_iter().flatten().collect()
}
