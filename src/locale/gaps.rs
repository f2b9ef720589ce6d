//! Interface texts of a site that nothing shows, and those that it lacks.

use std::collections::BTreeSet;

use super::messages::message_ids;
use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::model::Language;
use crate::read::{Theme, ThemeText};
use crate::span::Span;

/// What the site's own texts say in vain, and whether its language has texts at all.
pub fn gaps(language: &Language, theme: &Theme) -> Vec<Diagnostic> {
    let built_in: BTreeSet<&str> =
        theme.locales.iter().find(|file| file.name == "en.ftl").into_iter().flat_map(ids).collect();
    let mut problems: Vec<Diagnostic> =
        theme.locales.iter().flat_map(|file| unused(file, &built_in, &theme.templates)).collect();
    let is_of_language = |file: &&ThemeText| {
        [language.primary(), language.tag()].iter().any(|tag| file.name.strip_suffix(".ftl") == Some(tag))
    };
    let own: BTreeSet<&str> = theme.locales.iter().filter(is_of_language).flat_map(ids).collect();
    let missing: Vec<&str> = built_in.difference(&own).copied().collect();
    if !missing.is_empty() {
        problems.push(catalogue::untranslated(language.tag(), &missing, built_in.len()));
    }
    problems
}

fn ids(file: &ThemeText) -> impl Iterator<Item = &str> {
    message_ids(&file.text)
}

/// The texts of a file that are neither built in nor shown by a template of the site.
fn unused(file: &ThemeText, built_in: &BTreeSet<&str>, templates: &[ThemeText]) -> Vec<Diagnostic> {
    let is_shown = |id: &str| {
        let name = format!("t.{}", id.replace('-', "_"));
        templates.iter().any(|template| template.text.contains(&name))
    };
    ids(file)
        .filter(|id| !built_in.contains(id) && !is_shown(id))
        .map(|id| {
            let start = place(&file.text, id);
            let near = nearest(id, built_in.iter().copied());
            catalogue::unused_interface_text(&file.path, id, Span::new(start, start + id.len()), near)
        })
        .collect()
}

/// Where a text is defined: at the beginning of its line.
fn place(text: &str, id: &str) -> usize {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('=')) {
            return start;
        }
        start += line.len();
    }
    0
}
