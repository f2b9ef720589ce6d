//! Annotating in the browser: the right bytes are written, by the right person, and never over another's change.

use std::fs;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::program::Folder;
use crate::support::{ARTICLE, Preview, article, request, small};

const TOKEN: &str = "secret-of-this-run";

struct Desk {
    folder: Folder,
    preview: Preview,
}

impl Desk {
    fn of(folder: Folder) -> Self {
        let preview = Preview::annotating(folder.path(""), TOKEN);
        preview.wait(|snapshot| snapshot.site.is_some());
        Self { folder, preview }
    }

    fn ask(&self, wish: &str, body: Value) -> (StatusCode, Value) {
        let mut body = body;
        body["page"] = json!(ARTICLE);
        let (status, _, bytes) = self.preview.ask(post(wish, &[("x-guillemet-token", TOKEN)], &body));
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    fn text(&self) -> String {
        fs::read_to_string(self.folder.path("content/articles/a.md")).expect("the article")
    }

    /// The hash of the file as it is.
    fn hash(&self, words: &str) -> Value {
        let (status, passage) = self.ask("passage", json!({"selector": {"exact": words}}));
        assert_eq!(status, StatusCode::OK, "{passage}");
        passage["hash"].clone()
    }

    fn add(&self, words: &str, kind: &str, said: Value) -> (StatusCode, Value) {
        let hash = self.hash(words);
        self.ask("add", json!({"selector": {"exact": words}, "hash": hash, "kind": kind, "said": said}))
    }

    /// Waits until the page is as new as the file.
    fn catch_up(&self) {
        let text = self.text();
        self.preview.wait(|snapshot| {
            let site = snapshot.site.as_ref().expect("a site");
            let row = site.archive().articles.iter().next().expect("the article");
            let read = guillemet::edit::ArticleText::read(&row.article.path, text.clone()).expect("an article");
            *read.article() == row.article
        });
    }
}

fn post(wish: &str, headers: &[(&str, &str)], body: &Value) -> Request<Body> {
    let mut all = vec![("content-type", "application/json")];
    all.extend(headers);
    let (parts, _) = request("POST", &format!("/-/edit/{wish}"), &all).into_parts();
    Request::from_parts(parts, Body::from(body.to_string()))
}

#[test]
fn a_passage_is_annotated_changed_and_given_back() {
    let desk = Desk::of(small("Il dit « oui, *peut-être* » hier. Elle juge cela bon."));
    desk.folder.write("content/speakers/jean-dupre.md", "---\nname: Jean Dupré\naliases: [le préfet]\n---\n");
    desk.preview
        .wait(|snapshot| snapshot.site.as_ref().is_some_and(|site| site.archive().speakers.iter().next().is_some()));
    let before = desk.text();
    let (_, passage) = desk.ask("passage", json!({"selector": {"exact": "oui,\u{202f}peut-être", "prefix": "Il dit"}}));
    assert_eq!((&passage["words"], &passage["kinds"]), (&json!("oui, peut-être"), &json!(["direct"])));
    let said = json!({"speakers": ["le Préfet"], "topics": ["Eau vive"], "via": "Radio A"});
    assert_eq!(desk.add("oui, peut-être", "direct", said), (StatusCode::OK, json!("added")));
    let annotated = before.replace("* »", "* »{@jean-dupre via=\"Radio A\" topics=eau-vive}");
    assert_eq!(desk.text(), annotated);
    let topic = fs::read_to_string(desk.folder.path("content/topics/eau-vive.md")).expect("the new topic");
    assert_eq!(topic, "---\ntitle: \"Eau vive\"\n---\n");

    desk.catch_up();
    let quotation = desk
        .preview
        .wait(|_| true)
        .site
        .expect("a site")
        .archive()
        .quotations
        .iter()
        .next()
        .expect("it")
        .id
        .to_string();
    let existing = json!({"quotation": quotation});
    let (status, found) = desk.ask("existing", json!({"existing": existing}));
    assert_eq!(status, StatusCode::OK, "{found}");
    assert_eq!(
        found["said"],
        json!({"speakers": ["Jean Dupré"], "unknown": false, "topics": ["Eau vive"], "via": "Radio A", "note": ""})
    );
    let change =
        json!({"existing": existing, "hash": found["hash"], "said": {"speakers": ["Nouvelle Élue"], "note": "Sûr ?"}});
    assert_eq!(desk.ask("change", change), (StatusCode::OK, json!("changed")));
    assert!(desk.text().contains("* »{@nouvelle-elue note=\"Sûr ?\"} hier."), "{}", desk.text());
    let speaker = fs::read_to_string(desk.folder.path("content/speakers/nouvelle-elue.md")).expect("the new speaker");
    assert_eq!(speaker, "---\nname: \"Nouvelle Élue\"\n---\n");

    desk.catch_up();
    let hash = desk.hash("Elle juge");
    assert_eq!(desk.ask("remove", json!({"existing": existing, "hash": hash})), (StatusCode::OK, json!("removed")));
    assert_eq!(desk.text(), before);

    for expected in ["removed", "changed", "added"] {
        let (_, state) = desk.ask("state", json!({}));
        assert_eq!(state["last"], json!(expected));
        assert_eq!(desk.ask("undo", json!({})), (StatusCode::OK, json!("undone")));
    }
    assert_eq!(desk.text(), before);
    assert!(!desk.folder.path("content/speakers/nouvelle-elue.md").exists());
    assert_eq!(desk.ask("undo", json!({})).1["code"], json!("nothing-to-undo"));
}

#[test]
fn what_the_article_says_is_proposed_and_accepted() {
    let words = "« Il faut un pont », a déclaré Jean Dupré. « Oui », a dit la maire, « mais pas ici ».";
    let desk = Desk::of(small(&format!("Mot d’abord.\n\n{words}")));
    let before = desk.text();
    let (status, proposals) = desk.ask("proposals", json!({}));
    assert_eq!(status, StatusCode::OK, "{proposals}");
    let accept = |proposal: &Value| {
        let runs = proposal["runs"].as_array().expect("runs");
        let passage = json!({"selector": runs[0], "further": runs[1..]});
        let (_, seen) = desk.ask("passage", passage.clone());
        let mut add = passage;
        add["hash"] = seen["hash"].clone();
        add["kind"] = proposal["kind"].clone();
        add["said"] = proposal["said"].clone();
        (seen["words"].clone(), desk.ask("add", add))
    };
    let first = &proposals[0];
    assert_eq!((&first["kind"], &first["said"]["speakers"]), (&json!("direct"), &json!(["Jean Dupré"])), "{proposals}");
    let marked = json!([true, first["runs"][0]["exact"]]);
    assert!(first["context"].as_array().expect("parts").contains(&marked), "{first}");
    assert!(first["confidence"].as_u64().is_some_and(|percent| (50..=100).contains(&percent)), "{first}");
    assert_eq!(accept(first), (json!("Il faut un pont"), (StatusCode::OK, json!("added"))));
    let once = before.replace("pont »", "pont »{@jean-dupre}");
    assert_eq!(desk.text(), once);
    desk.catch_up();
    // What is annotated is proposed no more; a quotation with the reporting clause in it is one.
    let (_, proposals) = desk.ask("proposals", json!({}));
    assert_eq!(proposals.as_array().map(Vec::len), Some(1), "{proposals}");
    assert_eq!(accept(&proposals[0]), (json!("Oui … mais pas ici"), (StatusCode::OK, json!("added"))));
    let twice = desk.text();
    assert!(twice.contains("« Oui »{@") && twice.ends_with("« mais pas ici »{+}.\n"), "{twice}");
    assert_eq!(desk.ask("undo", json!({})), (StatusCode::OK, json!("undone")));
    assert_eq!(desk.text(), once, "both runs are one edit");
    assert_eq!(desk.ask("undo", json!({})), (StatusCode::OK, json!("undone")));
    assert_eq!(desk.text(), before);
}

#[test]
fn a_passage_goes_on_with_the_quotation_before_it() {
    let desk = Desk::of(small("Elle dit « oui »{@b-c}, puis, plus tard, « mais non » et rien."));
    let before = desk.text();
    let (_, passage) = desk.ask("passage", json!({"selector": {"exact": "mais non"}}));
    assert_eq!(passage["before"], json!({"words": "oui", "speakers": ["B C"]}));
    let (_, other) = desk.ask("passage", json!({"selector": {"exact": "et rien"}}));
    assert_eq!(other["before"], Value::Null, "indirect speech does not go on with very words");
    assert_eq!(desk.add("mais non", "continuation", json!({})), (StatusCode::OK, json!("added")));
    assert_eq!(desk.text(), before.replace("non »", "non »{+}"));
    assert_eq!(desk.add("et rien", "continuation", json!({})).1["code"], json!("no-place"));
    assert_eq!(desk.ask("undo", json!({})), (StatusCode::OK, json!("undone")));
    assert_eq!(desk.text(), before);
}

#[test]
fn indirect_speech_whole_blocks_and_notes() {
    let desk = Desk::of(small("Elle juge cela bon.\n\nUn alinéa entier."));
    let unknown = json!({"unknown": true});
    assert_eq!(desk.add("juge cela bon", "indirect", unknown.clone()).0, StatusCode::OK);
    assert_eq!(desk.add("Un alinéa entier.", "direct", unknown).0, StatusCode::OK);
    assert!(desk.text().ends_with("\n\nElle [juge cela bon]{@?}.\n\n{@?}\nUn alinéa entier.\n"), "{}", desk.text());
    let hash = desk.hash("alinéa");
    let note = json!({"selector": {"exact": "alinéa"}, "hash": hash, "kind": "note", "said": {"note": "Sic."}});
    assert_eq!(desk.ask("add", note), (StatusCode::OK, json!("added")));
    assert!(desk.text().ends_with("{@?}\nUn [alinéa]{note=Sic.} entier.\n"), "{}", desk.text());
    desk.catch_up();
    let (_, found) = desk.ask("existing", json!({"existing": {"note": 1}}));
    assert_eq!((&found["words"], &found["said"]["note"]), (&json!("alinéa"), &json!("Sic.")));
    let remove = json!({"existing": {"note": 1}, "hash": found["hash"]});
    assert_eq!(desk.ask("remove", remove).0, StatusCode::OK);
}

#[test]
fn what_cannot_be_is_told_and_nothing_is_written() {
    let desk = Desk::of(small("Il dit « oui » et oui."));
    let before = desk.text();
    let code = |answer: (StatusCode, Value)| answer.1["code"].as_str().unwrap_or_default().to_owned();
    let passage = |words: &str| code(desk.ask("passage", json!({"selector": {"exact": words}})));
    assert_eq!(passage("non"), "passage-not-found");
    assert_eq!(passage(" "), "nothing-selected");
    assert_eq!(passage("oui"), "passage-ambiguous");
    assert_eq!(code(desk.add("« oui »", "direct", json!({}))), "no-speaker");
    assert_eq!(code(desk.add("« oui »", "direct", json!({"speakers": ["…"]}))), "no-speaker");
    assert_eq!(code(desk.add("« oui »", "indirect", json!({"unknown": true}))), "other-kind");
    assert_eq!(code(desk.ask("existing", json!({"existing": {"quotation": "x"}}))), "no-such-annotation");
    let (_, problem) = desk.ask("existing", json!({"existing": {"note": 7}}));
    assert_eq!(problem["message"], json!("L’article n’a plus cette annotation."));
    let body = json!({"page": "/articles/", "selector": {"exact": "oui"}});
    let (status, ..) = desk.preview.ask(post("passage", &[("x-guillemet-token", TOKEN)], &body));
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(desk.text(), before);
}

#[test]
fn a_change_by_somebody_else_is_never_overwritten() {
    let desk = Desk::of(small("Il dit « oui »."));
    let hash = desk.hash("« oui »");
    desk.folder.write("content/articles/a.md", article("Il dit « oui ». Et plus."));
    let add = json!({"selector": {"exact": "« oui »"}, "hash": hash, "kind": "direct", "said": {"unknown": true}});
    let (status, problem) = desk.ask("add", add);
    assert_eq!((status, &problem["code"]), (StatusCode::CONFLICT, &json!("file-changed")));
    assert_eq!(desk.text(), article("Il dit « oui ». Et plus."));
    // The same for undoing, and for an annotation of which the page is older than the file.
    assert_eq!(desk.add("« oui »", "direct", json!({"unknown": true})).0, StatusCode::OK);
    let mine = desk.text().replace("Et plus.", "Et encore plus.");
    desk.folder.write("content/articles/a.md", &mine);
    assert_eq!(desk.ask("undo", json!({})).1["code"], json!("file-changed"));
    assert_eq!(desk.text(), mine);
    // A speaker's file that came meanwhile is kept, and the article with it.
    desk.folder.write("content/speakers/x-y.md", "---\nname: Un autre\n---\n");
    let (status, _) = desk.add("plus", "indirect", json!({"speakers": ["X Y"]}));
    assert!(status == StatusCode::CONFLICT && desk.text() == mine || status == StatusCode::OK);
    assert_eq!(
        fs::read_to_string(desk.folder.path("content/speakers/x-y.md")).expect("kept"),
        "---\nname: Un autre\n---\n"
    );
}

#[test]
fn names_are_found_by_their_aliases() {
    let desk = Desk::of(small("«a»{@b}"));
    desk.folder.write(
        "content/speakers/jens-stoltenberg.md",
        "---\nname: Jens Stoltenberg\naliases: [le secrétaire général]\n---\n",
    );
    desk.preview.wait(|snapshot| snapshot.site.as_ref().is_some_and(|site| site.archive().speakers.len() == 2));
    let found = |text: &str| desk.ask("names", json!({"kind": "speakers", "text": text})).1[0]["name"].clone();
    assert_eq!(found("stolt"), json!("Jens Stoltenberg"));
    assert_eq!(found("Secretaire"), json!("Jens Stoltenberg"));
    assert_eq!(found("stolt je"), json!("Jens Stoltenberg"));
    assert_eq!(found("xyz"), Value::Null);
}

#[test]
fn nobody_else_can_write() {
    let desk = Desk::of(small("Il dit « oui »."));
    let before = desk.text();
    let hash = desk.hash("« oui »");
    let add = json!({"page": ARTICLE, "selector": {"exact": "« oui »"}, "hash": hash, "kind": "direct", "said": {"unknown": true}});
    let token = ("x-guillemet-token", TOKEN);
    let attacks: [&[(&str, &str)]; 7] = [
        &[],
        &[("x-guillemet-token", "")],
        &[("x-guillemet-token", "secret-of-this-ruN")],
        &[token, ("origin", "https://evil.example")],
        &[token, ("sec-fetch-site", "cross-site")],
        &[token, ("sec-fetch-site", "same-site")],
        &[token, ("origin", "null")],
    ];
    for headers in attacks {
        let (status, ..) = desk.preview.ask(post("add", headers, &add));
        assert_eq!(status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    let (status, ..) = desk.preview.ask(post("add", &[token, ("host", "evil.example")], &add));
    assert_eq!(status, StatusCode::MISDIRECTED_REQUEST);
    // A form of another page cannot send JSON, and a link cannot write.
    let (parts, _) = request("POST", "/-/edit/add", &[token, ("content-type", "text/plain")]).into_parts();
    let (status, ..) = desk.preview.ask(Request::from_parts(parts, Body::from(add.to_string())));
    assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let (status, ..) = desk.preview.ask(request("GET", "/-/edit/undo", &[token]));
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(desk.text(), before);
    let own = ("origin", "http://127.0.0.1:8000");
    let (status, _, bytes) = desk.preview.ask(post("add", &[token, own, ("sec-fetch-site", "same-origin")], &add));
    assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&bytes));
    // Without --edit there is nothing to write to, and no token on any page.
    let preview = Preview::of(desk.folder.path(""));
    assert_eq!(preview.ask(post("add", &[token], &add)).0, StatusCode::METHOD_NOT_ALLOWED);
    assert!(!preview.text(ARTICLE).contains("token"));
    assert!(desk.preview.text(ARTICLE).contains("data-token"));
    assert!(!desk.preview.text("/articles/").contains("data-token"));
}

#[test]
#[cfg(unix)]
fn the_file_keeps_its_permissions_and_links_are_left_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::of(small("Il dit « oui »."));
    let path = desk.folder.path("content/articles/a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions");
    assert_eq!(desk.add("« oui »", "direct", json!({"unknown": true})).0, StatusCode::OK);
    assert_eq!(fs::metadata(&path).expect("the file").permissions().mode() & 0o777, 0o640);
    let names: Vec<_> = fs::read_dir(desk.folder.path("content/articles"))
        .expect("a folder")
        .flatten()
        .map(|it| it.file_name())
        .collect();
    assert_eq!(names, ["a.md"], "nothing is left behind");
    // The file becomes a link to one outside, or its folder does.
    desk.catch_up();
    let outside = Folder::new(&[("a.md", &article("Il dit « oui »."))]);
    let is_refused = |words: &str| {
        let code = desk.ask("passage", json!({"selector": {"exact": words}})).1["code"].clone();
        // By then the preview may have seen that there is no such article any more.
        code == "file-outside" || code == "no-article"
    };
    fs::remove_file(&path).expect("removed");
    symlink(outside.path("a.md"), &path).expect("a link");
    assert!(is_refused("« oui »"));
    fs::remove_dir_all(desk.folder.path("content/articles")).expect("removed");
    symlink(outside.path(""), desk.folder.path("content/articles")).expect("a link");
    assert!(is_refused("« oui »"));
    assert_eq!(fs::read_to_string(outside.path("a.md")).expect("kept"), article("Il dit « oui »."));
}

#[test]
fn a_preview_for_the_network_cannot_be_written_to() {
    let folder = small("Mots.");
    let said = folder.run(&["serve", "--edit", "--host", "0.0.0.0", "--port", "0"]);
    assert!(said.starts_with("exit 1\n") && said.contains("--edit-from-anywhere"), "{said}");
}
