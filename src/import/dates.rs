//! Dates as newspapers write them.

use std::ops::Range;

use jiff::civil::Date;

use super::phrases::phrases;
use crate::model::{Language, PartialDate};

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDate {
    /// The date.
    pub date: PartialDate,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The other reading, where `06/05/2023` can mean two days.
    pub other_reading: Option<PartialDate>,
}

/// How `06/05/2023` is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumericOrder {
    day_first: bool,
    /// Whether the language leaves no doubt.
    is_certain: bool,
}

impl NumericOrder {
    /// The order that is usual in a language. English has two.
    pub fn of(language: Option<&Language>) -> Self {
        match language {
            None => Self { day_first: true, is_certain: false },
            Some(language) if language.primary() != "en" => Self { day_first: true, is_certain: true },
            Some(language) => match language.tag() {
                "en" => Self { day_first: false, is_certain: false },
                "en-US" | "en-PH" => Self { day_first: false, is_certain: true },
                _ => Self { day_first: true, is_certain: true },
            },
        }
    }
}

/// The first date in a text that is given at least to the month.
pub fn find(text: &str, order: NumericOrder) -> Option<FoundDate> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|index| date_at(tokens.get(index..)?, order))
}

/// The date of a line that holds nothing else: a weekday, a time of day or "publié le" may stand beside it.
pub fn whole_line(text: &str, order: NumericOrder) -> Option<FoundDate> {
    let found = find(text, order).or_else(|| lone_year(text))?;
    let before = text.get(..found.range.start)?;
    let after = text.get(found.range.end..)?;
    let is_known = |token: &Token<'_>| match &token.kind {
        Kind::Number(digits) => digits.len() <= 2,
        Kind::Word(word) => phrases().is_around_date(word),
        Kind::Mark(mark) => !matches!(mark, '«' | '»' | '"' | '“' | '”' | '?' | '!'),
    };
    let before_is_known = tokens(before).iter().all(is_known) || is_place(before);
    (before_is_known && is_time_or_second_date(after, order, is_known)).then_some(found)
}

/// What a metadata field or a file name says, compact forms such as `20230605` and bare years included.
pub fn field(text: &str, order: NumericOrder) -> Option<FoundDate> {
    compact(text.trim()).or_else(|| find(text, order)).or_else(|| month_only(text)).or_else(|| lone_year(text))
}

/// Nothing but a time of day, or an update with its own date.
fn is_time_or_second_date(after: &str, order: NumericOrder, is_known: impl Fn(&Token<'_>) -> bool) -> bool {
    match find(after, order) {
        Some(second) => {
            let before = after.get(..second.range.start).unwrap_or_default();
            let rest = after.get(second.range.end..).unwrap_or_default();
            tokens(before).iter().all(&is_known) && tokens(rest).iter().all(&is_known)
        }
        None => tokens(after).iter().all(is_known),
    }
}

/// `Paris, le ` or `Oslo, `: up to three capitalised words before a comma.
fn is_place(before: &str) -> bool {
    let Some((place, rest)) = before.trim().rsplit_once(',') else { return false };
    let words: Vec<&str> = place.split_whitespace().collect();
    let is_known = |token: &Token<'_>| matches!(&token.kind, Kind::Word(word) if phrases().is_around_date(word));
    !words.is_empty()
        && words.len() <= 3
        && words.iter().all(|word| word.starts_with(char::is_uppercase) && word.chars().all(is_of_name))
        && tokens(rest).iter().all(is_known)
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '.')
}

/// A piece of a text that matters to dates; white space does not.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token<'a> {
    kind: Kind<'a>,
    range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind<'a> {
    Number(&'a str),
    Word(String),
    Mark(char),
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        let mut end = start + first.len_utf8();
        let same: fn(char) -> bool = match first {
            _ if first.is_ascii_digit() => |letter| letter.is_ascii_digit(),
            _ if first.is_alphabetic() => char::is_alphabetic,
            _ => |_| false,
        };
        while let Some((index, letter)) = letters.next_if(|(_, letter)| same(*letter)) {
            end = index + letter.len_utf8();
        }
        let piece = text.get(start..end).unwrap_or_default();
        let kind = match first {
            _ if first.is_whitespace() => continue,
            _ if first.is_ascii_digit() => Kind::Number(piece),
            _ if first.is_alphabetic() => Kind::Word(piece.to_lowercase()),
            mark => Kind::Mark(mark),
        };
        tokens.push(Token { kind, range: start..end });
    }
    tokens
}

/// The date at the beginning of the tokens.
fn date_at(tokens: &[Token<'_>], order: NumericOrder) -> Option<FoundDate> {
    numeric(tokens, order).or_else(|| day_month_year(tokens)).or_else(|| month_day_year(tokens))
}

/// `2023-06-05`, `05.06.2023`, `5/6/2023`.
fn numeric(tokens: &[Token<'_>], order: NumericOrder) -> Option<FoundDate> {
    let [first, mark, second, again, third, ..] = tokens else { return None };
    let (Kind::Number(first_digits), Kind::Number(second_digits), Kind::Number(third_digits)) =
        (&first.kind, &second.kind, &third.kind)
    else {
        return None;
    };
    let Kind::Mark(separator @ ('-' | '/' | '.')) = mark.kind else { return None };
    let is_tight = mark.range.start == first.range.end && again.range.start == second.range.end;
    if again.kind != mark.kind || !is_tight {
        return None;
    }
    let range = first.range.start..third.range.end;
    if first_digits.len() == 4 {
        let date = full(year(first_digits)?, small(second_digits)?, small(third_digits)?)?;
        return Some(FoundDate { date, range, other_reading: None });
    }
    let year = if third_digits.len() == 2 && separator != '.' { None } else { year(third_digits) }?;
    let (a, b) = (small(first_digits)?, small(second_digits)?);
    let (day_first, month_first) = (full(year, b, a), full(year, a, b));
    // Dots and hyphens are day first everywhere.
    let prefers_day = order.day_first || separator != '/';
    let (chosen, other) = if prefers_day { (day_first, month_first) } else { (month_first, day_first) };
    let date = chosen.or(other)?;
    let other_reading = other.filter(|other| !order.is_certain && *other != date);
    Some(FoundDate { date, range, other_reading })
}

/// `5 juin 2023`, `1er mai 2023`, `5. Juni 2023`, `5 de junio de 2023`, `5th of June, 2023`.
fn day_month_year(tokens: &[Token<'_>]) -> Option<FoundDate> {
    let (first, rest) = tokens.split_first()?;
    let Kind::Number(digits) = first.kind else { return None };
    let day = small(digits)?;
    let rest = skip(rest, &["er", "st", "nd", "rd", "th", "e", "º"], &['.', 'º', '°']);
    let rest = skip(rest, &["de", "of", "d"], &[]);
    let (month, rest) = month(rest)?;
    let rest = skip(rest, &["de", "del", "of"], &['.', ',', '/', '-']);
    let (year_token, _) = rest.split_first()?;
    let Kind::Number(digits) = year_token.kind else { return None };
    let date = full(year(digits)?, month, day)?;
    Some(FoundDate { date, range: first.range.start..year_token.range.end, other_reading: None })
}

/// `June 5, 2023`, `juin 2023`.
fn month_day_year(tokens: &[Token<'_>]) -> Option<FoundDate> {
    let start = tokens.first()?.range.start;
    let (month, rest) = month(tokens)?;
    let rest = skip(rest, &["de", "del", "of"], &['.', ',']);
    let (number, after) = rest.split_first()?;
    let Kind::Number(digits) = number.kind else { return None };
    if let Some(year) = year(digits) {
        let date = format!("{year:04}-{month:02}").parse().ok()?;
        return Some(FoundDate { date, range: start..number.range.end, other_reading: None });
    }
    let rest = skip(after, &["st", "nd", "rd", "th"], &[',', '.']);
    let (year_token, _) = rest.split_first()?;
    let Kind::Number(year_digits) = year_token.kind else { return None };
    let date = full(year(year_digits)?, month, small(digits)?)?;
    Some(FoundDate { date, range: start..year_token.range.end, other_reading: None })
}

/// The month that the first token names.
fn month<'a, 'b>(tokens: &'a [Token<'b>]) -> Option<(i8, &'a [Token<'b>])> {
    let (first, rest) = tokens.split_first()?;
    let Kind::Word(word) = &first.kind else { return None };
    Some((phrases().month(word)?, rest))
}

/// The tokens without leading ones that only join the parts of a date.
fn skip<'a, 'b>(mut tokens: &'a [Token<'b>], words: &[&str], marks: &[char]) -> &'a [Token<'b>] {
    while let Some((first, rest)) = tokens.split_first() {
        let joins = match &first.kind {
            Kind::Word(word) => words.contains(&word.as_str()),
            Kind::Mark(mark) => marks.contains(mark),
            Kind::Number(_) => false,
        };
        if !joins {
            break;
        }
        tokens = rest;
    }
    tokens
}

/// `20230605`, with or without a time behind it.
fn compact(text: &str) -> Option<FoundDate> {
    let digits = text.get(..8)?;
    let ends = !text.get(8..)?.starts_with(|next: char| next.is_ascii_digit()) || text.len() == 14;
    if !ends || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let date = full(year(digits.get(..4)?)?, small(digits.get(4..6)?)?, small(digits.get(6..)?)?)?;
    Some(FoundDate { date, range: 0..8, other_reading: None })
}

/// `2023-06`.
fn month_only(text: &str) -> Option<FoundDate> {
    let trimmed = text.trim();
    let date: PartialDate = trimmed.parse().ok()?;
    year(trimmed.get(..4)?)?;
    Some(FoundDate { date, range: 0..text.len(), other_reading: None })
}

/// `2023` and nothing else.
fn lone_year(text: &str) -> Option<FoundDate> {
    let trimmed = text.trim();
    year(trimmed)?;
    Some(FoundDate { date: trimmed.parse().ok()?, range: 0..text.len(), other_reading: None })
}

/// A year that a newspaper can be of.
fn year(digits: &str) -> Option<i16> {
    let year = digits.parse().ok()?;
    (digits.len() == 4 && (1500..=2100).contains(&year)).then_some(year)
}

fn small(digits: &str) -> Option<i8> {
    if digits.len() <= 2 { digits.parse().ok() } else { None }
}

fn full(year: i16, month: i8, day: i8) -> Option<PartialDate> {
    Date::new(year, month, day).ok().map(PartialDate::day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(tag: &str) -> NumericOrder {
        NumericOrder::of(tag.parse().ok().as_ref())
    }

    fn check(text: &str, tag: &str, expected: &str) {
        let found = find(text, order(tag)).map(|found| match found.other_reading {
            Some(other) => format!("{} or {other}", found.date),
            None => found.date.to_string(),
        });
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn all_usual_forms() {
        for text in [
            "05.06.2023",
            "5/6/2023",
            "le lundi 5 juin 2023 à 14h30",
            "2023-06-05T10:00:00+02:00",
            "5 de junio de 2023",
            "5. Juni 2023",
            "lunedì 5 giugno 2023",
            "2023/06/05",
            "5-6-2023",
        ] {
            check(text, "fr", "2023-06-05");
        }
        for text in ["June 5, 2023", "5th of June 2023", "Jun. 5th, 2023", "Mon, 05 Jun 2023 10:00:00 GMT"] {
            check(text, "en", "2023-06-05");
        }
        check("1er mai 2023", "fr", "2023-05-01");
        check("juin 2023", "fr", "2023-06");
        check("13/06/2023", "en", "2023-06-13");
        check("31.02.2023", "fr", "");
        check("version 1.2.3", "en", "");
    }

    #[test]
    fn two_readings_are_told() {
        check("06/05/2023", "en", "2023-06-05 or 2023-05-06");
        check("06/05/2023", "fr", "2023-05-06");
        check("06/05/2023", "en-GB", "2023-05-06");
        check("05.06.2023", "en", "2023-06-05 or 2023-05-06");
        check("05.06.2023", "fr", "2023-06-05");
    }

    #[test]
    fn lines_that_are_nothing_but_a_date() {
        for text in [
            "05.06.2023",
            "Publié le 5 juin 2023 à 14h30",
            "Paris, le 5 juin 2023",
            "2023",
            "Updated: June 5, 2023, 10:30 am GMT",
        ] {
            assert!(whole_line(text, order("fr")).is_some(), "{text}");
        }
        for text in ["Le 5 juin 2023, la guerre a changé", "La réunion du 5 juin 2023", "Otan 2023"] {
            assert_eq!(whole_line(text, order("fr")), None, "{text}");
        }
    }

    #[test]
    fn fields() {
        for (text, expected) in [("20230605", "2023-06-05"), ("2023-06", "2023-06"), ("2023", "2023"), ("x", "")] {
            let found = field(text, order("fr")).map(|found| found.date.to_string());
            assert_eq!(found.unwrap_or_default(), expected);
        }
    }
}
