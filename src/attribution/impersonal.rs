//! Who speaks where nobody in person does: «dit-on au ministère», «Chez les nationalistes, on dément».

use std::ops::Range;

use super::assemble::Draft;
use super::confidence::SourceKind;
use super::phrases::Sentence;
use super::reports::Construction;
use super::speakers::{Heard, Place, Resolved, Scene};
use super::tokens::Kind;
use super::word::Classes;

impl Scene<'_> {
    /// The place or body for which "on" speaks, by its tokens in the whole text.
    pub(super) fn spoken_for(&self, source: &Range<usize>, draft: &Draft) -> Option<Range<usize>> {
        let [on] = self.sentences.tokens.get(source.clone())? else { return None };
        if !on.is(Classes::IMPERSONAL) {
            return None;
        }
        let range = self.sentences.ranges.get(draft.sentence)?.tokens.clone();
        let sentence =
            Sentence { text: self.text, tokens: self.sentences.tokens.get(range.clone())?, grammar: self.grammar };
        let here = source.start.checked_sub(range.start)?;
        let verb_end = self.behind_cue(&sentence, draft).max(here + 1);
        let behind = || place_at(&sentence, verb_end);
        let before = place_at(&sentence, 0).filter(|place| place.end <= here);
        let place = before.or_else(behind)?;
        Some(place.start + range.start..place.end + range.start)
    }

    /// The document or body before, for which "on" stands: « … », peut-on y lire.
    pub(super) fn read_in(&self, source: &Range<usize>, draft: &Draft, heard: &Heard) -> Option<Resolved> {
        let [on] = self.tokens(source) else { return None };
        if !on.is(Classes::IMPERSONAL) || draft.construction != Construction::QuoteBefore {
            return None;
        }
        let (sentence, own) = (draft.sentence, draft.fragments.as_slice());
        let place = Place { sentence, own, is_quoting: true, looks_back: true };
        let known = self.antecedent(Classes::NEUTER, source.start, &place, heard)?;
        Some(Resolved {
            who: known.who,
            mention: Some(self.whole().bytes(source)),
            words: Some(self.whole().bytes(&known.tokens)),
            kind: SourceKind::Pronoun,
            antecedent: Some(known.again(source.end, sentence)),
        })
    }

    /// The token of the sentence behind the cue of a draft.
    fn behind_cue(&self, sentence: &Sentence<'_>, draft: &Draft) -> usize {
        let end = draft.cue.as_ref().map_or(0, |cue| cue.end);
        sentence.tokens.partition_point(|token| token.start < end)
    }
}

/// The body in "au ministère", "du côté du pouvoir", "chez les verts" at an index.
fn place_at(sentence: &Sentence<'_>, index: usize) -> Option<Range<usize>> {
    let mut start = index;
    let joins = Classes::PREPOSITION.or(Classes::GENITIVE);
    while sentence.is(start, joins.or(Classes::SIDE)) && (start > index || !sentence.is(start, Classes::SIDE)) {
        start += 1;
    }
    let place = sentence.phrase_after(start).filter(|_| start > index)?;
    let is_body = place.clone().any(|at| {
        let noun = Classes::BODY.or(Classes::ROLE);
        sentence.is(at, noun) || sentence.at(at).is_some_and(|it| it.kind == Kind::Word && it.is_capital())
    });
    let is_time = place.clone().any(|at| sentence.is(at, Classes::TIME));
    (is_body && !is_time).then_some(place)
}
