//! References as readers copy them, formatted by CSL styles.

use std::cell::RefCell;

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{FontStyle, IndependentStyle};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren};
use serde::Deserialize;

use super::fit::Shape;
use super::style::{Words, rules_for, words};
use super::{Reference, csl_json};
use crate::markup::escape;
use crate::model::{CitationStyle, Language};

/// A reference in each of some styles, in the words of a language, as one line of HTML: text, `<i>` and a link.
///
/// What is quoted is left to the page, so the references to an article and to its quotations differ in their
/// addresses only, and the article's is formatted once for all that stand beside each other in the plan.
pub fn formatted(reference: &Reference<'_>, styles: &[CitationStyle], language: &Language) -> Vec<String> {
    thread_local! {
        static LAST: RefCell<Last> = RefCell::default();
    }
    let item = item(reference);
    let address = escape(&reference.url);
    LAST.with_borrow_mut(|last| {
        if last.item != item || last.styles != styles || last.language != language.tag() {
            let shape = Shape::of(reference);
            let cited = Item::deserialize(&item).ok();
            let line = |style: &CitationStyle| line(cited.as_ref()?, rules_for(*style, shape)?, words(language)?);
            let lines = styles.iter().map(|style| line(style).unwrap_or_default()).collect();
            *last = Last { styles: styles.to_vec(), language: language.tag().to_owned(), lines, item };
        }
        last.lines.iter().map(|line| line.replace(ADDRESS, &address)).collect()
    })
}

/// What this thread formatted last: an article and its quotations follow each other.
#[derive(Default)]
struct Last {
    item: serde_json::Value,
    styles: Vec<CitationStyle>,
    language: String,
    lines: Vec<String>,
}

/// Stands for the address while the rest is formatted.
const ADDRESS: &str = "https://address.invalid/";

/// What styles may show of a reference; the rest would make alike items differ.
fn item(reference: &Reference<'_>) -> serde_json::Value {
    let of_article = Reference {
        key: String::new(),
        url: ADDRESS.to_owned(),
        summary: None,
        topics: Vec::new(),
        quoted: None,
        ..reference.clone()
    };
    csl_json(&of_article)
}

/// The line of a bibliography; nothing when the style makes none, which a test rules out.
fn line(item: &Item, rules: &IndependentStyle, words: &Words) -> Option<String> {
    let locale = Some(words.code.clone());
    let mut driver = BibliographyDriver::new();
    let cited = vec![CitationItem::with_entry(item)];
    driver.citation(CitationRequest::new(cited, rules, locale.clone(), &words.locales, None));
    let bibliography = driver.finish(BibliographyRequest::new(rules, locale, &words.locales)).bibliography?;
    let mut html = String::new();
    for entry in &bibliography.items {
        let mut pieces = Vec::new();
        collect(&entry.content, &mut pieces);
        write(&pieces, &mut html);
    }
    Some(html)
}

/// A piece of a line.
struct Piece<'a> {
    text: &'a str,
    is_italic: bool,
    url: Option<&'a str>,
}

fn collect<'a>(children: &'a ElemChildren, pieces: &mut Vec<Piece<'a>>) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => pieces.push(Piece {
                text: &text.text,
                is_italic: text.formatting.font_style == FontStyle::Italic,
                url: None,
            }),
            ElemChild::Link { text, url } => {
                pieces.push(Piece { text: &text.text, is_italic: false, url: Some(url) });
            }
            ElemChild::Markup(text) => pieces.push(Piece { text, is_italic: false, url: None }),
            ElemChild::Elem(element) => collect(&element.children, pieces),
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn write(pieces: &[Piece<'_>], html: &mut String) {
    for (index, piece) in pieces.iter().enumerate() {
        let next = pieces.get(index + 1).map_or("", |next| next.text);
        // Where only a year is known, styles leave the comma before the day behind.
        let text = if next.starts_with([')', '.', ',']) { piece.text.trim_end_matches(',') } else { piece.text };
        let text = escape(&text.replace(",)", ")").replace(",.", "."));
        match (piece.url, piece.is_italic) {
            (Some(url), _) => html.push_str(&format!("<a href=\"{}\">{text}</a>", escape(url))),
            (None, true) => html.push_str(&format!("<i>{text}</i>")),
            (None, false) => html.push_str(&text),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cite::CitedName;
    use crate::cite::style::rules;

    /// Titles and names with everything that styles treat in its own way: marks at the end, quotation marks, capitals.
    fn text() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "the",
            "of",
            "Water",
            "le",
            "NATO",
            "d’eau",
            "«oui»",
            "“yes”",
            "\"so\"",
            "‘no’",
            "2023",
            "why?",
            "stop!",
            "end.",
            "a:",
            "b,",
            "(c)",
            "[d]",
            "A.",
            "St.",
            "–",
            "…",
            "&",
            "<i>",
            "de",
            "III",
            "3rd",
            "",
            " ",
        ]);
        prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
    }

    fn author() -> impl Strategy<Value = CitedName> {
        let whole = text().prop_map(CitedName::Whole);
        let particle = prop::sample::select(vec!["", "de", "van der", "d’"]);
        let person = (text(), text(), particle).prop_map(|(family, given, particle)| CitedName::Person {
            family,
            given,
            particle: particle.to_owned(),
        });
        prop_oneof![whole, person]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        /// The fitted style says, letter for letter, what the whole one says.
        #[test]
        fn fitting_changes_nothing(
            (title, archive) in (text(), text()),
            authors in prop::collection::vec(author(), 0..10),
            (publication, place) in (prop::option::of(text()), prop::option::of(text())),
            date in prop::option::of(prop::sample::select(vec!["2023", "2023-06", "2023-06-05", "0042-12-31"])),
            tag in prop::sample::select(vec!["en", "fr", "en-GB", "de", "ar"]),
            site in prop::sample::select(vec!["en", "fr", "de", "es", "ar", "ja"]),
        ) {
            let reference = Reference {
                key: "a".to_owned(),
                title: &title,
                authors,
                publication: publication.as_deref(),
                place: place.as_deref(),
                date: date.and_then(|date| date.parse().ok()),
                url: ADDRESS.to_owned(),
                original: None,
                archive: &archive,
                language: tag,
                summary: None,
                topics: Vec::new(),
                quoted: None,
            };
            let language = site.parse().expect("a language");
            let cited = Item::deserialize(item(&reference)).expect("an item");
            let shown = formatted(&reference, &CitationStyle::ALL, &language);
            for (style, shown) in CitationStyle::ALL.into_iter().zip(shown) {
                let whole = rules(style).zip(super::words(&language)).and_then(|(rules, words)| line(&cited, rules, words));
                prop_assert_eq!(Some(shown), whole, "{:?}", style);
            }
        }
    }
}
