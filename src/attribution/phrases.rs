//! Noun phrases and verb groups within one sentence, without a parser: from closed classes of words,
//! capitals and punctuation.

use std::ops::Range;

use super::grammar::Grammar;
use super::tokens::{Kind, Token};
use super::word::{Classes, Forms, Frames, Reading};

/// One sentence with what is needed to read it.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The sentence's tokens.
    pub tokens: &'a [Token],
    /// The language.
    pub grammar: &'a Grammar,
}

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
    /// A pronoun attached to the verb or its auxiliary.
    pub enclitic: Option<usize>,
}

/// Words that cannot stand inside a noun phrase.
const NOT_IN_PHRASE: Classes = Classes::SUBORDINATOR
    .or(Classes::COMPLEMENTISER)
    .or(Classes::RELATIVE)
    .or(Classes::QUESTION)
    .or(Classes::NEGATION)
    .or(Classes::REFLEXIVE);

impl<'a> Sentence<'a> {
    /// The token at an index.
    pub fn at(&self, index: usize) -> Option<&'a Token> {
        self.tokens.get(index)
    }

    /// The token before an index.
    pub fn before(&self, index: usize) -> Option<&'a Token> {
        self.tokens.get(index.checked_sub(1)?)
    }

    /// Whether the token at an index is a word of any of these classes.
    pub fn is(&self, index: usize, classes: Classes) -> bool {
        self.at(index).is_some_and(|token| token.is(classes))
    }

    /// Whether the token at an index is of this kind.
    pub fn is_kind(&self, index: usize, kind: Kind) -> bool {
        self.at(index).is_some_and(|token| token.kind == kind)
    }

    /// Whether the token at an index is a passage in quotation marks.
    pub fn is_quote(&self, index: usize) -> bool {
        self.at(index).is_some_and(|token| matches!(token.kind, Kind::Quote(_)))
    }

    /// Whether nothing of the sentence but its end stands at an index.
    pub fn is_end(&self, index: usize) -> bool {
        self.at(index).is_none_or(|token| matches!(token.kind, Kind::Stop | Kind::Break))
    }

    /// The bytes from one token to another.
    pub fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.at(range.start).map_or(0, |token| token.start);
        let end = self.before(range.end).map_or(start, |token| token.end);
        start..end.max(start)
    }

    /// The index behind the last word of the sentence.
    pub fn end(&self) -> usize {
        let closing = self.tokens.iter().rev().take_while(|token| matches!(token.kind, Kind::Stop | Kind::Break));
        self.tokens.len() - closing.count()
    }

    fn readings(&self, index: usize) -> &'a [Reading] {
        self.at(index).map(|token| self.grammar.readings(token.word)).unwrap_or_default()
    }

    fn is_lower_text(&self, index: usize, wanted: &str) -> bool {
        let Some(token) = self.at(index) else { return false };
        let text = token.text(self.text);
        if text.eq_ignore_ascii_case(wanted) {
            return true;
        }
        let lower = text.to_lowercase().replace('’', "'");
        lower == wanted || self.grammar.canonical(&lower) == wanted
    }

    /// The token behind words that stand at an index, if they all do.
    pub fn skip_words(&self, index: usize, words: &[Box<str>]) -> Option<usize> {
        let fits = words.iter().enumerate().all(|(step, word)| self.is_lower_text(index + step, word));
        fits.then_some(index + words.len())
    }

    /// Whether a noun phrase can begin at an index.
    pub fn begins_phrase(&self, index: usize) -> bool {
        let Some(token) = self.at(index) else { return false };
        if token.is(Classes::SPECIFIER.or(Classes::PRONOUN).or(Classes::INDEFINITE)) {
            return true;
        }
        let closed = Classes::PREPOSITION
            .or(Classes::COORDINATOR)
            .or(Classes::AUXILIARY)
            .or(Classes::ADVERB)
            .or(Classes::TIME)
            .or(NOT_IN_PHRASE);
        token.is_word() && (token.is_capital() && index > 0 && !token.is(Classes::TIME) || !token.is(closed))
    }

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
            let after = self.skip_words(index + 1 + enclitic, &reading.particle)?;
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
                    if previous.is_some_and(|it| it.is(Classes::SPECIFIER)) {
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
                } else if !forms.any(Forms::FINITE) || !self.can_be_finite(index, &found) {
                    return None;
                }
            }
        }
        Some(found)
    }

    /// The auxiliaries and adverbs before a verb.
    fn verb_group(&self, verb: usize) -> VerbGroup {
        let mut group = VerbGroup { start: verb, auxiliary: None, enclitic: None, is_reflexive: false };
        while let Some(token) = self.before(group.start) {
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
            }
            group.start -= 1;
        }
        // Adverbs alone do not belong to the verb at the head of a sentence: "Later, …".
        group
    }

    /// Whether a word that can be article or pronoun is the article of what follows.
    fn is_determiner(&self, index: usize) -> bool {
        if !self.is(index, Classes::DETERMINER.or(Classes::POSSESSIVE)) {
            return false;
        }
        let subject = Classes::PRONOUN.or(Classes::NEGATION).or(Classes::CLITIC).or(Classes::RELATIVE);
        !(self.before(index).is_some_and(|token| token.is(subject)) || self.is(index + 1, Classes::HAVE))
    }

    /// Whether `'s` here marks a possessor.
    fn is_possessive(&self, index: usize) -> bool {
        self.is(index, Classes::POSSESSIVE_ENDING)
            && !self.before(index).is_some_and(|token| token.is(Classes::PRONOUN.or(Classes::RELATIVE)))
    }

    /// Whether a phrase is somebody who can want or condemn something.
    pub fn can_hold(&self, phrase: &Range<usize>) -> bool {
        const HOLDERS: Classes =
            Classes::PRONOUN.or(Classes::ROLE).or(Classes::BODY).or(Classes::INDEFINITE).or(Classes::ENCLITIC);
        let holds = |token: &Token| {
            token.is(HOLDERS)
                || self.is_agent(token)
                || token.is_capital() && !token.is(Classes::SPECIFIER.or(Classes::TIME))
        };
        self.tokens.get(phrase.clone()).unwrap_or_default().iter().any(holds)
    }

    /// Whether an infinitive can begin at an index, its marker left behind.
    fn begins_verb(&self, index: usize) -> bool {
        let mut verb = index;
        while self.is(verb, Classes::CLITIC.or(Classes::NEGATION)) {
            verb += 1;
        }
        let is_base = self.readings(verb).iter().any(|reading| reading.forms.any(Forms::BASE));
        self.is(verb, Classes::INFINITIVE) || is_base || !self.grammar.has_infinitive_endings() && self.is_plain(verb)
    }

    /// Whether a word has the ending of one who does something: "baker", "dentists".
    pub fn is_agent(&self, token: &Token) -> bool {
        token.kind == Kind::Word && self.grammar.is_agent(token.text(self.text))
    }

    /// Whether a word is none of the closed classes and has a small letter.
    fn is_plain(&self, index: usize) -> bool {
        const CLOSED: Classes = NOT_IN_PHRASE.or(Classes::SPECIFIER).or(Classes::PREPOSITION).or(Classes::PRONOUN);
        self.at(index).is_some_and(|token| token.kind == Kind::Word && !token.is_capital() && !token.is(CLOSED))
    }

    /// Whether the token at an index is the ending of a possessor: "the bank's".
    pub fn is_noun_possessive(&self, index: usize) -> bool {
        self.is_possessive(index)
    }

    /// Whether the neighbours of a verb form without auxiliary let it be finite rather than a noun or adjective.
    fn can_be_finite(&self, verb: usize, found: &VerbUse) -> bool {
        let Some(previous) = self.before(found.group) else {
            // "Said the minister: …"; elsewhere a noun or an imperative.
            return found.frames.any(Frames::QUOTE) && self.is_inverted(found).is_some();
        };
        if found.enclitic.is_some() {
            return true;
        }
        let is_pronoun = previous.is(Classes::PRONOUN.or(Classes::RELATIVE).or(Classes::INDEFINITE));
        if previous.is(Classes::SPECIFIER) && !is_pronoun || previous.kind == Kind::Number {
            return false;
        }
        if self.is_possessive(found.group - 1) || found.group == verb && self.is_verbal(found.group - 1) {
            return false;
        }
        if previous.is(Classes::PREPOSITION) && !is_pronoun && !previous.is_capital() {
            return false;
        }
        if is_pronoun || previous.is_capital() && found.group == verb || found.group < verb {
            return true;
        }
        let forms = self.readings(verb).iter().fold(Forms::default(), |all, reading| all.or(reading.forms));
        let next_opens = self.at(found.after).is_none_or(|next| {
            next.kind != Kind::Word
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
        let is_reduced = forms.any(Forms::PARTICIPLE)
            && self
                .at(found.after)
                .is_some_and(|next| next.is(Classes::PREPOSITION) && !next.is(Classes::INFINITIVE_MARKER))
            && !found.frames.any(Frames::QUOTE);
        if is_reduced {
            return false;
        }
        let is_plural = previous.text(self.text).ends_with('s') && forms.any(Forms::BASE);
        forms.any(Forms::PARTICIPLE) || next_opens || is_plural || previous.kind != Kind::Word
    }

    /// The phrase behind a verb that stands before its subject: `, said the minister`.
    pub fn is_inverted(&self, found: &VerbUse) -> Option<Range<usize>> {
        if !found.frames.any(Frames::QUOTE.or(Frames::BARE)) {
            return None;
        }
        let opens = self.before(found.group).is_none_or(|previous| {
            matches!(previous.kind, Kind::Comma | Kind::Quote(_) | Kind::Dash | Kind::Mark | Kind::Stop | Kind::Colon)
                || previous.is(Classes::COORDINATOR) && found.group == 1
        });
        // "Kim, her lawyer, told reporters": whom is told stands behind the verb, not who tells.
        let comma = usize::from(self.before(found.group).is_some_and(|it| it.kind == Kind::Comma));
        let follows_quote = found.group > comma && self.is_quote(found.group - comma - 1);
        if !opens || !self.begins_phrase(found.after) || found.frames.any(Frames::PERSON) && !follows_quote {
            return None;
        }
        if self.is(found.after, Classes::COMPLEMENTISER) {
            return None;
        }
        let phrase = self.phrase_after(found.after)?;
        if self.is(found.after, Classes::PRONOUN) && !self.is_kind(phrase.end, Kind::Comma) && !self.is_end(phrase.end)
        {
            return None;
        }
        let is_apart = follows_quote || self.is_end(phrase.end) || self.is_kind(phrase.end, Kind::Comma);
        if !is_apart && found.group > 0 && !self.can_hold(&phrase) {
            return None;
        }
        let ends = self.at(phrase.end).is_none_or(|next| match next.kind {
            Kind::Word => {
                let begins_infinitive = next.is(Classes::INFINITIVE_MARKER) && self.begins_verb(phrase.end + 1);
                let goes_on = next.is(Classes::AUXILIARY.or(Classes::COMPLEMENTISER).or(Classes::NEGATION));
                let is_free = !begins_infinitive && !goes_on;
                is_free
                    && next.is(Classes::PREPOSITION
                        .or(Classes::TIME)
                        .or(Classes::RELATIVE)
                        .or(Classes::SUBORDINATOR)
                        .or(Classes::COORDINATOR)
                        .or(Classes::ADVERB))
                    || next.is_cue() && self.verb_use(phrase.end).is_some_and(|next| next.is_gerund)
            }
            _ => true,
        });
        ends.then_some(phrase)
    }

    /// The noun phrase that ends before an index.
    pub fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        while let Some(token) = self.before(start) {
            let at = start - 1;
            match token.kind {
                Kind::Word | Kind::Number => {}
                Kind::Close => {
                    let open = (0..at).rev().take(12).find(|index| self.is_kind(*index, Kind::Open));
                    match open {
                        Some(open) if open > 0 => {
                            start = open;
                            continue;
                        }
                        _ => break,
                    }
                }
                _ => break,
            }
            if token.is(Classes::ENCLITIC) && start == end {
                return Some(at..end);
            }
            if token.is_capital() && token.is(Classes::TITLE) && start < end {
                start = at;
                continue;
            }
            let is_pronoun = token.is(Classes::PRONOUN) && !self.is_determiner(at) && !token.is(Classes::LATTER);
            if is_pronoun {
                if start == end {
                    return Some(at..end);
                }
                break;
            }
            if token.is(Classes::COORDINATOR) {
                let joins_names = start < end
                    && self.at(start).is_some_and(Token::is_capital)
                    && self.before(at).is_some_and(Token::is_capital);
                if joins_names {
                    start = at;
                    continue;
                }
                break;
            }
            if self.is_possessive(at) {
                start = at;
                continue;
            }
            let is_specifier = token.is(Classes::SPECIFIER);
            if token.is(NOT_IN_PHRASE) && !is_specifier
                || token.is(Classes::RELATIVE)
                || token.is(Classes::AUXILIARY) && !token.is_capital()
                || token.is(Classes::ADVERB) && !is_specifier && !token.is_capital()
                || token.is(Classes::COMPLEMENTISER)
                || token.is(Classes::PREPOSITION) && (start == end || !token.is(Classes::OF))
                || self.is_verbal(at)
            {
                break;
            }
            start = at;
        }
        let start = self.without_adverbial(start, end)?;
        (start < end).then_some(start..end)
    }

    /// The start of the noun phrase behind a leading "In a statement" or "On Monday".
    fn without_adverbial(&self, start: usize, end: usize) -> Option<usize> {
        let leads = |index: usize| {
            self.at(index).is_some_and(|token| {
                token.is(Classes::PREPOSITION.or(Classes::ADVERB).or(Classes::TIME).or(Classes::COORDINATOR))
                    && !token.is(Classes::SPECIFIER)
                    || token.is(Classes::NOT_NAME) && !token.is(Classes::SPECIFIER.or(Classes::PRONOUN))
                    || token.kind == Kind::Number && self.before(index).is_some_and(|it| it.is(Classes::PREPOSITION))
            })
        };
        if start >= end || !leads(start) {
            return Some(start);
        }
        let begins = |index: usize| {
            let Some(previous) = self.before(index) else { return false };
            let Some(token) = self.at(index) else { return false };
            let follows = previous.is(Classes::PREPOSITION.or(Classes::SPECIFIER)) && !previous.is(Classes::TIME);
            if follows {
                return false;
            }
            token.is(Classes::SPECIFIER)
                || token.is_capital()
                    && !token.is(Classes::TIME)
                    && (!previous.is_capital() || previous.is(Classes::TIME))
                    && !previous.is(Classes::TITLE.or(Classes::ROLE))
                || previous.is(Classes::TIME)
                    && !token.is(Classes::TIME.or(Classes::PREPOSITION))
                    && token.kind == Kind::Word
                || previous.kind == Kind::Number && token.kind == Kind::Word && !token.is(Classes::PREPOSITION)
                || previous.is(Classes::ADVERB) && !token.is(Classes::PREPOSITION.or(Classes::ADVERB))
        };
        ((start + 1)..end).find(|index| begins(*index))
    }

    /// Whether a word is rather a verb than part of a noun phrase.
    fn is_verbal(&self, index: usize) -> bool {
        let Some(token) = self.at(index) else { return false };
        if !token.is_cue() || token.is_capital() {
            return false;
        }
        if token.is(Classes::ROLE.or(Classes::BODY).or(Classes::REPORT)) {
            return false;
        }
        let forms = self.readings(index).iter().fold(Forms::default(), |all, reading| all.or(reading.forms));
        let follows = self.before(index).is_some_and(|previous| {
            previous.is(Classes::SPECIFIER.or(Classes::PREPOSITION)) || self.is_possessive(index - 1)
        });
        forms.any(Forms::FINITE.or(Forms::GERUND)) && !follows && self.verb_use(index).is_some()
    }

    /// The noun phrase that begins at an index, without what follows its name or noun.
    pub fn phrase_after(&self, start: usize) -> Option<Range<usize>> {
        let first = self.at(start)?;
        if first.is(Classes::PRONOUN.or(Classes::ENCLITIC)) && !self.is_determiner(start) {
            return Some(start..start + 1);
        }
        let mut end = start;
        while let Some(token) = self.at(end) {
            if !token.is_word() {
                break;
            }
            let is_head = end == start;
            let next_is_capital = self.at(end + 1).is_some_and(Token::is_capital);
            let joins = token.is(Classes::COORDINATOR)
                && next_is_capital
                && self.before(end).is_some_and(Token::is_capital)
                && !is_head;
            let inside = token.is(Classes::SPECIFIER)
                && (is_head || self.before(end).is_some_and(|it| it.is(Classes::PREPOSITION.or(Classes::SPECIFIER))))
                || token.is(Classes::NAME_PARTICLE.or(Classes::GENITIVE)) && !is_head
                || self.is_possessive(end)
                || token.is_capital() && token.is(Classes::TITLE)
                || token.is(Classes::PRONOUN)
                    && self.before(end).is_some_and(|it| it.is(Classes::GENITIVE))
                    && !is_head
                || joins;
            let stops = token
                .is(Classes::PREPOSITION.or(Classes::AUXILIARY).or(NOT_IN_PHRASE).or(Classes::COORDINATOR))
                || token.is(Classes::ADVERB.or(Classes::TIME)) && !is_head
                || token.is(Classes::SPECIFIER)
                || token.is(Classes::PRONOUN)
                || !is_head && self.is_verbal(end);
            if stops
                && !inside
                && !(token.is_capital() && !token.is(Classes::TIME) && !is_head && !token.is(Classes::SPECIFIER))
            {
                break;
            }
            end += 1;
        }
        // A preposition or an article does not end a phrase.
        while end > start
            && self.before(end).is_some_and(|it| {
                it.is(Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::COORDINATOR))
                    && !it.is(Classes::INDEFINITE)
                    && !it.is_capital()
            })
        {
            end -= 1;
        }
        (end > start).then_some(start..end)
    }

    /// The subject of a verb group: the phrase before it, past appositions and relative clauses.
    pub fn subject_before(&self, group: usize) -> Option<Range<usize>> {
        let mut end = group;
        // "Kim on Monday said"
        while let Some(token) = self.before(end) {
            let is_time = token.is(Classes::TIME) && (token.is_capital() || !self.is_determiner(end.saturating_sub(2)));
            let is_on =
                end < group && token.is(Classes::PREPOSITION) && self.at(end).is_some_and(|it| it.is(Classes::TIME));
            if !(is_time && end > 1 || is_on) {
                break;
            }
            end -= 1;
        }
        let previous = self.before(end)?;
        if previous.kind == Kind::Comma {
            return self.subject_before_apposition(end - 1).or_else(|| self.first_phrase(group));
        }
        if previous.kind == Kind::Dash {
            let open = (0..end - 1).rev().find(|index| self.is_kind(*index, Kind::Dash))?;
            return self.phrase_before(open);
        }
        if previous.is(Classes::RELATIVE) {
            let before = end - 1;
            let comma = usize::from(self.before(before).is_some_and(|token| token.kind == Kind::Comma));
            return self.phrase_before(before - comma);
        }
        if previous.is(Classes::COORDINATOR) {
            return None;
        }
        self.phrase_before(end)
    }

    /// The phrase before the apposition that ends with the comma at `comma`: "Kim, the head of the bank, said".
    fn subject_before_apposition(&self, comma: usize) -> Option<Range<usize>> {
        const MOST: usize = 4;
        let commas = (0..comma).rev().filter(|index| self.is_kind(*index, Kind::Comma)).take(MOST);
        let mut nearest = None;
        for earlier in commas {
            let Some(phrase) = self.phrase_before(earlier) else { continue };
            let opens = self.before(phrase.start).is_none_or(|previous| {
                matches!(previous.kind, Kind::Quote(_) | Kind::Colon | Kind::Semicolon | Kind::Dash)
                    || previous.is(Classes::COORDINATOR
                        .or(Classes::COMPLEMENTISER)
                        .or(Classes::SUBORDINATOR)
                        .or(Classes::CONTRAST))
            });
            let is_source = self.is(phrase.start, Classes::POSSESSIVE)
                || self.tokens.get(phrase.clone()).is_some_and(|tokens| {
                    tokens.iter().any(|token| {
                        token.is_capital() || token.is(Classes::ROLE.or(Classes::BODY).or(Classes::PRONOUN))
                    })
                });
            if opens && is_source {
                return Some(phrase);
            }
            if nearest.is_none() && is_source {
                nearest = Some(phrase);
            }
        }
        nearest
    }

    /// The first noun phrase of the sentence before an index.
    pub fn first_phrase(&self, before: usize) -> Option<Range<usize>> {
        let start = (0..before).find(|index| {
            self.begins_phrase(*index)
                && !self.before(*index).is_some_and(|it| it.is(Classes::PREPOSITION))
                && !self.is(*index, Classes::NOT_NAME)
        })?;
        self.phrase_after(start).filter(|phrase| phrase.end <= before)
    }
}

struct VerbGroup {
    start: usize,
    auxiliary: Option<usize>,
    enclitic: Option<usize>,
    is_reflexive: bool,
}
