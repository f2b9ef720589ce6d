//! No two quotations have one identifier.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::archive::{Index, LinkedArticle, LinkedQuotation};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::QuotationId;
use crate::span::{File, Span};

/// Numbers the derived identifiers of `quotations` that are wanted more than once, in their order: the first one keeps
/// it, unless an author gave it to another. Those that authors gave twice are reported.
pub fn make_unique(articles: &[LinkedArticle], quotations: &mut [LinkedQuotation], problems: &mut Vec<Diagnostic>) {
    let given: Vec<Given<'_>> = articles.par_iter().flat_map_iter(given_ids).collect();
    report_given_twice(&given, problems);
    for (number, id) in numbered(&given, quotations) {
        if let Some(row) = quotations.get_mut(number) {
            row.id = id;
        }
    }
}

/// An identifier that an author gave.
struct Given<'a> {
    /// The number of the quotation.
    number: usize,
    id: &'a QuotationId,
    row: &'a LinkedArticle,
    span: Span<File>,
}

fn given_ids(row: &LinkedArticle) -> impl Iterator<Item = Given<'_>> {
    let numbered = row.article.quotations.iter().zip(row.quotations.start.number()..);
    numbered.filter_map(move |(quotation, number)| {
        quotation.given_id.map(|span| Given { number, id: &quotation.id, row, span })
    })
}

fn report_given_twice(given: &[Given<'_>], problems: &mut Vec<Diagnostic>) {
    let mut first: FxHashMap<&QuotationId, &Given<'_>> = FxHashMap::default();
    for given in given {
        if let Some(other) = first.get(given.id) {
            let (path, other) = (&given.row.article.path, &other.row.article.path);
            problems.push(catalogue::quotation_id_taken(path, given.id.as_str(), other, given.span));
        } else {
            first.insert(given.id, given);
        }
    }
}

/// The quotations that cannot have the identifier derived for them, with one that is free.
fn numbered(given: &[Given<'_>], quotations: &[LinkedQuotation]) -> Vec<(usize, QuotationId)> {
    let mut wanted = FxHashSet::with_capacity_and_hasher(quotations.len(), Default::default());
    wanted.extend(given.iter().map(|given| given.id.as_str()));
    let mut given = given.iter().map(|given| given.number).peekable();
    let mut late = Vec::new();
    for (number, row) in quotations.iter().enumerate() {
        if given.next_if_eq(&number).is_none() && !wanted.insert(row.id.as_str()) {
            late.push((number, row.id.as_str()));
        }
    }
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let mut renamed = Vec::with_capacity(late.len());
    for (number, id) in late {
        let count = counts.entry(id).or_insert(1);
        let free = std::iter::repeat_with(|| {
            *count += 1;
            QuotationId::from_name(&format!("{id}-{count}")).ok()
        });
        let free = free.flatten().find(|id| !wanted.contains(id.as_str()));
        renamed.extend(free.map(|free| (number, free)));
    }
    renamed
}
