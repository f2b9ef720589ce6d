//! The quotations and notes of an article as W3C Web Annotations (Recommendation of 23 February 2017).

use serde_json::{Map, Value, json};

use super::selector::{text_fragment, text_selector};
use crate::archive::{ArticleIndex, QuotationIndex};
use crate::cite::article_url;
use crate::model::{Note, SpeakerKind};
use crate::site::Site;
use crate::span::{Plain, Span};

/// An article's annotations, one collection of one page, as JSON-LD.
pub fn annotations(site: Site<'_>, index: ArticleIndex) -> Vec<u8> {
    let row = &site.archive.articles[index];
    let target = Target::new(site, index);
    let own = site.config.base_url.absolute(&format!("{}annotations.jsonld", row.address));
    let mut items: Vec<Value> = site
        .archive
        .quotations_of(index)
        .map(|quotation| quotation_annotation(site, &target, &own, quotation))
        .collect();
    items.extend(
        row.article.notes.iter().enumerate().map(|(number, note)| note_annotation(site, &target, &own, number, note)),
    );
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": own,
        "type": "AnnotationCollection",
        "label": row.article.title,
        "total": items.len(),
        "first": { "id": format!("{own}#page-1"), "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    let mut bytes = collection.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

/// What all annotations of an article are about.
struct Target<'a> {
    text: &'a str,
    source: Value,
    scope: String,
    original: Option<&'a str>,
}

impl<'a> Target<'a> {
    fn new(site: Site<'a>, index: ArticleIndex) -> Self {
        let row = &site.archive.articles[index];
        let language = row.article.language.as_ref().unwrap_or(&site.config.language);
        let address = format!("{}article.txt", row.address);
        Self {
            text: row.article.body.plain.as_str(),
            source: json!({
                "id": site.config.base_url.absolute(&address),
                "type": "Text",
                "format": "text/plain",
                "language": language.tag(),
            }),
            scope: article_url(site.config, site.archive, index),
            original: row.article.source.as_ref().and_then(|source| source.value.url.as_deref()),
        }
    }

    fn of(&self, passage: Span<Plain>) -> Value {
        let selector = text_selector(self.text, passage);
        json!({
            "type": "SpecificResource",
            "source": self.source,
            "scope": self.scope,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": selector.exact,
                    "prefix": selector.prefix,
                    "suffix": selector.suffix,
                },
                { "type": "TextPositionSelector", "start": selector.start, "end": selector.end },
            ],
        })
    }
}

fn annotation(site: Site<'_>, id: String, motivation: &str, body: Vec<Value>, target: Value) -> Map<String, Value> {
    let mut annotation = Map::new();
    annotation.insert("id".to_owned(), json!(id));
    annotation.insert("type".to_owned(), json!("Annotation"));
    annotation.insert("motivation".to_owned(), json!(motivation));
    annotation.insert(
        "creator".to_owned(),
        json!({
            "id": site.config.base_url.as_str(),
            "type": "Organization",
            "name": site.config.publisher.as_ref().unwrap_or(&site.config.title),
        }),
    );
    annotation.insert("body".to_owned(), Value::Array(body));
    annotation.insert("target".to_owned(), target);
    annotation
}

fn quotation_annotation(site: Site<'_>, target: &Target<'_>, own: &str, index: QuotationIndex) -> Value {
    let row = &site.archive.quotations[index];
    let quotation = site.archive.quotation(index);
    let details = quotation.details.as_deref();
    let language = site.config.language.tag();
    let mut body = Vec::new();
    for speaker in &row.speakers {
        let speaker = &site.archive.speakers[*speaker];
        let kind = if speaker.kind() == SpeakerKind::Person { "Person" } else { "Organization" };
        let id = site.config.base_url.absolute(&speaker.address());
        let source = json!({ "id": id, "type": kind, "name": speaker.name });
        body.push(json!({ "type": "SpecificResource", "purpose": "identifying", "source": source }));
    }
    body.push(json!({ "type": "TextualBody", "purpose": "tagging", "value": quotation.kind.as_str() }));
    for topic in &row.topics {
        let topic = &site.archive.topics[*topic];
        let id = site.config.base_url.absolute(&topic.address());
        let source = json!({ "id": id, "label": topic.title.in_language(&site.config.language) });
        body.push(json!({ "type": "SpecificResource", "purpose": "classifying", "source": source }));
    }
    if let Some(note) = details.and_then(|details| details.note.as_deref()) {
        body.push(comment(note, language));
    }
    for (language, text) in details.map(|details| details.translations.as_slice()).unwrap_or_default() {
        body.push(json!({
            "type": "TextualBody",
            "purpose": "describing",
            "value": text,
            "format": "text/plain",
            "language": language.tag(),
        }));
    }
    if let Some(original) = details.and_then(|details| details.original.as_deref()) {
        body.push(json!({ "type": "SpecificResource", "purpose": "linking", "source": original }));
    }
    let first = quotation.fragments.first().map_or(Span::at(0), |fragment| fragment.words);
    if let Some(original) = target.original {
        let passage = text_fragment(original, target.text, first);
        body.push(json!({ "type": "SpecificResource", "purpose": "linking", "source": passage }));
    }
    let targets = quotation.fragments.iter().map(|fragment| target.of(fragment.plain)).collect();
    let id = format!("{own}#q-{}", row.id);
    let mut annotation = annotation(site, id, "identifying", body, targets);
    annotation.insert("canonical".to_owned(), json!(site.config.base_url.absolute(&row.address())));
    Value::Object(annotation)
}

fn note_annotation(site: Site<'_>, target: &Target<'_>, own: &str, number: usize, note: &Note) -> Value {
    let body = vec![comment(&note.text, site.config.language.tag())];
    let id = format!("{own}#note-{}", number + 1);
    Value::Object(annotation(site, id, "commenting", body, json!([target.of(note.plain)])))
}

fn comment(text: &str, language: &str) -> Value {
    json!({
        "type": "TextualBody",
        "purpose": "commenting",
        "value": text,
        "format": "text/markdown",
        "language": language,
    })
}
