//! Keeps archived characters from meaning something in Markdown or in an annotation.

/// Writes words so that they mean nothing but themselves. At the start of a line more characters are marks.
///
/// Editorial [insertions] are common in archived texts and stay readable: square brackets are only escaped where
/// they could be a link, a footnote or an uneven pair, which would confuse an annotation around it.
pub fn text(text: &str, at_line_start: bool, out: &mut String) {
    let mut closing = Vec::new();
    let skip = if at_line_start { line_start(text, out) } else { 0 };
    let mut before = None;
    for (index, letter) in text.char_indices().filter(|(index, _)| *index >= skip) {
        let rest = text.get(index + letter.len_utf8()..).unwrap_or_default();
        let escaped = match letter {
            '\\' | '`' | '*' | '{' | '~' | '|' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric)),
            '<' => rest.starts_with(|next: char| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => begins_entity(rest),
            '[' => match insertion(before, rest) {
                Some(length) => {
                    closing.push(index + 1 + length);
                    false
                }
                None => true,
            },
            ']' => closing.last() != Some(&index),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(letter);
        before = Some(letter);
    }
}

/// Escapes every ASCII mark.
pub fn everything(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\\n"),
            letter if letter.is_ascii_punctuation() => out.extend(['\\', letter]),
            letter => out.push(letter),
        }
    }
    out
}

/// Writes the leading mark of a line that would begin a heading, list, quotation or line; the bytes done.
fn line_start(text: &str, out: &mut String) -> usize {
    let ends_mark = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits) {
        let rest = text.get(digits..).unwrap_or_default();
        if let Some(after) = rest.strip_prefix(['.', ')'])
            && ends_mark(after)
        {
            out.push_str(text.get(..digits).unwrap_or_default());
            out.push('\\');
            out.push_str(rest.get(..1).unwrap_or_default());
            return digits + 1;
        }
        return 0;
    }
    let Some(first) = text.chars().next() else { return 0 };
    let rest = text.get(first.len_utf8()..).unwrap_or_default();
    let is_mark = match first {
        '>' => true,
        '#' => ends_mark(rest.trim_start_matches('#')),
        '-' | '+' | '=' => ends_mark(rest) || rest.starts_with(first),
        ':' => rest.starts_with('-'),
        _ => false,
    };
    if is_mark {
        out.extend(['\\', first]);
        return first.len_utf8();
    }
    0
}

/// The bytes between an opening bracket and the closing one, if they can stay as they are.
fn insertion(before: Option<char>, rest: &str) -> Option<usize> {
    let length = rest.find(['[', ']', '\n'])?;
    let inner = rest.get(..length)?;
    let after = rest.get(length..)?.strip_prefix(']')?;
    let is_task = matches!(inner, " " | "x" | "X");
    let leads_on = after.starts_with(['(', '[', ':', '{', ']']);
    let follows = matches!(before, Some('!' | ']' | '['));
    (!inner.trim().is_empty() && !inner.starts_with('^') && !is_task && !leads_on && !follows).then_some(length)
}

/// Whether what follows `&` makes it an entity.
fn begins_entity(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else { return false };
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Keeps `#` at the end of a heading.
pub fn heading_end(text: &str) -> String {
    let kept = text.trim_end_matches('#');
    let marks = text.get(kept.len()..).unwrap_or_default();
    format!("{kept}{}", marks.replace('#', "\\#"))
}

/// An address for the round brackets of a link.
pub fn address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            '(' | ')' | '<' | '>' | '{' | '}' | '\\' | '"' | '`' | '|' | ' ' | '*' | '[' | ']' => {
                out.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            letter if letter.is_control() || letter.is_whitespace() => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let mut out = String::new();
        text(words, true, &mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn what_would_be_markup_is_escaped() {
        check("5. Juni", "5\\. Juni");
        check("05.06.2023", "05.06.2023");
        check("- a", "\\- a");
        check("-5 °C", "-5 °C");
        check("--- b", "\\--- b");
        check("# a", "\\# a");
        check("#otan", "#otan");
        check("a *b* _c_ d_e", "a \\*b\\* \\_c\\_ d_e");
        check("«a»{@b}", "«a»\\{@b}");
        check("1 < 2 <b> AT&T &amp;", "1 < 2 \\<b> AT&T \\&amp;");
    }

    #[test]
    fn editorial_insertions_stay_readable() {
        check("[de l’armement], et [sur]", "[de l’armement], et [sur]");
        check("[a](b) [[c]] [^1] [ ] a] [b", "\\[a\\](b) \\[\\[c\\]\\] \\[^1\\] \\[ \\] a\\] \\[b");
    }
}
