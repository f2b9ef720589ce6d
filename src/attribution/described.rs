//! Whom "the teenager", «cette institutrice», «le second» mean: somebody spoken of just before, told by another word.

use std::ops::Range;

use super::antecedents::{gender_of, is_set_apart};
use super::confidence::SourceKind;
use super::mentions::is_definite;
use super::people::Gender;
use super::speakers::{Heard, Place, Resolved, Scene};
use super::tokens::{Kind, Token};
use super::word::Classes;

impl Scene<'_> {
    /// Who is meant by a noun with an article, if it tells of somebody known rather than of somebody new.
    pub(super) fn described(&self, source: &Range<usize>, place: &Place<'_>, heard: &Heard) -> Option<Resolved> {
        let tokens = self.tokens(source);
        let first = tokens.first().filter(|first| is_definite(first) && !first.is(Classes::POSSESSIVE))?;
        if !self.tells_of_one(tokens) || is_set_apart(&self.whole(), source.end) {
            return None;
        }
        if let Some(known) = self.heard_before(tokens, heard) {
            return Some(known);
        }
        let gender = gender_of(&self.whole(), tokens);
        if first.is(Classes::DEMONSTRATIVE) {
            return self.pointed_at(gender, source.start, place, heard);
        }
        // «l'adjoint aux finances»
        let has_complement = self.sentences.tokens.get(source.end).is_some_and(|next| {
            next.is(Classes::PREPOSITION) && next.is(Classes::MASCULINE_ARTICLE.or(Classes::PLURALS))
        });
        if has_complement || !self.is_bare(tokens, place.is_quoting) || !self.is_person(tokens, place.is_quoting) {
            return None;
        }
        let who = self.people.meant_by(gender, source.start, self.place_of(place.sentence), heard.person)?;
        let is_office = tokens.iter().any(|token| token.is(Classes::OFFICE));
        let is_new = || !place.is_quoting || self.people.named.get(who).is_some_and(|named| named.has_office);
        let holds_another = is_office && is_new();
        (!holds_another && self.is_near(who, source.start, place, heard)).then_some(Resolved {
            who: Some(who),
            kind: SourceKind::Pronoun,
            ..Resolved::default()
        })
    }

    /// «Ce dernier», "the latter": who was named last; «l'intéressée»: of whom the text speaks.
    pub(super) fn spoken_of(&self, source: &Range<usize>, place: &Place<'_>, heard: &Heard) -> Option<usize> {
        let tokens = self.tokens(source);
        let gender = gender_of(&self.whole(), tokens);
        let is_latter = || self.people.last_before(gender, source.start);
        if !tokens.first().is_some_and(|first| self.grammar.is_elided(first.text(self.text))) {
            return is_latter();
        }
        let fits = |who: &usize| self.people.named.get(*who).is_some_and(|named| named.can_be(gender));
        let spoke = || heard.sources.iter().rev().filter_map(|known| known.who).find(fits);
        let near = self.people.meant_by(gender, source.start, self.place_of(place.sentence), heard.person);
        near.or_else(spoke).or_else(is_latter)
    }

    /// «Cette institutrice» is whom a pronoun would mean.
    fn pointed_at(&self, gender: Option<Gender>, at: usize, place: &Place<'_>, heard: &Heard) -> Option<Resolved> {
        if !place.looks_back {
            return None;
        }
        let pronoun = match gender {
            Some(Gender::Masculine) => Classes::MASCULINE,
            Some(Gender::Feminine) => Classes::FEMININE,
            None => Classes::MASCULINE.or(Classes::FEMININE),
        };
        let meant = self.resolve_pronoun(pronoun, at, place, heard);
        (meant.kind == SourceKind::Pronoun).then_some(meant)
    }

    /// Who was meant by the same noun before: "an analyst … the analyst".
    fn heard_before(&self, tokens: &[Token], heard: &Heard) -> Option<Resolved> {
        const FARTHEST: usize = 12;
        // «cette même source»
        let noun = tokens.iter().skip(1).find(|token| !token.is(Classes::ADVERB))?.text(self.text);
        let before = heard.sources.iter().rev().take(FARTHEST).find(|known| {
            let words = self.tokens(&known.tokens);
            let joins = Classes::PREPOSITION.or(Classes::GENITIVE).or(Classes::RELATIVE);
            // "A Republican aide … the aide"
            let is_new = words.first().is_some_and(|article| article.is(Classes::INDEFINITE_ARTICLE));
            let mut head = words.iter().take_while(|token| !token.is(joins));
            is_new && head.any(|token| token.text(self.text) == noun)
                || matches!(words, [article, same, rest @ ..] if article.is(Classes::SPECIFIER)
                    && same.text(self.text) == noun
                    && rest.len() + 2 == tokens.len())
        })?;
        let words = before.who.is_none().then(|| self.whole().bytes(&before.tokens));
        let antecedent = Some(before.clone());
        Some(Resolved { who: before.who, words, antecedent, kind: SourceKind::Pronoun, ..Resolved::default() })
    }

    /// Whether a description tells of one person or body, not of several.
    fn tells_of_one(&self, tokens: &[Token]) -> bool {
        let is_plural = |token: &Token| !token.is_capital() && self.grammar.is_plural(token.text(self.text));
        let noun = tokens.iter().take_while(|token| !token.is(Classes::GENITIVE.or(Classes::PREPOSITION)));
        tokens.len() > 1
            && !tokens.iter().any(|token| token.is(Classes::PLURALS.or(Classes::COORDINATOR)))
            && !noun.last().is_some_and(is_plural)
    }

    /// Whether nothing but an age or a trade follows the noun: "the head of the union" would be somebody new.
    fn is_bare(&self, tokens: &[Token], is_quoting: bool) -> bool {
        let complement = tokens.iter().skip(1).position(|token| token.is(Classes::GENITIVE.or(Classes::PREPOSITION)));
        let Some(complement) = complement.map(|at| at + 1) else { return true };
        let is_joint = |token: &Token| token.is(Classes::GENITIVE) && !token.is(Classes::SPECIFIER);
        let joins = tokens.get(complement).is_some_and(is_joint);
        joins
            && tokens.get(complement + 1).is_some_and(|next| {
                // «la judokate de Lyon», but «le maire de Lyon» would be somebody new
                let is_from = || {
                    is_quoting
                        && next.is_capital()
                        && !tokens.iter().any(|token| token.is(Classes::OFFICE.or(Classes::HEAD)))
                };
                next.kind == Kind::Number
                    || is_from()
                    || next.kind == Kind::Word && !next.is_capital() && !next.is(Classes::SPECIFIER)
            })
    }

    /// Whether a noun is one for a person; whoever is quoted word by word is rather one.
    fn is_person(&self, tokens: &[Token], is_quoting: bool) -> bool {
        let person = Classes::ROLE.or(Classes::TITLE);
        let noun = tokens.iter().take_while(|token| !token.is(Classes::GENITIVE));
        let is_body = noun.clone().any(|token| token.is(Classes::BODY) && !token.is(person));
        let whole = self.whole();
        let tells = |token: &Token| token.is(person) || whole.is_agent(token) || self.is_demonym(token);
        !is_body && (is_quoting || noun.skip(1).any(tells))
    }

    /// "the Dutchman", «la Basquaise»: not a name, but where somebody is from.
    pub(super) fn is_origin(&self, source: &Range<usize>, who: usize) -> bool {
        matches!(self.tokens(source), [article, word]
            if article.is(Classes::ARTICLE) && self.people.is_body(who) && self.is_demonym(word))
    }

    fn is_demonym(&self, token: &Token) -> bool {
        token.is_capital() && self.grammar.is_demonym(token.text(self.text))
    }

    /// Whether somebody was named or spoke in this paragraph or the one before.
    fn is_near(&self, who: usize, at: usize, place: &Place<'_>, heard: &Heard) -> bool {
        // Where nouns have a gender they tell better who is meant.
        let farthest = usize::from(self.grammar.gendered_nouns) + usize::from(place.is_quoting);
        let paragraph = |sentence: usize| self.sentences.ranges.get(sentence).map_or(0, |sentence| sentence.paragraph);
        let spoke = heard.person.filter(|voice| voice.who == who).map(|voice| voice.sentence);
        let last = self.people.last_sentence_of(who, at).max(spoke);
        last.is_some_and(|last| paragraph(last) + farthest >= paragraph(place.sentence))
    }

    /// "The former", «le second»: whoever is called so, else one of the two persons named last.
    pub(super) fn one_of_two(&self, source: &Range<usize>) -> Option<usize> {
        let [article, word] = self.tokens(source) else { return None };
        let is_former = word.is(Classes::FORMER);
        if !article.is(Classes::ARTICLE) || !is_former && !word.is(Classes::LATTER) {
            return None;
        }
        let called = self.people.in_office(&word.text(self.text).to_lowercase(), source.start);
        called.or_else(|| {
            let pair = self.people.pair_before(source.start)?;
            let gender = gender_of(&self.whole(), self.tokens(source));
            let fits = |who: &&usize| self.people.named.get(**who).is_some_and(|named| named.can_be(gender));
            let mut fitting = pair.iter().filter(fits);
            let only = fitting.next().filter(|_| fitting.next().is_none());
            let [first, second] = &pair;
            Some(*only.unwrap_or(if is_former { first } else { second }))
        })
    }
}
