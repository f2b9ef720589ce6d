//! Reads typed values out of front matter and reports all that does not fit, not only the first.

use std::str::FromStr;

use serde_json::{Map, Value as Json};

use super::{Entry, Node, Value};
use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::model::{DateError, Language, Localized, PartialDate};
use crate::read::ContentPath;
use crate::span::{File, Span, Spanned};

/// The entries of one table, taken out key by key. [`Fields::finish`] reports those that nobody took.
pub struct Fields<'a> {
    path: &'a ContentPath,
    entries: Vec<Entry>,
    asked: Vec<&'static str>,
    span: Span<File>,
}

impl<'a> Fields<'a> {
    /// The fields of a table that stands at `span` of the file. A key given twice is reported.
    pub fn new(path: &'a ContentPath, entries: Vec<Entry>, span: Span<File>, problems: &mut Vec<Diagnostic>) -> Self {
        let mut sorted: Vec<&Entry> = entries.iter().collect();
        sorted.sort_by(|a, b| a.key.cmp(&b.key).then(a.key_span.cmp(&b.key_span)));
        for pair in sorted.windows(2) {
            if let [first, second] = pair
                && first.key == second.key
            {
                problems.push(catalogue::duplicate_key(path, &second.key, second.key_span));
            }
        }
        Self { path, entries, asked: Vec::new(), span }
    }

    /// Where the table stands.
    pub fn span(&self) -> Span<File> {
        self.span
    }

    /// Whether the table has the key.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// Whether the table has a key that is near enough to this one to be meant for it.
    pub fn has_misspelt(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| nearest(&entry.key, [key]).is_some())
    }

    /// Takes a value as it is; an empty one counts as absent.
    pub fn node(&mut self, key: &'static str) -> Option<Node> {
        self.asked.push(key);
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        let node = self.entries.remove(index).node;
        match &node.value {
            Value::Scalar { text, quoted: false } if text.is_empty() => None,
            _ => Some(node),
        }
    }

    /// Takes away the keys of which something is true.
    pub fn take_keys(&mut self, is_wanted: impl Fn(&str) -> bool) -> Vec<Spanned<String>> {
        let wanted = self.entries.extract_if(.., |entry| is_wanted(&entry.key));
        wanted.map(|entry| Spanned::new(entry.key, entry.key_span)).collect()
    }

    /// Takes a text.
    pub fn text(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        scalar(self.path, key, node, "a text", problems)
    }

    /// Takes a text of which one line is wanted and the place is not.
    pub fn line(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<String> {
        self.text(key, problems).map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Takes `true` or `false`.
    pub fn boolean(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<bool> {
        let node = self.node(key)?;
        let text = scalar(self.path, key, node, "`true` or `false`", problems)?;
        match text.value.as_str() {
            "true" | "True" | "TRUE" | "yes" => Some(true),
            "false" | "False" | "FALSE" | "no" => Some(false),
            _ => {
                problems.push(catalogue::wrong_type(self.path, key, "`true` or `false`", text.span));
                None
            }
        }
    }

    /// Takes a whole number.
    pub fn integer(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<i64> {
        let node = self.node(key)?;
        let text = scalar(self.path, key, node, "a whole number", problems)?;
        let number = text.value.parse().ok();
        if number.is_none() {
            problems.push(catalogue::wrong_type(self.path, key, "a whole number", text.span));
        }
        number
    }

    /// Takes a date of any precision.
    pub fn date(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<PartialDate> {
        let node = self.node(key)?;
        let text = scalar(self.path, key, node, "a date", problems)?;
        date(self.path, key, &text, problems)
    }

    /// Takes a language tag.
    pub fn language(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<Language> {
        let node = self.node(key)?;
        let text = scalar(self.path, key, node, "a language tag", problems)?;
        language(self.path, &text, problems)
    }

    /// Takes a list of texts; a single text is a list of one.
    pub fn texts(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Vec<Spanned<String>> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let nodes = match node.value {
            Value::List(nodes) => nodes,
            _ => vec![node],
        };
        nodes.into_iter().filter_map(|node| scalar(self.path, key, node, "a list of texts", problems)).collect()
    }

    /// Takes a text, or a table of texts by language.
    pub fn localized(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<Localized> {
        let node = self.node(key)?;
        let span = node.span;
        let Value::Table(entries) = node.value else {
            let text = scalar(self.path, key, node, "a text, or a table of texts by language", problems)?;
            return Some(Localized::plain(text.value.trim()));
        };
        let mut by_language = Vec::new();
        for entry in entries {
            let tag = Spanned::new(entry.key, entry.key_span);
            let text = scalar(self.path, key, entry.node, "a text", problems);
            if let (Some(language), Some(text)) = (language(self.path, &tag, problems), text) {
                by_language.push((language, text.value.trim().to_owned()));
            }
        }
        let Some((_, default)) = by_language.first().cloned() else {
            problems.push(catalogue::wrong_type(self.path, key, "a text, or a table of texts by language", span));
            return None;
        };
        Some(Localized { default, by_language })
    }

    /// Takes a table.
    pub fn table(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<Fields<'a>> {
        let node = self.node(key)?;
        self.as_table(key, node, problems)
    }

    /// Takes a list of tables; a single table is a list of one.
    pub fn tables(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Vec<Fields<'a>> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let nodes = match node.value {
            Value::List(nodes) => nodes,
            _ => vec![node],
        };
        nodes.into_iter().filter_map(|node| self.as_table(key, node, problems)).collect()
    }

    /// Takes a table of tables, such as `[publish.NAME]`.
    pub fn named_tables(
        &mut self,
        key: &'static str,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<(Spanned<String>, Fields<'a>)> {
        let Some(fields) = self.table(key, problems) else {
            return Vec::new();
        };
        let named = |entry: Entry| {
            let fields = self.as_table(key, entry.node, problems)?;
            Some((Spanned::new(entry.key, entry.key_span), fields))
        };
        fields.entries.into_iter().filter_map(named).collect()
    }

    /// The fields of `node`, which must be a table.
    pub fn as_table(&self, key: &'static str, node: Node, problems: &mut Vec<Diagnostic>) -> Option<Fields<'a>> {
        match node.value {
            Value::Table(entries) => Some(Fields::new(self.path, entries, node.span, problems)),
            _ => {
                problems.push(catalogue::wrong_type(self.path, key, "a table", node.span));
                None
            }
        }
    }

    /// Takes free fields as JSON, for templates.
    pub fn free(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Map<String, Json> {
        self.table(key, problems)
            .map(|fields| fields.entries.into_iter().map(|entry| (entry.key, as_json(entry.node))).collect())
            .unwrap_or_default()
    }

    /// Reports the keys that the schema does not have, each with the nearest one that it has.
    pub fn finish(self, problems: &mut Vec<Diagnostic>) {
        for entry in &self.entries {
            if !self.asked.contains(&entry.key.as_str()) {
                problems.push(catalogue::unknown_key(self.path, &entry.key, entry.key_span, &self.asked));
            }
        }
    }
}

/// Reads a date, or reports why it is none.
pub fn date(
    path: &ContentPath,
    key: &str,
    text: &Spanned<String>,
    problems: &mut Vec<Diagnostic>,
) -> Option<PartialDate> {
    match PartialDate::from_str(text.value.trim()) {
        Ok(date) => Some(date),
        Err(DateError::Form) => {
            problems.push(catalogue::not_a_date(path, key, &text.value, text.span));
            None
        }
        Err(DateError::NoSuchDay) => {
            problems.push(catalogue::impossible_date(path, key, &text.value, text.span));
            None
        }
    }
}

/// Reads a language tag, or reports that it is none.
pub fn language(path: &ContentPath, text: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> Option<Language> {
    let language = Language::from_str(text.value.trim()).ok();
    if language.is_none() {
        problems.push(catalogue::not_a_language(path, &text.value, text.span));
    }
    language
}

fn scalar(
    path: &ContentPath,
    key: &str,
    node: Node,
    expected: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    match node.value {
        Value::Scalar { text, .. } => Some(Spanned::new(text, node.span)),
        _ => {
            problems.push(catalogue::wrong_type(path, key, expected, node.span));
            None
        }
    }
}

/// A value as JSON: an unquoted scalar is what JSON would take it for, else a text.
pub fn as_json(node: Node) -> Json {
    match node.value {
        Value::Scalar { text, quoted: true } => Json::String(text),
        Value::Scalar { text, quoted: false } => match text.as_str() {
            "" => Json::Null,
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            _ => text.parse::<serde_json::Number>().map_or(Json::String(text), Json::Number),
        },
        Value::List(nodes) => Json::Array(nodes.into_iter().map(as_json).collect()),
        Value::Table(entries) => {
            Json::Object(entries.into_iter().map(|entry| (entry.key, as_json(entry.node))).collect())
        }
    }
}
