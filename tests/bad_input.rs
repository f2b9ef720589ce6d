//! Bad input of every kind through the whole program: what it says, and that the last good site survives.
//!
//! `INSTA_UPDATE=always cargo test --test bad_input` renews what is expected, in `tests/snapshots/`.

#[path = "support/program.rs"]
mod program;

use program::Folder;

const GOOD: &str = "---\ntitle: Good\ndate: 2024-05-06\nsource: Gazette\n---\n\n«Oui»{@anna}, dit-elle.\n";
const HEAD: &str = "---\ntitle: Bad\ndate: 2024-05-07\nsource: Gazette\n---\n\n";

/// What is wrong with a site beside its good article: files, whose text stands behind [`HEAD`] when it is a body.
struct Case {
    name: &'static str,
    files: &'static [(&'static str, Text)],
}

enum Text {
    /// The whole file.
    File(&'static str),
    /// The body of an article.
    Body(&'static str),
    /// Bytes that are no text.
    Bytes(&'static [u8]),
}

use Text::{Body, Bytes, File};

const ARTICLE: &str = "content/articles/bad.md";

const CASES: &[Case] = &[
    Case { name: "empty file", files: &[(ARTICLE, File(""))] },
    Case { name: "no front matter", files: &[(ARTICLE, File("Just some words.\n"))] },
    Case { name: "front matter never ends", files: &[(ARTICLE, File("---\ntitle: Bad\n\nWords.\n"))] },
    Case { name: "broken YAML", files: &[(ARTICLE, File("---\ntitle: \"Bad\ndate: 2024\n---\n\nWords.\n"))] },
    Case { name: "colon in a plain title", files: &[(ARTICLE, File("---\ntitle: Budget: no\n---\n\nWords.\n"))] },
    Case { name: "broken TOML", files: &[(ARTICLE, File("+++\ntitle = Bad\n+++\n\nWords.\n"))] },
    Case {
        name: "wrong types",
        files: &[(
            ARTICLE,
            File("---\ntitle: [Bad]\ndate: {year: 2024}\ntopics: {a: b}\ndraft: perhaps\nextra: none\n---\n\nWords.\n"),
        )],
    },
    Case {
        name: "impossible dates",
        files: &[(
            ARTICLE,
            File("---\ntitle: Bad\ndate: 2023-02-29\nupdated: 2023-13\n---\n\n«a»{@anna date=2023-06-31}\n"),
        )],
    },
    Case { name: "no date at all", files: &[(ARTICLE, File("---\ntitle: Bad\ndate: 5 June 2023\n---\n\nWords.\n"))] },
    Case { name: "unknown key", files: &[(ARTICLE, File("---\ntitle: Bad\ntopcis: [a]\n---\n\nWords.\n"))] },
    Case { name: "mark never opened", files: &[(ARTICLE, Body("Il faut des contrats signés»{@anna}, dit-elle."))] },
    Case { name: "speakers run together", files: &[(ARTICLE, Body("«Oui»{@anna,@ben}, disent-ils."))] },
    Case { name: "bracket never opened", files: &[(ARTICLE, Body("Il faut des contrats signés]{@anna}."))] },
    Case { name: "braces never closed", files: &[(ARTICLE, Body("«Oui»{@anna, dit-elle.\n\nPuis «non»{@anna}."))] },
    Case { name: "unknown attribute", files: &[(ARTICLE, Body("«Oui»{@anna vai=Radio}, dit-elle."))] },
    Case { name: "value without quotation marks", files: &[(ARTICLE, Body("«Oui»{@anna via=Radio Lorraine}."))] },
    Case { name: "nothing to continue", files: &[(ARTICLE, Body("«Oui»{+}, dit-elle."))] },
    Case { name: "nobody speaks", files: &[(ARTICLE, Body("«Oui»{via=Radio}, dit-elle."))] },
    Case { name: "no words", files: &[(ARTICLE, Body("Il dit «»{@anna}."))] },
    Case {
        name: "two articles with one address",
        files: &[("content/articles/a/bad.md", Body("Un.")), ("content/articles/b/bad.md", Body("Deux."))],
    },
    Case {
        name: "two quotations with one identifier",
        files: &[(ARTICLE, Body("«Oui»{@anna #reponse}, puis «non»{@anna #reponse}."))],
    },
    Case {
        name: "topics in a circle",
        files: &[
            ("content/topics/a.md", File("---\ntitle: A\nparent: b\n---\n")),
            ("content/topics/b.md", File("---\ntitle: B\nparent: c\n---\n")),
            ("content/topics/c.md", File("---\ntitle: C\nparent: a\n---\n")),
        ],
    },
    Case { name: "not UTF-8", files: &[(ARTICLE, Bytes(b"---\ntitle: Caf\xe9\n---\n\nWords.\n"))] },
    Case { name: "a photograph named md", files: &[(ARTICLE, Bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0"))] },
    Case {
        name: "dead links",
        files: &[(ARTICLE, Body("[a](goood.md), [b](good.md#fin), [[nowhere]] et [c](/plan.pdf)."))],
    },
    Case { name: "link that leaves the folder", files: &[(ARTICLE, Body("[Voir](../../../../etc/passwd)."))] },
    Case {
        name: "old address taken",
        files: &[(
            ARTICLE,
            File(
                "---\ntitle: Bad\naliases: [/speakers/anna, ../up, /, /index.html, articles/2024/05/good/, /articles/page/2/, /feed.xml, /a.html/b]\n---\n\nWords.\n",
            ),
        )],
    },
    Case { name: "configuration", files: &[("guillemet.toml", File("titel = \"A\"\nbase_url = \"archive\"\n"))] },
    Case { name: "configuration that is no TOML", files: &[("guillemet.toml", File("title = A\n"))] },
    Case {
        name: "template that is none",
        files: &[("templates/article.html", File("{% extends \"base.html\" %}\n{% block main %}\n{{ title\n"))],
    },
    Case {
        name: "template that asks for too much",
        files: &[("templates/article.html", File("<h1>{{ title }}</h1>\n<p>{{ title | round }}</p>\n"))],
    },
    Case {
        name: "template without its base",
        files: &[("templates/article.html", File("{% extends \"bas.html\" %}\n"))],
    },
    Case { name: "interface texts", files: &[("locales/en.ftl", File("home = Home\n= nothing\n"))] },
    Case {
        name: "interface texts that ask for what they do not get",
        files: &[("locales/en.ftl", File("home = Home { $name }\nvia = by { $medum }\nsearh = Find\nmenu = { $n\n"))],
    },
    Case {
        name: "template with a misspelt name",
        files: &[("templates/topc.html", File("x")), ("templates/speaker.html", File("<h1>{{ nam }}</h1>"))],
    },
    Case { name: "a name of several words", files: &[(ARTICLE, Body("“x”{@Ada Example} ![p](pics/a.jpg)"))] },
    Case { name: "a misspelt title", files: &[(ARTICLE, File("---\ntitel: A\ndate: 2024-13-01\n---\n\nA.\n"))] },
];

#[test]
fn every_bad_input_is_said_and_the_old_site_survives() {
    for case in CASES {
        let folder = Folder::new(&[("content/articles/good.md", GOOD)]);
        let first = folder.run(&["build", "--quiet"]);
        assert_eq!(first, "exit 0\n", "{}", case.name);
        let old = folder.files("public");
        for (path, text) in case.files {
            match text {
                File(text) => folder.write(path, text),
                Body(text) => folder.write(path, format!("{HEAD}{text}\n")),
                Bytes(bytes) => folder.write(path, bytes),
            }
        }
        let said = folder.run(&["build"]);
        assert!(folder.files("public") == old, "{}: the old site changed", case.name);
        assert_nothing_is_left(&folder, case.name);
        expect(case.name, &said);
    }
}

/// Compares with `tests/snapshots/bad_input__NAME.snap`.
fn expect(name: &str, said: &str) {
    insta::with_settings!({ omit_expression => true, description => name }, {
        insta::assert_snapshot!(name.replace(' ', "_"), said);
    });
}

/// No half-written site stands beside the old one.
fn assert_nothing_is_left(folder: &Folder, name: &str) {
    assert!(!folder.path(".public.guillemet-new").exists(), "{name}: a half-written site was left");
}

/// A run that is refused before anything is written; the archive itself is good.
fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let before = folder.files("");
    let said = folder.run(arguments);
    assert!(said.starts_with("exit 1\n") || said.starts_with("exit 2\n"), "{said}");
    assert!(folder.files("") == before, "{arguments:?} changed the folder");
    said
}

#[test]
fn places_where_no_site_is_written() {
    let folder = Folder::new(&[("content/articles/good.md", GOOD), ("notes/plan.txt", "Keep me.")]);
    expect("output inside content", &refused(&folder, &["build", "--output", "content/site"]));
    expect("output holds the archive", &refused(&folder, &["build", "--output", "."]));
    expect("output not ours", &refused(&folder, &["build", "--output", "notes"]));
    expect("output is a file", &refused(&folder, &["build", "--output", "notes/plan.txt"]));
    expect("output not ours as JSON", &refused(&folder, &["build", "--output", "notes", "--format", "json"]));
    expect("base address", &refused(&folder, &["build", "--base-url", "archive.example"]));
    expect("no content folder", &refused(&Folder::new(&[]), &["build"]));
    expect("no such folder", &refused(&folder, &["build", "--root", "nowhere"]));
}

#[test]
fn warnings_become_errors_when_asked() {
    let folder = Folder::new(&[("content/articles/good.md", GOOD)]);
    expect("check", &folder.run(&["check"]));
    expect("check strict as JSON", &folder.run(&["check", "--strict", "--format", "json"]));
    assert_eq!(folder.files("public").len(), 0, "check writes nothing");
}

#[cfg(unix)]
mod files {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    use super::*;

    #[test]
    fn neither_pipes_nor_symbolic_links_are_read() {
        let folder = Folder::new(&[("content/articles/good.md", GOOD), ("content/articles/old.md/a.md", GOOD)]);
        let made = Command::new("mkfifo").arg(folder.path("content/articles/pipe.md")).status();
        assert!(made.is_ok_and(|status| status.success()));
        symlink("/etc/passwd", folder.path("content/articles/passwd.md")).expect("a link");
        expect("pipe and symbolic link", &refused_beside_a_pipe(&folder));
    }

    /// As [`refused`], but for reading the pipe.
    fn refused_beside_a_pipe(folder: &Folder) -> String {
        let said = folder.run(&["build"]);
        assert!(!folder.path("public").exists());
        said
    }

    /// The super-user may read everything, so the program is run as nobody then.
    #[test]
    fn a_file_that_may_not_be_read() {
        let folder = Folder::new(&[("content/articles/good.md", GOOD), ("content/articles/secret.md", GOOD)]);
        let set = |path: &str, mode| fs::set_permissions(folder.path(path), fs::Permissions::from_mode(mode));
        set("content/articles/secret.md", 0o000).expect("a mode");
        set("", 0o777).expect("a mode");
        let mut command = folder.command(&["build"]);
        if fs::metadata(folder.path("")).expect("the folder").uid() == 0 {
            // Where nobody may not even start the program, a copy of it is started.
            let copy = folder.path("program");
            fs::copy(env!("CARGO_BIN_EXE_guillemet"), &copy).expect("a copy");
            command = Command::new(copy);
            command.arg("build").current_dir(folder.path("")).env("NO_COLOR", "1").uid(65534).gid(65534);
        }
        expect("unreadable file", &folder.said(&command.output().expect("the program")));
        assert!(!folder.path("public").exists());
    }

    #[test]
    fn a_file_of_two_gibibytes() {
        let folder = Folder::new(&[("content/articles/good.md", GOOD)]);
        // It takes no room on the disk.
        let file = fs::File::create(folder.path("content/articles/huge.md")).expect("a file");
        file.set_len(2 << 30).expect("a length");
        expect("file of two gibibytes", &folder.run(&["build"]));
        assert!(!folder.path("public").exists());
    }
}
