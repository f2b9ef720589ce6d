//! What leaves the archive as data: nothing is lost, nothing is said twice, and every format can be read.

mod support;

use biblatex::{Bibliography, ChunksExt};
use guillemet::archive::Index;
use guillemet::cite::{CitationForm, article_reference, formatted, quotation_reference};
use guillemet::export;
use guillemet::model::CitationStyle;
use guillemet::plan::{Table, TableFormat};
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
    let line = |style| formatted(&reference, &[style], &site.config.language).remove(0);
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
    for line in formatted(&bare, &CitationStyle::ALL, &site.config.language) {
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

fn bytes_of(site: &TestSite, table: Table, format: TableFormat) -> Vec<u8> {
    site.with_site(|site| {
        let mut bytes = Vec::new();
        export::write_table(site, table, format, &mut bytes).expect("a Vec takes everything");
        bytes
    })
}

/// The rows of a table out of its JSON Lines.
fn json_rows(site: &TestSite, table: Table) -> Vec<serde_json::Value> {
    let text = String::from_utf8(bytes_of(site, table, TableFormat::JsonLines)).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn json_row(row: &parquet::record::Row) -> serde_json::Value {
    row.get_column_iter().map(|(name, field)| (name.clone(), json_value(field))).collect()
}

fn json_value(field: &parquet::record::Field) -> serde_json::Value {
    use parquet::record::Field;
    match field {
        Field::Null => serde_json::Value::Null,
        Field::Str(text) => text.as_str().into(),
        Field::Long(number) => (*number).into(),
        Field::ListInternal(list) => list.elements().iter().map(json_value).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_formats_of_a_table_say_the_same() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let site = site();
    for table in Table::ALL {
        let json = json_rows(&site, table);
        let columns: Vec<&str> = export::fields(table).iter().map(|field| field.name).collect();
        let csv = bytes_of(&site, table, TableFormat::Csv);
        let mut csv = csv::Reader::from_reader(csv.strip_prefix("\u{feff}".as_bytes()).expect("a mark"));
        assert_eq!(csv.headers().expect("a header"), columns);
        let csv: Vec<_> = csv.records().map(|row| row.expect("a row")).collect();
        let parquet = SerializedFileReader::new(bytes::Bytes::from(bytes_of(&site, table, TableFormat::Parquet)));
        let parquet = parquet.expect("a file");
        let parquet: Vec<_> =
            parquet.get_row_iter(None).expect("rows").map(|row| json_row(&row.expect("a row"))).collect();
        assert_eq!(parquet, json, "{}", table.name());
        assert_eq!(csv.len(), json.len());
        for (csv, json) in csv.iter().zip(&json) {
            for (cell, column) in csv.iter().zip(&columns) {
                let expected = match &json[*column] {
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::String(text) => text.clone(),
                    serde_json::Value::Array(items) => {
                        items.iter().map(|item| item.as_str().expect("a text")).collect::<Vec<_>>().join(";")
                    }
                    other => other.to_string(),
                };
                assert_eq!(cell, expected, "{} {column}", table.name());
            }
        }
    }
}

#[test]
fn every_quotation_is_once_in_every_export() {
    let site = TestSite::fixture();
    let ids: Vec<&str> = site.archive.quotations.iter().map(|row| row.id.as_str()).collect();
    let in_table: Vec<String> =
        json_rows(&site, Table::Quotations).iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect();
    assert_eq!(in_table, ids);
    let mut annotated = 0;
    for index in site.archive.articles.indices() {
        let (tei, annotations) = site.with_site(|site| (export::tei(site, index), export::annotations(site, index)));
        let (tei, annotations) = (String::from_utf8_lossy(&tei), String::from_utf8_lossy(&annotations));
        for quotation in site.archive.quotations_of(index) {
            let id = &site.archive.quotations[quotation].id;
            assert_eq!(tei.matches(&format!("<said xml:id=\"q-{id}\"")).count(), 1, "{id}");
            assert_eq!(annotations.matches(&format!("annotations.jsonld#q-{id}\"")).count(), 1, "{id}");
            annotated += 1;
        }
    }
    assert_eq!(annotated, ids.len());
}

#[test]
fn the_network_joins_who_is_quoted_together() {
    let network = site().with_site(|site| {
        let mut bytes = Vec::new();
        export::write_network(site, &mut bytes).expect("a Vec takes everything");
        bytes
    });
    let network = String::from_utf8(network).expect("UTF-8");
    let edge = "<edge source=\"anna\" target=\"bert\"><data key=\"weight\">1</data></edge>";
    assert_eq!(network.matches("<node ").count(), 2, "{network}");
    assert_eq!(network.matches("<edge ").count(), 1, "{network}");
    assert!(network.contains(edge), "{network}");
}

#[test]
fn the_documentation_lists_every_column() {
    let documentation = include_str!("../docs/data.md");
    for table in Table::ALL {
        let mut expected =
            format!("### `{}`\n\n| column | type | meaning | standard |\n| --- | --- | --- | --- |\n", table.name());
        for field in export::fields(table) {
            let row =
                format!("| `{}` | {} | {} | {} |\n", field.name, field.kind.as_str(), field.meaning, field.standard);
            expected.push_str(&row.replace("|  |", "| |"));
        }
        assert!(documentation.contains(&expected), "docs/data.md must say:\n\n{expected}");
    }
}
