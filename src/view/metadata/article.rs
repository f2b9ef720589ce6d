//! What the page of an article says to programs.

use super::super::citation::article_alternates;
use super::others::{author, location, reference, topic_reference, website_reference};
use super::schema::{self, Thing, Work};
use super::{Alternate, Metadata, absolute, highwire_date};
use crate::archive::{ArticleIndex, SpeakerIndex};
use crate::view::{Site, article_image};

/// What the page of an article says to programs; `speakers` are those quoted in it, and `summary` says what it
/// is about.
pub fn article(site: Site<'_>, index: ArticleIndex, speakers: &[SpeakerIndex], summary: &str) -> Metadata {
    let row = &site.archive.articles[index];
    let article = &*row.article;
    let language = site.language(article.language.as_ref());
    let url = absolute(site, &row.address);
    let source = article.source.as_ref().map(|source| &source.value);
    let publication = publication(site, index);
    let date = article.date.map(|date| date.to_string()).unwrap_or_default();
    let topics: Vec<&str> =
        row.topics.iter().map(|topic| site.archive.topics[*topic].title.in_language(&site.config.language)).collect();
    let mut metadata =
        Metadata::new("article").about(Thing::NewsArticle(Box::new(thing(site, index, speakers, summary))));

    metadata.property("article:published_time", &date);
    metadata.property("article:modified_time", article.updated.map(|date| date.to_string()).unwrap_or_default());
    for topic in &topics {
        metadata.property("article:tag", *topic);
    }
    metadata.name("DC.title", &article.title);
    for author in &article.authors {
        metadata.name("DC.creator", author);
    }
    metadata.name("DC.date", &date);
    metadata.name("DC.language", language.tag());
    metadata.name("DC.publisher", publication);
    metadata.name("DC.source", publication);
    metadata.name("DC.identifier", &url);
    metadata.name("DC.description", summary);
    for topic in &topics {
        metadata.name("DC.subject", *topic);
    }
    metadata.name("DC.rights", article.rights.as_deref().unwrap_or_default());
    metadata.name("DC.type", "Text");
    metadata.name("DCTERMS.isVersionOf", source.and_then(|source| source.url.as_deref()).unwrap_or_default());

    // Zotero takes the type from its own vocabulary; without it every page with Highwire tags is an article of
    // a scholarly journal.
    metadata.name("z:itemType", "newspaperArticle");
    metadata.name("citation_title", &article.title);
    for author in crate::cite::article_reference(site.archive, site.config, index).authors {
        metadata.name("citation_author", author.highwire());
    }
    metadata.name("citation_publication_date", highwire_date(article.date));
    metadata.name("citation_journal_title", publication);
    metadata.name("citation_language", language.tag());
    metadata.name("citation_abstract", article.summary.as_deref().unwrap_or_default());
    metadata.name("citation_keywords", topics.join("; "));
    metadata.name("citation_public_url", &url);

    let versions = std::iter::once(&index).chain(&row.translations);
    if !row.translations.is_empty() {
        metadata.alternates.extend(versions.map(|index| version(site, *index)));
    }
    metadata.alternates.extend(article_alternates(site, index));
    metadata
}

/// A language version of an article.
fn version(site: Site<'_>, index: ArticleIndex) -> Alternate {
    let row = &site.archive.articles[index];
    Alternate {
        media_type: "",
        language: site.language(row.article.language.as_ref()).to_string(),
        title: row.article.title.clone(),
        url: absolute(site, &row.address),
    }
}

fn thing(site: Site<'_>, index: ArticleIndex, speakers: &[SpeakerIndex], summary: &str) -> schema::Article {
    let row = &site.archive.articles[index];
    let article = &*row.article;
    let source = article.source.as_ref().map(|source| &source.value);
    let details = || article.quotations.iter().filter_map(|quotation| quotation.details.as_deref());
    let mut originals: Vec<&str> = details().filter_map(|details| details.original.as_deref()).collect();
    originals.sort_unstable();
    originals.dedup();
    let work = |url: &str| Thing::CreativeWork(Box::new(Work { url: Some(url.to_owned()), ..Work::default() }));
    let is_translation = article.translation_of.is_some();
    let mut versions = row.translations.iter().map(|other| article_reference(site, *other));
    schema::Article {
        description: Some(summary.to_owned()).filter(|summary| !summary.is_empty()),
        date_modified: article.updated,
        author: article.authors.iter().map(|name| author(name)).collect(),
        is_based_on: source.and_then(|source| source.url.clone()),
        archived_at: source.and_then(|source| source.archived.clone()),
        is_part_of: Some(website_reference(site)),
        content_location: article.place.as_deref().map(location),
        copyright_notice: article.rights.clone(),
        image: article_image(site, article).map(|image| site.config.base_url.origin().to_owned() + &image),
        about: row.topics.iter().map(|topic| topic_reference(site, *topic)).collect(),
        mentions: speakers.iter().map(|speaker| reference(site, *speaker)).collect(),
        citation: originals.into_iter().map(work).collect(),
        has_part: site.archive.quotations_of(index).map(|index| quotation_reference(site, index)).collect(),
        // The first of the versions is the one that the others translate.
        translation_of_work: if is_translation { versions.next() } else { None },
        work_translation: if is_translation { Vec::new() } else { versions.collect() },
        ..brief(site, index)
    }
}

/// The name of the publication; the article itself may give its identifier.
pub fn publication(site: Site<'_>, index: ArticleIndex) -> &str {
    site.archive.articles[index].source.map(|source| site.archive.sources[source].name.as_str()).unwrap_or_default()
}

/// What is said of an article in a reference.
fn brief(site: Site<'_>, index: ArticleIndex) -> schema::Article {
    let row = &site.archive.articles[index];
    let article = &*row.article;
    let url = absolute(site, &row.address);
    schema::Article {
        id: url.clone(),
        url,
        headline: article.title.clone(),
        in_language: Some(site.language(article.language.as_ref()).to_string()),
        date_published: article.date,
        publisher: row.source.map(|source| super::others::source_reference(site, source)),
        ..schema::Article::default()
    }
}

/// An article that is referred to.
pub fn article_reference(site: Site<'_>, index: ArticleIndex) -> Thing {
    Thing::NewsArticle(Box::new(brief(site, index)))
}

fn quotation_reference(site: Site<'_>, index: crate::archive::QuotationIndex) -> Thing {
    let id = crate::view::quotation_permalink(site, &site.archive.quotations[index]);
    Thing::Quotation(Box::new(schema::Quotation { id, ..schema::Quotation::default() }))
}
