//! References as files for reference managers.

use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::selector::UNRESERVED;
use crate::archive::{ArticleIndex, QuotationIndex};
use crate::cite::{CitationForm, article_reference, quotation_reference};
use crate::site::Site;

/// The reference to an article.
pub fn article_citation(site: Site<'_>, index: ArticleIndex, form: CitationForm) -> String {
    form.write(&article_reference(site.archive, site.config, index))
}

/// The reference to a quotation.
pub fn quotation_citation(site: Site<'_>, index: QuotationIndex, form: CitationForm) -> String {
    form.write(&quotation_reference(site.archive, site.config, index))
}

/// What must be encoded in an address of data.
const DATA: &AsciiSet = &UNRESERVED
    .remove(b'!')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b':')
    .remove(b';')
    .remove(b'/')
    .remove(b'@')
    .remove(b'=');

/// A small file as an address (RFC 2397), for a download that needs no file of its own on the server.
pub fn data_url(media_type: &str, text: &str) -> String {
    format!("data:{media_type};charset=utf-8,{}", utf8_percent_encode(text, DATA))
}
