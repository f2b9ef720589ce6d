//! Feeds: what is in them, in which order, and that they lead back.

mod support;

use support::TestSite;

const FIRST: &str = "---\ntitle: First & last\ndate: 2023-06\nupdated: 2023-07-02\ntopics: [water]\nsource: \
    {name: The Post, url: \"https://post.example/1\"}\nauthors: [Ann Lee]\n---\n\nHe said “yes”{@jo-doe} to \
    [all](second.md).\n";
const SECOND: &str = "---\ntitle: Second\ndate: 2024-01-09\nlang: fr\n---\n\n«Non»{@jo-doe date=2022-03-04}.\n";
const UNDATED: &str = "---\ntitle: Undated\n---\n\n“Perhaps”{@nobody-else}.\n";

fn site(config: &str) -> TestSite {
    TestSite::new(config, &[("articles/first.md", FIRST), ("articles/second.md", SECOND), ("articles/u.md", UNDATED)])
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn articles_of_the_archive_are_whole() {
    let pages = site("title = \"T\"\nbase_url = \"https://a.example/sub/\"").build();
    let feed = json(&pages["feed.json"]);
    assert_eq!(feed["feed_url"], "https://a.example/sub/feed.json");
    let items = feed["items"].as_array().expect("items");
    let titles: Vec<_> = items.iter().map(|item| item["title"].as_str().expect("a title")).collect();
    assert_eq!(titles, ["Second", "First & last"], "newest first, the undated left out");
    let first = &items[1];
    assert_eq!(first["id"], "https://a.example/sub/articles/2023/06/first/");
    assert_eq!(first["external_url"], "https://post.example/1");
    assert_eq!(first["date_published"], "2023-06-01T00:00:00Z");
    assert_eq!(first["date_modified"], "2023-07-02T00:00:00Z");
    assert_eq!(first["tags"], serde_json::json!(["Water"]));
    let html = first["content_html"].as_str().expect("HTML");
    assert!(html.contains("href=\"https://a.example/sub/articles/2024/01/second/\""), "{html}");
    assert!(html.contains("<a href=\"https://a.example/sub/speakers/jo-doe/\">"), "{html}");
}

#[test]
fn a_speaker_is_followed_by_quotations() {
    let pages = site("base_url = \"https://a.example/\"").build();
    let feed = json(&pages["speakers/jo-doe/feed.json"]);
    let titles: Vec<_> = feed["items"].as_array().expect("items").iter().map(|item| item["title"].clone()).collect();
    assert_eq!(titles.len(), 2);
    assert!(titles[0].as_str().is_some_and(|title| title.contains("“yes”")), "{titles:?}");
    assert!(pages["speakers/jo-doe/index.html"].contains("href=\"https://a.example/speakers/jo-doe/feed.xml\""));
    assert!(!pages.contains_key("speakers/nobody-else/feed.xml"), "nothing dated to follow");
    assert!(!pages["speakers/nobody-else/index.html"].contains("nobody-else/feed.xml"));
}

#[test]
fn atom_says_the_same() {
    let pages = site("base_url = \"https://a.example/\"").build();
    let atom = &pages["feed.xml"];
    assert!(atom.contains("<title>First &amp; last</title>"), "{atom}");
    assert!(atom.contains("<updated>2024-01-09T00:00:00Z</updated>"));
    assert_eq!(atom.matches("<entry ").count(), 2);
    assert!(pages.contains_key("topics/water/feed.xml") && pages.contains_key("sources/the-post/feed.json"));
}

#[test]
fn feeds_can_be_switched_off() {
    let pages = site("[outputs]\nfeeds = false").build();
    assert!(pages.keys().all(|name| !name.contains("feed.")));
    assert!(pages.values().all(|page| !page.contains("feed.xml")));
}
