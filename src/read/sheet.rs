//! Style sheets as they are sent to readers: without comments, and without spaces that say nothing.

/// The sheet without comments and idle spaces. A space before a colon or a bracket stays, since `a :hover` is not
/// `a:hover`; what stands in quotation marks stays as it is.
pub fn compact(sheet: &str) -> String {
    let mut small = String::with_capacity(sheet.len());
    let mut rest = sheet;
    let mut has_space = false;
    while let Some(letter) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if matches!(letter, '"' | '\'') {
            quoted_length(rest, letter)
        } else {
            letter.len_utf8()
        };
        let (piece, behind) = rest.split_at(length);
        rest = behind;
        if letter.is_whitespace() {
            has_space = true;
            continue;
        }
        if piece.starts_with("/*") {
            continue;
        }
        if letter == '}' && small.ends_with(';') {
            small.pop();
        }
        let is_idle = small.is_empty()
            || small.ends_with(['{', '}', ';', ',', ':', '(', '>'])
            || matches!(letter, '{' | '}' | ';' | ',' | ')' | '>' | '!');
        if has_space && !is_idle {
            small.push(' ');
        }
        has_space = false;
        small.push_str(piece);
    }
    small
}

/// The length of what stands in quotation marks at the beginning of a text, the marks included.
fn quoted_length(text: &str, mark: char) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, letter)| {
        let is_end = *letter == mark && !is_escaped;
        is_escaped = *letter == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(at, mark)| at + mark.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_nothing_is_left_out() {
        for (sheet, small) in [
            ("a { color : red ; }\n\n/* b { } */\n", "a{color :red}"),
            ("svg :is(.a, .b) > a:hover { x: y !important }", "svg :is(.a,.b)>a:hover{x:y!important}"),
            (
                "nav [aria-current], ul ul { margin: 0 calc(1rem - 2px) 0 -1px }",
                "nav [aria-current],ul ul{margin:0 calc(1rem - 2px) 0 -1px}",
            ),
            ("q { quotes: \"« \" ' /* \\' »' }", "q{quotes:\"« \" ' /* \\' »'}"),
            (
                "@media screen and (width < 6rem) { a { b: var( --c ) (d) } }",
                "@media screen and (width < 6rem){a{b:var(--c) (d)}}",
            ),
            ("a {\n  &:hover { b: c; }\n  d e { f: g; }\n}", "a{&:hover{b:c}d e{f:g}}"),
            ("a { b: url(c) /* unfinished", "a{b:url(c)"),
        ] {
            assert_eq!(compact(sheet), small);
            assert_eq!(compact(small), small);
        }
    }
}
