//! Files for web servers are written where the configuration asks for them.

mod support;

use std::io::Read;
use std::path::Path;

use guillemet::config::Compression;
use guillemet::write::{Memory, Output, Precompressed, Staging};
use support::TestSite;

const ARTICLE: &str = "---\ntitle: A\ndate: 2024-05-06\nslug: a\naliases: [/old/]\n---\n\nText\n";

#[test]
fn nothing_unless_asked_for() {
    let files = TestSite::new("", &[("articles/a.md", ARTICLE)]).build();
    assert!(!files.keys().any(|path| path.starts_with(['_', '.']) || path == "CNAME"));
}

#[test]
fn headers_redirects_and_domain() {
    let config = "base_url = 'https://press.org:444/a/'\n[host]\nheaders = true\nhsts = true\nredirects = true\n\
        cname = true\nnojekyll = true\n[outputs]\nsearch = false";
    let files = TestSite::new(config, &[("articles/a.md", ARTICLE)]).build();
    assert_eq!(files["CNAME"], "press.org\n");
    assert_eq!(files[".nojekyll"], "");
    assert_eq!(files["_redirects"], "/a/old/ /a/articles/2024/05/a/ 301\n");
    let headers = &files["_headers"];
    assert!(
        headers.starts_with("/a/*\n  Content-Security-Policy: default-src 'self'; script-src 'self'; "),
        "{headers}"
    );
    assert!(headers.contains("  Strict-Transport-Security: max-age=63072000"), "{headers}");
    assert!(headers.contains("/a/site.css\n  Cache-Control: public, max-age=31536000, immutable\n"), "{headers}");
    assert!(!files["sitemap.xml"].contains("_headers"));
}

#[test]
fn compressed_copies_hold_the_same_and_are_the_same_twice() {
    let page = "<p>Il faut des contrats signés.</p>".repeat(100);
    let all = [Compression::Gzip, Compression::Brotli, Compression::Zstandard];
    let build = || {
        let memory = Memory::default();
        let output = Precompressed::new(&memory, &all);
        for (path, bytes) in [("a.html", page.as_str()), ("small.html", "<p>"), ("photo.jpg", page.as_str())] {
            output.put(path, bytes.as_bytes(), None).expect("memory");
        }
        output.stream("table.csv", &|to| to.write_all(page.as_bytes()), None).expect("memory");
        output.stream("small.csv", &|to| to.write_all(b"a,b"), None).expect("memory");
        memory.into_files()
    };
    let files = build();
    assert_eq!(files, build());
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let of_tables = ["small.csv", "small.html", "table.csv", "table.csv.br", "table.csv.gz", "table.csv.zst"];
    assert_eq!(names, [&["a.html", "a.html.br", "a.html.gz", "a.html.zst", "photo.jpg"][..], &of_tables].concat());
    assert!(
        ["", ".br", ".gz", ".zst"]
            .iter()
            .all(|end| files[&format!("a.html{end}")] == files[&format!("table.csv{end}")])
    );
    let mut text = String::new();
    flate2::read::GzDecoder::new(files["a.html.gz"].as_slice()).read_to_string(&mut text).expect("gzip");
    assert_eq!(text, page);
    text.clear();
    brotli::Decompressor::new(files["a.html.br"].as_slice(), 4096).read_to_string(&mut text).expect("Brotli");
    assert_eq!(text, page);
    assert_eq!(zstd::decode_all(files["a.html.zst"].as_slice()).expect("Zstandard"), page.as_bytes());
}

#[test]
fn compressed_copies_are_made_anew_only_where_the_file_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let public = folder.path().join("public");
    let all = [Compression::Gzip, Compression::Brotli, Compression::Zstandard];
    let page = |words: &str| format!("<p>{words}</p>").repeat(100);
    let build = |pages: [(&str, &str); 2]| {
        let staging = Staging::begin(&public, folder.path()).expect("a folder");
        let output = Precompressed::new(&staging, &all);
        for (path, words) in pages {
            output.put(path, page(words).as_bytes(), None).expect("a file");
        }
        staging.commit().expect("a site")
    };
    build([("a.html", "Un pont"), ("b.html", "Une gare")]);
    // Another good copy, which no build would make: it shows whether the former one is kept.
    let own = zstd::encode_all(page("Un pont").as_bytes(), 1).expect("memory");
    std::fs::write(public.join("a.html.zst"), &own).expect("a file");
    // A broken one must not be kept.
    std::fs::write(public.join("a.html.gz"), b"broken").expect("a file");
    build([("a.html", "Un pont"), ("b.html", "Une gare neuve")]);
    assert_eq!(std::fs::read(public.join("a.html.zst")).expect("a copy"), own);
    let gzip = std::fs::read(public.join("a.html.gz")).expect("a copy");
    let mut text = String::new();
    flate2::read::GzDecoder::new(gzip.as_slice()).read_to_string(&mut text).expect("gzip");
    assert_eq!(text, page("Un pont"));
    let changed = std::fs::read(public.join("b.html.zst")).expect("a copy");
    assert_eq!(zstd::decode_all(changed.as_slice()).expect("Zstandard"), page("Une gare neuve").as_bytes());
    let summary = build([("a.html", "Un pont"), ("b.html", "Une gare neuve")]);
    assert_eq!((summary.added, summary.changed), (0, 0));
}

#[test]
fn unknown_compressions_are_refused() {
    let site = TestSite::new("[host]\nprecompressed = ['bz2']", &[("articles/a.md", ARTICLE)]);
    assert_eq!(site.problems(), "error unknown-choice guillemet.toml\n");
}

#[test]
fn the_rules_are_documented() {
    let page =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/publish.md")).expect("the page");
    for key in ["headers", "hsts", "redirects", "cname", "nojekyll", "precompressed", "history", "releases", "profile"]
    {
        assert!(page.contains(&format!("{key} = ")), "{key} is not documented");
    }
}
