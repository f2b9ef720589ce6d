//! Subjects behind their verb: `, said the minister`, «a annoncé mercredi la ministre».

use std::ops::Range;

use super::{Sentence, VerbUse};
use crate::attribution::tokens::{Kind, Shape, Token};
use crate::attribution::word::{Classes, Frames};

impl Sentence<'_> {
    /// The phrase behind a verb that stands before its subject: `, said the minister`.
    pub fn is_inverted(&self, found: &VerbUse) -> Option<Range<usize>> {
        if !found.frames.any(Frames::QUOTE.or(Frames::BARE)) {
            return None;
        }
        // «…, comme l'a dit la maire»
        let start = found.group - usize::from(self.before(found.group).is_some_and(|it| it.is(Classes::AS)));
        let opens = self.before(start).is_none_or(|previous| {
            matches!(previous.kind, Kind::Comma | Kind::Quote(_) | Kind::Dash | Kind::Mark | Kind::Stop | Kind::Colon)
                || previous.is(Classes::COORDINATOR) && found.group == 1
        });
        // "Kim, her lawyer, told reporters": whom is told stands behind the verb, not who tells.
        let comma = usize::from(self.before(start).is_some_and(|it| it.kind == Kind::Comma));
        let follows_quote = start > comma && self.is_quote(start - comma - 1);
        // "…, a annoncé mercredi le ministre"
        let past_time = self.past_times(found.after);
        let is_timed = comma == 1 && !follows_quote && past_time > found.after;
        let begins = self.begins_phrase(found.after) || follows_quote || is_timed;
        if !opens || !begins || found.frames.any(Frames::PERSON) && !follows_quote {
            return None;
        }
        if self.is(found.after, Classes::COMPLEMENTISER.or(Classes::INFINITIVE)) {
            return None;
        }
        // "Her lawyer, Kim, pleads self-defence": the subject stands before.
        let has_apposition = || (0..found.group.saturating_sub(1)).any(|at| self.is_kind(at, Kind::Comma));
        let is_behind_relative = || {
            (1..found.group.saturating_sub(1))
                .any(|at| self.is(at, Classes::RELATIVE) && self.is_kind(at - 1, Kind::Comma))
                && !self.is_kind(self.phrase_after(found.after).map_or(0, |phrase| phrase.end), Kind::Comma)
        };
        if comma == 1
            && !follows_quote
            && (!self.has_finite(0..found.group) && has_apposition() || is_behind_relative())
        {
            return None;
        }
        let phrase = if follows_quote {
            self.phrase_behind(found.after)?
        } else if is_timed {
            self.phrase_after(past_time).filter(|phrase| self.begins_phrase(past_time) && self.can_hold(phrase))?
        } else {
            self.phrase_after(found.after)?
        };
        if self.is(found.after, Classes::PRONOUN) && !self.is_kind(phrase.end, Kind::Comma) && !self.is_end(phrase.end)
        {
            return None;
        }
        // "…, told supporters in Ohio that": whom is told, not who tells.
        const FARTHEST: usize = 6;
        let tells = |at: usize| {
            self.is(at, Classes::COMPLEMENTISER) && !self.is(at, Classes::RELATIVE.or(Classes::CLITIC))
                || self.is(at, Classes::COMPLEMENTISER) && self.is(at, Classes::DETERMINER)
        };
        let near = (phrase.end..phrase.end + FARTHEST).take_while(|at| self.at(*at).is_some_and(Token::is_word));
        if found.frames.any(Frames::PERSON) && found.group == found.verb && near.into_iter().any(tells) {
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
                // «sourit celle que ses amis surnomment»
                let is_whoever = next.is(Classes::COMPLEMENTISER) && self.is(phrase.start, Classes::DEMONSTRATIVE);
                let is_free = !begins_infinitive && (!goes_on || is_whoever);
                let closes = next.is(Classes::PREPOSITION
                    .or(Classes::GENITIVE)
                    .or(Classes::TIME)
                    .or(Classes::RELATIVE)
                    .or(Classes::SUBORDINATOR)
                    .or(Classes::COORDINATOR)
                    .or(Classes::ADVERB));
                let tells_more = || self.grammar.is_modifier(next.text(self.text)) || self.is_participle(phrase.end);
                is_free && (closes || is_whoever || tells_more())
                    || next.is_cue() && self.verb_use(phrase.end).is_some_and(|next| next.is_gerund)
            }
            _ => true,
        });
        ends.then(|| self.with_modifier(phrase))
    }

    /// "une source proche du dossier", "people familiar with the matter".
    fn with_modifier(&self, phrase: Range<usize>) -> Range<usize> {
        let modifies = self.at(phrase.end).is_some_and(|next| self.grammar.is_modifier(next.text(self.text)));
        let joins = self.is(phrase.end + 1, Classes::PREPOSITION.or(Classes::GENITIVE));
        let complement = self.phrase_after(phrase.end + 2).filter(|_| modifies && joins);
        complement.map_or(phrase.clone(), |complement| phrase.start..complement.end)
    }

    /// Past ", amer," or ", la voix cassée," between a verb and its subject.
    fn past_aside(&self, start: usize) -> usize {
        const LONGEST: usize = 6;
        if !self.is_kind(start, Kind::Comma) {
            return start;
        }
        let is_plain = |at: usize| self.at(at).is_some_and(|token| token.kind == Kind::Word && !token.is_capital());
        let comma = (start + 1..start + LONGEST).find(|at| !is_plain(*at));
        comma.filter(|at| self.is_kind(*at, Kind::Comma)).map_or(start, |comma| comma + 1)
    }

    /// Past "mercredi", "la veille", "jeudi soir", to where something else begins.
    fn past_times(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            let article = usize::from(self.is(at, Classes::ARTICLE) && self.is(at + 1, Classes::TIME));
            if !self.is(at + article, Classes::TIME) || self.is(at + article, Classes::SPECIFIER) {
                return at;
            }
            at += article + 1;
        }
    }

    /// The subject behind a verb and words that tell to whom, when or where: « … », raconte à l'agence Kim.
    pub fn phrase_behind(&self, start: usize) -> Option<Range<usize>> {
        const FARTHEST: usize = 14;
        let start = self.past_times(self.past_aside(start));
        let right_behind =
            || self.phrase_after(start).filter(|_| self.begins_phrase(start) && !self.is(start, Classes::TIME));
        if let Some(phrase) = right_behind() {
            return Some(phrase);
        }
        let skips = Classes::PREPOSITION.or(Classes::TIME).or(Classes::ADVERB);
        if !self.is(start, skips) {
            return None;
        }
        let mut at = start;
        while at < start + FARTHEST {
            let token = self.at(at)?;
            if token.is(Classes::TIME.or(Classes::ADVERB)) && !token.is(Classes::SPECIFIER) {
                at += 1;
            } else if token.is(Classes::PREPOSITION) && self.is(at + 1, Classes::GENITIVE) {
                // "auprès de"
                at += 1;
            } else if token.is(Classes::PREPOSITION.or(Classes::GENITIVE)) {
                let complement = self.phrase_after(at + 1)?;
                at = self.holder_within(&complement).unwrap_or(complement.end.max(at + 1));
            } else {
                break;
            }
        }
        let phrase = self.phrase_after(at).filter(|phrase| at > start && self.can_hold(phrase))?;
        let is_end = self.at(phrase.end).is_none_or(|next| {
            !next.is_word() || next.is(Classes::PREPOSITION.or(Classes::RELATIVE).or(Classes::TIME))
        });
        is_end.then_some(phrase)
    }

    /// Where within "l'agence Josette Rey" the name begins: a title or a capital behind a common noun.
    fn holder_within(&self, phrase: &Range<usize>) -> Option<usize> {
        let begins = |at: usize| {
            self.at(at).is_some_and(Token::is_capital)
                && self.before(at).is_some_and(|before| {
                    (!before.is_capital() || before.shape == Shape::Upper && !self.is_upper(at))
                        && !before.is(Classes::SPECIFIER.or(Classes::GENITIVE).or(Classes::PREPOSITION))
                })
        };
        let reaches_end = |at: &usize| (*at..phrase.end).all(|at| self.at(at).is_some_and(Token::is_capital));
        (phrase.start + 1..phrase.end).find(|at| begins(*at)).filter(reaches_end)
    }

    fn is_upper(&self, at: usize) -> bool {
        self.at(at).is_some_and(|token| token.shape == Shape::Upper)
    }
}
