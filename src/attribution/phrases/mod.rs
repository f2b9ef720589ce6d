//! Noun phrases and verb groups within one sentence, without a parser: from closed classes of words,
//! capitals and punctuation.

mod finite;
mod inversion;
mod noun_phrase;
mod subject;
mod verb_group;

use std::ops::Range;

pub use self::verb_group::VerbUse;
use super::grammar::Grammar;
use super::tokens::{Kind, Token};
use super::word::{Classes, Reading};

/// One sentence with what is needed to read it.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The sentence's tokens.
    pub tokens: &'a [Token],
    /// The language.
    pub grammar: &'a Grammar,
}

/// Words that cannot stand inside a noun phrase.
const NOT_IN_PHRASE: Classes = Classes::SUBORDINATOR
    .or(Classes::COMPLEMENTISER)
    .or(Classes::RELATIVE)
    .or(Classes::QUESTION)
    .or(Classes::NEGATION)
    .or(Classes::REFLEXIVE);

impl<'a> Sentence<'a> {
    /// The token at an index.
    pub fn at(&self, index: usize) -> Option<&'a Token> {
        self.tokens.get(index)
    }

    /// The token before an index.
    pub fn before(&self, index: usize) -> Option<&'a Token> {
        self.tokens.get(index.checked_sub(1)?)
    }

    /// Whether the token at an index is a word of any of these classes.
    pub fn is(&self, index: usize, classes: Classes) -> bool {
        self.at(index).is_some_and(|token| token.is(classes))
    }

    /// Whether the token at an index is of this kind.
    pub fn is_kind(&self, index: usize, kind: Kind) -> bool {
        self.at(index).is_some_and(|token| token.kind == kind)
    }

    /// Whether the token at an index is a passage in quotation marks.
    pub fn is_quote(&self, index: usize) -> bool {
        self.at(index).is_some_and(|token| matches!(token.kind, Kind::Quote(_)))
    }

    /// Whether a passage in quotation marks is the title of a work or broadcast: "State of the Union".
    pub fn is_title(&self, index: usize) -> bool {
        const LONGEST: usize = 6;
        let words = self.at(index).filter(|_| self.is_quote(index)).map(|token| token.text(self.text));
        let words = words.unwrap_or_default().trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
        let is_capital = |word: &str| word.len() <= 3 || word.starts_with(char::is_uppercase);
        let count = words.split_whitespace().count();
        (2..=LONGEST).contains(&count)
            && words.starts_with(char::is_uppercase)
            && words.split_whitespace().all(is_capital)
            && !words.ends_with(['.', '!', '?'])
    }

    /// Whether nothing of the sentence but its end stands at an index.
    pub fn is_end(&self, index: usize) -> bool {
        self.at(index).is_none_or(|token| matches!(token.kind, Kind::Stop | Kind::Break))
    }

    /// The bytes from one token to another.
    pub fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.at(range.start).map_or(0, |token| token.start);
        let end = self.before(range.end).map_or(start, |token| token.end);
        start..end.max(start)
    }

    /// The index behind the last word of the sentence.
    pub fn end(&self) -> usize {
        let closing = self.tokens.iter().rev().take_while(|token| matches!(token.kind, Kind::Stop | Kind::Break));
        self.tokens.len() - closing.count()
    }

    fn readings(&self, index: usize) -> &'a [Reading] {
        self.at(index).map(|token| self.grammar.readings(token.word)).unwrap_or_default()
    }

    fn is_lower_text(&self, index: usize, wanted: &str) -> bool {
        let Some(token) = self.at(index) else { return false };
        let text = token.text(self.text);
        if text.eq_ignore_ascii_case(wanted) {
            return true;
        }
        if !self.grammar.has_other_forms() && text.is_ascii() {
            return false;
        }
        // Words that can also be written otherwise are short: "du", "qu’".
        const LONGEST_OTHER: usize = 8;
        if text.is_ascii() && text.len() > LONGEST_OTHER {
            return false;
        }
        let lower = text.to_lowercase().replace('’', "'");
        lower == wanted || self.grammar.canonical(&lower) == wanted
    }

    /// The token behind words that stand at an index, if they all do.
    pub fn skip_words(&self, index: usize, words: &[Box<str>]) -> Option<usize> {
        let fits = words.iter().enumerate().all(|(step, word)| self.is_lower_text(index + step, word));
        fits.then_some(index + words.len())
    }

    /// Whether a word that can be article or pronoun is the article of what follows.
    fn is_determiner(&self, index: usize) -> bool {
        if !self.is(index, Classes::DETERMINER.or(Classes::POSSESSIVE)) {
            return false;
        }
        // «comme le résume Anne Kim»
        let is_so = self.grammar.gendered_nouns
            && self.before(index).is_some_and(|it| it.is(Classes::AS))
            && self.at(index + 1).is_some_and(Token::is_cue)
            && self.at(index + 2).is_some_and(|it| it.is_capital() || it.is(Classes::SPECIFIER));
        // «Un proche le reconnaît»
        let is_object = self.grammar.gendered_nouns
            && self.is(index, Classes::CLITIC)
            && self.before(index).is_some_and(|it| it.kind == Kind::Word && !it.is(Classes::PREPOSITION))
            && self.at(index + 1).is_some_and(|verb| {
                verb.is_cue() && verb.word.classes.is_none() && verb.text(self.text).ends_with('t')
            });
        if is_object || is_so {
            return false;
        }
        let subject = Classes::PRONOUN.or(Classes::NEGATION).or(Classes::CLITIC).or(Classes::RELATIVE);
        !(self.before(index).is_some_and(|token| token.is(subject)) || self.is(index + 1, Classes::HAVE))
    }

    /// Whether `'s` here marks a possessor.
    pub fn is_possessive(&self, index: usize) -> bool {
        self.is(index, Classes::POSSESSIVE_ENDING)
            && !self.before(index).is_some_and(|token| token.is(Classes::PRONOUN.or(Classes::RELATIVE)))
    }

    /// Whether a word has the ending of one who does something: "baker", "dentists".
    pub fn is_agent(&self, token: &Token) -> bool {
        let can_be = token.kind == Kind::Word && !token.is_cue() && !token.is(Classes::THING);
        can_be && self.grammar.is_agent(token.text(self.text))
    }
}
