//! CommonMark is never broken by the annotation syntax: text without annotations comes through as it is.

mod support;

use support::TestSite;

/// The Markdown that is left of a body, and what pulldown-cmark makes of it.
fn html(markdown: &str) -> String {
    let mut html = String::new();
    let parser = pulldown_cmark::Parser::new_ext(markdown, guillemet::parse::options());
    pulldown_cmark::html::push_html(&mut html, parser);
    html
}

fn check(markdown: &str) {
    let site = TestSite::new("", &[("articles/a.md", &format!("---\ntitle: A\n---\n{markdown}"))]);
    let row = site.archive.articles.iter().next().expect("the article");
    assert_eq!(html(&row.article.body.markdown), html(markdown), "{markdown}");
}

#[test]
fn own_examples() {
    for markdown in [
        "# A {#a}\n\n`{@x}` \\{@x} {a} {}\n",
        "«a» [b] “c” {not=quoted words} text\n",
        "    {@x}\n\n~~~\n«a»{@x}\n~~~\n",
        "[a]: /b\n\n[a] [a][] ![a] <b>{c}</b>\n",
        "| a | b |\n|---|--:|\n| {x} | \\{@y} |\n",
    ] {
        check(markdown);
    }
}

#[test]
fn a_link_in_the_words_for_a_picture_hides_nothing_behind_it() {
    let text = "---\ntitle: A\n---\nOne ![a [b](/c) d](https://e.example/p.png) two.\n\n“Three”{@?}, four.\n";
    let page = TestSite::new("", &[("articles/a.md", text)]).main("articles/a/index.html");
    for words in ["a b d", "two.", "“Three”", "four."] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

/// The examples of the specification, where the suite that fetches them has left them (a JSON list of texts).
#[test]
fn examples_of_the_specification() {
    let Some(path) = std::env::var_os("COMMON_MARK_EXAMPLES") else { return };
    let json = std::fs::read_to_string(path).expect("the examples");
    let examples: Vec<String> = serde_json::from_str(&json).expect("a list of texts");
    assert!(examples.len() > 600, "{} examples", examples.len());
    for markdown in examples {
        check(&markdown.replace('→', "\t"));
    }
}
