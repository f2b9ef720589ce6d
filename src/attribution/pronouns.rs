//! Whom "she", "they" and "it" mean.

use std::ops::Range;

use super::antecedents::Antecedent;
use super::confidence::SourceKind;
use super::people::Gender;
use super::phrases::Sentence;
use super::speakers::{Heard, Place, Resolved, Scene};
use super::word::Classes;

impl Scene<'_> {
    /// Who is meant by a pronoun.
    pub(super) fn resolve_pronoun(&self, pronoun: Classes, at: usize, place: &Place<'_>, heard: &Heard) -> Resolved {
        let sentence = place.sentence;
        let gender = Gender::told_by(pronoun, Classes::MASCULINE, Classes::FEMININE);
        let can_be_person = pronoun.any(Classes::MASCULINE.or(Classes::FEMININE).or(Classes::POSSESSIVE))
            && !pronoun.any(Classes::PLURAL.or(Classes::FIRST));
        let person =
            if can_be_person { self.people.meant_by(gender, at, self.place_of(sentence), heard.person) } else { None };
        let noun = self.antecedent(pronoun, at, place, heard).filter(|antecedent| {
            let is_nearer = || !self.people.has_subject_between(antecedent.place..at, gender);
            let paragraph = |sentence: usize| self.sentences.ranges.get(sentence).map(|sentence| sentence.paragraph);
            let is_named_here = || {
                person.is_some_and(|who| {
                    let named = self.people.last_sentence_of(who, antecedent.tokens.start);
                    named.and_then(paragraph) == paragraph(antecedent.sentence)
                })
            };
            // "The minister" in a paragraph of its own is rather somebody else than who was named before, and so is
            // «Le gérant, lui,».
            let is_unnamed = antecedent.who.is_none_or(|who| self.people.is_body(who));
            let holds_another = antecedent.is_office
                && person.and_then(|who| self.people.named.get(who)).is_some_and(|named| named.has_office);
            let is_apart = antecedent.is_set_apart || holds_another;
            let is_stranger = is_unnamed && (!antecedent.is_definite || is_apart || !is_named_here());
            person.is_none() || is_stranger && antecedent.sentence + 1 >= sentence && is_nearer()
        });
        let far = || self.people.first_before(gender, at).filter(|_| can_be_person && gender.is_some());
        let person = if noun.is_none() { person.or_else(far) } else { person };
        let kind = if noun.is_some() || person.is_some() { SourceKind::Pronoun } else { SourceKind::OpenPronoun };
        match noun {
            Some(noun) => Resolved {
                who: noun.who,
                words: Some(self.whole().bytes(&noun.tokens)),
                kind,
                antecedent: Some(noun.again(at + 1, sentence)),
                ..Resolved::default()
            },
            None => Resolved { who: person, kind, ..Resolved::default() },
        }
    }

    /// The nearest source or subject before a pronoun that agrees with it.
    pub(super) fn antecedent(
        &self,
        pronoun: Classes,
        at: usize,
        place: &Place<'_>,
        heard: &Heard,
    ) -> Option<Antecedent> {
        const FARTHEST: usize = 3;
        let gendered = self.grammar.gendered_nouns;
        // "The closings, they said, were overdue": those who say it are not in what they say.
        let is_said = |tokens: &Range<usize>| {
            let bytes = self.whole().bytes(tokens);
            place.own.iter().any(|fragment| fragment.start <= bytes.start && bytes.end <= fragment.end)
        };
        (place.sentence.saturating_sub(FARTHEST)..=place.sentence).rev().find_map(|number| {
            let is_here = |known: &&Antecedent| known.sentence == number && known.place <= at;
            let near = heard.sources.iter().rev().take_while(|known| known.sentence >= number);
            let fits = |known: &&Antecedent| known.agrees(pronoun, gendered);
            let nested = near.clone().filter(is_here).filter(|known| known.is_nested).find(fits);
            let source = near.filter(is_here).filter(|known| !known.is_nested).find(fits).cloned();
            let subject = || {
                let subject = self.subject_of(number).filter(|subject| subject.end <= at && !is_said(subject))?;
                let place = Place { sentence: number, own: place.own, is_quoting: false, looks_back: false };
                let found = self.resolve_words(&subject, &place, heard);
                if let Some(known) = found.antecedent.filter(|known| known.is_person && known.agrees(pronoun, gendered))
                {
                    return Some(known.again(subject.end, number));
                }
                let subject = Antecedent::new(&self.whole(), self.people, subject, found.who, number);
                subject.agrees(pronoun, gendered).then_some(subject)
            };
            source.or_else(subject).or_else(|| nested.cloned())
        })
    }

    /// The tokens of the subject of a sentence, if it can speak.
    fn subject_of(&self, sentence: usize) -> Option<Range<usize>> {
        let range = self.sentences.ranges.get(sentence)?;
        let sentence = Sentence { text: self.text, tokens: self.sentences.of(range), grammar: self.grammar };
        let subject = sentence.first_phrase(sentence.tokens.len()).filter(|subject| sentence.can_hold(subject))?;
        let is_pronoun = subject.len() == 1 && sentence.is(subject.start, Classes::PRONOUN);
        (!is_pronoun).then(|| subject.start + range.tokens.start..subject.end + range.tokens.start)
    }
}
