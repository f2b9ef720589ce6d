//! Turns a page into bytes: the only place that knows the template engine and the drawing library.

mod card;
mod sitemap;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use tera::{Context, ErrorKind, Tera};

use self::card::Cards;
use crate::archive::QuotationIndex;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::feed;
use crate::plan::Page;
use crate::read::{Asset, ContentPath, Theme};
use crate::span::Span;
use crate::view::{self, Site, View};

/// Renders the pages of one site; pure, and used by many threads at once.
pub struct Renderer<'a> {
    tera: Tera,
    site: Site<'a>,
    pages: &'a [Page],
    cards: OnceLock<Cards>,
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
        Ok(Self { tera, site, pages, cards: OnceLock::new() })
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
            Page::NotFound => self.template(&view::not_found(site)),
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
        let card = view::card(self.site, index);
        let is_same = |bytes: &Vec<u8>| card::fingerprint_of(bytes).as_deref() == Some(&card.fingerprint());
        if let Some(former) = former.filter(is_same) {
            return Ok(former);
        }
        let path = &self.site.archive.articles[self.site.archive.quotations[index].article].article.path;
        let drawn = self.cards.get_or_init(Cards::new).draw(&card);
        drawn.map_err(|reason| catalogue::undrawable_card(path, &card.words, &reason))
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
