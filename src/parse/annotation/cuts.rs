//! Cutting pieces out of a text, and the way back.

use std::ops::Range;

use crate::model::Cut;

/// Pieces to be cut out of a text: in order, apart from each other, none empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cuts {
    removed: Vec<Range<usize>>,
}

impl Cuts {
    /// The pieces in any order; touching ones become one.
    pub fn new(mut pieces: Vec<Range<usize>>) -> Self {
        pieces.sort_by_key(|piece| piece.start);
        let mut removed: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
        for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
            match removed.last_mut() {
                Some(last) if piece.start <= last.end => last.end = last.end.max(piece.end),
                _ => removed.push(piece),
            }
        }
        Self { removed }
    }

    /// The text without the pieces.
    pub fn apply(&self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let mut at = 0;
        for piece in &self.removed {
            clean.push_str(text.get(at..piece.start).unwrap_or_default());
            at = piece.end;
        }
        clean.push_str(text.get(at..).unwrap_or_default());
        clean
    }

    /// Whether the byte at a place of the whole text is cut out.
    pub fn remove(&self, at: usize) -> bool {
        let next = self.removed.partition_point(|piece| piece.end <= at);
        self.removed.get(next).is_some_and(|piece| piece.start <= at)
    }

    /// A function from bytes of the whole text to bytes of the text without the pieces.
    pub fn to_clean(&self) -> impl Fn(usize) -> usize + use<> {
        let table = self.table();
        move |offset| {
            let index = table.partition_point(|(piece, _)| piece.start <= offset);
            match index.checked_sub(1).and_then(|last| table.get(last)) {
                Some((piece, before)) => offset - before - (offset.min(piece.end) - piece.start),
                None => offset,
            }
        }
    }

    /// A function from bytes of the text without the pieces to bytes of the whole text; a byte at which a piece
    /// was cut out stands before the piece.
    pub fn to_whole(&self) -> impl Fn(usize) -> usize + use<> {
        let table = self.table();
        move |offset| {
            let index = table.partition_point(|(piece, before)| piece.start - before < offset);
            let removed = index.checked_sub(1).and_then(|last| table.get(last));
            offset + removed.map_or(0, |(piece, before)| before + piece.len())
        }
    }

    /// Every piece with the bytes removed before it.
    fn table(&self) -> Vec<(Range<usize>, usize)> {
        let mut removed = 0;
        let with_sum = |piece: &Range<usize>| {
            let before = removed;
            removed += piece.len();
            (piece.clone(), before)
        };
        self.removed.iter().map(with_sum).collect()
    }

    /// The pieces as places of the clean text.
    pub fn in_clean(&self) -> Vec<Cut> {
        let place = |(piece, before): (Range<usize>, usize)| Cut {
            at: u32::try_from(piece.start - before).unwrap_or(u32::MAX),
            removed: u32::try_from(before + piece.len()).unwrap_or(u32::MAX),
        };
        self.table().into_iter().map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_and_back() {
        let text = "ab[cd]{@x} ef";
        let cuts = Cuts::new(vec![5..6, 2..3, 6..10]);
        assert_eq!(cuts.apply(text), "abcd ef");
        let to_clean = cuts.to_clean();
        let places: Vec<usize> = (0..=text.len()).map(to_clean).collect();
        assert_eq!(places, [0, 1, 2, 2, 3, 4, 4, 4, 4, 4, 4, 5, 6, 7]);
        assert_eq!(cuts.in_clean(), [Cut { at: 2, removed: 1 }, Cut { at: 4, removed: 6 }]);
    }
}
