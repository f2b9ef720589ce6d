//! From bytes to characters: UTF-8 where it is UTF-8, else what the bytes say, what was declared, or what
//! the letters look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Characters, and what could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The characters.
    pub text: String,
    /// The name of the encoding.
    pub encoding: &'static str,
    /// Some bytes are no characters.
    pub has_errors: bool,
}

/// The characters that `bytes` stand for; `declared` is what a server or a page says of them.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        // Nothing but UTF-8 is valid UTF-8 by chance, whatever is declared.
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => declared
            .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
            .filter(|encoding| *encoding != UTF_8)
            .unwrap_or_else(|| guess(bytes)),
    };
    let (text, encoding, has_errors) = encoding.decode(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), has_errors }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The encoding that a page names in its first kilobytes: `<meta charset>` or the XML declaration.
pub fn declared_in_page(bytes: &[u8]) -> Option<String> {
    const ENOUGH: usize = 4096;
    let head = String::from_utf8_lossy(bytes.get(..ENOUGH.min(bytes.len()))?).to_ascii_lowercase();
    let after = ["charset=", "encoding="].iter().find_map(|key| head.split_once(key)).map(|(_, after)| after)?;
    let name = after.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')))?;
    name.get(..end).filter(|name| !name.is_empty()).map(str::to_owned)
}

/// What bytes are that are no text, if they are one of the files that people mistake for texts.
pub fn not_a_text(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 12] = [
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a word processor's document or another packed file"),
        (b"\xd0\xcf\x11\xe0", "an old Word document"),
        (b"{\\rtf", "a rich text file"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"RIFF", "a picture or a sound"),
        (b"ID3", "a sound"),
        (b"\x7fELF", "a program"),
        (b"MZ", "a program"),
        (b"SQLite format 3", "a database"),
    ];
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what);
    let has_byte_order_mark = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let is_binary = || bytes.iter().take(8192).any(|byte| *byte == 0) && !has_byte_order_mark;
    known.or_else(|| is_binary().then_some("a file of bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_french() {
        let text = "L’été dernier, à Évreux, « l’œuvre » a coûté 5 € de plus, a-t-il déclaré.";
        let (windows, ..) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(decode(&windows, None).text, text);
        assert_eq!(decode(&windows, Some("iso-8859-1")).text, text);
        assert_eq!(decode(&windows, Some("utf-8")).text, text);
        let plain = "Un été à la forêt, où le garçon rêva.";
        let (latin, ..) = encoding_rs::ISO_8859_15.encode(plain);
        assert_eq!(decode(&latin, None).text, plain);
        assert_eq!(decode(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), None).text, text);
        let utf16: Vec<u8> = "\u{feff}été".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16, None).text, "été");
    }

    #[test]
    fn declarations() {
        assert_eq!(declared_in_page(b"<meta charset=\"windows-1252\">").as_deref(), Some("windows-1252"));
        assert_eq!(declared_in_page(b"<?xml version='1.0' encoding='ISO-8859-15'?>").as_deref(), Some("iso-8859-15"));
        assert_eq!(declared_in_page(b"<p>"), None);
    }
}
