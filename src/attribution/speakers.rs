//! Whose words a draft reports: by name, through a pronoun or an office, or taken over from its neighbour.

use std::ops::Range;

use super::Proposal;
use super::antecedents::Antecedent;
use super::assemble::Draft;
use super::confidence::{SourceKind, confidence};
use super::grammar::Grammar;
use super::people::{People, Voice};
use super::phrases::Sentence;
use super::reports::Construction;
use super::sentences::Sentences;
use crate::model::QuotationKind;

/// What is known of a text when speakers are looked for.
pub struct Scene<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language.
    pub grammar: &'a Grammar,
    /// Its sentences.
    pub sentences: &'a Sentences,
    /// Who is named in it.
    pub people: &'a People,
}

/// Where a source stands and what it is the source of.
pub(super) struct Place<'a> {
    /// The number of the sentence.
    pub sentence: usize,
    /// The runs of text that it is the source of, in bytes.
    pub own: &'a [Range<usize>],
    /// Whether these are somebody's very words, with the cue beside them.
    pub is_quoting: bool,
    /// Whether "this woman" may lead back to the sentences before; not where these are themselves looked at.
    pub looks_back: bool,
}

/// Who spoke so far.
#[derive(Default)]
pub(super) struct Heard {
    /// The person named last.
    pub person: Option<Voice>,
    /// All sources, in the order of the text.
    pub sources: Vec<Antecedent>,
}

/// Gives every draft its speaker and its confidence.
pub fn attribute(scene: &Scene<'_>, drafts: Vec<Draft>) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::with_capacity(drafts.len());
    let mut places = Vec::with_capacity(drafts.len());
    let mut heard = Heard::default();
    let mut outer = 0..0;
    for draft in drafts {
        let hull = draft.hull();
        let is_nested = outer.start <= hull.start && hull.end <= outer.end;
        if !is_nested {
            outer = hull;
        }
        let paragraph = scene.sentences.ranges.get(draft.sentence).map_or(0, |sentence| sentence.paragraph);
        let is_first_here = places
            .last()
            .is_none_or(|(known, sentence): &(usize, usize)| *known != paragraph || sentence + 1 < draft.sentence)
            || proposals.last().is_some_and(|last| last.speaker.is_none());
        let found = scene.speaker_of(&draft, &heard, is_first_here);
        if let Some(who) = found.who.filter(|who| !is_nested && !scene.people.is_body(*who)) {
            heard.person = Some(Voice { who, sentence: draft.sentence, paragraph });
        }
        heard.sources.extend(found.antecedent.clone().map(|known| known.within(is_nested)));
        let name = found.who.and_then(|who| scene.people.named.get(who)).map(|named| named.name.as_str());
        // "The Confederation of Growers" tells more than the name of the body alone.
        let name = name.filter(|_| found.words.is_none() || !found.who.is_some_and(|who| scene.people.is_body(who)));
        let is_named = found.who.is_some();
        let words = found.words.clone().or_else(|| found.mention.clone()).and_then(|words| scene.text.get(words));
        proposals.push(Proposal {
            fragments: draft.fragments,
            kind: draft.kind,
            cue: draft.cue,
            is_named,
            speaker: name.or(words).map(one_line),
            mention: found.mention,
            construction: draft.construction,
            source: found.kind,
            confidence: confidence(draft.construction, found.kind),
        });
        places.push((paragraph, draft.sentence));
    }
    continue_speakers(scene, &mut proposals, &places);
    proposals
}

/// Who a source is.
#[derive(Default)]
pub(super) struct Resolved {
    /// Somebody named.
    pub who: Option<usize>,
    /// The words of the source.
    pub mention: Option<Range<usize>>,
    /// The words that name who is meant, where the source is a pronoun that leads to a noun.
    pub words: Option<Range<usize>>,
    pub kind: SourceKind,
    /// What later pronouns can mean.
    pub antecedent: Option<Antecedent>,
}

impl Scene<'_> {
    /// The text as one sentence, to look at tokens by their place in the whole.
    pub(super) fn whole(&self) -> Sentence<'_> {
        Sentence { text: self.text, tokens: &self.sentences.tokens, grammar: self.grammar }
    }

    /// The numbers of a sentence and of its paragraph.
    pub(super) fn place_of(&self, sentence: usize) -> (usize, usize) {
        (sentence, self.sentences.ranges.get(sentence).map_or(0, |sentence| sentence.paragraph))
    }

    /// Whether somebody is named in these runs of text: who says them rather speaks of somebody else.
    fn is_named_within(&self, name: &str, runs: &[Range<usize>]) -> bool {
        const SHORTEST: usize = 3;
        let is_part = |word: &str| {
            word.len() >= SHORTEST && word.starts_with(char::is_uppercase) && name.split(' ').any(|part| part == word)
        };
        runs.iter()
            .filter_map(|run| self.text.get(run.clone()))
            .any(|words| words.split(|letter: char| !letter.is_alphanumeric() && letter != '-').any(is_part))
    }

    /// Whether somebody's words end with a question.
    fn is_question(&self, proposal: Option<&Proposal>) -> bool {
        let words = proposal.and_then(|it| it.fragments.last()).and_then(|last| self.text.get(last.clone()));
        words.is_some_and(|words| words.trim_end_matches(|it: char| !it.is_alphanumeric() && it != '?').ends_with('?'))
    }

    /// Whether the words at a byte are the first of their sentence.
    fn begins_sentence(&self, byte: usize) -> bool {
        let at = self.sentences.tokens.partition_point(|token| token.start < byte);
        self.sentences.ranges.binary_search_by_key(&at, |sentence| sentence.tokens.start).is_ok()
    }

    fn speaker_of(&self, draft: &Draft, heard: &Heard, is_first_here: bool) -> Resolved {
        let is_subject_left_out = self.grammar.omits_subjects && draft.source.is_none() && draft.cue.is_some();
        if let Some(neighbour) = draft.neighbour.as_ref().filter(|_| is_first_here) {
            let found = self.resolve(neighbour, draft, heard);
            let name = found.who.and_then(|who| self.people.named.get(who)).map(|named| named.name.as_str());
            if !name.is_some_and(|name| self.is_named_within(name, &draft.fragments)) {
                return Resolved { kind: SourceKind::Continued, ..found };
            }
        }
        match &draft.source {
            Some(source) => self.resolve(source, draft, heard),
            None if is_subject_left_out && heard.person.is_some() => Resolved {
                who: heard.person.map(|voice| voice.who),
                kind: SourceKind::Continued,
                ..Resolved::default()
            },
            None => Resolved::default(),
        }
    }

    fn resolve(&self, source: &Range<usize>, draft: &Draft, heard: &Heard) -> Resolved {
        let sentence = draft.sentence;
        let is_quoting = matches!(draft.construction, Construction::QuoteBefore | Construction::Alone);
        if let Some(body) = self.spoken_for(source, draft) {
            let who = self.people.named_in(&body);
            let words = Some(self.whole().bytes(&body));
            let antecedent = Some(Antecedent::new(&self.whole(), self.people, body, who, sentence));
            return Resolved { who, mention: words.clone(), words, kind: SourceKind::Noun, antecedent };
        }
        if let Some(document) = self.read_in(source, draft, heard) {
            return document;
        }
        let mut found =
            self.resolve_words(source, &Place { sentence, own: &draft.fragments, is_quoting, looks_back: true }, heard);
        if found.antecedent.is_none() && found.kind != SourceKind::OpenPronoun {
            found.antecedent = Some(Antecedent::new(&self.whole(), self.people, source.clone(), found.who, sentence));
        }
        found
    }
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Passages without a cue are said by the speaker of the passage before in their paragraph, else of the one
/// right behind, else of the paragraph before.
fn continue_speakers(scene: &Scene<'_>, proposals: &mut [Proposal], places: &[(usize, usize)]) {
    const FARTHEST: usize = 2;
    for index in 0..proposals.len() {
        let Some(proposal) = proposals.get(index) else { continue };
        // "Et d'ajouter : « … »"
        let goes_on = proposal.kind == QuotationKind::Direct
            && matches!(proposal.construction, Construction::Colon | Construction::QuoteAfter);
        let is_open = proposal.speaker.is_none() && (goes_on || proposal.construction == Construction::Alone);
        let Some((paragraph, sentence)) = places.get(index).copied().filter(|_| is_open) else { continue };
        let can_say = |it: &&Proposal| {
            let name = it.speaker.as_deref().filter(|_| it.is_named);
            it.speaker.is_some() && !name.is_some_and(|name| scene.is_named_within(name, &proposal.fragments))
        };
        let speaker_at = |at: usize| proposals.get(at).filter(can_say);
        let place_at = |at: usize| places.get(at).copied().unwrap_or_default();
        let here = || (0..index).rev().take_while(|at| place_at(*at).0 == paragraph);
        let is_direct =
            |at: &usize| proposals.get(*at).is_some_and(|it| it.kind == QuotationKind::Direct && it.speaker.is_some());
        let speaks = |at: &usize| speaker_at(*at).is_some();
        // «Anne Kim, elle, redoute le bruit. « … »»: who is set against those before goes on.
        let is_beside = |at: &usize| {
            let is_near = place_at(*at).1 + 1 == sentence && *at + 1 == index;
            let mention = proposals.get(*at).and_then(|it| it.mention.clone());
            is_near
                && proposal.construction == Construction::Alone
                && mention.is_some_and(|mention| scene.begins_sentence(mention.start))
        };
        let before = here()
            .filter(speaks)
            .find(|at| is_direct(at) || is_beside(at))
            .or_else(|| here().find(speaks))
            .and_then(speaker_at);
        let behind = || {
            let at = index + 1;
            let near = place_at(at).0 == paragraph && place_at(at).1 <= sentence + 1;
            proposals.get(at).filter(|it| near && it.kind == QuotationKind::Direct).and_then(|_| speaker_at(at))
        };
        let earlier = || {
            let near = |at: &usize| place_at(*at).0 + FARTHEST >= paragraph;
            (0..index).rev().take_while(near).find_map(speaker_at)
        };
        let answered = || {
            let [asked, said] = [index.checked_sub(2)?, index.checked_sub(1)?];
            let follows = place_at(said).0 + 1 == paragraph && place_at(asked).0 + 2 == paragraph;
            let is_dialogue = [asked, said].iter().any(|at| scene.is_question(proposals.get(*at)));
            let [before, last] = [speaker_at(asked)?, speaker_at(said)?];
            (follows && is_dialogue && before.speaker != last.speaker).then_some(before)
        };
        let Some(from) = before.or_else(behind).or_else(answered).or_else(earlier) else { continue };
        let (speaker, is_named, mention) = (from.speaker.clone(), from.is_named, from.mention.clone());
        if let Some(proposal) = proposals.get_mut(index) {
            proposal.speaker = speaker;
            proposal.is_named = is_named;
            proposal.mention = mention;
            proposal.source = SourceKind::Continued;
            proposal.confidence = confidence(proposal.construction, SourceKind::Continued);
        }
    }
}
