//! CSV (RFC 4180) in UTF-8.

use std::borrow::Cow;

use super::{Cell, Field};

/// Begins the file, so that spreadsheets read it as UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes a table with its header.
pub fn write<'a>(fields: &[Field], rows: impl Iterator<Item = Vec<Cell<'a>>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    // A `Vec` takes everything, and all rows are of one length.
    let _ = writer.write_record(fields.iter().map(|field| field.name));
    for cells in rows {
        let _ = writer.write_record(cells.iter().map(|cell| text(cell).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

fn text<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Nothing => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::List(texts) => Cow::Owned(texts.join(";")),
    }
}
