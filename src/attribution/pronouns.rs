//! Whom "she", "they" and "it" mean.

use std::ops::Range;

use super::antecedents::Antecedent;
use super::confidence::SourceKind;
use super::people::Gender;
use super::phrases::Sentence;
use super::speakers::{Heard, Resolved, Scene};
use super::tokens::Token;
use super::word::Classes;

impl Scene<'_> {
    /// Who is meant by a pronoun.
    pub(super) fn resolve_pronoun(
        &self,
        pronoun: &Token,
        at: usize,
        sentence: usize,
        heard: &Heard,
        own: &[Range<usize>],
    ) -> Resolved {
        let gender = if pronoun.is(Classes::MASCULINE) {
            Some(Gender::Masculine)
        } else if pronoun.is(Classes::FEMININE) {
            Some(Gender::Feminine)
        } else {
            None
        };
        let can_be_person = pronoun.is(Classes::MASCULINE.or(Classes::FEMININE).or(Classes::POSSESSIVE))
            && !pronoun.is(Classes::PLURAL.or(Classes::FIRST));
        let person = if can_be_person { self.people.meant_by(gender, at, sentence, heard.person) } else { None };
        let noun = self.antecedent(pronoun, at, sentence, heard, own).filter(|antecedent| {
            let is_nearer = || !self.people.has_subject_between(antecedent.place..at, gender);
            let paragraph = |sentence: usize| self.sentences.ranges.get(sentence).map(|sentence| sentence.paragraph);
            let is_named_here = || {
                person.is_some_and(|who| {
                    let named = self.people.last_sentence_of(who, antecedent.tokens.start);
                    named.and_then(paragraph) == paragraph(antecedent.sentence)
                })
            };
            // "The minister" in a paragraph of its own is rather somebody else than who was named before.
            let is_stranger = antecedent.who.is_none() && (!antecedent.is_definite || !is_named_here());
            person.is_none() || is_stranger && antecedent.sentence + 1 >= sentence && is_nearer()
        });
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
    fn antecedent(
        &self,
        pronoun: &Token,
        at: usize,
        sentence: usize,
        heard: &Heard,
        own: &[Range<usize>],
    ) -> Option<Antecedent> {
        const FARTHEST: usize = 3;
        let gendered = self.grammar.gendered_nouns;
        // "The closings, they said, were overdue": those who say it are not in what they say.
        let is_said = |tokens: &Range<usize>| {
            let bytes = self.whole().bytes(tokens);
            own.iter().any(|fragment| fragment.start <= bytes.start && bytes.end <= fragment.end)
        };
        (sentence.saturating_sub(FARTHEST)..=sentence).rev().find_map(|number| {
            let is_here = |known: &&Antecedent| known.sentence == number && known.place <= at;
            let near = heard.sources.iter().rev().take_while(|known| known.sentence >= number);
            let source = near.filter(is_here).find(|known| known.agrees(pronoun, gendered)).cloned();
            source.or_else(|| {
                let subject = self.subject_of(number).filter(|subject| subject.end <= at && !is_said(subject))?;
                let who = self.resolve_words(&subject, number, heard, own).who;
                let subject = Antecedent::new(&self.whole(), self.people, subject, who, number);
                subject.agrees(pronoun, gendered).then_some(subject)
            })
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
