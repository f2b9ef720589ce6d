//! Interface texts in Fluent.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::Language;
use crate::read::ThemeText;
use crate::span::Span;

/// The texts of one language.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
    /// Texts without arguments, formatted once.
    plain: BTreeMap<String, String>,
}

impl Messages {
    /// The texts of `language` over those of English.
    pub fn new(language: &Language, files: &[ThemeText], problems: &mut Vec<Diagnostic>) -> Self {
        let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The isolating marks would end up in titles and attributes.
        bundle.set_use_isolating(false);
        let mut ids: Vec<String> = Vec::new();
        let mut wanted = vec!["en.ftl".to_owned()];
        for tag in [language.primary(), language.tag()] {
            let name = format!("{tag}.ftl");
            if !wanted.contains(&name) {
                wanted.push(name);
            }
        }
        for name in &wanted {
            for file in files.iter().filter(|file| file.name == *name) {
                let resource = FluentResource::try_new(file.text.clone()).unwrap_or_else(|(resource, errors)| {
                    problems.extend(errors.iter().map(|error| {
                        // What ends too early is told at its last character.
                        let last = file.text.trim_end().len().saturating_sub(1);
                        let place = Span::new(error.pos.start.min(last), error.pos.end.min(last + 1));
                        catalogue::broken_locale(&file.path, &error.kind.to_string(), place)
                    }));
                    resource
                });
                ids.extend(message_ids(&file.text));
                bundle.add_resource_overriding(resource);
            }
        }
        let mut messages = Self { bundle, plain: BTreeMap::new() };
        for id in ids {
            if let Some(text) = messages.format(&id, None) {
                messages.plain.insert(id, text);
            }
        }
        messages
    }

    /// A text without arguments.
    pub fn plain(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// All texts without arguments.
    pub fn all_plain(&self) -> impl Iterator<Item = (&str, &str)> {
        self.plain.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// A text with `$count` (which chooses the plural) and `$number` (as it is shown).
    pub fn counted(&self, key: &str, count: usize, number: String) -> Option<String> {
        let mut arguments = FluentArgs::new();
        arguments.set("count", FluentValue::from(count));
        arguments.set("number", number);
        self.format(key, Some(&arguments))
    }

    /// A text with named pieces.
    pub fn filled(&self, key: &str, pieces: &[(&str, &str)]) -> Option<String> {
        let mut arguments = FluentArgs::new();
        for (name, piece) in pieces {
            arguments.set(*name, *piece);
        }
        self.format(key, Some(&arguments))
    }

    /// A text; nothing when it is unknown or lacks an argument.
    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

/// The identifiers of the messages of a Fluent file: `key = …` at the beginning of a line.
pub(super) fn message_ids(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let is_key = key.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        is_key.then(|| key.to_owned())
    })
}
