//! Very words within very words: “He said, ‘It is over,’ and went,” she recalled.

use std::ops::Range;

use super::assemble::read;
use super::confidence::{SourceKind, confidence};
use super::grammar::Grammar;
use super::people::People;
use super::reports::Construction;
use super::sentences::Passage;
use super::word::Classes;
use super::{Proposal, tokens};
use crate::model::QuotationKind;

/// Adds what is reported within the passages that are quotations, in the order of the text.
pub fn add_nested(
    text: &str,
    grammar: &Grammar,
    passages: &[Passage],
    people: &People,
    mut proposals: Vec<Proposal>,
) -> Vec<Proposal> {
    const FEWEST_WORDS: usize = 6;
    const OPENING: [char; 7] = ['‘', '“', '„', '«', '‹', '‚', '"'];
    let mut nested = Vec::new();
    let mut outer = proposals.iter().filter(|it| it.kind == QuotationKind::Direct).peekable();
    for passage in passages.iter().filter(|passage| passage.word_count >= FEWEST_WORDS) {
        while outer.next_if(|it| it.hull().end < passage.span.end).is_some() {}
        let Some(speaking) = outer.peek().filter(|it| it.fragments.contains(&passage.span)) else { continue };
        let words = text.get(passage.words.clone()).unwrap_or_default();
        // Reading is dear, and most hold no other marks.
        if !words.contains(OPENING) && !words.contains(" '") {
            continue;
        }
        let found = read(words, grammar).0.into_iter().filter(|proposal| is_clear(proposal, words));
        nested.extend(found.map(|proposal| placed(proposal, passage.words.start, words, grammar, people, speaking)));
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

/// A report within a passage as one of the whole text: "I" is who speaks the passage.
fn placed(
    proposal: Proposal,
    start: usize,
    words: &str,
    grammar: &Grammar,
    people: &People,
    speaking: &Proposal,
) -> Proposal {
    let shift = |range: Range<usize>| range.start + start..range.end + start;
    let mention = proposal.mention.clone().and_then(|mention| words.get(mention)).unwrap_or_default();
    let is_first_person = tokens::word_of(mention, grammar).classes.any(Classes::FIRST);
    let (speaker, is_named, source) = if is_first_person {
        (speaking.speaker.clone(), speaking.is_named, speaking.source)
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
