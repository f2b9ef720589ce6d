//! Apache Parquet, compressed with Snappy.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::{Cell, Field, Kind};

/// How many rows at most are kept in memory, column by column, before they are written.
const ROW_GROUP: usize = 20_000;

/// How many bytes of text at most.
const TEXT_GROUP: usize = 16 << 20;

/// How many bytes of values at most are numbered: enough for names and kinds. Texts, which are all different, are not
/// worth the search for others of the same words.
const LARGEST_DICTIONARY: usize = 1 << 16;

/// Writes a table.
pub fn write<'a>(
    name: &str,
    fields: &[Field],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
    to: &mut (dyn Write + Send),
) -> io::Result<()> {
    try_write(name, fields, rows, to).map_err(|error| match error {
        ParquetError::External(error) => error.downcast().map_or_else(io::Error::other, |error| *error),
        error => io::Error::other(error),
    })
}

fn try_write<'a>(
    name: &str,
    fields: &[Field],
    mut rows: impl Iterator<Item = Vec<Cell<'a>>>,
    to: &mut (dyn Write + Send),
) -> Result<()> {
    let columns = fields.iter().map(column_type).collect::<Result<Vec<_>>>()?;
    let schema = Arc::new(Type::group_type_builder(name).with_fields(columns).build()?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_dictionary_page_size_limit(LARGEST_DICTIONARY)
        .build();
    let mut writer = SerializedFileWriter::new(to, schema, Arc::new(properties))?;
    loop {
        let group = next_group(&mut rows);
        if group.is_empty() {
            return writer.close().map(drop);
        }
        let mut row_group = writer.next_row_group()?;
        let mut index = 0;
        while let Some(column) = row_group.next_column()? {
            let kind = fields.get(index).map_or(Kind::Text, |field| field.kind);
            write_column(column, kind, group.iter().filter_map(|cells| cells.get(index)))?;
            index += 1;
        }
        row_group.close()?;
    }
}

/// The next rows that are kept in memory together.
fn next_group<'a>(rows: &mut impl Iterator<Item = Vec<Cell<'a>>>) -> Vec<Vec<Cell<'a>>> {
    let mut group = Vec::new();
    let mut bytes = 0;
    while group.len() < ROW_GROUP && bytes < TEXT_GROUP {
        let Some(row) = rows.next() else { break };
        bytes += row.iter().map(Cell::bytes).sum::<usize>();
        group.push(row);
    }
    group
}

fn column_type(field: &Field) -> Result<TypePtr> {
    let text = |name: &str, repetition| {
        let builder = Type::primitive_type_builder(name, Physical::BYTE_ARRAY);
        builder.with_repetition(repetition).with_converted_type(ConvertedType::UTF8).build()
    };
    let column = match field.kind {
        Kind::Text | Kind::Address | Kind::Date => text(field.name, Repetition::OPTIONAL)?,
        Kind::Integer => {
            Type::primitive_type_builder(field.name, Physical::INT64).with_repetition(Repetition::OPTIONAL).build()?
        }
        Kind::List => {
            let element = Arc::new(text("element", Repetition::REQUIRED)?);
            let list = Type::group_type_builder("list").with_repetition(Repetition::REPEATED);
            let list = Arc::new(list.with_fields(vec![element]).build()?);
            let column = Type::group_type_builder(field.name).with_repetition(Repetition::REQUIRED);
            column.with_converted_type(ConvertedType::LIST).with_fields(vec![list]).build()?
        }
    };
    Ok(Arc::new(column))
}

fn write_column<'c>(
    mut column: SerializedColumnWriter<'_>,
    kind: Kind,
    cells: impl Iterator<Item = &'c Cell<'c>>,
) -> Result<()> {
    // A level of 1 says that there is a value; in lists a second level says whether it goes on with the row.
    let mut present: Vec<i16> = Vec::new();
    let mut continued: Vec<i16> = Vec::new();
    let mut numbers: Vec<i64> = Vec::new();
    let mut texts: Vec<ByteArray> = Vec::new();
    for cell in cells {
        match cell {
            Cell::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    present.push(1);
                    continued.push(i16::from(index > 0));
                    texts.push(ByteArray::from(&**item));
                }
                if !items.is_empty() {
                    continue;
                }
                present.push(0);
            }
            Cell::Nothing => present.push(0),
            Cell::Text(text) => {
                present.push(1);
                texts.push(ByteArray::from(&**text));
            }
            Cell::Integer(number) => {
                present.push(1);
                numbers.push(*number);
            }
        }
        continued.push(0);
    }
    match kind {
        Kind::Integer => column.typed::<Int64Type>().write_batch(&numbers, Some(&present), None)?,
        Kind::List => column.typed::<ByteArrayType>().write_batch(&texts, Some(&present), Some(&continued))?,
        _ => column.typed::<ByteArrayType>().write_batch(&texts, Some(&present), None)?,
    };
    column.close()
}
