//! Markdown of foreign origin made fit for the archive by few, small edits.

use pulldown_cmark::{Event, Parser, Tag};

use super::{commands, obsidian};
use crate::import::edits::{Edit, edited, picture, words_of_link};
use crate::import::html;
use crate::import::notes::{self, Note};
use crate::import::typeset::typeset;
use crate::parse::{begins_like_annotation, options, scan};

/// The body with what could not stand in an archive taken away or escaped, and what is to be told of it.
pub fn cleaned(body: &str) -> (String, Vec<Note>) {
    let mut notes = Vec::new();
    let body = commands::without_commands(&body.replace('\0', ""), &mut notes);
    let body = obsidian::without_marks(&body, &mut notes);
    let body = edited(&body, raw_pictures(&body));
    let body = without_dead_ends(&body, &mut notes);
    let body = edited(&body, braces(&body));
    if has_raw_html(&body) {
        notes.push(notes::raw_html());
    }
    (body.trim_end().to_owned() + "\n", notes)
}

/// Raw HTML that shows pictures, as Markdown that does.
fn raw_pictures(body: &str) -> Vec<Edit> {
    let has_picture = |html: &str| html.to_ascii_lowercase().contains("<img");
    let mut edits = Vec::new();
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        let is_block = matches!(event, Event::Start(Tag::HtmlBlock));
        let Some(html) = body.get(range.clone()).filter(|html| has_picture(html)) else { continue };
        if is_block {
            edits.push((range, typeset(&html::fragment(html, None))));
        } else if matches!(event, Event::InlineHtml(_))
            && let Some((address, alternative)) = html::picture(html)
        {
            edits.push((range, picture(&alternative, &address)));
        }
    }
    edits
}

/// Takes from links into another site's folders all but their words.
fn without_dead_ends(body: &str, notes: &mut Vec<Note>) -> String {
    let found = scan(body);
    let mut edits = Vec::new();
    let mut links = Vec::new();
    for link in found.links.iter().filter(|link| !link.is_image) {
        let range = link.span.start()..link.span.end();
        let is_own_heading = || {
            link.target
                .strip_prefix('#')
                .is_some_and(|anchor| found.headings.iter().any(|heading| heading.id == anchor))
        };
        if !leads_out(&link.target) && !is_own_heading() {
            if !link.target.is_empty() {
                links.push(link.target.clone());
            }
            let words = found.plain.of_markdown(link.span).slice(found.plain.as_str());
            let inner = body.get(range.clone()).and_then(words_of_link);
            edits.push((range, inner.unwrap_or(words).to_owned()));
        }
    }
    if !links.is_empty() {
        notes.push(notes::links_unlinked(&links));
    }
    edited(body, edits)
}

/// Whether a link leads out of the archive, to an address that a reader may follow.
fn leads_out(target: &str) -> bool {
    let target = target.trim().to_ascii_lowercase();
    ["http://", "https://", "mailto:", "//"].iter().any(|scheme| target.starts_with(scheme))
}

/// Escapes the braces that would be taken for annotations, but for the anchor of a heading.
fn braces(body: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !body.contains('{') {
        return edits;
    }
    let inert = scan(body).inert;
    for (at, _) in body.match_indices('{') {
        let inner = body.get(at + 1..).unwrap_or_default();
        let is_escaped =
            body.as_bytes().get(..at).unwrap_or_default().iter().rev().take_while(|byte| **byte == b'\\').count() % 2
                == 1;
        let after = inert.partition_point(|span| span.end() <= at);
        let is_inert = inert.get(after).is_some_and(|span| span.start() <= at);
        if begins_like_annotation(inner) && !is_escaped && !is_inert && !is_heading_anchor(body, at) {
            edits.push((at..at, "\\".to_owned()));
        }
    }
    edits
}

/// `{#anchor}` at the end of a heading.
fn is_heading_anchor(body: &str, at: usize) -> bool {
    let line_start = body.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let rest = body.get(at..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
    body.get(line_start..).is_some_and(|line| line.starts_with('#'))
        && rest.starts_with("{#")
        && rest.trim_end().ends_with('}')
}

fn has_raw_html(body: &str) -> bool {
    Parser::new_ext(body, options()).any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}
