//! Markdown with any front matter: exports of Hugo, Zola, Jekyll and Obsidian, and Guillemet's own articles.
//! The text stays as it was written but for what could not stand in an archive: pictures, links to files that are
//! not there, braces that would be taken for annotations.

mod body;
mod commands;
mod obsidian;

use super::draft::{Body, Draft};
use super::fields;
use super::language;
use super::loose;
use super::notes;
use crate::diagnostic::Diagnostic;
use crate::model::Language;
use crate::parse::{as_json, scan, split_front_matter};
use crate::read::ContentPath;

/// Reads an article out of Markdown; `name` is the name of its file without the extension.
pub fn read(text: &str, name: &str, known: Option<&Language>) -> Draft {
    let mut problems = Vec::new();
    let parts = split_front_matter(&ContentPath::new("import.md"), text, &mut problems);
    let body = parts.body.trim_start_matches(['\r', '\n']).replace("\r\n", "\n");
    let mut draft = Draft::default();
    let entries = match problems.iter().find(|problem| problem.is_error()) {
        Some(problem) => {
            draft.notes.push(notes::loose_front_matter(&reason(problem)));
            loose::entries(text)
        }
        None => parts.entries.into_iter().map(|entry| (entry.key, as_json(entry.node))).collect(),
    };
    let body = if problems.iter().any(|problem| problem.code == "unclosed-front-matter") {
        loose::after_fence(text)
    } else {
        body
    };
    let is_ours = entries.iter().any(|(key, _)| key == "fixity");
    let language = known.cloned().or_else(|| fields::language(&entries)).or_else(|| language::detect(&body));
    fields::take(entries, name, language, &mut draft);
    fields::drop_settings(&mut draft);
    if is_ours {
        draft.body = Body::Annotated(body);
        return draft;
    }
    let (mut body, body_notes) = body::cleaned(&body);
    draft.notes.extend(body_notes);
    take_title(&mut body, &mut draft);
    if draft.title.is_none() {
        draft.take_title(&name_as_title(name));
        draft.notes.push(notes::title_from_name());
    }
    draft.body = Body::Markdown(body);
    draft
}

fn reason(problem: &Diagnostic) -> String {
    problem.message.rsplit_once(": ").map_or(problem.message.as_str(), |(_, reason)| reason).to_owned()
}

/// Takes the heading at the head of the text for the title, or away if it repeats the title.
fn take_title(body: &mut String, draft: &mut Draft) {
    let found = scan(body);
    let Some(heading) = found.headings.first().filter(|heading| heading.level == 1 && !heading.text.trim().is_empty())
    else {
        return;
    };
    let Some(block) = found.blocks.first().filter(|block| block.span.start() == body.len() - body.trim_start().len())
    else {
        return;
    };
    let is_heading = found.plain.of_markdown(block.span).slice(found.plain.as_str()) == heading.text;
    let repeats = draft.title.as_deref().is_none_or(|title| title == heading.text.trim());
    if is_heading && repeats {
        draft.take_title(&heading.text);
        let rest = body.get(block.span.end()..).unwrap_or_default();
        *body = rest.trim_start_matches(['\n', '\r', '=', '-']).to_owned();
    }
}

/// A name such as `2023-06-05-le-barrage-fuit` as words.
fn name_as_title(name: &str) -> String {
    let words = fields::name_without_date(name).replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
