//! What stands in `<main>` of each kind of page of a small archive that has one of everything.
//!
//! `INSTA_UPDATE=always cargo test --test pages` renews what is expected, in `tests/snapshots/`.

mod support;

use support::TestSite;

/// One page of each kind, and of articles and quotations those that differ.
const PAGES: &[(&str, &str)] = &[
    ("home", "index.html"),
    ("articles", "articles/index.html"),
    ("article in French", "articles/2023/06/le-pont/index.html"),
    ("article in English", "articles/2024/02/the-bridge/index.html"),
    ("article without a date", "articles/undated/index.html"),
    ("quotation with an identifier", "quotations/contrats/index.html"),
    ("quotation in two fragments", "quotations/le-pont-nous-ne-savons-pas-ea8796/index.html"),
    ("quotation in a footnote", "quotations/le-pont-ici-0f4128/index.html"),
    ("quotation by an unknown speaker", "quotations/le-pont-on-nous-a-promis-463e98/index.html"),
    ("speakers", "speakers/index.html"),
    ("speaker", "speakers/lea-roy/index.html"),
    ("speaker without a file", "speakers/a-resident/index.html"),
    ("topics", "topics/index.html"),
    ("topic", "topics/pont/index.html"),
    ("sources", "sources/index.html"),
    ("source", "sources/la-gazette/index.html"),
    ("timeline", "timeline/index.html"),
    ("year", "timeline/2023/index.html"),
    ("month", "timeline/2023/06/index.html"),
    ("free page", "about/index.html"),
    ("not found", "404.html"),
];

#[test]
fn the_main_part_of_every_kind_of_page() {
    let site = TestSite::fixture();
    let pages = site.build();
    for (name, file) in PAGES {
        expect(name, &support::main_of(&pages, file));
    }
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let pages = TestSite::fixture().build();
    let refresh = "<meta http-equiv=\"refresh\" content=\"0; url=/press/articles/2023/06/le-pont/\">";
    for old in ["2023/pont.html", "vieux-pont/index.html"] {
        assert!(pages[old].contains(refresh), "{}", pages[old]);
    }
    expect("redirect", &support::main_of(&pages, "2023/pont.html"));
}

#[test]
fn old_addresses_of_quotations_and_speakers_lead_on() {
    let article =
        "---\ntitle: A\ndate: 2024-05-01\naliases: [/articles/2024/05/old/]\n---\n«Oui»{@anna} «Non»{@anna #own}\n";
    let speaker = "---\nname: Anna Serre\naliases: [Anne Serre, Ben]\n---\n";
    let files =
        [("articles/new.md", article), ("speakers/anna.md", speaker), ("speakers/ben.md", "---\nname: Ben\n---\n")];
    let site = TestSite::new("", &files);
    let redirects: Vec<_> = site.archive.redirects.iter().map(|it| format!("{} → {}", it.from, it.to)).collect();
    assert_eq!(
        redirects,
        [
            "articles/2024/05/old/ → articles/2024/05/new/",
            "quotations/old-oui-861490/ → quotations/new-oui-861490/",
            "speakers/anne-serre/ → speakers/anna/",
        ]
    );
    let without = TestSite::new("[pages]\nquotations = false\n", &files);
    assert_eq!(without.archive.redirects.len(), 2);
}

#[test]
fn a_quotation_of_a_long_list_is_shown_with_its_own_item() {
    let items: String = (1..=200).map(|number| format!("{number}. «Oui {number}»{{@?}}, [dit-on](a.md).\n")).collect();
    let site = TestSite::new("", &[("articles/a.md", &format!("---\ntitle: A\n---\n{items}"))]);
    let page = site.main("quotations/a-oui-77-ad3b7e/index.html");
    assert!(page.contains("<ol start=\"77\">") && !page.contains("Oui 78"), "{page}");
    assert!(page.contains("<a href=\"/articles/a/\">dit-on</a>"), "{page}");
}

#[test]
fn a_topic_is_meant_by_its_title_in_any_language() {
    let topic = "---\ntitle: {fr: Munitions, en: Ammunition, de: Munition}\n---\n";
    let files = [
        (
            "articles/a.md",
            "---\ntitle: A\ndate: 2024\ntopics: [Ammunition, Munition]\n---\n\n“Yes”{@x topics=ammunition}",
        ),
        ("speakers/x.md", "---\nname: X\n---\n"),
        ("topics/munitions.md", topic),
        ("topics/shells.md", "---\ntitle: Shells\nparent: ammunition\n---\n"),
    ];
    let site = TestSite::new("", &files);
    assert_eq!(site.problems(), "");
    let pages = site.build();
    assert!(!pages.contains_key("topics/ammunition/index.html"));
    let main = support::main_of(&pages, "topics/munitions/index.html");
    assert!(main.contains("1 article · 1 quotation") && main.contains("/topics/shells/"), "{main}");
}

#[test]
fn the_files_that_search_engines_read() {
    let pages = TestSite::fixture().build();
    expect("robots", &pages["robots.txt"]);
    expect("sitemap", &pages["sitemap.xml"]);
}

/// Compares with `tests/snapshots/pages__NAME.snap`.
fn expect(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, description => name }, {
        insta::assert_snapshot!(name.replace(' ', "_"), text);
    });
}
