//! Languages of texts and titles.

use std::fmt;
use std::str::FromStr;

use icu::locale::LanguageIdentifier;

/// A language by its BCP 47 tag in canonical form, such as `fr` or `pt-BR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Language(Box<str>);

impl Language {
    /// The BCP 47 tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The tag without script and region: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether the language is written from right to left (its script, or the usual one of the language).
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.primary(), "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb" | "syr")
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en".into())
    }
}

impl FromStr for Language {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match LanguageIdentifier::try_from_str(text) {
            Ok(language) if !language.is_unknown() => Ok(Self(language.to_string().into())),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that may be given in several languages, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Localized {
    /// The text for readers of every language not listed.
    pub default: String,
    /// Texts for readers of one language.
    pub by_language: Vec<(Language, String)>,
}

impl Localized {
    /// A text that is the same for all readers.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { default: text.into(), by_language: Vec::new() }
    }

    /// The text for a reader of `language`: the exact tag, else the primary language, else the default.
    pub fn in_language(&self, language: &Language) -> &str {
        let exact = self.by_language.iter().find(|(known, _)| known == language);
        let near = || self.by_language.iter().find(|(known, _)| known.primary() == language.primary());
        exact.or_else(near).map_or(self.default.as_str(), |(_, text)| text.as_str())
    }
}
