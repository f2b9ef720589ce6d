//! The search page.

use std::collections::BTreeSet;

use serde::Serialize;

use super::frame::{Frame, Link};
use super::items::quotation_language;
use super::{Site, View};

/// The context of `search.html`.
#[derive(Debug, Serialize)]
pub struct SearchView<'a> {
    /// The frame.
    pub page: Frame,
    /// Address of the folder of the index.
    pub index: String,
    /// What the results can be narrowed to.
    pub filters: Vec<Filter<'a>>,
    /// The indexes, for those who have no JavaScript.
    pub indexes: Vec<Link>,
}

impl View for SearchView<'_> {
    const TEMPLATE: &'static str = "search.html";
}

/// Something that the results can be narrowed to.
#[derive(Debug, Serialize)]
pub struct Filter<'a> {
    /// Its name in addresses, such as `speaker`.
    pub name: &'static str,
    /// Its name in words.
    pub label: &'a str,
    /// The choices, in order.
    pub choices: Vec<Choice>,
}

/// A choice of a filter.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// As in addresses.
    pub value: String,
    /// In words.
    pub label: String,
}

/// The search page.
pub fn search(site: Site<'_>) -> SearchView<'_> {
    let archive = site.archive;
    let speakers = archive.speakers.iter().map(|speaker| (speaker.name.as_str(), speaker.sort_name()));
    let topics = archive.topics.iter().map(|topic| topic.title.in_language(&site.config.language));
    let sources = archive.sources.iter().map(|source| source.name.as_str());
    let years: BTreeSet<i16> = archive.quotations.iter().filter_map(|row| row.date.map(|date| date.year())).collect();
    let years: BTreeSet<i16> = archive.months.iter().map(|month| month.year).chain(years).collect();
    let year = |year: &i16| Choice::same(format!("{year:04}"));
    let kind = |kind: &str| Choice { value: kind.to_owned(), label: site.locale.text(kind).to_owned() };
    let filters = [
        ("kind", "kind", ["article", "direct", "indirect", "mixed"].map(kind).into()),
        ("speaker", "speaker", sorted(site, speakers)),
        ("topic", "topic", sorted(site, topics.map(|title| (title, title)))),
        ("source", "source", sorted(site, sources.map(|name| (name, name)))),
        ("language", "language", languages(site)),
        ("year", "year", years.iter().rev().map(year).collect()),
    ];
    let filter = |(name, label, choices): (_, _, Vec<Choice>)| Filter { name, label: site.locale.text(label), choices };
    let link =
        |section: &str| Link { text: site.locale.text(section).to_owned(), url: site.link(&format!("{section}/")) };
    SearchView {
        page: Frame::new(site, site.locale.text("search"), "search/")
            .described(format!("{} – {}", site.config.title, site.locale.text("search")))
            .of_section(site, "search"),
        index: site.link(crate::plan::SEARCH_INDEX),
        filters: filters.into_iter().map(filter).filter(|filter| filter.choices.len() > 1).collect(),
        indexes: ["articles", "speakers", "topics", "sources"].into_iter().map(link).collect(),
    }
}

impl Choice {
    fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { value: text.clone(), label: text }
    }
}

/// Names in the order of the language, each once; the second of a pair is what a name is filed under.
fn sorted<'a>(site: Site<'a>, names: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Choice> {
    let mut names: Vec<(&str, &str)> = names.collect();
    names.sort_by(|a, b| site.locale.compare(a.1, b.1).then_with(|| site.locale.compare(a.0, b.0)));
    names.dedup_by_key(|(name, _)| *name);
    names.into_iter().map(|(name, _)| Choice::same(name)).collect()
}

/// The languages of the articles and quotations.
fn languages(site: Site<'_>) -> Vec<Choice> {
    let articles = site.archive.articles.iter().map(|row| site.language(row.article.language.as_ref()));
    let quotations = site.archive.quotations.indices().map(|index| quotation_language(site, index));
    let languages: BTreeSet<&str> = articles.chain(quotations).map(|language| language.tag()).collect();
    languages.into_iter().map(Choice::same).collect()
}
