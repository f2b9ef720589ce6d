//! Whose words a draft reports: by name, through a pronoun or an office, or taken over from its neighbour.

use std::ops::Range;

use super::Proposal;
use super::antecedents::Antecedent;
use super::assemble::Draft;
use super::confidence::{SourceKind, confidence};
use super::grammar::Grammar;
use super::people::{Gender, People, body_key};
use super::phrases::Sentence;
use super::reports::Construction;
use super::sentences::Sentences;
use super::tokens::{Kind, Token};
use super::word::Classes;
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

/// Who spoke so far.
#[derive(Default)]
struct Heard {
    /// The person named last.
    person: Option<usize>,
    /// All sources, in the order of the text.
    sources: Vec<Antecedent>,
}

/// Gives every draft its speaker and its confidence.
pub fn attribute(scene: &Scene<'_>, drafts: Vec<Draft>) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::with_capacity(drafts.len());
    let mut places = Vec::with_capacity(drafts.len());
    let mut heard = Heard::default();
    for draft in drafts {
        let paragraph = scene.sentences.ranges.get(draft.sentence).map_or(0, |sentence| sentence.paragraph);
        let is_first_here = places
            .last()
            .is_none_or(|(known, sentence): &(usize, usize)| *known != paragraph || sentence + 1 < draft.sentence);
        let found = scene.speaker_of(&draft, &heard, is_first_here);
        if found.who.is_some_and(|who| !scene.people.is_body(who)) {
            heard.person = found.who;
        }
        heard.sources.extend(found.antecedent.clone());
        let name = found.who.and_then(|who| scene.people.named.get(who)).map(|named| named.name.as_str());
        let words = found.words.clone().or_else(|| found.mention.clone()).and_then(|words| scene.text.get(words));
        proposals.push(Proposal {
            fragments: draft.fragments,
            kind: draft.kind,
            cue: draft.cue,
            is_named: name.is_some(),
            speaker: name.or(words).map(one_line),
            mention: found.mention,
            construction: draft.construction,
            source: found.kind,
            confidence: confidence(draft.construction, found.kind),
        });
        places.push((paragraph, draft.sentence));
    }
    continue_speakers(&mut proposals, &places);
    proposals
}

/// Who a source is.
#[derive(Default)]
struct Resolved {
    /// Somebody named.
    who: Option<usize>,
    /// The words of the source.
    mention: Option<Range<usize>>,
    /// The words that name who is meant, where the source is a pronoun that leads to a noun.
    words: Option<Range<usize>>,
    kind: SourceKind,
    /// What later pronouns can mean.
    antecedent: Option<Antecedent>,
}

impl Scene<'_> {
    /// The text as one sentence, to look at tokens by their place in the whole.
    fn whole(&self) -> Sentence<'_> {
        Sentence { text: self.text, tokens: &self.sentences.tokens, grammar: self.grammar }
    }

    fn speaker_of(&self, draft: &Draft, heard: &Heard, is_first_here: bool) -> Resolved {
        let is_subject_left_out = self.grammar.omits_subjects && draft.source.is_none() && draft.cue.is_some();
        if let Some(neighbour) = draft.neighbour.as_ref().filter(|_| is_first_here) {
            return Resolved { kind: SourceKind::Continued, ..self.resolve(neighbour, draft, heard) };
        }
        match &draft.source {
            Some(source) => self.resolve(source, draft, heard),
            None if is_subject_left_out && heard.person.is_some() => {
                Resolved { who: heard.person, kind: SourceKind::Continued, ..Resolved::default() }
            }
            None => Resolved::default(),
        }
    }

    fn resolve(&self, source: &Range<usize>, draft: &Draft, heard: &Heard) -> Resolved {
        let sentence = draft.sentence;
        let mut found = self.resolve_words(source, sentence, heard, &draft.fragments);
        if found.antecedent.is_none() && found.kind != SourceKind::OpenPronoun {
            found.antecedent = Some(Antecedent::new(&self.whole(), self.people, source.clone(), found.who, sentence));
        }
        found
    }

    fn resolve_words(&self, source: &Range<usize>, sentence: usize, heard: &Heard, own: &[Range<usize>]) -> Resolved {
        let (text, people, sentences) = (self.text, self.people, self.sentences);
        let tokens = sentences.tokens.get(source.clone()).unwrap_or_default();
        let first = tokens.first().map_or(0, |token| token.start);
        let end = tokens.last().map_or(first, |token| token.end);
        // In "a-t-il dit" the pronoun is "il".
        let mention = text.get(first..end).unwrap_or_default();
        let start = end - mention.trim_start_matches("-t").trim_start_matches('-').len();
        let resolved = |who, kind| Resolved { who, mention: Some(start..end), kind, ..Resolved::default() };
        let whole = self.whole();
        let modified = source;
        let source = &(source.start..whole.head_end(source));
        // "the head of the bank": the bank is not who speaks.
        let first_name = people.naming_in(source).map_or(source.end, |naming| naming.tokens.start);
        let head = sentences.tokens.get(source.start..first_name).unwrap_or_default();
        let opens = !source.start.checked_sub(1).and_then(|at| sentences.tokens.get(at)).is_some_and(Token::is_word);
        let is_office = head.iter().enumerate().any(|(at, token)| {
            token.is(Classes::ROLE.or(Classes::BODY))
                && (!token.is_capital() || at == 0 && opens && !token.is(Classes::TITLE))
        }) && head.iter().any(|token| token.is(Classes::GENITIVE))
            && head
                .iter()
                .rev()
                .find(|token| !token.is(Classes::TITLE))
                .is_some_and(|token| token.is(Classes::PREPOSITION.or(Classes::SPECIFIER)));
        let is_office = is_office
            || head.iter().any(|token| token.is(Classes::ROLE.or(Classes::BODY)) && !token.is_capital())
                && head.iter().any(|token| token.is(Classes::GENITIVE))
                && people.naming_in(source).is_some_and(|naming| people.is_body(naming.who));
        if let Some(who) = people.named_in(source).filter(|_| !is_office) {
            return resolved(Some(who), SourceKind::Name);
        }
        if let [pronoun] = tokens
            && pronoun.is(Classes::PRONOUN.or(Classes::POSSESSIVE).or(Classes::ENCLITIC))
        {
            return Resolved {
                mention: Some(start..end),
                ..self.resolve_pronoun(pronoun, source.start, sentence, heard, own)
            };
        }
        // "ce dernier", "the 70-year-old"
        let is_age = |token: &Token| token.kind == Kind::Number && token.text(text).contains('-');
        if tokens.last().is_some_and(|token| token.is(Classes::LATTER) || is_age(token)) {
            let who = people.last_before(source.start);
            return resolved(who, SourceKind::Pronoun);
        }
        // "the head of the bank, Kim, said"
        let behind = sentences.tokens.get(source.end).filter(|_| source == modified);
        if behind.is_some_and(|token| token.kind == Kind::Comma)
            && tokens.iter().any(|token| token.is(Classes::SPECIFIER.or(Classes::POSSESSIVE_ENDING)))
            && let Some(naming) = people.naming_in(&(source.end..source.end + 3))
            && !people.is_body(naming.who)
        {
            return resolved(Some(naming.who), SourceKind::Name);
        }
        let is_definite = tokens.first().is_some_and(|token| {
            token.is(Classes::SPECIFIER) && !token.is(Classes::INDEFINITE.or(Classes::INDEFINITE_ARTICLE))
        });
        let role = tokens.iter().find(|token| token.is(Classes::ROLE));
        let has_owner = people.naming_in(source).is_some_and(|naming| naming.is_modifier);
        if let Some(role) = role.filter(|_| is_definite && !has_owner) {
            // "the head of the bank" is whoever holds an office there.
            let in_body = || {
                let body = people.naming_in(source).filter(|_| is_office && role.is(Classes::HEAD))?;
                let body = sentences.tokens.get(body.tokens.clone())?.last()?;
                people.in_office(&body_key(body.text(text)), source.start)
            };
            let holder = people.in_office(&role.text(text).to_lowercase(), source.start);
            if let Some(who) = holder.or_else(in_body) {
                return resolved(Some(who), SourceKind::Pronoun);
            }
        }
        resolved(None, SourceKind::Noun)
    }

    fn resolve_pronoun(
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

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Passages without a cue are said by the speaker of the passage before in their paragraph, else of the one
/// right behind, else of the paragraph before.
fn continue_speakers(proposals: &mut [Proposal], places: &[(usize, usize)]) {
    const FARTHEST: usize = 2;
    for index in 0..proposals.len() {
        let Some(proposal) = proposals.get(index) else { continue };
        let is_open = proposal.speaker.is_none() && matches!(proposal.construction, Construction::Alone);
        let Some((paragraph, sentence)) = places.get(index).copied().filter(|_| is_open) else { continue };
        let speaker_at = |at: usize| proposals.get(at).filter(|it| it.speaker.is_some());
        let place_at = |at: usize| places.get(at).copied().unwrap_or_default();
        let here = || (0..index).rev().take_while(|at| place_at(*at).0 == paragraph);
        let is_direct =
            |at: &usize| proposals.get(*at).is_some_and(|it| it.kind == QuotationKind::Direct && it.speaker.is_some());
        let before = here().find(is_direct).or_else(|| here().next()).and_then(speaker_at);
        let behind = || {
            let at = index + 1;
            let near = place_at(at).0 == paragraph && place_at(at).1 <= sentence + 1;
            proposals.get(at).filter(|it| near && it.kind == QuotationKind::Direct).and_then(|_| speaker_at(at))
        };
        let earlier = || {
            let near = |at: &usize| place_at(*at).0 + FARTHEST >= paragraph;
            (0..index).rev().take_while(near).find_map(speaker_at)
        };
        let Some(from) = before.or_else(behind).or_else(earlier) else { continue };
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
