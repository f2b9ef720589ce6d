//! The styles in which references are shown.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style};

use super::fit::{Shape, fitted};
use crate::model::{CitationStyle, Language};

/// The rules of a style for references of one shape; all of them where the shape is not known.
pub fn rules_for(style: CitationStyle, shape: Option<Shape>) -> Option<&'static IndependentStyle> {
    type OfShapes = [OnceLock<Option<IndependentStyle>>; Shape::COUNT];
    static FITTED: [OfShapes; CitationStyle::ALL.len()] =
        [const { [const { OnceLock::new() }; Shape::COUNT] }; CitationStyle::ALL.len()];
    let Some(shape) = shape else { return rules(style) };
    let place = FITTED.get(style as usize)?.get(shape.number())?;
    place.get_or_init(|| rules(style).map(|rules| fitted(rules, shape))).as_ref()
}

/// The whole rules of a style.
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
    static LANGUAGES: LazyLock<BTreeMap<String, Packed>> = LazyLock::new(languages);
    let packed = LANGUAGES.get(language.primary()).or_else(|| LANGUAGES.get("en"))?;
    let unpacked = || -> Option<Words> {
        let english = LANGUAGES.get("en")?;
        let locales = [packed, english].map(|packed| ciborium::from_reader(packed.bytes).ok());
        Some(Words { code: packed.code.clone(), locales: locales.into_iter().flatten().collect() })
    };
    packed.words.get_or_init(unpacked).as_ref()
}

/// The words of a language as hayagriva packs them. To unpack those of all languages takes a fifth of a second.
struct Packed {
    code: LocaleCode,
    bytes: &'static [u8],
    words: OnceLock<Option<Words>>,
}

/// All locales by primary language; of several countries the one that the language is called after.
fn languages() -> BTreeMap<String, Packed> {
    let mut languages: BTreeMap<String, Packed> = BTreeMap::new();
    for bytes in LOCALES {
        let Some(code) = code(bytes) else { continue };
        let primary = code.0.split('-').next().unwrap_or_default().to_owned();
        let is_usual = code.0 == "en-US" || code.0 == format!("{primary}-{}", primary.to_uppercase());
        if is_usual || !languages.contains_key(&primary) {
            languages.insert(primary, Packed { code, bytes, words: OnceLock::new() });
        }
    }
    languages
}

/// What a packed locale is called: the first entry of the map that it is, so that the rest need not be read.
fn code(bytes: &[u8]) -> Option<LocaleCode> {
    let mut entries = bytes.get(1..)?;
    let key: String = ciborium::from_reader(&mut entries).ok()?;
    (key == "@xml:lang").then(|| ciborium::from_reader(&mut entries).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_known_and_none_but_the_own_is_read() {
        let languages = languages();
        let code = |primary: &str| languages[primary].code.0.as_str();
        assert_eq!((code("fr"), code("en"), code("pt"), code("ar")), ("fr-FR", "en-US", "pt-PT", "ar"));
        assert!(LOCALES.iter().all(|bytes| super::code(bytes).is_some()));
        let arabic = words(&"ar".parse().expect("a language")).expect("words");
        assert_eq!(arabic.locales.iter().filter_map(|locale| locale.lang.as_ref()).count(), 2);
    }

    #[test]
    fn every_style_can_be_read() {
        let own = IndependentStyle::from_xml(include_str!("iso_690.csl"));
        assert!(own.is_ok(), "{:?}", own.err());
        for style in CitationStyle::ALL {
            assert!(rules(style).is_some(), "{style:?}");
        }
    }
}
