//! The faces of share cards, and how wide words are in them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, Source};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

use crate::read::{ContentPath, FontFile};

/// The files of the faces that are part of the program; the first that has a letter is taken.
const BUILT_IN: [&[u8]; 5] = [
    include_bytes!("fonts/serif.ttf"),
    include_bytes!("fonts/serif-italic.ttf"),
    include_bytes!("fonts/serif-greek-cyrillic.ttf"),
    include_bytes!("fonts/arabic.ttf"),
    include_bytes!("fonts/hebrew.ttf"),
];

/// The width of a letter that no face has, in parts of the size.
const UNKNOWN: f32 = 1.0;

/// The faces of share cards: those of the program, then those of the site. Fonts of the machine are left out, so that a
/// card looks the same wherever it is drawn.
#[derive(Debug)]
pub struct Faces {
    database: Arc<Database>,
    faces: Vec<Face>,
    /// How many of the faces are part of the program.
    built_in: usize,
    /// A hash of the site's own fonts.
    own: String,
    /// Files of the site that are no fonts.
    unusable: Vec<ContentPath>,
}

/// A face, and how wide its letters are in parts of the size.
#[derive(Debug)]
struct Face {
    family: String,
    widths: HashMap<char, f32>,
}

impl Face {
    fn has(&self, letter: char) -> bool {
        self.widths.contains_key(&letter)
    }
}

impl Faces {
    /// The faces of the program and of a site.
    pub fn new(own: &[FontFile]) -> Self {
        let mut database = Database::new();
        let mut faces = Vec::new();
        for file in BUILT_IN {
            faces.extend(load(&mut database, Arc::new(file)));
        }
        let built_in = faces.len();
        let mut unusable = Vec::new();
        let mut hasher = blake3::Hasher::new();
        for file in own {
            hasher.update(&file.bytes);
            let loaded = load(&mut database, Arc::new(Arc::clone(&file.bytes)));
            if loaded.is_empty() {
                unusable.push(file.path.clone());
            }
            faces.extend(loaded);
        }
        let own = hasher.finalize().to_hex().get(..16).unwrap_or_default().to_owned();
        Self { database: Arc::new(database), faces, built_in, own, unusable }
    }

    /// Files of the site that are no fonts.
    pub fn unusable(&self) -> &[ContentPath] {
        &self.unusable
    }

    /// The faces as the drawing library wants them.
    pub fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// The width of words at a size, without kerning and joined forms, which only make them narrower.
    fn width(&self, words: &str, size: f32) -> f32 {
        let letter =
            |letter: char| self.faces.iter().find_map(|face| face.widths.get(&letter)).copied().unwrap_or(UNKNOWN);
        words.chars().map(letter).sum::<f32>() * size
    }

    /// A line in runs of one family each, as few as can be: the drawing library drops or boxes letters where it joins
    /// faces by itself, as soon as they shape a line to different numbers of glyphs.
    pub fn runs<'a>(&'a self, line: &'a str) -> Vec<(&'a str, &'a str)> {
        let Some(main) = self.main(line) else { return vec![("serif", line)] };
        let mut runs = Vec::new();
        let (mut start, mut face) = (0, main);
        for (at, letter) in line.char_indices() {
            let Some(next) = self.face_of(letter, main) else { continue };
            if !std::ptr::eq(next, face) {
                runs.push((face.family.as_str(), line.get(start..at).unwrap_or_default()));
                (start, face) = (at, next);
            }
        }
        runs.push((face.family.as_str(), line.get(start..).unwrap_or_default()));
        runs.retain(|(_, words)| !words.is_empty());
        runs
    }

    /// The face that has most letters of a line.
    fn main(&self, line: &str) -> Option<&Face> {
        let missing = |face: &&Face| letters(line).filter(|letter| !face.has(*letter)).count();
        self.faces.iter().min_by_key(missing)
    }

    /// The face in which a letter is to be set, `main` if it can be; nothing when any will do.
    fn face_of<'a>(&'a self, letter: char, main: &'a Face) -> Option<&'a Face> {
        let is_set = !is_unseen(letter) && !main.has(letter);
        let other = || self.faces.iter().find(|face| face.has(letter));
        if is_set { other() } else { (!is_unseen(letter)).then_some(main) }
    }

    /// The letters that no face has.
    pub fn missing(&self, words: &str) -> BTreeSet<char> {
        letters(words).filter(|letter| !self.faces.iter().any(|face| face.has(*letter))).collect()
    }

    /// A hash of the site's own fonts, if a picture of these words depends on them.
    pub fn own_for(&self, words: &str) -> &str {
        let built_in = || self.faces.iter().take(self.built_in);
        let depends = letters(words).any(|letter| !built_in().any(|face| face.has(letter)));
        if depends { &self.own } else { "" }
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

/// The faces of a font file; none when it is no font.
fn load(database: &mut Database, bytes: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Vec<Face> {
    let ids = database.load_font_source(Source::Binary(Arc::clone(&bytes)));
    let face = |id| {
        let info = database.face(id)?;
        let font = FontRef::from_index((*bytes).as_ref(), info.index).ok()?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let width = |(letter, glyph)| Some((char::from_u32(letter)?, metrics.advance_width(glyph)?));
        Some(Face {
            family: info.families.first()?.0.clone(),
            widths: font.charmap().mappings().filter_map(width).collect(),
        })
    };
    ids.into_iter().filter_map(face).collect()
}

/// The letters of words that a face must have: composed, without what is never seen.
fn letters(words: &str) -> impl Iterator<Item = char> + '_ {
    words.nfc().filter(|letter| !is_unseen(*letter))
}

/// Spaces, controls and joiners, for which no face is needed.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_into_lines() {
        let faces = Faces::new(&[]);
        let lines = faces.lines("un deux trois quatre cinq", 40.0, 200.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| faces.width(line, 40.0) <= 200.0), "{lines:?}");
        assert_eq!(lines.join(" "), "un deux trois quatre cinq");
        assert_eq!(faces.lines(&"無".repeat(12), 40.0, 200.0), [&"無".repeat(5), &"無".repeat(5), "無無"]);
        assert_eq!(faces.lines("", 40.0, 200.0), Vec::<String>::new());
    }

    #[test]
    fn letters_without_a_face_are_known() {
        let faces = Faces::new(&[]);
        let missing: String = faces.missing("« Où\u{202f}? » e\u{301} नमस्ते 無 😀 نهر").into_iter().collect();
        assert_eq!(missing, "तनमस\u{947}\u{94d}無😀");
        assert_eq!((faces.own_for("Où ?"), faces.own_for("無").len()), ("", 16));
    }

    #[test]
    fn a_line_is_set_in_few_runs() {
        let faces = Faces::new(&[]);
        let (serif, arabic) = ("Guillemet Serif", "Noto Naskh Arabic");
        for (line, runs) in [
            ("« Oui », dit-il", &[(serif, "« Oui », dit-il")][..]),
            ("«نهر الوادي» 9", &[(arabic, "«نهر الوادي» 9")]),
            ("נהר, 9", &[("Noto Serif Hebrew", "נהר, 9")]),
            ("Река — 9", &[("Guillemet Serif More", "Река — 9")]),
            ("Реки نهر", &[("Guillemet Serif More", "Реки "), (arabic, "نهر")]),
            ("“無”", &[(serif, "“無”")]),
            ("", &[]),
        ] {
            assert_eq!(faces.runs(line), runs);
        }
    }

    #[test]
    fn long_lines_end_in_an_ellipsis() {
        let faces = Faces::new(&[]);
        let line = faces.shortened("un deux trois quatre cinq six sept", 40.0, 300.0);
        assert!(line.ends_with(" …") && faces.width(&line, 40.0) <= 320.0, "{line}");
        assert_eq!(faces.shortened("un", 40.0, 300.0), "un");
    }
}
