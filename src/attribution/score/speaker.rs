//! Whether a proposal names the annotated speaker.

use crate::attribution::grammar::Grammar;
use crate::attribution::word::Classes;
use crate::attribution::{Proposal, grammar};

/// By surname or by the whole mention, in the words of a language.
pub fn agrees(speaker: &str, proposal: &Proposal, text: &str, language: &str) -> bool {
    let Some(grammar) = grammar(language) else { return false };
    let mention = proposal.mention.clone().and_then(|mention| text.get(mention));
    let candidates = [proposal.speaker.as_deref(), mention];
    candidates.into_iter().flatten().any(|candidate| {
        whole(candidate, grammar) == whole(speaker, grammar)
            || whole(head(candidate, grammar), grammar) == whole(head(speaker, grammar), grammar)
            || surname(candidate, grammar).is_some_and(|name| surname(speaker, grammar) == Some(name))
    })
}

/// A mention without its first article, in lower case.
fn whole(mention: &str, grammar: &Grammar) -> String {
    let lower = mention.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase().replace('’', "'");
    grammar.without_article(&lower).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A mention without what follows its name or noun.
fn head<'a>(mention: &'a str, grammar: &Grammar) -> &'a str {
    let head = mention.split([',', '(', ';']).next().unwrap_or(mention);
    let spaces = head.match_indices(' ').map(|(at, _)| at);
    let ends = |at: &usize| {
        let word = head.get(at + 1..).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        grammar.word(word).classes.any(Classes::HEAD_END)
    };
    let end = spaces.into_iter().find(ends).unwrap_or(head.len());
    head.get(..end).unwrap_or(head).trim().trim_end_matches("'s").trim_end_matches("’s")
}

/// The last word of a name; nothing for a common noun.
fn surname(mention: &str, grammar: &Grammar) -> Option<String> {
    // "Helena Voss KC"
    let is_letters = |word: &&str| grammar.word(&word.to_lowercase()).classes.any(Classes::AFTER_NAME);
    let last = head(mention, grammar).split_whitespace().rev().find(|word| !is_letters(word))?;
    let last = last.rsplit(['\'', '’']).next().unwrap_or(last);
    last.chars().next().is_some_and(char::is_uppercase).then(|| last.to_lowercase())
}
