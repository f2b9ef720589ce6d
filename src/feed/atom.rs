//! Atom 1.0 (RFC 4287).

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Entry, Feed, moment};
use crate::byte_set::ByteSet;
use crate::plan::FeedFormat;

type Xml = Writer<Vec<u8>>;

/// The bytes of a feed.
pub fn write(feed: &Feed<'_>) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    match document(feed, &mut xml) {
        Ok(()) => xml.into_inner(),
        // Writing to memory does not fail.
        Err(_) => Vec::new(),
    }
}

fn document(feed: &Feed<'_>, xml: &mut Xml) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.language.tag())];
    xml.create_element("feed").with_attributes(root).write_inner_content(|xml| head(feed, xml))?;
    Ok(())
}

fn head(feed: &Feed<'_>, xml: &mut Xml) -> io::Result<()> {
    text(xml, "title", &feed.title)?;
    if !feed.description.is_empty() {
        text(xml, "subtitle", feed.description)?;
    }
    text(xml, "id", &feed.home)?;
    link(xml, "self", FeedFormat::Atom.media_type(), &feed.address)?;
    link(xml, "alternate", "text/html", &feed.home)?;
    let updated = feed.entries.iter().map(|entry| entry.updated).max();
    // An archive without a dated article has nothing to follow yet, but its feed must have a date.
    text(xml, "updated", &updated.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), moment))?;
    person(xml, feed.author)?;
    text(xml, "generator", "Guillemet")?;
    text(xml, "icon", &feed.icon)?;
    if !feed.rights.is_empty() {
        text(xml, "rights", feed.rights)?;
    }
    for item in &feed.entries {
        let language = [("xml:lang", item.language.tag())];
        xml.create_element("entry").with_attributes(language).write_inner_content(|xml| entry(item, xml))?;
    }
    Ok(())
}

fn entry(entry: &Entry<'_>, xml: &mut Xml) -> io::Result<()> {
    text(xml, "title", &entry.title)?;
    text(xml, "id", &entry.url)?;
    link(xml, "alternate", "text/html", &entry.url)?;
    if let Some(original) = entry.original {
        link(xml, "via", "text/html", original)?;
    }
    text(xml, "published", &moment(entry.published))?;
    text(xml, "updated", &moment(entry.updated))?;
    for author in &entry.authors {
        person(xml, author)?;
    }
    for topic in &entry.topics {
        let attributes = [("term", topic.id), ("label", topic.title)];
        xml.create_element("category").with_attributes(attributes).write_empty()?;
    }
    if !entry.summary.is_empty() {
        text(xml, "summary", entry.summary)?;
    }
    let attributes = [("type", "html"), ("xml:base", entry.url.as_str())];
    xml.create_element("content")
        .with_attributes(attributes)
        .write_text_content(BytesText::new(&allowed(&entry.html)))?;
    Ok(())
}

fn text(xml: &mut Xml, name: &str, words: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&allowed(words)))?;
    Ok(())
}

fn link(xml: &mut Xml, relation: &str, media_type: &str, url: &str) -> io::Result<()> {
    let attributes = [("rel", relation), ("type", media_type), ("href", url)];
    xml.create_element("link").with_attributes(attributes).write_empty()?;
    Ok(())
}

fn person(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", name))?;
    Ok(())
}

/// A text without the characters that XML 1.0 has no way to write.
fn allowed(text: &str) -> Cow<'_, str> {
    /// The first bytes of those characters (UTF-8: `EF` begins U+FFFE and U+FFFF).
    const MAY_BEGIN: ByteSet = ByteSet::of(
        b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0B\x0C\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F\xEF",
    );
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    if MAY_BEGIN.find(text, 0).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| is_allowed(*c)).collect())
}
