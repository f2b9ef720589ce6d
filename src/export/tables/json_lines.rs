//! JSON Lines: one object a row.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Cell, Field};

/// Writes a table.
pub fn write<'a>(
    fields: &[Field],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
    to: &mut (dyn Write + Send),
) -> io::Result<()> {
    // JSON is written in very small pieces, which go through memory faster than through `to`.
    let mut line = Vec::new();
    for cells in rows {
        serde_json::to_writer(&mut line, &Row { fields, cells: &cells })?;
        line.push(b'\n');
        to.write_all(&line)?;
        line.clear();
    }
    Ok(())
}

struct Row<'a> {
    fields: &'a [Field],
    cells: &'a [Cell<'a>],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.fields.len()))?;
        for (field, cell) in self.fields.iter().zip(self.cells) {
            map.serialize_entry(field.name, cell)?;
        }
        map.end()
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Nothing => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Integer(number) => serializer.serialize_i64(*number),
            Cell::List(texts) => serializer.collect_seq(texts),
        }
    }
}
