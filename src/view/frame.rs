//! What every page has around its content.

use std::collections::BTreeSet;

use serde::Serialize;

use super::metadata::{Alternate, Metadata, feeds, list, open_graph_locale, trail};
use super::{Site, direction};
use crate::markup::spaced;
use crate::plan::{Followed, PageNumber};

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// The address.
    pub url: String,
}

/// What the head of a page and the way to it say.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// Title of the page, without that of the site.
    pub title: String,
    /// One or two sentences about the page; empty when there is nothing to say.
    pub description: String,
    /// The whole address of the page.
    pub canonical: String,
    /// The way from the home page to this one, this one left out.
    pub breadcrumb: Vec<Link>,
    /// The address of the section in the menu to which the page belongs; empty for none.
    pub section: String,
    /// What the page says to programs.
    pub metadata: Metadata,
}

impl Frame {
    /// The frame of the page at `address`.
    pub fn new(site: Site<'_>, title: impl Into<String>, address: &str) -> Self {
        Self {
            title: title.into(),
            description: String::new(),
            canonical: site.config.base_url.absolute(address),
            breadcrumb: Vec::new(),
            section: String::new(),
            metadata: Metadata::new("website"),
        }
    }

    /// With a description.
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// Below a section of the menu, such as `articles`.
    pub fn below(mut self, site: Site<'_>, section: &str) -> Self {
        let url = site.link(&format!("{section}/"));
        self.breadcrumb.push(Link { text: site.locale.text(section).to_owned(), url: url.clone() });
        self.section = url;
        self
    }

    /// In a section of the menu, as its first page.
    pub fn of_section(mut self, site: Site<'_>, section: &str) -> Self {
        self.section = site.link(&format!("{section}/"));
        self
    }

    /// One step further down the way.
    pub fn then(mut self, text: impl Into<String>, url: String) -> Self {
        self.breadcrumb.push(Link { text: text.into(), url });
        self
    }

    /// With what it says to programs, where that is shown; the way to the page is added to it.
    pub fn with(mut self, site: Site<'_>, metadata: impl FnOnce() -> Metadata) -> Self {
        if site.shows("metadata") {
            self.metadata = metadata().finished(trail(site, &self.breadcrumb, &self.title, &self.canonical));
        }
        self
    }

    /// With the metadata of a page that lists others.
    pub fn listing(self, site: Site<'_>) -> Self {
        let (title, canonical) = (self.title.clone(), self.canonical.clone());
        self.with(site, || list(site, &title, &canonical))
    }
}

/// What is the same on all pages.
#[derive(Debug, Serialize)]
pub struct SiteFrame {
    /// Name of the archive.
    pub title: String,
    /// One or two sentences about the archive; empty when the configuration has none.
    pub description: String,
    /// Tag of the interface's language.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The language and its country as Open Graph writes them.
    pub locale: String,
    /// Address of the home page.
    pub home: String,
    /// The sections.
    pub menu: Vec<Link>,
    /// The free pages, and the page of the archive's data.
    pub pages: Vec<Link>,
    /// Who publishes the archive; empty when the configuration has none.
    pub publisher: String,
    /// Licence or rights statement; empty when the configuration has none.
    pub rights: String,
    /// Address of the search page; empty when search is switched off.
    pub search: String,
    /// Address of the search page's script.
    pub search_script: String,
    /// Address of the search page's style sheet.
    pub search_style: String,
    /// The feeds of the archive.
    pub feeds: Vec<Alternate>,
    /// Address of the style sheet.
    pub style: String,
    /// Addresses of the faces that every page needs, fetched before the style sheet asks for them.
    pub fonts: Vec<String>,
    /// Address of the icon.
    pub icon: String,
    /// Address of the script that offers what goes beyond reading.
    pub script: String,
}

/// What is the same on all pages; `asset` gives the address of a file of `static/`.
pub fn site_frame(site: Site<'_>, asset: impl Fn(&str) -> String) -> SiteFrame {
    let sections = ["articles", "speakers", "topics", "sources", "timeline"];
    let is_shown = |section: &&str| *section != "timeline" || site.config.pages.timeline;
    let section =
        |section: &str| Link { text: site.locale.text(section).to_owned(), url: site.link(&format!("{section}/")) };
    let description = site.config.description.as_deref().unwrap_or_default();
    let mut pages: Vec<_> = site.archive.pages.iter().collect();
    pages.sort_by_key(|row| (row.page.menu.unwrap_or(i64::MAX), row.address.clone()));
    SiteFrame {
        title: site.config.title.clone(),
        description: spaced(description, site.spaces_french(&site.config.language)).into_owned(),
        language: site.config.language.to_string(),
        direction: direction(&site.config.language),
        locale: open_graph_locale(&site.config.language),
        home: site.link(""),
        menu: sections.into_iter().filter(is_shown).map(section).collect(),
        pages: pages
            .into_iter()
            .map(|row| Link { text: row.page.title.clone(), url: site.link(&row.address) })
            .chain(
                site.config
                    .outputs
                    .data
                    .then(|| Link { text: site.locale.text("data").to_owned(), url: site.link("data/") }),
            )
            .collect(),
        publisher: site.config.publisher.clone().unwrap_or_default(),
        rights: site.config.rights.clone().unwrap_or_default(),
        search: if site.config.outputs.search { site.link("search/") } else { String::new() },
        search_script: asset("search.js"),
        search_style: asset("search.css"),
        feeds: feeds(site, Followed::Archive),
        style: asset("site.css"),
        // Without the hash of the other assets, since the style sheet names them so.
        fonts: ["fonts/serif.woff2", "fonts/serif-italic.woff2"].map(|font| site.link(font)).into(),
        icon: asset("favicon.svg"),
        script: asset("site.js"),
    }
}

/// The way through the pages of a long list.
#[derive(Debug, Serialize)]
pub struct Pager {
    /// `Page 2 of 7`.
    pub label: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// First, last and neighbouring pages; a gap has no address.
    pub pages: Vec<PagerStep>,
}

/// A page of a long list in its pager.
#[derive(Debug, Serialize)]
pub struct PagerStep {
    /// The number, or `…` for a gap.
    pub text: String,
    /// The address; nothing for a gap and for the page itself.
    pub url: Option<String>,
    /// Whether this is the page itself.
    pub is_current: bool,
}

/// The pager of a list whose first page is at `address`; nothing when one page holds it all.
pub fn pager(site: Site<'_>, address: &str, number: PageNumber, count: usize) -> Option<Pager> {
    let last = count.div_ceil(site.config.per_page).max(1);
    if last == 1 {
        return None;
    }
    let url = |number: usize| site.link(&format!("{address}{}", PageNumber::new(number).suffix()));
    let current = number.number();
    let mut pages = Vec::new();
    let mut before = 0;
    let shown = BTreeSet::from([1, current.saturating_sub(1), current, current + 1, last]);
    for page in shown.into_iter().filter(|page| (1..=last).contains(page)) {
        if page > before + 1 {
            pages.push(PagerStep { text: "…".to_owned(), url: None, is_current: false });
        }
        let is_current = page == current;
        let url = (!is_current).then(|| url(page));
        pages.push(PagerStep { text: site.locale.number(page), url, is_current });
        before = page;
    }
    let (page, of) = (site.locale.number(current), site.locale.number(last));
    Some(Pager {
        label: site.locale.filled("page-of", &[("page", &page), ("pages", &of)]),
        previous: (current > 1).then(|| url(current - 1)),
        next: (current < last).then(|| url(current + 1)),
        pages,
    })
}
