//! The styles in which references are shown.

use crate::model::Language;

/// A style of references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitationStyle {
    /// The Chicago Manual of Style, notes and bibliography.
    Chicago,
    /// The handbook of the Modern Language Association.
    Mla,
    /// The manual of the American Psychological Association.
    Apa,
    /// ISO 690 (NF ISO 690) as French libraries write it.
    Iso690,
}

impl CitationStyle {
    /// All styles.
    pub const ALL: [Self; 4] = [Self::Chicago, Self::Mla, Self::Apa, Self::Iso690];

    /// All styles, that of the language's libraries first.
    pub fn preferred(language: &Language) -> Vec<Self> {
        let mut styles = Self::ALL.to_vec();
        if language.primary() == "fr" {
            styles.rotate_right(1);
        }
        styles
    }

    /// The word for the style in the configuration.
    pub fn key(self) -> &'static str {
        match self {
            Self::Chicago => "chicago",
            Self::Mla => "mla",
            Self::Apa => "apa",
            Self::Iso690 => "iso-690",
        }
    }

    /// What the style is called on pages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Chicago => "Chicago",
            Self::Mla => "MLA",
            Self::Apa => "APA",
            Self::Iso690 => "ISO 690",
        }
    }
}
