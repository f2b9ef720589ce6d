//! A site that can be looked at: every page that `build` would write, rendered when it is asked for.

use std::mem;
use std::sync::OnceLock;
use std::time::SystemTime;

use super::addresses::Addresses;
use super::search_index::SearchIndex;
use crate::analysis::Analysis;
use crate::annotate::known_speakers;
use crate::archive::Archive;
use crate::attribution::known::KnownSpeakers;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::plan::{Page, plan};
use crate::read::{Asset, Theme};
use crate::render::{Renderer, Templates};
use crate::view::Site;

/// A linked archive with everything that its pages are made of. Nothing in it changes: after every change of
/// the folder there is a new one.
pub struct Preview {
    config: Config,
    theme: Theme,
    locale: Locale,
    archive: Archive,
    templates: Templates,
    pages: Vec<Page>,
    addresses: Addresses,
    made: SystemTime,
    /// Made when somebody annotates.
    known_speakers: OnceLock<KnownSpeakers>,
    search_index: SearchIndex,
}

/// A file of the site.
#[derive(Debug, Clone, Copy)]
pub enum SiteFile<'a> {
    /// A page, to be rendered.
    Page(Page),
    /// A file that is copied as it is.
    Asset(&'a Asset),
    /// A file of the search index.
    Index(&'a [u8]),
}

impl Preview {
    /// The site of an analysis without errors, which takes over what it can from the site `before` it.
    ///
    /// # Errors
    /// When its templates are wrong. Every kind of page is tried once, unless nothing but content changed, so that a
    /// broken template is known before somebody comes across it.
    pub fn new(analysis: Analysis, before: Option<&Self>) -> Result<Self, Vec<Diagnostic>> {
        let Analysis { config, theme, locale, archive, .. } = analysis;
        let site = Site::new(&archive, &config, &locale);
        let templates = Templates::new(&theme, site).map_err(|problem| vec![problem])?;
        let pages = plan(&archive, &config);
        let renderer = Renderer::new(&templates, &theme, site, &pages);
        let is_tried = before.is_some_and(|before| before.theme == theme && before.config == config);
        let untried = if is_tried { Vec::new() } else { first_of_each_kind(&pages) };
        let problems: Vec<Diagnostic> = untried.into_iter().filter_map(|page| renderer.render(page).err()).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let addresses = Addresses::default();
        let made = SystemTime::now();
        let known_speakers = OnceLock::new();
        let search_index = before.map(|before| before.search_index.next()).unwrap_or_default();
        Ok(Self { config, theme, locale, archive, templates, pages, addresses, made, known_speakers, search_index })
    }

    /// The linked model.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The speakers, prepared to be found in articles.
    pub fn known_speakers(&self) -> &KnownSpeakers {
        self.known_speakers.get_or_init(|| known_speakers(&self.archive))
    }

    /// The language of the interface.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// When it was made: as old as its newest page.
    pub fn made(&self) -> SystemTime {
        self.made
    }

    /// The path below which the site lies, beginning and ending with a slash.
    pub fn base_path(&self) -> &str {
        self.config.base_url.path()
    }

    /// The names of all files, as `build` would write them; those of the search index once it is made.
    pub fn file_names(&self) -> impl Iterator<Item = String> {
        let pages = self.pages.iter().map(|page| page.file(&self.archive));
        pages.chain(self.theme.assets.keys().cloned()).chain(self.search_index.names().cloned())
    }

    /// Makes the search index, if the site has one, unless it is made. That takes its time; until then it has no files.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_search_index(&self) -> Result<(), &Diagnostic> {
        if self.config.outputs.search { self.search_index.make(self.site()) } else { Ok(()) }
    }

    /// The file with a name relative to the site, such as `about/index.html`.
    pub fn file(&self, name: &str) -> Option<SiteFile<'_>> {
        let address = match name.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => name,
        };
        match self.theme.assets.get(name) {
            Some(asset) => Some(SiteFile::Asset(asset)),
            None if SearchIndex::has(name) => self.search_index.file(name).map(SiteFile::Index),
            None => self.page(address).filter(|page| page.file(&self.archive) == name).map(SiteFile::Page),
        }
    }

    /// The page at an address relative to the site: empty for the home page, with a slash at the end for a folder.
    pub fn page(&self, address: &str) -> Option<Page> {
        self.addresses.page(address, &self.pages, &self.archive)
    }

    /// The bytes of a page.
    ///
    /// # Errors
    /// When its template asks for what is not there.
    pub fn render(&self, page: Page) -> Result<Vec<u8>, Diagnostic> {
        Renderer::new(&self.templates, &self.theme, self.site(), &self.pages).render(page)
    }

    fn site(&self) -> Site<'_> {
        Site::new(&self.archive, &self.config, &self.locale)
    }
}

fn first_of_each_kind(pages: &[Page]) -> Vec<Page> {
    let mut kinds = Vec::new();
    let mut firsts = Vec::new();
    for page in pages {
        let kind = mem::discriminant(page);
        let is_data = matches!(page, Page::ArticleFile(..) | Page::DataFile(_) | Page::Feed(..) | Page::Card(_));
        let is_for_machines = matches!(page, Page::Host(_) | Page::Robots | Page::Sitemap | Page::PartialSitemap(_));
        let is_template = !is_data && !is_for_machines;
        if is_template && !kinds.contains(&kind) {
            kinds.push(kind);
            firsts.push(*page);
        }
    }
    firsts
}
