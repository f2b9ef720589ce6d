//! A language as its data file describes it: `languages/en.toml` and its siblings.
//!
//! A language is nothing but data, so that adding one needs no Rust. docs/attribution.md explains the file.

mod builder;
mod file;
mod inflection;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use self::builder::Builder;
use self::file::File;
use super::word::{Classes, Reading, Word};

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
    full_titles: FxHashMap<Box<str>, Box<str>>,
    /// What else those are called who hold an office: "the lawmaker" for a senator.
    other_titles: FxHashMap<Box<str>, Vec<Box<str>>>,
    demonym_endings: Vec<Box<str>>,
    feminine_endings: Vec<Box<str>>,
    masculine_endings: Vec<Box<str>>,
    /// Phrases before a source: "according to", by their first word.
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    /// What begins a sentence that tells who says the one before, by its first word.
    backward: FxHashMap<Box<str>, Vec<Vec<Box<str>>>>,
    /// Expressions that stand where an adverb stands, by their first word.
    adverbials: FxHashMap<Box<str>, Vec<Vec<Box<str>>>>,
    /// Whether a reported clause may stand without its complementiser.
    pub bare_clauses: bool,
    /// Whether a verb can stand without a subject: "Dijo que".
    pub omits_subjects: bool,
    /// Whether a comma stands before a reported clause: "sagte, dass".
    pub clause_commas: bool,
    /// Whether words written together as one always hold an apostrophe or a hyphen.
    pub joins_by_marks: bool,
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

    /// Whether a list of the language file has this lower-case word.
    pub fn lists(&self, lower: &str) -> bool {
        self.words.get(lower).is_some_and(|word| !word.classes.is_none())
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
        word.len() > 4 && ends_in(word, &self.agent_endings)
    }

    /// The expressions of several words that begin with a word.
    pub fn adverbials(&self, first: &str) -> &[Vec<Box<str>>] {
        self.adverbials.get(first).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a word ends as participles do that tell more of a noun: "a report commissioned by".
    pub fn looks_participle(&self, word: &str) -> bool {
        word.len() > 4 && ends_in(word, &self.participle_endings)
    }

    /// Whether a word ends as finite verbs do, and few others.
    pub fn looks_past(&self, word: &str) -> bool {
        word.len() > 4 && ends_in(word, &self.past_endings)
    }

    /// Whether a word with a capital ends as words for those who come from somewhere: "Dutchman", «Lyonnaise».
    pub fn is_demonym(&self, word: &str) -> bool {
        word.len() > 5 && ends_in(word, &self.demonym_endings)
    }

    /// Whether a word for a person has the ending of a woman.
    pub fn looks_feminine(&self, word: &str) -> bool {
        ends_in(word, &self.feminine_endings)
    }

    /// Whether a word for a person has the ending of a man.
    pub fn looks_masculine(&self, word: &str) -> bool {
        ends_in(word, &self.masculine_endings)
    }

    /// Whether a word tells more of the noun before it: "people familiar with the matter".
    pub fn is_modifier(&self, word: &str) -> bool {
        self.modifiers.iter().any(|known| known.as_ref() == word)
    }

    /// Whether a noun has the ending of the plural.
    pub fn is_plural(&self, noun: &str) -> bool {
        !self.plural.is_empty() && noun.ends_with(self.plural.as_ref()) && !noun.ends_with("ss") && noun.len() > 3
    }

    /// Whether particles can also be written otherwise: `du` for `de`.
    pub fn has_other_forms(&self) -> bool {
        !self.canonical.is_empty()
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
        lower.len() > 3 && ends_in(lower, &self.infinitive_endings)
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

    /// Whether a word is written with the apostrophe of one that has lost its vowel.
    pub fn is_elided(&self, word: &str) -> bool {
        !self.elisions.is_empty() && word.ends_with(['\'', '’'])
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

    /// The word for an office of which a lower-case title is short: `governor` for `gov`.
    pub fn full_title<'a>(&'a self, lower: &'a str) -> &'a str {
        self.full_titles.get(lower).map_or(lower, AsRef::as_ref)
    }

    /// What begins a sentence that tells who says the one before, of what begins with this lower-case word.
    pub fn backward(&self, first: &str) -> &[Vec<Box<str>>] {
        self.backward.get(first).map(Vec::as_slice).unwrap_or_default()
    }

    /// The offices of which one is meant by lower-case words such as "lawmaker" or «représentant de l'état».
    pub fn offices_called(&self, words: &str) -> &[Box<str>] {
        self.other_titles.get(words).map(Vec::as_slice).unwrap_or_default()
    }

    /// The phrases before a source that begin with this word, the longest first.
    pub fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map(Vec::as_slice).unwrap_or_default()
    }
}

fn ends_in(word: &str, endings: &[Box<str>]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending.as_ref()))
}
