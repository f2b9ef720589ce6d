//! References as readers copy them, formatted by CSL styles.

use std::cell::RefCell;

use hayagriva::citationberg::FontStyle;
use hayagriva::citationberg::json::Item;
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren};

use super::style::{rules, words};
use super::{Reference, csl_json};
use crate::markup::escape;
use crate::model::{CitationStyle, Language};

/// A reference in a style, in the words of a language, as one line of HTML: text, `<i>` and a link.
///
/// What is quoted is left to the page, so the references to an article and to its quotations differ in their
/// addresses only, and the article's is formatted once for all that stand beside each other in the plan.
pub fn formatted(reference: &Reference<'_>, style: CitationStyle, language: &Language) -> String {
    let of_article = Reference { quoted: None, url: ADDRESS.to_owned(), key: String::new(), ..reference.clone() };
    let line = once_in_a_row(&of_article, style, language);
    line.replace(ADDRESS, &escape(&reference.url))
}

/// Stands for the address while the rest is formatted.
const ADDRESS: &str = "https://address.invalid/";

/// The last reference formatted in each style by this thread: the article and its quotations follow each other.
type Last = [Option<(serde_json::Value, String)>; CitationStyle::ALL.len()];

fn once_in_a_row(reference: &Reference<'_>, style: CitationStyle, language: &Language) -> String {
    thread_local! {
        static LAST: RefCell<Last> = const { RefCell::new([const { None }; CitationStyle::ALL.len()]) };
    }
    let mut item = csl_json(reference);
    if let Some(item) = item.as_object_mut() {
        // No style shows these, and they would make alike items differ.
        for key in ["id", "keyword", "abstract"] {
            item.remove(key);
        }
    }
    let key = serde_json::json!([item, language.tag()]);
    LAST.with_borrow_mut(|last| match last.get_mut(style as usize) {
        Some(Some((known, line))) if *known == key => line.clone(),
        Some(slot) => slot.insert((key, line(item, style, language))).1.clone(),
        None => String::new(),
    })
}

/// The line of a bibliography; empty when the style cannot be read, which a test rules out.
fn line(item: serde_json::Value, style: CitationStyle, language: &Language) -> String {
    let (Some(rules), Some(words)) = (rules(style), words(language)) else { return String::new() };
    let Ok(item) = serde_json::from_value::<Item>(item) else { return String::new() };
    let locale = Some(words.code.clone());
    let mut driver = BibliographyDriver::new();
    let cited = vec![CitationItem::with_entry(&item)];
    driver.citation(CitationRequest::new(cited, rules, locale.clone(), &words.locales, None));
    let bibliography = driver.finish(BibliographyRequest::new(rules, locale, &words.locales)).bibliography;
    let mut html = String::new();
    for entry in bibliography.iter().flat_map(|bibliography| &bibliography.items) {
        let mut pieces = Vec::new();
        collect(&entry.content, &mut pieces);
        write(&pieces, &mut html);
    }
    html
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
