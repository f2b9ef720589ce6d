//! Annotations of others come into the right articles at the right place, and what cannot be placed is told.

mod support;

use guillemet::edit::{ArticleText, Target, remove};
use guillemet::export;
use guillemet::import::annotations::{Outcome, Result, place, read};
use guillemet::read::ContentPath;
use support::TestSite;

const ARTICLE: &str = "---
title: Eau
date: 2024-05-06
lang: fr
source: {name: Gazette, url: \"https://www.gazette.example/eau/?id=1\"}
---

«Oui», dit-elle, «et non». Il dit que l’eau monte. Le Fonds dort.
";

fn with(article: &str) -> TestSite {
    TestSite::new(
        "base_url = 'https://a.example/'",
        &[("articles/eau.md", article), ("speakers/anna.md", "---\nname: Anna Le Goff\naliases: [La Goff]\n---\n")],
    )
}

fn import(article: &str, json: &str) -> Result {
    let site = with(article);
    place(read(json).expect("annotations"), &site.archive, &site.config, |_| Some(article.to_owned()))
}

fn changed(result: &Result) -> &str {
    result.changed.values().next().expect("a changed article").text()
}

fn orphans(result: &Result) -> Vec<String> {
    let reason = |outcome: &Outcome| match outcome {
        Outcome::Orphan { reason } => Some(reason.clone()),
        _ => None,
    };
    result.placed.iter().filter_map(|placed| reason(&placed.outcome)).collect()
}

#[test]
fn an_export_of_hypothesis() {
    let json = r#"{"total": 4, "rows": [
        {"id": "h1", "uri": "http://gazette.example/eau?id=1&utm_source=x", "text": "Lequel ?", "tags": [],
         "target": [{"source": "http://gazette.example/eau?id=1", "selector": [
            {"type": "RangeSelector", "startOffset": 1},
            {"type": "TextPositionSelector", "start": 900, "end": 908},
            {"type": "TextQuoteSelector", "exact": "Le Fonds", "prefix": "monte. ", "suffix": " dort"}]}]},
        {"id": "h2", "uri": "https://gazette.example/eau?id=1", "text": "", "tags": ["speaker: La Goff", "topic:Crue"],
         "target": [{"source": "https://gazette.example/eau?id=1", "selector": [
            {"type": "TextQuoteSelector", "exact": "l'eau monte", "prefix": "", "suffix": ""}]}]},
        {"id": "h3", "uri": "https://gazette.example/eau?id=1", "text": "Page.", "tags": [],
         "target": [{"source": "https://gazette.example/eau?id=1"}]},
        {"id": "h4", "uri": "https://other.example/", "text": "Rien.", "tags": [],
         "target": [{"source": "https://other.example/", "selector": [
            {"type": "TextQuoteSelector", "exact": "Le Fonds"}]}]}]}"#;
    let result = import(ARTICLE, json);
    let text = changed(&result);
    assert!(text.contains("[Le Fonds]{note=\"Lequel ?\"} dort"), "{text}");
    assert!(text.contains("que [l’eau monte]{@anna topics=crue}."), "{text}");
    let expected =
        ["content/articles/eau.md: the passage holds no words", "no article comes from https://other.example/"];
    assert_eq!(orphans(&result), expected);
}

/// The article without any annotation.
fn bare(article: &str) -> String {
    let path = ContentPath::new("content/articles/eau.md");
    let mut file = ArticleText::read(&path, article.to_owned()).expect("an article");
    while !file.article().quotations.is_empty() {
        file = remove(&file, Target::Quotation(0)).expect("it goes");
    }
    while !file.article().notes.is_empty() {
        file = remove(&file, Target::Note(0)).expect("it goes");
    }
    file.text().to_owned()
}

#[test]
fn our_own_annotations_come_back() {
    let annotated = ARTICLE
        .replace("«Oui»", "«Oui»{@anna note=\"Sûr.\" original=\"https://b.example/\" translation.en=Yes}")
        .replace("«et non»", "«et non»{+}")
        .replace("Il dit que l’eau monte", "[Il dit que l’eau monte]{@?}")
        .replace("Le Fonds", "[Le Fonds]{note=\"Créé en 2021.\"}");
    let site = with(&annotated);
    let index = site.archive.articles.indices().next().expect("the article");
    let json = site.with_site(|site| String::from_utf8(export::annotations(site, index)).expect("UTF-8"));
    let bare = bare(&annotated);
    assert_eq!(bare, ARTICLE);
    let result = import(&bare, &json);
    assert_eq!(orphans(&result), [""; 0]);
    let same = |text: &str| text.replace(" translation.en=Yes", "").len();
    assert_eq!(same(changed(&result)), same(&annotated), "{}", changed(&result));
    for part in ["@anna", "note=\"Sûr.\"", "original=\"https://b.example/\"", "translation.en=Yes", "{+}", "{@?}"] {
        assert!(changed(&result).contains(part), "{part} in {}", changed(&result));
    }
    let again = import(&annotated, &json);
    assert!(
        again.changed.is_empty() && again.placed.iter().all(|it| matches!(it.outcome, Outcome::Known { .. })),
        "{again:?}"
    );
}

#[test]
fn what_is_no_annotation_is_refused() {
    for json in ["", "{}", "[]", "[1, {\"a\": 2}]", "{\"rows\": 3}"] {
        assert!(read(json).is_err(), "{json}");
    }
}
