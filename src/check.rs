//! What `check` looks at beside the errors: gaps in an archive that can be published all the same.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::archive::{Archive, LinkedArticle};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::fixity;
use crate::span::Span;

/// The gaps of every article, beside the problems that are known already.
pub fn check(archive: &Archive, known: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut first_errors: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in known.iter().filter(|problem| problem.is_error()) {
        let start = problem.span.map_or(0, Span::start);
        first_errors.entry(problem.path.as_str()).and_modify(|first| *first = start.min(*first)).or_insert(start);
    }
    // Behind an error in the front matter, what seems to be missing may only be misspelt.
    let is_head_read = |row: &LinkedArticle| {
        let first = first_errors.get(row.article.path.as_str());
        first.is_none_or(|first| *first > row.article.body.offset as usize)
    };
    let rows: Vec<&LinkedArticle> = archive.articles.iter().collect();
    rows.into_par_iter().flat_map_iter(|row| check_article(row, is_head_read(row))).collect()
}

fn check_article(row: &LinkedArticle, is_head_read: bool) -> Vec<Diagnostic> {
    let article = &row.article;
    let head = Span::new(0, 3);
    let mut problems = Vec::new();
    if article.source.is_none() && is_head_read {
        problems.push(catalogue::missing_source(&article.path, head));
    }
    if article.date.is_none() && is_head_read {
        problems.push(catalogue::missing_date(&article.path, head));
    }
    problems.extend(article.unattributed.iter().map(|span| catalogue::unattributed_marks(&article.path, *span)));
    if let Some(expected) = &article.fixity {
        let actual = fixity::of_text(&article.body.markdown);
        if !fixity::is_hash(&expected.value) {
            problems.push(catalogue::unusable_fixity(&article.path, &expected.value, expected.span));
        } else if actual != expected.value {
            problems.push(catalogue::fixity_broken(&article.path, &expected.value, &actual, expected.span));
        }
    }
    problems
}
