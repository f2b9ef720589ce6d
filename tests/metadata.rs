//! What pages say to programs.

mod support;

use serde_json::{Value, json};
use support::TestSite;

const ARTICLE: &str = "---\ntitle: A </script> & \"B\"\ndate: 2023-06-05\nlang: fr\nplace: Oslo\ntopics: [otan]\n\
    source: {name: The Post, url: \"https://post.example/1\", archived: \"https://kept.example/1\"}\n\
    authors: [Ann Lee]\n---\n\n«Oui»{@jo-doe #yes original=\"https://talk.example/\" translation.en=\"Yes\"}.\n";
const TRANSLATION: &str = "---\ntitle: In English\ndate: 2023-06-07\nlang: en\ntranslation_of: a.md\n---\n\nText.\n";
const TOPIC: &str = "---\ntitle: Otan\n---\n";
const SPEAKER: &str = "---\nname: Jo Doe\nwikidata: Q42\nborn: 1950\nroles:\n  - title: Mayor\n    from: 2020\n---\n";

fn site() -> TestSite {
    TestSite::new(
        "base_url = \"https://a.example/sub/\"\nlanguage = \"en\"",
        &[
            ("articles/a.md", ARTICLE),
            ("articles/b.md", TRANSLATION),
            ("speakers/jo-doe.md", SPEAKER),
            ("topics/otan.md", TOPIC),
        ],
    )
}

/// The things of a page's JSON-LD by type.
fn thing(page: &str, kind: &str) -> Value {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("JSON-LD");
    let (text, _) = rest.split_once("</script>").expect("its end");
    let document: Value = serde_json::from_str(text).expect("JSON");
    let graph = document["@graph"].as_array().expect("a graph");
    graph.iter().find(|thing| thing["@type"] == kind).unwrap_or_else(|| panic!("no {kind} in {text}")).clone()
}

#[test]
fn an_article_in_the_words_of_schema_org() {
    let site = site();
    assert_eq!(site.problems(), "");
    let page = &site.build()["articles/2023/06/a/index.html"];
    let article = thing(page, "NewsArticle");
    assert_eq!(article["headline"], "A </script> & \"B\"");
    assert_eq!(article["isBasedOn"], "https://post.example/1");
    assert_eq!(article["archivedAt"], "https://kept.example/1");
    assert_eq!(article["citation"][0]["url"], "https://talk.example/");
    assert_eq!(article["mentions"][0]["@id"], "https://a.example/sub/speakers/jo-doe/");
    assert_eq!(article["about"][0]["@type"], "DefinedTerm");
    assert_eq!(article["hasPart"][0]["@id"], "https://a.example/sub/quotations/yes/");
    assert_eq!(article["workTranslation"][0]["headline"], "In English");
    let trail = thing(page, "BreadcrumbList");
    assert_eq!(trail["itemListElement"][1]["item"], "https://a.example/sub/articles/");
}

#[test]
fn a_quotation_a_speaker_and_the_site() {
    let pages = site().build();
    let quotation = thing(&pages["quotations/yes/index.html"], "Quotation");
    assert_eq!(quotation["text"], "Oui");
    assert_eq!(quotation["inLanguage"], "fr");
    assert_eq!(quotation["datePublished"], "2023-06-05");
    assert_eq!(quotation["spokenByCharacter"][0]["name"], "Jo Doe");
    assert_eq!(quotation["isPartOf"]["headline"], "A </script> & \"B\"");
    assert_eq!(quotation["workTranslation"][0], json!({"@type": "CreativeWork", "text": "Yes", "inLanguage": "en"}));
    let speaker = thing(&pages["speakers/jo-doe/index.html"], "Person");
    assert_eq!(speaker["sameAs"][0], "https://www.wikidata.org/wiki/Q42");
    assert_eq!(speaker["hasOccupation"][0]["hasOccupation"]["name"], "Mayor");
    let search = &thing(&pages["index.html"], "WebSite")["potentialAction"]["target"]["urlTemplate"];
    assert_eq!(search, "https://a.example/sub/search/?q={search_term_string}");
}

#[test]
fn tags_of_libraries() {
    let pages = site().build();
    let article = &pages["articles/2023/06/a/index.html"];
    for tag in [
        "<meta name=\"citation_title\" content=\"A &lt;&#x2F;script&gt; &amp; &quot;B&quot;\">",
        "<meta name=\"citation_publication_date\" content=\"2023/06/05\">",
        "<meta name=\"citation_author\" content=\"Ann Lee\">",
        "<meta name=\"z:itemType\" content=\"newspaperArticle\">",
        "<meta name=\"DC.language\" content=\"fr\">",
        "<meta property=\"og:type\" content=\"article\">",
        "hreflang=\"en\" title=\"In English\" href=\"https://a.example/sub/articles/2023/06/b/\"",
    ] {
        assert!(article.contains(tag) || article.replace("&#x2F;", "/").contains(&tag.replace("&#x2F;", "/")), "{tag}");
    }
    assert!(pages["quotations/yes/index.html"].contains("<meta name=\"citation_author\" content=\"Jo Doe\">"));
}

#[test]
fn a_publication_is_called_by_its_name_where_the_article_gives_its_identifier() {
    let site = TestSite::new(
        "",
        &[
            (
                "articles/a.md",
                "---\ntitle: A\ndate: 2024\nsource: the-post\nauthors: [Jean de La Tour]\n---\n\n«Oui»{@jo #yes}.\n",
            ),
            ("sources/the-post.md", "---\nname: The Morning Post\n---\n"),
        ],
    );
    let pages = site.build();
    let article = &pages["articles/2024/a/index.html"];
    assert!(article.contains("<meta name=\"citation_journal_title\" content=\"The Morning Post\">"));
    assert!(article.contains("<meta name=\"citation_author\" content=\"de La Tour, Jean\">"));
    assert!(article.contains(">The Morning Post</a>") && !article.contains(">the-post<"));
    let quotation = &pages["quotations/yes/index.html"];
    assert!(quotation.contains("<meta name=\"DC.publisher\" content=\"The Morning Post\">"));
}

#[test]
fn a_translation_of_nothing_is_reported() {
    let text = "---\ntitle: A\ntranslation_of: missing.md\n---\n\nText.\n";
    let site = TestSite::new("", &[("articles/a.md", text)]);
    assert_eq!(site.problems(), "error dead-link articles/a.md:3:17\n");
}
