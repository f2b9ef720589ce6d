//! Finds the braces of annotations in a body and reads what is written in them.

use std::ops::Range;

/// Braces that may be an annotation, before it is known whether they stand in code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Braces {
    /// From `{` to `}`, in bytes of the body.
    pub range: Range<usize>,
    /// What is cut out with them: the whole line when they stand alone on it.
    pub cut: Range<usize>,
    /// Whether they follow a passage or stand alone on their line.
    pub position: Position,
}

/// Where braces stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Directly behind something.
    Suffix,
    /// Alone on their line, about the block that follows.
    Line,
}

/// Braces that begin like an annotation and do not end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unclosed {
    /// The byte of the `{` in the body.
    pub at: usize,
}

/// All braces of `body` that begin like an annotation, in order.
pub fn find(body: &str) -> (Vec<Braces>, Vec<Unclosed>) {
    let mut found = Vec::new();
    let mut unclosed = Vec::new();
    let mut from = 0;
    while let Some(step) = body.get(from..).and_then(|rest| rest.find('{')) {
        let start = from + step;
        from = start + 1;
        let inner = body.get(start + 1..).unwrap_or_default();
        if is_escaped(body, start) || !begins_like_annotation(inner) {
            continue;
        }
        match closing(inner) {
            Some(length) => {
                let range = start..start + 1 + length + 1;
                let position = position(body, &range);
                from = range.end;
                let cut = match position {
                    Position::Suffix => range.clone(),
                    Position::Line => line_around(body, &range),
                };
                found.push(Braces { range, cut, position });
            }
            None if inner.starts_with(['@', '+']) => unclosed.push(Unclosed { at: start }),
            None => {}
        }
    }
    (found, unclosed)
}

/// Whether an odd number of backslashes stands before the byte.
fn is_escaped(body: &str, at: usize) -> bool {
    let before = body.as_bytes().get(..at).unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Whether what follows an opening brace begins an annotation: `@speaker`, `+`, `#id` or `key=`.
pub fn begins_like_annotation(inner: &str) -> bool {
    let inner = inner.trim_start_matches(' ');
    match inner.bytes().next() {
        Some(b'@' | b'+' | b'#') => true,
        Some(byte) if byte.is_ascii_alphabetic() => {
            let key = inner.bytes().take_while(|byte| is_key_byte(*byte)).count();
            inner.as_bytes().get(key) == Some(&b'=')
        }
        _ => false,
    }
}

fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')
}

/// The bytes before the closing brace: quoted values may hold braces, an empty line ends the search.
fn closing(inner: &str) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    let mut line_is_empty = false;
    for (index, byte) in inner.bytes().enumerate() {
        match byte {
            _ if std::mem::take(&mut escaped) => {}
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'}' if !quoted => return Some(index),
            b'{' if !quoted => return None,
            b'\n' if std::mem::replace(&mut line_is_empty, true) => return None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            line_is_empty = false;
        }
    }
    None
}

/// Alone on the line, but for the marks of a quotation block or list around it, or behind something.
///
/// Braces on a line of their own under the last line of a passage belong to that passage.
fn position(body: &str, range: &Range<usize>) -> Position {
    let before = body.get(..range.start).unwrap_or_default();
    let (above, line) = before.rsplit_once('\n').unwrap_or(("", before));
    let after = body.get(range.end..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
    let is_indented_code = line.starts_with("    ") || line.starts_with('\t');
    let is_alone = line.trim_start_matches(['>', ' ', '\t']).is_empty() && after.trim().is_empty();
    let line_above = above.rsplit('\n').next().unwrap_or_default().trim_end();
    let closes_passage = line_above.ends_with(|last| last == ']' || crate::quotation_marks::is_closing(last));
    if is_alone && !is_indented_code && !closes_passage { Position::Line } else { Position::Suffix }
}

/// The line around the braces with its ending.
fn line_around(body: &str, range: &Range<usize>) -> Range<usize> {
    let before = body.get(..range.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let after = body.get(range.end..).unwrap_or_default();
    let end = after.find('\n').map_or(body.len(), |newline| range.end + newline + 1);
    start..end
}

/// One item between braces, with its bytes relative to the opening brace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What is written.
    pub value: ItemValue,
    /// Where it is written.
    pub range: Range<usize>,
}

/// What an item says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemValue {
    /// `@name`
    Speaker(String),
    /// `@?`
    UnknownSpeaker,
    /// `+`
    Continuation,
    /// `#id`
    Id(String),
    /// `key=value` or `key="value"`, with the bytes of the value without its quotation marks.
    Attribute(String, String, Range<usize>),
    /// None of these.
    Nonsense(String),
}

/// The items between braces; `braces` includes both braces.
pub fn items(braces: &str) -> Vec<Item> {
    let end = braces.len().saturating_sub(1);
    let mut items = Vec::new();
    let mut at = 1;
    while at < end {
        let rest = braces.get(at..end).unwrap_or_default();
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (value, length) = item(rest, at);
        items.push(Item { value, range: at..at + length });
        at += length.max(1);
    }
    items
}

fn item(rest: &str, at: usize) -> (ItemValue, usize) {
    let word_length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = rest.get(..word_length).unwrap_or(rest);
    let key_length = word.bytes().take_while(|byte| is_key_byte(*byte)).count();
    match word.split_at_checked(1) {
        Some(("@", "?")) => (ItemValue::UnknownSpeaker, word_length),
        Some(("@", name)) if !name.is_empty() => (ItemValue::Speaker(name.to_owned()), word_length),
        Some(("+", "")) => (ItemValue::Continuation, word_length),
        Some(("#", id)) if !id.is_empty() => (ItemValue::Id(id.to_owned()), word_length),
        _ if key_length > 0 && word.as_bytes().get(key_length) == Some(&b'=') => {
            let key = rest.get(..key_length).unwrap_or_default().to_owned();
            let raw = rest.get(key_length + 1..).unwrap_or_default();
            let (value, inner, length) = value(raw);
            let base = at + key_length + 1;
            let place = base + inner.start..base + inner.end;
            (ItemValue::Attribute(key, value, place), key_length + 1 + length)
        }
        _ => (ItemValue::Nonsense(word.to_owned()), word_length),
    }
}

/// The value at the start of `raw`, the bytes that it takes without and with its quotation marks.
fn value(raw: &str) -> (String, Range<usize>, usize) {
    let Some(quoted) = raw.strip_prefix('"') else {
        let length = raw.find(char::is_whitespace).unwrap_or(raw.len());
        return (raw.get(..length).unwrap_or_default().to_owned(), 0..length, length);
    };
    let mut text = String::new();
    let mut letters = quoted.char_indices();
    while let Some((index, letter)) = letters.next() {
        match letter {
            '"' => return (text, 1..1 + index, index + 2),
            '\\' => match letters.next() {
                Some((_, escaped @ ('"' | '\\' | '{' | '}'))) => text.push(escaped),
                Some((_, other)) => text.extend(['\\', other]),
                None => text.push('\\'),
            },
            letter => text.push(letter),
        }
    }
    (text, 1..raw.len(), raw.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_found_where_an_annotation_can_be() {
        let check = |body: &str, expected: &[(&str, Position)]| {
            let (found, _) = find(body);
            let found: Vec<_> = found.iter().map(|b| (&body[b.range.clone()], b.position)).collect();
            assert_eq!(found, expected, "{body}");
        };
        check("«a»{@b}", &[("{@b}", Position::Suffix)]);
        check("«a»\n{@b}", &[("{@b}", Position::Suffix)]);
        check("a\n\n{@b}\n> c", &[("{@b}", Position::Line)]);
        check("> a\n>\n> {@b}\n> c", &[("{@b}", Position::Line)]);
        check("{json: 1} \\{@b} {} {x}", &[]);
        check("a{note=\"} \\\" {\"}", &[("{note=\"} \\\" {\"}", Position::Suffix)]);
        assert_eq!(find("«a»{@b\n\nc}").1, [Unclosed { at: 5 }]);
    }

    #[test]
    fn items_are_told_apart() {
        use ItemValue::*;
        let values: Vec<_> = items("{@a @? + #i k=v note=\"x \\\" y\" !}").into_iter().map(|item| item.value).collect();
        assert_eq!(
            values,
            [
                Speaker("a".into()),
                UnknownSpeaker,
                Continuation,
                Id("i".into()),
                Attribute("k".into(), "v".into(), 14..15),
                Attribute("note".into(), "x \" y".into(), 22..28),
                Nonsense("!".into()),
            ]
        );
    }
}
