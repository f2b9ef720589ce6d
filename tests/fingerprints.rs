//! A page whose fingerprint stays the same keeps its bytes, whatever is changed in the content.

mod support;

use std::collections::BTreeMap;

use guillemet::digest::Digest;
use guillemet::plan::{Fingerprints, plan};
use guillemet::read::ContentFile;
use rayon::prelude::*;
use support::{TestSite, fixture_files};

/// The fingerprint and the bytes of each page, by file.
fn pages(site: &TestSite) -> BTreeMap<String, (Digest, String)> {
    let fingerprints = Fingerprints::new(&site.archive, site.config.per_page, Digest::of(""));
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

#[test]
fn a_page_that_changes_has_another_fingerprint() {
    let (config, content) = fixture_files();
    let before = pages(&TestSite::of_files(&config, content.clone()));
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
            let site = TestSite::of_files(&config, changed);
            if site.diagnostics.iter().any(guillemet::diagnostic::Diagnostic::is_error) {
                return (0, 0);
            }
            let after = pages(&site);
            let same = after.iter().filter_map(|(file, (made_of, text))| {
                let (made_of_before, text_before) = before.get(file)?;
                (made_of == made_of_before).then_some((file, text, text_before))
            });
            let same: Vec<_> = same.collect();
            for (file, text, text_before) in &same {
                assert_eq!(text, text_before, "{file}");
            }
            (1, same.len())
        })
        .reduce(|| (0, 0), |(a, b), (c, d)| (a + c, b + d));
    assert!(tried > 100, "{tried} changes of the fixture can be built");
    // Fingerprints are not simply always others.
    assert!(kept / tried > before.len() / 4, "{kept} of {} pages were kept", tried * before.len());
}
