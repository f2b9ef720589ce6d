//! Draws share cards: set as SVG in faces of the program and of the site, so that they look the same everywhere, then
//! made to a picture by resvg.

mod faces;
mod png;

use rayon::prelude::*;
use resvg::{tiny_skia, usvg};

use crate::archive::{Index, QuotationIndex};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::markup::escape_into;
use crate::read::Theme;
use crate::view::{self, Card, Site};

pub use self::faces::Faces;
pub use self::png::fingerprint_of;

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
/// Distance of everything from the sides.
const MARGIN: f32 = 84.0;
/// Where the words begin, and how much height they have.
const TOP: f32 = 92.0;
const ROOM: f32 = 330.0;
/// The sizes that are tried, in pixels; at the smallest, words that do not fit end in an ellipsis.
const SIZES: [f32; 8] = [80.0, 70.0, 62.0, 55.0, 49.0, 44.0, 39.0, 35.0];
const LEADING: f32 = 1.3;

/// What is wrong with the share cards of a site: letters that would be boxes, each quotation at its place, and files
/// that are no fonts.
pub fn problems(theme: &Theme, site: Site<'_>) -> Vec<Diagnostic> {
    if !site.config.has_cards() {
        return Vec::new();
    }
    let faces = Faces::new(&theme.fonts);
    let problem = |number| {
        let index = QuotationIndex::new(number);
        let missing: Vec<char> = faces.missing(&texts(&view::card(site, index))).into_iter().collect();
        let place = site.archive.quotation(index).fragments.first()?.syntax;
        let path = &site.archive.articles[site.archive.quotations[index].article].article.path;
        (!missing.is_empty()).then(|| catalogue::letters_without_font(path, &missing, place))
    };
    let mut problems: Vec<Diagnostic> =
        (0..site.archive.quotations.len()).into_par_iter().filter_map(problem).collect();
    problems.extend(faces.unusable().iter().map(catalogue::unusable_font));
    problems
}

/// All that a card says.
fn texts(card: &Card) -> String {
    [&card.words, &card.speaker, &card.role, &card.whence, &card.archive].map(String::as_str).join(" ")
}

/// Draws cards in some faces.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    faces: &'a Faces,
}

impl<'a> Press<'a> {
    /// A press with faces.
    pub fn new(faces: &'a Faces) -> Self {
        Self { faces }
    }

    /// The picture of a card, as PNG with its fingerprint in it.
    ///
    /// # Errors
    /// When the libraries refuse the drawing, with their reason.
    pub fn draw(self, card: &Card) -> Result<Vec<u8>, String> {
        let options = usvg::Options { fontdb: self.faces.database(), ..usvg::Options::default() };
        let tree = usvg::Tree::from_str(&self.svg(card), &options).map_err(|error| error.to_string())?;
        let mut picture = tiny_skia::Pixmap::new(WIDTH, HEIGHT).ok_or("no memory for the picture")?;
        resvg::render(&tree, tiny_skia::Transform::default(), &mut picture.as_mut());
        png::encoded(&picture, &self.fingerprint(card)).map_err(|error| error.to_string())
    }

    /// A hash of all that the picture depends on, the site's own fonts included where they are needed.
    pub fn fingerprint(self, card: &Card) -> String {
        card.fingerprint() + self.faces.own_for(&texts(card))
    }

    fn svg(self, card: &Card) -> String {
        let (size, lines) = self.fitted(&card.words);
        let side = Side::of(card.is_right_to_left);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fffdf9\"/>\
             <rect x=\"{}\" width=\"14\" height=\"{HEIGHT}\" fill=\"#9f422b\"/>",
            if card.is_right_to_left { WIDTH - 14 } else { 0 },
        );
        // Short words stand in the middle of their room.
        let height = lines.len() as f32 * size * LEADING;
        let first = TOP + (ROOM - height).max(0.0) / 2.0 + size * 0.9;
        for (number, line) in lines.iter().enumerate() {
            let style = Style { y: first + number as f32 * size * LEADING, size, ink: "#1c1b1a", more: "" };
            side.text(self.faces, &mut svg, style, line);
        }
        svg.push_str(&format!(
            "<rect x=\"{MARGIN}\" y=\"462\" width=\"{}\" height=\"2\" fill=\"#d8d2c6\"/>",
            WIDTH as f32 - 2.0 * MARGIN
        ));
        let small_capitals = "font-variant=\"small-caps\" letter-spacing=\"1\"";
        side.line(
            self.faces,
            &mut svg,
            Style { y: 515.0, size: 36.0, ink: "#1c1b1a", more: small_capitals },
            &card.speaker,
        );
        let italic = "font-style=\"italic\"";
        side.line(self.faces, &mut svg, Style { y: 555.0, size: 26.0, ink: "#5d5850", more: italic }, &card.role);
        let whence =
            if card.whence.is_empty() { card.archive.clone() } else { format!("{} — {}", card.whence, card.archive) };
        let y = if card.role.is_empty() { 559.0 } else { 595.0 };
        side.line(self.faces, &mut svg, Style { y, size: 24.0, ink: "#5d5850", more: "" }, &whence);
        svg.push_str("</svg>");
        svg
    }

    /// The largest size at which the words fit, and their lines.
    fn fitted(self, words: &str) -> (f32, Vec<String>) {
        let width = WIDTH as f32 - 2.0 * MARGIN;
        let most = |size: f32| (ROOM / (size * LEADING)) as usize;
        for size in SIZES {
            let lines = self.faces.lines(words, size, width);
            if lines.len() <= most(size) {
                return (size, lines);
            }
        }
        let smallest = SIZES.last().copied().unwrap_or(35.0);
        let mut lines = self.faces.lines(words, smallest, width);
        lines.truncate(most(smallest));
        if let Some(last) = lines.last_mut() {
            *last = self.faces.shortened(&format!("{last} …"), smallest, width);
        }
        (smallest, lines)
    }
}

/// How a line is set.
#[derive(Clone, Copy)]
struct Style {
    y: f32,
    size: f32,
    ink: &'static str,
    more: &'static str,
}

/// The side at which lines begin.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

impl Side {
    fn of(is_right_to_left: bool) -> Self {
        if is_right_to_left { Self::Right } else { Self::Left }
    }

    /// A line that is shortened to the width of the card.
    fn line(self, faces: &Faces, svg: &mut String, style: Style, words: &str) {
        let width = WIDTH as f32 - 2.0 * MARGIN;
        self.text(faces, svg, style, &faces.shortened(words, style.size, width));
    }

    /// Words, run by run from the side at which they begin.
    fn text(self, faces: &Faces, svg: &mut String, style: Style, words: &str) {
        let words: String = words.chars().filter(|letter| !letter.is_control()).collect();
        let runs = faces.runs(&words);
        let is_alone = runs.len() == 1;
        let mut x = match self {
            Self::Left => MARGIN,
            Self::Right => WIDTH as f32 - MARGIN,
        };
        for (family, run) in runs {
            let text = self.run(style, x, family, run);
            if !is_alone {
                let width = drawn_width(faces, &text);
                x += if matches!(self, Self::Left) { width } else { -width };
            }
            svg.push_str(&text);
        }
    }

    fn run(self, style: Style, x: f32, family: &str, words: &str) -> String {
        let Style { y, size, ink, more } = style;
        // The library takes every line to run from left to right unless an embedding says otherwise.
        let (anchor, open, close) = match self {
            Self::Left => ("start", "", ""),
            Self::Right => ("end", "\u{202b}", "\u{202c}"),
        };
        let mut text = format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{ink}\" text-anchor=\"{anchor}\" xml:space=\"preserve\" \
             font-family=\""
        );
        escape_into(family, &mut text);
        text.push_str(&format!("\" {more}>{open}"));
        escape_into(words, &mut text);
        text.push_str(close);
        text.push_str("</text>");
        text
    }
}

/// How wide the drawing library makes a text, its joined forms included.
fn drawn_width(faces: &Faces, text: &str) -> f32 {
    let options = usvg::Options { fontdb: faces.database(), ..usvg::Options::default() };
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">{text}</svg>");
    usvg::Tree::from_str(&svg, &options).map_or(0.0, |tree| tree.root().bounding_box().width())
}
