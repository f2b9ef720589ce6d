//! Makes a grammar of a language file.

use std::collections::BTreeMap;

use super::file::{File, Phrases, Text, class_of_list};
use super::inflection::{Inflection, inflections};
use super::{Grammar, GrammarError, Phrase};
use crate::attribution::word::{Classes, Forms, Frames, Reading, Word};

/// The words of a language while they are gathered.
#[derive(Default)]
pub struct Builder {
    words: BTreeMap<String, (Classes, Vec<Reading>)>,
}

impl Builder {
    /// The grammar of a language file.
    pub fn build(mut self, file: File) -> Result<Grammar, GrammarError> {
        for (name, words) in file.words.iter().chain(&file.pronouns).chain(&file.nouns) {
            let class = class_of_list(name).ok_or_else(|| GrammarError(format!("no list is called `{name}`")))?;
            for word in words.split_whitespace() {
                self.add_class(word, class);
                if matches!(name.as_str(), "roles" | "bodies") && !file.text.plural.is_empty() {
                    self.add_class(&format!("{word}{}", file.text.plural), class);
                }
            }
        }
        for word in file.text.enclitics.split_whitespace() {
            self.add_class(word, Classes::ENCLITIC);
        }
        for word in file.text.possessives.split_whitespace() {
            self.add_class(word, Classes::POSSESSIVE_ENDING);
        }
        for line in file.phrases.before_source.lines().chain(file.phrases.before_source_weak.lines()) {
            if let Some(first) = line.split_whitespace().next() {
                self.add_class(first, Classes::PHRASE);
            }
        }
        for line in file.phrases.adverbials.lines() {
            if let Some(first) = line.split_whitespace().next() {
                self.add_class(first, Classes::EXPRESSION);
            }
        }
        let inflections = inflections(&file.verbs.inflection)?;
        for group in &file.verbs.group {
            let mut frames = Frames::default();
            for name in group.takes.split_whitespace() {
                let frame = Frames::of_name(name).ok_or_else(|| GrammarError(format!("no verb takes `{name}`")))?;
                frames = frames.or(frame);
            }
            for verb in group.verbs.split(',').map(str::trim).filter(|verb| !verb.is_empty()) {
                self.add_verb(verb, frames, &inflections)?;
            }
        }
        Ok(self.finish(file.text, file.phrases))
    }

    fn add_class(&mut self, word: &str, class: Classes) {
        let entry = self.words.entry(plain_apostrophe(word)).or_default();
        entry.0 = entry.0.or(class);
    }

    fn add_verb(&mut self, verb: &str, frames: Frames, inflections: &[Inflection]) -> Result<(), GrammarError> {
        let mut words = verb.split_whitespace();
        let first = words.next().unwrap_or_default();
        let particle: Box<[Box<str>]> = words.map(Box::from).collect();
        let fitting = inflections.iter().filter(|inflection| inflection.fits(first));
        let inflection = fitting
            .max_by_key(|inflection| (inflection.is_whole, inflection.ending.len()))
            .ok_or_else(|| GrammarError(format!("no inflection fits the verb `{first}`")))?;
        let stem = first.strip_suffix(inflection.ending.as_str()).unwrap_or(first);
        for (form, ending) in &inflection.endings {
            self.add_reading(&format!("{stem}{ending}"), *form, frames, &particle);
        }
        Ok(())
    }

    fn add_reading(&mut self, word: &str, form: Forms, frames: Frames, particle: &[Box<str>]) {
        let readings = &mut self.words.entry(word.to_owned()).or_default().1;
        match readings.iter_mut().find(|reading| reading.particle.as_ref() == particle) {
            Some(reading) => {
                reading.forms = reading.forms.or(form);
                reading.frames = reading.frames.or(frames);
            }
            None => readings.push(Reading { forms: form, frames, particle: particle.into() }),
        }
    }

    fn finish(self, text: Text, phrases: Phrases) -> Grammar {
        let list =
            |words: &str| words.split_whitespace().map(|word| plain_apostrophe(word).into()).collect::<Vec<Box<str>>>();
        let mut abbreviations = list(&text.abbreviations);
        abbreviations.sort();
        let pairs = |words: &str| {
            let pairs = words.split_whitespace().filter_map(|pair| pair.split_once(':'));
            pairs.map(|(form, usual)| (plain_apostrophe(form).into(), usual.into())).collect()
        };
        let other_titles = text.other_titles.lines().filter_map(|line| line.split_once(':'));
        let mut grammar = Grammar {
            other_titles: other_titles
                .flat_map(|(words, titles)| {
                    words.split(',').map(|words| (plain_apostrophe(words.trim()).into(), list(titles)))
                })
                .collect(),
            abbreviations,
            elisions: list(&text.elisions),
            enclitics: list(&text.enclitics),
            possessives: list(&text.possessives),
            canonical: pairs(&text.canonical),
            infinitive_endings: list(&text.infinitive_endings),
            agent_endings: list(&text.agent_endings),
            participle_endings: list(&text.participle_endings),
            past_endings: list(&text.past_endings),
            modifiers: list(&text.modifiers),
            full_titles: pairs(&text.full_titles),
            demonym_endings: list(&text.demonym_endings),
            feminine_endings: list(&text.feminine_endings),
            masculine_endings: list(&text.masculine_endings),
            bare_clauses: text.bare_clauses,
            omits_subjects: text.omits_subjects,
            clause_commas: text.clause_commas,
            joins_by_marks: text
                .enclitics
                .split_whitespace()
                .chain(text.possessives.split_whitespace())
                .all(|ending| ending.starts_with(['\'', '’', '-'])),
            capital_nouns: text.capital_nouns,
            attributes_within_marks: text.attributes_within_marks,
            gendered_nouns: self.words.values().any(|(classes, _)| classes.any(Classes::FEMININE_ARTICLE)),
            plural: text.plural.clone().into(),
            ..Grammar::default()
        };
        for (lines, is_weak) in [(&phrases.before_source, false), (&phrases.before_source_weak, true)] {
            for line in lines.lines() {
                let words = list(line);
                if let Some(first) = words.first().cloned() {
                    grammar.phrases.entry(first).or_default().push(Phrase { words, is_weak });
                }
            }
        }
        for words in phrases.backward.lines().map(list) {
            if let Some(first) = words.first().cloned() {
                grammar.backward.entry(first).or_default().push(words);
            }
        }
        for line in phrases.adverbials.lines() {
            let words = list(line);
            if let [first, _, ..] = words.as_slice() {
                grammar.adverbials.entry(first.clone()).or_default().push(words);
            }
        }
        for known in grammar.adverbials.values_mut() {
            known.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        for known in grammar.phrases.values_mut() {
            known.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        for (word, (mut classes, mut readings)) in self.words {
            if classes.any(Classes::AUXILIARY) && grammar.looks_infinitive(&word) {
                classes = classes.or(Classes::INFINITIVE);
            }
            readings.sort_by_key(|reading| std::cmp::Reverse(reading.particle.len()));
            let first_reading = u32::try_from(grammar.readings.len()).unwrap_or(u32::MAX);
            let reading_count = u16::try_from(readings.len()).unwrap_or(u16::MAX);
            grammar.readings.extend(readings);
            grammar.words.insert(word.into(), Word { classes, first_reading, reading_count });
        }
        grammar
    }
}

/// Language files and texts write apostrophes as they like.
fn plain_apostrophe(word: &str) -> String {
    word.replace('’', "'")
}
