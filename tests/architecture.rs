//! What must not creep into the code: arrows that point right, files read in the middle, texts that nobody shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the crate; each may use those before it and none behind it.
const ORDER: &[&str] = &[
    "byte_set",
    "digest",
    "span",
    "path",
    "media",
    "diagnostic",
    "model",
    "quotation_marks",
    "attribution",
    "read",
    "parse",
    "edit",
    "fixity",
    "config",
    "archive",
    "annotate",
    "link",
    "locale",
    "markup",
    "cite",
    "plan",
    "check",
    "site",
    "export",
    "view",
    "feed",
    "render",
    "write",
    "search",
    "analysis",
    "import",
    "publish",
    "serve",
    "command",
];

/// The modules that may touch the disk.
const ENDS: &[&str] = &["read", "analysis", "write", "search", "import", "publish", "serve", "command"];

/// Crates that one module alone may know.
const OWNED: &[(&str, &str)] = &[("tera", "render"), ("syntect", "markup"), ("fluent_bundle", "locale")];

/// A source file: its module, its path, and its lines without comments and tests.
struct Source {
    module: String,
    path: String,
    code: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let source = |path: PathBuf| {
        let relative = path.strip_prefix(root().join("src")).expect("below src").to_string_lossy().replace('\\', "/");
        let module = relative.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).expect("a source file");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default().lines();
        let code = code.filter(|line| !line.trim_start().starts_with("//")).map(str::to_owned).collect();
        Source { module, path: relative, code }
    };
    let is_program = |path: &Path| path.ends_with("src/lib.rs") || path.ends_with("src/main.rs");
    files("src", "rs").into_iter().filter(|path| !is_program(path)).map(source).collect()
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().flatten();
    let paths = entries.map(walkdir::DirEntry::into_path);
    paths.filter(|path| path.extension().is_some_and(|it| it == extension)).collect()
}

#[test]
fn imports_point_left() {
    let place = |module: &str| {
        ORDER.iter().position(|known| *known == module).unwrap_or_else(|| panic!("give `{module}` a place in ORDER"))
    };
    let mut wrong = Vec::new();
    for source in sources() {
        for line in &source.code {
            for used in line.split("crate::").skip(1) {
                let used = used.split(|letter: char| !letter.is_ascii_lowercase() && letter != '_').next();
                let used = used.filter(|used| !used.is_empty()).unwrap_or(&source.module);
                if place(used) > place(&source.module) {
                    wrong.push(format!("{} uses {used}: {}", source.path, line.trim()));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0], "`use` lines that point right");
}

#[test]
fn files_are_touched_at_the_ends_only() {
    let touches = |line: &String| line.contains("std::fs") || line.contains("File::open") || line.contains("walkdir");
    let inner = sources().into_iter().filter(|source| !ENDS.contains(&source.module.as_str()));
    let wrong: Vec<String> = inner.filter(|source| source.code.iter().any(touches)).map(|source| source.path).collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn some_crates_have_one_place() {
    for (name, owner) in OWNED {
        let (path, import) = (format!("{name}::"), format!("use {name}::"));
        for source in sources().iter().filter(|source| source.module != *owner) {
            let uses = |line: &&String| {
                line.contains(&import) || line.contains(&format!("({path}")) || line.contains(&format!(" {path}"))
            };
            assert_eq!(source.code.iter().find(uses), None, "{} uses {name}", source.path);
        }
    }
}

/// The identifiers of the messages and terms of a Fluent file.
fn messages(locale: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(format!("locales/{locale}.ftl"))).expect("a locale");
    let key = |line: &str| Some(line.split_once(" =")?.0.to_owned());
    text.lines().filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase())).filter_map(key).collect()
}

#[test]
fn every_text_is_there_in_both_languages() {
    assert_eq!(messages("en"), messages("fr"));
}

/// The texts that a template shows: `t.skip_to_content` is `skip-to-content`.
fn template_keys(template: &str) -> Vec<String> {
    let begins_name = |at: usize| {
        let before = template[..at].chars().next_back();
        before.is_none_or(|letter| !letter.is_alphanumeric() && !"_.-/".contains(letter))
    };
    let name = |(at, _): (usize, &str)| {
        let name = template[at + 2..].chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_');
        begins_name(at).then(|| name.collect::<String>().replace('_', "-"))
    };
    template.match_indices("t.").filter_map(name).filter(|key| !key.is_empty()).collect()
}

#[test]
fn every_text_is_used_and_every_used_text_is_there() {
    let messages = messages("en");
    let mut used = BTreeSet::new();
    for path in files("templates", "html").into_iter().chain(files("templates", "xml")) {
        let text = fs::read_to_string(&path).expect("a template");
        for key in template_keys(&text) {
            assert!(messages.contains(&key), "{}: there is no text `{key}`", path.display());
            used.insert(key);
        }
    }
    // Keys in the code are quoted whole, in calls and in lists of names.
    for line in sources().iter().flat_map(|source| &source.code) {
        used.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    // The panel of the preview gets all of its texts by their prefix; its scripts name them.
    let scripts = files("src/serve/assets", "js").into_iter();
    let script: String = scripts.map(|path| fs::read_to_string(path).expect("a script of the panel")).collect();
    let of_panel = |key: &str| {
        let name = key.trim_start_matches("edit-");
        key.starts_with("edit-")
            && (script.contains(name)
                || ["problem-", "added", "changed", "removed"].iter().any(|made| name.starts_with(made)))
    };
    let unused: Vec<&String> = messages.iter().filter(|key| !used.contains(*key) && !of_panel(key)).collect();
    assert!(unused.is_empty(), "nobody shows {unused:?}");
    let calls = ["locale.text(\"", "locale.counted(\"", "locale.filled(\""];
    for source in sources() {
        for line in &source.code {
            for call in calls {
                for key in line.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                    assert!(messages.contains(key), "{}: there is no text `{key}`", source.path);
                }
            }
        }
    }
}
