//! The page of the archive's data.

use serde::Serialize;

use super::frame::{Frame, Link};
use super::{Site, View, metadata};
use crate::plan::{DataFile, Table, TableFormat};

/// The context of `data.html`.
#[derive(Debug, Serialize)]
pub struct DataView<'a> {
    /// The frame.
    pub page: Frame,
    /// The tables of the archive.
    pub tables: Vec<DataTable<'a>>,
    /// Address of the description of the tables.
    pub package: String,
    /// Address of the network of speakers.
    pub network: String,
}

impl View for DataView<'_> {
    const TEMPLATE: &'static str = "data.html";
}

/// A table of the archive.
#[derive(Debug, Serialize)]
pub struct DataTable<'a> {
    /// What it is about.
    pub title: &'a str,
    /// How many rows it has.
    pub rows: usize,
    /// The names of its columns.
    pub columns: Vec<&'static str>,
    /// The file in each format.
    pub files: Vec<Link>,
}

/// The page of the archive's data.
pub fn data(site: Site<'_>) -> DataView<'_> {
    let title = site.locale.text("data");
    let metadata = metadata::list(site, title, "data/");
    DataView {
        page: Frame::new(site, title, "data/").described(site.locale.text("data-hint")).with(site, || metadata),
        tables: Table::ALL.map(|table| data_table(site, table)).into(),
        package: site.link(&DataFile::Package.address()),
        network: site.link(&DataFile::Network.address()),
    }
}

fn data_table(site: Site<'_>, table: Table) -> DataTable<'_> {
    let archive = site.archive;
    let rows = match table {
        Table::Articles => archive.articles.len(),
        Table::Quotations => archive.quotations.len(),
        Table::Speakers => archive.speakers.len(),
        Table::Topics => archive.topics.len(),
        Table::Sources => archive.sources.len(),
    };
    let file = |format: TableFormat| Link {
        text: format.label().replace(' ', "\u{a0}"),
        url: site.link(&DataFile::Table(table, format).address()),
    };
    DataTable {
        title: site.locale.text(table.name()),
        rows,
        columns: crate::export::fields(table).iter().map(|field| field.name).collect(),
        files: TableFormat::ALL.map(file).into(),
    }
}
