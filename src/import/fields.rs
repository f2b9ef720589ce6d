//! Front matter and columns of other programs, mapped to our schema. What has no place in it goes under `extra`.

use serde_json::Value;

use crate::import::dates::{self, NumericOrder};
use crate::import::draft::{Draft, one_line};
use crate::import::language::declared;
use crate::import::text::names;
use crate::model::Language;
use crate::parse::is_web_address;

type Entries = Vec<(String, Value)>;

const TITLE: [&str; 5] = ["title", "headline", "titre", "titel", "título"];
const DATE: [&str; 9] = [
    "date",
    "publishdate",
    "published",
    "published_at",
    "publish_date",
    "pubdate",
    "date_published",
    "created",
    "created_at",
];
const UPDATED: [&str; 6] = ["updated", "lastmod", "modified", "last_modified_at", "updated_at", "date_modified"];
const LANGUAGE: [&str; 5] = ["lang", "language", "locale", "languagecode", "langue"];
const AUTHORS: [&str; 7] = ["authors", "author", "byline", "creator", "writer", "auteur", "auteurs"];
const TOPICS: [&str; 7] = ["topics", "tags", "categories", "category", "keywords", "subjects", "mots-clés"];
const SUMMARY: [&str; 7] = ["summary", "description", "excerpt", "abstract", "subtitle", "chapeau", "résumé"];
const ADDRESS: [&str; 10] = [
    "source_url",
    "canonical_url",
    "canonicalurl",
    "canonical",
    "original",
    "original_url",
    "url",
    "link",
    "lien",
    "adresse",
];
const SOURCE: [&str; 8] = ["publication", "publisher", "newspaper", "site", "website", "journal", "outlet", "média"];
const RIGHTS: [&str; 4] = ["rights", "license", "licence", "copyright"];
const PLACE: [&str; 3] = ["place", "location", "dateline"];
const OLD_ADDRESSES: [&str; 4] = ["aliases", "redirect_from", "permalink", "url"];
/// Settings of other generators that say nothing about an article.
const SETTINGS: [&str; 12] = [
    "layout",
    "type",
    "template",
    "weight",
    "draft",
    "published",
    "comments",
    "toc",
    "math",
    "cssclass",
    "cssclasses",
    "publish",
];

/// The language that the front matter names.
pub fn language(entries: &Entries) -> Option<Language> {
    LANGUAGE.iter().find_map(|key| declared(value(entries, key)?.as_str()?))
}

/// Maps the entries to the draft.
pub fn take(entries: Entries, name: &str, language: Option<Language>, draft: &mut Draft) {
    let order = NumericOrder::of(language.as_ref());
    let mut entries = flattened(entries);
    draft.language = language;
    remove_any(&mut entries, &LANGUAGE);
    if let Some(title) = take_text(&mut entries, &TITLE) {
        draft.take_title(&title);
    }
    take_state(&mut entries, draft);
    for key in DATE {
        if let Some(found) = take_date(&mut entries, key, order) {
            draft.take_date(&found, "of the front matter");
        }
    }
    draft.updated = UPDATED.iter().filter_map(|key| take_date(&mut entries, key, order)).map(|found| found.date).next();
    draft.authors = take_list(&mut entries, &AUTHORS).iter().flat_map(|line| names(line)).collect();
    draft.topics =
        unique(take_list(&mut entries, &TOPICS).iter().map(|topic| topic.trim_start_matches('#').replace('/', " ")));
    draft.summary = take_text(&mut entries, &SUMMARY);
    draft.rights = take_text(&mut entries, &RIGHTS);
    draft.place = take_text(&mut entries, &PLACE);
    draft.slug = take_text(&mut entries, &["slug"]).and_then(|slug| slug.rsplit('/').next().map(str::to_owned));
    take_source(&mut entries, draft);
    take_old_addresses(&mut entries, draft);
    remove_any(&mut entries, &["fixity"]);
    if let Some(found) = dates::field(name, order).filter(|found| found.range.start == 0 && found.range.len() >= 8) {
        draft.take_date(&found, "of the file's name");
    }
    draft.extra.extend(
        entries.into_iter().filter(|(key, value)| !value.is_null() && !SETTINGS.contains(&key.to_lowercase().as_str())),
    );
}

/// The name of a file without a date at its beginning.
pub fn name_without_date(name: &str) -> &str {
    let is_date = |head: &str| head.len() == 10 && head.parse::<crate::model::PartialDate>().is_ok();
    match name.get(..10).filter(|head| is_date(head)) {
        Some(head) => name.get(head.len()..).unwrap_or_default().trim_start_matches(['-', '_', ' ']),
        None => name,
    }
    .trim()
}

/// Entries of `taxonomies`, `extra` and `params` count like those beside them.
fn flattened(entries: Entries) -> Entries {
    let mut flat = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        match value {
            Value::Object(inner) if matches!(key.as_str(), "taxonomies" | "extra" | "params") => flat.extend(inner),
            value => flat.push((key, value)),
        }
    }
    flat
}

fn value<'a>(entries: &'a Entries, key: &str) -> Option<&'a Value> {
    entries.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, value)| value)
}

fn remove(entries: &mut Entries, key: &str) -> Option<Value> {
    let index = entries.iter().position(|(known, _)| known.eq_ignore_ascii_case(key))?;
    Some(entries.remove(index).1)
}

fn remove_any(entries: &mut Entries, keys: &[&str]) {
    for key in keys {
        remove(entries, key);
    }
}

fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => one_line(text.trim().trim_start_matches("[[").trim_end_matches("]]")),
        // `[[A link]]` of Obsidian, which YAML takes for a list in a list.
        Value::Array(values) => return text(values.first()?),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => return text(object.get("name")?),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Takes the first text under any of the keys; other texts stay.
fn take_text(entries: &mut Entries, keys: &[&str]) -> Option<String> {
    let (key, found) = keys.iter().find_map(|key| Some((*key, text(value(entries, key)?)?)))?;
    remove(entries, key);
    Some(found)
}

fn take_date(entries: &mut Entries, key: &str, order: NumericOrder) -> Option<dates::FoundDate> {
    let found = dates::field(&text(value(entries, key)?)?, order)?;
    remove(entries, key);
    Some(found)
}

/// Takes all texts under all of the keys.
fn take_list(entries: &mut Entries, keys: &[&str]) -> Vec<String> {
    let mut list = Vec::new();
    for key in keys {
        match remove(entries, key) {
            Some(Value::Array(values)) => list.extend(values.iter().filter_map(text)),
            Some(Value::String(words)) if matches!(*key, "tags" | "keywords" | "topics" | "categories") => {
                list.extend(words.split([',', ';']).map(one_line).filter(|word| !word.is_empty()));
            }
            Some(value) => list.extend(text(&value)),
            None => {}
        }
    }
    list
}

fn unique(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::new();
    for word in words.map(|word| one_line(&word)).filter(|word| crate::model::TopicId::from_name(word).is_ok()) {
        if !unique.contains(&word) {
            unique.push(word);
        }
    }
    unique
}

/// `draft: true`, or Jekyll's `published: false`.
fn take_state(entries: &mut Entries, draft: &mut Draft) {
    let is = |key: &str, wanted: bool| value(entries, key).and_then(Value::as_bool) == Some(wanted);
    draft.is_draft = is("draft", true) || is("published", false);
}

/// `source` as a name, an address or a table; else the address and the publication under their usual keys.
fn take_source(entries: &mut Entries, draft: &mut Draft) {
    match remove(entries, "source") {
        Some(Value::Object(table)) => {
            let field = |key: &str| table.get(key).and_then(text);
            draft.source = field("name").or_else(|| field("id"));
            draft.url = field("url");
            draft.archived = field("archived");
            draft.accessed = field("accessed").and_then(|date| date.parse().ok());
        }
        Some(value) => match text(&value) {
            Some(address) if is_web_address(&address) => draft.url = Some(address),
            name => draft.source = name,
        },
        None => {}
    }
    for key in ADDRESS {
        let is_address = value(entries, key).and_then(Value::as_str).is_some_and(is_web_address);
        if draft.url.is_none() && is_address {
            draft.url = remove(entries, key).as_ref().and_then(text);
        }
    }
    if draft.source.is_none() {
        draft.source = take_text(entries, &SOURCE);
    }
}

/// Old addresses of the page. Other names, which Obsidian calls aliases as well, are no addresses and stay.
fn take_old_addresses(entries: &mut Entries, draft: &mut Draft) {
    let (addresses, names): (Vec<_>, Vec<_>) =
        take_list(entries, &OLD_ADDRESSES).into_iter().partition(|alias| alias.starts_with('/'));
    draft.aliases = addresses;
    if !names.is_empty() {
        entries.push(("aliases".to_owned(), names.into()));
    }
}

/// The entries of front matter that is no YAML: `key: value` on each line, lists in brackets or with hyphens.
pub fn line_by_line(text: &str) -> Entries {
    let mut entries: Entries = Vec::new();
    let lines = text.trim_start_matches('\u{feff}').lines();
    for line in lines.skip(1).take_while(|line| !matches!(line.trim_end(), "---" | "+++")) {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some((_, value)) = entries.last_mut() {
                push_item(value, item);
            }
            continue;
        }
        let Some((key, value)) = line.split_once([':', '=']) else {
            if line.trim().is_empty() {
                // Front matter that is never closed ends with the first empty line.
                break;
            }
            continue;
        };
        let key = key.trim();
        if !key.is_empty() && !key.contains(' ') {
            entries.push((key.to_owned(), loose_value(value)));
        }
    }
    entries
}

fn push_item(value: &mut Value, item: &str) {
    if !value.is_array() {
        *value = Value::Array(Vec::new());
    }
    if let Value::Array(items) = value {
        items.push(loose_value(item));
    }
}

fn loose_value(text: &str) -> Value {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return Value::Array(inner.split(',').map(loose_value).filter(|value| !value.is_null()).collect());
    }
    match text.trim_matches(['"', '\'']) {
        "" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        text => Value::String(text.to_owned()),
    }
}

/// The text behind front matter that is never closed: what follows the first empty line.
pub fn after_fence(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.split_once("\n\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
}
