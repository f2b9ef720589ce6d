//! Who of those named so far a later word can mean: the nearest, the first, one of the last two, the holder of an office.

use std::ops::Range;

use super::people::{Gender, Named, Naming, People, Voice};

impl People {
    /// The first naming that touches a range of tokens.
    pub fn naming_in(&self, range: &Range<usize>) -> Option<&Naming> {
        self.namings_in(range).next()
    }

    /// The namings that touch a range of tokens.
    pub fn namings_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Naming> {
        let first = self.namings.partition_point(|naming| naming.tokens.end <= range.start);
        let end = range.end;
        self.namings.get(first..).unwrap_or_default().iter().take_while(move |naming| naming.tokens.start < end)
    }

    /// Who is named within a range of tokens: the last person, else the last body.
    pub fn named_in(&self, range: &Range<usize>) -> Option<usize> {
        let within = self.namings_in(range);
        // In "Kim's lawyer" the lawyer speaks.
        let within = within.filter(|naming| {
            (!naming.is_possessor || naming.tokens.end + 1 >= range.end)
                && (!naming.is_modifier || naming.tokens.end >= range.end)
        });
        let mut found: Option<usize> = None;
        for naming in within {
            let is_better = found.is_none_or(|found| self.is_body(found));
            if is_better {
                found = Some(naming.who);
            }
        }
        found
    }

    /// Whom a pronoun at a token means: the nearest fitting person, speakers and subjects before others.
    pub fn meant_by(
        &self,
        gender: Option<Gender>,
        at: usize,
        (sentence, paragraph): (usize, usize),
        last_speaker: Option<Voice>,
    ) -> Option<usize> {
        const FARTHEST: usize = 8;
        const SPOKE: i32 = 10;
        const SUBJECT: i32 = 8;
        // Whom a paragraph is about weighs more than whoever spoke last in the one before.
        const HERE: i32 = 12;
        let weight_of_distance = |place: usize| -10 * i32::try_from(sentence.saturating_sub(place)).unwrap_or(100);
        let here = |known: usize| if known == paragraph { HERE } else { 0 };
        let bonus = |named: &Named| if gender.is_some() && named.gender == gender { 6 } else { 0 };
        let past = self.namings.partition_point(|naming| naming.tokens.start < at);
        let speaker = last_speaker.filter(|voice| voice.sentence + FARTHEST >= sentence).and_then(|voice| {
            let named = self.named.get(voice.who).filter(|named| named.can_be(gender))?;
            let weight = weight_of_distance(voice.sentence) + SPOKE + bonus(named) + here(voice.paragraph);
            Some((weight, voice.who))
        });
        let mut best: Option<(i32, usize)> = speaker;
        for naming in self.namings.get(..past).unwrap_or_default().iter().rev() {
            let distance = sentence.saturating_sub(naming.sentence);
            if distance > FARTHEST {
                break;
            }
            let Some(named) = self.named.get(naming.who) else { continue };
            if !named.can_be(gender) {
                continue;
            }
            let mut weight = weight_of_distance(naming.sentence) + bonus(named);
            weight += if naming.is_subject { SUBJECT + here(naming.paragraph) } else { 0 };
            weight += if last_speaker.is_some_and(|voice| voice.who == naming.who) { SPOKE } else { 0 };
            if best.is_none_or(|(known, _)| weight > known) {
                best = Some((weight, naming.who));
            }
        }
        best.map(|(_, who)| who)
    }

    /// Whether a person of this gender is named as a subject within a range of tokens.
    pub fn has_subject_between(&self, range: Range<usize>, gender: Option<Gender>) -> bool {
        let first = self.namings.partition_point(|naming| naming.tokens.start < range.start);
        let within = self.namings.get(first..).unwrap_or_default();
        within
            .iter()
            .take_while(|naming| naming.tokens.start < range.end)
            .any(|naming| naming.is_subject && self.named.get(naming.who).is_some_and(|named| named.can_be(gender)))
    }

    /// The sentence in which somebody was named last before a token.
    pub fn last_sentence_of(&self, who: usize, at: usize) -> Option<usize> {
        const FARTHEST: usize = 40;
        let past = self.namings.partition_point(|naming| naming.tokens.start < at);
        let before = self.namings.get(..past).unwrap_or_default();
        before.iter().rev().take(FARTHEST).find(|naming| naming.who == who).map(|naming| naming.sentence)
    }

    /// The person named last before a token: "ce dernier".
    pub fn last_before(&self, gender: Option<Gender>, at: usize) -> Option<usize> {
        const FARTHEST: usize = 12;
        let past = self.namings.partition_point(|naming| naming.tokens.start < at);
        let before = self.namings.get(..past).unwrap_or_default();
        let fits = |who: usize| self.named.get(who).is_some_and(|named| named.can_be(gender));
        before.iter().rev().take(FARTHEST).find(|naming| fits(naming.who)).map(|naming| naming.who)
    }

    /// The name of the person of this gender named last before a token, but for one.
    pub fn name_before(&self, gender: Gender, at: usize, but_for: &str) -> Option<&str> {
        const FARTHEST: usize = 20;
        let past = self.namings.partition_point(|naming| naming.tokens.start < at);
        let before = self.namings.get(..past).unwrap_or_default().iter().rev().take(FARTHEST);
        let mut persons = before.filter_map(|naming| self.named.get(naming.who));
        persons
            .find(|named| named.gender == Some(gender) && named.name != but_for && !named.is_body)
            .map(|named| named.name.as_str())
    }

    /// The first person of the text who can be meant by a pronoun at a token far from every name.
    pub fn first_before(&self, gender: Option<Gender>, at: usize) -> Option<usize> {
        const MOST: usize = 12;
        let first = self.namings.iter().take(MOST).take_while(|naming| naming.tokens.start < at);
        let fits = |named: &Named| {
            // A dateline is no person.
            named.can_be(gender) && (named.gender.is_some() || named.name.chars().any(char::is_lowercase))
        };
        let mut fitting = first.filter(|naming| self.named.get(naming.who).is_some_and(fits));
        fitting.next().map(|naming| naming.who)
    }

    /// The two persons named last before a token, in the order of the text: "the former", «le second».
    pub fn pair_before(&self, at: usize) -> Option<[usize; 2]> {
        const FARTHEST: usize = 20;
        let past = self.namings.partition_point(|naming| naming.tokens.start < at);
        let before = self.namings.get(..past).unwrap_or_default();
        let mut persons = before.iter().rev().take(FARTHEST).map(|naming| naming.who).filter(|who| !self.is_body(*who));
        let second = persons.next()?;
        let first = persons.find(|who| *who != second)?;
        Some([first, second])
    }

    /// Who holds one of several offices and was named last before a token.
    pub fn in_offices<'a>(&self, roles: impl Iterator<Item = &'a str>, at: usize) -> Option<usize> {
        let namings = roles.filter_map(|role| self.by_office.get(role)).filter_map(|namings| {
            let past =
                namings.partition_point(|naming| self.namings.get(*naming).is_some_and(|it| it.tokens.start < at));
            namings.get(past.checked_sub(1)?).copied()
        });
        namings.max().and_then(|naming| self.namings.get(naming)).map(|naming| naming.who)
    }

    /// Who holds an office, named before a token or else anywhere.
    pub fn in_office(&self, role: &str, at: usize) -> Option<usize> {
        let namings = self.by_office.get(role)?;
        let past = namings.partition_point(|naming| self.namings.get(*naming).is_some_and(|it| it.tokens.start < at));
        let nearest = past.saturating_sub(1);
        namings.get(nearest).and_then(|naming| self.namings.get(*naming)).map(|naming| naming.who)
    }
}
