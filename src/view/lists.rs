//! The list of all articles.

use serde::Serialize;

use super::frame::{Frame, Pager, pager};
use super::items::{ArticleItem, article_item};
use super::{Site, View};
use crate::archive::{ArticleIndex, Index};
use crate::plan::PageNumber;

/// The context of `articles.html`.
#[derive(Debug, Serialize)]
pub struct ArticlesView<'a> {
    /// The frame.
    pub page: Frame,
    /// `44 articles`.
    pub article_count: String,
    /// The articles of this page, newest first.
    pub articles: Vec<ArticleItem<'a>>,
    /// The way to the other pages.
    pub pager: Option<Pager>,
}

impl View for ArticlesView<'_> {
    const TEMPLATE: &'static str = "articles.html";
}

/// A page of the list of all articles.
pub fn articles(site: Site<'_>, number: PageNumber) -> ArticlesView<'_> {
    let count = site.archive.articles.len();
    let pager = pager(site, "articles/", number, count);
    let title = match &pager {
        Some(pager) if !number.is_first() => format!("{} – {}", site.locale.text("articles"), pager.label),
        _ => site.locale.text("articles").to_owned(),
    };
    let article_count = site.locale.counted("article-count", count);
    ArticlesView {
        page: Frame::new(site, title, &format!("articles/{}", number.suffix()))
            .described(format!("{} – {article_count}", site.config.title))
            .of_section(site, "articles")
            .listing(site),
        article_count,
        articles: number
            .slice(count, site.config.per_page)
            .map(|index| article_item(site, ArticleIndex::new(index)))
            .collect(),
        pager,
    }
}
