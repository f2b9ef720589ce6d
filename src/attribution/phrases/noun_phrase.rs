//! Noun phrases before and behind a place.

use std::ops::Range;

use super::{NOT_IN_PHRASE, Sentence};
use crate::attribution::tokens::{Kind, Shape, Token};
use crate::attribution::word::Classes;

impl Sentence<'_> {
    /// Whether a noun phrase can begin at an index.
    pub fn begins_phrase(&self, index: usize) -> bool {
        let Some(token) = self.at(index) else { return false };
        if token.is(Classes::SPECIFIER.or(Classes::PRONOUN).or(Classes::INDEFINITE)) {
            return true;
        }
        let closed = Classes::PREPOSITION
            .or(Classes::COORDINATOR)
            .or(Classes::AUXILIARY)
            .or(Classes::ADVERB)
            .or(Classes::TIME)
            .or(NOT_IN_PHRASE);
        token.is_word() && (token.is_capital() && index > 0 && !token.is(Classes::TIME) || !token.is(closed))
    }

    /// The noun phrase that ends before an index.
    pub fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        while let Some(token) = self.before(start) {
            let at = start - 1;
            match token.kind {
                Kind::Word | Kind::Number => {}
                Kind::Close => {
                    let open = (0..at).rev().take(12).find(|index| self.is_kind(*index, Kind::Open));
                    match open {
                        Some(open) if open > 0 => {
                            start = open;
                            continue;
                        }
                        _ => break,
                    }
                }
                _ => break,
            }
            if token.is(Classes::ENCLITIC) && start == end {
                return Some(at..end);
            }
            if token.is_capital() && token.is(Classes::TITLE) && start < end {
                start = at;
                continue;
            }
            let is_pronoun = token.is(Classes::PRONOUN) && !self.is_determiner(at) && !token.is(Classes::LATTER);
            if is_pronoun {
                if start == end {
                    return Some(self.partitive_start(at)..end);
                }
                break;
            }
            if token.is(Classes::COORDINATOR) {
                let is_holder = |token: &Token| {
                    token.is_capital() || token.is(Classes::ROLE.or(Classes::BODY)) || self.is_agent(token)
                };
                let joins = start < end
                    && self.tokens.get(start..end).is_some_and(|tokens| tokens.iter().any(is_holder))
                    && self.before(at).is_some_and(is_holder)
                    && self.opens_clause(at);
                if joins {
                    start = at;
                    continue;
                }
                break;
            }
            if self.is_possessive(at) {
                start = at;
                continue;
            }
            let is_specifier = token.is(Classes::SPECIFIER);
            if token.is(NOT_IN_PHRASE) && !is_specifier
                || token.is(Classes::RELATIVE.or(Classes::AS))
                || token.is(Classes::AUXILIARY) && !token.is_capital()
                || token.is(Classes::ADVERB) && !is_specifier && !token.is_capital()
                || token.is(Classes::COMPLEMENTISER)
                || token.is(Classes::PREPOSITION) && (start == end || !token.is(Classes::OF))
                || self.is_verbal(at)
            {
                break;
            }
            start = at;
        }
        // «s'est appuyée sur le rapport»
        let is_object = self.grammar.gendered_nouns
            && self.is(start, Classes::PREPOSITION)
            && self.before(start).is_some_and(|it| it.is_cue() && !it.is(Classes::ROLE.or(Classes::BODY)));
        let start = if is_object { start + 1 } else { start };
        let start = self.without_adverbial(start, end)?;
        (start < end).then_some(start..end)
    }

    /// Past brackets within a phrase: «le député (LFI) de Seine-Saint-Denis».
    fn behind_brackets(&self, open: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        if !self.is_kind(open, Kind::Open) || !self.before(open).is_some_and(|it| it.kind == Kind::Word) {
            return None;
        }
        let close = (open + 1..open + LONGEST).find(|at| self.is_kind(*at, Kind::Close))?;
        let goes_on = self.is(close + 1, Classes::GENITIVE)
            || self.at(close + 1).is_some_and(|it| it.is_capital() && !it.is(Classes::TIME))
                && self.before(open).is_some_and(|it| !it.is_capital());
        goes_on.then_some(close + 1)
    }

    /// Where "l'un d'eux", «plusieurs d'entre elles» begin that end with a pronoun.
    fn partitive_start(&self, pronoun: usize) -> usize {
        let is_of = |at: usize| self.is(at, Classes::GENITIVE) && !self.is(at, Classes::DETERMINER);
        let Some(of) = (pronoun.saturating_sub(2)..pronoun).find(|at| is_of(*at)) else { return pronoun };
        let counts = Classes::SPECIFIER.or(Classes::INDEFINITE).or(Classes::PLURALS);
        let is_count = |at: &usize| {
            self.at(*at).is_some_and(|it| it.is(counts) && !it.is(Classes::PREPOSITION) || it.kind == Kind::Number)
        };
        let words = (of + 1..pronoun).all(|at| self.is(at, Classes::PREPOSITION));
        let count = (0..of).rev().take_while(is_count).count();
        if words && count > 0 { of - count } else { pronoun }
    }

    /// "entre" in «l'une d'entre elles».
    fn is_between_them(&self, at: usize) -> bool {
        self.is(at + 1, Classes::PRONOUN) && at > 0 && self.is(at - 1, Classes::GENITIVE)
    }

    /// Whether the words before a coordinator are nothing but a noun phrase at the head of their clause.
    fn opens_clause(&self, coordinator: usize) -> bool {
        let words = (0..coordinator).rev().take_while(|at| {
            self.at(*at).is_some_and(|token| {
                token.is_word()
                    && !token.is(Classes::AUXILIARY.or(NOT_IN_PHRASE).or(Classes::COORDINATOR).or(Classes::PRONOUN))
                    && !(token.is_cue()
                        && !token.is_capital()
                        && !token.is(Classes::ROLE.or(Classes::BODY).or(Classes::REPORT)))
            })
        });
        let start = coordinator - words.count();
        self.before(start).is_none_or(|token| !token.is_word() || token.is(NOT_IN_PHRASE.or(Classes::COORDINATOR)))
    }

    /// The start of the noun phrase behind a leading "In a statement" or "On Monday".
    fn without_adverbial(&self, start: usize, end: usize) -> Option<usize> {
        let leads = |index: usize| {
            self.at(index).is_some_and(|token| {
                token.is(Classes::PREPOSITION.or(Classes::ADVERB).or(Classes::TIME).or(Classes::COORDINATOR))
                    && !token.is(Classes::SPECIFIER)
                    || token.is(Classes::NOT_NAME)
                        && !token.is(Classes::SPECIFIER.or(Classes::PRONOUN).or(Classes::INDEFINITE))
                    || token.kind == Kind::Number && self.before(index).is_some_and(|it| it.is(Classes::PREPOSITION))
            })
        };
        if start >= end || !leads(start) {
            return Some(start);
        }
        let begins = |index: usize| {
            let Some(previous) = self.before(index) else { return false };
            let Some(token) = self.at(index) else { return false };
            let follows = previous.is(Classes::PREPOSITION.or(Classes::SPECIFIER)) && !previous.is(Classes::TIME);
            if follows {
                return false;
            }
            token.is(Classes::SPECIFIER)
                || token.is_capital()
                    && !token.is(Classes::TIME)
                    && (!previous.is_capital() || previous.is(Classes::TIME))
                    && !previous.is(Classes::TITLE.or(Classes::ROLE))
                || previous.is(Classes::TIME)
                    && !token.is(Classes::TIME.or(Classes::PREPOSITION))
                    && token.kind == Kind::Word
                || previous.kind == Kind::Number && token.kind == Kind::Word && !token.is(Classes::PREPOSITION)
                || previous.is(Classes::ADVERB) && !token.is(Classes::PREPOSITION.or(Classes::ADVERB))
        };
        ((start + 1)..end).find(|index| begins(*index))
    }

    /// The noun phrase that begins at an index, without what follows its name or noun.
    pub fn phrase_after(&self, start: usize) -> Option<Range<usize>> {
        let first = self.at(start)?;
        if first.is(Classes::PRONOUN.or(Classes::ENCLITIC)) && !self.is_determiner(start) {
            return Some(start..start + 1);
        }
        let mut end = start;
        while let Some(token) = self.at(end) {
            if let Some(behind) = self.behind_brackets(end).filter(|_| end > start) {
                end = behind;
                continue;
            }
            if !token.is_word() {
                break;
            }
            let is_head = end == start;
            let next_is_capital = self.at(end + 1).is_some_and(Token::is_capital);
            let joins = token.is(Classes::COORDINATOR)
                && next_is_capital
                && self.before(end).is_some_and(Token::is_capital)
                && !is_head;
            let inside = token.is(Classes::SPECIFIER)
                && (is_head || self.before(end).is_some_and(|it| it.is(Classes::PREPOSITION.or(Classes::SPECIFIER))))
                || token.is(Classes::NAME_PARTICLE)
                    && self.before(end).is_some_and(Token::is_capital)
                    && self.at(end + 1).is_some_and(|next| next.is_capital() || next.is(Classes::NAME_PARTICLE))
                    && !is_head
                || token.is(Classes::GENITIVE) && !is_head
                || self.is_possessive(end)
                || token.is_capital() && token.is(Classes::TITLE)
                || token.is(Classes::PRONOUN) && !is_head && self.partitive_start(end) < end
                || token.is(Classes::PREPOSITION) && self.is_between_them(end) && !is_head
                || joins
                // "les plus récentes données"
                || token.is(Classes::ADVERB.or(Classes::NEGATION))
                    && end == start + 1
                    && first.is(Classes::SPECIFIER)
                    && self.at(end + 1).is_some_and(|next| {
                        let noun = Classes::ROLE.or(Classes::BODY);
                        next.kind == Kind::Word && (next.word.classes.is_none() || next.is(noun))
                    })
                // «l'adjoint aux finances», «l'adjoint au maire»
                || token.is(Classes::PREPOSITION)
                    && token.is(Classes::PLURALS.or(Classes::MASCULINE_ARTICLE))
                    && !token.is(Classes::GENITIVE)
                    && self.before(end).is_some_and(|it| it.is(Classes::ROLE))
                    && self.at(end + 1).is_some_and(|next| {
                        let is_head = || self.is(end - 1, Classes::ROLE) && next.is(Classes::ROLE.or(Classes::TITLE));
                        next.shape == Shape::Lower && (next.word.classes.is_none() && !self.is_agent(next) || is_head())
                    })
                // "an outside engineer"
                || token.is(Classes::PREPOSITION)
                    && !token.is(Classes::GENITIVE)
                    && end == start + 1
                    && first.is(Classes::DETERMINER)
                    && self.at(end + 1).is_some_and(|next| next.kind == Kind::Word && !next.is(Classes::SPECIFIER));
            let stops = token
                .is(Classes::PREPOSITION.or(Classes::AUXILIARY).or(NOT_IN_PHRASE).or(Classes::COORDINATOR))
                || token.is(Classes::ADVERB) && !is_head
                || token.is(Classes::TIME)
                    && !is_head
                    // "un visiteur du soir"
                    && !(token.shape == Shape::Lower && self.before(end).is_some_and(|it| it.is(Classes::GENITIVE)))
                || token.is(Classes::SPECIFIER)
                || token.is(Classes::PRONOUN)
                || !is_head && self.is_verbal(end);
            let follows_name = !is_head
                && token.shape == Shape::Lower
                && self.before(end).is_some_and(|it| {
                    it.is_capital() && !it.is(Classes::ROLE.or(Classes::TITLE).or(Classes::SPECIFIER))
                })
                && !token.is(Classes::ROLE.or(Classes::BODY))
                && !self.is_agent(token)
                && (!(start..end).any(|at| self.is(at, Classes::GENITIVE))
                    // «la conseillère d'État vaudoise Anne Kim | botte en touche»
                    || end > start + 2 && self.at(end - 2).is_some_and(Token::is_capital));
            // "a report | commissioned by", "un sondage | publié dimanche"
            let is_past = !is_head && token.shape == Shape::Lower && self.is_participle(end);
            // "A driver waiting nearby | disagreed."
            let is_verb = !is_head
                && token.word.classes.is_none()
                && token.shape == Shape::Lower
                && self.grammar.looks_past(token.text(self.text))
                && self.at(end + 1).is_none_or(|next| !next.is_word())
                // "L'apiculteur | referme la ruche"
                || end > start + 1
                    && first.is(Classes::ARTICLE)
                    && token.word.classes.is_none()
                    && token.shape == Shape::Lower
                    && self.at(end + 1).is_some_and(|next| {
                        next.is(Classes::ARTICLE) && next.shape == Shape::Lower && !next.is(Classes::GENITIVE)
                    });
            let is_noun = end == start + 1 && first.is(Classes::SPECIFIER);
            let is_modifier = !is_head && !is_noun && self.grammar.is_modifier(token.text(self.text));
            if (follows_name || is_past || is_verb || is_modifier) && !inside {
                break;
            }
            if stops
                && !inside
                && !(token.is_capital() && !token.is(Classes::TIME) && !is_head && !token.is(Classes::SPECIFIER))
            {
                break;
            }
            end += 1;
        }
        // A preposition or an article does not end a phrase.
        while end > start
            && self.before(end).is_some_and(|it| {
                it.is(Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::COORDINATOR))
                    && !it.is(Classes::INDEFINITE)
                    && !it.is_capital()
            })
        {
            end -= 1;
        }
        (end > start).then_some(start..end)
    }
}
