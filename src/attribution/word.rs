//! What a language file says of a word form.

/// The classes that a word belongs to; a word can belong to several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Classes {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    /// the, a, this, some
    DETERMINER = 0;
    /// my, his
    POSSESSIVE = 1;
    /// of, in
    PREPOSITION = 2;
    /// Prepositions that can stand within a source: "the head of the bank".
    OF = 3;
    /// and, or
    COORDINATOR = 4;
    /// but, while
    CONTRAST = 5;
    /// because, when
    SUBORDINATOR = 6;
    /// that
    COMPLEMENTISER = 7;
    /// whether, how
    QUESTION = 8;
    /// who, which
    RELATIVE = 9;
    /// is, was
    BE = 10;
    /// has, had
    HAVE = 11;
    /// will, did
    MODAL = 12;
    /// to
    INFINITIVE_MARKER = 13;
    /// Words between the subject and its verb, such as `lui` or `en`.
    CLITIC = 14;
    /// se, s'
    REFLEXIVE = 15;
    /// not, never
    NEGATION = 16;
    /// also, later
    ADVERB = 17;
    /// Monday, yesterday
    TIME = 18;
    /// von, de
    NAME_PARTICLE = 19;
    /// million, percent
    QUANTITY = 20;
    /// Begins sentences with a capital and is no name.
    NOT_NAME = 21;
    /// he
    MASCULINE = 22;
    /// she
    FEMININE = 23;
    /// they
    PLURAL = 24;
    /// it
    NEUTER = 25;
    /// I, we
    FIRST = 26;
    /// some, many
    INDEFINITE = 27;
    /// the latter
    LATTER = 28;
    /// Stands before a person's name.
    TITLE = 29;
    /// Titles of men.
    MASCULINE_TITLE = 30;
    /// Titles of women.
    FEMININE_TITLE = 31;
    /// Persons by office, work or relation.
    ROLE = 32;
    /// Bodies and documents that speak.
    BODY = 33;
    /// First names of men.
    MASCULINE_NAME = 34;
    /// First names of women.
    FEMININE_NAME = 35;
    /// "the claim that …"
    REPORT = 36;
    /// "is convinced that …"
    ATTITUDE = 37;
    /// A pronoun attached to its verb, such as `-t-il`.
    ENCLITIC = 38;
    /// The possessive ending of a noun.
    POSSESSIVE_ENDING = 39;
    /// `-er` and the like: may be an infinitive.
    INFINITIVE = 40;
    /// of: joins what belongs to a noun.
    GENITIVE = 41;
    /// as: before what somebody is called.
    AS = 42;
    /// Those at the head of a body: chief, leader.
    HEAD = 43;
    /// Finite forms of common verbs that report nothing.
    FINITE = 44;
    /// Articles before masculine nouns, where nouns have a gender.
    MASCULINE_ARTICLE = 45;
    /// Articles before feminine nouns.
    FEMININE_ARTICLE = 46;
    /// Words that tell that more than one is meant: les, several, police.
    PLURALS = 47;
    /// The first word of expressions of several words: of course, de nouveau.
    EXPRESSION = 48;
    /// by: before who does what a passive tells.
    AGENT = 49;
    /// a: an article before somebody not yet known.
    INDEFINITE_ARTICLE = 50;
    /// the, a, l'
    ARTICLE = 51;
    /// Words behind which a mention only tells more of whom it names.
    HEAD_END = 52;
    /// The first word of phrases before a source: according.
    PHRASE = 53;
    /// this, cette: before somebody spoken of just before.
    DEMONSTRATIVE = 54;
    /// the former, le premier: the first of two.
    FORMER = 55;
    /// Ends as words for persons do and is a thing: `dossier`.
    THING = 56;
    /// An office that one person holds: minister, mayor.
    OFFICE = 57;
    /// Behind a name and no part of it: KC, Jr.
    AFTER_NAME = 58;
    /// at, near: stands before places rather than before persons.
    PLACE = 59;
    /// Before what is said next: «avant de préciser que».
    PRELUDE = 60;
    /// Whoever speaks for a place or body: «dit-on au ministère».
    IMPERSONAL = 61;
    /// Between "on" and where somebody stands: «du côté du pouvoir».
    SIDE = 62;
}

impl Classes {
    /// Words that stand for a person named elsewhere.
    pub const PRONOUN: Self =
        Self(Self::MASCULINE.0 | Self::FEMININE.0 | Self::PLURAL.0 | Self::NEUTER.0 | Self::FIRST.0);
    /// Words of which a noun phrase begins.
    pub const SPECIFIER: Self = Self(Self::DETERMINER.0 | Self::POSSESSIVE.0);
    /// Auxiliaries.
    pub const AUXILIARY: Self = Self(Self::BE.0 | Self::HAVE.0 | Self::MODAL.0);

    /// Whether the word belongs to any of these classes.
    pub fn any(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }

    /// Whether the word is in no class.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Both together.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forms(u8);

impl Forms {
    /// say
    pub const BASE: Self = Self(1);
    /// says, said
    pub const FINITE: Self = Self(2);
    /// said (has said, was said)
    pub const PARTICIPLE: Self = Self(4);
    /// saying
    pub const GERUND: Self = Self(8);

    /// Whether it can be one of these forms.
    pub fn any(self, forms: Self) -> bool {
        self.0 & forms.0 != 0
    }

    /// Both together.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a reporting verb takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frames(u16);

impl Frames {
    /// Verbatim words: "…", she said.
    pub const QUOTE: Self = Self(1);
    /// A clause with its complementiser: said that …
    pub const THAT: Self = Self(2);
    /// A clause without: said he …
    pub const BARE: Self = Self(4);
    /// An indirect question: asked whether …
    pub const QUESTION: Self = Self(8);
    /// An infinitive with its marker: wants to …
    pub const INFINITIVE: Self = Self(16);
    /// An infinitive without marker: dit vouloir …
    pub const BARE_INFINITIVE: Self = Self(32);
    /// Somebody who is addressed or shall act: told her that …, urged them to …
    pub const PERSON: Self = Self(64);
    /// A thing: condemned the attack.
    pub const THING: Self = Self(128);
    /// Behind its reflexive pronoun what somebody calls himself: se dit inquiet.
    pub const PREDICATE: Self = Self(256);
    /// A thing, but only with words in quotation marks: spoke of a "scandal".
    pub const QUOTED_THING: Self = Self(512);
    /// Somebody and what he shall do, both of which are wanted: wants the state to pay.
    pub const SUBJECT_INFINITIVE: Self = Self(1024);

    /// All that are no clause.
    pub const OTHER_THAN_CLAUSE: Self = Self(
        Self::QUOTE.0
            | Self::INFINITIVE.0
            | Self::BARE_INFINITIVE.0
            | Self::PERSON.0
            | Self::THING.0
            | Self::PREDICATE.0
            | Self::QUOTED_THING.0
            | Self::SUBJECT_INFINITIVE.0,
    );

    /// The frame of this name in a language file.
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "quote" => Self::QUOTE,
            "that" => Self::THAT,
            "bare" => Self::BARE,
            "question" => Self::QUESTION,
            "infinitive" => Self::INFINITIVE,
            "bare-infinitive" => Self::BARE_INFINITIVE,
            "person" => Self::PERSON,
            "thing" => Self::THING,
            "predicate" => Self::PREDICATE,
            "quoted-thing" => Self::QUOTED_THING,
            "subject-infinitive" => Self::SUBJECT_INFINITIVE,
            _ => return None,
        })
    }

    /// Whether the verb takes any of these.
    pub fn any(self, frames: Self) -> bool {
        self.0 & frames.0 != 0
    }

    /// Both together.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word form as the language file knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// Its classes.
    pub classes: Classes,
    /// The first of its readings as a reporting verb.
    pub first_reading: u32,
    /// How many such readings it has.
    pub reading_count: u16,
}

impl Word {
    /// Nothing is said of it.
    pub const NOTHING: Self = Self { classes: Classes(0), first_reading: 0, reading_count: 0 };
}

/// A word form as a reporting verb, those with the longest particle first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its forms.
    pub forms: Forms,
    /// What it takes.
    pub frames: Frames,
    /// The words behind it that belong to it: `out` of "point out".
    pub particle: Box<[Box<str>]>,
}
