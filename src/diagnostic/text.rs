//! A text in which lines and columns are looked up often.

use std::cell::Cell;
use std::ops::Range;

/// A text whose lines are known, so that many problems of one file are placed in one pass over it.
#[derive(Debug)]
pub struct Text {
    text: String,
    /// The first byte of each line.
    starts: Vec<usize>,
    /// The byte that was placed last and the characters before it in its line: the next one is mostly behind it.
    last: Cell<(usize, usize)>,
}

impl Text {
    /// A text with its lines.
    pub fn new(text: String) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts, last: Cell::default() }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes of the line around a byte, without its ending.
    pub fn line_around(&self, offset: usize) -> Range<usize> {
        let index = self.line_index(offset);
        let next = self.starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        self.starts.get(index).copied().unwrap_or_default()..next
    }

    /// Line and column from 1 of a byte; columns count characters.
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let index = self.line_index(offset);
        let start = self.starts.get(index).copied().unwrap_or_default();
        let (from, before) =
            Some(self.last.get()).filter(|(at, _)| (start..=offset).contains(at)).unwrap_or((start, 0));
        let column = before + self.text.get(from..offset).unwrap_or_default().chars().count();
        self.last.set((offset, column));
        (index + 1, column + 1)
    }

    fn line_index(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_any_order() {
        let text = Text::new("été\r\n\nà côté".to_owned());
        for (offset, place, line) in [
            (0, (1, 1), 0..6),
            (5, (1, 4), 0..6),
            (3, (1, 3), 0..6),
            (7, (2, 1), 7..7),
            (11, (3, 3), 8..17),
            (8, (3, 1), 8..17),
            (17, (3, 7), 8..17),
            (99, (3, 7), 8..17),
        ] {
            assert_eq!(text.line_and_column(offset), place, "{offset}");
            assert_eq!(text.line_around(offset), line, "{offset}");
        }
    }
}
