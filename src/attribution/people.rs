//! Who is named in a text, and whom a later "she", "the minister" or surname means.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::grammar::Grammar;
use super::names::{NO_NAME, is_body_key, name_at, role_gender, roles_beside, titles_before};
use super::sentences::Sentences;
use super::tokens::{Kind, Shape, Token};
use super::word::Classes;

/// Somebody named in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The longest form of the name.
    pub name: String,
    /// The last word of the name, in lower case.
    pub surname: String,
    /// What is known of the gender.
    pub gender: Option<Gender>,
    /// Some office stands beside the name.
    pub has_office: bool,
    /// Rather a body or a place than a person.
    pub is_body: bool,
}

impl Named {
    /// Whether a pronoun of this gender can mean this person.
    pub fn can_be(&self, gender: Option<Gender>) -> bool {
        !self.is_body && self.gender.is_none_or(|known| gender.is_none_or(|wanted| known == wanted))
    }
}

/// Who spoke, and in which sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    /// Who.
    pub who: usize,
    /// The number of the sentence.
    pub sentence: usize,
    /// The number of its paragraph.
    pub paragraph: usize,
}

/// Grammatical gender of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// he
    Masculine,
    /// she
    Feminine,
}

impl Gender {
    /// What a word tells that is of one class of words or of the other; one of both tells nothing.
    pub fn told_by(word: Classes, masculine: Classes, feminine: Classes) -> Option<Self> {
        match (word.any(masculine), word.any(feminine)) {
            (true, false) => Some(Self::Masculine),
            (false, true) => Some(Self::Feminine),
            _ => None,
        }
    }
}

/// A place where somebody is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The tokens of the name, without titles.
    pub tokens: Range<usize>,
    /// Who.
    pub who: usize,
    /// The sentence.
    pub sentence: usize,
    /// The paragraph.
    pub paragraph: usize,
    /// It is the first name of its sentence and no complement.
    pub is_subject: bool,
    /// A possessive ending follows.
    pub is_possessor: bool,
    /// A noun follows to which the name belongs, as in "the Kim campaign".
    pub is_modifier: bool,
}

/// All who are named.
#[derive(Debug, Default)]
pub struct People {
    /// In the order of their first naming.
    pub named: Vec<Named>,
    /// In the order of the text.
    pub namings: Vec<Naming>,
    by_word: FxHashMap<String, Vec<usize>>,
    /// By word of office the namings beside which it stands, in order.
    pub(super) by_office: FxHashMap<String, Vec<usize>>,
}

/// Finds all names of a text.
pub fn people(text: &str, grammar: &Grammar, sentences: &Sentences) -> People {
    let mut people = People::default();
    for (number, sentence) in sentences.ranges.iter().enumerate() {
        let mut is_first = true;
        let mut index = sentence.tokens.start;
        while index < sentence.tokens.end {
            let Some(name) = name_at(sentences, sentence.tokens.start, index, sentence.tokens.end) else {
                index += 1;
                continue;
            };
            if grammar.capital_nouns && !people.is_name_among_nouns(text, sentences, &name) {
                index = name.end;
                continue;
            }
            let before = name.start.checked_sub(1).filter(|at| *at >= sentence.tokens.start);
            // "(LR)", "(R-Texas)": a party or agency is not who is spoken of.
            if before.and_then(|at| sentences.tokens.get(at)).is_some_and(|it| it.kind == Kind::Open) {
                index = name.end;
                continue;
            }
            let is_complement =
                before.and_then(|at| sentences.tokens.get(at)).is_some_and(|it| it.is(Classes::PREPOSITION));
            index = name.end;
            let who = people.note(text, grammar, sentences, sentence.tokens.clone(), &name);
            let is_possessor = sentences.tokens.get(name.end).is_some_and(|it| it.is(Classes::POSSESSIVE_ENDING));
            // In "Kim's widow, Lee, wept" Kim does nothing.
            let is_subject = is_first && !is_complement && !is_possessor;
            is_first &= is_complement || is_possessor;
            let is_modifier = sentences.tokens.get(name.end).is_some_and(|it| {
                let closed = NO_NAME.or(Classes::GENITIVE).or(Classes::RELATIVE).or(Classes::COMPLEMENTISER);
                it.kind == Kind::Word && it.shape == Shape::Lower && !it.is(closed)
            });
            let paragraph = sentence.paragraph;
            people.namings.push(Naming {
                tokens: name,
                who,
                sentence: number,
                paragraph,
                is_subject,
                is_possessor,
                is_modifier,
            });
        }
    }
    people
}

impl People {
    /// Records a naming and says who it is.
    fn note(
        &mut self,
        text: &str,
        grammar: &Grammar,
        sentences: &Sentences,
        sentence: Range<usize>,
        name: &Range<usize>,
    ) -> usize {
        let tokens = sentences.tokens.get(name.clone()).unwrap_or_default();
        let (start, end) = (tokens.first().map_or(0, |it| it.start), tokens.last().map_or(0, |it| it.end));
        let full = text.get(start..end).unwrap_or_default();
        let words: Vec<String> =
            tokens.iter().map(|token| token.text(text).trim_matches(is_mark).to_lowercase()).collect();
        let surname = words.last().cloned().unwrap_or_default();
        let single = words.len() == 1;
        let title = titles_before(sentences, sentence.start, name.start);
        let known = if single {
            let known = self.by_word.get(&surname).map(Vec::as_slice).unwrap_or_default();
            // "Mr Webb" is no "Webb & Sons", even if these were named last.
            let person = known.iter().rev().find(|who| title.is_some() && !self.is_body(**who));
            person.or(known.last()).copied()
        } else {
            let same = |who: &&usize| {
                self.named.get(**who).is_some_and(|named| {
                    named.surname == surname
                        && (named.name == full || !named.name.contains(' ') || shares_first(&named.name, full))
                })
            };
            self.by_word.get(&surname).and_then(|known| known.iter().rev().find(same)).copied()
        };
        let known = known.or_else(|| self.with_letters(&words));
        let who = known.unwrap_or_else(|| {
            self.named.push(Named {
                name: full.to_owned(),
                surname: surname.clone(),
                gender: None,
                has_office: false,
                is_body: true,
            });
            self.named.len() - 1
        });
        for word in &words {
            let entry = self.by_word.entry(word.clone()).or_default();
            if entry.last() != Some(&who) {
                entry.push(who);
            }
        }
        let first_word = words.first().cloned().unwrap_or_default();
        let first_name = tokens.first().map(|token| token.word.classes).unwrap_or_default();
        let looks_body = tokens.iter().any(|token| token.is(Classes::BODY))
            || full.contains('&')
            || single && tokens.iter().all(|token| token.shape == Shape::Upper);
        let has_article = name
            .start
            .checked_sub(1)
            .and_then(|before| sentences.tokens.get(before))
            .is_some_and(|it| it.is(Classes::DETERMINER));
        // "in Los Angeles", and the "LOS ANGELES" of a dateline
        let before = name.start.checked_sub(1).and_then(|before| sentences.tokens.get(before));
        let looks_place =
            before.is_some_and(|it| it.is(Classes::PLACE)) || tokens.iter().all(|token| token.shape == Shape::Upper);
        let by_role = role_gender(text, grammar, sentences, sentence.clone(), name);
        let is_place = single && before.is_some_and(|it| it.is(Classes::PLACE));
        let roles = if is_place { Vec::new() } else { roles_beside(text, grammar, sentences, sentence, name) };
        let Some(named) = self.named.get_mut(who) else { return who };
        if full.len() > named.name.len() && !single {
            named.name = full.to_owned();
            named.surname = surname;
        }
        let is_person = title.is_some()
            || (first_name.any(Classes::MASCULINE_NAME.or(Classes::FEMININE_NAME)) && !looks_body)
            || !single && !looks_body && !has_article && !looks_place
            || single && !looks_body && !looks_place && !has_article && roles.iter().any(|role| !is_body_key(role));
        if is_person && (!looks_body || title.is_some()) {
            named.is_body = false;
        }
        let by_name = Gender::told_by(first_name, Classes::MASCULINE_NAME, Classes::FEMININE_NAME);
        let by_name = by_name.filter(|_| !first_word.is_empty() && (!single || known.is_none()));
        // "Le docteur Hélène Kim": many offices have one gender for both.
        let by_role = by_role.filter(|role| *role == Gender::Feminine || by_name != Some(Gender::Feminine));
        named.gender = title.flatten().or(by_role).or(named.gender).or(by_name);
        named.has_office |= !roles.is_empty();
        for role in roles {
            self.by_office.entry(role).or_default().push(self.namings.len());
        }
        who
    }

    /// Who is meant by "A. K.", the letters with which a name begins.
    fn with_letters(&self, letters: &[String]) -> Option<usize> {
        let is_letter = |word: &String| word.chars().count() == 1;
        if letters.len() < 2 || !letters.iter().all(is_letter) {
            return None;
        }
        let first = |word: &str| word.chars().next().map(|letter| letter.to_lowercase().to_string());
        let fits =
            |named: &Named| named.name.split(' ').map(first).eq(letters.iter().map(|letter| Some(letter.clone())));
        self.named.iter().position(fits)
    }

    /// Whether capitals are a name where all nouns have them: behind a title, with a known first name, known already.
    fn is_name_among_nouns(&self, text: &str, sentences: &Sentences, name: &Range<usize>) -> bool {
        let tokens = sentences.tokens.get(name.clone()).unwrap_or_default();
        let before = name.start.checked_sub(1).and_then(|at| sentences.tokens.get(at));
        let is_called = before.is_some_and(|token| token.is(Classes::TITLE));
        let has_first_name =
            tokens.first().is_some_and(|token| token.is(Classes::MASCULINE_NAME.or(Classes::FEMININE_NAME)));
        let is_plain = |token: &Token| token.word.classes.is_none() && token.word.reading_count == 0;
        let stands_free = tokens.len() > 1
            && tokens.iter().all(is_plain)
            && !before.is_some_and(|token| token.is(Classes::SPECIFIER.or(Classes::PREPOSITION)));
        let is_known = tokens.iter().any(|token| self.by_word.contains_key(&token.text(text).to_lowercase()));
        is_called || has_first_name || stands_free || is_known || tokens.iter().any(|token| token.shape == Shape::Upper)
    }

    /// The longest form of a name that the text has for who is called so.
    pub fn whole_name(&self, name: &str) -> Option<&str> {
        let surname = name.split_whitespace().next_back()?.to_lowercase();
        let who = self.by_word.get(&surname)?.last()?;
        self.named.get(*who).map(|named| named.name.as_str())
    }

    /// Whether somebody is rather a body than a person.
    pub fn is_body(&self, who: usize) -> bool {
        self.named.get(who).is_some_and(|named| named.is_body)
    }
}

/// The marks around a nickname: Margaret “Mags” Kim.
fn is_mark(letter: char) -> bool {
    !letter.is_alphanumeric()
}

fn shares_first(a: &str, b: &str) -> bool {
    a.split(' ').next() == b.split(' ').next()
}
