//! The noun or body that "they", "it", "il" lead back to: who spoke or was the subject just before.

use std::ops::Range;

use super::people::{Gender, People};
use super::phrases::Sentence;
use super::tokens::{Kind, Token};
use super::word::Classes;

/// Somebody who spoke or was the subject of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Antecedent {
    /// The tokens of the mention in the whole text.
    pub tokens: Range<usize>,
    /// The token behind its last mention.
    pub place: usize,
    /// Who, if named.
    pub who: Option<usize>,
    /// The number of the sentence.
    pub sentence: usize,
    /// More than one.
    is_plural: bool,
    /// A person rather than a body or thing.
    pub is_person: bool,
    /// A name that tells nothing of a person: "Fellside Minerals".
    may_be_body: bool,
    /// A person, a body or a name.
    can_speak: bool,
    /// It speaks within what somebody else is reported to say.
    pub is_nested: bool,
    /// Begins with an article that makes it known: "the minister".
    pub is_definite: bool,
    /// Holds an office that one person holds: «la présidente».
    pub is_office: bool,
    /// Set against those before: «Le gérant, lui, n'a rien vu».
    pub is_set_apart: bool,
    gender: Option<Gender>,
}

impl Antecedent {
    /// What a mention at these tokens says of itself; `whole` is the text as one sentence.
    pub fn new(
        whole: &Sentence<'_>,
        people: &People,
        tokens: Range<usize>,
        who: Option<usize>,
        sentence: usize,
    ) -> Self {
        let head = whole.tokens.get(tokens.start..whole.head_end(&tokens)).unwrap_or_default();
        let complement =
            head.iter().skip(1).position(|token| token.is(Classes::GENITIVE.or(Classes::PREPOSITION))).map(|at| at + 1);
        let noun = head.get(..complement.unwrap_or(head.len())).unwrap_or_default();
        let first = head.first().map(|token| token.word.classes).unwrap_or_default();
        let gender = gender_of(whole, head);
        let named = who.and_then(|who| people.named.get(who));
        let is_known_person = named.is_some_and(|named| !named.is_body);
        let is_person = is_known_person
            || named.is_none()
                && noun.iter().any(|token| {
                    let is_one = token.is(Classes::INDEFINITE) && !token.is(Classes::PLURALS);
                    token.is(Classes::ROLE) || is_one && noun.len() > 1 || whole.is_agent(token)
                });
        Self {
            is_plural: named.is_none() && gender.is_none() && is_plural(whole, noun),
            is_person,
            may_be_body: named.is_some_and(|named| named.gender.is_none() && !head.iter().any(tells_person)),
            can_speak: is_person || named.is_some() || noun.iter().any(|token| token.is(Classes::BODY)),
            is_definite: first.any(Classes::SPECIFIER)
                // "Her husband" is somebody new beside her.
                && !first.any(Classes::INDEFINITE.or(Classes::INDEFINITE_ARTICLE).or(Classes::POSSESSIVE)),
            gender: named.and_then(|named| named.gender).or(gender),
            is_office: whole.grammar.gendered_nouns && noun.iter().any(|token| token.is(Classes::OFFICE)),
            is_set_apart: is_set_apart(whole, tokens.end),
            is_nested: false,
            place: tokens.end,
            tokens,
            who,
            sentence,
        }
    }

    /// The same, mentioned again by a pronoun.
    pub fn again(self, place: usize, sentence: usize) -> Self {
        Self { place, sentence, ..self }
    }

    /// The same, as one who speaks within what somebody else is reported to say.
    pub fn within(self, is_nested: bool) -> Self {
        Self { is_nested, ..self }
    }

    /// Whether a pronoun can mean it.
    pub fn agrees(&self, pronoun: Classes, gendered_nouns: bool) -> bool {
        if pronoun.any(Classes::PLURAL) {
            return self.is_plural;
        }
        if self.is_plural || !self.can_speak {
            return false;
        }
        if pronoun.any(Classes::NEUTER) {
            return !self.is_person || self.may_be_body;
        }
        if !pronoun.any(Classes::MASCULINE.or(Classes::FEMININE)) {
            return false;
        }
        let wanted = Gender::told_by(pronoun, Classes::MASCULINE, Classes::FEMININE);
        let fits = self.gender.is_none_or(|gender| wanted.is_none_or(|wanted| gender == wanted));
        (self.is_person || gendered_nouns) && fits
    }
}

/// The gender that the article of a noun tells, else the noun's ending.
pub fn gender_of(whole: &Sentence<'_>, noun: &[Token]) -> Option<Gender> {
    let article = noun.first()?;
    let told = Gender::told_by(article.word.classes, Classes::MASCULINE_ARTICLE, Classes::FEMININE_ARTICLE);
    if told.is_some() {
        return told;
    }
    let noun = noun.get(1).filter(|_| article.is(Classes::SPECIFIER))?.text(whole.text);
    if whole.grammar.looks_feminine(noun) {
        return Some(Gender::Feminine);
    }
    whole.grammar.looks_masculine(noun).then_some(Gender::Masculine)
}

/// A title or a first name.
fn tells_person(token: &Token) -> bool {
    token.is(Classes::TITLE.or(Classes::ROLE).or(Classes::MASCULINE_NAME).or(Classes::FEMININE_NAME))
}

/// Whether «, lui,» or «, elle,» stands behind a mention.
pub fn is_set_apart(whole: &Sentence<'_>, end: usize) -> bool {
    let is_pronoun = whole.is(end + 1, Classes::MASCULINE.or(Classes::FEMININE).or(Classes::PLURAL));
    is_pronoun && [end, end + 2].iter().all(|at| whole.is_kind(*at, Kind::Comma))
}

/// "Officials", "les élus", "Kim and Lee".
fn is_plural(whole: &Sentence<'_>, noun: &[Token]) -> bool {
    noun.iter().any(|token| token.is(Classes::PLURALS) || token.is(Classes::COORDINATOR))
        || noun.last().is_some_and(|last| {
            let text = last.text(whole.text);
            whole.grammar.is_plural(text) && !last.is_capital()
        })
        || matches!(noun, [only] if whole.grammar.is_plural(only.text(whole.text)) && only.is(Classes::ROLE.or(Classes::BODY)))
}
