//! The page of a source.

use serde::Serialize;

use super::frame::{Frame, Pager, pager};
use super::items::{ArticleItem, QuotationItem, article_item, quotation_item};
use super::speaker::body_html;
use super::{Site, View, metadata};
use crate::archive::SourceIndex;
use crate::plan::{Followed, PageNumber};

/// The context of `source.html`.
#[derive(Debug, Serialize)]
pub struct SourceView<'a> {
    /// The frame.
    pub page: Frame,
    /// Name.
    pub name: &'a str,
    /// Identifier.
    pub id: &'a str,
    /// Its own site; empty when unknown.
    pub url: &'a str,
    /// What it is and where it appears, joined; empty when unknown.
    pub about: String,
    /// `5 articles`.
    pub article_count: String,
    /// Whether this is the first page, the only one with the description.
    pub is_first: bool,
    /// Description, as HTML blocks.
    pub description: Vec<String>,
    /// The articles of this page, newest first.
    pub articles: Vec<ArticleItem<'a>>,
    /// The quotations obtained through it in articles of other sources, newest first.
    pub relayed: Vec<QuotationItem<'a>>,
    /// The way to the other pages.
    pub pager: Option<Pager>,
}

impl View for SourceView<'_> {
    const TEMPLATE: &'static str = "source.html";
}

/// A page of a source.
pub fn source(site: Site<'_>, index: SourceIndex, number: PageNumber) -> SourceView<'_> {
    let source = &site.archive.sources[index];
    let file = source.file.as_deref();
    let per_page = site.config.per_page;
    let address = source.address();
    let count = source.articles.len().max(source.relayed.len());
    let pager = pager(site, &address, number, count);
    let title = match &pager {
        Some(pager) if !number.is_first() => format!("{} – {}", source.name, pager.label),
        _ => source.name.clone(),
    };
    let articles = source.articles.get(number.slice(source.articles.len(), per_page)).unwrap_or_default();
    let relayed = source.relayed.get(number.slice(source.relayed.len(), per_page)).unwrap_or_default();
    let article_count = site.locale.counted("article-count", source.articles.len());
    let about = file.map(|file| {
        let parts = [file.kind.as_deref(), file.place.as_deref(), file.country.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    SourceView {
        page: Frame::new(site, title, &format!("{address}{}", number.suffix()))
            .described(format!("{} – {article_count}", source.name))
            .below(site, "sources")
            .with(site, || metadata::source(site, index).followed(site, Followed::Source(index))),
        name: &source.name,
        id: source.id.as_str(),
        url: file.and_then(|file| file.url.as_deref()).unwrap_or_default(),
        about: about.unwrap_or_default(),
        article_count,
        is_first: number.is_first(),
        description: match file.filter(|_| number.is_first()) {
            Some(file) => body_html(site, &file.body, &source.targets),
            None => Vec::new(),
        },
        articles: articles.iter().map(|article| article_item(site, *article)).collect(),
        relayed: relayed.iter().map(|quotation| quotation_item(site, *quotation)).collect(),
        pager,
    }
}
