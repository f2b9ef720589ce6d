//! The site takes its place all or nothing, and the same content gives the same bytes on every way.

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::fs;

use guillemet::digest::Digest;
use guillemet::write::{Output, Staging};
use program::Folder;

const FIRST: &str = "---\ntitle: One\ndate: 2024-05-06\nsource: Gazette\n---\n\n«Oui»{@anna}, dit-elle.\n";
const SECOND: &str = "---\ntitle: Two\ndate: 2024-05-07\nsource: Gazette\n---\n\n«Non»{@anna}, dit-elle.\n";

fn site() -> Folder {
    Folder::new(&[("content/articles/one.md", FIRST), ("content/articles/two.md", SECOND)])
}

fn build(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    assert_eq!(folder.run(&["build", "--quiet"]), "exit 0\n");
    assert!(!folder.path(".public.guillemet-new").exists(), "something was left beside the site");
    folder.files("public")
}

#[test]
fn a_build_over_an_old_one_is_a_clean_build() {
    let folder = site();
    build(&folder);
    folder.write("content/articles/two.md", SECOND.replace("Two", "Deux").replace("@anna", "@bert"));
    folder.write("content/articles/three.md", FIRST.replace("One", "Three"));
    fs::remove_file(folder.path("content/articles/one.md")).expect("gone");
    let over = build(&folder);
    fs::remove_dir_all(folder.path("public")).expect("gone");
    assert!(over == build(&folder));
}

#[test]
fn neither_threads_nor_the_order_of_files_change_a_byte() {
    let folder = site();
    let many = build(&folder);
    let reversed = Folder::new(&[("content/articles/two.md", SECOND), ("content/articles/one.md", FIRST)]);
    let output = reversed.command(&["build", "--quiet"]).env("RAYON_NUM_THREADS", "1").output().expect("the program");
    assert!(output.status.success());
    assert!(many == reversed.files("public"));
}

#[test]
fn parts_together_are_the_site() {
    let folder = site();
    folder.write("static/plan.txt", "A plan.\n");
    let whole = build(&folder);
    let mut together = BTreeMap::new();
    for part in ["1/3", "2/3", "3/3"] {
        assert_eq!(folder.run(&["build", "--quiet", "--jobs", "1", "--shard", part]), "exit 0\n");
        let part = folder.files(&format!("public-{}", part.replace('/', "-of-")));
        assert!(part.len() < whole.len());
        for (path, bytes) in part {
            let twice = together.insert(path.clone(), bytes).is_some();
            assert!(!twice || path == ".guillemet", "{path} is in two parts");
        }
    }
    assert!(together == whole);
}

#[test]
fn a_page_is_kept_only_while_it_is_made_of_the_same_and_was_not_touched() {
    let folder = Folder::new(&[]);
    let (made_of, other) = (Digest::of("one"), Digest::of("another"));
    let begin = || Staging::begin(&folder.path("public"), &folder.path("")).expect("a staging");
    let first = begin();
    assert!(!first.keep_made("page.html", made_of), "there is no former site");
    first.put("page.html", b"words", Some(made_of)).expect("written");
    first.commit().expect("a site");

    let second = begin();
    assert!(!second.keep_made("page.html", other));
    assert!(!second.keep_made("other.html", made_of));
    assert!(second.keep_made("page.html", made_of));
    let summary = second.commit().expect("the same site");
    assert_eq!((summary.added, summary.changed, summary.unchanged), (0, 0, 2));

    std::thread::sleep(std::time::Duration::from_millis(20));
    folder.write("public/page.html", "Words");
    assert!(!begin().keep_made("page.html", made_of), "a file of the same size was touched");
    fs::write(folder.path(".public.guillemet-seals"), "anything").expect("written");
    assert!(!begin().keep_made("page.html", made_of));
}

#[test]
fn no_site_is_written_into_what_a_site_is_made_of() {
    let folder = site();
    for input in ["content", "templates", "static", "locales", "fonts"] {
        let said = folder.run(&["build", "--quiet", "--output", &format!("{input}/site")]);
        assert!(said.starts_with("exit 1\n") && said.contains(input), "{said}");
        assert!(!folder.path(&format!("{input}/site")).exists());
    }
}

#[test]
fn what_others_wrote_into_the_site_is_put_right() {
    let folder = site();
    let before = build(&folder);
    folder.write("public/articles/2024/05/one/index.html", "Not what the article says.");
    fs::remove_file(folder.path("public/articles/2024/05/two/index.html")).expect("gone");
    folder.write("public/other.html", "Not of this site.");
    assert!(before == build(&folder));
}

#[test]
fn a_change_of_the_configuration_or_a_template_reaches_every_page() {
    let folder = site();
    let before = build(&folder);
    folder.write("guillemet.toml", "title = \"Another\"\n");
    let other = build(&folder);
    let page = "articles/2024/05/one/index.html";
    assert!(before[page] != other[page]);
    folder.write("templates/article.html", "{{ title }}");
    assert_eq!(build(&folder)[page], b"One");
    fs::remove_dir_all(folder.path("templates")).expect("gone");
    assert!(other == build(&folder));
}

#[test]
fn files_that_did_not_change_keep_their_times() {
    let folder = site();
    build(&folder);
    let time = |path: &str| fs::metadata(folder.path(path)).and_then(|it| it.modified()).expect("a time");
    let (same, other) = ("public/articles/2024/05/one/index.html", "public/articles/2024/05/two/index.html");
    // Tables are written piece by piece, and so are their files compared.
    let (sources, articles) = ("public/data/sources.parquet", "public/data/articles.parquet");
    let before = (time(same), time(other));
    let tables_before = (time(sources), time(articles));
    std::thread::sleep(std::time::Duration::from_millis(20));
    folder.write("content/articles/two.md", SECOND.replace("dit-elle", "dit Anna"));
    build(&folder);
    assert_eq!(time(same), before.0);
    assert_ne!(time(other), before.1);
    assert_eq!(time(sources), tables_before.0);
    assert_ne!(time(articles), tables_before.1);
}

#[test]
fn what_is_not_ours_in_the_output_stays() {
    let folder = site();
    build(&folder);
    folder.write("public/.git/config", "mine");
    folder.write("static/.well-known/security.txt", "Contact: mailto:a@b.example\n");
    assert_eq!(build(&folder)[".git/config"], b"mine");
    fs::remove_dir_all(folder.path("static/.well-known")).expect("gone");
    let files = build(&folder);
    assert!(files.contains_key(".git/config") && !files.contains_key(".well-known/security.txt"));
}

#[test]
fn what_a_killed_build_left_is_cleared_away() {
    let folder = site();
    let clean = build(&folder);
    // Killed before the exchange: half a site. Killed behind it: the old site with what was hidden in it.
    folder.write(".public.guillemet-new/index.html", "half");
    folder.write(".public.guillemet-new/.git/config", "mine");
    let files = build(&folder);
    assert_eq!(files[".git/config"], b"mine");
    assert_eq!(files.len(), clean.len() + 1);
    // Killed between the two steps of an exchange, where the system has no better one.
    fs::rename(folder.path("public"), folder.path(".public.guillemet-old")).expect("moved");
    let broken = folder.path("content/articles/three.md");
    fs::write(&broken, "").expect("an empty article");
    folder.run(&["build"]);
    fs::remove_file(broken).expect("gone");
    assert!(build(&folder) == files);
}

/// An archive so large that the files that stay are not linked but left where they are.
fn large_site() -> Folder {
    let folder = site();
    for number in 0..2200 {
        folder.write(&format!("static/plans/{number}.txt"), format!("Plan {number}.\n"));
    }
    folder
}

#[test]
fn only_what_changed_is_touched_in_a_large_site() {
    let folder = large_site();
    build(&folder);
    folder.write("public/.git/config", "mine");
    let changed = || fs::metadata(folder.path("public/plans")).and_then(|it| it.modified()).expect("a time");
    let before = changed();
    folder.write("content/articles/two.md", SECOND.replace("@anna", "@bert"));
    // A file becomes a folder, a folder becomes a file, and one is left empty.
    folder.write("static/maps/north/1.txt", "A map.\n");
    folder.write("static/views", "A view.\n");
    build(&folder);
    fs::remove_dir_all(folder.path("static/maps")).expect("gone");
    fs::remove_file(folder.path("static/views")).expect("gone");
    folder.write("static/maps", "Maps.\n");
    folder.write("static/views/north/1.txt", "A view.\n");
    build(&folder);
    fs::remove_dir_all(folder.path("static/views")).expect("gone");
    let over = build(&folder);
    assert_eq!(changed(), before, "a folder in which nothing changed is not touched");
    assert!(!folder.path("public/views").exists(), "folders go with their last file");
    fs::rename(folder.path("public"), folder.path("old")).expect("moved");
    let mut clean = build(&folder);
    clean.insert(".git/config".to_owned(), b"mine".to_vec());
    assert!(over == clean);
}

#[test]
fn what_a_killed_build_had_begun_to_put_in_place_is_completed() {
    let folder = large_site();
    build(&folder);
    folder.write("content/articles/two.md", SECOND.replace("Two", "Deux"));
    fs::remove_file(folder.path("static/plans/7.txt")).expect("gone");
    fs::rename(folder.path("public"), folder.path("old")).expect("moved");
    let clean = build(&folder);
    // Killed when some files had taken their places and others not.
    let page = "articles/2024/05/two/index.html";
    folder.write(&format!(".old.guillemet-new/{page}"), &clean[page]);
    folder.write(".old.guillemet-new/new/page.html", "new");
    folder.write(".old.guillemet-todo", "plans/7.txt\0plans/gone-before.txt");
    folder.write("content/articles/two.md", "");
    folder.run(&["build", "--output", "old"]);
    assert!(folder.files("old").contains_key(".guillemet"), "a build that fails touches nothing");
    folder.write("content/articles/two.md", SECOND.replace("Two", "Deux"));
    assert_eq!(folder.run(&["build", "--quiet", "--output", "old"]), "exit 0\n");
    assert!(folder.files("old") == clean);
    assert!(!folder.path(".old.guillemet-todo").exists() && !folder.path(".old.guillemet-new").exists());
}

#[test]
#[cfg(unix)]
fn a_link_in_the_output_is_never_followed() {
    let folder = large_site();
    build(&folder);
    fs::rename(folder.path("public/articles"), folder.path("elsewhere")).expect("moved");
    std::os::unix::fs::symlink(folder.path("elsewhere"), folder.path("public/articles")).expect("a link");
    let elsewhere = folder.files("elsewhere");
    folder.write("content/articles/two.md", SECOND.replace("@anna", "@bert"));
    build(&folder);
    assert!(!folder.path("public/articles").is_symlink());
    assert!(folder.files("elsewhere") == elsewhere);
}

#[test]
fn a_file_of_the_site_stands_in_for_a_page() {
    let folder = site();
    let before = build(&folder);
    assert_ne!(before["robots.txt"], b"mine");
    folder.write("static/robots.txt", "mine");
    assert_eq!(build(&folder)["robots.txt"], b"mine");
    assert_eq!(build(&folder)["robots.txt"], b"mine");
}

#[test]
fn pages_of_quotations_can_be_switched_off() {
    let folder = site();
    folder.write("guillemet.toml", "[pages]\nquotations = false\ntimeline = false\n");
    let files = build(&folder);
    assert!(!files.keys().any(|name| name.starts_with("quotations/") || name.starts_with("timeline/")));
    let speaker = String::from_utf8_lossy(&files["speakers/anna/index.html"]).into_owned();
    assert!(speaker.contains("href=\"/articles/2024/05/one/#q-"), "{speaker}");
}

#[test]
fn drafts_are_left_out_unless_asked_for() {
    let folder = site();
    folder.write("content/articles/draft.md", "---\ntitle: Draft\ndate: 2024-05-08\ndraft: true\n---\n\nLater.\n");
    let page = "articles/2024/05/draft/index.html";
    assert!(!build(&folder).contains_key(page));
    assert_eq!(folder.run(&["build", "--quiet", "--drafts"]), "exit 0\n");
    assert!(folder.files("public").contains_key(page));
}

#[test]
fn a_new_archive_has_nothing_to_be_mended() {
    let folder = Folder::new(&[]);
    for language in ["fr", "en"] {
        fs::remove_dir_all(folder.path("press")).unwrap_or_default();
        let said = folder.run(&["init", "press", "--lang", language]);
        assert!(said.starts_with("exit 0\nA small archive is in press."), "{said}");
        let said = folder.run(&["check", "--strict", "--root", "press"]);
        assert!(said.starts_with("exit 0\n1 article, 4 quotations"), "{said}");
        assert_eq!(folder.run(&["build", "--quiet", "--root", "press"]), "exit 0\n");
    }
    let said = folder.run(&["init", "press"]);
    assert_eq!(
        said,
        "exit 1\nerror: press is not empty, so it is left alone\n  help: choose another folder; to an archive that is \
         there, `--ci` adds a recipe\n"
    );
}

#[test]
fn a_recipe_is_added_to_an_archive_that_is_there_and_never_overwritten() {
    let folder = Folder::new(&[]);
    folder.run(&["init", "press"]);
    let before = folder.files("press");
    let said = folder.run(&["init", "press", "--ci", "github"]);
    assert!(said.contains("[publish.live]\nkind = \"git\"\nbranch = \"gh-pages\""), "{said}");
    let mut after = folder.files("press");
    assert!(after.remove(".github/workflows/publish.yml").is_some());
    assert_eq!(after, before);
    let said = folder.run(&["init", "press", "--ci", "github"]);
    assert_eq!(said, "exit 1\nerror: press/.github/workflows/publish.yml is there already, so it is left alone\n");
}

/// The report of `publish --format json`, and whether the program ended well.
fn published(folder: &Folder, arguments: &[&str]) -> (serde_json::Value, bool) {
    let arguments = [&["publish", "--format", "json"], arguments].concat();
    let output = folder.command(&arguments).output().expect("the program");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (serde_json::from_slice(&output.stdout).expect("JSON"), output.status.success())
}

#[test]
fn publishing_is_told_to_other_programs() {
    let folder = site();
    let configuration =
        "base_url = 'https://press.org/'\n[outputs]\nsearch = false\n[publish.live]\nkind = 'folder'\npath = 'www'\n";
    folder.write("guillemet.toml", configuration);
    let (report, is_good) = published(&folder, &["--dry-run"]);
    assert!(is_good);
    assert_eq!((&report["outcome"], &report["target"]), (&"dry-run".into(), &"live".into()));
    let added = report["added"].as_array().map_or(0, Vec::len);
    assert!(added > 10, "{report}");
    let (report, is_good) = published(&folder, &[]);
    assert_eq!((is_good, &report["problems"][0]["code"]), (false, &"usage".into()), "nobody can be asked");
    let (report, is_good) = published(&folder, &["--yes"]);
    assert!(is_good && report["publication"].is_string(), "{report}");
    assert_eq!((&report["outcome"], &report["address"]), (&"published".into(), &"https://press.org/".into()));
    let (report, _) = published(&folder, &["--yes"]);
    assert_eq!((&report["outcome"], &report["added"]), (&"unchanged".into(), &serde_json::json!([])));
    let (report, is_good) = published(&folder, &["--yes", "--rollback"]);
    assert_eq!((is_good, &report["problems"][0]["code"]), (false, &"no-publication-before".into()));
    folder.write("guillemet.toml", configuration.replace("press.org", "other.org"));
    let (report, is_good) = published(&folder, &["--yes"]);
    assert_eq!((is_good, &report["problems"][0]["code"]), (false, &"publish-address".into()));
    folder.write("content/articles/bad.md", "---\ntitel: A\n---\n\nText\n");
    let (report, is_good) = published(&folder, &["--yes"]);
    assert_eq!((is_good, &report["outcome"]), (false, &"failed".into()));
    assert_eq!(report["problems"][0]["path"], "content/articles/bad.md");
    assert!(report["problems"][0]["line"].is_u64(), "{report}");
}
