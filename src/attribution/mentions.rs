//! Whom the words of a source name: by name, by pronoun, by office, by what is known of somebody.

use std::ops::Range;

use super::confidence::SourceKind;
use super::names::body_key;
use super::people::Naming;
use super::speakers::{Heard, Place, Resolved, Scene};
use super::tokens::{Kind, Shape, Token};
use super::word::Classes;

impl Scene<'_> {
    /// Who is meant by the words of a source.
    pub(super) fn resolve_words(&self, source: &Range<usize>, place: &Place<'_>, heard: &Heard) -> Resolved {
        let tokens = self.tokens(source);
        let mention = Some(self.mention_bytes(tokens));
        let resolved = |who, kind| Resolved { who, mention: mention.clone(), kind, ..Resolved::default() };
        let head = source.start..self.whole().head_end(source);
        let is_office = self.is_office(&head);
        let is_body = |who: &usize| self.people.is_body(*who);
        let here = self.people.named_in(&head);
        if let Some(who) = self.named_behind(source).filter(|_| here.as_ref().is_none_or(is_body)) {
            return resolved(Some(who), SourceKind::Name);
        }
        if let Some(who) = here.filter(|who| !is_office && !self.is_origin(&head, *who)) {
            return resolved(Some(who), SourceKind::Name);
        }
        if let [pronoun] = tokens
            && pronoun.is(Classes::PRONOUN.or(Classes::POSSESSIVE).or(Classes::ENCLITIC))
        {
            let meant = self.resolve_pronoun(pronoun.word.classes, source.start, place, heard);
            return Resolved { mention, ..meant };
        }
        // «celle qui dirige le club»
        if let Some(pronoun) = tokens.first().filter(|first| first.is(Classes::DEMONSTRATIVE) && !is_definite(first)) {
            let gender = if pronoun.is(Classes::FEMININE_ARTICLE) { Classes::FEMININE } else { Classes::MASCULINE };
            let meant = self.resolve_pronoun(gender, source.start, place, heard);
            return Resolved { mention, ..meant };
        }
        // "l'un d'eux": somebody of them, not they
        if let [_, .., of, last] = tokens
            && last.is(Classes::PRONOUN)
            && of.is(Classes::PREPOSITION.or(Classes::GENITIVE))
        {
            return resolved(None, SourceKind::Noun);
        }
        // "ce dernier", "the 70-year-old", not "son second"
        let is_age = |token: &Token| token.kind == Kind::Number && token.text(self.text).contains('-');
        let is_owned = tokens.first().is_some_and(|token| token.is(Classes::POSSESSIVE));
        if !is_owned && tokens.last().is_some_and(|token| token.is(Classes::LATTER) || is_age(token)) {
            return resolved(self.spoken_of(source, place, heard), SourceKind::Pronoun);
        }
        if let Some(who) = self.one_of_two(&head) {
            return resolved(Some(who), SourceKind::Pronoun);
        }
        if let Some(who) = self.office_holder(&head, is_office) {
            return resolved(Some(who), SourceKind::Pronoun);
        }
        let described = self.described(&head, place, heard);
        // "a study | published on Monday"
        let words = (head.end < source.end).then(|| self.whole().bytes(&head));
        let noun = Resolved { kind: SourceKind::Noun, words, ..Resolved::default() };
        Resolved { mention, ..described.unwrap_or(noun) }
    }

    /// The tokens of a range of the whole text.
    pub(super) fn tokens(&self, range: &Range<usize>) -> &[Token] {
        self.sentences.tokens.get(range.clone()).unwrap_or_default()
    }

    /// The bytes of a source. In "a-t-il dit" the pronoun is "il".
    fn mention_bytes(&self, tokens: &[Token]) -> Range<usize> {
        let first = tokens.first().map_or(0, |token| token.start);
        let end = tokens.last().map_or(first, |token| token.end);
        let mention = self.text.get(first..end).unwrap_or_default();
        end - mention.trim_start_matches("-t").trim_start_matches('-').len()..end
    }

    /// "the head of the bank": the bank is not who speaks.
    fn is_office(&self, source: &Range<usize>) -> bool {
        let first_name = self.people.naming_in(source).map_or(source.end, |naming| naming.tokens.start);
        let head = self.tokens(&(source.start..first_name.max(source.start)));
        // «un député Renaissance», «un sondage Elabe»: a party or a firm, not a name
        if let [article, .., noun] = head
            && article.is(Classes::INDEFINITE_ARTICLE)
            && noun.is(Classes::ROLE.or(Classes::BODY))
            && noun.shape == Shape::Lower
            && self.people.naming_in(source).is_some_and(|naming| naming.tokens.len() == 1)
        {
            return true;
        }
        // «le patron de Renault Luca Kim», «la conseillère d'État vaudoise Anne Kim»: a name that is no complement is
        // that of who speaks.
        let joins = Classes::GENITIVE.or(Classes::PREPOSITION).or(Classes::SPECIFIER);
        let is_joined =
            |token: &Token| token.is(joins.or(Classes::ROLE).or(Classes::TITLE)) || token.kind != Kind::Word;
        let names = || self.people.namings_in(source);
        let is_behind = |naming: &Naming| {
            let before = naming.tokens.start.checked_sub(1).and_then(|at| self.sentences.tokens.get(at));
            !self.people.is_body(naming.who)
                && names().any(|other| other.tokens.end <= naming.tokens.start)
                && before.is_some_and(|before| !is_joined(before))
        };
        if names().any(is_behind) {
            return false;
        }
        if !head.iter().any(|token| token.is(Classes::GENITIVE.or(Classes::OF))) {
            return false;
        }
        // "the wrestler from Leeds", «la judokate de Lyon»: a noun, and to whom or where it belongs.
        if let [article, noun, .., last] = head
            && article.is(Classes::ARTICLE)
            && noun.shape == Shape::Lower
            && last.is(Classes::GENITIVE)
        {
            return true;
        }
        let whole = self.whole();
        let holds = |token: &Token| token.is(Classes::ROLE.or(Classes::BODY));
        let opens =
            !source.start.checked_sub(1).and_then(|at| self.sentences.tokens.get(at)).is_some_and(Token::is_word);
        let is_called = head
            .iter()
            .enumerate()
            .any(|(at, token)| holds(token) && (!token.is_capital() || at == 0 && opens && !token.is(Classes::TITLE)));
        let last = head.iter().rev().find(|token| !token.is(Classes::TITLE));
        // «la présidente de l'association Droit au logement»
        let is_body = |token: &Token| {
            self.grammar.gendered_nouns
                && token.shape == Shape::Lower
                && token.is(Classes::BODY)
                && !token.is(Classes::ROLE)
        };
        let ends = |token: &Token| token.is(Classes::PREPOSITION.or(Classes::SPECIFIER)) || is_body(token);
        is_called && last.is_some_and(ends)
            || head.iter().any(|token| (holds(token) || whole.is_agent(token)) && !token.is_capital())
                && self.people.naming_in(source).is_some_and(|naming| self.people.is_body(naming.who))
    }

    /// "the head of the bank, Kim, said"
    fn named_behind(&self, source: &Range<usize>) -> Option<usize> {
        const FARTHEST: usize = 4;
        let behind = self.sentences.tokens.get(source.end)?;
        let opens = Classes::SPECIFIER.or(Classes::POSSESSIVE_ENDING);
        if behind.kind != Kind::Comma || !self.tokens(source).iter().any(|token| token.is(opens)) {
            return None;
        }
        let naming = self.people.naming_in(&(source.end..source.end + FARTHEST))?;
        (!self.people.is_body(naming.who)).then_some(naming.who)
    }

    /// "the minister" is who is called so elsewhere, "the head of the bank" whoever holds an office there.
    fn office_holder(&self, source: &Range<usize>, is_office: bool) -> Option<usize> {
        let (people, text) = (self.people, self.text);
        let tokens = self.tokens(source);
        let whole = self.whole();
        let called = tokens.split_first().filter(|(first, _)| is_definite(first)).map(|(_, rest)| rest);
        if let Some(who) = called.and_then(|called| self.called_otherwise(called, source.start)) {
            return Some(who);
        }
        let role =
            tokens.iter().find(|token| token.is(Classes::ROLE) || !token.is_capital() && whole.is_agent(token))?;
        let has_owner = people.naming_in(source).is_some_and(|naming| naming.is_modifier);
        if has_owner || !tokens.first().is_some_and(is_definite) {
            return None;
        }
        let in_body = || {
            let body = people.naming_in(source).filter(|_| is_office && role.is(Classes::HEAD))?;
            let body = self.tokens(&body.tokens).last()?;
            people.in_office(&body_key(body.text(text)), source.start)
        };
        people.in_office(&role.text(text).to_lowercase(), source.start).or_else(in_body)
    }
}

impl Scene<'_> {
    /// «Le représentant de l’État» is the prefect, "the lawmaker" the senator, whoever is called so nearest before.
    fn called_otherwise(&self, called: &[Token], at: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        let (first, last) = (called.first()?, called.last()?);
        let is_same =
            called.len() <= LONGEST && self.people.in_office(&first.text(self.text).to_lowercase(), at).is_none();
        let words = self.text.get(first.start..last.end).filter(|_| is_same)?.to_lowercase().replace('’', "'");
        let offices = self.grammar.offices_called(&words);
        self.people.in_offices(offices.iter().map(AsRef::as_ref), at)
    }
}

/// Whether a first word makes somebody known: "the", "this", "her".
pub(super) fn is_definite(token: &Token) -> bool {
    token.is(Classes::SPECIFIER) && !token.is(Classes::INDEFINITE.or(Classes::INDEFINITE_ARTICLE))
}
