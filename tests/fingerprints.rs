//! A page whose fingerprint stays the same keeps its bytes, whatever is changed in the content.

mod support;

use std::collections::BTreeMap;

use guillemet::digest::Digest;
use guillemet::plan::{Fingerprints, plan};
use guillemet::read::{ContentFile, ContentKind, ContentPath};
use rayon::prelude::*;
use support::{TestSite, fixture_files};

/// The fingerprint and the bytes of each page, by file.
fn pages(site: &TestSite, content: &[ContentFile]) -> BTreeMap<String, (Digest, String)> {
    let files = content.iter().map(|file| (file.path.clone(), Digest::of(&file.bytes))).collect();
    let fingerprints = Fingerprints::new(&site.archive, &files, site.config.per_page, Digest::of(""));
    let mut texts = site.build();
    let pages = plan(&site.archive, &site.config).into_iter().map(|page| {
        let file = page.file(&site.archive);
        let text = texts.remove(&file).expect("a page of the plan");
        (file, (fingerprints.of(page), text))
    });
    pages.collect()
}

/// The content with one line of a file gone, or its last word or number another.
fn with_line_changed(content: &[ContentFile], file: usize, line: usize) -> [Vec<ContentFile>; 2] {
    let text = String::from_utf8_lossy(&content[file].bytes).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    let with = |changed: Option<String>| {
        let mut lines: Vec<&str> = lines.clone();
        match &changed {
            Some(changed) => lines[line] = changed,
            None => drop(lines.remove(line)),
        }
        let mut content = content.to_vec();
        content[file].bytes = (lines.join("\n") + "\n").into_bytes();
        content
    };
    [with(None), with(Some(other_end(lines[line])))]
}

fn other_end(line: &str) -> String {
    let Some((at, last)) = line.char_indices().rfind(|(_, letter)| letter.is_alphanumeric()) else {
        return line.to_owned();
    };
    let (before, behind) = (&line[..at], &line[at + last.len_utf8()..]);
    match last.to_digit(10) {
        Some(digit) => format!("{before}{}{behind}", (digit + 1) % 10),
        None => format!("{before}{last}x{behind}"),
    }
}

/// Files that are linked over more than one step, and not with their neighbours.
const LINKED: [(&str, &str); 12] = [
    (
        "articles/en.md",
        "---\ntitle: First\ndate: 2024-01-01\nlang: en\ntopics: [ports]\nsource: herald\nauthors: [Anna Holm]\n---\n\n\
         “One thing”{@bert}, said Bert. “Two things”{@carl via=\"Herald\"}, said Carl.\n",
    ),
    ("articles/between.md", "---\ntitle: Between\ndate: 2024-02-01\nlang: en\n---\n\n“Nothing”{@dora}, she said.\n"),
    (
        "articles/third.md",
        "---\ntitle: Third\ndate: 2024-03-01\nlang: en\ntopics: [trade]\nsource: herald\n---\n\n\
         “More”{@bert topics=\"ports\"}, said Bert of [the first](en.md).\n",
    ),
    ("articles/last.md", "---\ntitle: Last\ndate: 2024-04-01\nlang: en\ntopics: [sea]\n---\n\n“Less”{@bert}.\n"),
    (
        "articles/fr.md",
        "---\ntitle: Premier\ndate: 2024-05-01\nlang: fr\ntranslation_of: en.md\n---\n\n«Une chose»{@bert}.\n",
    ),
    ("speakers/anna-holm.md", "---\nname: Anna Holm\nsort_name: Holm, Anna\n---\n\nA writer.\n"),
    (
        "speakers/bert.md",
        "---\nname: Bert Ek\nroles:\n  - title: mayor\n    from: 2024-02\n---\n\nSee [the last](../articles/last.md).\n",
    ),
    ("speakers/carl.md", "---\nname: Carl Ost\n---\n"),
    ("topics/trade.md", "---\ntitle: Trade\n---\n"),
    ("topics/ports.md", "---\ntitle: Ports\nparent: trade\n---\n"),
    ("topics/sea.md", "---\ntitle: Sea\nparent: ports\n---\n"),
    ("sources/herald.md", "---\nname: The Herald\n---\n"),
];

#[test]
fn a_page_that_changes_has_another_fingerprint() {
    let (config, content) = fixture_files();
    check(&config, content);
}

#[test]
fn what_is_linked_over_more_than_one_step_counts() {
    let file = |(path, text): (&str, &str)| {
        let path = ContentPath::new(&format!("content/{path}"));
        let kind = ContentKind::of(&path).expect("a content folder");
        ContentFile { path, kind, bytes: text.as_bytes().to_vec() }
    };
    check("per_page = 2\n", LINKED.map(file).into());
}

/// Changes every line of the content, each at a time, and sees that pages with the same fingerprint are the same.
fn check(config: &str, content: Vec<ContentFile>) {
    let site = TestSite::of_files(config, content.clone());
    assert!(!site.problems().contains("error"), "{}", site.problems());
    let before = pages(&site, &content);
    let mut changes: Vec<Vec<ContentFile>> = Vec::new();
    for (file, it) in content.iter().enumerate() {
        let mut without = content.clone();
        without.remove(file);
        changes.push(without);
        let lines = String::from_utf8_lossy(&it.bytes).lines().count();
        changes.extend((0..lines).flat_map(|line| with_line_changed(&content, file, line)));
    }
    let (tried, kept) = changes
        .into_par_iter()
        .map(|changed| {
            let site = TestSite::of_files(config, changed.clone());
            if site.diagnostics.iter().any(guillemet::diagnostic::Diagnostic::is_error) {
                return (0, 0);
            }
            let after = pages(&site, &changed);
            let same = after.iter().filter_map(|(file, (made_of, text))| {
                let (made_of_before, text_before) = before.get(file)?;
                (made_of == made_of_before).then_some((file, text, text_before))
            });
            let same: Vec<_> = same.collect();
            for (file, text, text_before) in &same {
                assert!(text == text_before, "{file} has changed under its fingerprint");
            }
            (1, same.len())
        })
        .reduce(|| (0, 0), |(a, b), (c, d)| (a + c, b + d));
    assert!(tried > content.len() * 5, "only {tried} changes can be built");
    // Fingerprints are not simply always others.
    assert!(kept / tried > before.len() / 4, "{kept} of {} pages were kept", tried * before.len());
}
