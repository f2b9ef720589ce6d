//! Whom the words of a source name: by name, by office, by what is known of somebody.

use std::ops::Range;

use super::confidence::SourceKind;
use super::names::body_key;
use super::speakers::{Heard, Resolved, Scene};
use super::tokens::{Kind, Token};
use super::word::Classes;

impl Scene<'_> {
    /// Who is meant by the words of a source.
    pub(super) fn resolve_words(
        &self,
        source: &Range<usize>,
        sentence: usize,
        heard: &Heard,
        own: &[Range<usize>],
    ) -> Resolved {
        let (text, people, sentences) = (self.text, self.people, self.sentences);
        let tokens = sentences.tokens.get(source.clone()).unwrap_or_default();
        let first = tokens.first().map_or(0, |token| token.start);
        let end = tokens.last().map_or(first, |token| token.end);
        // In "a-t-il dit" the pronoun is "il".
        let mention = text.get(first..end).unwrap_or_default();
        let start = end - mention.trim_start_matches("-t").trim_start_matches('-').len();
        let resolved = |who, kind| Resolved { who, mention: Some(start..end), kind, ..Resolved::default() };
        let whole = self.whole();
        let modified = source;
        let source = &(source.start..whole.head_end(source));
        // "the head of the bank": the bank is not who speaks.
        let first_name = people.naming_in(source).map_or(source.end, |naming| naming.tokens.start);
        let head = sentences.tokens.get(source.start..first_name).unwrap_or_default();
        let opens = !source.start.checked_sub(1).and_then(|at| sentences.tokens.get(at)).is_some_and(Token::is_word);
        let is_office = head.iter().enumerate().any(|(at, token)| {
            token.is(Classes::ROLE.or(Classes::BODY))
                && (!token.is_capital() || at == 0 && opens && !token.is(Classes::TITLE))
        }) && head.iter().any(|token| token.is(Classes::GENITIVE))
            && head
                .iter()
                .rev()
                .find(|token| !token.is(Classes::TITLE))
                .is_some_and(|token| token.is(Classes::PREPOSITION.or(Classes::SPECIFIER)));
        let is_office = is_office
            || head.iter().any(|token| token.is(Classes::ROLE.or(Classes::BODY)) && !token.is_capital())
                && head.iter().any(|token| token.is(Classes::GENITIVE))
                && people.naming_in(source).is_some_and(|naming| people.is_body(naming.who));
        if let Some(who) = people.named_in(source).filter(|_| !is_office) {
            return resolved(Some(who), SourceKind::Name);
        }
        if let [pronoun] = tokens
            && pronoun.is(Classes::PRONOUN.or(Classes::POSSESSIVE).or(Classes::ENCLITIC))
        {
            return Resolved {
                mention: Some(start..end),
                ..self.resolve_pronoun(pronoun, source.start, sentence, heard, own)
            };
        }
        // "ce dernier", "the 70-year-old"
        let is_age = |token: &Token| token.kind == Kind::Number && token.text(text).contains('-');
        if tokens.last().is_some_and(|token| token.is(Classes::LATTER) || is_age(token)) {
            let who = people.last_before(source.start);
            return resolved(who, SourceKind::Pronoun);
        }
        // "the head of the bank, Kim, said"
        let behind = sentences.tokens.get(source.end).filter(|_| source == modified);
        if behind.is_some_and(|token| token.kind == Kind::Comma)
            && tokens.iter().any(|token| token.is(Classes::SPECIFIER.or(Classes::POSSESSIVE_ENDING)))
            && let Some(naming) = people.naming_in(&(source.end..source.end + 3))
            && !people.is_body(naming.who)
        {
            return resolved(Some(naming.who), SourceKind::Name);
        }
        let is_definite = tokens.first().is_some_and(|token| {
            token.is(Classes::SPECIFIER) && !token.is(Classes::INDEFINITE.or(Classes::INDEFINITE_ARTICLE))
        });
        let role = tokens.iter().find(|token| token.is(Classes::ROLE));
        let has_owner = people.naming_in(source).is_some_and(|naming| naming.is_modifier);
        if let Some(role) = role.filter(|_| is_definite && !has_owner) {
            // "the head of the bank" is whoever holds an office there.
            let in_body = || {
                let body = people.naming_in(source).filter(|_| is_office && role.is(Classes::HEAD))?;
                let body = sentences.tokens.get(body.tokens.clone())?.last()?;
                people.in_office(&body_key(body.text(text)), source.start)
            };
            let holder = people.in_office(&role.text(text).to_lowercase(), source.start);
            if let Some(who) = holder.or_else(in_body) {
                return resolved(Some(who), SourceKind::Pronoun);
            }
        }
        resolved(None, SourceKind::Noun)
    }
}
