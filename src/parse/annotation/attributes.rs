//! What the braces of an annotation say.

use super::braces::{self, ItemValue};
use crate::diagnostic::catalogue::WordBefore;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{Attribution, Details, QuotationId, SpeakerId, TopicId, Via, slugify};
use crate::parse::front_matter;
use crate::read::ContentPath;
use crate::span::{Span, Spanned};

/// The attributes that an annotation can have; `translation.LANGUAGE` stands for one per language.
pub const ATTRIBUTES: [&str; 8] =
    ["via", "topics", "date", "place", "lang", "translation.LANGUAGE", "note", "original"];

/// What the braces of an annotation say.
#[derive(Debug)]
pub enum Reading {
    /// `{+}`: the next fragment of the quotation before.
    Continuation,
    /// A quotation begins.
    Quotation {
        /// Who said it.
        attribution: Attribution,
        /// The identifier given by the author.
        id: Option<Spanned<QuotationId>>,
        /// The other attributes; absent when there are none.
        details: Option<Box<Details>>,
    },
    /// An editor's note on a passage that is no quotation.
    Note(String),
    /// Nothing that can be used; a diagnostic says why.
    Invalid,
}

/// Reads the braces `text`, which stand at byte `offset` of the file.
pub fn read_attributes(path: &ContentPath, text: &str, offset: usize, problems: &mut Vec<Diagnostic>) -> Reading {
    let whole = Span::new(offset, offset + text.len());
    let mut speakers: Vec<Spanned<SpeakerId>> = Vec::new();
    let mut is_unknown = false;
    let mut is_continuation = false;
    let mut id = None;
    let mut details = Details::default();
    let mut seen: Vec<String> = Vec::new();
    let mut attribute_before = None;
    let mut speaker_before: Option<String> = None;
    let items = braces::items(text);
    let count = items.len();
    for item in items {
        let span = Span::new(offset + item.range.start, offset + item.range.end);
        match item.value {
            ItemValue::Speaker(name) => {
                if name.contains([',', ';', '@']) {
                    problems.push(catalogue::speakers_run_together(path, span));
                }
                match SpeakerId::from_name(&name) {
                    Ok(speaker) => speakers.push(Spanned::new(speaker, span)),
                    Err(_) => problems.push(catalogue::not_an_id(path, "speaker", &name, span)),
                }
                speaker_before = Some(name);
            }
            ItemValue::UnknownSpeaker => is_unknown = true,
            ItemValue::Continuation => is_continuation = true,
            ItemValue::Id(name) => match QuotationId::from_name(&name) {
                Ok(given) if given.as_str() == name => id = Some(Spanned::new(given, span)),
                Ok(usable) => problems.push(catalogue::unusable_id(path, &name, usable.as_str(), span)),
                Err(_) => problems.push(catalogue::not_an_id(path, "quotation", &name, span)),
            },
            ItemValue::Attribute(key, value, place) => {
                attribute_before = Some((key.clone(), value.clone()));
                speaker_before = None;
                let value = Spanned::new(value, Span::new(offset + place.start, offset + place.end));
                if seen.contains(&key) {
                    problems.push(catalogue::duplicate_key(path, &key, span));
                }
                attribute(path, &key, value, span, &mut details, problems);
                seen.push(key);
            }
            ItemValue::Nonsense(word) => {
                let before = match (&mut speaker_before, &attribute_before) {
                    (Some(name), _) => {
                        *name = slugify(&format!("{name} {word}"));
                        WordBefore::Speaker(name)
                    }
                    (None, Some((key, value))) => WordBefore::Attribute(key, value),
                    (None, None) => WordBefore::Nothing,
                };
                problems.push(catalogue::nonsense_in_braces(path, &word, before, span));
            }
        }
    }
    if is_continuation {
        if count > 1 {
            problems.push(catalogue::continuation_with_attributes(path, whole));
        }
        return Reading::Continuation;
    }
    let attribution = match (speakers.is_empty(), is_unknown) {
        (false, true) => {
            problems.push(catalogue::known_and_unknown_speaker(path, whole));
            Attribution::Speakers(speakers)
        }
        (false, false) => Attribution::Speakers(speakers),
        (true, true) => Attribution::Unknown,
        (true, false) => {
            let only_note = id.is_none() && seen.iter().all(|key| key == "note");
            return match details.note {
                Some(note) if only_note => Reading::Note(note),
                _ => {
                    problems.push(catalogue::no_speaker(path, whole));
                    Reading::Invalid
                }
            };
        }
    };
    let details = (details != Details::default()).then(|| Box::new(details));
    Reading::Quotation { attribution, id, details }
}

fn attribute(
    path: &ContentPath,
    key: &str,
    value: Spanned<String>,
    span: Span<crate::span::File>,
    details: &mut Details,
    problems: &mut Vec<Diagnostic>,
) {
    if value.value.trim().is_empty() {
        problems.push(catalogue::empty_attribute(path, key, span));
        return;
    }
    if let Some(tag) = key.strip_prefix("translation.") {
        let tag = Spanned::new(tag.to_owned(), Span::new(span.start(), span.start() + key.len()));
        if let Some(language) = front_matter::language(path, &tag, problems) {
            details.translations.push((language, value.value));
        }
        return;
    }
    match key {
        "via" => details.via = Some(value.map(Via)),
        "topics" => {
            for name in value.value.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                match TopicId::from_name(name) {
                    Ok(topic) => details.topics.push(Spanned::new(topic, value.span)),
                    Err(_) => problems.push(catalogue::not_an_id(path, "topic", name, value.span)),
                }
            }
        }
        "date" => details.date = front_matter::date(path, key, &value, problems),
        "place" => details.place = Some(value.value),
        "lang" => details.language = front_matter::language(path, &value, problems),
        "note" => details.note = Some(value.value),
        "original" if is_web_address(&value.value) => details.original = Some(value.value),
        "original" => problems.push(catalogue::not_a_web_address(path, key, &value.value, value.span)),
        _ => problems.push(catalogue::unknown_attribute(path, key, span, &ATTRIBUTES)),
    }
}

/// Whether a text is an address of the web that a page may link to.
pub fn is_web_address(text: &str) -> bool {
    let lower = text.trim_start().to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && !text.trim().contains(char::is_whitespace)
}
