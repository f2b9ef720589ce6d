//! Markdown of foreign origin made fit for the archive by few, small edits.

use std::ops::Range;

use crate::import::notes::{self, Note};
use crate::parse::{begins_like_annotation, scan};

/// Taking the text for what stands at its bytes.
type Edit = (Range<usize>, String);

/// The body with what could not stand in an archive taken away or escaped, and what is to be told of it.
pub fn cleaned(body: &str) -> (String, Vec<Note>) {
    let mut notes = Vec::new();
    let body = without_dead_ends(&body.replace('\0', ""), &mut notes);
    let body = edited(&body, braces(&body));
    if has_raw_html(&body) {
        notes.push(notes::raw_html());
    }
    if let Some(example) = shortcode(&body) {
        notes.push(notes::shortcodes(example));
    }
    (body.trim_end().to_owned() + "\n", notes)
}

/// Takes pictures away, and from links into another site's folders all but their words.
fn without_dead_ends(body: &str, notes: &mut Vec<Note>) -> String {
    let found = scan(body);
    let mut edits = Vec::new();
    let (mut pictures, mut links) = (Vec::new(), Vec::new());
    for link in &found.links {
        let range = link.span.start()..link.span.end();
        let is_own_heading = || {
            link.target
                .strip_prefix('#')
                .is_some_and(|anchor| found.headings.iter().any(|heading| heading.id == anchor))
        };
        if link.is_image || is_embed(body, &range) {
            pictures.push(link.target.clone());
            edits.push((with_space(body, from_exclamation_mark(body, range)), String::new()));
        } else if !leads_out(&link.target) && !is_own_heading() {
            links.push(link.target.clone());
            let words = found.plain.of_markdown(link.span).slice(found.plain.as_str());
            edits.push((range.clone(), inner_markdown(body, &range).unwrap_or(words).to_owned()));
        }
    }
    if !pictures.is_empty() {
        notes.push(notes::pictures(&pictures));
    }
    if !links.is_empty() {
        notes.push(notes::links_unlinked(&links));
    }
    edited(body, edits)
}

/// `![[picture.png]]`
fn is_embed(body: &str, range: &Range<usize>) -> bool {
    body.get(range.clone()).is_some_and(|text| text.starts_with("![["))
        || (body.get(range.clone()).is_some_and(|text| text.starts_with("[["))
            && body.get(..range.start).is_some_and(|before| before.ends_with('!')))
}

fn from_exclamation_mark(body: &str, range: Range<usize>) -> Range<usize> {
    let is_before = body.get(range.clone()).is_some_and(|text| !text.starts_with('!'))
        && body.get(..range.start).is_some_and(|before| before.ends_with('!'));
    if is_before { range.start - 1..range.end } else { range }
}

/// A place in a line with the space that would be left over at the line's ends.
fn with_space(body: &str, range: Range<usize>) -> Range<usize> {
    let before = body.get(..range.start).unwrap_or_default();
    let after = body.get(range.end..).unwrap_or_default();
    if before.is_empty() || before.ends_with('\n') {
        return range.start..range.end + after.len() - after.trim_start_matches(' ').len();
    }
    if after.is_empty() || after.starts_with('\n') {
        return before.trim_end_matches(' ').len()..range.end;
    }
    range
}

/// What stands between the brackets of `[words](target)`, markup and all; of a wiki link only its words matter.
fn inner_markdown<'a>(body: &'a str, range: &Range<usize>) -> Option<&'a str> {
    let link = body.get(range.clone())?;
    if link.starts_with("[[") || !link.starts_with('[') {
        return None;
    }
    let end = link.rfind("](").or_else(|| link.rfind("][")).or_else(|| link.rfind(']'))?;
    link.get(1..end)
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
    use pulldown_cmark::{Event, Parser};
    Parser::new_ext(body, crate::parse::options()).any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

/// A command of Hugo, Zola or Jekyll.
fn shortcode(body: &str) -> Option<&str> {
    let start = ["{{<", "{{%", "{%", "{{ "].iter().filter_map(|mark| body.find(mark)).min()?;
    let rest = body.get(start..)?;
    let end = rest.find("}}").map(|end| end + 2).or_else(|| rest.find("%}").map(|end| end + 2))?;
    rest.get(..end).filter(|command| !command.contains('\n'))
}

fn edited(body: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut text = String::with_capacity(body.len());
    let mut at = 0;
    for (range, replacement) in edits {
        // An edit within another is done with it.
        if range.start < at {
            continue;
        }
        text.push_str(body.get(at..range.start).unwrap_or_default());
        text.push_str(&replacement);
        at = range.end;
    }
    text.push_str(body.get(at..).unwrap_or_default());
    text
}
