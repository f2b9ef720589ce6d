//! Answers of an interview, which stand without quotation marks: behind a name (`Kim: Yes.`), behind the letters of one
//! (`A. K.: Yes.`), behind `A:`, or as paragraphs below questions.

use std::ops::Range;

use super::assemble::Draft;
use super::people::{Naming, People};
use super::reports::{Construction, one};
use super::sentences::Sentences;
use super::tokens::{Kind, Shape, Token};
use crate::model::QuotationKind;

/// A paragraph by its tokens.
struct Paragraph {
    tokens: Range<usize>,
    /// The number of its first sentence.
    sentence: usize,
    is_question: bool,
}

/// Adds the answers, and takes away what seemed to be reported within them.
pub(super) fn add_answers(text: &str, sentences: &Sentences, people: &People, drafts: &mut Vec<Draft>) {
    let paragraphs = paragraphs(text, sentences);
    let mut interview = Interview { text, sentences, people, paragraphs: &paragraphs, is_transcript: false };
    interview.is_transcript = interview.is_transcript();
    // Most texts are no interviews.
    if !interview.is_transcript && !paragraphs.iter().any(|paragraph| paragraph.is_question) {
        return;
    }
    let labelled: Vec<Draft> = (0..paragraphs.len()).filter_map(|number| interview.labelled(number)).collect();
    let answers = if labelled.is_empty() { interview.unlabelled() } else { labelled };
    if answers.is_empty() {
        return;
    }
    let mut spans = answers.iter().map(Draft::hull).peekable();
    drafts.retain(|draft| {
        let hull = draft.hull();
        while spans.next_if(|span| span.end <= hull.start).is_some() {}
        !spans.peek().is_some_and(|span| span.start <= hull.start && hull.end <= span.end)
    });
    drafts.extend(answers);
}

/// The paragraphs of a text.
fn paragraphs(text: &str, sentences: &Sentences) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last = None;
    for (number, sentence) in sentences.ranges.iter().enumerate() {
        match paragraphs.last_mut().filter(|_| last == Some(sentence.paragraph)) {
            Some(paragraph) => paragraph.tokens.end = sentence.tokens.end,
            None => {
                paragraphs.push(Paragraph { tokens: sentence.tokens.clone(), sentence: number, is_question: false })
            }
        }
        last = Some(sentence.paragraph);
    }
    for paragraph in &mut paragraphs {
        let tokens = sentences.tokens.get(paragraph.tokens.clone()).unwrap_or_default();
        let end = tokens.iter().rev().find(|token| token.kind != Kind::Break);
        let has_quote = tokens.iter().any(|token| matches!(token.kind, Kind::Quote(_)));
        paragraph.is_question = !has_quote && end.is_some_and(|end| end.text(text) == "?");
    }
    paragraphs
}

struct Interview<'a> {
    text: &'a str,
    sentences: &'a Sentences,
    people: &'a People,
    paragraphs: &'a [Paragraph],
    /// Names in capitals begin what everybody says.
    is_transcript: bool,
}

impl Interview<'_> {
    fn tokens(&self, range: Range<usize>) -> &[Token] {
        self.sentences.tokens.get(range).unwrap_or_default()
    }

    fn is_transcript(&self) -> bool {
        const FEWEST: usize = 3;
        self.paragraphs.iter().filter(|paragraph| self.has_upper_label(paragraph)).count() >= FEWEST
    }

    fn has_upper_label(&self, paragraph: &Paragraph) -> bool {
        let label = self.colon(paragraph).map(|colon| paragraph.tokens.start..colon);
        label.is_some_and(|label| self.tokens(label).iter().all(|token| token.shape == Shape::Upper))
    }

    fn asks(&self, number: usize) -> bool {
        self.paragraphs.get(number).is_some_and(|paragraph| paragraph.is_question)
    }

    /// `Kim: Yes.` where a question stands before or the same label elsewhere.
    fn labelled(&self, number: usize) -> Option<Draft> {
        let paragraph = self.paragraphs.get(number)?;
        let colon = self.colon(paragraph)?;
        let label = paragraph.tokens.start..colon;
        let follows_question = number.checked_sub(1).is_some_and(|before| self.asks(before));
        let is_voice = self.is_transcript && self.has_upper_label(paragraph);
        let is_answer = !paragraph.is_question && (follows_question || self.is_repeated(number, &label));
        if !is_voice && !is_answer {
            return None;
        }
        let source = if is_voice { label } else { self.called(&label)? };
        self.answer(paragraph, colon + 1, source)
    }

    /// The colon behind a few words with capitals that begin a paragraph.
    fn colon(&self, paragraph: &Paragraph) -> Option<usize> {
        const LONGEST: usize = 6;
        let tokens = self.tokens(paragraph.tokens.clone());
        let colon = tokens.iter().take(LONGEST).position(|token| token.kind == Kind::Colon).filter(|at| *at > 0)?;
        let is_label = |token: &Token| token.is_capital() || token.kind == Kind::Stop;
        tokens.iter().take(colon).all(is_label).then_some(paragraph.tokens.start + colon)
    }

    /// Whether another paragraph begins with the same label.
    fn is_repeated(&self, number: usize, label: &Range<usize>) -> bool {
        const NEAR: usize = 6;
        let words = self.words(label);
        let near = self.paragraphs.iter().enumerate().skip(number.saturating_sub(NEAR)).take(2 * NEAR + 1);
        near.filter(|(other, _)| *other != number).any(|(_, paragraph)| {
            self.colon(paragraph).is_some_and(|colon| self.words(&(paragraph.tokens.start..colon)) == words)
        })
    }

    fn words(&self, label: &Range<usize>) -> Vec<&str> {
        self.tokens(label.clone()).iter().map(|token| token.text(self.text)).collect()
    }

    /// Whom a label names: a person, or with a lone letter whoever is asked.
    fn called(&self, label: &Range<usize>) -> Option<Range<usize>> {
        let named = self.people.naming_in(label).filter(|naming| !self.people.is_body(naming.who));
        if named.is_some_and(|naming| self.knows(naming)) {
            return Some(label.clone());
        }
        let letters: String = self.words(label).concat().chars().filter(|letter| letter.is_alphabetic()).collect();
        (letters.chars().count() == 1).then(|| self.asked().map(|naming| naming.tokens.clone())).flatten()
    }

    /// Whether somebody has a first name and a surname.
    fn knows(&self, naming: &Naming) -> bool {
        self.people.named.get(naming.who).is_some_and(|named| named.name.contains(' '))
    }

    /// The person named first before the first question.
    fn asked(&self) -> Option<&Naming> {
        let question = self.paragraphs.iter().find(|paragraph| paragraph.is_question)?.tokens.end;
        let before = self.people.namings.iter().take_while(|naming| naming.tokens.start < question);
        before.into_iter().find(|naming| !self.people.is_body(naming.who) && self.knows(naming))
    }

    /// The paragraphs below questions, where so many are questions that the text must be an interview.
    fn unlabelled(&self) -> Vec<Draft> {
        const FEWEST: usize = 3;
        let answered =
            |number: usize| self.asks(number) && !self.asks(number + 1) && number + 1 < self.paragraphs.len();
        let count = (0..self.paragraphs.len()).filter(|number| answered(*number)).count();
        if count < FEWEST || count * 4 < self.paragraphs.len() {
            return Vec::new();
        }
        let Some(asked) = self.asked() else { return Vec::new() };
        let first = (0..self.paragraphs.len()).find(|number| self.asks(*number)).unwrap_or_default();
        let rest = self.paragraphs.iter().skip(first + 1).filter(|paragraph| !paragraph.is_question);
        let plain =
            rest.filter(|it| !self.tokens(it.tokens.clone()).iter().any(|it| matches!(it.kind, Kind::Quote(_))));
        plain.filter_map(|paragraph| self.answer(paragraph, paragraph.tokens.start, asked.tokens.clone())).collect()
    }

    fn answer(&self, paragraph: &Paragraph, start: usize, source: Range<usize>) -> Option<Draft> {
        let tokens = self.tokens(start..paragraph.tokens.end);
        let first = tokens.first()?;
        // `Kim: “…”` needs no such help.
        if matches!(first.kind, Kind::Quote(_)) {
            return None;
        }
        let last = tokens.iter().rev().find(|token| token.kind != Kind::Break)?;
        Some(Draft {
            fragments: one(first.start..last.end),
            kind: QuotationKind::Direct,
            cue: None,
            source: Some(source),
            construction: Construction::Colon,
            sentence: paragraph.sentence,
            neighbour: None,
        })
    }
}
