//! The configuration of a site, `guillemet.toml`.

mod host;
mod publish;

use std::str::FromStr;

pub use host::{Compression, HostSettings};
pub use publish::{BucketSettings, Service, TargetKind, TargetSettings};

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{CitationStyle, Language};
use crate::parse::{Fields, parse_toml};
use crate::read::ContentPath;
use crate::span::{Span, Spanned};

/// What `guillemet.toml` says; every key has a default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Name of the archive.
    pub title: String,
    /// One or two sentences about the archive.
    pub description: Option<String>,
    /// Where the site will be found.
    pub base_url: BaseUrl,
    /// Language of the interface, and of articles that do not name theirs.
    pub language: Language,
    /// Who publishes the archive.
    pub publisher: Option<String>,
    /// Licence or rights statement of the archive.
    pub rights: Option<String>,
    /// Items on one page of a long list.
    pub per_page: usize,
    /// Which optional pages are made.
    pub pages: Pages,
    /// The styles in which references are shown, the preferred one first.
    pub citation_styles: Vec<CitationStyle>,
    /// What is made beside the pages.
    pub outputs: Outputs,
    /// The content may use raw HTML as it is.
    pub trusted_html: bool,
    /// French spacing where the source has plain spaces or none.
    pub french_spacing: bool,
    /// What is written for the web server.
    pub host: HostSettings,
    /// Where the site can be published, in the order of the file.
    pub publish: Vec<TargetSettings>,
}

/// Which optional pages are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages {
    /// A page for each quotation.
    pub quotations: bool,
    /// The timeline.
    pub timeline: bool,
}

/// What is made beside the pages, each to be switched on or off in `[outputs]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outputs {
    /// Feeds of the archive and of each speaker, topic and source.
    pub feeds: bool,
    /// The search page and its index.
    pub search: bool,
    /// A share card for each quotation.
    pub cards: bool,
    /// References to articles and quotations, to copy and as files.
    pub citations: bool,
    /// Web Annotations of each article, with the text that they count on.
    pub annotations: bool,
    /// Each article as TEI.
    pub tei: bool,
    /// The tables of the archive under `/data/`.
    pub data: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Self { feeds: true, search: true, cards: false, citations: true, annotations: true, tei: true, data: true }
    }
}

impl Outputs {
    fn parse(mut fields: Fields<'_>, problems: &mut Vec<Diagnostic>) -> Self {
        let mut outputs = Self::default();
        for (key, output) in [
            ("feeds", &mut outputs.feeds),
            ("search", &mut outputs.search),
            ("cards", &mut outputs.cards),
            ("citations", &mut outputs.citations),
            ("annotations", &mut outputs.annotations),
            ("tei", &mut outputs.tei),
            ("data", &mut outputs.data),
        ] {
            *output = fields.boolean(key, problems).unwrap_or(*output);
        }
        fields.finish(problems);
        outputs
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Archive".to_owned(),
            description: None,
            base_url: BaseUrl::default(),
            language: Language::default(),
            publisher: None,
            rights: None,
            per_page: 20,
            pages: Pages { quotations: true, timeline: true },
            citation_styles: CitationStyle::preferred(&Language::default()),
            outputs: Outputs::default(),
            trusted_html: false,
            french_spacing: true,
            host: HostSettings::default(),
            publish: Vec::new(),
        }
    }
}

/// The largest number of items on one page of a list.
const LONGEST_PAGE: i64 = 1000;

impl Config {
    /// Whether there are share cards: they belong to the pages of quotations.
    pub fn has_cards(&self) -> bool {
        self.outputs.cards && self.pages.quotations
    }

    /// Reads the text of `guillemet.toml`.
    pub fn parse(text: &str, problems: &mut Vec<Diagnostic>) -> Self {
        let path = ContentPath::new(catalogue::CONFIGURATION);
        let mut config = Self::default();
        let entries = match parse_toml(text, 0) {
            Ok(entries) => entries,
            Err(problem) => {
                problems.push(catalogue::broken_configuration(&problem.message, problem.span));
                return config;
            }
        };
        let mut fields = Fields::new(&path, entries, Span::new(0, text.len()), problems);
        if let Some(title) = fields.line("title", problems) {
            config.title = title;
        }
        config.description = fields.line("description", problems);
        if let Some(address) = fields.text("base_url", problems) {
            config.base_url = base_url(&address, problems);
        }
        if let Some(language) = fields.language("language", problems) {
            config.language = language;
        }
        config.publisher = fields.line("publisher", problems);
        config.rights = fields.line("rights", problems);
        if let Some(per_page) = fields.integer("per_page", problems) {
            config.per_page = usize::try_from(per_page.clamp(1, LONGEST_PAGE)).unwrap_or(config.per_page);
        }
        if let Some(mut pages) = fields.table("pages", problems) {
            config.pages.quotations = pages.boolean("quotations", problems).unwrap_or(true);
            config.pages.timeline = pages.boolean("timeline", problems).unwrap_or(true);
            pages.finish(problems);
        }
        config.citation_styles = citation_styles(&mut fields, &path, &config.language, problems);
        if let Some(outputs) = fields.table("outputs", problems) {
            config.outputs = Outputs::parse(outputs, problems);
        }
        config.trusted_html = fields.boolean("trusted_html", problems).unwrap_or(config.trusted_html);
        config.french_spacing = fields.boolean("french_spacing", problems).unwrap_or(config.french_spacing);
        if let Some(host) = fields.table("host", problems) {
            config.host = HostSettings::parse(&path, host, problems);
        }
        config.publish = publish::targets(&path, &mut fields, problems);
        fields.finish(problems);
        config
    }
}

/// The styles that the configuration names, else all of them.
fn citation_styles(
    fields: &mut Fields<'_>,
    path: &ContentPath,
    language: &Language,
    problems: &mut Vec<Diagnostic>,
) -> Vec<CitationStyle> {
    const KEY: &str = "citation_styles";
    let mut styles = Vec::new();
    for name in fields.texts(KEY, problems) {
        match CitationStyle::ALL.into_iter().find(|style| style.key() == name.value) {
            Some(style) if styles.contains(&style) => {}
            Some(style) => styles.push(style),
            None => {
                let known = CitationStyle::ALL.map(CitationStyle::key);
                problems.push(catalogue::unknown_choice(path, KEY, &name.value, &known, name.span));
            }
        }
    }
    if styles.is_empty() { CitationStyle::preferred(language) } else { styles }
}

fn base_url(address: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> BaseUrl {
    BaseUrl::parse(&address.value).unwrap_or_else(|| {
        problems.push(catalogue::unusable_base_url(&address.value, address.span));
        BaseUrl::default()
    })
}

/// The address of the site's home, with a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    url: String,
    /// Byte at which the path begins.
    path_start: usize,
}

impl Default for BaseUrl {
    fn default() -> Self {
        Self { url: "http://localhost:8000/".to_owned(), path_start: "http://localhost:8000".len() }
    }
}

impl FromStr for BaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        Self::parse(text).ok_or("write the whole address, such as https://archive.example/press/")
    }
}

impl BaseUrl {
    /// Reads an address of the web without query and fragment.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
        let rest = text.get(scheme.len()..)?;
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/%[]@".contains(letter);
        if rest.is_empty() || rest.starts_with('/') || !rest.chars().all(is_plain) || rest.contains("/../") {
            return None;
        }
        let host = rest.find('/').unwrap_or(rest.len());
        let slash = if text.ends_with('/') { "" } else { "/" };
        Some(Self { url: format!("{text}{slash}"), path_start: scheme.len() + host })
    }

    /// The whole address, ending with a slash.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The host and the port, if one is named.
    pub fn host(&self) -> &str {
        self.origin().split_once("://").map_or("", |(_, host)| host)
    }

    /// Scheme and host, without a slash at the end.
    pub fn origin(&self) -> &str {
        self.url.get(..self.path_start).unwrap_or_default()
    }

    /// The same address, whose links within the site are whole addresses: for words that are read elsewhere.
    pub fn with_whole_links(&self) -> Self {
        Self { url: self.url.clone(), path_start: 0 }
    }

    /// The path alone, beginning and ending with a slash.
    pub fn path(&self) -> &str {
        self.url.get(self.path_start..).unwrap_or("/")
    }

    /// The whole address of a page.
    pub fn absolute(&self, address: &str) -> String {
        format!("{}{address}", self.url)
    }

    /// The address of a page for links within the site.
    pub fn link(&self, address: &str) -> String {
        [self.path(), address].concat()
    }
}
