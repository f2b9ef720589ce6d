//! What holds for every text, tried on texts made at random out of the pieces that articles are made of.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use guillemet::markup::{Mark, Weaving, weave};
use guillemet::model::{Article, Body};
use guillemet::read::{ContentFile, ContentKind, ContentPath};
use proptest::prelude::*;
use support::{TestSite, article};

/// Words, marks of all traditions, annotations whole and broken, and the syntax of Markdown.
const PIECES: &[&str] = &[
    "mot",
    "Élan",
    "l’eau",
    "isn't",
    "2 %",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    ". ",
    "«",
    "»",
    "‹",
    "›",
    "“",
    "”",
    "„",
    "‘",
    "’",
    "\"",
    "'",
    "「",
    "」",
    "[",
    "]",
    "](https://a.example)",
    "](#x)",
    "[[about]]",
    "{@a}",
    "{@a @b}",
    "{@?}",
    "{+}",
    "{note=\"un *mot* }\"}",
    "{@a #id via=\"Radio\" date=2023}",
    "{@a",
    "{",
    "}",
    "\\{",
    "\\",
    "*",
    "**",
    "_",
    "`",
    "~~",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n# ",
    "\n\n{@a}\n",
    "\n\n    ",
    "\n```\n",
    "\n| a | b |\n|---|---|\n| ",
    " | ",
    "[^1]",
    "\n\n[^1]: ",
    "\n\n[x]: https://b.example\n",
    "[x]",
    "<b>",
    "</b>",
    "<br>",
    "<!-- ",
    " -->",
    "&amp;",
    "&",
    "![i](/i.png)",
    "![i [j](/k) l](/i.png)",
    "\u{a0}",
    "\u{202f}",
    "\r\n",
    "\t",
    "…",
    "日本",
    "🙂",
    "e\u{301}",
    "---\n",
    "+++\n",
];

/// Annotated passages as they should be, alone and inside one another's Markdown.
const PASSAGES: &[&str] = &[
    "«mot *fort*»{@a} ",
    "“a ‘b’ c”{@b via=\"Radio\"} ",
    "[un [lien](https://a.example) [sic]]{@a @b} ",
    "[il dit «non»]{@?}, ",
    "«un[^1] deux»{@a}, dit-il, «trois»{+}. ",
    "*«quatre»*{@b} ",
    "[le Fonds]{note=\"Créé.\"} ",
    "\n\n{@a}\n> cinq\n> six\n\n",
    "\n\n«sept\n\n«huit»{@a}\n\n",
    "\n\n- «neuf»{@b}\n- dix\n\n",
    "\n\n# Titre «onze»{@a}\n\n",
    "\n\n| a | b |\n|---|---|\n| «douze»{@a} | x |\n\n",
    "\n\n[^1]: Note «treize»{@b}.\n\n",
    "`code` <b>gras</b> [[about]] &amp; \\{x} ",
];

/// Anything: mostly broken.
fn wild() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => prop::sample::select(PIECES), 1 => prop::sample::select(PASSAGES)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Annotated text without mistakes.
fn sound() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PASSAGES), 0..12).prop_map(|pieces| pieces.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![wild(), sound()]
}

/// The article that is made of a body, with the bytes of its file; nothing when it has none.
fn parsed(body: &str) -> Option<(TestSite, String)> {
    let file = article(body);
    let site = TestSite::new("language = 'fr'\nfrench_spacing = false", &[("articles/a.md", &file)]);
    (site.archive.articles.len() == 1).then_some((site, file))
}

fn article_of(site: &TestSite) -> &Article {
    &site.archive.articles.iter().next().expect("the article").article
}

fn marks(article: &Article) -> Vec<Mark> {
    let mark = |fragment: &guillemet::model::Fragment| Mark {
        span: fragment.markdown,
        form: fragment.form,
        class: "x".to_owned(),
        id: None,
    };
    article.quotations.iter().flat_map(|quotation| &quotation.fragments).map(mark).collect()
}

fn html(site: &TestSite, body: &Body, marks: Vec<Mark>) -> String {
    let base_url = &site.config.base_url;
    let labels = Default::default();
    let (french_spacing, trusted_html, only, targets) = (false, false, None, &[]);
    let woven = weave(Weaving { body, targets, marks, base_url, french_spacing, trusted_html, only, labels });
    woven.blocks.into_iter().map(|block| block.html).chain(woven.footnotes).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn marks_taken_away_leave_the_html_of_the_clean_text(body in text()) {
        let Some((site, _)) = parsed(&body) else { return Ok(()) };
        let article = article_of(&site);
        let marked = html(&site, &article.body, marks(article));
        let stripped = marked.replace("<mark class=\"x\">", "").replace("</mark>", "").replace(" class=\"x\"", "");
        prop_assert_eq!(stripped, html(&site, &article.body, Vec::new()));
    }

    #[test]
    fn cuts_put_back_give_the_file_byte_for_byte(body in text()) {
        let Some((site, file)) = parsed(&body) else { return Ok(()) };
        let body = &article_of(&site).body;
        let written = &file[body.offset as usize..];
        let mut whole = String::new();
        let (mut at, mut removed) = (0, 0);
        for cut in &body.cuts {
            whole.push_str(&body.markdown[at..cut.at as usize]);
            at = cut.at as usize;
            let piece = &written[at + removed..at + cut.removed as usize];
            prop_assert!(piece.contains(['{', '[', ']']), "{piece:?} is no syntax");
            whole.push_str(piece);
            removed = cut.removed as usize;
        }
        whole.push_str(&body.markdown[at..]);
        prop_assert_eq!(whole, written);
    }

    #[test]
    fn every_place_leads_back_to_the_words_of_the_file(body in text()) {
        let Some((site, file)) = parsed(&body) else { return Ok(()) };
        let article = article_of(&site);
        for fragment in article.quotations.iter().flat_map(|quotation| &quotation.fragments) {
            prop_assert!(!fragment.words.slice(article.body.plain.as_str()).trim().is_empty());
            prop_assert!(file.get(article.body.in_file(fragment.markdown).range()).is_some());
            prop_assert_eq!(file[fragment.syntax.range()].chars().next(), Some('{'));
        }
        for problem in &site.diagnostics {
            prop_assert!(problem.span.is_none_or(|span| file.get(span.range()).is_some()), "{problem:?}");
        }
    }


    #[test]
    fn no_bytes_are_too_much_for_the_parser(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for (folder, kind) in ContentKind::FOLDERS {
            let path = ContentPath::new(&format!("content/{folder}/a.md"));
            guillemet::parse::parse(ContentFile { path, kind, bytes: bytes.clone() });
        }
    }
}

// A whole site takes longer than one text.
proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_too_much_for_a_whole_site(body in wild(), front_matter in wild()) {
        let files = [
            ("articles/a.md", article(&body)),
            ("articles/b.md", format!("---\n{front_matter}\n---\n{body}")),
            ("articles/c.md", format!("+++\n{front_matter}\n+++\n{body}")),
            ("articles/d.md", front_matter.clone()),
            ("speakers/a.md", format!("---\nname: A\n---\n{body}")),
            ("topics/t.md", format!("---\n{front_matter}---\n{body}")),
            ("pages/about.md", format!("# About\n\n{body}")),
        ];
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        TestSite::new("", &files).build();
    }

    #[test]
    fn every_link_of_a_sound_site_leads_somewhere(first in sound(), second in sound()) {
        let about = "---\ntitle: About\n---\n\nAbout.\n";
        let site = TestSite::new(
            "base_url = 'https://reeds.example/press/'\nper_page = 2",
            &[("articles/a.md", &article(&first)), ("articles/b.md", &article(&second)), ("pages/about.md", about)],
        );
        prop_assert!(site.diagnostics.iter().all(|problem| !problem.is_error()), "{:?}", site.diagnostics);
        let pages = site.build();
        check_links(&pages);
        check_ids(&pages);
    }

    #[test]
    fn the_order_of_the_files_changes_nothing(seed in any::<u64>()) {
        let (config, mut files) = support::fixture_files();
        let sorted = TestSite::of_files(&config, files.clone()).build();
        // A shuffle by hash: the same seed gives the same order.
        files.sort_by_key(|file| {
            file.path.as_str().bytes().fold(seed, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        });
        prop_assert!(TestSite::of_files(&config, files).build() == sorted);
    }
}

/// Addresses of `static/`, which the plan does not know.
const ASSETS: &[&str] = &["site.css", "search.css", "site.js", "search.js", "favicon.svg", "fonts/"];

/// Every link within the site leads to a page of the plan, and every anchor to an element of that page.
fn check_links(pages: &BTreeMap<String, String>) {
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(file, html)| (file.as_str(), attribute_values(html, "id").collect())).collect();
    let base =
        pages.get("sitemap.xml").and_then(|map| map.split("<loc>").nth(1)?.split_once("</loc>")).expect("a sitemap").0;
    let path = base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
    for (file, html) in pages.iter().filter(|(file, _)| file.ends_with(".html")) {
        for target in attribute_values(html, "href").chain(attribute_values(html, "src")) {
            let (address, anchor) = target.split_once('#').unwrap_or((target, ""));
            let address = address.strip_prefix(base).map(|rest| format!("{path}{rest}")).unwrap_or(address.to_owned());
            let Some(address) = address.strip_prefix(path).or((address.is_empty()).then_some("")) else { continue };
            let address = address.split('?').next().unwrap_or_default();
            if ASSETS.iter().any(|asset| address.starts_with(asset)) {
                continue;
            }
            let wanted = match address {
                "" if target.starts_with('#') => file.clone(),
                folder if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
                file => file.to_owned(),
            };
            let known = ids.get(wanted.as_str()).unwrap_or_else(|| panic!("{file} links to {target}: no such page"));
            assert!(anchor.is_empty() || known.contains(anchor), "{file} links to {target}: no such anchor");
        }
    }
}

fn attribute_values<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!(" {name}=\"");
    html.match_indices(&opening)
        .map(|(at, _)| at + opening.len())
        .filter_map(|start| html[start..].split('"').next())
        .collect::<Vec<_>>()
        .into_iter()
}

/// No page has an `id` twice.
fn check_ids(pages: &BTreeMap<String, String>) {
    for (file, html) in pages {
        let mut seen = BTreeSet::new();
        for id in attribute_values(html, "id") {
            assert!(seen.insert(id), "{file} has the id {id} twice");
        }
    }
}

#[test]
fn every_link_of_the_fixture_leads_somewhere() {
    let pages = TestSite::fixture().build();
    check_links(&pages);
    check_ids(&pages);
}

#[test]
fn every_link_leads_somewhere_whatever_is_switched_off() {
    let outputs = ["feeds", "search", "citations", "annotations", "tei", "data"];
    let one = outputs.map(|output| (format!("[outputs]\n{output} = false"), vec![output]));
    let all = (format!("[outputs]\n{} = false", outputs.join(" = false\n")), outputs.to_vec());
    let pages = ["quotations", "timeline"].map(|page| (format!("[pages]\n{page} = false"), vec![page]));
    for (settings, off) in one.into_iter().chain([all]).chain(pages) {
        let (config, files) = support::fixture_files();
        let site = TestSite::of_files(&format!("{config}\n{settings}\n"), files);
        let pages = site.build();
        check_links(&pages);
        for output in off {
            let is_of_output = |file: &str| match output {
                "feeds" => file.ends_with("feed.xml") || file.ends_with("feed.json"),
                "citations" => file.contains("/cite."),
                "annotations" => file.ends_with("annotations.jsonld") || file.ends_with("article.txt"),
                "tei" => file.ends_with("article.tei.xml"),
                folder => file.starts_with(&format!("{folder}/")),
            };
            assert_eq!(pages.keys().find(|file| is_of_output(file)), None, "{settings}");
        }
    }
}

/// The words of the `body` of a TEI document, the captions of its pictures left out, and the pieces of each
/// passage in order, by its identifier.
fn words_of_tei(tei: &[u8]) -> (String, BTreeMap<String, Vec<String>>) {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    let text = std::str::from_utf8(tei).expect("UTF-8");
    let mut reader = Reader::from_str(text);
    let mut words = String::new();
    let mut passages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open: Vec<(String, Option<String>)> = Vec::new();
    loop {
        let mut add = |piece: &str, open: &[(String, Option<String>)]| {
            let is_inside = |name: &str| open.iter().any(|(open, _)| open == name);
            if is_inside("body") && !is_inside("figDesc") {
                words.push_str(piece);
                for id in open.iter().filter_map(|(_, id)| id.as_deref()) {
                    let (id, number) =
                        id.rsplit_once('.').map_or((id, 1), |(id, number)| (id, number.parse().expect("n")));
                    let pieces = passages.entry(id.to_owned()).or_default();
                    pieces.resize(pieces.len().max(number), String::new());
                    pieces[number - 1].push_str(piece);
                }
            }
        };
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                let name = String::from_utf8(start.name().as_ref().to_vec()).expect("UTF-8");
                let id = start.try_get_attribute("xml:id").expect("attributes");
                let id = id.map(|id| String::from_utf8(id.value.to_vec()).expect("UTF-8"));
                open.push((name.clone(), id.filter(|_| name == "said" || name == "seg")));
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Empty(empty) if empty.name().as_ref() == b"lb" => add("\n", &open),
            Event::Text(text) => add(&text.decode().expect("UTF-8"), &open),
            Event::GeneralRef(reference) => {
                let name = reference.decode().expect("UTF-8");
                let letter = reference.resolve_char_ref().expect("a reference");
                let known = || quick_xml::escape::resolve_predefined_entity(&name).expect("an entity").to_owned();
                add(&letter.map_or_else(known, String::from), &open);
            }
            Event::Eof => return (words, passages),
            _ => {}
        }
    }
}

fn without_white_space(text: &str) -> String {
    // XML has no way to write most control characters, so TEI shows that one was there.
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    letters.map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_text_of_tei_is_that_of_the_article(body in text()) {
        let Some((site, _)) = parsed(&body) else { return Ok(()) };
        let article = article_of(&site);
        let plain = article.body.plain.as_str();
        let index = site.archive.articles.indices().next().expect("the article");
        let (words, passages) = words_of_tei(&site.with_site(|site| guillemet::export::tei(site, index)));
        prop_assert_eq!(without_white_space(&words), without_white_space(plain));
        if site.diagnostics.iter().any(guillemet::diagnostic::Diagnostic::is_error) {
            return Ok(()); // Two quotations may have taken one identifier; such an archive is not published.
        }
        for (quotation, row) in article.quotations.iter().zip(site.archive.quotations.iter()) {
            let is_said = |at: usize| quotation.fragments.iter().any(|it| it.plain.range().contains(&at));
            let expected: String =
                plain.char_indices().filter(|(at, _)| is_said(*at)).map(|(_, letter)| letter).collect();
            let pieces = passages.get(&format!("q-{}", row.id)).map(|pieces| pieces.concat());
            prop_assert_eq!(without_white_space(&pieces.unwrap_or_default()), without_white_space(&expected));
        }
    }

    #[test]
    fn the_selectors_of_annotations_lead_back(body in text()) {
        let Some((site, _)) = parsed(&body) else { return Ok(()) };
        let article = article_of(&site);
        let plain = article.body.plain.as_str();
        let letters: Vec<char> = plain.chars().collect();
        let index = site.archive.articles.indices().next().expect("the article");
        let bytes = site.with_site(|site| guillemet::export::annotations(site, index));
        let value: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        let items = value["first"]["items"].as_array().expect("a list");
        prop_assert_eq!(items.len(), article.quotations.len() + article.notes.len());
        let quoted = article.quotations.iter().map(|it| it.fragments.iter().map(|it| it.plain).collect::<Vec<_>>());
        let passages = quoted.chain(article.notes.iter().map(|note| vec![note.plain]));
        for (item, passages) in items.iter().zip(passages) {
            let targets = item["target"].as_array().expect("a list");
            prop_assert_eq!(targets.len(), passages.len());
            for (target, passage) in targets.iter().zip(passages) {
                let (quote, position) = (&target["selector"][0], &target["selector"][1]);
                let text = |key: &str| quote[key].as_str().expect("a text").to_owned();
                let number = |key: &str| position[key].as_u64().expect("a number") as usize;
                let exact: String = letters[number("start")..number("end")].iter().collect();
                prop_assert_eq!(&exact, &text("exact"));
                prop_assert_eq!(&exact, passage.slice(plain));
                let before: String = letters[..number("start")].iter().collect();
                let behind: String = letters[number("end")..].iter().collect();
                prop_assert!(before.ends_with(&text("prefix")) && behind.starts_with(&text("suffix")));
            }
        }
    }
}
