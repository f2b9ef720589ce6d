//! What leaves the archive as data: nothing is lost, nothing is said twice, and every format can be read.

mod support;

use biblatex::{Bibliography, ChunksExt};
use guillemet::archive::Index;
use guillemet::cite::{CitationForm, CitationStyle, article_reference, formatted, quotation_reference};
use guillemet::export;
use support::TestSite;

const ARTICLE: &str = "---
title: '100 % d’eau & {sel} $5_000 #1 ~x^2 \\ fin'
date: 2024-05
lang: fr
authors: [Jean de La Tour, \"Gaulle, Charles de\", Agence de bassin, Ada O’Brien]
source: {name: Gazette & Fils, url: \"https://gazette.example/a?b=c&d=e#f\"}
topics: [eau]
summary: Une ligne.
---

«Oui, c’est &lt;vrai&gt;»{@anna}, dit-elle, «et \\\"sûr\\\"»{+}.

[Le Fonds]{note=\"Créé en 2021.\"} dort. [Il dit non]{@bert}
";

fn site() -> TestSite {
    TestSite::new(
        "title = 'Archives'\nbase_url = 'https://a.example/x/'\nlanguage = 'fr'",
        &[
            ("articles/eau.md", ARTICLE),
            ("articles/rien.md", "---\ntitle: Rien\n---\n\nRien."),
            ("speakers/anna.md", "---\nname: Anna\n---\n"),
        ],
    )
}

fn index<I: Index>(number: usize) -> I {
    I::new(number)
}

#[test]
fn biblatex_is_read_back() {
    let site = site();
    let reference = article_reference(&site.archive, &site.config, index(0));
    let text = CitationForm::BibLatex.write(&reference);
    let bibliography = Bibliography::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let entry = bibliography.get("2024-05-eau").expect("the key");
    assert_eq!(entry.title().expect("a title").format_verbatim(), "100 % d’eau & {sel} $5_000 #1 ~x^2 \\ fin");
    assert_eq!(entry.journal().expect("a journal").format_verbatim(), "Gazette & Fils");
    let authors = entry.author().expect("authors");
    let names: Vec<_> = authors.iter().map(|name| (&*name.given_name, &*name.prefix, &*name.name)).collect();
    assert_eq!(
        names,
        [("Jean", "de", "La Tour"), ("Charles", "de", "Gaulle"), ("", "", "Agence de bassin"), ("Ada", "", "O’Brien"),]
    );
    assert_eq!(entry.url().expect("an address"), "https://a.example/x/articles/2024/05/eau/");
    let quoted = CitationForm::BibLatex.write(&quotation_reference(&site.archive, &site.config, index(0)));
    let bibliography = Bibliography::parse(&quoted).unwrap_or_else(|error| panic!("{error}\n{quoted}"));
    let entry = bibliography.iter().next().expect("an entry");
    assert_eq!(entry.get("annotation").expect("a note").format_verbatim(), "Anna: “Oui, c’est <vrai> […] et \"sûr\"”");
}

#[test]
fn ris_has_one_line_for_each_fact() {
    let site = site();
    let ris = CitationForm::Ris.write(&article_reference(&site.archive, &site.config, index(0)));
    let expected = [
        "TY  - NEWS",
        "ID  - 2024-05-eau",
        "TI  - 100 % d’eau & {sel} $5_000 #1 ~x^2 \\ fin",
        "AU  - de La Tour, Jean",
        "AU  - de Gaulle, Charles",
        "AU  - Agence de bassin",
        "AU  - O’Brien, Ada",
        "T2  - Gazette & Fils",
        "PY  - 2024",
        "DA  - 2024/05//",
        "UR  - https://a.example/x/articles/2024/05/eau/",
        "DB  - Archives",
        "LA  - fr",
        "AB  - Une ligne.",
        "KW  - Eau",
        "ER  - ",
        "",
    ];
    assert_eq!(ris, expected.join("\r\n"));
}

#[test]
fn references_are_formatted_and_escaped() {
    let site = site();
    let reference = quotation_reference(&site.archive, &site.config, index(0));
    let line = |style| formatted(&reference, style, &site.config.language);
    let url = &reference.url;
    let link = format!("<a href=\"{url}\">{url}</a>");
    let title = "100 % d’eau &amp; {sel} $5_000 #1 ~x^2 \\ fin";
    assert_eq!(
        line(CitationStyle::Iso690),
        format!(
            "LA TOUR, Jean de et al. {title}. \
             <i>Gazette &amp; Fils</i> [en ligne]. mai 2024. Archives. Disponible à l’adresse : {link}."
        )
    );
    for style in CitationStyle::ALL {
        let line = line(style);
        assert!(line.contains(title) && line.contains(&link) && line.contains("2024"), "{line}");
    }
    let bare = article_reference(&site.archive, &site.config, index(1));
    for style in CitationStyle::ALL {
        let line = formatted(&bare, style, &site.config.language);
        assert!(line.contains("Rien") && line.contains("Archives") && !line.contains(",)"), "{line}");
    }
}

#[test]
fn the_tei_of_an_article() {
    let tei = site().with_site(|site| export::tei(site, index(0)));
    let tei = String::from_utf8(tei).expect("UTF-8");
    let body = &tei[tei.find("<body>").expect("a body")..];
    insta::assert_snapshot!(body);
}

#[test]
fn the_annotations_of_an_article() {
    let bytes = site().with_site(|site| export::annotations(site, index(0)));
    let value: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    insta::assert_snapshot!(format!("{value:#}"));
}
