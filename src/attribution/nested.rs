//! Very words within very words: “He said, ‘It is over,’ and went,” she recalled.

use std::ops::Range;

use super::Proposal;
use super::assemble::read;
use super::confidence::{SourceKind, confidence};
use super::grammar::Grammar;
use super::people::{Gender, People};
use super::reports::Construction;
use super::sentences::Sentences;
use super::word::Classes;
use super::words::word_of;
use crate::model::QuotationKind;

/// Adds what is reported within the passages that are quotations, in the order of the text.
pub fn add_nested(
    text: &str,
    grammar: &Grammar,
    sentences: &Sentences,
    people: &People,
    mut proposals: Vec<Proposal>,
) -> Vec<Proposal> {
    const FEWEST_WORDS: usize = 6;
    const OPENING: [char; 7] = ['‘', '“', '„', '«', '‹', '‚', '"'];
    let mut nested = Vec::new();
    let mut outer = proposals.iter().filter(|it| it.kind == QuotationKind::Direct).peekable();
    for passage in sentences.passages.iter().filter(|passage| passage.word_count >= FEWEST_WORDS) {
        while outer.next_if(|it| it.hull().end < passage.span.end).is_some() {}
        let Some(speaking) = outer.peek().filter(|it| it.fragments.contains(&passage.span)) else { continue };
        let words = text.get(passage.words.clone()).unwrap_or_default();
        // Reading is dear, and most hold no other marks.
        if !words.contains(OPENING) && !words.contains(" '") {
            continue;
        }
        let found = read(words, grammar).0.into_iter().filter(|proposal| is_clear(proposal, words));
        let at = sentences.tokens.partition_point(|token| token.start < passage.span.start);
        let inner = Inner { words, start: passage.words.start, at, speaking };
        nested.extend(found.map(|proposal| inner.placed(proposal, grammar, people)));
    }
    proposals.append(&mut nested);
    proposals.sort_by_key(|proposal| {
        let hull = proposal.hull();
        (hull.start, std::cmp::Reverse(hull.end))
    });
    proposals
}

/// Whether a report within a passage gives somebody's very words too. What is only reported there is part of how one
/// speaks.
fn is_clear(proposal: &Proposal, words: &str) -> bool {
    let is_whole = proposal.fragments.iter().any(|fragment| fragment.len() + 2 >= words.len());
    let is_quoted = matches!(proposal.construction, Construction::QuoteAfter | Construction::QuoteBefore);
    is_quoted && proposal.kind == QuotationKind::Direct && proposal.source != SourceKind::Nobody && !is_whole
}

/// A passage that somebody speaks.
struct Inner<'a> {
    words: &'a str,
    /// The first byte of the words.
    start: usize,
    /// The token of the passage in the whole text.
    at: usize,
    speaking: &'a Proposal,
}

impl Inner<'_> {
    /// A report within the passage as one of the whole text: "I" is who speaks the passage, "she" somebody else.
    fn placed(&self, proposal: Proposal, grammar: &Grammar, people: &People) -> Proposal {
        let shift = |range: Range<usize>| range.start + self.start..range.end + self.start;
        let mention = proposal.mention.clone().and_then(|mention| self.words.get(mention)).unwrap_or_default();
        let pronoun = word_of(mention, grammar).classes;
        let (speaker, is_named, source) = if pronoun.any(Classes::FIRST) {
            (self.speaking.speaker.clone(), self.speaking.is_named, self.speaking.source)
        } else if let Some(name) =
            self.somebody_else(pronoun, people).filter(|_| !proposal.is_named && proposal.source != SourceKind::Pronoun)
        {
            (Some(name.to_owned()), true, SourceKind::Pronoun)
        } else {
            let whole_name =
                proposal.speaker.as_deref().filter(|_| proposal.is_named).and_then(|name| people.whole_name(name));
            (whole_name.map(str::to_owned).or(proposal.speaker), proposal.is_named, proposal.source)
        };
        Proposal {
            fragments: proposal.fragments.into_iter().map(shift).collect(),
            cue: proposal.cue.map(shift),
            mention: proposal.mention.map(shift),
            confidence: confidence(proposal.construction, source),
            speaker,
            is_named,
            source,
            ..proposal
        }
    }

    /// Whom a pronoun within the passage means: the person named last before it who does not speak.
    fn somebody_else<'a>(&self, pronoun: Classes, people: &'a People) -> Option<&'a str> {
        let gender = Gender::told_by(pronoun, Classes::MASCULINE, Classes::FEMININE)?;
        let speaking = self.speaking.speaker.as_deref().unwrap_or_default();
        people.name_before(gender, self.at, speaking)
    }
}
