//! The form of a language file; docs/attribution.md says what its keys mean.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::attribution::word::Classes;

/// A language file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub text: Text,
    pub words: BTreeMap<String, String>,
    pub pronouns: BTreeMap<String, String>,
    pub nouns: BTreeMap<String, String>,
    pub phrases: Phrases,
    pub verbs: Verbs,
}

/// How the language is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub abbreviations: String,
    pub elisions: String,
    pub enclitics: String,
    pub possessives: String,
    pub canonical: String,
    pub bare_clauses: bool,
    pub infinitive_endings: String,
    pub agent_endings: String,
    #[serde(default)]
    pub participle_endings: String,
    #[serde(default)]
    pub past_endings: String,
    #[serde(default)]
    pub modifiers: String,
    #[serde(default)]
    pub full_titles: String,
    #[serde(default)]
    pub other_titles: String,
    #[serde(default)]
    pub demonym_endings: String,
    #[serde(default)]
    pub feminine_endings: String,
    #[serde(default)]
    pub masculine_endings: String,
    pub plural: String,
    #[serde(default)]
    pub omits_subjects: bool,
    #[serde(default)]
    pub clause_commas: bool,
    #[serde(default)]
    pub capital_nouns: bool,
    #[serde(default)]
    pub attributes_within_marks: bool,
}

/// Expressions of several words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    pub adverbials: String,
    pub before_source: String,
    #[serde(default)]
    pub backward: String,
    pub before_source_weak: String,
}

/// The reporting verbs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verbs {
    pub inflection: String,
    pub group: Vec<Group>,
}

/// Verbs that take the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub takes: String,
    pub verbs: String,
}

/// The class that a list of a language file gives its words.
pub fn class_of_list(name: &str) -> Option<Classes> {
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
        "offices" => Classes::OFFICE,
        "after_names" => Classes::AFTER_NAME,
        "places" => Classes::PLACE,
        "preludes" => Classes::PRELUDE,
        "sides" => Classes::SIDE,
        "impersonal" => Classes::IMPERSONAL,
        "former" => Classes::FORMER,
        "demonstratives" => Classes::DEMONSTRATIVE,
        "things" => Classes::THING,
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
