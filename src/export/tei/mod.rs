//! An article as TEI P5: the header says what is known of it, the text holds its words and nothing else, with
//! every passage that somebody said in `said` and every passage with a note in `seg`. The comments themselves
//! stand behind the text, so that the text of `body` is the article's text.

mod body;
mod header;

use super::xml::Xml;
use crate::archive::ArticleIndex;
use crate::site::Site;

/// An article as a TEI document.
pub fn tei(site: Site<'_>, index: ArticleIndex) -> Vec<u8> {
    let row = &site.archive.articles[index];
    let language = row.article.language.as_ref().unwrap_or(&site.config.language).tag();
    let mut xml = Xml::default();
    let root = xml.start("TEI");
    xml.attribute(root, "xmlns", "http://www.tei-c.org/ns/1.0");
    xml.attribute(root, "xml:lang", site.config.language.tag());
    xml.line();
    header::header(site, index, &mut xml);
    xml.line();
    let text = xml.start("text");
    xml.attribute(text, "xml:lang", language);
    xml.line();
    body::body(site, index, &mut xml);
    xml.line();
    back(site, index, &mut xml);
    xml.into_bytes()
}

/// The editor's comments and translations, each with the passage that it belongs to.
fn back(site: Site<'_>, index: ArticleIndex, xml: &mut Xml) {
    let mut notes: Vec<(&str, String, &str, &str)> = Vec::new();
    let own = site.config.language.tag();
    for (number, note) in site.archive.articles[index].article.notes.iter().enumerate() {
        notes.push(("editorial", format!("#note-{}", number + 1), own, &note.text));
    }
    for quotation in site.archive.quotations_of(index) {
        let target = format!("#q-{}", site.archive.quotations[quotation].id);
        let Some(details) = site.archive.quotation(quotation).details.as_deref() else { continue };
        notes.extend(details.note.iter().map(|note| ("editorial", target.clone(), own, note.as_str())));
        let translation =
            |(language, text)| ("translation", target.clone(), crate::model::Language::tag(language), text);
        notes.extend(details.translations.iter().map(|(language, text)| translation((language, text.as_str()))));
    }
    if notes.is_empty() {
        return;
    }
    let back = xml.start("back");
    xml.attribute(back, "xml:lang", own);
    let list = xml.start("div");
    xml.attribute(list, "type", "notes");
    xml.line();
    for (kind, target, language, text) in notes {
        let note = xml.element("note", text);
        xml.attribute(note, "type", kind);
        xml.attribute(note, "target", target);
        xml.attribute(note, "xml:lang", language);
        xml.line();
    }
    xml.end();
    xml.end();
    xml.line();
}
