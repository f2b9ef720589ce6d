//! A linked archive with what shows it: all that pages and exports are made from.

use rustc_hash::FxHashSet;

use crate::archive::Archive;
use crate::config::Config;
use crate::locale::Locale;
use crate::model::Language;

/// Everything that pages and exports are made from.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The linked model.
    pub archive: &'a Archive,
    /// The configuration.
    pub config: &'a Config,
    /// The language of the interface.
    pub locale: &'a Locale,
    /// The fields that are shown; others need not be made.
    fields: &'a Fields,
}

impl<'a> Site<'a> {
    /// A site of which every field is shown.
    pub fn new(archive: &'a Archive, config: &'a Config, locale: &'a Locale) -> Self {
        Self { archive, config, locale, fields: &Fields::ALL }
    }

    /// The same site where only some fields are shown.
    pub fn showing(self, fields: &'a Fields) -> Self {
        Self { fields, ..self }
    }

    /// Whether a field is shown, and so worth the making.
    pub fn shows(&self, field: &str) -> bool {
        self.fields.has(field)
    }

    /// What `make` makes for a field that is shown, else nothing.
    pub fn shown<T: Default>(&self, field: &str, make: impl FnOnce() -> T) -> T {
        if self.shows(field) { make() } else { T::default() }
    }

    /// The address of a page for links within the site.
    pub fn link(&self, address: &str) -> String {
        self.config.base_url.link(address)
    }

    /// The language of a text, the site's where the text does not say.
    pub fn language(&self, language: Option<&'a Language>) -> &'a Language {
        language.unwrap_or(&self.config.language)
    }

    /// Whether French spacing is to be applied to a text in a language.
    pub fn spaces_french(&self, language: &Language) -> bool {
        self.config.french_spacing && language.primary() == "fr"
    }
}

/// The fields of views that a template shows. What no template shows is not made, so that a plain theme is built
/// in less time than a rich one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// Nothing stands for all.
    names: Option<FxHashSet<Box<str>>>,
}

impl Fields {
    /// Every field.
    pub const ALL: Self = Self { names: None };

    /// The fields that may be shown by templates with these texts: every name that stands anywhere in them. A text
    /// that shows its whole context shows every field.
    pub fn named_in<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let words = texts.into_iter().flat_map(|text| text.split(move |letter: char| !is_part(letter)));
        let names: FxHashSet<Box<str>> = words.filter(|word| !word.is_empty()).map(Box::from).collect();
        if names.contains("__tera_context") { Self::ALL } else { Self { names: Some(names) } }
    }

    /// Whether a field is among them.
    pub fn has(&self, name: &str) -> bool {
        self.names.as_ref().is_none_or(|names| names.contains(name))
    }
}
