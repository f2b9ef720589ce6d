//! The files of `/data/`.

/// A table of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// One row for each article.
    Articles,
    /// One row for each quotation.
    Quotations,
    /// One row for each speaker.
    Speakers,
    /// One row for each topic.
    Topics,
    /// One row for each source.
    Sources,
}

impl Table {
    /// All tables.
    pub const ALL: [Self; 5] = [Self::Articles, Self::Quotations, Self::Speakers, Self::Topics, Self::Sources];

    /// The table's name, and that of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Quotations => "quotations",
            Self::Speakers => "speakers",
            Self::Topics => "topics",
            Self::Sources => "sources",
        }
    }

    /// The file of the table in a format, below `/data/`.
    pub fn file(self, format: TableFormat) -> String {
        format!("{}.{}", self.name(), format.extension())
    }
}

/// A format of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// Comma-separated values.
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// Apache Parquet.
    Parquet,
}

impl TableFormat {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Csv, Self::JsonLines, Self::Parquet];

    /// What the format is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::JsonLines => "JSON Lines",
            Self::Parquet => "Parquet",
        }
    }

    /// How the name of a file ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            Self::Parquet => "parquet",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::JsonLines => "application/jsonl",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// A file of `/data/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DataFile {
    /// `articles.csv` and its like.
    Table(Table, TableFormat),
    /// `datapackage.json`: what the tables are.
    Package,
    /// `network.graphml`: who is quoted beside whom.
    Network,
}

impl DataFile {
    /// All files: roughly those first that take longest, so that none of them is the last that a build waits for.
    pub fn all() -> impl Iterator<Item = Self> {
        let tables = |format| Table::ALL.map(|table| Self::Table(table, format));
        TableFormat::ALL.into_iter().rev().flat_map(tables).chain([Self::Network, Self::Package])
    }

    /// The address relative to the site.
    pub fn address(self) -> String {
        match self {
            Self::Table(table, format) => format!("data/{}", table.file(format)),
            Self::Package => "data/datapackage.json".to_owned(),
            Self::Network => "data/network.graphml".to_owned(),
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Table(_, format) => format.media_type(),
            Self::Package => "application/json",
            Self::Network => "application/graphml+xml",
        }
    }
}
