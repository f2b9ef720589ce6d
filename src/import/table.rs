//! Tables: an article per row of a CSV file, per line of JSON or per object of a JSON list.

use csv::ReaderBuilder;
use serde_json::Value;

use super::draft::{Body, Draft};
use super::notes::{self, Failure};
use super::{fields, html, language, text};
use crate::model::Language;

/// What columns with the text are called.
const TEXT: [&str; 14] = [
    "text",
    "body",
    "content",
    "fulltext",
    "full_text",
    "articlebody",
    "article_body",
    "article",
    "texte",
    "contenu",
    "corps",
    "html",
    "markdown",
    "inhalt",
];

/// A column of the table for a field of the article: `title=headline`.
pub type Mapping = (String, String);

/// A row: its columns and what stands in them.
type Row = Vec<(String, Value)>;

/// Reads the articles of a CSV file.
pub fn read_csv(table: &str, mapping: &[Mapping], known: Option<&Language>) -> Vec<Result<Draft, Failure>> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter(table)).flexible(true).from_reader(table.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_owned()).collect(),
        Err(error) => return vec![Err(notes::broken_row(1, &error.to_string()))],
    };
    if let Err(failure) = check_mapping(&columns, mapping).and_then(|()| check_text(&columns, mapping)) {
        return vec![Err(failure)];
    }
    // The first row of articles is the second of the file, and people count the first.
    let rows = (2..).zip(reader.records()).map(|(number, record)| match record {
        Ok(record) => {
            let value = |(name, field): (&String, &str)| (name.clone(), Value::String(field.to_owned()));
            article(columns.iter().zip(record.iter()).map(value).collect(), number, mapping, known)
        }
        Err(error) => Err(notes::broken_row(number, &error.to_string())),
    });
    rows.collect()
}

/// Reads the articles of JSON Lines, or of a JSON list.
pub fn read_json(table: &str, mapping: &[Mapping], known: Option<&Language>) -> Vec<Result<Draft, Failure>> {
    let table = table.trim_start_matches('\u{feff}').trim();
    let rows: Vec<Result<Value, Failure>> = match serde_json::from_str(table) {
        Ok(Value::Array(values)) => values.into_iter().map(Ok).collect(),
        Ok(value @ Value::Object(_)) => vec![Ok(value)],
        Ok(_) => return vec![Err(notes::no_rows())],
        Err(_) => {
            let lines = (1..).zip(table.lines()).filter(|(_, line)| !line.trim().is_empty());
            let value = |(number, line)| {
                serde_json::from_str(line).map_err(|error| notes::broken_row(number, &error.to_string()))
            };
            lines.map(value).collect()
        }
    };
    let columns = columns_of(&rows);
    if let Err(failure) = check_mapping(&columns, mapping) {
        return vec![Err(failure)];
    }
    let articles = (1..).zip(rows).map(|(number, row)| match row? {
        Value::Object(object) => {
            check_text(&object.keys().cloned().collect::<Vec<_>>(), mapping)?;
            article(object.into_iter().collect(), number, mapping, known)
        }
        _ => Err(notes::broken_row(number, "it is no object")),
    });
    articles.collect()
}

/// The columns of all rows, in the order in which they first stand; not every row has every column.
fn columns_of(rows: &[Result<Value, Failure>]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for row in rows.iter().flatten().filter_map(Value::as_object) {
        for key in row.keys().filter(|key| !key.is_empty()) {
            if !columns.contains(key) {
                columns.push(key.clone());
            }
        }
    }
    columns
}

/// Whether a text begins with the names of columns, one of which holds texts.
pub fn is_headed(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let names: Vec<&str> =
        first.split(char::from(delimiter(first))).map(|name| name.trim().trim_matches('"')).collect();
    let is_known = |name: &&str| TEXT.iter().any(|known| known.eq_ignore_ascii_case(name));
    names.len() > 1
        && names.iter().all(|name| !name.is_empty() && name.split_whitespace().count() <= 3)
        && names.iter().any(is_known)
}

/// The character between columns: whichever is most frequent in the first line.
fn delimiter(table: &str) -> u8 {
    let first = table.lines().next().unwrap_or_default();
    let count = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    [b'\t', b';', b'|', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Fails where no column bears a name that `--map` names.
fn check_mapping(columns: &[String], mapping: &[Mapping]) -> Result<(), Failure> {
    match mapping.iter().find(|(_, column)| !has(columns, column)) {
        Some((_, column)) if !columns.is_empty() => Err(notes::unknown_column(column, columns)),
        _ => Ok(()),
    }
}

/// Fails where no column can hold the text.
fn check_text(columns: &[String], mapping: &[Mapping]) -> Result<(), Failure> {
    let has_text = mapping.iter().any(|(field, _)| field == "text") || TEXT.iter().any(|name| has(columns, name));
    if has_text || mapping.is_empty() && columns.is_empty() { Ok(()) } else { Err(notes::no_text_column(columns)) }
}

fn has(columns: &[String], wanted: &str) -> bool {
    columns.iter().any(|column| column.eq_ignore_ascii_case(wanted))
}

fn article(mut row: Row, number: usize, mapping: &[Mapping], known: Option<&Language>) -> Result<Draft, Failure> {
    for (field, column) in mapping {
        // A column that already bears the name of the field is not meant when another one is named for it.
        row.retain(|(name, _)| !name.eq_ignore_ascii_case(field) || name.eq_ignore_ascii_case(column));
        if let Some((name, _)) = row.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case(column)) {
            field.clone_into(name);
        }
    }
    row.retain(|(_, value)| !matches!(value, Value::String(text) if text.trim().is_empty()));
    let is_text =
        |wanted: &str| row.iter().position(|(name, value)| name.eq_ignore_ascii_case(wanted) && value.is_string());
    let words = match TEXT.iter().find_map(|name| is_text(name)).map(|index| row.remove(index).1) {
        Some(Value::String(words)) => words,
        _ => return Err(notes::broken_row(number, "it has no text")),
    };
    let language = known.cloned().or_else(|| fields::language(&row)).or_else(|| language::detect(&words));
    let mut draft = Draft { part: Some(format!("row {number}")), ..Draft::default() };
    fields::take(row, "", language, &mut draft);
    draft.body =
        Body::Blocks(if is_html(&words) { html::fragment(&words, draft.url.as_deref()) } else { text::blocks(&words) });
    Ok(draft)
}

fn is_html(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    ["</p>", "<p>", "<br", "</div>", "</a>", "</em>", "</strong>"].iter().any(|mark| lower.contains(mark))
}
