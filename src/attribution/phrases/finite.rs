//! Whether a word form is a finite verb, as far as its neighbours tell.

use std::ops::Range;

use super::verb_group::VerbUse;
use super::{NOT_IN_PHRASE, Sentence};
use crate::attribution::tokens::{Kind, Token};
use crate::attribution::word::{Classes, Forms, Frames};

impl Sentence<'_> {
    /// Whether the neighbours of a verb form without auxiliary let it be finite rather than a noun or adjective.
    pub(super) fn can_be_finite(&self, verb: usize, found: &VerbUse) -> bool {
        let Some(previous) = self.before(found.group) else {
            // "Said the minister: …"; elsewhere a noun or an imperative, but in languages that leave the subject out.
            if self.grammar.omits_subjects {
                return true;
            }
            let is_subject = |next: &Token| next.is_capital() || next.is(Classes::SPECIFIER.or(Classes::PRONOUN));
            return found.frames.any(Frames::QUOTE) && self.at(found.after).is_some_and(is_subject);
        };
        if found.enclitic.is_some() {
            return true;
        }
        let is_pronoun = previous.is(Classes::PRONOUN.or(Classes::RELATIVE).or(Classes::INDEFINITE));
        let forms = self.readings(verb).iter().fold(Forms::default(), |all, reading| all.or(reading.forms));
        // "the Embassy report": a singular has no such verb form.
        let is_bare_form = forms.any(Forms::BASE) && forms.any(Forms::FINITE) && !forms.any(Forms::PARTICIPLE);
        // "said in a text message, “…”"
        let is_singular = || {
            let words = (found.group.saturating_sub(3)..found.group).rev();
            let mut words =
                words.take_while(|at| self.at(*at).is_some_and(|it| it.kind == Kind::Word && !it.is_capital()));
            words.any(|at| self.is(at, Classes::INDEFINITE_ARTICLE))
        };
        if is_bare_form && self.at(found.after).is_none_or(|next| !next.is_word()) && is_singular() {
            return false;
        }
        // "one person close to her said"
        let is_object = previous.is(Classes::POSSESSIVE)
            && !is_bare_form
            && found.group.checked_sub(2).is_some_and(|at| self.is(at, Classes::PREPOSITION));
        // "19% said", not "the 2022 report"
        let is_number = previous.kind == Kind::Number && (is_bare_form || !previous.text(self.text).ends_with('%'));
        if previous.is(Classes::SPECIFIER) && !is_pronoun && !is_object || is_number {
            return false;
        }
        if self.is_possessive(found.group - 1) || found.group == verb && self.is_verbal(found.group - 1) {
            return false;
        }
        if previous.is(Classes::PREPOSITION) && !is_pronoun && !previous.is_capital() {
            return false;
        }
        let is_plural = previous.text(self.text).ends_with('s')
            || found.group == 1
            || self.is(found.group.saturating_sub(2), Classes::COORDINATOR);
        // "Scientists who drilled into the bed of Lake Kim say", "Friends of Kim say"
        let is_far_plural = || self.has_plural_head(found.group);
        let is_name = previous.is_capital() && found.group == verb && (!is_bare_form || is_plural || is_far_plural());
        if is_pronoun || is_name || found.group < verb {
            return true;
        }
        if previous.is_capital() {
            return false;
        }
        let has_particle = found.after > verb + 1;
        // "Leur syndicat rappelle cependant que"
        let past_adverbs =
            (found.after..).find(|at| !self.is(*at, Classes::ADVERB) || self.is(*at, Classes::DETERMINER));
        let next_opens = self.at(past_adverbs.unwrap_or(found.after)).is_none_or(|next| {
            has_particle
                || next.kind != Kind::Word
                || next.is_capital()
                || next.is(Classes::COMPLEMENTISER
                    .or(Classes::SPECIFIER)
                    .or(Classes::PRONOUN)
                    .or(Classes::QUESTION)
                    .or(Classes::INFINITIVE_MARKER)
                    .or(Classes::TIME)
                    .or(Classes::INFINITIVE)
                    .or(Classes::NEGATION)
                    .or(Classes::CLITIC)
                    .or(Classes::INDEFINITE))
        });
        // "ignored repeated warnings"
        let is_past =
            |it: &Token| it.word.classes.is_none() && !it.is_capital() && self.grammar.looks_past(it.text(self.text));
        let is_adjective = found.group == verb && self.is_plain(found.after);
        if is_adjective && !self.grammar.has_infinitive_endings() && is_past(previous) {
            return false;
        }
        // "a view shared by few"
        let is_agent = !self.grammar.has_infinitive_endings() && self.is(found.after, Classes::AGENT);
        let is_thing = || previous.kind == Kind::Word && !self.can_hold(&self.words_before(found.group));
        if is_agent && forms.any(Forms::PARTICIPLE) && found.after == verb + 1 && is_thing() {
            return false;
        }
        let is_reduced = forms.any(Forms::PARTICIPLE)
            && self
                .at(found.after)
                .is_some_and(|next| next.is(Classes::PREPOSITION) && !next.is(Classes::INFINITIVE_MARKER))
            && !found.frames.any(Frames::QUOTE);
        if is_reduced {
            return false;
        }
        // ", and want regulators to"
        let is_joined = previous.is(Classes::COORDINATOR)
            && found.group.checked_sub(2).is_some_and(|at| self.is_kind(at, Kind::Comma));
        let is_plural = (is_plural || is_joined) && forms.any(Forms::BASE);
        let is_only_finite = !forms.any(Forms::BASE.or(Forms::PARTICIPLE));
        forms.any(Forms::PARTICIPLE)
            || is_only_finite && !self.grammar.gendered_nouns && self.is_sole_verb(found)
            || next_opens
            || is_plural
            || previous.kind != Kind::Word && !is_bare_form
    }

    /// Whether the clause before a verb form begins with a noun in the plural that has a complement: "Friends of Kim say".
    /// What verbs in between are used for is not asked, for they would ask in turn.
    fn has_plural_head(&self, end: usize) -> bool {
        const FARTHEST: usize = 30;
        let is_border = |at: &usize| {
            let closed =
                Classes::COORDINATOR.or(Classes::CONTRAST).or(Classes::SUBORDINATOR).or(Classes::COMPLEMENTISER);
            let joins = Classes::PREPOSITION.or(Classes::GENITIVE).or(Classes::RELATIVE).or(Classes::DETERMINER);
            self.at(*at).is_some_and(|token| !token.is_word() || token.is(closed) && !token.is(joins))
        };
        let border = (0..end).rev().take(FARTHEST).find(is_border);
        let start = border.map_or(end.saturating_sub(FARTHEST), |border| border + 1);
        let joins = Classes::PREPOSITION.or(Classes::GENITIVE).or(Classes::RELATIVE);
        let head = (start..end).take_while(|at| !self.is(*at, joins)).last();
        self.begins_phrase(start)
            && !self.is(start, Classes::PRONOUN)
            && head.filter(|head| head + 1 < end).and_then(|head| self.at(head)).is_some_and(|head| {
                self.grammar.is_plural(head.text(self.text))
                    && (!head.is_cue() || head.is(Classes::ROLE.or(Classes::BODY)))
            })
    }

    /// Whether somebody stands before a verb form and no other verb behind: "The union wants compensation".
    fn is_sole_verb(&self, found: &VerbUse) -> bool {
        let is_finite = |at: &usize| {
            self.at(*at).is_some_and(|token| {
                token.is(Classes::AUXILIARY.or(Classes::FINITE)) && !self.is_possessive(*at)
                    || token.word.classes.is_none() && self.grammar.looks_past(token.text(self.text))
            })
        };
        let opens = |at: &usize| self.is(*at, Classes::COMPLEMENTISER.or(Classes::QUESTION)) || self.is_quote(*at);
        let mut behind = (found.after..self.end()).take_while(|at| !self.is_kind(*at, Kind::Comma));
        let next = behind.find(|at| is_finite(at) || opens(at));
        let mut subject = self.words_before(found.group);
        self.can_hold(&subject) && !subject.any(|at| is_finite(&at)) && next.is_none_or(|at| opens(&at))
    }

    /// The words before a verb form that can belong to its subject, found without asking what other verbs are used for.
    fn words_before(&self, end: usize) -> Range<usize> {
        const LONGEST: usize = 10;
        let closed = Classes::AUXILIARY.or(NOT_IN_PHRASE).or(Classes::COORDINATOR).or(Classes::PRONOUN);
        let noun = Classes::ROLE.or(Classes::BODY).or(Classes::REPORT);
        let words = (0..end).rev().take(LONGEST).take_while(|at| {
            self.at(*at).is_some_and(|token| {
                let is_closed = token.is(closed) && !token.is(Classes::SPECIFIER.or(Classes::PREPOSITION));
                token.is_word() && !is_closed && (!token.is_cue() || token.is_capital() || token.is(noun))
            })
        });
        end - words.count()..end
    }

    /// Whether some word in a range is a finite verb as far as can be seen.
    pub fn has_finite(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|index| self.is_finite(index))
    }

    fn is_finite(&self, index: usize) -> bool {
        let Some(token) = self.at(index) else { return false };
        if token.is(Classes::AUXILIARY) && !self.before(index).is_some_and(|it| it.is(Classes::INFINITIVE_MARKER)) {
            return !token.is(Classes::TIME) && !token.is_capital() && !self.is_possessive(index);
        }
        if token.is_capital() || token.kind != Kind::Word {
            return false;
        }
        if token.is_cue() && !token.is(Classes::FINITE) {
            return self.verb_use(index).is_some_and(|found| !found.is_infinitive && !found.is_gerund);
        }
        // "The letter, signed by fifty lawmakers, said"
        let is_aside = self.before(index).is_some_and(|it| it.kind == Kind::Comma)
            && self.is(index + 1, Classes::PREPOSITION.or(Classes::TIME));
        let follows = |classes| self.before(index).is_some_and(|it| it.is(classes));
        token.is(Classes::FINITE) && !follows(Classes::SPECIFIER.or(Classes::INFINITIVE_MARKER))
            || token.word.classes.is_none()
                && self.grammar.looks_past(token.text(self.text))
                && !is_aside
                && !follows(Classes::SPECIFIER)
    }
}
