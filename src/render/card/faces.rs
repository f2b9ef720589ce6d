//! The faces of share cards, and how wide words are in them.

use std::sync::Arc;

use resvg::usvg::fontdb::Database;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// The files of the faces with the family that each is of, the first that has a letter being taken.
const FILES: [(&str, &[u8]); 5] = [
    ("Guillemet Serif", include_bytes!("fonts/serif.ttf")),
    ("Guillemet Serif", include_bytes!("fonts/serif-italic.ttf")),
    ("Guillemet Serif More", include_bytes!("fonts/serif-greek-cyrillic.ttf")),
    ("Noto Naskh Arabic", include_bytes!("fonts/arabic.ttf")),
    ("Noto Serif Hebrew", include_bytes!("fonts/hebrew.ttf")),
];

/// The width of a letter that no face has, in parts of the size.
const UNKNOWN: f32 = 1.0;

/// The faces of share cards.
pub struct Faces {
    database: Arc<Database>,
    faces: Vec<Face>,
}

/// A face and how wide its letters are.
struct Face {
    family: &'static str,
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
}

impl Faces {
    /// The faces that are part of the program.
    pub fn new() -> Self {
        let mut database = Database::new();
        let mut faces = Vec::new();
        for (family, file) in FILES {
            database.load_font_data(file.to_vec());
            if let Ok(font) = FontRef::new(file) {
                let widths = font.glyph_metrics(Size::new(1.0), LocationRef::default());
                faces.push(Face { family, letters: font.charmap(), widths });
            }
        }
        Self { database: Arc::new(database), faces }
    }

    /// The faces as the drawing library wants them.
    pub fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// The width of words at a size, without kerning and joined forms, which only make them narrower.
    fn width(&self, words: &str, size: f32) -> f32 {
        let letter = |letter: char| {
            let known = self.faces.iter().find_map(|face| face.widths.advance_width(face.letters.map(letter)?));
            known.unwrap_or(UNKNOWN)
        };
        words.chars().map(letter).sum::<f32>() * size
    }

    /// The family that has most letters of a line. A line is set in one family: the drawing library drops letters
    /// where it joins faces that shape a line to different numbers of glyphs, as those of Arabic do.
    pub fn family(&self, line: &str) -> &'static str {
        let missing = |face: &&Face| {
            line.chars().filter(|letter| !letter.is_whitespace() && face.letters.map(*letter).is_none()).count()
        };
        self.faces.iter().min_by_key(missing).map_or("serif", |face| face.family)
    }

    /// The words in lines of a width. A word wider than a line, as in scripts without spaces, is broken anywhere.
    pub fn lines(&self, words: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            let space = if line.is_empty() { "" } else { " " };
            if self.width(&line, size) + self.width(space, size) + self.width(word, size) <= width {
                line.push_str(space);
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            let mut filled = 0.0;
            for letter in word.chars() {
                let advance = self.width(letter.encode_utf8(&mut [0; 4]), size);
                if filled + advance > width {
                    lines.push(std::mem::take(&mut line));
                    filled = 0.0;
                }
                filled += advance;
                line.push(letter);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// The words, cut to one line of a width with an ellipsis if they are longer.
    pub fn shortened(&self, words: &str, size: f32, width: f32) -> String {
        let words = words.trim_end();
        if self.width(words, size) <= width {
            return words.to_owned();
        }
        let mut kept = String::new();
        let mut filled = self.width("…", size);
        for letter in words.trim_end_matches([' ', '…']).chars() {
            filled += self.width(letter.encode_utf8(&mut [0; 4]), size);
            if filled > width {
                break;
            }
            kept.push(letter);
        }
        let whole_words = kept.rsplit_once(' ').map_or(kept.as_str(), |(words, _)| words);
        format!("{whole_words} …")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_into_lines() {
        let faces = Faces::new();
        let lines = faces.lines("un deux trois quatre cinq", 40.0, 200.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| faces.width(line, 40.0) <= 200.0), "{lines:?}");
        assert_eq!(lines.join(" "), "un deux trois quatre cinq");
        assert_eq!(faces.lines(&"無".repeat(12), 40.0, 200.0), [&"無".repeat(5), &"無".repeat(5), "無無"]);
        assert_eq!(faces.lines("", 40.0, 200.0), Vec::<String>::new());
    }

    #[test]
    fn a_line_has_one_family() {
        let faces = Faces::new();
        for (line, family) in [
            ("« Oui », dit-il", "Guillemet Serif"),
            ("«نهر الوادي» 9", "Noto Naskh Arabic"),
            ("נהר, 9", "Noto Serif Hebrew"),
            ("Река — 9", "Guillemet Serif More"),
        ] {
            assert_eq!(faces.family(line), family);
        }
    }

    #[test]
    fn long_lines_end_in_an_ellipsis() {
        let faces = Faces::new();
        let line = faces.shortened("un deux trois quatre cinq six sept", 40.0, 300.0);
        assert!(line.ends_with(" …") && faces.width(&line, 40.0) <= 320.0, "{line}");
        assert_eq!(faces.shortened("un", 40.0, 300.0), "un");
    }
}
