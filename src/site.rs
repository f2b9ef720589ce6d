//! A linked archive with what shows it: all that pages and exports are made from.

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
}

impl<'a> Site<'a> {
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
