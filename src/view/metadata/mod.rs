//! What a page says to programs: Open Graph, Dublin Core and Highwire tags, other versions, schema.org JSON-LD.

mod article;
mod json_ld;
mod others;
mod quotation;
mod schema;

use std::borrow::Cow;

use icu::locale::{LanguageIdentifier, LocaleExpander};
use serde::Serialize;

use super::Site;
use crate::model::{Language, PartialDate};
use crate::plan::{FeedFormat, Followed};

pub use article::article;
use json_ld::{JsonLd, script_text};
pub use others::{list, source, speaker, topic, trail, website};
pub use quotation::quotation;
use schema::Thing;

/// What the head of a page says to programs beside title, description and canonical address.
#[derive(Debug, Serialize)]
pub struct Metadata {
    /// Open Graph's kind of page: `website`, `article` or `profile`.
    pub kind: &'static str,
    /// Whether a picture made for sharing is among the tags.
    pub has_card: bool,
    /// Further tags of the head, in order.
    pub tags: Vec<Tag>,
    /// The same in other languages and formats.
    pub alternates: Vec<Alternate>,
    /// The feeds of what the page is about.
    pub feeds: Vec<Alternate>,
    /// What the page is about, in schema.org's words: JSON-LD that may stand in a `script`; empty for none.
    pub json_ld: String,
    #[serde(skip)]
    things: Vec<Thing>,
}

/// A tag of the head.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// The attribute that holds the name: `name`, or `property` for Open Graph.
    pub attribute: &'static str,
    /// The name, such as `citation_title`.
    pub name: &'static str,
    /// What is said.
    pub content: String,
}

/// Another version of the page.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// The media type; empty for a page.
    pub media_type: &'static str,
    /// Tag of the language, where it is the language that differs; empty otherwise.
    pub language: String,
    /// What it is, in words.
    pub title: String,
    /// The whole address.
    pub url: String,
}

impl Metadata {
    /// Of a page of a kind about nothing in particular.
    pub fn new(kind: &'static str) -> Self {
        Self {
            kind,
            has_card: false,
            tags: Vec::new(),
            alternates: Vec::new(),
            feeds: Vec::new(),
            json_ld: String::new(),
            things: Vec::new(),
        }
    }

    /// With the feeds that follow the page, where there are any.
    pub fn followed(mut self, site: Site<'_>, followed: Followed) -> Self {
        self.feeds = feeds(site, followed);
        self
    }

    /// With another thing that the page is about.
    pub fn about(mut self, thing: Thing) -> Self {
        self.things.push(thing);
        self
    }

    /// With JSON-LD of all that the page is about, `trail` being the way to it from the home page.
    pub fn finished(mut self, trail: Option<Thing>) -> Self {
        self.things.extend(trail);
        if !self.things.is_empty() {
            self.json_ld = script_text(&JsonLd::new(&self.things));
        }
        self
    }

    /// Adds a tag with a `name`, unless there is nothing to say.
    fn name<'a>(&mut self, name: &'static str, content: impl Into<Cow<'a, str>>) {
        self.tag("name", name, content.into());
    }

    /// Adds a tag with a `property`, unless there is nothing to say.
    fn property<'a>(&mut self, name: &'static str, content: impl Into<Cow<'a, str>>) {
        self.tag("property", name, content.into());
    }

    fn tag(&mut self, attribute: &'static str, name: &'static str, content: Cow<'_, str>) {
        if !content.is_empty() {
            self.tags.push(Tag { attribute, name, content: content.into_owned() });
        }
    }
}

/// The feeds of what a page is about, one per format; none when feeds are switched off or nothing is dated.
pub fn feeds(site: Site<'_>, followed: Followed) -> Vec<Alternate> {
    if !site.config.outputs.feeds || !followed.has_feed(site.archive) {
        return Vec::new();
    }
    let feed = |format: FeedFormat| Alternate {
        media_type: format.media_type(),
        language: String::new(),
        title: format.name().to_owned(),
        url: absolute(site, &followed.address(format, site.archive)),
    };
    FeedFormat::ALL.map(feed).into()
}

/// The language and its most likely country as Open Graph writes them: `fr_FR` for `fr`.
pub fn open_graph_locale(language: &Language) -> String {
    let Ok(mut identifier) = language.tag().parse::<LanguageIdentifier>() else { return String::new() };
    LocaleExpander::new_extended().maximize(&mut identifier);
    match identifier.region {
        Some(region) => format!("{}_{region}", identifier.language),
        None => identifier.language.to_string(),
    }
}

/// The date as Highwire Press tags write it: `2023/06/05`.
fn highwire_date(date: Option<PartialDate>) -> String {
    date.map(|date| date.to_string().replace('-', "/")).unwrap_or_default()
}

/// The whole address of a page of the site.
fn absolute(site: Site<'_>, address: &str) -> String {
    site.config.base_url.absolute(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_have_a_country() {
        for (tag, locale) in [("fr", "fr_FR"), ("en-GB", "en_GB"), ("pt-BR", "pt_BR")] {
            let language: Language = tag.parse().expect("a language");
            assert_eq!(open_graph_locale(&language), locale);
        }
    }
}
