//! CSV (RFC 4180) in UTF-8.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Cell, Field};

/// Begins the file, so that spreadsheets read it as UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes a table with its header.
pub fn write<'a>(
    fields: &[Field],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
    to: &mut (dyn Write + Send),
) -> io::Result<()> {
    to.write_all(BYTE_ORDER_MARK)?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    writer.write_record(fields.iter().map(|field| field.name))?;
    for cells in rows {
        cells.iter().try_for_each(|cell| writer.write_field(&*text(cell)))?;
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn text<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Nothing => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::List(texts) => Cow::Owned(texts.join(";")),
    }
}
