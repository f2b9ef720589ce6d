//! Whether an edit changed what it was to change, and nothing else.

use super::Said;
use crate::model::{Article, Fragment, Note, Quotation, QuotationKind};
use crate::span::{Plain, Span};

/// What an annotation means, wherever it is written in the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A quotation.
    Quotation {
        /// What its braces say.
        said: Box<Said>,
        /// What its form says.
        kind: QuotationKind,
        /// Its passages.
        fragments: Vec<Fragment>,
    },
    /// A note and its passage.
    Note(Span<Plain>, String),
}

/// What all annotations of an article mean: the quotations in their order, then the notes.
pub fn meanings(article: &Article) -> Vec<Meaning> {
    let quotations = article.quotations.iter().map(quotation);
    quotations.chain(article.notes.iter().map(note)).collect()
}

fn quotation(quotation: &Quotation) -> Meaning {
    let placeless = |fragment: &Fragment| Fragment { syntax: Span::at(0), ..*fragment };
    Meaning::Quotation {
        said: Box::new(Said::of(quotation)),
        kind: quotation.kind,
        fragments: quotation.fragments.iter().map(placeless).collect(),
    }
}

fn note(note: &Note) -> Meaning {
    Meaning::Note(note.plain, note.text.clone())
}

/// The one annotation that `after` has and `before` has not, if the others are the same.
pub fn added<'a>(before: &[Meaning], after: &'a [Meaning]) -> Option<(usize, &'a Meaning)> {
    let index = before.iter().zip(after).take_while(|(before, after)| before == after).count();
    let is_only_one = after.len() == before.len() + 1 && after.get(index + 1..) == before.get(index..);
    after.get(index).filter(|_| is_only_one).map(|new| (index, new))
}

/// The one annotation that differs between lists of the same length, if there is just one.
pub fn altered<'a>(before: &'a [Meaning], after: &'a [Meaning]) -> Option<(&'a Meaning, &'a Meaning)> {
    let mut differing = before.iter().zip(after).filter(|(before, after)| before != after);
    let pair = differing.next().filter(|_| before.len() == after.len());
    pair.filter(|_| differing.next().is_none())
}

/// Whether `longer` is `shorter` with one more fragment, the passage `plain`.
pub fn continues(shorter: &Meaning, longer: &Meaning, plain: Span<Plain>) -> bool {
    match (shorter, longer) {
        (
            Meaning::Quotation { said: said_before, fragments: before, .. },
            Meaning::Quotation { said, fragments, .. },
        ) => {
            let kept = fragments.iter().filter(|fragment| fragment.plain != plain);
            said_before == said && fragments.len() == before.len() + 1 && kept.eq(before.iter())
        }
        _ => false,
    }
}
