//! Small edits of Markdown: what every pass over a foreign text needs to change a few places and no more.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::parse::options;

/// Taking the text for what stands at its bytes.
pub type Edit = (Range<usize>, String);

/// The text with all edits made. An edit within another is done with it.
pub fn edited(body: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut text = String::with_capacity(body.len());
    let mut at = 0;
    for (range, replacement) in edits {
        if range.start < at {
            continue;
        }
        text.push_str(body.get(at..range.start).unwrap_or_default());
        text.push_str(&replacement);
        at = range.end;
    }
    text.push_str(body.get(at..).unwrap_or_default());
    text
}

/// A place that is taken away, with the line or the space that would be left over.
pub fn with_space(body: &str, range: Range<usize>) -> Range<usize> {
    let before = body.get(..range.start).unwrap_or_default();
    let after = body.get(range.end..).unwrap_or_default();
    let spaces = after.len() - after.trim_start_matches(' ').len();
    let begins_line = before.is_empty() || before.ends_with('\n');
    let ends_line = after.get(spaces..).is_none_or(|rest| rest.is_empty() || rest.starts_with('\n'));
    match (begins_line, ends_line) {
        (true, true) => {
            let stands_apart = before.is_empty() || before.ends_with("\n\n");
            let is_apart = stands_apart && after.get(spaces..).is_some_and(|rest| rest.starts_with("\n\n"));
            range.start..(range.end + spaces + 1 + usize::from(is_apart)).min(body.len())
        }
        (true, false) => range.start..range.end + spaces,
        (false, true) => before.trim_end_matches(' ').len()..range.end,
        (false, false) if before.ends_with(' ') => range.start..range.end + spaces,
        (false, false) => range,
    }
}

/// What stands between the brackets of `[words](target)`, markup and all; of a wiki link only its words matter.
pub fn words_of_link(link: &str) -> Option<&str> {
    let link = link.strip_prefix('!').unwrap_or(link);
    if link.starts_with("[[") || !link.starts_with('[') {
        return None;
    }
    let end = link.rfind("](").or_else(|| link.rfind("][")).or_else(|| link.rfind(']'))?;
    link.get(1..end)
}

/// A picture in Markdown. What would end it early is written so that it does not.
pub fn picture(alternative: &str, address: &str) -> String {
    let alternative = alternative.replace('[', "\\[").replace(']', "\\]");
    let address = address.replace(['\n', '\r'], "").replace('<', "%3C").replace('>', "%3E");
    let needs_brackets = address.is_empty() || address.contains([' ', '(', ')', '\t']);
    if needs_brackets { format!("![{alternative}](<{address}>)") } else { format!("![{alternative}]({address})") }
}

/// The bytes of code, in which nothing is edited, in order.
pub struct Code(Vec<Range<usize>>);

impl Code {
    /// The code of a text.
    pub fn of(body: &str) -> Self {
        let mut ranges = Vec::new();
        for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
            if matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))) {
                ranges.push(range);
            }
        }
        Self(ranges)
    }

    /// Whether a byte is part of code.
    pub fn holds(&self, at: usize) -> bool {
        let after = self.0.partition_point(|range| range.end <= at);
        self.0.get(after).is_some_and(|range| range.start <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_away_leaves_no_gap() {
        let check = |body: &str, expected: &str| {
            let start = body.find('X').expect("a mark");
            assert_eq!(edited(body, vec![(with_space(body, start..start + 1), String::new())]), expected, "{body}");
        };
        check("a X b", "a b");
        check("aX b", "a b");
        check("a X", "a");
        check("X b", "b");
        check("a\nX\nb", "a\nb");
        check("a\n\nX\n", "a\n\n");
        check("a\n\nX\n\nb", "a\n\nb");
        check("X", "");
    }

    #[test]
    fn pictures() {
        assert_eq!(picture("a [b]", "x y.jpg"), "![a \\[b\\]](<x y.jpg>)");
        assert_eq!(picture("", "x.jpg"), "![](x.jpg)");
    }
}
