//! Turns a page into bytes: the only place that knows the template engine and the drawing library.

mod card;
mod host;
mod shown;
mod sitemap;

use std::collections::BTreeMap;
use std::io;
use std::sync::OnceLock;

use tera::{Context, ErrorKind, Tera};

use crate::archive::{ArticleIndex, QuotationIndex};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::export;
use crate::feed;
use crate::plan::{ArticleFile, DataFile, HostFile, Page};
use crate::read::{Asset, ContentPath, Theme, ThemeText};
use crate::span::{File, Span};
use crate::view::{self, Fields, Site, View};
use shown::Shown;

pub use self::card::problems as card_problems;

/// The templates of a theme, ready to be filled, with what all pages of a site have in common.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// The fields that each template shows.
    fields: BTreeMap<String, Fields>,
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
        Ok(Self { tera, fields: shown_fields(theme), faces: OnceLock::new() })
    }
}

/// Room for a page as most are, in bytes.
const USUAL_PAGE: usize = 16 * 1024;

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
            Page::Home => self.template(|site| view::home(site)),
            Page::Articles(number) => self.template(|site| view::articles(site, number)),
            Page::Article(index) => self.template(|site| view::article(site, index)),
            Page::Data => self.template(|site| view::data(site)),
            Page::DataFile(file) => {
                let mut bytes = Vec::new();
                // A `Vec` takes everything.
                let _ = self.data(file, &mut bytes);
                Ok(bytes)
            }
            Page::ArticleFile(index, file) => Ok(article_file(site, index, file)),
            Page::Quotation(index) => self.template(|site| view::quotation(site, index)),
            Page::Card(index) => self.card(index, None),
            Page::Speakers => self.template(|site| view::speakers(site)),
            Page::Speaker(index, number) => self.template(|site| view::speaker(site, index, number)),
            Page::Topics => self.template(|site| view::topics(site)),
            Page::Topic(index, number) => self.template(|site| view::topic(site, index, number)),
            Page::Sources => self.template(|site| view::sources(site)),
            Page::Source(index, number) => self.template(|site| view::source(site, index, number)),
            Page::Timeline => self.template(|site| view::timeline(site)),
            Page::Year(year) => self.template(|site| view::year(site, year)),
            Page::Month(place, number) => self.optional(|site| view::month(site, place, number)),
            Page::Free(index) => self.template(|site| view::free(site, index)),
            Page::Redirect(place) => self.optional(|site| view::redirect(site, place)),
            Page::Feed(followed, format) => Ok(feed::feed(site, followed, format)),
            Page::Search => self.template(|site| view::search(site)),
            Page::NotFound => self.template(|site| view::not_found(site)),
            Page::Host(HostFile::Headers) => Ok(host::headers(site).into_bytes()),
            Page::Host(HostFile::Redirects) => Ok(host::redirects(site).into_bytes()),
            Page::Host(HostFile::Cname) => Ok(host::cname(site).into_bytes()),
            Page::Host(HostFile::NoJekyll) => Ok(Vec::new()),
            Page::Robots => Ok(sitemap::robots(site).into_bytes()),
            Page::Sitemap => Ok(sitemap::sitemap(site, self.pages).into_bytes()),
            Page::PartialSitemap(number) => Ok(sitemap::partial(site, self.pages, number).into_bytes()),
        }
    }

    /// Writes a file of `/data/`, piece by piece.
    ///
    /// # Errors
    /// When `to` takes no more.
    pub fn data(&self, file: DataFile, to: &mut (dyn io::Write + Send)) -> io::Result<()> {
        match file {
            DataFile::Table(table, format) => export::write_table(self.site, table, format, to),
            DataFile::Package => to.write_all(&export::package(self.site)),
            DataFile::Network => export::write_network(self.site, to),
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

    fn template<V: View>(&self, view: impl FnOnce(Site<'a>) -> V) -> Result<Vec<u8>, Diagnostic> {
        let fields = self.fields_of::<V>();
        self.fill(&view(self.site.showing(fields)), fields)
    }

    fn optional<V: View>(&self, view: impl FnOnce(Site<'a>) -> Option<V>) -> Result<Vec<u8>, Diagnostic> {
        let fields = self.fields_of::<V>();
        view(self.site.showing(fields)).map_or_else(|| Ok(Vec::new()), |view| self.fill(&view, fields))
    }

    /// The fields that the template of a view shows.
    fn fields_of<V: View>(&self) -> &'a Fields {
        self.templates.fields.get(V::TEMPLATE).unwrap_or(&Fields::ALL)
    }

    fn fill<V: View>(&self, view: &V, fields: &Fields) -> Result<Vec<u8>, Diagnostic> {
        let problem = |error: tera::Error| template_problem(&error, self.theme, V::TEMPLATE);
        let context = Context::from_serialize(&Shown(view, fields)).map_err(problem)?;
        let mut page = Vec::with_capacity(USUAL_PAGE);
        self.templates.tera.render_to(V::TEMPLATE, &context, &mut page).map_err(problem)?;
        Ok(page)
    }
}

/// The fields that each template shows, those of the templates that it extends or includes among them.
fn shown_fields(theme: &Theme) -> BTreeMap<String, Fields> {
    let named = |text: &str| {
        let names = |name: &&ThemeText| {
            text.contains(&format!("\"{}\"", name.name)) || text.contains(&format!("'{}'", name.name))
        };
        theme.templates.iter().filter(names).collect::<Vec<_>>()
    };
    let reached = |template: &ThemeText| {
        let mut reached = vec![template];
        let mut next = 0;
        while let Some(template) = reached.get(next).copied() {
            next += 1;
            for other in named(&template.text) {
                if !reached.iter().any(|it| it.name == other.name) {
                    reached.push(other);
                }
            }
        }
        Fields::named_in(reached.into_iter().map(|template| template.text.as_str()))
    };
    theme.templates.iter().map(|template| (template.name.clone(), reached(template))).collect()
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
