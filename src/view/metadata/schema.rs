//! The part of schema.org's vocabulary that pages use. Fields without a value are left out.

use serde::Serialize;

use crate::model::PartialDate;

/// Something that a page is about or refers to.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub enum Thing {
    /// The archive.
    WebSite(Box<WebSite>),
    /// A page that lists others.
    CollectionPage(Box<Page>),
    /// Any other page.
    WebPage(Box<Page>),
    /// An archived text.
    NewsArticle(Box<Article>),
    /// An attributed passage.
    Quotation(Box<Quotation>),
    /// Any other work: a speech, an interview, a translation.
    CreativeWork(Box<Work>),
    /// A human being who speaks.
    Person(Box<Agent>),
    /// A body that speaks or publishes.
    Organization(Box<Agent>),
    /// A topic.
    DefinedTerm(Box<Term>),
    /// A list of terms.
    DefinedTermSet(Box<Page>),
    /// A place.
    Place {
        /// What it is called.
        name: String,
    },
    /// The way from the home page to a page.
    BreadcrumbList {
        /// Its steps.
        #[serde(rename = "itemListElement")]
        steps: Vec<Step>,
    },
}

/// A site.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebSite {
    #[serde(rename = "@id")]
    pub id: String,
    pub url: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Thing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright_notice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub potential_action: Option<SearchAction>,
}

/// What a page is called and where it is.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    #[serde(rename = "@id")]
    pub id: String,
    pub url: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_part_of: Option<Box<Thing>>,
}

/// How a site can be searched.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub struct SearchAction {
    pub target: EntryPoint,
    /// The part of the address that the searcher fills in.
    #[serde(rename = "query-input")]
    pub query_input: &'static str,
}

/// An address with a gap.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct EntryPoint {
    pub url_template: String,
}

/// An archived text.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    #[serde(rename = "@id")]
    pub id: String,
    pub url: String,
    pub headline: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<PartialDate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Thing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Thing>,
    /// The address at which the text was first published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_based_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_part_of: Option<Thing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_location: Option<Thing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright_notice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The topics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Thing>,
    /// The speakers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Thing>,
    /// The speeches and interviews from which it quotes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub citation: Vec<Thing>,
    /// The quotations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub has_part: Vec<Thing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation_of_work: Option<Thing>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub work_translation: Vec<Thing>,
}

/// An attributed passage.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Quotation {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spoken_by_character: Vec<Thing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_part_of: Option<Thing>,
    /// The address of the speech or interview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_based_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_created: Option<Thing>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Thing>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub work_translation: Vec<Thing>,
}

/// A work of any kind.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Work {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
}

/// A person or a body; in a reference only its identifier and its name.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Agent {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    pub name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternate_name: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub death_date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub founding_date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dissolution_date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub has_occupation: Vec<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Thing>,
}

/// An occupation and the time during which it was held.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct Role {
    pub has_occupation: Occupation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<PartialDate>,
}

/// An office.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub struct Occupation {
    pub name: String,
}

/// A topic.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Term {
    #[serde(rename = "@id")]
    pub id: String,
    pub url: String,
    pub name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternate_name: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_defined_term_set: Option<Box<Thing>>,
}

/// A step of a way.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
pub struct Step {
    /// From 1.
    pub position: usize,
    pub name: String,
    /// The address.
    pub item: String,
}
