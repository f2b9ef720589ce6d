//! What the page of a quotation says to programs.

use super::article::{article_reference, publication};
use super::others::{location, reference, topic_reference};
use super::schema::{self, Thing, Work};
use super::{Metadata, absolute, highwire_date};
use crate::archive::QuotationIndex;
use crate::view::card::card_url;
use crate::view::{Site, quotation_language, quotation_words};

/// What the page of a quotation says to programs; `title` is what it is called.
pub fn quotation(site: Site<'_>, index: QuotationIndex, title: &str) -> Metadata {
    let row = &site.archive.quotations[index];
    let article = &*site.archive.articles[row.article].article;
    let url = absolute(site, &row.address());
    let words = quotation_words(site, index);
    let date = row.date.map(|date| date.to_string()).unwrap_or_default();
    let language = quotation_language(site, index);
    let names: Vec<&str> = row.speakers.iter().map(|speaker| site.archive.speakers[*speaker].name.as_str()).collect();
    let topics: Vec<&str> =
        row.topics.iter().map(|topic| site.archive.topics[*topic].title.in_language(&site.config.language)).collect();
    let publication = publication(site, row.article);
    let mut metadata =
        Metadata::new("article").about(Thing::Quotation(Box::new(thing(site, index, words.clone().into_owned()))));

    if let Some(picture) = card_url(site, index) {
        metadata.property("og:image", picture);
        metadata.property("og:image:type", "image/png");
        metadata.property("og:image:width", "1200");
        metadata.property("og:image:height", "630");
        metadata.property("og:image:alt", title);
        metadata.has_card = true;
    }
    metadata.property("article:published_time", &date);
    metadata.name("DC.title", title);
    for name in &names {
        metadata.name("DC.creator", *name);
    }
    metadata.name("DC.date", &date);
    metadata.name("DC.language", language.tag());
    metadata.name("DC.publisher", publication);
    metadata.name("DC.identifier", &url);
    metadata.name("DC.description", words.as_ref());
    for topic in &topics {
        metadata.name("DC.subject", *topic);
    }
    metadata.name("DC.rights", article.rights.as_deref().unwrap_or_default());
    metadata.name("DC.type", "Text");
    metadata.name("DCTERMS.isPartOf", absolute(site, &site.archive.articles[row.article].address));

    metadata.name("z:itemType", "webpage");
    metadata.name("citation_title", title);
    for name in &names {
        metadata.name("citation_author", *name);
    }
    metadata.name("citation_publication_date", highwire_date(row.date));
    metadata.name("citation_language", language.tag());
    metadata.name("citation_abstract", words.as_ref());
    metadata.name("citation_keywords", topics.join("; "));
    metadata.name("citation_public_url", &url);
    metadata
}

fn thing(site: Site<'_>, index: QuotationIndex, words: String) -> schema::Quotation {
    let row = &site.archive.quotations[index];
    let details = site.archive.quotation(index).details.as_deref();
    let translations = details.map(|details| details.translations.as_slice()).unwrap_or_default();
    let translation = |(language, text): &(crate::model::Language, String)| {
        let (text, in_language) = (Some(text.clone()), Some(language.to_string()));
        Thing::CreativeWork(Box::new(Work { text, in_language, url: None }))
    };
    let url = absolute(site, &row.address());
    schema::Quotation {
        id: url.clone(),
        url: Some(url),
        text: Some(words),
        in_language: Some(quotation_language(site, index).to_string()),
        date_published: row.date,
        spoken_by_character: row.speakers.iter().map(|speaker| reference(site, *speaker)).collect(),
        is_part_of: Some(article_reference(site, row.article)),
        is_based_on: details.and_then(|details| details.original.clone()),
        location_created: details.and_then(|details| details.place.as_deref()).map(location),
        about: row.topics.iter().map(|topic| topic_reference(site, *topic)).collect(),
        work_translation: translations.iter().map(translation).collect(),
    }
}
