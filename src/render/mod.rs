//! Turns a page into bytes: the only place that knows the template engine.

mod sitemap;

use std::collections::BTreeMap;

use tera::{Context, ErrorKind, Tera};

use crate::archive::ArticleIndex;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::export;
use crate::plan::{ArticleFile, Page};
use crate::read::{Asset, ContentPath, Theme};
use crate::span::Span;
use crate::view::{self, Site, View};

/// Renders the pages of one site; pure, and used by many threads at once.
pub struct Renderer<'a> {
    tera: Tera,
    site: Site<'a>,
    pages: &'a [Page],
}

impl<'a> Renderer<'a> {
    /// A renderer with the templates of a theme for the pages of a plan.
    ///
    /// # Errors
    /// When a template is no template, with its place in the file.
    pub fn new(theme: &Theme, site: Site<'a>, pages: &'a [Page]) -> Result<Self, Diagnostic> {
        let mut tera = Tera::default();
        let templates = theme.templates.iter().map(|template| (template.name.as_str(), template.text.as_str()));
        tera.add_raw_templates(templates).map_err(|error| template_problem(&error, ""))?;
        let frame = view::site_frame(site, |name| asset_url(theme, site, name));
        let texts: BTreeMap<String, &str> =
            site.locale.plain_texts().map(|(key, text)| (key.replace('-', "_"), text)).collect();
        let globals = tera.global_context();
        globals.insert("site", &frame);
        globals.insert("t", &texts);
        Ok(Self { tera, site, pages })
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
            Page::ArticleFile(index, file) => Ok(article_file(site, index, file)),
            Page::Quotation(index) => self.template(&view::quotation(site, index)),
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
            Page::NotFound => self.template(&view::not_found(site)),
            Page::Robots => Ok(sitemap::robots(site).into_bytes()),
            Page::Sitemap => Ok(sitemap::sitemap(site, self.pages).into_bytes()),
            Page::PartialSitemap(number) => Ok(sitemap::partial(site, self.pages, number).into_bytes()),
        }
    }

    fn template<V: View>(&self, view: &V) -> Result<Vec<u8>, Diagnostic> {
        let problem = |error: tera::Error| template_problem(&error, V::TEMPLATE);
        let context = Context::from_serialize(view).map_err(problem)?;
        self.tera.render(V::TEMPLATE, &context).map(String::into_bytes).map_err(problem)
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

fn template_problem(error: &tera::Error, template: &str) -> Diagnostic {
    let in_template = |name: &str| ContentPath::new(&format!("templates/{name}"));
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            let span = Span::new(range.start, range.end);
            catalogue::broken_template(&in_template(report.filename()), report.message(), Some(span))
        }
        _ => catalogue::broken_template(&in_template(template), &error.to_string(), None),
    }
}
