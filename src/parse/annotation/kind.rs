//! What the quotation marks of a passage say of its kind.

use super::Pair;
use crate::model::QuotationKind;
use crate::parse::scan::Scan;
use crate::span::{Plain, Span};

/// How the kind of a passage follows from its quotation marks.
#[derive(Clone, Copy)]
pub enum KindRule {
    /// In quotation marks: direct. Some inside: mixed. None: indirect.
    Passage,
    /// As a passage, but a block without quotation marks is given as it was said.
    Block,
    /// A block quotation is always direct.
    BlockQuote,
}

impl KindRule {
    /// The kind of a passage, and its words without outer quotation marks.
    pub fn judge(self, plain: Span<Plain>, scan: &Scan, pairs: &[Pair]) -> (QuotationKind, Span<Plain>) {
        let text = scan.plain.as_str();
        let passage = trimmed(plain, text);
        let first = pairs.partition_point(|pair| pair.span.end() <= passage.start());
        let inside = pairs.get(first..).unwrap_or_default().iter().take_while(|pair| pair.span.end() <= passage.end());
        let mut holds_marks = false;
        for pair in inside.filter(|pair| pair.span.start() >= passage.start()) {
            if pair.span == passage {
                return (QuotationKind::Direct, pair.words);
            }
            holds_marks |= !pair.is_apostrophe;
        }
        if let Some(words) = part_of_pair(passage, pairs) {
            return (QuotationKind::Direct, words);
        }
        let kind = match self {
            Self::BlockQuote => QuotationKind::Direct,
            _ if holds_marks => QuotationKind::Mixed,
            Self::Block => QuotationKind::Direct,
            Self::Passage => QuotationKind::Indirect,
        };
        (kind, passage)
    }
}

/// The words of a passage that begins or ends with one mark of a pair whose rest is outside: the parts of
/// `[« Non]{@kim}, dit-il, [jamais. »]{+}` are direct.
fn part_of_pair(passage: Span<Plain>, pairs: &[Pair]) -> Option<Span<Plain>> {
    const DEEPEST: usize = 4;
    let first = pairs.partition_point(|pair| pair.span.end() < passage.end());
    let around = pairs.get(first..).unwrap_or_default().iter().take(DEEPEST);
    around.filter(|pair| !pair.is_apostrophe && pair.span.start() <= passage.start()).find_map(|pair| {
        let (opens, closes) = (pair.span.start() == passage.start(), pair.span.end() == passage.end());
        (opens != closes).then(|| {
            let start = passage.start().max(pair.words.start());
            Span::new(start, passage.end().min(pair.words.end()).max(start))
        })
    })
}

fn trimmed(span: Span<Plain>, text: &str) -> Span<Plain> {
    let words = span.slice(text);
    let start = span.start() + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}
