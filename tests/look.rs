//! The look of the pages: colours that can be read, words for every text, right-to-left, share cards.

#[path = "support/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use program::Folder;

/// Two colours, for light and for dark paper, as three shares of light.
type Pair = [[f64; 3]; 2];

/// The colours of the style sheet by name.
fn colours() -> BTreeMap<String, Pair> {
    let css = fs::read_to_string("static/site.css").expect("the style sheet");
    let declarations = css.split(['{', ';']).filter_map(|declaration| declaration.trim().strip_prefix("--"));
    let pairs = declarations.filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let (light, dark) = value.trim().strip_prefix("light-dark(#")?.strip_suffix(')')?.split_once(", #")?;
        Some((name.to_owned(), [rgb(light), rgb(dark)]))
    });
    pairs.collect()
}

fn rgb(hexadecimal: &str) -> [f64; 3] {
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hexadecimal[at..at + 2], 16).expect("a colour")) / 255.0)
}

/// The contrast of two colours as WCAG 2 defines it.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let [red, green, blue] =
            colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// Halfway between two colours, as for the lower half of a tint laid over the page.
fn halfway(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|part| a[part] / 2.0 + b[part] / 2.0)
}

#[test]
fn everything_can_be_read_in_light_and_dark() {
    let colours = colours();
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut pair = |a: &str, b: &str| pairs.push((a.to_owned(), b.to_owned()));
    for ground in ["page", "veil"] {
        for ink in ["ink", "soft", "accent"] {
            pair(ink, ground);
        }
    }
    for slot in 1..=6 {
        pair(&format!("bar{slot}"), "page");
        pair("ink", &format!("tint{slot}"));
    }
    for (ink, heat) in [("ink", "heat1"), ("ink", "heat2"), ("page", "heat3"), ("page", "heat4")] {
        pair(ink, heat);
    }
    for (a, b) in &pairs {
        for (paper, name) in ["light", "dark"].iter().enumerate() {
            let ratio = contrast(colours[a][paper], colours[b][paper]);
            assert!(ratio >= 4.5, "{a} on {b}, {name}: {ratio:.2}");
        }
    }
    for slot in 1..=6 {
        for paper in [0, 1] {
            // The line under a passage stands on the passage's tint.
            let (bar, tint) = (colours[&format!("bar{slot}")][paper], colours[&format!("tint{slot}")][paper]);
            assert!(contrast(bar, tint) >= 4.5, "bar {slot} on its tint");
            assert!(contrast(colours["ink"][paper], halfway(tint, colours["page"][paper])) >= 4.5);
        }
    }
}

#[test]
fn every_speaker_has_a_line_of_their_own() {
    let css = fs::read_to_string("static/site.css").expect("the style sheet");
    let forms: BTreeSet<&str> = (1..=6)
        .map(|slot| {
            let start = css.find(&format!(".s{slot} {{")).expect("the speaker's rule");
            let rule = css[start..].split('}').next().expect("its end");
            rule.split_once(&format!("var(--tint{slot})")).expect("a tint").1
        })
        .collect();
    assert_eq!(forms.len(), 6, "{forms:?}");
}

/// The keys of a Fluent file.
fn keys(language: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(format!("locales/{language}.ftl")).expect("the interface texts");
    let is_key = |key: &str| key.starts_with(|letter: char| letter.is_ascii_lowercase());
    text.lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key.to_owned())
        .filter(|key| is_key(key))
        .collect()
}

/// What stands in a text behind each `start`, as far as letters of a key go.
fn behind<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = String> + 'a {
    text.split(start).skip(1).map(|rest| {
        let is_of_key = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        rest.chars().take_while(|letter| is_of_key(*letter)).collect()
    })
}

fn texts_below(folder: &Path, ending: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            texts.extend(texts_below(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            texts.push(fs::read_to_string(path).expect("a text"));
        }
    }
    texts
}

#[test]
fn no_text_of_the_interface_is_missing() {
    let english = keys("en");
    assert_eq!(english, keys("fr"), "English and French have the same texts");
    for template in texts_below(Path::new("templates"), ".html") {
        for marker in ["{ t.", "(t.", " t."] {
            for key in behind(&template, marker).filter(|key| !key.is_empty()) {
                assert!(english.contains(&key.replace('_', "-")), "a template asks for the unknown text {key}");
            }
        }
    }
    for source in texts_below(Path::new("src"), ".rs") {
        for call in ["locale.text(\"", "locale.counted(\"", "locale.filled(\""] {
            for key in behind(&source, call) {
                assert!(english.contains(&key), "the program asks for the unknown text {key}");
            }
        }
    }
}

/// The archive in Arabic, built.
fn arabic() -> Folder {
    let folder = Folder::new(&[]);
    copy(Path::new("tests/arabic"), Path::new(""), &folder);
    assert!(folder.run(&["build", "--quiet"]).starts_with("exit 0"));
    folder
}

fn copy(from: &Path, to: &Path, folder: &Folder) {
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let name = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &name, folder);
        } else {
            folder.write(&name.to_string_lossy(), fs::read(entry.path()).expect("a file"));
        }
    }
}

#[test]
fn right_to_left() {
    let folder = arabic();
    let page = |path: &str| fs::read_to_string(folder.path(&format!("public/{path}"))).expect(path);
    let article = page("articles/2024/06/al-sadd/index.html");
    assert!(article.contains("<html lang=\"ar\" dir=\"rtl\">"));
    // Plurals and words of the archive's own interface; English where it has none.
    assert!(article.contains("3 اقتباسات"), "few");
    assert!(page("speakers/index.html").contains("متحدثان"), "two");
    assert!(page("404.html").contains("This page does not exist"));
    // A passage in another language keeps its own, and its direction.
    let foreign = folder.files("public").into_keys().find(|path| path.contains("a-river-that-votes")).expect("a page");
    let foreign = page(&format!("{}/index.html", foreign.rsplit_once('/').expect("a folder").0));
    assert!(foreign.contains("<blockquote lang=\"en\" dir=\"ltr\">"));
    // The style sheet knows begin and end only, but for what has no logical name.
    let css = page("site.css");
    for physical in
        ["margin-left", "margin-right", "padding-left", "padding-right", "border-left", "border-right", "float:"]
    {
        assert!(!css.contains(physical), "{physical}");
    }
}

#[test]
fn share_cards_are_drawn_once() {
    let folder = arabic();
    let cards: Vec<(String, Vec<u8>)> =
        folder.files("public").into_iter().filter(|(path, _)| path.ends_with("/card.png")).collect();
    assert_eq!(cards.len(), 7);
    for (path, bytes) in &cards {
        assert_eq!(&bytes[1..4], b"PNG", "{path}");
        assert_eq!(bytes[16..24], [0, 0, 4, 176, 0, 0, 2, 118], "{path} is 1200 by 630");
    }
    let page = fs::read_to_string(folder.path(&format!("public/{}", cards[0].0.replace("card.png", "index.html"))));
    let address = format!("https://wadi.example/{}?v=", cards[0].0);
    assert!(page.expect("its page").contains(&format!("<meta property=\"og:image\" content=\"{address}")));

    // What shows the same is kept: another picture that bears the fingerprint of the first stays in its place.
    let (first, second) = (folder.path("public").join(&cards[0].0), folder.path("public").join(&cards[1].0));
    let mut marked = cards[0].1.clone();
    marked.extend(b"kept");
    fs::write(&first, &marked).expect("a marked picture");
    fs::write(&second, b"no picture").expect("a broken picture");
    folder.run(&["build", "--quiet"]);
    assert_eq!(fs::read(&first).expect("the first"), marked);
    assert_eq!(fs::read(&second).expect("the second"), cards[1].1);
    let old = fs::read_to_string(folder.path("content/speakers/layla-haddad.md")).expect("a speaker");
    folder.write("content/speakers/layla-haddad.md", old.replace("ليلى حداد", "ليلى الحداد"));
    folder.write("content/speakers/samir-nassar.md", "---\nname: سمير\n---\n");
    folder.run(&["build", "--quiet"]);
    assert_ne!(fs::read(&first).expect("the first"), marked, "another name, another picture");
}

#[test]
fn letters_that_no_card_can_show_are_reported() {
    let article = "---\ntitle: Nothing\ndate: 2024-05-01\n---\n\nOne sign: “無 नहीं”{@ada}, and “a word”{@ada}.\n";
    let folder = Folder::new(&[
        ("guillemet.toml", "base_url = \"https://a.example\"\n\n[outputs]\ncards = true\n"),
        ("content/articles/nothing.md", article),
        ("content/speakers/ada.md", "---\nname: Ada\n---\n"),
        ("fonts/web.woff2", "a font for pages"),
        ("fonts/broken.ttf", "no font"),
    ]);
    let said = folder.run(&["check"]);
    assert!(said.contains("letters-without-font"), "{said}");
    assert!(said.contains("cannot show `ं`, `न`, `ह`, `ी`, `無`: no font has them"), "{said}");
    assert!(said.contains("content/articles/nothing.md:6"), "{said}");
    assert_eq!(said.matches("unusable-font").count(), 2, "{said}");
    assert_eq!(said.matches("letters-without-font").count(), 1, "{said}");
    let said = folder.run(&["build"]);
    assert!(said.starts_with("exit 0\n3 warnings"), "{said}");
    let pictures = || -> Vec<Vec<u8>> {
        let files = folder.files("public").into_iter();
        files.filter(|(path, _)| path.ends_with("/card.png")).map(|(_, bytes)| bytes).collect()
    };
    let before = pictures();
    assert_eq!(before.len(), 2);

    // A font of the site brings the letters that it has; only the cards that need it are drawn again.
    folder.write("fonts/one-letter.ttf", fs::read("tests/fonts/one-letter.ttf").expect("the font"));
    let said = folder.run(&["check"]);
    assert!(said.contains("cannot show") && !said.contains("`無`"), "{said}");
    folder.run(&["build", "--quiet"]);
    let changed = before.iter().zip(&pictures()).filter(|(before, after)| before != after).count();
    assert_eq!(changed, 1);
    folder.write("content/articles/nothing.md", article.replace(" नहीं", ""));
    assert!(!folder.run(&["check"]).contains("letters-without-font"));
}

#[test]
fn the_style_sheet_is_sent_small_and_a_changed_one_as_it_is() {
    let folder = Folder::new(&[("content/articles/a.md", "---\ntitle: A\ndate: 2024\n---\n\nWords.\n")]);
    let source = fs::read_to_string("static/site.css").expect("the style sheet");
    let sent = |folder: &Folder| {
        folder.run(&["build", "--quiet"]);
        fs::read_to_string(folder.path("public/site.css")).expect("the sheet that is sent")
    };
    let small = sent(&folder);
    assert!(small.len() < 20_000 && !small.contains("/*") && !small.contains('\n'), "{}", small.len());
    assert_eq!(small.matches('{').count(), source.matches('{').count(), "every rule is there");
    folder.write("static/site.css", &source);
    assert_eq!(sent(&folder), small, "an unchanged copy");
    let own = format!("{source}\n/* Ours */ h1 {{ color: teal }}\n");
    folder.write("static/site.css", &own);
    assert_eq!(sent(&folder), own);
}

#[test]
fn a_colon_is_set_off_in_french_only() {
    let article = "---\ntitle: A\ndate: 2024-05-01\nlang: fr\n---\n\n« Un mot »{#mot @ada}, dit-elle.\n";
    let title = |language: &str| {
        let folder = Folder::new(&[
            ("guillemet.toml", &*format!("language = \"{language}\"\n")),
            ("content/articles/a.md", article),
            ("content/speakers/ada.md", "---\nname: Ada\n---\n"),
        ]);
        folder.run(&["build", "--quiet"]);
        let page = fs::read_to_string(folder.path("public/quotations/mot/index.html")).expect("the page");
        page.split_once("<title>").and_then(|(_, rest)| rest.split_once(" · ")).expect("a title").0.to_owned()
    };
    assert_eq!(title("en"), "Ada: «\u{202f}Un mot\u{202f}»");
    assert_eq!(title("fr"), "Ada\u{a0}: «\u{202f}Un mot\u{202f}»");
}
