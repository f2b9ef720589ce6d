//! A language as its data file describes it: `languages/en.toml` and its siblings.
//!
//! A language is nothing but data, so that adding one needs no Rust. docs/attribution.md explains the file.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::word::{Classes, Forms, Frames, Reading, Word};

/// The grammar of a language.
#[derive(Debug, Default)]
pub struct Grammar {
    words: FxHashMap<Box<str>, Word>,
    readings: Vec<Reading>,
    abbreviations: Vec<Box<str>>,
    elisions: Vec<Box<str>>,
    enclitics: Vec<Box<str>>,
    possessives: Vec<Box<str>>,
    canonical: FxHashMap<Box<str>, Box<str>>,
    infinitive_endings: Vec<Box<str>>,
    agent_endings: Vec<Box<str>>,
    participle_endings: Vec<Box<str>>,
    past_endings: Vec<Box<str>>,
    modifiers: Vec<Box<str>>,
    /// Phrases before a source: "according to", by their first word.
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    /// Expressions that stand where an adverb stands, by their first word.
    adverbials: FxHashMap<Box<str>, Vec<Vec<Box<str>>>>,
    /// Whether a reported clause may stand without its complementiser.
    pub bare_clauses: bool,
    /// Whether a verb can stand without a subject: "Dijo que".
    pub omits_subjects: bool,
    /// Whether a comma stands before a reported clause: "sagte, dass".
    pub clause_commas: bool,
    /// Whether every noun has a capital.
    pub capital_nouns: bool,
    /// Whether attributions stand within quotation marks: « Non, dit-il, jamais. »
    pub attributes_within_marks: bool,
    /// Whether "he" and "she" can mean things.
    pub gendered_nouns: bool,
    plural: Box<str>,
}

/// A phrase in front of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its words.
    pub words: Vec<Box<str>>,
    /// It more often has another meaning, as the French `pour`.
    pub is_weak: bool,
}

/// Why a language file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrammarError(pub String);

impl std::fmt::Display for GrammarError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GrammarError {}

/// The language files that come with the program.
static LANGUAGES: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/src/attribution/languages");

/// The grammar of a language by its tag (`fr`, `pt-BR`), where one comes with the program.
pub fn grammar(language: &str) -> Option<&'static Grammar> {
    grammars().get(language.split('-').next()?)
}

/// The grammars of all languages that come with the program.
pub fn all_grammars() -> impl Iterator<Item = &'static Grammar> {
    grammars().values()
}

fn grammars() -> &'static BTreeMap<String, Grammar> {
    static GRAMMARS: OnceLock<BTreeMap<String, Grammar>> = OnceLock::new();
    GRAMMARS.get_or_init(|| {
        let named = |file: &include_dir::File<'_>| {
            let name = file.path().file_stem()?.to_str()?.to_owned();
            // A test reads all files; one that is broken is a language that is not known.
            Some((name, Grammar::parse(file.contents_utf8()?).ok()?))
        };
        LANGUAGES.files().filter_map(named).collect()
    })
}

/// The names and texts of the language files that come with the program.
pub fn language_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.files().filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)))
}

impl Grammar {
    /// Reads a language file.
    ///
    /// # Errors
    /// When it is no TOML of the documented form.
    pub fn parse(text: &str) -> Result<Self, GrammarError> {
        let file: File = toml::from_str(text).map_err(|error| GrammarError(error.to_string()))?;
        Builder::default().build(file)
    }

    /// What is known of a lower-case word; nothing special for most.
    pub fn word(&self, lower: &str) -> Word {
        if let Some(word) = self.words.get(lower) {
            return *word;
        }
        let classes = if self.looks_infinitive(lower) { Classes::INFINITIVE } else { Classes::default() };
        Word { classes, ..Word::default() }
    }

    /// Words in lower case without an article before them.
    pub fn without_article<'a>(&self, words: &'a str) -> &'a str {
        let is_article = |word: &str| self.word(word).classes.any(Classes::ARTICLE);
        if let Some((elided, rest)) = words.split_once('\'')
            && is_article(&format!("{elided}'"))
        {
            return rest;
        }
        words.split_once(' ').filter(|(first, _)| is_article(first)).map_or(words, |(_, rest)| rest)
    }

    /// Whether a word ends as words for persons by what they do.
    pub fn is_agent(&self, word: &str) -> bool {
        word.len() > 4 && self.agent_endings.iter().any(|ending| word.ends_with(ending.as_ref()))
    }

    /// The expressions of several words that begin with a word.
    pub fn adverbials(&self, first: &str) -> &[Vec<Box<str>>] {
        self.adverbials.get(first).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a word ends as participles do that tell more of a noun: "a report commissioned by".
    pub fn looks_participle(&self, word: &str) -> bool {
        word.len() > 4 && self.participle_endings.iter().any(|ending| word.ends_with(ending.as_ref()))
    }

    /// Whether a word ends as finite verbs do, and few others.
    pub fn looks_past(&self, word: &str) -> bool {
        word.len() > 4 && self.past_endings.iter().any(|ending| word.ends_with(ending.as_ref()))
    }

    /// Whether a word tells more of the noun before it: "people familiar with the matter".
    pub fn is_modifier(&self, word: &str) -> bool {
        self.modifiers.iter().any(|known| known.as_ref() == word)
    }

    /// Whether a noun has the ending of the plural.
    pub fn is_plural(&self, noun: &str) -> bool {
        !self.plural.is_empty() && noun.ends_with(self.plural.as_ref()) && !noun.ends_with("ss") && noun.len() > 3
    }

    /// Whether nouns have possessive endings.
    pub fn has_possessives(&self) -> bool {
        !self.possessives.is_empty()
    }

    /// Whether infinitives are known by their endings.
    pub fn has_infinitive_endings(&self) -> bool {
        !self.infinitive_endings.is_empty()
    }

    fn looks_infinitive(&self, lower: &str) -> bool {
        lower.len() > 3 && self.infinitive_endings.iter().any(|ending| lower.ends_with(ending.as_ref()))
    }

    /// The readings of a word as a reporting verb.
    pub fn readings(&self, word: Word) -> &[Reading] {
        let first = word.first_reading as usize;
        self.readings.get(first..first + usize::from(word.reading_count)).unwrap_or_default()
    }

    /// Whether a full stop behind this lower-case word is part of it.
    pub fn is_abbreviation(&self, lower: &str) -> bool {
        self.abbreviations.binary_search_by(|known| known.as_ref().cmp(lower)).is_ok()
    }

    /// Whether this lower-case word loses its vowel before an apostrophe, as `l` in `l'eau`.
    pub fn is_elision(&self, lower: &str) -> bool {
        self.elisions.iter().any(|known| known.as_ref() == lower)
    }

    /// The pronoun attached to a lower-case word, as `-t-il`.
    pub fn enclitic<'a>(&'a self, lower: &str) -> Option<&'a str> {
        self.enclitics
            .iter()
            .map(AsRef::as_ref)
            .find(|enclitic| lower.len() > enclitic.len() && lower.ends_with(enclitic))
    }

    /// The possessive ending of a word, as `'s`.
    pub fn possessive<'a>(&'a self, lower: &str) -> Option<&'a str> {
        self.possessives.iter().map(AsRef::as_ref).find(|ending| lower.len() > ending.len() && lower.ends_with(ending))
    }

    /// The usual form of a word that can be written in several ways, as `de` for `d'`.
    pub fn canonical<'a>(&'a self, lower: &'a str) -> &'a str {
        self.canonical.get(lower).map_or(lower, AsRef::as_ref)
    }

    /// The phrases before a source that begin with this word, the longest first.
    pub fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map(Vec::as_slice).unwrap_or_default()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    text: Text,
    words: BTreeMap<String, String>,
    pronouns: BTreeMap<String, String>,
    nouns: BTreeMap<String, String>,
    phrases: Phrases,
    verbs: Verbs,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    abbreviations: String,
    elisions: String,
    enclitics: String,
    possessives: String,
    canonical: String,
    bare_clauses: bool,
    infinitive_endings: String,
    agent_endings: String,
    #[serde(default)]
    participle_endings: String,
    #[serde(default)]
    past_endings: String,
    #[serde(default)]
    modifiers: String,
    plural: String,
    #[serde(default)]
    omits_subjects: bool,
    #[serde(default)]
    clause_commas: bool,
    #[serde(default)]
    capital_nouns: bool,
    #[serde(default)]
    attributes_within_marks: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    adverbials: String,
    before_source: String,
    before_source_weak: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    inflection: String,
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    takes: String,
    verbs: String,
}

/// The class that a list of a language file gives its words.
fn class_of_list(name: &str) -> Option<Classes> {
    Some(match name {
        "determiners" => Classes::DETERMINER,
        "possessives" => Classes::POSSESSIVE,
        "prepositions" => Classes::PREPOSITION,
        "of" => Classes::OF,
        "coordinators" => Classes::COORDINATOR,
        "contrasts" => Classes::CONTRAST,
        "subordinators" => Classes::SUBORDINATOR,
        "complementisers" => Classes::COMPLEMENTISER,
        "questions" => Classes::QUESTION,
        "relatives" => Classes::RELATIVE,
        "be" => Classes::BE,
        "have" => Classes::HAVE,
        "modals" => Classes::MODAL,
        "infinitive_markers" => Classes::INFINITIVE_MARKER,
        "clitics" => Classes::CLITIC,
        "reflexives" => Classes::REFLEXIVE,
        "negations" => Classes::NEGATION,
        "masculine_articles" => Classes::MASCULINE_ARTICLE,
        "feminine_articles" => Classes::FEMININE_ARTICLE,
        "plurals" => Classes::PLURALS,
        "agents" => Classes::AGENT,
        "indefinite_articles" => Classes::INDEFINITE_ARTICLE,
        "articles" => Classes::ARTICLE,
        "head_ends" => Classes::HEAD_END,
        "finites" => Classes::FINITE,
        "adverbs" => Classes::ADVERB,
        "times" => Classes::TIME,
        "as" => Classes::AS,
        "genitives" => Classes::GENITIVE,
        "name_particles" => Classes::NAME_PARTICLE,
        "quantities" => Classes::QUANTITY,
        "not_names" => Classes::NOT_NAME,
        "masculine" => Classes::MASCULINE,
        "feminine" => Classes::FEMININE,
        "plural" => Classes::PLURAL,
        "neuter" => Classes::NEUTER,
        "first" => Classes::FIRST,
        "indefinite" => Classes::INDEFINITE,
        "latter" => Classes::LATTER,
        "titles" => Classes::TITLE,
        "masculine_titles" => Classes::TITLE.or(Classes::MASCULINE_TITLE),
        "feminine_titles" => Classes::TITLE.or(Classes::FEMININE_TITLE),
        "roles" => Classes::ROLE,
        "heads" => Classes::HEAD.or(Classes::ROLE),
        "bodies" => Classes::BODY,
        "first_names_masculine" => Classes::MASCULINE_NAME,
        "first_names_feminine" => Classes::FEMININE_NAME,
        "reports" => Classes::REPORT,
        "attitudes" => Classes::ATTITUDE,
        _ => return None,
    })
}

#[derive(Default)]
struct Builder {
    words: BTreeMap<String, (Classes, Vec<Reading>)>,
}

impl Builder {
    fn build(mut self, file: File) -> Result<Grammar, GrammarError> {
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
        let canonical = text.canonical.split_whitespace().filter_map(|pair| pair.split_once(':'));
        let mut grammar = Grammar {
            abbreviations,
            elisions: list(&text.elisions),
            enclitics: list(&text.enclitics),
            possessives: list(&text.possessives),
            canonical: canonical.map(|(form, usual)| (plain_apostrophe(form).into(), usual.into())).collect(),
            infinitive_endings: list(&text.infinitive_endings),
            agent_endings: list(&text.agent_endings),
            participle_endings: list(&text.participle_endings),
            past_endings: list(&text.past_endings),
            modifiers: list(&text.modifiers),
            bare_clauses: text.bare_clauses,
            omits_subjects: text.omits_subjects,
            clause_commas: text.clause_commas,
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

/// The endings that verbs with one ending take.
struct Inflection {
    ending: String,
    /// For this verb only, not for others with such an ending.
    is_whole: bool,
    endings: Vec<(Forms, String)>,
}

impl Inflection {
    fn fits(&self, verb: &str) -> bool {
        if self.is_whole { verb == self.ending } else { verb.ends_with(&self.ending) }
    }
}

/// Reads lines such as `e: e | e es ed | ed | ing`: base, finite forms, participles, gerund.
fn inflections(lines: &str) -> Result<Vec<Inflection>, GrammarError> {
    const FORMS: [Forms; 4] = [Forms::BASE, Forms::FINITE, Forms::PARTICIPLE, Forms::GERUND];
    let mut inflections = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (ending, forms) =
            line.split_once(':').ok_or_else(|| GrammarError(format!("an inflection without `:`: {line}")))?;
        let columns: Vec<&str> = forms.split('|').collect();
        if columns.len() != FORMS.len() {
            return Err(GrammarError(format!("an inflection has four columns: {line}")));
        }
        let endings = FORMS.iter().zip(columns).flat_map(|(form, column)| {
            column
                .split_whitespace()
                .map(|ending| (*form, if ending == "-" { String::new() } else { ending.to_owned() }))
        });
        let is_whole = ending.starts_with('=');
        let ending = ending.trim_start_matches(['*', '=']).to_owned();
        inflections.push(Inflection { ending, is_whole, endings: endings.collect() });
    }
    Ok(inflections)
}
