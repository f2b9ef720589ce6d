//! Turns a page into bytes: the only place that knows the template engine and the drawing library.

mod card;
mod host;
mod sitemap;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use tera::{Context, ErrorKind, Tera};

use crate::archive::{ArticleIndex, QuotationIndex};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::export;
use crate::feed;
use crate::plan::{ArticleFile, DataFile, HostFile, Page};
use crate::read::{Asset, ContentPath, Theme};
use crate::span::{File, Span};
use crate::view::{self, Site, View};

pub use self::card::problems as card_problems;

/// The templates of a theme, ready to be filled, with what all pages of a site have in common.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// The faces of share cards, read when the first is drawn.
    faces: OnceLock<card::Faces>,
}

impl Templates {
    /// The templates of a theme for a site.
    ///
    /// # Errors
    /// When a template is no template, with its place in the file.
    pub fn new(theme: &Theme, site: Site<'_>) -> Result<Self, Diagnostic> {
        let mut tera = Tera::default();
        let templates = theme.templates.iter().map(|template| (template.name.as_str(), template.text.as_str()));
        tera.add_raw_templates(templates).map_err(|error| template_problem(&error, theme, ""))?;
        let frame = view::site_frame(site, |name| asset_url(theme, site, name));
        let texts: BTreeMap<String, &str> =
            site.locale.plain_texts().map(|(key, text)| (key.replace('-', "_"), text)).collect();
        let globals = tera.global_context();
        globals.insert("site", &frame);
        globals.insert("t", &texts);
        Ok(Self { tera, faces: OnceLock::new() })
    }
}

/// Renders the pages of one site; pure, and used by many threads at once.
#[derive(Clone, Copy)]
pub struct Renderer<'a> {
    templates: &'a Templates,
    theme: &'a Theme,
    site: Site<'a>,
    pages: &'a [Page],
}

impl<'a> Renderer<'a> {
    /// A renderer with the templates made of a theme for a site, for the pages of a plan.
    pub fn new(templates: &'a Templates, theme: &'a Theme, site: Site<'a>, pages: &'a [Page]) -> Self {
        Self { templates, theme, site, pages }
    }

    /// The bytes of a page.
    ///
    /// # Errors
    /// When its template asks for what is not there, with the place in the file.
    pub fn render(&self, page: Page) -> Result<Vec<u8>, Diagnostic> {
        let site = self.site;
        match page {
            Page::Home => self.template(&view::home(site)),
            Page::Articles(number) => self.template(&view::articles(site, number)),
            Page::Article(index) => self.template(&view::article(site, index)),
            Page::Data => self.template(&view::data(site)),
            Page::DataFile(file) => Ok(data_file(site, file)),
            Page::ArticleFile(index, file) => Ok(article_file(site, index, file)),
            Page::Quotation(index) => self.template(&view::quotation(site, index)),
            Page::Card(index) => self.card(index, None),
            Page::Speakers => self.template(&view::speakers(site)),
            Page::Speaker(index, number) => self.template(&view::speaker(site, index, number)),
            Page::Topics => self.template(&view::topics(site)),
            Page::Topic(index, number) => self.template(&view::topic(site, index, number)),
            Page::Sources => self.template(&view::sources(site)),
            Page::Source(index, number) => self.template(&view::source(site, index, number)),
            Page::Timeline => self.template(&view::timeline(site)),
            Page::Year(year) => self.template(&view::year(site, year)),
            Page::Month(place, number) => self.optional(view::month(site, place, number)),
            Page::Free(index) => self.template(&view::free(site, index)),
            Page::Redirect(place) => self.optional(view::redirect(site, place)),
            Page::Feed(followed, format) => Ok(feed::feed(site, followed, format)),
            Page::Search => self.template(&view::search(site)),
            Page::NotFound => self.template(&view::not_found(site)),
            Page::Host(HostFile::Headers) => Ok(host::headers(site).into_bytes()),
            Page::Host(HostFile::Redirects) => Ok(host::redirects(site).into_bytes()),
            Page::Host(HostFile::Cname) => Ok(host::cname(site).into_bytes()),
            Page::Host(HostFile::NoJekyll) => Ok(Vec::new()),
            Page::Robots => Ok(sitemap::robots(site).into_bytes()),
            Page::Sitemap => Ok(sitemap::sitemap(site, self.pages).into_bytes()),
            Page::PartialSitemap(number) => Ok(sitemap::partial(site, self.pages, number).into_bytes()),
        }
    }

    /// The share card of a quotation: the `former` picture of that address where it shows the same, else a new one,
    /// which takes some hundredths of a second.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn card(&self, index: QuotationIndex, former: Option<Vec<u8>>) -> Result<Vec<u8>, Diagnostic> {
        let shown = view::card(self.site, index);
        let press = card::Press::new(self.templates.faces.get_or_init(|| card::Faces::new(&self.theme.fonts)));
        let is_same = |bytes: &Vec<u8>| card::fingerprint_of(bytes).as_deref() == Some(&press.fingerprint(&shown));
        if let Some(former) = former.filter(is_same) {
            return Ok(former);
        }
        let path = &self.site.archive.articles[self.site.archive.quotations[index].article].article.path;
        let drawn = press.draw(&shown);
        drawn.map_err(|reason| catalogue::undrawable_card(path, &shown.words, &reason))
    }

    fn template<V: View>(&self, view: &V) -> Result<Vec<u8>, Diagnostic> {
        let problem = |error: tera::Error| template_problem(&error, self.theme, V::TEMPLATE);
        let context = Context::from_serialize(view).map_err(problem)?;
        self.templates.tera.render(V::TEMPLATE, &context).map(String::into_bytes).map_err(problem)
    }

    fn optional<V: View>(&self, view: Option<V>) -> Result<Vec<u8>, Diagnostic> {
        view.map_or_else(|| Ok(Vec::new()), |view| self.template(&view))
    }
}

/// A file below an article's address.
fn article_file(site: Site<'_>, index: ArticleIndex, file: ArticleFile) -> Vec<u8> {
    match file {
        ArticleFile::Annotations => export::annotations(site, index),
        ArticleFile::Text => export::plain_text(site, index),
        ArticleFile::Tei => export::tei(site, index),
        ArticleFile::Citation(form) => export::article_citation(site, index, form).into_bytes(),
    }
}

/// A file of `/data/`.
fn data_file(site: Site<'_>, file: DataFile) -> Vec<u8> {
    match file {
        DataFile::Table(table, format) => export::table(site, table, format),
        DataFile::Package => export::package(site),
        DataFile::Network => export::network(site),
    }
}

/// The address of a file of `static/`, which changes with its bytes so that browsers may keep it.
fn asset_url(theme: &Theme, site: Site<'_>, name: &str) -> String {
    let hash = match theme.assets.get(name) {
        Some(Asset::BuiltIn(bytes)) => Some(blake3::hash(bytes)),
        Some(Asset::File { hash, .. }) => Some(*hash),
        None => None,
    };
    let address = site.link(name);
    match hash {
        Some(hash) => format!("{address}?v={}", hash.to_hex().get(..8).unwrap_or_default()),
        None => address,
    }
}

/// What Tera says, at the place that it means: its own where it gives one, else the tag that names the other
/// template. `rendered` is the template that was to be rendered.
fn template_problem(error: &tera::Error, theme: &Theme, rendered: &str) -> Diagnostic {
    let (template, message, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            (report.filename(), report.message().to_owned(), Some(Span::new(range.start, range.end)))
        }
        ErrorKind::MissingParent { current, parent } => {
            (current.as_str(), format!("there is no template `{parent}`"), tag_in(theme, current, "extends"))
        }
        ErrorKind::CircularExtend { tpl, .. } => (tpl.as_str(), error.to_string(), tag_in(theme, tpl, "extends")),
        ErrorKind::CircularInclude { tpl, .. } => (tpl.as_str(), error.to_string(), tag_in(theme, tpl, "include")),
        _ => (rendered, error.to_string(), None),
    };
    catalogue::broken_template(&ContentPath::new(&format!("templates/{template}")), &message, span)
}

/// The first tag of a kind in a template.
fn tag_in(theme: &Theme, template: &str, tag: &str) -> Option<Span<File>> {
    let text = &theme.templates.iter().find(|it| it.name == template)?.text;
    let start = text.match_indices("{%").map(|(at, _)| at).find(|at| {
        let inner = text.get(at + 2..).unwrap_or_default().trim_start_matches('-');
        inner.trim_start().starts_with(tag)
    })?;
    let length = text.get(start..)?.find("%}")? + 2;
    Some(Span::new(start, start + length))
}
