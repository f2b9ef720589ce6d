//! Attributions beside or amid what they attribute: `"…", she said, "…"`.

use std::ops::Range;

use super::Construction;
use super::clauses::{clause_end, clause_start, skip_adverbials, thing_end};
use super::opening::{begins_infinitive, is_complementiser};
use crate::attribution::phrases::{Sentence, VerbUse};
use crate::attribution::tokens::{Kind, Token};
use crate::attribution::word::{Classes, Frames};

/// What stands before a parenthesis: `…, she said`, `"…" said the minister`; with what follows behind it.
pub(super) fn before_parenthesis(
    sentence: &Sentence<'_>,
    clause: usize,
    behind: usize,
    is_inverted: bool,
    found: &VerbUse,
) -> Option<(Vec<Range<usize>>, Construction)> {
    const FEWEST_BARE: usize = 6;
    // "…, as one resident put it"; amid a sentence only a word or two would be meant.
    let is_quoting = sentence.before(clause).is_some_and(|it| it.is(Classes::AS));
    if is_quoting && sentence.is_kind(behind, Kind::Comma) {
        return None;
    }
    let clause = clause - usize::from(is_quoting);
    let comma = usize::from(
        sentence.before(clause).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Dash | Kind::Mark)),
    );
    let end = clause - comma;
    let last = sentence.before(end)?;
    let is_quote = matches!(last.kind, Kind::Quote(_));
    if !is_quote && (comma == 0 || !found.frames.any(Frames::BARE.or(Frames::THAT))) {
        return None;
    }
    let told = if is_quote { behind } else { behind_told(sentence, found, behind) };
    if !is_quote
        && (!ends_parenthesis(sentence, told)
            || announces_quote(sentence, told)
            || opens_complement(sentence, found, told))
    {
        return None;
    }
    if is_quote && comma == 0 && !found.frames.any(Frames::QUOTE) {
        return None;
    }
    if is_quote && !is_inverted && has_complement(sentence, found, behind) {
        return None;
    }
    let start = clause_start(sentence, end);
    let content = start..end;
    let words = sentence.tokens.get(content.clone()).unwrap_or_default();
    // "Calling the move “unfair”, the party demanded its end": the words belong to the first verb.
    if sentence.verb_use(start).is_some_and(|first| first.is_gerund) {
        return None;
    }
    let only_quotes = words.iter().all(|token| matches!(token.kind, Kind::Quote(_) | Kind::Comma));
    let goes_on = sentence.is_kind(behind, Kind::Comma) && !sentence.is_end(behind + 1);
    if !only_quotes
        && !goes_on
        && words.iter().filter(|token| token.is_word() || matches!(token.kind, Kind::Quote(_))).count() < 3
    {
        return None;
    }
    let is_adverbial = sentence
        .is(start, Classes::PREPOSITION.or(Classes::TIME).or(Classes::ADVERB).or(Classes::NOT_NAME))
        || words.len() < FEWEST_BARE;
    let has_quote = words.iter().any(|token| matches!(token.kind, Kind::Quote(_)));
    if !is_quote && !has_quote && !goes_on && is_adverbial && !sentence.has_finite(start..end) {
        return None;
    }
    let mut pieces = vec![content];
    if only_quotes || !sentence.has_finite(start..end) || end < start + 4 {
        pieces.extend(rest_behind_parenthesis(sentence, behind, only_quotes));
    }
    let construction = if only_quotes { Construction::QuoteBefore } else { Construction::Parenthesis };
    Some((pieces, construction))
}

/// Past who is told: "…, prosecutors told a judge on Tuesday."
pub(super) fn behind_told(sentence: &Sentence<'_>, found: &VerbUse, behind: usize) -> usize {
    let tells = found.frames.any(Frames::PERSON) && found.frames.any(Frames::QUOTE) && sentence.begins_phrase(behind);
    sentence.phrase_after(behind).filter(|_| tells).map_or(behind, |phrase| phrase.end)
}

/// Whether a clause follows a cue past time and place: "With a week left, Kim said Thursday that …".
fn opens_complement(sentence: &Sentence<'_>, found: &VerbUse, behind: usize) -> bool {
    let at = skip_adverbials(sentence, behind);
    let is_infinitive = || {
        found.frames.any(Frames::BARE_INFINITIVE)
            && !sentence.is_kind(at, Kind::Comma)
            && begins_infinitive(sentence, at)
    };
    sentence.is(at, Classes::COMPLEMENTISER) && is_complementiser(sentence, at) || at > behind && is_infinitive()
}

/// Whether a passage in quotation marks follows a cue right away.
fn announces_quote(sentence: &Sentence<'_>, behind: usize) -> bool {
    let mark = usize::from(sentence.at(behind).is_some_and(|it| matches!(it.kind, Kind::Colon | Kind::Comma)));
    sentence.is_quote(behind + mark)
        || sentence.at(behind).is_some_and(|it| it.kind == Kind::Word)
            && quote_behind(sentence, behind)
                .is_some_and(|quote| sentence.before(quote.start).is_some_and(|it| it.kind == Kind::Colon))
}

/// Whether a verb in a parenthesis has something of its own to report behind it.
fn has_complement(sentence: &Sentence<'_>, found: &VerbUse, behind: usize) -> bool {
    sentence.is(behind, Classes::COMPLEMENTISER)
        || sentence.grammar.bare_clauses
            && found.frames.any(Frames::BARE)
            && sentence.begins_phrase(behind)
            && !sentence.is(behind, Classes::TIME)
            && sentence.has_finite(behind..clause_end(sentence, behind))
            && !found.frames.any(Frames::PERSON)
}

/// Whether the words behind a cue end its parenthesis or only tell when and where.
pub(super) fn ends_parenthesis(sentence: &Sentence<'_>, behind: usize) -> bool {
    sentence.at(behind).is_none_or(|token| match token.kind {
        Kind::Word => {
            token.is(Classes::PREPOSITION
                .or(Classes::TIME)
                .or(Classes::ADVERB)
                .or(Classes::COORDINATOR)
                .or(Classes::SUBORDINATOR)
                .or(Classes::RELATIVE))
                && !token.is(Classes::COMPLEMENTISER)
        }
        Kind::Number | Kind::Quote(_) => false,
        _ => true,
    })
}

/// The second piece of an interrupted passage: `"…", she said, "…"`.
pub(super) fn rest_behind_parenthesis(
    sentence: &Sentence<'_>,
    behind: usize,
    only_quotes: bool,
) -> Option<Range<usize>> {
    const FARTHEST: usize = 25;
    let comma = (behind..sentence.end()).take(FARTHEST).find(|index| {
        sentence
            .at(*index)
            .is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Colon | Kind::Dash | Kind::Semicolon))
            && (!only_quotes || sentence.is_quote(index + 1))
    });
    let direct = (behind..sentence.end()).take(FARTHEST).find(|index| sentence.is_quote(*index));
    if only_quotes {
        let start = comma.map(|comma| comma + 1).or(direct)?;
        // A passage that belongs to the next cue is none of ours.
        let start = if sentence.is_quote(start) { start } else { direct? };
        // "“…,” she told “60 Minutes.”"
        if start == behind && sentence.before(start).is_some_and(Token::is_cue) {
            return None;
        }
        let between = sentence.tokens.get(behind..start)?;
        if between.iter().enumerate().any(|(step, token)| token.is_cue() && sentence.verb_use(behind + step).is_some())
        {
            return None;
        }
        let is_set_off = start.checked_sub(1).and_then(|at| sentence.at(at)).is_some_and(|it| !it.is_word());
        let is_complement = sentence.before(start).is_some_and(|it| it.is(Classes::PREPOSITION.or(Classes::SPECIFIER)));
        return (is_set_off || !is_part(sentence, start) && !is_complement).then_some(start..start + 1);
    }
    let comma = comma.filter(|comma| *comma == behind)?;
    let start = comma + 1;
    let opens = Classes::RELATIVE.or(Classes::COORDINATOR).or(Classes::CONTRAST).or(Classes::SUBORDINATOR);
    let is_own = sentence.is(start, opens) || sentence.verb_use(start).is_some_and(|found| found.is_gerund);
    let end = clause_end(sentence, start);
    // "…, said the head of the bank, Kim": an apposition is no second piece.
    let is_apposition = sentence.begins_phrase(start) && !sentence.has_finite(start..end);
    (!is_own && !is_apposition && end > start + 1).then_some(start..end)
}

/// A passage in quotation marks behind a cue, with nothing but time and place between.
pub(super) fn quote_behind(sentence: &Sentence<'_>, behind: usize) -> Option<Range<usize>> {
    const FARTHEST: usize = 18;
    let quote = (behind..sentence.end()).take(FARTHEST).find(|index| sentence.is_quote(*index))?;
    let between = sentence.tokens.get(behind..quote)?;
    let last = sentence.before(quote)?;
    let is_announced =
        matches!(last.kind, Kind::Colon | Kind::Comma) || between.is_empty() || sentence.at(quote).is_some();
    let has_finite = sentence.has_finite(behind..quote);
    (is_announced && !has_finite).then_some(quote..quote_end(sentence, quote))
}

/// Whether a passage in quotation marks is a few words of a clause rather than a sentence.
fn is_part(sentence: &Sentence<'_>, quote: usize) -> bool {
    const LONGEST: usize = 7;
    let text = sentence.at(quote).map(|token| token.text(sentence.text)).unwrap_or_default();
    let mut letters = text.chars().filter(|letter| letter.is_alphanumeric());
    let ends =
        text.trim_end_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '!' | '?' | ','));
    letters.next().is_some_and(char::is_lowercase)
        && !ends.ends_with(['.', '!', '?', ','])
        && text.split_whitespace().count() <= LONGEST
}

/// The end of the clause that begins with a passage in quotation marks; the passage alone where it is whole.
pub(super) fn quote_end(sentence: &Sentence<'_>, quote: usize) -> usize {
    match sentence.at(quote + 1) {
        Some(next)
            if next.is(Classes::PREPOSITION.or(Classes::GENITIVE))
                && !next.is(Classes::AGENT)
                && is_part(sentence, quote) =>
        {
            thing_end(sentence, quote)
        }
        Some(next)
            if next.kind == Kind::Word
                && !next.is(Classes::COORDINATOR
                    .or(Classes::CONTRAST)
                    .or(Classes::SUBORDINATOR)
                    .or(Classes::PREPOSITION)) =>
        {
            clause_end(sentence, quote)
        }
        _ => quote + 1,
    }
}
