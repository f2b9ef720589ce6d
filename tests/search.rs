//! What can be found, and that the index is the same again and taken over when nothing changed.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use guillemet::locale::Locale;
use guillemet::read::read_theme;
use guillemet::search::{self, records};
use guillemet::view::Site;
use guillemet::write::{Memory, Staging};
use support::TestSite;

const FIRST: &str = "---\ntitle: First\ndate: 2023-06\nlang: en\ntopics: [water]\nsource: The Post\n---\n\n\
    He said “*never* again”{@jo-doe date=2022-03-04} and “well,” he added, “perhaps”{@jo-doe}.\n";
const SECOND: &str = "---\ntitle: Deuxième\ndate: 2024-01-09\nlang: fr\n---\n\n«Des barrages»{@jo-doe}, puis rien.\n";

fn archive(second: &str) -> TestSite {
    TestSite::new("language = \"en\"", &[("articles/first.md", FIRST), ("articles/second.md", second)])
}

fn with<T>(archive: &TestSite, then: impl FnOnce(Site<'_>) -> T) -> T {
    let (theme, _) = read_theme(Path::new("/nonexistent"));
    let locale = Locale::new(&archive.config.language, &theme.locales, &mut Vec::new());
    then(Site::new(&archive.archive, &archive.config, &locale))
}

#[test]
fn articles_and_quotations_are_records() {
    with(&archive(SECOND), |site| {
        let all: Vec<_> = site.archive.articles.indices().flat_map(|index| records(site, index)).collect();
        let brief: Vec<_> =
            all.iter().map(|it| (it.kind, it.language.tag(), it.text.trim(), it.speakers.len())).collect();
        assert_eq!(
            brief,
            [
                ("article", "fr", "«Des barrages», puis rien.", 1),
                ("direct", "fr", "Des barrages", 1),
                ("article", "en", "He said “never again” and “well,” he added, “perhaps”.", 1),
                ("direct", "en", "never again", 1),
                ("direct", "en", "perhaps", 1),
            ]
        );
        let quotation = &all[3];
        assert!(quotation.address.starts_with("articles/2023/06/first/#q-"), "{}", quotation.address);
        assert_eq!(quotation.date.map(|date| date.to_string()).as_deref(), Some("2022-03-04"));
        assert_eq!((quotation.topics.as_slice(), quotation.source), ([TOPIC].as_slice(), Some("The Post")));
    });
}

const TOPIC: &str = "Water";

fn index(archive: &TestSite, threads: usize) -> BTreeMap<String, Vec<u8>> {
    let output = Memory::default();
    with(archive, |site| search::write(site, &output, threads, usize::MAX).expect("an index"));
    output.into_files()
}

#[test]
fn the_index_is_the_same_again() {
    let files = index(&archive(SECOND), 1);
    assert_eq!(files, index(&archive(SECOND), 4));
    for name in ["fr/pagefind.js", "fr/wasm.fr.pagefind", "en/pagefind-worker.js", "shards.json"] {
        assert!(files.contains_key(&format!("search/index/{name}")), "{name} among {:?}", files.keys());
    }
    assert!(files.keys().all(|name| !name.contains("-ui")), "no ready-made interface");
}

#[test]
fn only_what_changed_is_indexed_again() {
    let root = tempfile::tempdir().expect("a folder");
    let output = root.path().join("public");
    let build = |archive: &TestSite| {
        with(archive, |site| {
            let staging = Staging::begin(&output, root.path()).expect("a staging folder");
            let summary = search::write(site, &staging, 1, 0).expect("an index");
            staging.commit().expect("a site");
            (summary.records, summary.shards, summary.kept)
        })
    };
    assert_eq!(build(&archive(SECOND)), (5, 2, 0));
    assert_eq!(build(&archive(SECOND)), (5, 2, 2));
    assert_eq!(build(&archive(&SECOND.replace("rien", "tout"))), (5, 2, 1));
    let script = output.join("search/index/en/pagefind.js");
    std::fs::remove_file(&script).expect("the script");
    assert_eq!(build(&archive(SECOND)), (5, 2, 0), "a shard that is not whole is made again");
    assert!(script.is_file());
}

#[test]
fn search_can_be_switched_off() {
    assert!(archive(SECOND).build().contains_key("search/index.html"));
    let site = TestSite::new("[outputs]\nsearch = false", &[("articles/first.md", FIRST)]);
    let pages = site.build();
    assert!(!pages.contains_key("search/index.html"));
    assert!(pages.values().all(|page| !page.contains("/search/")));
}
