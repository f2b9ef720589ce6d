//! What is wrong with the content is said, with its place; nothing panics.

mod support;

use support::{TestSite, article};

fn check(files: &[(&str, &str)], expected: &str) {
    let site = TestSite::new("", files);
    assert_eq!(site.problems(), expected, "{files:#?}");
}

fn check_body(body: &str, expected: &str) {
    let text = article(body);
    check(&[("articles/a.md", &text), ("speakers/x.md", "---\nname: X\n---\n")], expected);
}

#[test]
fn front_matter() {
    let one = |text: &str, expected: &str| check(&[("articles/a.md", text)], expected);
    one("", "error empty-file articles/a.md\n");
    one("\u{feff}\n \n", "error empty-file articles/a.md\n");
    one("Some text", "error no-front-matter articles/a.md:1:1\n");
    one("---\ntitle: A\n", "error unclosed-front-matter articles/a.md:1:1\n");
    one("---\ntitle: [A\n---\n", "error broken-front-matter articles/a.md:3:1\n");
    one("---\ntitle: Yes: no\n---\n", "error broken-front-matter articles/a.md:2:11\n");
    one("+++\ntitle = A\n+++\n", "error broken-front-matter articles/a.md:2:9\n");
    one("---\ndate: 2024\n---\n", "error missing-key articles/a.md:1:1\n");
    one("---\ntitle: A\ntitel: B\n---\n", "error unknown-key articles/a.md:3:1\n");
    one("---\ntitle: A\ntitle: B\n---\n", "error duplicate-key articles/a.md:3:1\n");
    one("---\ntitle: [A]\n---\n", "error wrong-type articles/a.md:2:8\n");
    one("---\ntitle: A\ndate: 2023-02-30\n---\n", "error impossible-date articles/a.md:3:7\n");
    one("---\ntitle: A\ndate: 5 June\n---\n", "error not-a-date articles/a.md:3:7\n");
    one("---\ntitle: A\nlang: français\n---\n", "error not-a-language articles/a.md:3:7\n");
    one("---\ntitle: A\ndraft: maybe\n---\n", "error wrong-type articles/a.md:3:8\n");
    one(
        "---\ntitle: A\nsource: {url: x}\n---\n",
        "error missing-key articles/a.md:3:9\nerror not-a-web-address articles/a.md:3:15\n",
    );
    one("---\ntitle: A\na: &x 1\nextra: *x\n---\n", "error broken-front-matter articles/a.md:4:8\n");
    one(
        "---\ntitle: é\ntopics: [ok, '?!']\n---\n",
        "error not-an-id articles/a.md:3:14\nwarning topic-without-file articles/a.md:3:10\n"
            .split_inclusive('\n')
            .rev()
            .collect::<String>()
            .as_str(),
    );
    check(
        &[("speakers/x.md", "---\nname: X\nkind: persn\nroles: [{title: a, from: 2020, to: 2019}]\n---\n")],
        "error unknown-choice speakers/x.md:3:7\nerror role-ends-before-it-begins speakers/x.md:4:9\n",
    );
}

#[test]
fn annotations() {
    check_body("a»{@x}", "error unopened-quotation-mark articles/a.md:6:3\n");
    check_body("a]{@x}", "error unopened-bracket articles/a.md:6:3\n");
    check_body("«a»{@x vai=b}", "error unknown-attribute articles/a.md:6:8\n");
    check_body("«a»{+}", "error nothing-to-continue articles/a.md:6:4\n");
    check_body("«a»{@x}, «b»{+ note=c}", "error continuation-with-attributes articles/a.md:6:13\n");
    check_body("«a»{via=b}", "error no-speaker articles/a.md:6:4\n");
    check_body("«a»{@x", "error unclosed-braces articles/a.md:6:4\n");
    check_body("`«a»{@x` and <b title=\"{+\">b</b>", "");
    check_body("“We <inaudible> go”{@?} <b>now</b>", "warning meaningless-tag articles/a.md:6:5\n");
    check_body("a {@x} b", "warning stray-annotation articles/a.md:6:3\n");
    check_body(
        "“a”{@?}\n\n![b](https://c.example/d.png){@x}\n\n---{@x}",
        "warning stray-annotation articles/a.md:8:30\nwarning stray-annotation articles/a.md:10:4\n",
    );
    check_body("{@x}\n\n# Heading", "error no-block-to-annotate articles/a.md:6:1\n");
    check_body("«»{@x}", "error empty-passage articles/a.md:6:3\n");
    check_body("[]{@x}", "error empty-passage articles/a.md:6:3\n");
    check_body("«a»{@x note=two words}", "error nonsense-in-braces articles/a.md:6:17\n");
    check_body("«a»{@x #Mon_Id}", "error unusable-id articles/a.md:6:8\n");
    check_body("«a»{@x @?}", "error known-and-unknown-speaker articles/a.md:6:4\n");
    check_body("«a»{@x date=2023-13}", "error impossible-date articles/a.md:6:13\n");
    check_body("«a»{@x original=ftp}", "error not-a-web-address articles/a.md:6:17\n");
    check_body("«a»{@y}", "warning speaker-without-file articles/a.md:6:5\n");
    check_body("«a»{@x #i} «b»{@x #i}", "error quotation-id-taken articles/a.md:6:19\n");
}

#[test]
fn all_problems_of_a_run_at_once() {
    check_body(
        "a»{@x} «b»{@x vai=c}\n\nd]{@x}",
        "error unopened-quotation-mark articles/a.md:6:3\n\
        error unknown-attribute articles/a.md:6:15\nerror unopened-bracket articles/a.md:8:3\n",
    );
}

#[test]
fn links() {
    check_body("[a](b.md)", "error dead-link articles/a.md:6:1\n");
    check_body("[a](../../../../etc/passwd)", "error link-leaves-folder articles/a.md:6:1\n");
    check_body("[a](../speakers/x.md) [b](/speakers/) [c](/plan.pdf) [d](https://e.example) [[x]] [f](#h)\n\n# H", "");
    check_body("[a](#nowhere)", "error dead-anchor articles/a.md:6:1\n");
    check_body("[[nobody]]", "error dead-link articles/a.md:6:1\n");
    let text = article("[[b]]");
    check(
        &[
            ("articles/a.md", &text),
            ("articles/x/b.md", "---\ntitle: B\ndate: 2020\n---\n"),
            ("speakers/b.md", "---\nname: B\n---\n"),
        ],
        "error ambiguous-link articles/a.md:6:1\n",
    );
}

#[test]
fn the_archive_as_a_whole() {
    let text = article("");
    check(&[("articles/1/a.md", &text), ("articles/2/a.md", &text)], "error address-taken articles/2/a.md:1:1\n");
    check(&[("pages/search.md", "---\ntitle: A\n---\n")], "error address-taken pages/search.md:1:1\n");
    check(
        &[("topics/a.md", "---\nparent: b\n---\n"), ("topics/b.md", "---\nparent: a\n---\n")],
        "error topic-cycle topics/a.md:2:9\n",
    );
    check(&[("topics/a.md", "---\nparent: a\n---\n")], "error topic-cycle topics/a.md:2:9\n");
    check(
        &[
            ("articles/a.md", "---\ntitle: A\nimage: none.png\n---\n"),
            ("speakers/x.md", "---\nname: X\nphoto: ../up.png\n---\n"),
            ("speakers/y.md", "---\nname: Y\nphoto: /static/plan.pdf\n---\n"),
            ("speakers/z.md", "---\nname: Z\nphoto: https://e.example/z.png\n---\n"),
        ],
        "warning missing-picture articles/a.md:3:8\nwarning missing-picture speakers/x.md:3:8\n",
    );
    check(&[("articles/a.md", "---\ntitle: A\naliases: [../x]\n---\n")], "error unusable-alias articles/a.md:3:11\n");
}

#[test]
fn bytes_that_are_no_text() {
    let site = TestSite::of_bytes("", [("articles/a.md", &b"---\ntitle: \xe9\n---\n"[..])]);
    assert_eq!(site.problems(), "error not-utf8 articles/a.md:2:8\n");
}

#[test]
fn configuration() {
    let problems = |text: &str| TestSite::new(text, &[]).problems();
    assert_eq!(problems("titel = 'A'"), "error unknown-key guillemet.toml\n");
    assert_eq!(problems("title = A"), "error broken-configuration guillemet.toml\n");
    assert_eq!(problems("base_url = 'archive.example'"), "error unusable-base-url guillemet.toml\n");
    assert_eq!(problems("[pages]\nquotation = false"), "error unknown-key guillemet.toml\n");
}

#[test]
fn suggestions_name_the_nearest() {
    let site = TestSite::new("", &[("articles/a.md", "---\ntitle: A\ntopcis: [a]\n---\n")]);
    assert_eq!(site.diagnostics[0].remedy.as_deref(), Some("did you mean `topics`?"));
}

#[test]
fn every_key_that_the_documentation_lists_is_known() {
    let sections = include_str!("../docs/files.md").split("\n## ").skip(1);
    let mut kinds = 0;
    for section in sections.filter(|section| section.contains("| key |")) {
        let folder = section.split("content/").nth(1).and_then(|rest| rest.split('/').next()).expect("a folder");
        let cells = section.lines().filter(|line| line.starts_with("| `")).filter_map(|line| line.split('|').nth(1));
        let keys: Vec<&str> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
        let head: String = keys.iter().map(|key| format!("{key}: 2024\n")).collect();
        let problems = TestSite::new("", &[(&format!("{folder}/a.md"), &format!("---\n{head}---\n"))]).problems();
        assert!(keys.len() > 1 && !problems.contains("unknown-key"), "{folder}: {problems}");
        kinds += 1;
    }
    assert_eq!(kinds, 5);
}
