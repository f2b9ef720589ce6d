//! TOML 1.1 into [`Entry`] values.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Node, SyntaxProblem, Value};
use crate::span::{File, Span};

/// The entries of the TOML document `text`, which stands at byte `offset` of the file.
///
/// # Errors
/// When it is no TOML.
pub fn parse(text: &str, offset: usize) -> Result<Vec<Entry>, SyntaxProblem> {
    match DeTable::parse(text) {
        Ok(table) => Ok(entries(table.get_ref(), text, offset)),
        Err(error) => Err(SyntaxProblem {
            message: error.message().to_owned(),
            span: error.span().map_or(Span::at(offset), |range| moved(range, offset)),
        }),
    }
}

fn entries(table: &DeTable<'_>, text: &str, offset: usize) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: moved(key.span(), offset),
            node: node(value, text, offset),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span);
    entries
}

fn node(value: &Spanned<DeValue<'_>>, text: &str, offset: usize) -> Node {
    let as_written = || text.get(value.span()).unwrap_or_default().to_owned();
    let value_of = match value.get_ref() {
        DeValue::String(string) => Value::Scalar { text: string.to_string(), quoted: true },
        DeValue::Array(array) => Value::List(array.iter().map(|item| node(item, text, offset)).collect()),
        DeValue::Table(table) => Value::Table(entries(table, text, offset)),
        _ => Value::Scalar { text: as_written(), quoted: false },
    };
    Node { value: value_of, span: moved(value.span(), offset) }
}

fn moved(range: std::ops::Range<usize>, offset: usize) -> Span<File> {
    Span::new(range.start + offset, range.end + offset)
}
