//! Verbs with their auxiliaries, and whether a word form is used as a verb at all.

use super::{NOT_IN_PHRASE, Sentence};
use std::ops::Range;

use crate::attribution::tokens::{Kind, Token};
use crate::attribution::word::{Classes, Forms, Frames};

/// A reporting verb in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbUse {
    /// The verb.
    pub verb: usize,
    /// The first token of the verb with its auxiliaries and adverbs.
    pub group: usize,
    /// The token behind the verb and its particle.
    pub after: usize,
    /// What it takes.
    pub frames: Frames,
    /// "was accused of"
    pub is_passive: bool,
    /// "saying that", without auxiliary.
    pub is_gerund: bool,
    /// "to say that"
    pub is_infinitive: bool,
    /// "se dit": what somebody says of himself.
    pub is_reflexive: bool,
    /// A pronoun attached to the verb or its auxiliary.
    pub enclitic: Option<usize>,
}

struct VerbGroup {
    start: usize,
    auxiliary: Option<usize>,
    enclitic: Option<usize>,
    is_reflexive: bool,
}

impl<'a> Sentence<'a> {
    /// The reporting verb at an index, if it is used as one.
    pub fn verb_use(&self, index: usize) -> Option<VerbUse> {
        let token = self.at(index)?;
        if !token.is_cue()
            || token.is_capital() && index > 0 && !self.before(index).is_some_and(|it| it.kind == Kind::Dash)
        {
            return None;
        }
        let (reading, mut after) = self.readings(index).iter().find_map(|reading| {
            let enclitic = usize::from(self.is(index + 1, Classes::ENCLITIC));
            let behind = index + 1 + enclitic;
            let after = self.skip_words(behind, &reading.particle).or_else(|| {
                // "ne croit guère à"
                let is_between = |at: &usize| self.is(*at, Classes::NEGATION.or(Classes::ADVERB));
                let past = behind + (behind..behind + 3).take_while(is_between).count();
                let negated = self.skip_words(past, &reading.particle).filter(|_| past > behind);
                if negated.is_some() && !reading.particle.is_empty() {
                    return negated;
                }
                // "warned on Friday of"
                let past_time = if reading.particle.is_empty() { None } else { self.past_time(behind) };
                past_time.and_then(|past| self.skip_words(past, &reading.particle))
            })?;
            // "expressed concern that", but "expressed concern about".
            let only_clause = !reading.particle.is_empty() && !reading.frames.any(Frames::OTHER_THAN_CLAUSE);
            let opens = Classes::COMPLEMENTISER.or(Classes::PRONOUN).or(Classes::QUESTION);
            if only_clause && !self.is(after, opens) {
                return None;
            }
            let only_infinitive = !reading.particle.is_empty() && reading.frames == Frames::BARE_INFINITIVE;
            (!only_infinitive || self.begins_verb(after)).then_some((reading, after))
        })?;
        let forms = reading.forms;
        let mut frames = reading.frames;
        if !reading.particle.is_empty() {
            // "call for" is "call" as well where the particle is part of what follows.
            let bare = self.readings(index).iter().find(|reading| reading.particle.is_empty());
            let begins_infinitive = reading.particle.len() == 1
                && self.is(index + 1, Classes::INFINITIVE_MARKER)
                && self.begins_verb(index + 2);
            if let (Some(bare), true) = (bare, begins_infinitive) {
                frames = bare.frames.or(reading.frames).or(Frames::BARE_INFINITIVE);
                after = index + 1;
            }
        }
        let group = self.verb_group(index);
        let mut found = VerbUse {
            verb: index,
            group: group.start,
            after,
            frames,
            is_passive: false,
            is_gerund: false,
            is_infinitive: false,
            is_reflexive: group.is_reflexive,
            enclitic: group.enclitic,
        };
        if self.is(index + 1, Classes::ENCLITIC) {
            found.enclitic = Some(index + 1);
        }
        match group.auxiliary {
            Some(auxiliary) if self.is(auxiliary, Classes::MODAL) => {
                if !forms.any(Forms::BASE) && !forms.any(Forms::PARTICIPLE) {
                    return None;
                }
            }
            Some(auxiliary) if self.is(auxiliary, Classes::BE) && !self.is(auxiliary, Classes::HAVE) => {
                let is_progressive = forms.any(Forms::GERUND);
                if !is_progressive && !forms.any(Forms::PARTICIPLE) {
                    return None;
                }
                found.is_passive = !is_progressive && !group.is_reflexive;
            }
            Some(_) if forms.any(Forms::PARTICIPLE) => {}
            Some(_) => return None,
            None => {
                let previous = group.start.checked_sub(1).and_then(|previous| self.at(previous));
                let marker = previous.is_some_and(|it| it.is(Classes::INFINITIVE_MARKER.or(Classes::PREPOSITION)));
                if forms.any(Forms::GERUND) {
                    let is_noun = Classes::SPECIFIER.or(Classes::POSSESSIVE_ENDING);
                    if previous.is_some_and(|it| it.is(is_noun) && !it.is(Classes::ADVERB)) {
                        return None;
                    }
                    found.is_gerund = true;
                } else if forms.any(Forms::BASE) && (marker || !forms.any(Forms::FINITE)) {
                    if !previous.is_some_and(|it| it.is(Classes::INFINITIVE_MARKER)) && forms.any(Forms::FINITE) {
                        return None;
                    }
                    found.is_infinitive = true;
                } else if forms.any(Forms::PARTICIPLE) && previous.is_some_and(|it| it.is(Classes::COORDINATOR)) {
                    // "a rappelé que … et souligné que": the auxiliary counts for both.
                    let shares = (0..group.start).any(|at| self.is(at, Classes::HAVE));
                    if !shares && !forms.any(Forms::FINITE) {
                        return None;
                    }
                } else if self.grammar.clause_commas
                    && forms.any(Forms::PARTICIPLE)
                    && self.is_kind(found.after, Kind::Comma)
                    && let Some(auxiliary) = (0..group.start).rev().find(|at| self.is(*at, Classes::HAVE))
                {
                    // "hat am Montag gesagt, dass": the auxiliary stands far before.
                    found.group = auxiliary;
                } else if !forms.any(Forms::FINITE) || !self.can_be_finite(index, &found) {
                    return None;
                }
            }
        }
        Some(found)
    }

    /// The token behind "on Friday" or "mardi".
    fn past_time(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.is(at, Classes::PREPOSITION) && self.is(at + 1, Classes::TIME));
        self.is(at, Classes::TIME).then_some(at + 1)
    }

    /// The auxiliaries and adverbs before a verb.
    fn verb_group(&self, verb: usize) -> VerbGroup {
        let mut group = VerbGroup { start: verb, auxiliary: None, enclitic: None, is_reflexive: false };
        while let Some(token) = self.before(group.start) {
            if let Some(auxiliary) = self.before_aside(group.start) {
                group.start = auxiliary + 1;
                continue;
            }
            if token.is(Classes::ENCLITIC) && !token.is(Classes::DETERMINER) {
                group.enclitic = Some(group.start - 1);
            } else if token.is(Classes::AUXILIARY) && !self.is_possessive(group.start - 1) {
                if group.auxiliary.is_none() {
                    group.auxiliary = Some(group.start - 1);
                }
            } else if token.is(Classes::CLITIC) && !self.is_determiner(group.start - 1) {
                group.is_reflexive |= token.is(Classes::REFLEXIVE);
            } else if !token.is(Classes::ADVERB.or(Classes::NEGATION)) || token.is_capital() {
                break;
            } else if token.is(Classes::SPECIFIER)
                && group.auxiliary.is_none()
                && !group.start.checked_sub(2).is_some_and(|at| self.is(at, Classes::PRONOUN.or(Classes::AUXILIARY)))
            {
                // "exceeds all state standards"
                break;
            }
            group.start -= 1;
        }
        // Adverbs alone do not belong to the verb at the head of a sentence: "Later, …".
        group
    }

    /// The auxiliary before an aside between commas: "avait, elle, raconté", "has, however, said".
    fn before_aside(&self, end: usize) -> Option<usize> {
        let aside = end.checked_sub(2)?;
        let opening = aside.checked_sub(1)?;
        let auxiliary = opening.checked_sub(1)?;
        let is_aside = self.is_kind(end - 1, Kind::Comma)
            && self.is_kind(opening, Kind::Comma)
            && self.is(aside, Classes::PRONOUN.or(Classes::ADVERB).or(Classes::CONTRAST))
            && self.is(auxiliary, Classes::AUXILIARY);
        is_aside.then_some(auxiliary)
    }

    /// Whether the neighbours of a verb form without auxiliary let it be finite rather than a noun or adjective.
    fn can_be_finite(&self, verb: usize, found: &VerbUse) -> bool {
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
        let follows = |classes| self.before(index).is_some_and(|it| it.is(classes));
        token.is(Classes::FINITE) && !follows(Classes::SPECIFIER.or(Classes::INFINITIVE_MARKER))
            || token.word.classes.is_none()
                && self.grammar.looks_past(token.text(self.text))
                && !follows(Classes::SPECIFIER)
    }

    /// Whether an infinitive can begin at an index, its marker left behind.
    pub(super) fn begins_verb(&self, index: usize) -> bool {
        let mut verb = index;
        while self.is(verb, Classes::CLITIC.or(Classes::NEGATION)) {
            verb += 1;
        }
        let is_base = self.readings(verb).iter().any(|reading| reading.forms.any(Forms::BASE));
        self.is(verb, Classes::INFINITIVE) || is_base || !self.grammar.has_infinitive_endings() && self.is_plain(verb)
    }

    /// Whether a word is none of the closed classes and has a small letter.
    fn is_plain(&self, index: usize) -> bool {
        const CLOSED: Classes = NOT_IN_PHRASE.or(Classes::SPECIFIER).or(Classes::PREPOSITION).or(Classes::PRONOUN);
        self.at(index).is_some_and(|token| token.kind == Kind::Word && !token.is_capital() && !token.is(CLOSED))
    }

    /// Whether a word is rather a verb than part of a noun phrase.
    pub(super) fn is_verbal(&self, index: usize) -> bool {
        let Some(token) = self.at(index) else { return false };
        let follows = self.before(index).is_some_and(|previous| {
            previous.is(Classes::SPECIFIER.or(Classes::PREPOSITION)) || self.is_possessive(index - 1)
        });
        if token.is(Classes::FINITE) && !token.is_capital() && !follows {
            return true;
        }
        if !token.is_cue() || token.is_capital() {
            return false;
        }
        let follows_plural =
            self.before(index).is_some_and(|it| it.is_word() && self.grammar.is_plural(it.text(self.text)));
        if token.is(Classes::ROLE.or(Classes::BODY)) || token.is(Classes::REPORT) && !follows_plural {
            return false;
        }
        let forms = self.readings(index).iter().fold(Forms::default(), |all, reading| all.or(reading.forms));
        let is_compound =
            forms.any(Forms::PARTICIPLE) && self.before(index).is_some_and(|it| it.is(Classes::AUXILIARY));
        is_compound || forms.any(Forms::FINITE.or(Forms::GERUND)) && !follows && self.verb_use(index).is_some()
    }
}
