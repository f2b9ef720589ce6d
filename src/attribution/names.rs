//! Where names stand, and what the words beside them tell: titles, genders, offices.

use std::ops::Range;

use super::grammar::Grammar;
use super::people::Gender;
use super::sentences::Sentences;
use super::tokens::{Kind, Shape, Token};
use super::word::Classes;

/// Words with a capital that are no name for it.
pub const NO_NAME: Classes = Classes::DETERMINER
    .or(Classes::POSSESSIVE)
    .or(Classes::PREPOSITION)
    .or(Classes::COORDINATOR)
    .or(Classes::SUBORDINATOR)
    .or(Classes::QUESTION)
    .or(Classes::AUXILIARY)
    .or(Classes::ADVERB)
    .or(Classes::NEGATION)
    .or(Classes::PRONOUN)
    .or(Classes::INDEFINITE)
    .or(Classes::TIME)
    .or(Classes::NOT_NAME)
    .or(Classes::POSSESSIVE_ENDING)
    .or(Classes::ENCLITIC);

/// The name that begins at a token: words with capitals, and particles between them.
pub fn name_at(sentences: &Sentences, first: usize, start: usize, end: usize) -> Option<Range<usize>> {
    let token = |index: usize| sentences.tokens.get(index).filter(|token| index < end && token.kind == Kind::Word);
    let is_name = |index: usize| {
        token(index).is_some_and(|token| {
            token.is_capital()
                // "the PM", "an MP"
                && !(token.shape == Shape::Upper && token.is(Classes::ROLE) && !token.is(Classes::BODY))
                && !(token.is(NO_NAME)
                    && (index == first
                        || !token.is(Classes::MASCULINE_NAME.or(Classes::FEMININE_NAME).or(Classes::MODAL))))
                && !(index == first && token.word.reading_count > 0)
                && !(index == first
                    && token.is(Classes::ROLE.or(Classes::BODY))
                    && token.shape == Shape::Capital
                    && !token.is(Classes::TITLE))
        })
    };
    if !is_name(start) {
        return None;
    }
    let mut begin = start;
    // In "Justice Department" nobody has a title.
    let person = Classes::TITLE.or(Classes::MASCULINE_NAME).or(Classes::FEMININE_NAME);
    let is_body = |at: usize| token(at).is_some_and(|it| it.is(Classes::BODY) && !it.is(person));
    while token(begin).is_some_and(|token| token.is(Classes::TITLE)) && is_name(begin + 1) && !is_body(begin + 1) {
        begin += 1;
    }
    if token(begin).is_some_and(|token| token.is(Classes::TITLE)) && !is_body(begin + 1) {
        return None;
    }
    let mut stop = begin + 1;
    loop {
        if is_name(stop) || token(stop).is_some_and(|it| it.is_capital() && it.word.classes.is_none()) {
            stop += 1;
        } else if token(stop).is_some_and(|it| it.is(Classes::NAME_PARTICLE)) && is_name(stop + 1) {
            stop += 2;
        } else if token(stop).is_some_and(|it| it.is(Classes::NAME_PARTICLE))
            && token(stop + 1).is_some_and(|it| it.is(Classes::NAME_PARTICLE))
            && is_name(stop + 2)
        {
            stop += 3;
        } else {
            break;
        }
    }
    // «le député de Seine-Saint-Denis Éric Kim»: a first name behind a place begins another name.
    let first_name = Classes::MASCULINE_NAME.or(Classes::FEMININE_NAME);
    let is_owner =
        begin.checked_sub(1).and_then(token).is_some_and(|it| it.is(Classes::PREPOSITION.or(Classes::GENITIVE)));
    if is_owner && !token(begin).is_some_and(|it| it.is(first_name)) {
        let begins = |at: &usize| token(*at).is_some_and(|it| it.is(first_name)) && at + 1 < stop;
        stop = (begin + 1..stop).find(begins).unwrap_or(stop);
    }
    while stop > begin + 1 && token(stop - 1).is_some_and(|it| it.is(Classes::AFTER_NAME)) {
        stop -= 1;
    }
    // In "Bank Director Kim" only "Kim" is the name.
    let title = (begin..stop.saturating_sub(1))
        .rev()
        .find(|index| token(*index).is_some_and(|it| it.is(Classes::TITLE)) && !is_body(index + 1));
    Some(title.map_or(begin, |title| title + 1)..stop)
}

/// A title right before a name, and the gender that it tells.
pub fn titles_before(sentences: &Sentences, first: usize, name: usize) -> Option<Option<Gender>> {
    let token = name.checked_sub(1).filter(|at| *at >= first).and_then(|at| sentences.tokens.get(at))?;
    if !token.is(Classes::TITLE.or(Classes::ROLE)) {
        return None;
    }
    Some(Gender::told_by(token.word.classes, Classes::MASCULINE_TITLE, Classes::FEMININE_TITLE))
}

/// The gender that the article of an office tells: "la mairesse, Dominique Kim", "Dominique Kim, la mairesse".
pub fn role_gender(
    text: &str,
    grammar: &Grammar,
    sentences: &Sentences,
    sentence: Range<usize>,
    name: &Range<usize>,
) -> Option<Gender> {
    const FARTHEST: usize = 9;
    let gender = |article: usize| {
        let [article, role, ..] = sentences.tokens.get(article..sentence.end)? else { return None };
        // «le buteur, Kim»
        let is_agent =
            role.kind == Kind::Word && !role.is_cue() && !role.is(Classes::THING) && grammar.is_agent(role.text(text));
        let holds = role.is(Classes::ROLE.or(Classes::TITLE)) || is_agent;
        let told = Gender::told_by(article.word.classes, Classes::MASCULINE_ARTICLE, Classes::FEMININE_ARTICLE);
        told.filter(|_| holds)
    };
    let is_comma = |at: usize| sentences.tokens.get(at).is_some_and(|token| token.kind == Kind::Comma);
    if is_comma(name.end)
        && let Some(gender) = gender(name.end + 1)
    {
        return Some(gender);
    }
    let before = name.start.checked_sub(1)?;
    let end = if is_comma(before) { before } else { name.start };
    let words = (sentence.start..end)
        .rev()
        .take(FARTHEST)
        .take_while(|at| sentences.tokens.get(*at).is_some_and(|token| token.is_word() && !token.is_cue()));
    // The outermost article belongs to the office: "la ministre de l'intérieur".
    words.filter_map(gender).last()
}

/// The entry for those who hold an office in a body, apart from the words of office.
pub fn body_key(body: &str) -> String {
    format!("@{}", body.to_lowercase())
}

/// Whether an entry is for a body rather than for a word of office.
pub fn is_body_key(key: &str) -> bool {
    key.starts_with('@')
}

/// The words of office before a name or in the apposition behind it, and the bodies in which it is held.
pub fn roles_beside(
    text: &str,
    grammar: &Grammar,
    sentences: &Sentences,
    sentence: Range<usize>,
    name: &Range<usize>,
) -> Vec<String> {
    const FARTHEST: usize = 9;
    let is_part = |token: &Token| {
        token.is(Classes::POSSESSIVE_ENDING)
            || token.is_word()
                && !token
                    .is(Classes::AUXILIARY.or(Classes::COORDINATOR).or(Classes::SUBORDINATOR).or(Classes::NEGATION))
    };
    let mut roles = Vec::new();
    let mut add = |token: &Token| {
        let is_plain = || token.shape == Shape::Lower && !token.is_cue() && !token.is(Classes::THING);
        if token.is(Classes::ROLE.or(Classes::FORMER).or(Classes::LATTER)) {
            roles.push(token.text(text).to_lowercase());
        } else if token.is(Classes::TITLE) {
            let lower = token.text(text).trim_end_matches('.').to_lowercase();
            roles.push(grammar.full_title(&lower).to_owned());
        } else if is_plain() && grammar.is_agent(token.text(text)) {
            roles.push(token.text(text).to_owned());
        } else if token.is_capital() && !token.is(NO_NAME.or(Classes::TITLE)) {
            roles.push(body_key(token.text(text)));
        }
    };
    let before = sentences.tokens.get(sentence.start..name.start).unwrap_or_default();
    // In "the mayor of Northport" the town holds no office.
    let joins = Classes::PREPOSITION.or(Classes::GENITIVE);
    // Nor does the market in «un commerçant du marché Dantokpa».
    let is_plain = |token: &Token| {
        token.shape == Shape::Lower
            && !token.is(Classes::ROLE.or(Classes::TITLE).or(joins))
            && !grammar.is_agent(token.text(text))
    };
    let is_complement = match before {
        [.., outer, noun] if outer.is(Classes::GENITIVE) && is_plain(noun) => true,
        // «la présidente de l'association Droit au logement»
        [.., of, article, noun]
            if of.is(Classes::GENITIVE)
                && article.is(Classes::ARTICLE)
                && noun.is(Classes::BODY)
                && !noun.is(Classes::ROLE)
                && noun.shape == Shape::Lower =>
        {
            grammar.gendered_nouns
        }
        [.., outer, last] if last.is(Classes::SPECIFIER) => outer.is(joins) || last.is(joins),
        [.., last] => last.is(joins),
        [] => false,
    };
    let is_owner = before.iter().rev().take(2).any(|token| token.is(Classes::GENITIVE));
    // Nor does «un député Renaissance» name a deputy.
    let is_party = name.len() == 1
        && matches!(before, [.., article, role]
            if article.is(Classes::INDEFINITE_ARTICLE) && role.is(Classes::ROLE) && role.shape == Shape::Lower);
    let before = if is_complement || is_party { &[] } else { before };
    let mut commas = 0;
    for token in before.iter().rev().take(FARTHEST) {
        commas += usize::from(token.kind == Kind::Comma);
        let is_verb = token.is_cue() && !token.is(Classes::ROLE) && !token.is_capital();
        if commas > 1 || is_verb || token.kind != Kind::Comma && !is_part(token) {
            break;
        }
        add(token);
        // "the head of the bank, Kim": the article begins the office.
        if token.is(Classes::DETERMINER) && token.is_capital() {
            break;
        }
    }
    let behind = sentences.tokens.get(name.end..sentence.end).unwrap_or_default();
    if !is_owner && behind.first().is_some_and(|token| token.kind == Kind::Comma) {
        for token in behind
            .iter()
            .skip(1)
            .take(FARTHEST)
            .take_while(|token| is_part(token) && (!token.is_cue() || token.is(Classes::ROLE)))
        {
            add(token);
        }
    }
    roles
}
