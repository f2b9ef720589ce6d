//! Templates: the page that describes them is true, each can be overridden, and a mistake in one is placed.
//!
//! `INSTA_UPDATE=always cargo test --test templates` renews `docs/templates.md` from the comments in `src/view/`.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use guillemet::read::{Theme, read_theme};
use support::TestSite;

/// What stands on the page before the tables is written by hand.
const MARKER: &str = "<!-- The rest of this page is written by the test `templates`. -->\n";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A struct that templates see.
#[derive(Default)]
struct View {
    about: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    about: String,
    kind: String,
}

/// The structs of `src/view/` by name, and the templates that some of them are for.
#[derive(Default)]
struct Views {
    structs: BTreeMap<String, View>,
    templates: BTreeMap<String, String>,
}

impl Views {
    fn read() -> Self {
        let mut views = Self::default();
        for entry in walkdir::WalkDir::new(root().join("src/view")).sort_by_file_name().into_iter().flatten() {
            if entry.path().extension().is_some_and(|extension| extension == "rs") {
                views.read_source(&fs::read_to_string(entry.path()).expect("a source file"));
            }
        }
        views
    }

    /// Reads the comments, the fields and the `TEMPLATE` constants as rustfmt writes them.
    fn read_source(&mut self, source: &str) {
        let (mut about, mut is_skipped, mut inside, mut template_of) = (String::new(), false, None, String::new());
        for line in source.lines() {
            let code = line.trim();
            if let Some(comment) = code.strip_prefix("///") {
                about = format!("{about}{comment}").trim().to_owned();
            } else if code == "#[serde(skip)]" {
                is_skipped = true;
            } else if let Some(rest) = code.strip_prefix("pub struct ").filter(|_| code.ends_with('{')) {
                let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
                self.structs.insert(name.clone(), View { about: std::mem::take(&mut about), fields: Vec::new() });
                inside = Some(name);
            } else if line == "}" {
                inside = None;
            } else if let Some((name, field)) = inside.as_ref().zip(field(code, &about)) {
                if !std::mem::take(&mut is_skipped) {
                    self.structs.get_mut(name).expect("the struct").fields.push(field);
                }
                about.clear();
            } else if let Some(rest) = code.strip_prefix("impl View for ") {
                template_of = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
            } else if let Some(rest) = code.strip_prefix("const TEMPLATE: &'static str = \"") {
                self.templates.insert(rest.trim_end_matches("\";").to_owned(), template_of.clone());
            } else if !code.starts_with("#[") {
                about.clear();
            }
        }
    }

    /// The tables: each template with its fields, then the pieces that several of them have.
    fn tables(&self) -> String {
        let mut page = String::new();
        let mut wanted: Vec<String> = vec!["SiteFrame".to_owned()];
        for (template, name) in &self.templates {
            page += &format!("\n## `{template}`\n\n{}", self.table(name, &mut wanted));
        }
        page += "\n## The pieces\n";
        let mut seen = BTreeSet::new();
        let mut pieces = BTreeMap::new();
        while let Some(name) = wanted.pop() {
            if seen.insert(name.clone()) {
                pieces.insert(name.clone(), self.table(&name, &mut wanted));
            }
        }
        for (name, table) in pieces {
            page += &format!("\n### {name}\n\n{}\n\n{table}", self.structs[&name].about);
        }
        page
    }

    fn table(&self, name: &str, wanted: &mut Vec<String>) -> String {
        let view = self.structs.get(name).unwrap_or_else(|| panic!("no struct {name} in src/view"));
        let mut table = "| field | what it is | kind |\n| --- | --- | --- |\n".to_owned();
        for field in &view.fields {
            assert!(!field.about.is_empty(), "{name}.{} has no comment", field.name);
            let kind = self.in_words(&field.kind, wanted);
            table += &format!("| `{}` | {} | {kind} |\n", field.name, field.about.replace('|', "\\|"));
        }
        table
    }

    /// A type in the words of somebody who writes templates.
    fn in_words(&self, kind: &str, wanted: &mut Vec<String>) -> String {
        let kind = kind.trim().trim_start_matches("&'a ").trim_start_matches("&'static ");
        let inner = |outer: &str| kind.strip_prefix(outer)?.strip_suffix('>');
        if let Some(inner) = inner("Option<") {
            return format!("{}, or nothing", self.in_words(inner, wanted));
        }
        if let Some(inner) = inner("Vec<") {
            return format!("list of {}", self.in_words(inner, wanted));
        }
        if let Some(inner) = inner("BTreeMap<String, ") {
            return format!("table of {}", self.in_words(inner, wanted));
        }
        match kind {
            "String" | "str" | "Cow<'a, str>" | "Box<str>" => "text".to_owned(),
            "bool" => "true or false".to_owned(),
            "usize" | "u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32" | "i64" | "f64" => "number".to_owned(),
            "serde_json::Map<String, serde_json::Value>" => "your own".to_owned(),
            name => {
                let name = name.trim_end_matches("<'a>");
                assert!(self.structs.contains_key(name), "no words for the type `{name}`");
                wanted.push(name.to_owned());
                format!("[{name}](#{})", name.to_lowercase())
            }
        }
    }
}

/// The field of a line such as `pub title: String,`.
fn field(code: &str, about: &str) -> Option<Field> {
    let (name, kind) = code.trim_start_matches("pub ").strip_suffix(',')?.split_once(": ")?;
    name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_').then(|| Field {
        name: name.to_owned(),
        about: about.to_owned(),
        kind: kind.to_owned(),
    })
}

#[test]
fn the_page_about_templates_is_true() {
    let path = root().join("docs/templates.md");
    let page = fs::read_to_string(&path).expect("docs/templates.md");
    let by_hand = page.split_once(MARKER).expect("the marker").0;
    let expected = format!("{by_hand}{MARKER}{}", Views::read().tables());
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, &expected).expect("docs/templates.md");
    } else {
        assert!(page == expected, "docs/templates.md is out of date: see the first lines of tests/templates.rs");
    }
    for template in built_in().templates {
        assert!(expected.contains(&format!("`{}`", template.name)), "{} is not on the page", template.name);
    }
}

fn built_in() -> Theme {
    read_theme(Path::new("/nonexistent")).0
}

/// The theme of a site with templates of its own.
fn own_theme(templates: &[(String, String)]) -> Theme {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir(site.path().join("templates")).expect("a folder");
    for (name, text) in templates {
        fs::write(site.path().join("templates").join(name), text).expect("a template");
    }
    let (theme, problems) = read_theme(site.path());
    assert_eq!(problems, []);
    theme
}

#[test]
fn every_template_can_be_overridden() {
    let own = |name: &str, text: &str| {
        let sign = format!("<!-- own {name} -->");
        // Only blocks count in a template that extends another.
        match text.split_once("{% block main -%}") {
            Some((before, behind)) if text.starts_with("{% extends") => {
                format!("{before}{{% block main -%}}{sign}{behind}")
            }
            _ => format!("{text}{sign}"),
        }
    };
    let templates = built_in().templates;
    let theme = own_theme(&templates.iter().map(|it| (it.name.clone(), own(&it.name, &it.text))).collect::<Vec<_>>());
    let pages = TestSite::fixture().build_with(&theme).expect("the templates");
    for template in templates {
        let sign = format!("<!-- own {} -->", template.name);
        assert!(pages.values().any(|page| page.contains(&sign)), "the own {} was not used", template.name);
    }
}

#[test]
fn a_mistake_in_any_template_is_said_with_its_place() {
    for template in built_in().templates {
        let text = format!("{}\n{{{{ title", template.text.trim_end());
        let theme = own_theme(&[(template.name.clone(), text.clone())]);
        let problem = TestSite::fixture().build_with(&theme).expect_err("a mistake");
        assert_eq!(problem.path.as_str(), format!("templates/{}", template.name));
        let span = problem.span.expect("a place");
        let line = text[..span.start()].lines().count();
        assert_eq!(line, text.lines().count(), "{}: {}", template.name, problem.message);
    }
}

/// A field that is made only where it is shown must be a field: a mistyped name would never be shown.
#[test]
fn fields_made_on_demand_exist() {
    let views = Views::read();
    let fields: BTreeSet<&str> =
        views.structs.values().flat_map(|view| &view.fields).map(|field| field.name.as_str()).collect();
    let mut demanded = 0;
    for entry in walkdir::WalkDir::new(root().join("src/view")).into_iter().flatten().filter(|it| it.path().is_file()) {
        let source = fs::read_to_string(entry.path()).expect("a source file");
        for call in [".shows(\"", ".shown(\"", "of_first(\""] {
            for (at, _) in source.match_indices(call) {
                let name = source[at + call.len()..].split('"').next().unwrap_or_default();
                assert!(fields.contains(name), "{}: no view has a field `{name}`", entry.path().display());
                demanded += 1;
            }
        }
    }
    assert!(demanded > 10);
}

#[test]
fn a_theme_gets_the_fields_that_it_shows_and_its_pages_do_not_depend_on_the_others() {
    let site = TestSite::fixture();
    let (mut theme, _) = read_theme(Path::new("/nonexistent"));
    let as_shown = site.build_with(&theme).expect("the built-in templates");
    // A name anywhere in a template counts, so that this comment makes every field.
    let everything: String =
        Views::read().structs.values().flat_map(|view| &view.fields).map(|it| format!("{} ", it.name)).collect();
    for template in &mut theme.templates {
        template.text.push_str(&format!("{{# {everything}#}}"));
    }
    let with_everything = site.build_with(&theme).expect("the same templates");
    for (file, page) in &as_shown {
        assert!(with_everything[file] == *page, "{file}");
    }
}

/// The plain theme of the comparison with other generators is not built by the gate, and must not rot.
#[test]
fn the_theme_of_the_comparison_can_be_used() {
    let (theme, problems) = read_theme(&root().join("bench/compare/guillemet"));
    assert_eq!(problems, []);
    let pages = TestSite::fixture().build_with(&theme).expect("its templates");
    let articles = pages.iter().filter(|(file, _)| file.starts_with("articles/") && file.matches('/').count() == 4);
    let articles: Vec<_> = articles.filter(|(file, _)| file.ends_with("/index.html")).collect();
    assert!(!articles.is_empty());
    for (file, page) in articles {
        assert!(page.contains("<h1>") && page.contains("<link rel=\"stylesheet\" href=\"/site.css\">"), "{file}");
    }
}
