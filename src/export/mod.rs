//! The archive as data: each form a pure function from the site to bytes, one file per form; tables
//! and the network are written piece by piece.
//!
//! `docs/data.md` describes every field for those who use the data.

mod annotations;
mod citations;
mod network;
mod selector;
mod tables;
mod tei;
mod xml;

pub use annotations::annotations;
pub use citations::{article_citation, data_url, quotation_citation};
pub use network::write_network;
pub use selector::{TextSelector, UNRESERVED, text_fragment, text_selector};
pub use tables::{Field, Kind, fields, package, write_table};
pub use tei::tei;

/// The text on which the selectors of annotations count: the words alone, without any markup.
pub fn plain_text(site: crate::site::Site<'_>, index: crate::archive::ArticleIndex) -> Vec<u8> {
    site.archive.articles[index].article.body.plain.as_str().as_bytes().to_vec()
}
