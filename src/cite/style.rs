//! The styles in which references are shown.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style};

use crate::model::{CitationStyle, Language};

/// The rules of a style.
pub fn rules(style: CitationStyle) -> Option<&'static IndependentStyle> {
    static CHICAGO: LazyLock<Option<IndependentStyle>> = LazyLock::new(|| archived(ArchivedStyle::ChicagoNotes));
    static MLA: LazyLock<Option<IndependentStyle>> =
        LazyLock::new(|| archived(ArchivedStyle::ModernLanguageAssociation));
    static APA: LazyLock<Option<IndependentStyle>> =
        LazyLock::new(|| archived(ArchivedStyle::AmericanPsychologicalAssociation));
    static ISO_690: LazyLock<Option<IndependentStyle>> =
        LazyLock::new(|| IndependentStyle::from_xml(include_str!("iso_690.csl")).ok().map(for_bibliographies));
    let rules: &'static LazyLock<_> = match style {
        CitationStyle::Chicago => &CHICAGO,
        CitationStyle::Mla => &MLA,
        CitationStyle::Apa => &APA,
        CitationStyle::Iso690 => &ISO_690,
    };
    rules.as_ref()
}

/// A style of hayagriva's archive.
fn archived(style: ArchivedStyle) -> Option<IndependentStyle> {
    match style.get() {
        Style::Independent(style) => Some(for_bibliographies(style)),
        Style::Dependent(_) => None,
    }
}

/// A style without its rules for notes in a text, which would take more than half of the time and are never shown.
fn for_bibliographies(mut style: IndependentStyle) -> IndependentStyle {
    style.citation.layout.elements.clear();
    style
}

/// The words and forms of dates of one language, and those of American English for what it lacks.
pub(super) struct Words {
    /// The language, as the locale is called.
    pub code: LocaleCode,
    /// Its locale, then American English.
    pub locales: Vec<Locale>,
}

/// The words of a language; English where hayagriva has none.
pub(super) fn words(language: &Language) -> Option<&'static Words> {
    static WORDS: LazyLock<BTreeMap<String, Words>> = LazyLock::new(all_words);
    WORDS.get(language.primary()).or_else(|| WORDS.get("en"))
}

/// The words by primary language; of several countries the one that the language is called after.
fn all_words() -> BTreeMap<String, Words> {
    let locales = locales();
    let code = |locale: &Locale| locale.lang.as_ref().map(|code| code.0.clone()).unwrap_or_default();
    let english: Vec<Locale> = locales.iter().filter(|locale| code(locale) == "en-US").cloned().collect();
    let mut words: BTreeMap<String, Words> = BTreeMap::new();
    for locale in locales {
        let code = code(&locale);
        let primary = code.split('-').next().unwrap_or_default().to_owned();
        let is_usual = code == "en-US" || code == format!("{primary}-{}", primary.to_uppercase());
        if is_usual || !words.contains_key(&primary) {
            let locales = std::iter::once(locale).chain(english.iter().cloned()).collect();
            words.insert(primary, Words { code: LocaleCode(code), locales });
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_can_be_read() {
        let own = IndependentStyle::from_xml(include_str!("iso_690.csl"));
        assert!(own.is_ok(), "{:?}", own.err());
        for style in CitationStyle::ALL {
            assert!(rules(style).is_some(), "{style:?}");
        }
    }
}
