//! Commands of other site generators in the text (Hugo, Zola, Jekyll): pictures among them become pictures, the others
//! are left out, since no reader ever saw them as words. What stands between two commands stays.

use std::ops::Range;

use crate::import::edits::{Code, Edit, edited, picture, with_space};
use crate::import::notes::{self, Note};

/// How commands begin and end: Hugo, Hugo, Jekyll and Zola, all of them, the attributes of Jekyll.
const MARKS: [(&str, &str); 5] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}"), ("{:", "}")];

/// Where the beginning that shows in lists is cut off.
const MORE: [&str; 2] = ["<!--more-->", "<!-- more -->"];

/// The text without commands, which are told.
pub fn without_commands(body: &str, notes: &mut Vec<Note>) -> String {
    let code = Code::of(body);
    let mut edits: Vec<Edit> = Vec::new();
    let mut taken = Vec::new();
    for mark in MORE {
        let found = body.match_indices(mark).filter(|(at, _)| !code.holds(*at));
        edits.extend(found.map(|(at, _)| (with_space(body, at..at + mark.len()), String::new())));
    }
    let mut at = 0;
    while let Some(command) = body.get(at..).and_then(|rest| next(rest, at)) {
        at = command.range.end;
        if code.holds(command.range.start) {
            continue;
        }
        match command.as_picture(body) {
            Some(picture) => edits.push((command.range, picture)),
            None => {
                let words = body.get(command.range.clone()).unwrap_or_default().replace('\n', " ");
                if !taken.contains(&words) {
                    taken.push(words);
                }
                edits.push((with_space(body, command.range), String::new()));
            }
        }
    }
    if !taken.is_empty() {
        notes.push(notes::commands(&taken));
    }
    edited(body, edits)
}

/// A command in the text.
struct Command<'a> {
    range: Range<usize>,
    inner: &'a str,
}

/// The first command in `rest`, which begins at the byte `offset`.
fn next(rest: &str, offset: usize) -> Option<Command<'_>> {
    rest.match_indices('{').find_map(|(start, _)| {
        let from_start = rest.get(start..)?;
        let (opening, closing) = MARKS.into_iter().find(|(opening, _)| from_start.starts_with(opening))?;
        let inner = from_start.get(opening.len()..)?;
        let end = inner.find(closing)?;
        let inner = inner.get(..end)?;
        let limit = if opening == "{:" { "\n" } else { "\n\n" };
        // `/*` shows a command to readers, as documentation does; doubled braces are mathematics as well.
        let is_mathematics = || opening == "{{" && !is_expression(inner);
        let is_command =
            !inner.contains(limit) && !inner.starts_with("/*") && !inner.trim().is_empty() && !is_mathematics();
        let start = offset + start;
        is_command.then(|| Command { range: start..start + opening.len() + end + closing.len(), inner })
    })
}

/// `site.baseurl`, `youtube(id="x")`, ` title `: what a program would work out.
fn is_expression(inner: &str) -> bool {
    inner.trim_start().starts_with(char::is_alphabetic)
        && (inner.starts_with(' ') || inner.contains(['.', '(', '|', '"']))
}

impl Command<'_> {
    /// `figure src="a.jpg" caption="A bridge"` as a picture, if the command is one.
    fn as_picture(&self, body: &str) -> Option<String> {
        let words =
            self.inner.split(|letter: char| letter.is_whitespace() || letter == '(').filter(|word| !word.is_empty());
        let mut words = words.take(2).map(|word| word.trim_end_matches(".html"));
        words.find(|word| matches!(*word, "figure" | "image" | "img" | "picture"))?;
        let value = |keys: &[&str]| keys.iter().find_map(|key| attribute(self.inner, key));
        let address = value(&["src", "image_path", "url", "path"])?;
        let caption = value(&["caption", "title"]);
        let alternative = value(&["alt"]).or(caption).unwrap_or_default();
        let picture = picture(alternative, address);
        let begins_line = |before: &str| before.is_empty() || before.ends_with('\n');
        let ends_line =
            |after: &str| after.trim_start_matches(' ').is_empty() || after.trim_start_matches(' ').starts_with('\n');
        let is_alone =
            body.get(..self.range.start).is_some_and(begins_line) && body.get(self.range.end..).is_some_and(ends_line);
        Some(match caption.filter(|_| is_alone) {
            Some(caption) => format!("{picture}\n\n{caption}"),
            None => picture,
        })
    }
}

/// The value of `key="value"`, `key='value'` or `key=value`, with spaces or commas between.
fn attribute<'a>(command: &'a str, key: &str) -> Option<&'a str> {
    let is_gap = |letter: char| letter.is_whitespace() || matches!(letter, '(' | ',');
    let is_start = |at: usize| command.get(..at).is_some_and(|before| before.ends_with(is_gap));
    let start = command.match_indices(&format!("{key}=")).map(|(at, _)| at).find(|at| is_start(*at))?;
    let value = command.get(start + key.len() + 1..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'' | '`') => value.get(1..)?.split(quote).next()?,
        _ => value.split(|letter: char| is_gap(letter) || letter == ')').next()?,
    };
    (!value.trim().is_empty()).then(|| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_go_and_words_stay() {
        let check = |body: &str, expected: &str, told: usize| {
            let mut notes = Vec::new();
            assert_eq!(without_commands(body, &mut notes), expected);
            let count = notes.first().and_then(|note| note.dropped.as_deref()).map_or(0, |lines| lines.lines().count());
            assert_eq!(count, told, "{body}");
        };
        check("Un {{< rouge >}}mot{{< /rouge >}}.", "Un mot.", 2);
        check("{% quote(author=\"Anna\") %}\nUn mot.\n{% end %}\n", "Un mot.\n", 2);
        check("`{{ code }}` et { texte }", "`{{ code }}` et { texte }", 0);
        check("{{site.baseurl}}/a et $x^{{2.5}} + {{a}}$", "/a et $x^{{2.5}} + {{a}}$", 1);
        check("Un titre\n{: .grand}\n\nUn mot.", "Un titre\n\nUn mot.", 1);
        check("{{< figure src=\"a b.jpg\" caption=\"Un pont\" >}}\n", "![Un pont](<a b.jpg>)\n\nUn pont\n", 0);
        check("{% include figure image_path=\"/a.jpg\" alt='Un pont' %}", "![Un pont](/a.jpg)", 0);
        check("Un mot. {{ image(alt=\"Un pont\", src=\"a.jpg\") }}", "Un mot. ![Un pont](a.jpg)", 0);
        check("Avant.\n\n<!--more-->\n\nAprès.", "Avant.\n\nAprès.", 0);
    }
}
