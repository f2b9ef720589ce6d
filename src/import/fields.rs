//! Front matter and columns of other programs, mapped to our schema. What has no place in it goes under `extra`.

use serde_json::{Map, Value};

use crate::import::dates::{self, NumericOrder};
use crate::import::draft::{Draft, one_line};
use crate::import::language::declared;
use crate::import::notes;
use crate::import::text::names;
use crate::model::{Language, PartialDate};
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
const AUTHORS: [&str; 8] = ["authors", "author", "byline", "creator", "writer", "reporter", "auteur", "auteurs"];
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
/// A picture that stands for the article.
const IMAGE: [&str; 9] =
    ["image", "featured_image", "featuredimage", "feature_image", "cover", "thumbnail", "banner", "header", "images"];
/// Settings of other generators that say nothing about an article. Those of which one could doubt stay.
const SETTINGS: [&str; 44] = [
    // Hugo.
    "layout",
    "type",
    "weight",
    "toc",
    "math",
    "markup",
    "outputs",
    "menu",
    "menus",
    "cascade",
    "build",
    "_build",
    "headless",
    "linktitle",
    "iscjklanguage",
    "sitemap",
    "showtoc",
    "tocopen",
    "showreadingtime",
    "disableshare",
    "hidemeta",
    "searchhidden",
    "resources",
    // Zola.
    "template",
    "in_search_index",
    "render",
    "insert_anchor_links",
    "page_template",
    "paginate_by",
    "sort_by",
    // Jekyll.
    "comments",
    "mathjax",
    "excerpt_separator",
    "classes",
    "read_time",
    "share",
    "related",
    "search",
    "sidebar",
    "pin",
    // Obsidian.
    "cssclass",
    "cssclasses",
    "publish",
    "kanban-plugin",
];

/// The language that the front matter names.
pub fn language(entries: &Entries) -> Option<Language> {
    LANGUAGE.iter().find_map(|key| declared(value(entries, key)?.as_str()?))
}

/// Maps the entries to the draft.
pub fn take(entries: Entries, name: &str, language: Option<Language>, draft: &mut Draft) {
    let order = NumericOrder::of(language.as_ref());
    let mut entries = flattened(entries);
    part_words_of_jekyll(&mut entries);
    draft.language = language;
    let is_language = |value: &Value| value.as_str().and_then(declared).is_some();
    entries.retain(|(key, value)| !(is_any(key, &LANGUAGE) && is_language(value)));
    if let Some(title) = take_text(&mut entries, &TITLE) {
        draft.take_title(&title);
    }
    take_state(&mut entries, draft);
    if let Some(found) = DATE.iter().find_map(|key| take_date(&mut entries, key, order)) {
        draft.take_date(&found, "given");
        forget_repeated(&mut entries, &DATE, found.date, order);
    }
    if let Some(found) = UPDATED.iter().find_map(|key| take_date(&mut entries, key, order)) {
        draft.updated = Some(found.date);
        forget_repeated(&mut entries, &UPDATED, found.date, order);
    }
    draft.authors = take_list(&mut entries, &AUTHORS).iter().flat_map(|line| names(line)).collect();
    let topics = take_list(&mut entries, &TOPICS);
    draft.topics = unique(topics.iter().map(|topic| topic.trim_start_matches('#').replace('/', " ")));
    draft.summary = take_text(&mut entries, &SUMMARY);
    draft.rights = take_text(&mut entries, &RIGHTS);
    draft.place = take_text(&mut entries, &PLACE);
    draft.slug = take_text(&mut entries, &["slug"]).and_then(|slug| slug.rsplit('/').next().map(str::to_owned));
    take_source(&mut entries, draft);
    take_old_addresses(&mut entries, draft);
    take_image(&mut entries, draft);
    remove(&mut entries, "fixity");
    if let Some(found) = dates::field(name, order).filter(|found| found.range.start == 0 && found.range.len() >= 8) {
        draft.take_date(&found, "of the file's name");
    }
    entries.retain(|(_, value)| !value.is_null());
    draft.extra.extend(entries);
}

/// Takes away what other generators are told about a page rather than what is said of the article, but for the address
/// that Zola calls a path.
pub fn drop_settings(draft: &mut Draft) {
    if let Some(Value::String(path)) = draft.extra.remove("path") {
        draft.aliases.push(format!("/{}", path.trim_start_matches('/')));
    }
    let extra = std::mem::take(&mut draft.extra);
    let (settings, free): (Vec<_>, Vec<_>) = extra.into_iter().partition(|(key, _)| is_any(key, &SETTINGS));
    draft.extra = free.into_iter().collect();
    if !settings.is_empty() {
        let settings: Vec<String> = settings.iter().map(|(key, value)| format!("{key}: {}", shown(value))).collect();
        draft.notes.push(notes::settings(&settings));
    }
}

/// Jekyll reads a line of tags as words with spaces between them, where others have commas.
fn part_words_of_jekyll(entries: &mut Entries) {
    if value(entries, "layout").is_none() {
        return;
    }
    for (_, value) in entries.iter_mut().filter(|(key, _)| matches!(key.as_str(), "tags" | "categories")) {
        if let Some(line) = value.as_str().filter(|line| !line.contains([',', ';'])) {
            *value = line.split_whitespace().collect::<Vec<_>>().into();
        }
    }
}

/// A value on one line.
fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), one_line)
}

fn is_any(key: &str, keys: &[&str]) -> bool {
    keys.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// Forgets dates under other keys that say the same once more.
fn forget_repeated(entries: &mut Entries, keys: &[&str], date: PartialDate, order: NumericOrder) {
    entries.retain(|(key, value)| {
        let repeats =
            || text(value).and_then(|text| dates::field(&text, order)).is_some_and(|found| found.date == date);
        !(is_any(key, keys) && repeats())
    });
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
    for (key, value_of_draft) in [("draft", true), ("published", false)] {
        if let Some(state) = value(entries, key).and_then(Value::as_bool) {
            draft.is_draft |= state == value_of_draft;
            remove(entries, key);
        }
    }
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
            let is_read = |key: &str| is_any(key, &["name", "id", "url", "archived", "accessed"]);
            let rest: Map<String, Value> = table.into_iter().filter(|(key, _)| !is_read(key)).collect();
            if !rest.is_empty() {
                entries.push(("source".to_owned(), rest.into()));
            }
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

/// Old addresses of the page. Other names, which Obsidian calls aliases as well, and patterns of addresses stay.
fn take_old_addresses(entries: &mut Entries, draft: &mut Draft) {
    let is_address = |alias: &String| !alias.contains([':', ' ']) && (alias.contains('/') || alias.ends_with(".html"));
    let (addresses, names): (Vec<_>, Vec<_>) = take_list(entries, &OLD_ADDRESSES).into_iter().partition(is_address);
    draft.aliases = addresses.iter().map(|address| format!("/{}", address.trim_start_matches('/'))).collect();
    if !names.is_empty() {
        entries.push(("aliases".to_owned(), names.into()));
    }
}

/// The address of a picture alone, in a list or in a table of a theme. What else the table says stays.
fn take_image(entries: &mut Entries, draft: &mut Draft) {
    const INNER: [&str; 6] = ["image", "src", "path", "url", "teaser", "overlay_image"];
    let address = |value: &Value| match value {
        Value::String(text) => picture_address(text),
        Value::Array(values) => picture_address(values.first()?.as_str()?),
        Value::Object(object) => INNER.iter().find_map(|key| picture_address(object.get(*key)?.as_str()?)),
        _ => None,
    };
    let found = IMAGE.iter().find_map(|key| Some((*key, address(value(entries, key)?)?)));
    let Some((key, address)) = found else { return };
    if let Some(Value::Object(mut object)) = remove(entries, key) {
        object.retain(|_, value| value.as_str().and_then(picture_address).as_ref() != Some(&address));
        if !object.is_empty() {
            entries.push((key.to_owned(), object.into()));
        }
    }
    draft.image = Some(address);
}

/// The address of a picture, if the text is one: `a.jpg`, `[[a.jpg]]`, `https://a.example/a.jpg?w=600`.
fn picture_address(text: &str) -> Option<String> {
    const KINDS: [&str; 7] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"];
    let address = text.trim().trim_start_matches("![[").trim_start_matches("[[").trim_end_matches("]]");
    let path = address.split(['?', '#']).next()?;
    let (_, kind) = path.rsplit_once('.')?;
    KINDS.contains(&kind.to_ascii_lowercase().as_str()).then(|| address.to_owned())
}
