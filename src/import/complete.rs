//! What every draft gets before it is written, whatever it came from: a title, a language, a text in Markdown.

use super::Options;
use super::draft::{Body, Draft, one_line};
use super::{language, notes, pictures, promotion, typeset};
use crate::parse::scan;

/// Titles made of the first words are cut after so many characters.
const LONGEST_TITLE: usize = 90;

/// Texts with fewer words are told, since something may be missing.
const FEWEST_WORDS: usize = 20;

/// Fills the gaps of a draft and hands out its text as Markdown.
pub fn complete(draft: &mut Draft, options: &Options) -> String {
    if let Body::Blocks(blocks) = &mut draft.body
        && !options.keep_boilerplate
    {
        promotion::take_out(blocks, &mut draft.notes, &mut draft.rights);
    }
    settle_pictures(draft, options);
    let body = match std::mem::take(&mut draft.body) {
        Body::Annotated(text) | Body::Markdown(text) => text,
        Body::Blocks(blocks) => typeset::typeset(&blocks),
    };
    let plain = scan(&body).plain;
    let words = plain.as_str();
    if draft.title.is_none() {
        draft.title = first_words(words);
        draft.notes.push(notes::title_from_text());
    }
    if let Some(language) = &options.language {
        draft.language = Some(language.clone());
    }
    draft.language = draft.language.take().or_else(|| language::detect(words));
    if draft.language.is_none() {
        draft.notes.push(notes::no_language());
    }
    if draft.date.is_none() {
        draft.notes.push(notes::no_date());
    }
    if let Some(source) = &options.source {
        draft.source = Some(source.clone());
    }
    for topic in &options.topics {
        if !draft.topics.contains(topic) {
            draft.topics.push(topic.clone());
        }
    }
    draft.is_draft |= options.draft;
    let count = words.split_whitespace().count();
    if count < FEWEST_WORDS {
        draft.notes.push(notes::short_text(count));
    }
    body
}

/// Takes out the pictures that were not brought in.
fn settle_pictures(draft: &mut Draft, options: &Options) {
    if options.pictures && options.dry_run {
        let count = pictures::count(draft);
        draft.notes.extend((count > 0).then(|| notes::pictures_wanted(count)));
        return;
    }
    let pictures = pictures::take_out(draft);
    if !pictures.is_empty() {
        draft.notes.push(notes::pictures(&pictures));
    }
}

/// The first sentence, cut where it is long.
fn first_words(text: &str) -> Option<String> {
    let line = one_line(text.split("\n\n").next()?);
    let end = line.char_indices().zip(line.chars().skip(1).chain([' '])).find_map(|((index, letter), next)| {
        (matches!(letter, '.' | '!' | '?') && next == ' ' && index > 20).then_some(index + letter.len_utf8())
    });
    let sentence = line.get(..end.unwrap_or(line.len()))?.trim_end_matches('.');
    if sentence.chars().count() <= LONGEST_TITLE {
        return Some(sentence.to_owned()).filter(|title| !title.is_empty());
    }
    let cut = sentence.char_indices().nth(LONGEST_TITLE).map(|(index, _)| index)?;
    let head = sentence.get(..cut)?;
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    Some(format!("{}…", head.trim_end_matches([',', ';', ':', ' ', '-', '–'])))
}
