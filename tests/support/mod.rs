//! Small archives as users write them, and what becomes of them.
// Every test program is compiled with all of this and uses a part of it.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use guillemet::archive::Archive;
use guillemet::config::Config;
use guillemet::diagnostic::{self, Diagnostic};
use guillemet::link::{LinkOptions, link};
use guillemet::locale::Locale;
use guillemet::parse::parse_all;
use guillemet::plan::plan;
use guillemet::read::{ContentFile, ContentKind, ContentPath, Theme, read_content, read_theme};
use guillemet::render::{Renderer, Templates};
use guillemet::view::Site;

/// An archive of files given as path and text.
pub struct TestSite {
    pub config: Config,
    pub archive: Archive,
    pub diagnostics: Vec<Diagnostic>,
    files: BTreeMap<String, Vec<u8>>,
}

impl TestSite {
    /// The archive of `files`, whose paths begin below `content/`, under a configuration.
    pub fn new(config: &str, files: &[(&str, &str)]) -> Self {
        Self::of_bytes(config, files.iter().map(|(path, text)| (*path, text.as_bytes())))
    }

    /// The archive of `tests/fixture`, which has one of everything.
    pub fn fixture() -> Self {
        let (config, content) = fixture_files();
        Self::of_files(&config, content)
    }

    pub fn of_bytes<'a>(config: &str, files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let file = |(path, bytes): (&str, &[u8])| {
            let path = ContentPath::new(&format!("content/{path}"));
            let kind = ContentKind::of(&path).expect("a content folder");
            ContentFile { path, kind, bytes: bytes.to_vec() }
        };
        Self::of_files(config, files.into_iter().map(file).collect())
    }

    /// The archive of content files in any order.
    pub fn of_files(config: &str, content: Vec<ContentFile>) -> Self {
        let mut diagnostics = Vec::new();
        let config = Config::parse(config, &mut diagnostics);
        let kept = content.iter().map(|file| (file.path.as_str().to_owned(), file.bytes.clone())).collect();
        let mut documents = Vec::new();
        for parsed in parse_all(content) {
            documents.extend(parsed.document);
            diagnostics.extend(parsed.diagnostics);
        }
        let statics = BTreeSet::from(["plan.pdf".to_owned()]);
        let (archive, problems) = link(documents, LinkOptions { config: &config, drafts: false, statics: &statics });
        diagnostics.extend(problems);
        diagnostic::sort(&mut diagnostics);
        Self { config, archive, diagnostics, files: kept }
    }

    /// The problems, one per line: `error code path:line:column`.
    pub fn problems(&self) -> String {
        let line = |problem: &Diagnostic| {
            let severity = if problem.is_error() { "error" } else { "warning" };
            let text = self.files.get(problem.path.as_str()).map(|bytes| String::from_utf8_lossy(bytes));
            let place = match (problem.span, text) {
                (Some(span), Some(text)) => {
                    let (line, column) = diagnostic::Text::new(text.into_owned()).line_and_column(span.start());
                    format!(":{line}:{column}")
                }
                _ => String::new(),
            };
            format!("{severity} {} {}{place}\n", problem.code, problem.path.as_str().trim_start_matches("content/"))
        };
        self.diagnostics.iter().map(line).collect()
    }

    /// Does something with the site that the archive makes.
    pub fn with_site<T>(&self, what: impl FnOnce(Site<'_>) -> T) -> T {
        let (theme, _) = read_theme(Path::new("/nonexistent"));
        let locale = Locale::new(&self.config.language, &theme.locales, &mut Vec::new());
        what(Site::new(&self.archive, &self.config, &locale))
    }

    /// All pages by file name.
    pub fn build(&self) -> BTreeMap<String, String> {
        let (theme, problems) = read_theme(Path::new("/nonexistent"));
        assert_eq!(problems, []);
        self.build_with(&theme).expect("the built-in templates")
    }

    /// All pages by file name, with the templates of a theme; the first problem if one of them cannot be used.
    pub fn build_with(&self, theme: &Theme) -> Result<BTreeMap<String, String>, Diagnostic> {
        let mut problems = Vec::new();
        let locale = Locale::new(&self.config.language, &theme.locales, &mut problems);
        assert_eq!(problems, []);
        let pages = plan(&self.archive, &self.config);
        let site = Site::new(&self.archive, &self.config, &locale);
        let templates = Templates::new(theme, site)?;
        let renderer = Renderer::new(&templates, theme, site, &pages);
        let page = |page: &guillemet::plan::Page| {
            let bytes = renderer.render(*page)?;
            Ok((page.file(&self.archive), String::from_utf8_lossy(&bytes).into_owned()))
        };
        pages.iter().map(page).collect()
    }

    /// What stands in `<main>` of a page.
    pub fn main(&self, file: &str) -> String {
        main_of(&self.build(), file)
    }
}

/// The configuration and the content files of `tests/fixture`.
pub fn fixture_files() -> (String, Vec<ContentFile>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
    let config = std::fs::read_to_string(root.join("guillemet.toml")).expect("the configuration");
    let (content, problems) = read_content(&root);
    assert_eq!(problems, []);
    (config, content)
}

/// What stands in `<main>` of a page, without empty lines.
pub fn main_of(pages: &BTreeMap<String, String>, file: &str) -> String {
    let page = pages.get(file).unwrap_or_else(|| panic!("no page {file} among {:?}", pages.keys()));
    let start = page.find("<main").expect("a main");
    let end = page.find("</main>").expect("its end");
    page[start..end].lines().filter(|line| !line.trim().is_empty()).skip(1).collect::<Vec<_>>().join("\n")
}

/// An article with a title and a date, and `text` as its body.
pub fn article(text: &str) -> String {
    format!("---\ntitle: Test\ndate: 2024-05-06\n---\n\n{text}\n")
}
