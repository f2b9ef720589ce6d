//! Free pages, redirects and the page for addresses that do not exist.

use serde::Serialize;

use super::article::opening;
use super::frame::{Frame, Link};
use super::speaker::body_html;
use super::{Site, View, direction};
use crate::archive::PageIndex;

/// The context of `page.html`.
#[derive(Debug, Serialize)]
pub struct FreeView<'a> {
    /// The frame.
    pub page: Frame,
    /// Headline.
    pub title: &'a str,
    /// Language of the text.
    pub language: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The text, as HTML blocks.
    pub blocks: Vec<String>,
}

impl View for FreeView<'_> {
    const TEMPLATE: &'static str = "page.html";
}

/// A free page.
pub fn free(site: Site<'_>, index: PageIndex) -> FreeView<'_> {
    let row = &site.archive.pages[index];
    let language = site.language(row.page.language.as_ref());
    FreeView {
        page: Frame::new(site, row.page.title.clone(), &row.address)
            .described(row.page.summary.clone().unwrap_or_else(|| opening(row.page.body.plain.as_str()))),
        title: &row.page.title,
        language: language.tag(),
        direction: direction(language),
        blocks: body_html(site, &row.page.body, &row.targets),
    }
}

/// The context of `redirect.html`.
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// The frame; its address is the new one.
    pub page: Frame,
    /// The new address.
    pub url: String,
}

impl View for RedirectView {
    const TEMPLATE: &'static str = "redirect.html";
}

/// The page at an old address; the number is its place in the archive's list of redirects.
pub fn redirect(site: Site<'_>, place: usize) -> Option<RedirectView> {
    let redirect = site.archive.redirects.get(place)?;
    Some(RedirectView { page: Frame::new(site, site.locale.text("moved"), &redirect.to), url: site.link(&redirect.to) })
}

/// The context of `404.html`.
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// The frame.
    pub page: Frame,
    /// Where to go from here.
    pub links: Vec<Link>,
}

impl View for NotFoundView {
    const TEMPLATE: &'static str = "404.html";
}

/// The page for addresses that do not exist.
pub fn not_found(site: Site<'_>) -> NotFoundView {
    let link =
        |section: &str| Link { text: site.locale.text(section).to_owned(), url: site.link(&format!("{section}/")) };
    NotFoundView {
        page: Frame::new(site, site.locale.text("page-not-found"), "404.html"),
        links: ["articles", "speakers", "topics"].into_iter().map(link).collect(),
    }
}
