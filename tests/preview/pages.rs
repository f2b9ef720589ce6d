//! The preview shows what `build` writes, follows the folder, and answers nobody else.

use std::fs;
use std::path::Path;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::program::Folder;
use crate::support::{ARTICLE, Preview, article, request, small};

/// A page without what the preview adds.
fn without_addition(html: &[u8]) -> Vec<u8> {
    let html = String::from_utf8(html.to_vec()).expect("UTF-8");
    let start = html.find("<script src=\"/-/").unwrap_or_else(|| panic!("no addition: {html}"));
    let end = html[start..].find("</head>").expect("the end of the head") + start;
    format!("{}{}", &html[..start], &html[end..]).into_bytes()
}

#[test]
fn every_file_of_the_sample_is_served_as_it_is_built() {
    let repository = env!("CARGO_MANIFEST_DIR");
    let folder = Folder::new(&[]);
    let built = folder.run(&["build", "--quiet", "--root", repository, "--output", "public"]);
    assert!(built.starts_with("exit 0"), "{built}");
    let files = folder.files("public");
    let preview = Preview::of(repository);
    let mut pages = 0;
    for (name, bytes) in &files {
        let path = name.strip_suffix("index.html").unwrap_or(name);
        if !path.is_ascii() || path.starts_with('.') {
            continue;
        }
        let (status, headers, served) = preview.get(&format!("/{path}"));
        assert_eq!(status, StatusCode::OK, "{name}");
        assert!(headers.contains_key("content-type"), "{name}");
        let is_page = name.ends_with(".html");
        let served = if is_page { without_addition(&served) } else { served };
        assert!(served == *bytes, "{name} is not what was built");
        pages += usize::from(is_page);
    }
    assert!(pages > 300, "{pages} pages");
    let snapshot = preview.wait(|snapshot| snapshot.site.is_some());
    let mut names: Vec<String> = snapshot.site.expect("the site").file_names().collect();
    names.sort();
    names.dedup();
    let is_shown = |name: &&String| !name.starts_with('.');
    let built: Vec<&String> = files.keys().filter(is_shown).collect();
    assert_eq!(built, names.iter().filter(is_shown).collect::<Vec<_>>());
}

#[test]
fn the_search_index_is_made_when_it_is_asked_for() {
    const SHARDS: &str = "/search/index/shards.json";
    let folder = small("Des barrages.");
    folder.write("content/articles/b.md", article("A dam.").replace("---\n\n", "lang: en\n---\n\n"));
    let preview = Preview::of(folder.path(""));
    let has_index = || {
        let site = preview.wait(|snapshot| snapshot.site.is_some()).site.expect("the site");
        site.file_names().any(|name| name.starts_with("search/index/"))
    };
    assert_eq!(preview.get("/search/").0, StatusCode::OK);
    assert!(!has_index(), "no page waits for it");
    let first = preview.text(SHARDS);
    assert!(has_index() && first.contains("\"fr\"") && first.contains("\"en\""), "{first}");
    assert_eq!(preview.get("/search/index/fr/nothing").0, StatusCode::NOT_FOUND);
    let (status, headers, _) = preview.get("/search/index/fr/pagefind.js");
    assert_eq!(
        (status, &headers["content-type"]),
        (StatusCode::OK, &"text/javascript; charset=utf-8".parse().unwrap())
    );
    // After a change it is made anew only when it is asked for again, and as a build makes it.
    folder.write("content/articles/a.md", article("Des ponts."));
    preview.shows(ARTICLE, "Des ponts.");
    assert!(!has_index());
    let second = preview.text(SHARDS);
    assert!(has_index() && second != first);
    assert!(folder.run(&["build", "--quiet"]).starts_with("exit 0"));
    for (name, bytes) in folder.files("public/search/index") {
        assert!(preview.get(&format!("/search/index/{name}")).2 == bytes, "{name} is not what was built");
    }
    folder.write("guillemet.toml", "title = 'Essai'\n[outputs]\nsearch = false");
    preview.wait(|snapshot| snapshot.site.as_ref().is_some_and(|site| !site.config().outputs.search));
    assert_eq!(preview.get(SHARDS).0, StatusCode::NOT_FOUND);
}

#[test]
fn a_web_server_as_browsers_expect_it() {
    let folder = small("Mots.");
    folder.write("static/plan.pdf", "0123456789");
    folder.write("static/données.csv", "é");
    let preview = Preview::of(folder.path(""));
    let (status, headers, _) = preview.get("/articles/2024/05/a?b=c");
    assert_eq!(
        (status, &headers["location"]),
        (StatusCode::TEMPORARY_REDIRECT, &"/articles/2024/05/a/?b=c".parse().unwrap())
    );
    let (status, headers, page) = preview.get("/nothing/");
    assert_eq!(
        (status, &headers["content-type"]),
        (StatusCode::NOT_FOUND, &"text/html; charset=utf-8".parse().unwrap())
    );
    assert!(String::from_utf8_lossy(&page).contains("<main"));
    for path in [ARTICLE, "/plan.pdf", "/robots.txt", "/donn%C3%A9es.csv"] {
        let (status, headers, bytes) = preview.get(path);
        assert_eq!(status, StatusCode::OK, "{path}");
        let (head_status, head_headers, nothing) = preview.ask(request("HEAD", path, &[]));
        assert_eq!((head_status, nothing.len()), (StatusCode::OK, 0));
        assert_eq!(head_headers["content-length"], bytes.len().to_string().as_str(), "{path}");
        let tag = headers["etag"].to_str().expect("a tag");
        let (status, _, nothing) = preview.ask(request("GET", path, &[("if-none-match", tag)]));
        assert_eq!((status, nothing.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
    }
    let (status, headers, bytes) = preview.ask(request("GET", "/plan.pdf", &[("range", "bytes=2-4")]));
    assert_eq!((status, bytes.as_slice()), (StatusCode::PARTIAL_CONTENT, &b"234"[..]));
    assert_eq!(headers["content-range"], "bytes 2-4/10");
    let (status, ..) = preview.ask(request("GET", "/plan.pdf", &[("range", "bytes=20-")]));
    assert_eq!(status, StatusCode::RANGE_NOT_SATISFIABLE);
    let (status, ..) = preview.ask(request("POST", ARTICLE, &[]));
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    let policy = preview.get(ARTICLE).1["content-security-policy"].clone();
    assert!(policy.as_bytes().starts_with(b"default-src 'self'"));
}

#[test]
fn a_site_in_a_sub_folder_is_served_there() {
    let folder = small("Mots.");
    folder.write("guillemet.toml", "base_url = 'https://a.example/press/'");
    let preview = Preview::of(folder.path(""));
    let (status, headers, _) = preview.get("/");
    assert_eq!((status, &headers["location"]), (StatusCode::TEMPORARY_REDIRECT, &"/press/".parse().unwrap()));
    assert_eq!(preview.get("/press/articles/2024/05/a/").0, StatusCode::OK);
    let (status, headers, _) = preview.get("/press/articles");
    assert_eq!((status, &headers["location"]), (StatusCode::TEMPORARY_REDIRECT, &"/press/articles/".parse().unwrap()));
}

#[test]
fn the_pages_follow_the_folder() {
    let folder = small("Premier.");
    let preview = Preview::of(folder.path(""));
    preview.shows(ARTICLE, "Premier.");
    // Same length, at once: nothing but the words differs.
    for words in ["Deuxieme", "Troisiem", "Quatriem"] {
        folder.write("content/articles/a.md", article(words));
        preview.shows(ARTICLE, words);
    }
    // As editors save: a new file is put in the place of the old one.
    folder.write("content/articles/.a.md.swp", article("Par un autre nom."));
    fs::rename(folder.path("content/articles/.a.md.swp"), folder.path("content/articles/a.md")).expect("renamed");
    preview.shows(ARTICLE, "Par un autre nom.");
    // A new folder, whose files are there before anybody watches it.
    folder.write("content/articles/x/y/b.md", article("Profond."));
    preview.shows("/articles/2024/05/b/", "Profond.");
    fs::rename(folder.path("content/articles/x"), folder.path("content/articles/z")).expect("renamed");
    folder.write("content/articles/z/y/b.md", article("Ailleurs."));
    preview.shows("/articles/2024/05/b/", "Ailleurs.");
    fs::remove_dir_all(folder.path("content/articles/z")).expect("removed");
    preview.shows("/articles/2024/05/b/", "Cette page n’existe pas");
    // Templates, interface texts, static files and the configuration.
    folder.write("guillemet.toml", "title = 'Renommé'");
    preview.shows("/", "Renommé");
    folder.write("templates/404.html", "{% extends \"base.html\" %}{% block main %}Rien ici{% endblock %}");
    preview.shows("/nothing/", "Rien ici");
    folder.write("locales/en.ftl", "articles = Commencement\n");
    preview.shows("/articles/", "Commencement");
    folder.write("static/a.txt", "un");
    preview.shows("/a.txt", "un");
    folder.write("static/a.txt", "deux");
    preview.shows("/a.txt", "deux");
    // The whole of the content goes and comes again.
    fs::rename(folder.path("content"), folder.path("away")).expect("renamed");
    preview.wait(|snapshot| !snapshot.problems.is_empty());
    fs::rename(folder.path("away"), folder.path("content")).expect("renamed");
    preview.wait(|snapshot| snapshot.problems.is_empty());
    folder.write("content/articles/a.md", article("Revenu."));
    preview.shows(ARTICLE, "Revenu.");
}

#[test]
fn a_burst_of_a_thousand_changes_ends_in_the_right_state() {
    let folder = small("Premier.");
    let preview = Preview::of(folder.path(""));
    preview.shows(ARTICLE, "Premier.");
    for number in 0..1000 {
        folder.write(&format!("content/articles/n{}/{number}.md", number % 10), article(&format!("Avant {number}.")));
    }
    for number in (0..1000).rev() {
        folder.write(&format!("content/articles/n{}/{number}.md", number % 10), article(&format!("Apres {number}.")));
    }
    fs::remove_file(folder.path("content/articles/a.md")).expect("removed");
    let settled = preview.wait(|snapshot| {
        let site = snapshot.site.as_ref().expect("the site");
        let articles: Vec<_> = site.archive().articles.iter().collect();
        articles.len() == 1000 && articles.iter().all(|row| row.article.body.markdown.contains("Apres"))
    });
    assert_eq!(settled.problems.len(), 0);
}

#[test]
fn style_sheets_alone_are_told_apart() {
    let folder = small("Mots.");
    folder.write("static/own.css", "p { color: red }");
    let preview = Preview::of(folder.path(""));
    let first = preview.wait(|snapshot| snapshot.site.is_some());
    folder.write("static/own.css", "p { color: blue }");
    let second = preview.wait(|snapshot| snapshot.style_version > first.style_version);
    assert_eq!(second.version, first.version);
    folder.write("content/articles/a.md", article("Autres."));
    let third = preview.wait(|snapshot| snapshot.version > first.version);
    assert_eq!(third.style_version, second.style_version);
}

#[test]
fn the_last_good_page_stays_while_something_is_wrong() {
    let folder = small("Bon.");
    let preview = Preview::of(folder.path(""));
    preview.shows(ARTICLE, "Bon.");
    for (path, text) in [
        ("content/articles/a.md", article("«a»{@x vai=b}")),
        ("templates/404.html", "{% block".to_owned()),
        ("templates/article.html", "{{ nowhere.at_all }}".to_owned()),
        ("guillemet.toml", "titel = 'A'".to_owned()),
    ] {
        let before = fs::read(folder.path(path)).ok();
        folder.write(path, &text);
        let snapshot = preview.wait(|snapshot| !snapshot.problems.is_empty());
        assert_eq!(snapshot.problems[0].diagnostic.path.as_str(), path);
        preview.shows(ARTICLE, "Bon.");
        match before {
            Some(before) => folder.write(path, before),
            None => fs::remove_file(folder.path(path)).expect("removed"),
        }
        preview.wait(|snapshot| snapshot.problems.is_empty());
    }
}

#[test]
fn a_broken_start_shows_what_is_wrong() {
    let folder = small("«a»{@x vai=<b>}");
    let preview = Preview::of(folder.path(""));
    let (status, _, page) = preview.get("/");
    let page = String::from_utf8(page).expect("UTF-8");
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.contains("content/articles/a.md:6:"), "{page}");
    assert!(page.contains("<mark>vai=&lt;b&gt;</mark>"), "{page}");
    folder.write("content/articles/a.md", article("Bon."));
    preview.shows("/", "<main");
    let nothing = Folder::new(&[]);
    let preview = Preview::of(nothing.path(""));
    preview.shows("/", "there is no `content` folder");
    nothing.write("content/articles/a.md", article("Bon."));
    preview.shows(ARTICLE, "Bon.");
}

#[test]
fn foreign_names_are_refused() {
    let folder = small("Mots.");
    let preview = Preview::of(folder.path(""));
    for host in ["127.0.0.1", "localhost:8000", "[::1]:8000", "LOCALHOST"] {
        assert_eq!(preview.ask(request("GET", "/", &[("host", host)])).0, StatusCode::OK, "{host}");
    }
    for host in
        ["evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example", "", "a b", "user@localhost@evil"]
    {
        for path in ["/", "/-/events", "/-/preview.js"] {
            let (status, ..) = preview.ask(request("GET", path, &[("host", host)]));
            assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{host}{path}");
        }
    }
    let without = Request::builder().uri("/").body(Body::empty()).expect("a request");
    assert_eq!(preview.ask(without).0, StatusCode::MISDIRECTED_REQUEST);
}

#[test]
#[cfg(unix)]
fn nothing_outside_the_folder_is_served() {
    let folder = small("Mots.");
    folder.write("static/in/a.txt", "inside");
    let secret = Folder::new(&[("a.txt", "secret"), ("in/a.txt", "secret")]);
    let preview = Preview::of(folder.path(""));
    preview.shows("/in/a.txt", "inside");
    for path in [
        "/../guillemet.toml",
        "/%2e%2e/guillemet.toml",
        "/..%2fguillemet.toml",
        "/%2e%2e%2fguillemet.toml",
        "/articles/../../guillemet.toml",
        "/in/..%5c..%5cguillemet.toml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/in/a.txt%00",
        "/guillemet.toml",
        "/content/articles/a.md",
        "/%ff",
    ] {
        let (status, _, bytes) = preview.get(path);
        assert!(status.is_client_error(), "{path}: {status} {}", String::from_utf8_lossy(&bytes));
        assert!(!String::from_utf8_lossy(&bytes).contains("Essai'"), "{path}");
    }
    // A link that takes the place of a file, or of its folder, is not followed, not even for a moment.
    let replace = |path: &Path, target: &Path| {
        let _ = fs::remove_file(path);
        let _ = fs::remove_dir_all(path);
        std::os::unix::fs::symlink(target, path).expect("a link");
        for _ in 0..40 {
            assert!(!preview.text("/in/a.txt").contains("secret"));
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    replace(&folder.path("static/in/a.txt"), &secret.path("a.txt"));
    replace(&folder.path("static/in"), &secret.path("in"));
    replace(&folder.path("static"), &secret.path(""));
}

#[test]
#[cfg(unix)]
fn folders_of_the_site_that_are_links_are_refused() {
    for name in ["content", "content/articles/deep", "templates", "static", "locales"] {
        let folder = small("Mots.");
        let outside =
            Folder::new(&[("articles/b.md", &article("Dehors.")), ("404.html", "Dehors"), ("a.txt", "Dehors")]);
        let preview = Preview::of(folder.path(""));
        preview.shows(ARTICLE, "Mots.");
        let link = folder.path(name);
        let aside = folder.path("aside");
        let was_there = fs::rename(&link, &aside).is_ok();
        std::os::unix::fs::symlink(outside.path(""), &link).expect("a link");
        let snapshot = preview.wait(|snapshot| !snapshot.problems.is_empty());
        let diagnostic = &snapshot.problems[0].diagnostic;
        assert_eq!((diagnostic.code, diagnostic.path.as_str()), ("symbolic-link", name));
        for path in [ARTICLE, "/articles/2024/05/b/", "/nothing/", "/a.txt"] {
            assert!(!preview.text(path).contains("Dehors"), "{name}: {path}");
        }
        fs::remove_file(&link).expect("removed");
        if was_there {
            fs::rename(&aside, &link).expect("renamed");
        }
        preview.wait(|snapshot| snapshot.problems.is_empty());
        folder.write("content/articles/a.md", article("Suivi."));
        preview.shows(ARTICLE, "Suivi.");
    }
}

#[test]
#[cfg(unix)]
fn files_of_the_site_that_are_links_are_refused() {
    let outside = Folder::new(&[("a.md", &article("Dehors.")), ("site.toml", "title = 'Dehors'\nlanguage = 'fr'\n")]);
    for (name, target) in [("content/articles/a.md", "a.md"), ("guillemet.toml", "site.toml")] {
        let folder = small("Mots.");
        let preview = Preview::of(folder.path(""));
        preview.shows(ARTICLE, "Mots.");
        // Put in the place of the file at once, as a save is.
        std::os::unix::fs::symlink(outside.path(target), folder.path("link")).expect("a link");
        fs::rename(folder.path(name), folder.path("aside")).expect("renamed");
        fs::rename(folder.path("link"), folder.path(name)).expect("renamed");
        let snapshot = preview.wait(|snapshot| !snapshot.problems.is_empty());
        let diagnostic = &snapshot.problems[0].diagnostic;
        assert_eq!((diagnostic.code, diagnostic.path.as_str()), ("symbolic-link", name));
        assert!(!preview.text(ARTICLE).contains("Dehors"), "{name}");
        let built = folder.run(&["build"]);
        assert!(built.contains("symbolic-link") && !folder.path("public").exists(), "{built}");
        fs::rename(folder.path("aside"), folder.path(name)).expect("renamed");
        preview.wait(|snapshot| snapshot.problems.is_empty());
        preview.shows(ARTICLE, "Mots.");
    }
}
