//! What only Obsidian understands: callouts, embeds, comments, highlights, names of blocks.

use std::ops::Range;

use crate::import::edits::{Code, Edit, edited, picture, with_space};
use crate::import::notes::{self, Note};
use crate::parse::scan;

/// Files of these kinds that are embedded are pictures.
const PICTURES: [&str; 9] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "tiff"];

/// The text as any Markdown reader understands it. What is lost by that is told.
pub fn without_marks(body: &str, notes: &mut Vec<Note>) -> String {
    let body = without_embeds(body, notes);
    let code = Code::of(&body);
    let mut edits = callouts(&body, &code);
    let mut taken = Vec::new();
    for (range, words) in comments(&body).into_iter().chain(highlights(&body)).chain(block_names(&body)) {
        if !code.holds(range.start) {
            taken.push(body.get(range.clone()).unwrap_or_default().trim().replace('\n', " "));
            let range = if words.is_empty() { with_space(&body, range) } else { range };
            edits.push((range, words));
        }
    }
    if !taken.is_empty() {
        notes.push(notes::marks_of_obsidian(&taken));
    }
    edited(&body, edits)
}

/// `![[dam.png]]` becomes a picture; a note that another one shows in its midst is left out.
fn without_embeds(body: &str, notes: &mut Vec<Note>) -> String {
    let mut edits = Vec::new();
    let mut taken = Vec::new();
    for link in scan(body).links.iter().filter(|link| link.is_wiki) {
        let Some(range) = embed(body, link.span.start()..link.span.end()) else { continue };
        if is_picture(&link.target) {
            edits.push((range, picture("", &link.target)));
        } else {
            taken.push(link.target.clone());
            edits.push((with_space(body, range), String::new()));
        }
    }
    if !taken.is_empty() {
        notes.push(notes::embeds(&taken));
    }
    edited(body, edits)
}

/// The bytes of an embed, whose exclamation mark may stand before its link.
fn embed(body: &str, range: Range<usize>) -> Option<Range<usize>> {
    let text = body.get(range.clone())?;
    if text.starts_with('!') {
        return Some(range);
    }
    body.get(..range.start)?.ends_with('!').then(|| range.start - 1..range.end)
}

fn is_picture(target: &str) -> bool {
    let extension = target.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| PICTURES.contains(&extension.as_str()))
}

/// `> [!quote] A title` becomes a block quotation with the title in bold.
fn callouts(body: &str, code: &Code) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(mark) = line.find("[!").filter(|mark| !code.holds(start + mark)) else { continue };
        let (prefix, rest) = line.split_at(mark);
        let is_quote = prefix.contains('>') && prefix.chars().all(|letter| matches!(letter, '>' | ' '));
        let Some((_, title)) = rest.split_once(']').filter(|_| is_quote) else { continue };
        let title = title.trim_start_matches(['+', '-']).trim();
        if title.is_empty() {
            edits.push((start..at, String::new()));
        } else {
            let title = if title.contains('*') { title.to_owned() } else { format!("**{title}**") };
            edits.push((start..at, format!("{prefix}{title}\n{}\n", prefix.trim_end())));
        }
    }
    edits
}

/// `%%not for readers%%`, within a paragraph or between two lines that hold nothing else.
fn comments(body: &str) -> Vec<Edit> {
    const MARK: &str = "%%";
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(start) = body.get(at..).and_then(|rest| rest.find(MARK)).map(|found| at + found) {
        at = start + MARK.len();
        let rest = body.get(at..).unwrap_or_default();
        let stands_free = body.get(..start).is_none_or(|before| !before.ends_with(char::is_alphanumeric));
        let closing = if rest.starts_with('\n') { rest.find("\n%%").map(|end| end + 1) } else { rest.find(MARK) };
        let Some(inner) = closing.and_then(|end| rest.get(..end)).filter(|_| stands_free) else { continue };
        if inner.starts_with('\n') || !inner.contains("\n\n") {
            at += inner.len() + MARK.len();
            edits.push((start..at, String::new()));
        }
    }
    edits
}

/// `==words==`
fn highlights(body: &str) -> Vec<Edit> {
    const MARK: &str = "==";
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(start) = body.get(at..).and_then(|rest| rest.find(MARK)).map(|found| at + found) {
        at = start + MARK.len();
        let rest = body.get(at..).unwrap_or_default();
        at += rest.len() - rest.trim_start_matches('=').len();
        // Letters on the outer side of a mark: a comparison.
        let stands_free = body.get(..start).is_none_or(|before| !before.ends_with(char::is_alphanumeric));
        let line = rest.split('\n').next().unwrap_or_default();
        let Some((words, after)) = line.split_once(MARK).filter(|_| stands_free) else { continue };
        let is_tight = !words.is_empty() && words.trim() == words && !words.starts_with('=');
        if is_tight && !after.starts_with('=') && !after.starts_with(char::is_alphanumeric) {
            at = start + MARK.len() + words.len() + MARK.len();
            edits.push((start..at, words.to_owned()));
        }
    }
    edits
}

/// ` ^name` at the end of a line, to which other notes link.
fn block_names(body: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end();
        let start = text.rfind('^');
        let is_name = |name: &str| {
            name.len() > 1
                && name.starts_with(|first: char| first.is_ascii_alphanumeric())
                && name.chars().any(|letter| letter.is_ascii_alphabetic())
                && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        };
        if let Some((before, name)) = start.and_then(|start| text.split_at_checked(start))
            && (before.is_empty() || before.ends_with(' '))
            && is_name(name.trim_start_matches('^'))
        {
            edits.push((at + before.len()..at + text.len(), String::new()));
        }
        at += line.len();
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_what_all_understand() {
        let check = |body: &str, expected: &str| assert_eq!(without_marks(body, &mut Vec::new()), expected);
        check("> [!quote] Anna\n> Un mot.\n", "> **Anna**\n>\n> Un mot.\n");
        check("> [!note]-\n> Un mot.\n", "> Un mot.\n");
        check("Un ==mot== %%caché%% clair. ^nom-1\n", "Un mot clair.\n");
        check("Titre\n=====\n\na == b == c\n", "Titre\n=====\n\na == b == c\n");
        check("a==b et c==d, 5%% puis 6%%\n", "a==b et c==d, 5%% puis 6%%\n");
        check("%%a\n\nb%%\n\n%%\nc\n\nd\n%%\n\ne\n", "%%a\n\nb%%\n\ne\n");
        check("`==a==` et 10 ^6\n", "`==a==` et 10 ^6\n");
        check("![[un pont.png|300]] ![[Note#Partie]] fin", "![](<un pont.png>) fin");
    }
}
