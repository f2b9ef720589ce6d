//! What an annotation is to say, and how it is written.

use std::fmt;

use crate::model::{Language, PartialDate, Quotation, QuotationId, SpeakerId, TopicId};

/// What an annotation is to say; displayed as the braces that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Annotation {
    /// Somebody said the passage.
    Quotation(Said),
    /// The passage goes on with the quotation before it.
    Continuation,
    /// An editor's comment on the passage, which is no quotation.
    Note(String),
}

/// What is said of a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Who said it; nobody when that is unknown.
    pub speakers: Vec<SpeakerId>,
    /// The identifier, where it is not to be derived from the words.
    pub id: Option<QuotationId>,
    /// The medium through which the quotation was obtained.
    pub via: Option<String>,
    /// Topics beside those of the article.
    pub topics: Vec<TopicId>,
    /// When it was said, if not on the article's date.
    pub date: Option<PartialDate>,
    /// Where it was said.
    pub place: Option<String>,
    /// The language of the words, if not the article's.
    pub language: Option<Language>,
    /// Translations of the words.
    pub translations: Vec<(Language, String)>,
    /// An editor's comment.
    pub note: Option<String>,
    /// Address of the speech or interview.
    pub original: Option<String>,
}

impl Said {
    /// Said by these, and nothing more is known.
    pub fn by(speakers: Vec<SpeakerId>) -> Self {
        Self { speakers, ..Self::default() }
    }

    /// What a quotation's braces say now.
    pub fn of(quotation: &Quotation) -> Self {
        let speakers = quotation.attribution.speakers().iter().map(|speaker| speaker.value.clone()).collect();
        let id = quotation.given_id.map(|_| quotation.id.clone());
        let said = Self { speakers, id, ..Self::default() };
        let Some(details) = quotation.details.as_deref().cloned() else { return said };
        Self {
            via: details.via.map(|via| via.value.0),
            topics: details.topics.into_iter().map(|topic| topic.value).collect(),
            date: details.date,
            place: details.place,
            language: details.language,
            translations: details.translations,
            note: details.note,
            original: details.original,
            ..said
        }
    }
}

impl Annotation {
    /// The same as it can be written: every text on one line, empty ones left out.
    pub(super) fn tidy(&self) -> Self {
        match self {
            Self::Continuation => Self::Continuation,
            Self::Note(text) => Self::Note(one_line(text)),
            Self::Quotation(said) => {
                let tidy = |text: &Option<String>| text.as_deref().map(one_line).filter(|text| !text.is_empty());
                let mut translations = said.translations.clone();
                for (_, text) in &mut translations {
                    *text = one_line(text);
                }
                translations.retain(|(_, text)| !text.is_empty());
                Self::Quotation(Said {
                    via: tidy(&said.via),
                    place: tidy(&said.place),
                    note: tidy(&said.note),
                    original: tidy(&said.original),
                    translations,
                    ..said.clone()
                })
            }
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Annotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quotation(said) => write!(f, "{{{said}}}"),
            Self::Continuation => f.write_str("{+}"),
            Self::Note(text) => write!(f, "{{note={}}}", Value(text)),
        }
    }
}

/// What stands between the braces.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.speakers.is_empty() {
            f.write_str("@?")?;
        }
        for (index, speaker) in self.speakers.iter().enumerate() {
            write!(f, "{}@{speaker}", if index > 0 { " " } else { "" })?;
        }
        if let Some(id) = &self.id {
            write!(f, " #{id}")?;
        }
        let mut pair = |key: &str, value: Option<&str>| match value {
            Some(value) => write!(f, " {key}={}", Value(value)),
            None => Ok(()),
        };
        let topics = self.topics.iter().map(TopicId::as_str).collect::<Vec<_>>().join(",");
        pair("via", self.via.as_deref())?;
        pair("topics", Some(topics.as_str()).filter(|topics| !topics.is_empty()))?;
        pair("date", self.date.map(|date| date.to_string()).as_deref())?;
        pair("place", self.place.as_deref())?;
        pair("lang", self.language.as_ref().map(Language::tag))?;
        for (language, text) in &self.translations {
            pair(&format!("translation.{}", language.tag()), Some(text))?;
        }
        pair("note", self.note.as_deref())?;
        pair("original", self.original.as_deref())
    }
}

/// A value of an attribute: plain where it can be, else between quotation marks.
struct Value<'a>(&'a str);

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | ',');
        if !self.0.is_empty() && self.0.chars().all(is_plain) {
            return f.write_str(self.0);
        }
        write!(f, "\"{}\"", self.0.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
