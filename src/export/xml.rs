//! Elements and text in the order of a document.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document being made. Elements may be given attributes until they are written.
#[derive(Default)]
pub struct Xml {
    is_declared: bool,
    pieces: Vec<Piece>,
    open: Vec<&'static str>,
}

enum Piece {
    Start { name: &'static str, attributes: Vec<(&'static str, String)>, is_empty: bool },
    End(&'static str),
    Text(String),
}

/// The place of an element in the document.
#[derive(Debug, Clone, Copy)]
pub struct Place(usize);

impl Xml {
    /// Begins an element.
    pub fn start(&mut self, name: &'static str) -> Place {
        self.open.push(name);
        self.piece(name, false)
    }

    /// Ends the element begun last.
    pub fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.pieces.push(Piece::End(name));
        }
    }

    /// An element without content.
    pub fn empty(&mut self, name: &'static str) -> Place {
        self.piece(name, true)
    }

    /// An element that holds a text.
    pub fn element(&mut self, name: &'static str, text: &str) -> Place {
        let place = self.start(name);
        self.text(text);
        self.end();
        place
    }

    /// Adds an attribute to an element.
    pub fn attribute(&mut self, place: Place, name: &'static str, value: impl Into<String>) {
        if let Some(Piece::Start { attributes, .. }) = self.pieces.get_mut(place.0) {
            attributes.push((name, value.into()));
        }
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.pieces.push(Piece::Text(allowed(text).into_owned()));
        }
    }

    /// Begins a new line between elements.
    pub fn line(&mut self) {
        self.pieces.push(Piece::Text("\n".to_owned()));
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    fn piece(&mut self, name: &'static str, is_empty: bool) -> Place {
        self.pieces.push(Piece::Start { name, attributes: Vec::new(), is_empty });
        Place(self.pieces.len() - 1)
    }

    /// The document in UTF-8.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // A `Vec` takes everything.
        let _ = self.finish(&mut bytes);
        bytes
    }

    /// Ends the open elements and writes what is left of the document.
    ///
    /// # Errors
    /// When `to` takes no more.
    pub fn finish(mut self, to: &mut dyn Write) -> io::Result<()> {
        while !self.open.is_empty() {
            self.end();
        }
        self.write_out(to)?;
        to.write_all(b"\n")
    }

    /// Writes what there is of the document, in UTF-8, and forgets it: the whole may be larger than the memory.
    ///
    /// # Errors
    /// When `to` takes no more.
    pub fn write_out(&mut self, to: &mut dyn Write) -> io::Result<()> {
        let mut writer = Writer::new(to);
        if !self.is_declared {
            writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
            writer.write_event(Event::Text(BytesText::new("\n")))?;
            self.is_declared = true;
        }
        for piece in self.pieces.drain(..) {
            match piece {
                Piece::Start { name, attributes, is_empty } => {
                    let mut start = BytesStart::new(name);
                    for (key, value) in &attributes {
                        start.push_attribute((*key, &*allowed(value)));
                    }
                    writer.write_event(if is_empty { Event::Empty(start) } else { Event::Start(start) })?;
                }
                Piece::End(name) => writer.write_event(Event::End(BytesEnd::new(name)))?,
                Piece::Text(text) => writer.write_event(Event::Text(BytesText::new(&text)))?,
            }
        }
        Ok(())
    }
}

/// A text with the characters that XML 1.0 has no way to write replaced by the sign for that.
fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed =
        |letter: char| matches!(letter, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    let replaced = |letter| match letter {
        '\r' => ' ',
        letter if is_allowed(letter) => letter,
        _ => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(replaced).collect())
}
