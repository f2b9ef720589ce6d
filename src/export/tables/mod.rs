//! The tables of the archive. One definition of each column gives JSON Lines, CSV, Parquet, `datapackage.json`
//! and, by a test, `docs/data.md`.

mod articles;
mod comma_separated;
mod json_lines;
mod package;
mod parquet;
mod quotations;
mod sources;
mod speakers;
mod topics;

use std::borrow::Cow;
use std::io;

use crate::archive::{Archive, ArticleIndex, Index};
use crate::plan::{Table, TableFormat};
use crate::site::Site;

pub use package::package;

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The column's name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// What it says.
    pub meaning: &'static str,
    /// The term of schema.org, or another standard's, that means the same; empty when there is none.
    pub standard: &'static str,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// The address of a page.
    Address,
    /// A year, month or day as in ISO 8601: `2023`, `2023-06` or `2023-06-05`.
    Date,
    /// A whole number.
    Integer,
    /// Several texts; in CSV separated by `;`.
    List,
}

impl Kind {
    /// The word for it in the documentation.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Address => "address",
            Self::Date => "date",
            Self::Integer => "integer",
            Self::List => "list",
        }
    }
}

/// A column of the table whose rows are `I`.
struct Column<I> {
    field: Field,
    cell: for<'a> fn(Site<'a>, I) -> Cell<'a>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing is known.
    Nothing,
    /// A text, an address or a date.
    Text(Cow<'a, str>),
    /// A number.
    Integer(i64),
    /// Several texts.
    List(Vec<Cow<'a, str>>),
}

impl<'a> Cell<'a> {
    fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    fn made(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }

    fn known(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.into()))
    }

    fn date(date: Option<crate::model::PartialDate>) -> Self {
        date.map_or(Self::Nothing, |date| Self::made(date.to_string()))
    }

    fn year(date: Option<crate::model::PartialDate>) -> Self {
        date.map_or(Self::Nothing, |date| Self::Integer(i64::from(date.year())))
    }

    fn count(count: usize) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// How many bytes of text it holds.
    fn bytes(&self) -> usize {
        match self {
            Self::Nothing | Self::Integer(_) => 0,
            Self::Text(text) => text.len(),
            Self::List(texts) => texts.iter().map(|text| text.len()).sum(),
        }
    }

    fn list(texts: impl Iterator<Item = &'a str>) -> Self {
        Self::List(texts.map(Cow::Borrowed).collect())
    }
}

const fn field(name: &'static str, kind: Kind, meaning: &'static str, standard: &'static str) -> Field {
    Field { name, kind, meaning, standard }
}

/// The columns of a table.
pub fn fields(table: Table) -> Vec<Field> {
    fn of<I>(columns: &[Column<I>]) -> Vec<Field> {
        columns.iter().map(|column| column.field).collect()
    }
    match table {
        Table::Articles => of(articles::COLUMNS),
        Table::Quotations => of(quotations::COLUMNS),
        Table::Speakers => of(speakers::COLUMNS),
        Table::Topics => of(topics::COLUMNS),
        Table::Sources => of(sources::COLUMNS),
    }
}

type Rows<'a> = Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>;

/// The rows of a table, in the order of the archive.
fn rows(site: Site<'_>, table: Table) -> Rows<'_> {
    fn of<'a, I: Index + 'a>(
        site: Site<'a>,
        columns: &'static [Column<I>],
        indices: impl Iterator<Item = I> + 'a,
    ) -> Rows<'a> {
        Box::new(indices.map(move |index| columns.iter().map(|column| (column.cell)(site, index)).collect()))
    }
    let archive = site.archive;
    match table {
        Table::Articles => of(site, articles::COLUMNS, archive.articles.indices()),
        Table::Quotations => of(site, quotations::COLUMNS, archive.quotations.indices()),
        Table::Speakers => of(site, speakers::COLUMNS, archive.speakers.indices()),
        Table::Topics => of(site, topics::COLUMNS, archive.topics.indices()),
        Table::Sources => of(site, sources::COLUMNS, archive.sources.indices()),
    }
}

/// Writes a table in a format, row after row: it may be larger than the memory.
///
/// # Errors
/// When `to` takes no more.
pub fn write_table(
    site: Site<'_>,
    table: Table,
    format: TableFormat,
    to: &mut (dyn io::Write + Send),
) -> io::Result<()> {
    let (fields, rows) = (fields(table), rows(site, table));
    match format {
        TableFormat::JsonLines => json_lines::write(&fields, rows, to),
        TableFormat::Csv => comma_separated::write(&fields, rows, to),
        TableFormat::Parquet => parquet::write(table.name(), &fields, rows, to),
    }
}

/// What an article is called in the tables: the end of its address, such as `2023/06/slug`.
fn article_id(archive: &Archive, index: ArticleIndex) -> &str {
    archive.articles[index].address.trim_start_matches("articles/").trim_end_matches('/')
}
