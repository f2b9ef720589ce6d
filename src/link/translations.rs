//! Which articles are the same in other languages.

use std::collections::{BTreeMap, HashMap};

use super::targets::{joined, relative};
use crate::archive::{Archive, ArticleIndex};
use crate::diagnostic::{Diagnostic, catalogue, nearest};

/// Links every article to its other language versions and reports those that translate an article that does not
/// exist.
pub fn link(archive: &mut Archive, problems: &mut Vec<Diagnostic>) {
    let originals = originals(archive, problems);
    let mut versions: BTreeMap<ArticleIndex, Vec<ArticleIndex>> = BTreeMap::new();
    for index in originals.keys() {
        let original = first_original(&originals, *index);
        versions.entry(original).or_insert_with(|| vec![original]).push(*index);
    }
    for mut group in versions.into_values() {
        if let Some((_, translations)) = group.split_first_mut() {
            translations.sort_unstable();
        }
        group.dedup();
        for index in &group {
            archive.articles[*index].translations = group.iter().copied().filter(|other| other != index).collect();
        }
    }
}

/// The articles that translate another, with that other.
fn originals(archive: &Archive, problems: &mut Vec<Diagnostic>) -> BTreeMap<ArticleIndex, ArticleIndex> {
    let mut originals = BTreeMap::new();
    if archive.articles.iter().all(|row| row.article.translation_of.is_none()) {
        return originals;
    }
    let by_path: HashMap<&str, ArticleIndex> =
        archive.articles.enumerate().map(|(index, row)| (row.article.path.as_str(), index)).collect();
    for (index, row) in archive.articles.enumerate() {
        let Some(target) = &row.article.translation_of else { continue };
        let path = &row.article.path;
        let wanted = joined(path, &target.value).unwrap_or_else(|| target.value.clone());
        match by_path.get(wanted.as_str()).or_else(|| by_path.get(format!("{wanted}.md").as_str())) {
            Some(original) if *original != index => {
                originals.insert(index, *original);
            }
            _ => {
                let paths = archive.articles.iter().map(|row| row.article.path.as_str());
                let near = nearest(&wanted, paths).map(|near| relative(path, near));
                problems.push(catalogue::dead_link(path, &target.value, target.span, near.as_deref()));
            }
        }
    }
    originals
}

/// The article at the end of a chain of translations; of those that translate one another, any.
fn first_original(originals: &BTreeMap<ArticleIndex, ArticleIndex>, index: ArticleIndex) -> ArticleIndex {
    const LONGEST_CHAIN: usize = 16;
    let chain = std::iter::successors(Some(index), |at| originals.get(at).copied());
    chain.take(LONGEST_CHAIN).last().unwrap_or(index)
}
