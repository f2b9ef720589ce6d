//! Who a verb belongs to.

use std::ops::Range;

use super::{Sentence, VerbUse};
use crate::attribution::tokens::{Kind, Token};
use crate::attribution::word::{Classes, Frames};

impl Sentence<'_> {
    /// The phrase behind a verb that stands before its subject: `, said the minister`.
    pub fn is_inverted(&self, found: &VerbUse) -> Option<Range<usize>> {
        if !found.frames.any(Frames::QUOTE.or(Frames::BARE)) {
            return None;
        }
        let opens = self.before(found.group).is_none_or(|previous| {
            matches!(previous.kind, Kind::Comma | Kind::Quote(_) | Kind::Dash | Kind::Mark | Kind::Stop | Kind::Colon)
                || previous.is(Classes::COORDINATOR) && found.group == 1
        });
        // "Kim, her lawyer, told reporters": whom is told stands behind the verb, not who tells.
        let comma = usize::from(self.before(found.group).is_some_and(|it| it.kind == Kind::Comma));
        let follows_quote = found.group > comma && self.is_quote(found.group - comma - 1);
        if !opens || !self.begins_phrase(found.after) || found.frames.any(Frames::PERSON) && !follows_quote {
            return None;
        }
        if self.is(found.after, Classes::COMPLEMENTISER) {
            return None;
        }
        let phrase = self.phrase_after(found.after)?;
        if self.is(found.after, Classes::PRONOUN) && !self.is_kind(phrase.end, Kind::Comma) && !self.is_end(phrase.end)
        {
            return None;
        }
        let is_apart = follows_quote || self.is_end(phrase.end) || self.is_kind(phrase.end, Kind::Comma);
        if !is_apart && found.group > 0 && !self.can_hold(&phrase) {
            return None;
        }
        let ends = self.at(phrase.end).is_none_or(|next| match next.kind {
            Kind::Word => {
                let begins_infinitive = next.is(Classes::INFINITIVE_MARKER) && self.begins_verb(phrase.end + 1);
                let goes_on = next.is(Classes::AUXILIARY.or(Classes::COMPLEMENTISER).or(Classes::NEGATION));
                let is_free = !begins_infinitive && !goes_on;
                is_free
                    && next.is(Classes::PREPOSITION
                        .or(Classes::TIME)
                        .or(Classes::RELATIVE)
                        .or(Classes::SUBORDINATOR)
                        .or(Classes::COORDINATOR)
                        .or(Classes::ADVERB))
                    || next.is_cue() && self.verb_use(phrase.end).is_some_and(|next| next.is_gerund)
            }
            _ => true,
        });
        ends.then_some(phrase)
    }

    /// The subject of a verb group: the phrase before it, past appositions and relative clauses.
    pub fn subject_before(&self, group: usize) -> Option<Range<usize>> {
        let mut end = group;
        // "Kim on Monday said"
        while let Some(token) = self.before(end) {
            let is_time = token.is(Classes::TIME) && (token.is_capital() || !self.is_determiner(end.saturating_sub(2)));
            let is_on =
                end < group && token.is(Classes::PREPOSITION) && self.at(end).is_some_and(|it| it.is(Classes::TIME));
            if !(is_time && end > 1 || is_on) {
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
            // "Kim, 43, of Akron, Ohio, who said"
            let is_apposition = self.before(phrase.start).is_some_and(|token| token.kind == Kind::Comma);
            let outer = || self.subject_before_apposition(before - comma);
            return if comma == 1 && is_apposition { outer().or(Some(phrase)) } else { Some(phrase) };
        }
        if previous.is(Classes::COORDINATOR) {
            return None;
        }
        self.phrase_before(end)
    }

    /// The phrase before the apposition that ends with the comma at `comma`: "Kim, the head of the bank, said".
    fn subject_before_apposition(&self, comma: usize) -> Option<Range<usize>> {
        const MOST: usize = 4;
        let commas = (0..comma).rev().filter(|index| self.is_kind(*index, Kind::Comma)).take(MOST);
        let mut nearest = None;
        for earlier in commas {
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

    /// The first noun phrase of the sentence before an index.
    pub fn first_phrase(&self, before: usize) -> Option<Range<usize>> {
        let start = (0..before).find(|index| {
            self.begins_phrase(*index)
                && !self.before(*index).is_some_and(|it| it.is(Classes::PREPOSITION))
                && !self.is(*index, Classes::NOT_NAME)
        })?;
        self.phrase_after(start).filter(|phrase| phrase.end <= before)
    }

    /// Whether a phrase is somebody who can want or condemn something.
    pub fn can_hold(&self, phrase: &Range<usize>) -> bool {
        const HOLDERS: Classes =
            Classes::PRONOUN.or(Classes::ROLE).or(Classes::BODY).or(Classes::INDEFINITE).or(Classes::ENCLITIC);
        let holds = |token: &Token| {
            token.is(HOLDERS)
                || self.is_agent(token)
                || token.is_capital() && !token.is(Classes::SPECIFIER.or(Classes::TIME))
        };
        self.tokens.get(phrase.clone()).unwrap_or_default().iter().any(holds)
    }
}
