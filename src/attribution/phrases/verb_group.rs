//! Verbs with their auxiliaries, and whether a word form is used as a verb at all.

use super::{NOT_IN_PHRASE, Sentence};

use crate::attribution::tokens::Kind;
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
                if reading.particle.is_empty() {
                    return None;
                }
                // "ne croit guère à"
                let is_between = |at: &usize| self.is(*at, Classes::NEGATION.or(Classes::ADVERB));
                let past = behind + (behind..behind + 3).take_while(is_between).count();
                let negated = self.skip_words(past, &reading.particle).filter(|_| past > behind);
                if negated.is_some() {
                    return negated;
                }
                // "warned on Friday of"
                self.past_time(behind).and_then(|past| self.skip_words(past, &reading.particle))
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
            // The marker belongs to the infinitive: «projette | de partir».
            if begins_infinitive {
                let bare = bare.map(|bare| bare.frames).unwrap_or_default();
                frames = bare.or(reading.frames).or(Frames::BARE_INFINITIVE);
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
            // "Mrs May replied"
            if token.is_capital() && group.start > 1 && token.is(Classes::MODAL) {
                break;
            }
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
    pub(super) fn is_plain(&self, index: usize) -> bool {
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
