//! What `check` looks at beside the errors: gaps in an archive that can be published all the same.

use rayon::prelude::*;

use crate::archive::{Archive, LinkedArticle};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::fixity;
use crate::span::Span;

/// The gaps of every article.
pub fn check(archive: &Archive) -> Vec<Diagnostic> {
    let rows: Vec<&LinkedArticle> = archive.articles.iter().collect();
    rows.into_par_iter().flat_map_iter(check_article).collect()
}

fn check_article(row: &LinkedArticle) -> Vec<Diagnostic> {
    let article = &row.article;
    let head = Span::new(0, 3);
    let mut problems = Vec::new();
    if article.source.is_none() {
        problems.push(catalogue::missing_source(&article.path, head));
    }
    if article.date.is_none() {
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
