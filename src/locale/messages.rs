//! Interface texts in Fluent.

use std::collections::{BTreeMap, BTreeSet};

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
        let known = known_variables(files);
        for name in &wanted {
            for file in files.iter().filter(|file| file.name == *name) {
                problems.extend(unknown_variables(file, &known));
                let resource = FluentResource::try_new(file.text.clone()).unwrap_or_else(|(resource, errors)| {
                    problems.extend(errors.iter().map(|error| {
                        // What ends too early is told at its last character.
                        let last = file.text.trim_end().len().saturating_sub(1);
                        let place = Span::new(error.pos.start.min(last), error.pos.end.min(last + 1));
                        catalogue::broken_locale(&file.path, &error.kind.to_string(), place)
                    }));
                    resource
                });
                ids.extend(message_ids(&file.text).map(str::to_owned));
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

/// A variable of a text: the text's identifier, the variable's name, and where it stands in the file.
type Variable<'a> = (&'a str, &'a str, usize);

/// The variables that each text gets, as far as the built-in languages use them. Their files come first.
fn known_variables(files: &[ThemeText]) -> BTreeSet<(&str, &str)> {
    let built_in = ["en.ftl", "fr.ftl"].iter().filter_map(|name| files.iter().find(|file| file.name == *name));
    built_in.flat_map(|file| variables(&file.text)).map(|(id, name, _)| (id, name)).collect()
}

/// The variables that texts name and do not get.
fn unknown_variables(file: &ThemeText, known: &BTreeSet<(&str, &str)>) -> Vec<Diagnostic> {
    let unknown = variables(&file.text).into_iter().filter(|(id, name, _)| !known.contains(&(*id, *name)));
    unknown
        .map(|(id, name, start)| {
            let others: Vec<&str> = known.iter().filter(|(of, _)| *of == id).map(|(_, name)| *name).collect();
            catalogue::unknown_variable(&file.path, name, &others, Span::new(start, start + name.len() + 1))
        })
        .collect()
}

/// The variables of all texts of a file.
fn variables(text: &str) -> Vec<Variable<'_>> {
    let mut found = Vec::new();
    let mut id = "";
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        id = message_ids(line).next().unwrap_or(id);
        let is_comment = line.starts_with('#');
        for (at, _) in line.match_indices('$').filter(|_| !is_comment) {
            let rest = line.get(at + 1..).unwrap_or_default();
            let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter));
            let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            if name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && line.get(..at).is_some_and(opens_brace)
            {
                found.push((id, name, start + at));
            }
        }
        start += line.len();
    }
    found
}

/// Whether a `{` stands before, with nothing but space or a call such as `NUMBER(` between.
fn opens_brace(before: &str) -> bool {
    let before = before.trim_end_matches(|letter: char| letter.is_ascii_uppercase() || letter == '(' || letter == ' ');
    before.ends_with('{')
}

/// The identifiers of the messages of a Fluent file: `key = …` at the beginning of a line.
pub(super) fn message_ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let is_key = key.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        is_key.then_some(key)
    })
}
