//! Articles of every kind of source, brought into an archive in a temporary folder.

use std::path::Path;

use guillemet::check::check;
use guillemet::config::Config;
use guillemet::import::{Block, Inline, Item, Options, Outcome, Report, import, passages, tidy, typeset};
use guillemet::link::{LinkOptions, link};
use guillemet::parse::{Document, parse, parse_all, scan};
use guillemet::read::{ContentFile, ContentKind, ContentPath, read_content};
use proptest::prelude::*;

/// An archive in a folder of its own.
struct TestArchive {
    folder: tempfile::TempDir,
}

impl TestArchive {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn import_with(&self, sources: &[&str], options: &Options) -> Report {
        let sources: Vec<String> = sources.iter().map(|source| (*source).to_owned()).collect();
        let present = if self.root().join("content").is_dir() { read_content(self.root()).0 } else { Vec::new() };
        import(&sources, self.root(), present, options, &|_, _| {})
    }

    fn import(&self, sources: &[&str]) -> Report {
        self.import_with(sources, &Options::default())
    }

    /// Writes a file beside the archive and returns its path.
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.root().join("in").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, bytes).expect("a file");
        path.display().to_string()
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).expect("a content file")
    }

    /// What `check` says beside warnings, and broken hashes.
    fn errors(&self) -> Vec<String> {
        let (files, mut problems) = read_content(self.root());
        let parsed = parse_all(files);
        problems.extend(parsed.iter().flat_map(|parsed| parsed.diagnostics.clone()));
        let documents = parsed.into_iter().filter_map(|parsed| parsed.document).collect();
        let config = Config::default();
        let statics = std::collections::BTreeSet::new();
        let (archive, linked) = link(documents, LinkOptions { config: &config, drafts: true, statics: &statics });
        problems.extend(linked);
        problems.extend(check(&archive, &problems));
        problems.iter().filter(|it| it.is_error()).map(|it| format!("{} {}", it.code, it.message)).collect()
    }
}

fn fixture(name: &str) -> String {
    format!("{}/tests/import/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The content files and notes that come of a fixture; what they are is checked as well.
fn outcome(name: &str) -> String {
    let archive = TestArchive::new();
    let report = archive.import(&[&fixture(name)]);
    assert_eq!(archive.errors(), Vec::<String>::new());
    report.items.iter().map(|item| described(&archive, item)).collect()
}

fn described(archive: &TestArchive, item: &Item) -> String {
    match &item.outcome {
        Outcome::Imported { path, notes, .. } => {
            let note = |note: &guillemet::import::Note| {
                let dropped = note.dropped.as_deref().map(|words| format!("\n| {}", words.replace('\n', "\n| ")));
                format!("[{}] {}{}\n", note.code, note.message, dropped.unwrap_or_default())
            };
            let notes: String = notes.iter().map(note).collect();
            format!("=== {path}\n{}\n--- notes\n{notes}", archive.read(path))
        }
        Outcome::Failed(failure) => format!("=== failed [{}] {}\n", failure.code, failure.message),
        Outcome::Skipped { same_as, reason, .. } => format!("=== skipped: {reason} as {same_as}\n"),
        Outcome::PassedOver { reason } => format!("=== passed over: {reason}\n"),
    }
}

#[test]
fn a_page_of_a_newspaper() {
    insta::assert_snapshot!(outcome("newspaper.html"));
}

/// Pages as they were written in the nineties, in windows-1252, which few of them declare.
#[test]
fn pages_laid_out_by_tables() {
    let pages = [
        "layout-of-tables.html",
        "layout-of-fonts.html",
        "layout-of-columns.htm",
        "layout-of-a-typewriter.html",
        "layout-of-a-gazette.html",
    ];
    insta::assert_snapshot!(pages.map(outcome).concat());
}

#[test]
fn a_hostile_page() {
    insta::assert_snapshot!(outcome("hostile.html"));
}

#[test]
fn plain_text() {
    insta::assert_snapshot!(outcome("exchange.txt"));
}

#[test]
fn an_export_of_hugo() {
    insta::assert_snapshot!(outcome("hugo.md"));
}

#[test]
fn a_page_of_zola() {
    insta::assert_snapshot!(outcome("zola.md"));
}

#[test]
fn a_post_of_jekyll() {
    insta::assert_snapshot!(outcome("2018-11-03-le-pont-rouvre.md"));
}

#[test]
fn a_note_of_obsidian() {
    insta::assert_snapshot!(outcome("obsidian.md"));
}

#[test]
fn a_feed() {
    insta::assert_snapshot!(outcome("feed.xml"));
}

#[test]
fn a_feed_in_atom() {
    insta::assert_snapshot!(outcome("atom.xml"));
}

#[test]
fn a_feed_in_json() {
    insta::assert_snapshot!(outcome("feed.json"));
}

#[test]
fn a_table() {
    let archive = TestArchive::new();
    let mapping =
        [("title", "headline"), ("date", "published")].map(|(field, column)| (field.to_owned(), column.to_owned()));
    let options = Options { mapping: mapping.to_vec(), ..Options::default() };
    let report = archive.import_with(&[&fixture("table.csv")], &options);
    assert_eq!(archive.errors(), Vec::<String>::new());
    insta::assert_snapshot!(report.items.iter().map(|item| described(&archive, item)).collect::<String>());
}

#[test]
fn columns_that_are_not_there() {
    let archive = TestArchive::new();
    let csv = archive.file("a.csv", "headline,text\nUn pont,Il penche.\n");
    let json =
        archive.file("b.jsonl", "{\"text\": \"Il penche.\"}\n{\"text\": \"Il tombe.\", \"headline\": \"Un pont\"}\n");
    let check = |column: &str, expected: &str| {
        let options =
            Options { mapping: vec![("title".to_owned(), column.to_owned())], dry_run: true, ..Options::default() };
        for file in [&csv, &json] {
            let failures = archive.import_with(&[file], &options).items;
            let told = failures.iter().find_map(|item| match &item.outcome {
                Outcome::Failed(failure) => Some(format!("{} {}", failure.code, failure.remedy)),
                _ => None,
            });
            assert_eq!(told.unwrap_or_default(), expected, "{file}");
        }
    };
    check("headlien", "unknown-column did you mean `headline`? Correct `--map`");
    check("zzz", "unknown-column correct `--map`");
    check("headline", "");
}

#[test]
fn what_somebody_says_is_found_while_importing() {
    let archive = TestArchive::new();
    let text = "Le pont rouvre\n\n«Nous avons attendu deux ans», a déclaré la maire, Anna Brémond.\n\n\
        Elle a précisé que les camions attendraient l’été.\n";
    let report = archive.import(&[&archive.file("a.txt", text)]);
    let Some(Outcome::Imported { quotations, .. }) = report.items.first().map(|item| &item.outcome) else {
        panic!("{report:?}")
    };
    let told: Vec<String> = quotations
        .iter()
        .map(|it| format!("{} {}: {}", it.kind.as_str(), it.speaker, it.fragments.join(" … ")))
        .collect();
    assert_eq!(
        told,
        ["direct Anna Brémond: «Nous avons attendu deux ans»", "indirect Anna Brémond: les camions attendraient l’été"]
    );
}

#[test]
fn nothing_is_overwritten_and_duplicates_are_told() {
    let archive = TestArchive::new();
    let text = |words: &str| {
        format!("Le titre\n\n5 mai 2020\n\nVoici un texte {words} dont les mots se suivent sans fin.\n\nVoilà.")
    };
    let one = archive.file("1.txt", text("premier"));
    let two = archive.file("2.txt", text("second, et bien différent,"));
    let same = archive.file("3.txt", text("PREMIER !"));
    let report = archive.import(&[&one, &two, &same]);
    let paths: Vec<&str> = report.paths().collect();
    assert_eq!(paths, ["content/articles/2020/le-titre.md", "content/articles/2020/le-titre-2.md"]);
    assert_eq!((report.skipped(), report.failed()), (1, 0));
    let before = archive.read("content/articles/2020/le-titre.md");
    let again = archive.import(&[&one, &two]);
    assert_eq!((again.paths().count(), again.skipped()), (0, 2));
    let options = Options { keep_duplicates: true, ..Options::default() };
    let kept: Vec<String> = archive.import_with(&[&one], &options).paths().map(str::to_owned).collect();
    assert_eq!(kept, ["content/articles/2020/le-titre-3.md"]);
    assert_eq!(archive.read("content/articles/2020/le-titre.md"), before);
}

#[test]
fn a_bad_file_does_not_stop_the_rest() {
    let archive = TestArchive::new();
    archive.file("a.txt", "");
    archive.file("b.pdf", "%PDF-1.7");
    archive.file("c.txt", b"Un \xe9t\xe9 \xe0 la campagne\n\nIl fait beau et le gar\xe7on r\xeave.");
    archive.file("d.csv", "a,b\n1,2\n");
    archive.file("e.xml", "<rss><channel><item>");
    archive.file("f.json", "[1, 2]");
    archive.file("g.jpg", "no");
    archive.file("h.html", "<html><frameset cols=*><frame src=menu.html><frame src=text.html></frameset></html>");
    archive.file(".hidden.txt", "no");
    let folder = archive.root().join("in").display().to_string();
    let report = archive.import(&[&folder, "nowhere.txt", "http://"]);
    let told: Vec<String> = report
        .items
        .iter()
        .map(|item| match &item.outcome {
            Outcome::Failed(failure) => failure.code.to_owned(),
            Outcome::Imported { title, .. } => title.clone(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            "no-text",
            "not-text",
            "Un été à la campagne",
            "no-text-column",
            "broken-feed",
            "broken-row",
            "broken-row",
            "frames",
            "unreadable",
            "not-web-address"
        ]
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let archive = TestArchive::new();
    let options = Options { dry_run: true, ..Options::default() };
    let report = archive.import_with(&[&fixture("exchange.txt")], &options);
    assert_eq!(report.paths().count(), 1);
    assert!(!archive.root().join("content").exists());
}

/// Words and marks of every kind that Markdown or the annotation syntax could take for its own.
fn nasty_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "mot",
        " ",
        " ",
        "é",
        "1",
        "12",
        ".",
        ")",
        "-",
        "+",
        "=",
        "#",
        ">",
        "*",
        "**",
        "_",
        "`",
        "~",
        "[",
        "]",
        "(",
        ")",
        "!",
        "{",
        "}",
        "{@a}",
        "{#x}",
        "{+}",
        "{note=\"b\"}",
        "<",
        "<b>",
        "&amp;",
        "&",
        "\\",
        "|",
        ":",
        "[^1]",
        "[x](y)",
        "[[z]]",
        "«",
        "»",
        "“",
        "”",
        "\u{a0}",
        "---",
        "```",
        "~~~",
        "http://a.example",
        "\t",
        "'",
        "\"",
        "/",
        "%",
        "^",
        "$",
    ]);
    prop::collection::vec(pieces, 1..12).prop_map(|pieces| pieces.concat())
}

fn line() -> impl Strategy<Value = Vec<Inline>> {
    let piece = prop_oneof![
        4 => nasty_text().prop_map(Inline::Text),
        1 => nasty_text().prop_map(|text| Inline::Emphasis(vec![Inline::Text(text)])),
        1 => nasty_text().prop_map(|text| Inline::Strong(vec![Inline::Text(text)])),
        1 => nasty_text().prop_map(|text| Inline::Link("https://a.example/(b){c}".to_owned(), vec![Inline::Text(text)])),
        1 => nasty_text().prop_map(Inline::Code),
        1 => Just(Inline::Break),
    ];
    prop::collection::vec(piece, 1..6).prop_map(tidy)
}

fn block() -> impl Strategy<Value = Block> {
    let heading =
        || line().prop_map(|line| line.into_iter().filter(|piece| *piece != Inline::Break).collect()).prop_map(tidy);
    prop_oneof![
        4 => line().prop_map(Block::Paragraph),
        1 => (1_u8..7, heading()).prop_map(|(level, line)| Block::Heading(level, line)),
        1 => prop::collection::vec(line().prop_map(Block::Paragraph), 1..3).prop_map(Block::Quote),
        1 => prop::collection::vec(line().prop_map(|line| vec![Block::Paragraph(line)]), 1..4)
            .prop_map(|items| Block::List(Some(3), items)),
        1 => prop::collection::vec(line().prop_map(|line| vec![Block::Paragraph(line)]), 1..4)
            .prop_map(|items| Block::List(None, items)),
        1 => prop::collection::vec(prop::collection::vec(heading(), 2), 2..4).prop_map(Block::Table),
        1 => prop::collection::vec(nasty_text(), 1..3).prop_map(|lines| Block::Code(lines.join("\n"))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// No archived character becomes markup or an annotation: what is read back is what was there.
    #[test]
    fn archived_words_come_through(blocks in prop::collection::vec(block(), 1..4)) {
        let body = typeset(&blocks);
        let expected = passages(&blocks).join("\n\n");
        let found = scan(&body);
        prop_assert_eq!(found.plain.as_str(), expected.as_str(), "{}", body);
        if !expected.trim().is_empty() {
            let text = format!("---\ntitle: A\n---\n\n{body}");
            let path = ContentPath::new("content/articles/a.md");
            let parsed = parse(ContentFile { path, kind: ContentKind::Article, bytes: text.into_bytes() });
            prop_assert_eq!(parsed.diagnostics, vec![]);
            let Some(Document::Article(article)) = parsed.document else { panic!("no article") };
            prop_assert_eq!(article.body.plain.as_str(), expected.as_str());
            prop_assert!(article.quotations.is_empty() && article.notes.is_empty());
        }
    }

    /// A text file with anything in it gives the same words.
    #[test]
    fn words_of_text_files_come_through(lines in prop::collection::vec(nasty_text(), 1..6)) {
        let archive = TestArchive::new();
        let text = format!("Un titre sans rien\n\nPremier paragraphe avec des mots.\n\n{}\n\nDernier paragraphe.", lines.join("\n\n"));
        let file = archive.file("a.txt", &text);
        let report = archive.import(&[&file]);
        prop_assert_eq!(archive.errors(), Vec::<String>::new());
        prop_assert_eq!(report.failed(), 0);
        let paths: Vec<&str> = report.paths().collect();
        let body = archive.read(paths[0]);
        let body = body.rsplit_once("\n---\n\n").map_or("", |(_, body)| body);
        let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let expected = text.split_once("\n\n").map_or("", |(_, body)| body);
        let found = scan(body);
        prop_assert_eq!(normal(found.plain.as_str()), normal(expected));
    }
}

/// A server on this machine that gives the same answers to everybody, until the test ends.
fn serve(answers: &'static [(&'static str, &'static str)]) -> String {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let host = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut request = [0; 2048];
            let length = stream.read(&mut request).unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
            let (_, answer) =
                answers.iter().find(|(known, _)| *known == path).unwrap_or(&("", "404 Not Found\r\n\r\n"));
            let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
            let answer =
                format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    host
}

#[test]
fn addresses() {
    let host = serve(&[
        (
            "/dam",
            "200 OK\r\nContent-Type: text/html\r\n\r\n<html lang=en><title>The dam leaks</title><meta name=date content=2023-06-05>\
             <article><h1>The dam leaks</h1><p>The dam in the valley has been losing water ever since the engineers inspected it.</p>\
             <p>“We have seen worse”, the mayor said, before he drove away in the rain, with a photographer at his side.</p></article>",
        ),
        ("/old", "301 Moved Permanently\r\nLocation: /dam\r\n\r\n"),
        ("/round", "302 Found\r\nLocation: /round\r\n\r\n"),
        ("/file", "302 Found\r\nLocation: file:///etc/passwd\r\n\r\n"),
        ("/note.txt", "200 OK\r\nContent-Type: text/plain\r\n\r\nA note\n\nOne line of text.\n\nAnd another one."),
    ]);
    let archive = TestArchive::new();
    let sources = ["/old", "/dam", "/gone", "/round", "/file", "/note.txt"].map(|path| format!("{host}{path}"));
    let options = Options { today: "2024-02-29".parse().ok(), ..Options::default() };
    let report = archive.import_with(&sources.each_ref().map(String::as_str), &options);
    let told: Vec<&str> = report
        .items
        .iter()
        .map(|item| match &item.outcome {
            Outcome::Failed(failure) => failure.code,
            Outcome::Imported { title, .. } => title,
            Outcome::Skipped { reason, .. } | Outcome::PassedOver { reason } => reason,
        })
        .collect();
    assert_eq!(
        told,
        ["The dam leaks", "it has the same address", "http-status", "unreachable", "not-web-address", "A note"]
    );
    let article = archive.read("content/articles/2023/the-dam-leaks.md");
    assert!(article.contains(&format!("url: \"{host}/dam\", accessed: 2024-02-29")), "{article}");
    assert_eq!(archive.errors(), Vec::<String>::new());
}

#[test]
fn pictures_are_brought_in_when_asked_for() {
    let host = serve(&[
        (
            "/page",
            "200 OK\r\nContent-Type: text/html\r\n\r\n<html lang=en><title>The dam</title><article><h1>The dam</h1>\
             <p>The dam in the valley has been losing water ever since the engineers inspected it, a long time ago.</p>\
             <figure><img src=dam.gif alt='The dam, in June'></figure><p>It is old. <img src=/drawing.svg><img src=//127.0.0.1:1/x.gif></p>\
             <p>“We have seen worse”, the mayor said, before he drove away in the rain, with a photographer.</p></article>",
        ),
        ("/dam.gif", "200 OK\r\nContent-Type: image/gif\r\n\r\nGIF89a"),
        ("/drawing.svg", "200 OK\r\nContent-Type: image/svg+xml\r\n\r\n<svg onload='x()'></svg>"),
    ]);
    let archive = TestArchive::new();
    let options = Options { pictures: true, ..Options::default() };
    let report = archive.import_with(&[&format!("{host}/page")], &options);
    let article = archive.read(report.paths().next().expect("an article"));
    let (_, picture) = article.split_once("![The dam, in June](/pictures/").expect("a picture");
    let (name, _) = picture.split_once(')').expect("its end");
    assert_eq!(archive.read(&format!("static/pictures/{name}")), "GIF89a");
    assert_eq!(article.matches("![").count(), 1, "{article}");
    let failed = |item: &Item| match &item.outcome {
        Outcome::Imported { notes, .. } => notes.iter().filter(|note| note.code == "picture-failed").count(),
        _ => 0,
    };
    assert_eq!(report.items.iter().map(failed).sum::<usize>(), 2);
}

#[test]
fn pictures_beside_the_file_are_brought_in_when_asked_for() {
    let gif = |name: &str| format!("GIF89a {name}");
    let archive = TestArchive::new();
    for name in ["posts/un pont/pont.gif", "static/img/ville.gif", "attachments/lac.gif", "../secret.gif"] {
        archive.file(&format!("vault/{name}"), gif(name));
    }
    let text = "---\ntitle: Un pont\nimage: /img/ville.gif\n---\n\n![Le [pont]](pont.gif \"x\") et [![](/img/ville.gif)](/img/g.gif).\n\n\
        ![[lac.gif]]\n\n![](../../../secret.gif) ![](rien.gif) <img src='pont%2Egif' alt='Deux'>\n\n\
        [![](rien.gif)](https://a.example/)\n\n`![](pont.gif)`\n";
    archive.file("vault/posts/un pont/index.md", text);
    archive.file(
        "vault/page.html",
        page("La page").replace(
            "</article>",
            "<p>Voyez le pont. <img src='posts/un%20pont/pont.gif' alt='Le pont'></p></article>",
        ),
    );
    let folder = archive.root().join("in/vault").display().to_string();
    let other = TestArchive::new();
    let alone =
        other.import(&[&other.file("a.md", "---\ntitle: Un pont\n---\n\nUn pont ![](/pictures/pont.gif) penche.\n")]);
    assert!(other.read(alone.paths().next().expect("an article")).ends_with("\n\nUn pont penche.\n"));
    let told = |options: &Options| {
        let report = archive.import_with(&[&folder], options);
        let notes = report.items.into_iter().flat_map(|item| match item.outcome {
            Outcome::Imported { notes, .. } => notes,
            other => panic!("{other:?}"),
        });
        let notes = notes.filter(|note| note.code.starts_with("picture"));
        notes.map(|note| format!("{} {}", note.message, note.dropped.unwrap_or_default())).collect::<Vec<_>>()
    };
    let dry = Options { pictures: true, dry_run: true, ..Options::default() };
    assert_eq!(
        told(&dry),
        ["a picture would be brought in to static/pictures ", "8 pictures would be brought in to static/pictures "]
    );
    assert!(!archive.root().join("static").exists());
    let outside = "a picture could not be brought in: it lies outside of the folder that is imported; name the folder that holds both";
    let nowhere = "a picture could not be brought in: it is not in the folder of the article";
    assert_eq!(
        told(&Options { pictures: true, ..Options::default() }),
        [format!("{outside} ../../../secret.gif"), format!("{nowhere} rien.gif")]
    );
    let named = |name: &str| format!("/pictures/{}.gif", &blake3::hash(gif(name).as_bytes()).to_hex()[..16]);
    let (bridge, town, lake) =
        (named("posts/un pont/pont.gif"), named("static/img/ville.gif"), named("attachments/lac.gif"));
    let article = archive.read("content/articles/undated/un-pont.md");
    assert!(article.contains(&format!("image: {town}\n")), "{article}");
    let body =
        format!("![Le \\[pont\\]]({bridge}) et ![]({town}).\n\n![]({lake})\n\n![Deux]({bridge})\n\n`![](pont.gif)`\n");
    assert!(article.ends_with(&body), "{article}");
    for picture in [&bridge, &town, &lake] {
        assert!(archive.read(&format!("static{picture}")).starts_with("GIF89a"), "{picture}");
    }
    assert!(archive.read("content/articles/undated/la-page.md").contains(&format!("![Le pont]({bridge})")));
}

fn page(title: &str) -> String {
    format!(
        "<html lang=fr><title>{title}</title><article><h1>{title}</h1><p>Le barrage de la vallée perd de l’eau depuis que les \
         ingénieurs l’ont inspecté au printemps, et personne ne sait depuis quand il fuit.</p><p>«&nbsp;Nous avons vu pire&nbsp;», a dit \
         le maire avant de remonter en voiture, un photographe à ses côtés, sous la pluie de {title}.</p></article>"
    )
}

/// A record of a web archive.
fn record(address: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(), body].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2023-06-07T10:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), &block, b"\r\n\r\n"].concat()
}

/// A web archive with a page in chunks, a packed page, a list of links and a picture.
fn web_archive() -> Vec<u8> {
    use std::io::Write;
    let packed = |bytes: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).expect("memory");
        packer.finish().expect("memory")
    };
    let first = page("Le barrage fuit");
    let (head, tail) = first.as_bytes().split_at(100);
    let chunked = [
        format!("{:x}\r\n", head.len()).as_bytes(),
        head,
        format!("\r\n{:x}\r\n", tail.len()).as_bytes(),
        tail,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let second =
        packed(page("Une autre crue, tout autre chose, loin de la ville et de ses quais de pierre").as_bytes());
    let links = b"<html><ul><li><a href=/a>Un</a><li><a href=/b>Deux</a></ul>".to_vec();
    let records: [(&str, &str, Vec<u8>); 4] = [
        ("https://a.example/1", "Content-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked", chunked),
        ("https://a.example/2", "Content-Type: text/html\r\nContent-Encoding: gzip", second),
        ("https://a.example/", "Content-Type: text/html", links),
        ("https://a.example/p.png", "Content-Type: image/png", b"\x89PNG".to_vec()),
    ];
    let mut archive = packed(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nab\r\n\r\n");
    for (address, headers, body) in records {
        archive.extend(packed(&record(address, headers, &body)));
    }
    archive
}

#[test]
fn a_web_archive() {
    let archive = TestArchive::new();
    let whole = web_archive();
    let file = archive.file("a.warc.gz", &whole);
    let report = archive.import(&[&file]);
    assert_eq!((report.paths().count(), report.passed_over(), report.failed()), (2, 1, 0), "{report:#?}");
    let article = archive.read("content/articles/undated/le-barrage-fuit.md");
    assert!(article.contains("url: \"https://a.example/1\", accessed: 2023-06-07"), "{article}");
    assert_eq!(archive.errors(), Vec::<String>::new());
    let cut = archive.file("b.warc.gz", &whole[..whole.len() - 200]);
    assert!(
        TestArchive::new()
            .import(&[&cut])
            .items
            .iter()
            .any(|item| matches!(&item.outcome, Outcome::Failed(failure) if failure.code == "broken-warc"))
    );
}

#[test]
fn pages_packed_in_every_way() {
    use std::io::Write;
    let brotli = |page: &str| {
        let mut packed = Vec::new();
        brotli::CompressorWriter::new(&mut packed, 4096, 5, 22).write_all(page.as_bytes()).expect("memory");
        packed
    };
    let zlib = |page: &str| {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(page.as_bytes()).expect("memory");
        packer.finish().expect("memory")
    };
    let zstandard = |bytes: &[u8]| zstd::encode_all(bytes, 3).expect("memory");
    let bodies = [
        ("br", brotli(&page("Un pont qui penche vers la rive gauche"))),
        ("zstd", zstandard(page("Une gare sans trains ni voyageurs depuis mars").as_bytes())),
        ("deflate", zlib(&page("Le musée ferme pour dix ans de travaux"))),
        ("br, zstd", zstandard(&brotli(&page("La bibliothèque prête aussi des outils de jardin")))),
        ("br", page("Page gardée telle quelle malgré son en-tête").into_bytes()),
        ("br", vec![0x81; 300]),
        ("compress", b"\x1f\x9d\x90\0\0".to_vec()),
    ];
    let records = (1..).zip(&bodies).flat_map(|(number, (packing, body))| {
        let headers = format!("Content-Type: text/html\r\nContent-Encoding: {packing}");
        record(&format!("https://a.example/{number}"), &headers, body)
    });
    let records: Vec<u8> = records.collect();
    let archive = TestArchive::new();
    let options = Options { keep_duplicates: true, ..Options::default() };
    let report = archive.import_with(&[&archive.file("a.warc.zst", zstandard(&records))], &options);
    let told: Vec<&str> = report
        .items
        .iter()
        .map(|item| match &item.outcome {
            Outcome::Imported { title, .. } => title.as_str(),
            Outcome::Failed(failure) => &failure.message,
            Outcome::Skipped { reason, .. } | Outcome::PassedOver { reason } => reason,
        })
        .collect();
    assert_eq!(
        told,
        [
            "Un pont qui penche vers la rive gauche",
            "Une gare sans trains ni voyageurs depuis mars",
            "Le musée ferme pour dix ans de travaux",
            "La bibliothèque prête aussi des outils de jardin",
            "Page gardée telle quelle malgré son en-tête",
            "the page https://a.example/6 is packed as `br` and cannot be unpacked; it was left out",
            "the page https://a.example/7 is packed as `compress` and cannot be unpacked; it was left out",
        ]
    );
}

#[test]
fn traps() {
    let archive = TestArchive::new();
    let deep = format!("<html><body>{}<p>{}", "<div><b><blockquote>".repeat(700), "Un mot après l’autre. ".repeat(30));
    archive.file("deep.html", deep);
    archive.file("quotes.txt", "> ".repeat(2_000) + "a\n\nb");
    archive.file("deep.md", format!("# A\n\n{}a\n", "> ".repeat(2_000)));
    archive.file("brackets.md", format!("# B\n\n{}\n", "[".repeat(5_000)));
    archive.file("deep.json", "[".repeat(100_000));
    archive.file("braces.txt", "{@a ".repeat(5_000));
    archive.file("trap.html", "<div><b>".repeat(50_000));
    let folder = archive.root().join("in").display().to_string();
    let report = archive.import(&[&folder]);
    assert_eq!((report.items.len(), report.failed()), (7, 2), "{report:#?}");
    assert_eq!(archive.errors(), Vec::<String>::new());
}
