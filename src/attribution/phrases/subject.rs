//! Who a verb belongs to.

use std::ops::Range;

use super::Sentence;
use crate::attribution::tokens::{Kind, Shape, Token};
use crate::attribution::word::{Classes, Forms, Frames};

impl Sentence<'_> {
    /// The subject with what tells more of it: "officials who work with him", "a report commissioned by the bank".
    pub(super) fn modified_before(&self, end: usize) -> Option<Range<usize>> {
        const FARTHEST: usize = 30;
        let is_border = |at: usize| {
            self.at(at).is_some_and(|token| {
                !token.is_word()
                    || token.is(Classes::COORDINATOR.or(Classes::CONTRAST).or(Classes::SUBORDINATOR))
                        && !token.is(Classes::PREPOSITION.or(Classes::GENITIVE))
                    || token.is(Classes::COMPLEMENTISER) && self.before(at).is_some_and(Token::is_cue)
            })
        };
        let border = (0..end).rev().take(FARTHEST).find(|at| is_border(*at));
        let start = border.map_or(end.saturating_sub(FARTHEST), |border| border + 1);
        if !self.begins_phrase(start) || self.is(start, Classes::PRONOUN) && !self.is(start, Classes::SPECIFIER) {
            return None;
        }
        let head = self.phrase_after(start).filter(|head| head.end < end && self.can_hold(head))?;
        let next = self.at(head.end)?;
        let is_clause = next.is(Classes::RELATIVE) || self.grammar.is_modifier(next.text(self.text));
        let is_participle = !next.is_capital() && self.is_participle(head.end);
        if !is_clause && !is_participle {
            return None;
        }
        // "An aide close to him said the leader …": the verb behind has its own subject.
        let is_finite = |at: usize| {
            let forms = self.readings(at).iter().any(|reading| reading.forms.any(Forms::FINITE));
            forms && self.is(at + 1, Classes::SPECIFIER) || self.is(at, Classes::AUXILIARY)
        };
        if !next.is(Classes::RELATIVE) && (head.end + 1..end.saturating_sub(1)).any(is_finite) {
            return None;
        }
        // "People who say they agree": the pronoun is the subject of the verb.
        let last = end - 1;
        let is_own = self.is(last, Classes::PRONOUN) && !self.is_determiner(last) && !self.is(last, Classes::GENITIVE);
        (!is_own).then_some(start..end)
    }

    /// Where in a source its name or noun ends and what tells more of it begins: "people | polled by Kim".
    pub fn head_end(&self, source: &Range<usize>) -> usize {
        let modifies = |at: &usize| {
            self.at(*at).is_some_and(|token| {
                !token.is_capital()
                    && (token.is(Classes::RELATIVE) && !self.is(*at, Classes::DETERMINER)
                        || self.grammar.is_modifier(token.text(self.text))
                        || self.is_participle(*at))
            })
        };
        (source.start + 1..source.end).find(modifies).unwrap_or(source.end)
    }

    /// Whether a word is a participle that tells more of the noun before it.
    pub fn is_participle(&self, at: usize) -> bool {
        let Some(token) = self.at(at) else { return false };
        let readings = self.readings(at);
        let known = readings.iter().any(|reading| reading.forms.any(Forms::PARTICIPLE.or(Forms::GERUND)));
        let looks = token.word.classes.is_none() && self.grammar.looks_participle(token.text(self.text));
        let opens = self.at(at + 1).is_some_and(|next| {
            next.is(Classes::PREPOSITION.or(Classes::TIME).or(Classes::GENITIVE)) || next.kind == Kind::Number
        });
        let reports = readings.iter().any(|reading| reading.frames.any(Frames::QUOTE));
        let is_noun = self.before(at).is_some_and(|it| it.is(Classes::SPECIFIER));
        (known && !reports || looks) && opens && !is_noun
    }

    /// The subject of a verb group: the phrase before it, past appositions and relative clauses.
    pub fn subject_before(&self, group: usize) -> Option<Range<usize>> {
        let mut end = group;
        // "Kim on Monday said"
        while let Some(token) = self.before(end) {
            let is_time = token.is(Classes::TIME) && (token.is_capital() || !self.is_determiner(end.saturating_sub(2)));
            let is_on =
                end < group && token.is(Classes::PREPOSITION) && self.at(end).is_some_and(|it| it.is(Classes::TIME));
            let is_last = end < group
                && token.is(Classes::NOT_NAME.or(Classes::DETERMINER))
                && self.at(end).is_some_and(|it| it.is(Classes::TIME))
                && !token.is_capital();
            // "Mrs May"
            let is_name = end > 1 && self.is(end - 2, Classes::TITLE);
            if !(is_time && end > 1 && !is_name || is_on || is_last) {
                break;
            }
            end -= 1;
        }
        let previous = self.before(end)?;
        if previous.kind == Kind::Comma {
            return self.subject_before_apposition(end - 1).or_else(|| self.first_phrase(group));
        }
        if previous.kind == Kind::Dash {
            let open = (0..end - 1).rev().find(|index| self.is_kind(*index, Kind::Dash))?;
            return self.phrase_before(open);
        }
        if previous.is(Classes::RELATIVE) {
            let before = end - 1;
            let comma = usize::from(self.before(before).is_some_and(|token| token.kind == Kind::Comma));
            let phrase = self.phrase_before(before - comma)?;
            // "a setback for the leader, who hoped"
            let inner = (phrase.start + 1..phrase.end).rev().find(|at| self.is(*at, Classes::SPECIFIER));
            let joins = Classes::PREPOSITION.or(Classes::GENITIVE);
            let is_inner = |at: &usize| self.before(*at).is_some_and(|it| it.is(joins));
            let ends_with_role = self.before(phrase.end).is_some_and(|it| it.is(Classes::ROLE));
            if let Some(inner) = inner.filter(|at| ends_with_role && comma == 1 && is_inner(at)) {
                return Some(inner..phrase.end);
            }
            // "Kim, 43, of Akron, Ohio, who said"
            let is_apposition = self.before(phrase.start).is_some_and(|token| token.kind == Kind::Comma);
            let outer = || self.subject_before_apposition(before - comma);
            return if comma == 1 && is_apposition { outer().or(Some(phrase)) } else { Some(phrase) };
        }
        if previous.is(Classes::COORDINATOR) {
            return None;
        }
        self.modified_before(end).or_else(|| self.phrase_before(end))
    }

    /// The phrase before the apposition that ends with the comma at `comma`: "Kim, the head of the bank, said".
    fn subject_before_apposition(&self, comma: usize) -> Option<Range<usize>> {
        const MOST: usize = 4;
        let commas = (0..comma).rev().filter(|index| self.is_kind(*index, Kind::Comma)).take(MOST);
        let mut nearest = None;
        for earlier in commas {
            if let Some(phrase) = self.modified_before(earlier) {
                return Some(phrase);
            }
            let Some(phrase) = self.phrase_before(earlier) else { continue };
            let opens = self.before(phrase.start).is_none_or(|previous| {
                matches!(previous.kind, Kind::Quote(_) | Kind::Colon | Kind::Semicolon | Kind::Dash)
                    || previous.is(Classes::COORDINATOR
                        .or(Classes::COMPLEMENTISER)
                        .or(Classes::SUBORDINATOR)
                        .or(Classes::CONTRAST))
            });
            let is_source = self.is(phrase.start, Classes::POSSESSIVE)
                || self.tokens.get(phrase.clone()).is_some_and(|tokens| {
                    tokens.iter().any(|token| {
                        token.is_capital() || token.is(Classes::ROLE.or(Classes::BODY).or(Classes::PRONOUN))
                    })
                });
            if opens && is_source {
                return Some(phrase);
            }
            if nearest.is_none() && is_source {
                nearest = Some(phrase);
            }
        }
        nearest
    }

    /// Where what tells more of a phrase ends that stands before the comma at `comma`: "Kim, the head of the bank",
    /// «sa présidente, Anne Kim», «Anne Kim, 43 ans».
    pub fn apposition_end(&self, phrase: &Range<usize>, comma: usize) -> Option<usize> {
        const LONGEST: usize = 16;
        let start = comma + 1;
        let first = self.at(start).filter(|_| self.is_kind(comma, Kind::Comma))?;
        if self.is(phrase.start, Classes::PRONOUN.or(Classes::ENCLITIC)) {
            return None;
        }
        let end = (start..self.tokens.len()).take(LONGEST).find(|at| self.at(*at).is_some_and(|it| !it.is_word()))?;
        let noun = self.at(start + usize::from(first.is(Classes::SPECIFIER)))?;
        let is_age = first.kind == Kind::Number && end < start + 4;
        let is_office = noun.is(Classes::ROLE) || !noun.is_capital() && self.is_agent(noun);
        let is_name = || {
            let words = self.tokens.get(start..end).unwrap_or_default();
            !self.is(phrase.start, Classes::NAME_PARTICLE)
                && self.at(phrase.start).is_some_and(|it| it.shape == Shape::Lower)
                && words.iter().all(|it| it.is_capital() || it.is(Classes::NAME_PARTICLE))
        };
        ((is_age || is_office || is_name()) && !self.has_finite(start..end)).then_some(end)
    }

    /// The first noun phrase of the sentence before an index, past adverbials: "Asked by a reporter, Kim …".
    pub fn first_phrase(&self, before: usize) -> Option<Range<usize>> {
        let mut at = self.behind_participle(before).unwrap_or(0);
        while at < before {
            let token = self.at(at)?;
            let is_preposition = token.is(Classes::PREPOSITION) && !token.is(Classes::SPECIFIER);
            if is_preposition && at + 1 < before {
                at = self.phrase_after(at + 1).map_or(at + 1, |phrase| phrase.end.max(at + 1));
            } else if token.is(Classes::SUBORDINATOR) && !self.begins_phrase(at)
                || token.is(Classes::RELATIVE) && at > 0 && !self.begins_phrase(at)
                // «Au gymnase, où dormaient 210 sinistrés, …»
                || token.is(Classes::QUESTION)
                    && self.before(at).is_some_and(|it| it.kind == Kind::Comma)
                    && self.grammar.is_modifier(token.text(self.text))
            {
                let comma = (at..before).find(|at| self.is_kind(*at, Kind::Comma));
                at = comma.map_or(at + 1, |comma| comma + 1);
            } else if self.begins_phrase(at)
                && (!token.is(Classes::NOT_NAME.or(Classes::QUESTION)) || self.is_latter(at))
                // «juge-t-elle» is no judge.
                && !self.is(at + 1, Classes::ENCLITIC)
            {
                return self.phrase_after(at).filter(|phrase| phrase.end <= before);
            } else {
                at += 1;
            }
        }
        None
    }

    /// «ce dernier», not «ce que».
    fn is_latter(&self, at: usize) -> bool {
        self.is(at, Classes::DEMONSTRATIVE) && self.is(at + 1, Classes::LATTER)
    }

    /// Where a sentence goes on behind "Asked whether he would resign," or «Contactée par l'agence,».
    fn behind_participle(&self, before: usize) -> Option<usize> {
        let first = self.at(0).filter(|first| first.kind == Kind::Word && first.is_capital())?;
        let is_told = self.readings(0).iter().any(|reading| reading.forms.any(Forms::PARTICIPLE));
        let looks = || first.word.classes.is_none() && self.grammar.looks_participle(first.text(self.text));
        let opens = Classes::PREPOSITION.or(Classes::QUESTION).or(Classes::ADVERB).or(Classes::TIME);
        let next = self.at(1)?;
        if !(is_told || looks()) || !(next.is(opens) || matches!(next.kind, Kind::Comma | Kind::Quote(_))) {
            return None;
        }
        (1..before).find(|at| self.is_kind(*at, Kind::Comma)).map(|comma| comma + 1)
    }

    /// The subject that a verb behind "and" shares with the clause it stands in: "after the bank cut jobs and said".
    pub fn shared_subject(&self, group: usize) -> Option<Range<usize>> {
        const FARTHEST: usize = 30;
        let is_opener = |at: &usize| {
            self.is(*at, Classes::SUBORDINATOR)
                && !self.is(*at, Classes::COORDINATOR)
                && *at > 0
                && self.begins_phrase(at + 1)
        };
        let opener = (0..group)
            .rev()
            .take(FARTHEST)
            .take_while(|at| self.at(*at).is_some_and(|it| it.is_word() || it.kind == Kind::Comma))
            .find(is_opener);
        let phrase = opener.and_then(|at| self.phrase_after(at + 1));
        phrase
            .filter(|phrase| phrase.end <= group && self.can_hold(phrase) && !self.is(phrase.start, Classes::TIME))
            .or_else(|| self.first_phrase(group))
    }

    /// Who is named at the end of words that have nobody as their subject: «Un constat que partage Anne Kim, éleveuse»,
    /// «Pas de quoi calmer la commerçante»; with prepositions also «Même son de cloche chez Anne Kim».
    pub fn holder_behind(&self, end: usize, with_prepositions: bool) -> Option<Range<usize>> {
        const FARTHEST: usize = 5;
        let comma = (1..end).find(|at| self.is_kind(*at, Kind::Comma)).unwrap_or(end);
        let is_tied = |at: usize| {
            self.is(at - 1, Classes::AGENT.or(Classes::INFINITIVE))
                || (at.saturating_sub(FARTHEST)..at)
                    .any(|at| self.is(at, Classes::COMPLEMENTISER.or(Classes::RELATIVE)))
                    && !self.is(at - 1, Classes::PREPOSITION.or(Classes::GENITIVE).or(Classes::SPECIFIER))
                || with_prepositions && self.is(at - 1, Classes::PREPOSITION)
        };
        let is_person = |phrase: &Range<usize>| {
            let noun = phrase.start + usize::from(self.is(phrase.start, Classes::SPECIFIER));
            self.at(noun).is_some_and(|noun| {
                let is_name = noun.is_capital() && !noun.is(Classes::TIME);
                is_name || noun.is(Classes::ROLE) || self.is_agent(noun)
            })
        };
        (1..comma)
            .filter(|at| self.begins_phrase(*at) && is_tied(*at))
            .filter_map(|at| self.phrase_after(at))
            .find(|phrase| phrase.end == comma && is_person(phrase))
    }

    /// Whether a phrase is somebody who can want or condemn something.
    pub fn can_hold(&self, phrase: &Range<usize>) -> bool {
        const HOLDERS: Classes = Classes::PRONOUN
            .or(Classes::ROLE)
            .or(Classes::BODY)
            .or(Classes::INDEFINITE)
            .or(Classes::ENCLITIC)
            .or(Classes::LATTER);
        let holds = |token: &Token| {
            token.is(HOLDERS)
                || self.is_agent(token)
                || token.kind == Kind::Number && token.text(self.text).ends_with('%')
                || token.is_capital() && !token.is(Classes::SPECIFIER.or(Classes::TIME))
        };
        self.tokens.get(phrase.clone()).unwrap_or_default().iter().any(holds)
    }
}
