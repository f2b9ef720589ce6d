//! Footnotes, numbered in the order of their first reference, with links there and back.

use rustc_hash::FxHashMap;

/// The footnotes of a body.
#[derive(Default)]
pub struct Footnotes {
    numbers: FxHashMap<String, usize>,
    /// How often each footnote is referred to, by number from 1.
    references: Vec<usize>,
    definitions: FxHashMap<usize, String>,
}

impl Footnotes {
    /// The reference to a footnote.
    pub fn reference(&mut self, name: &str) -> String {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        if number == next {
            self.references.push(0);
        }
        let count = match self.references.get_mut(number - 1) {
            Some(count) => {
                *count += 1;
                *count
            }
            None => 1,
        };
        let suffix = if count > 1 { format!("-{count}") } else { String::new() };
        format!(
            "<sup class=\"footnote-reference\"><a href=\"#fn-{number}\" id=\"fnref-{number}{suffix}\" \
             role=\"doc-noteref\">{number}</a></sup>"
        )
    }

    /// Keeps the text of a footnote; one that is defined twice says both, since no archived word is left out.
    pub fn define(&mut self, name: &str, html: String) {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        if number == next {
            self.references.push(0);
        }
        self.definitions.entry(number).or_default().push_str(&html);
    }

    /// The list of the footnotes; nothing when there is none. One that is never referred to has no way back.
    pub fn list(self, back: &str) -> Option<String> {
        let mut html = String::new();
        for (index, count) in self.references.iter().enumerate() {
            let number = index + 1;
            let Some(text) = self.definitions.get(&number) else { continue };
            let label = super::escape(&format!("{back} ({number})"));
            let back = match count {
                0 => String::new(),
                _ => format!(" <a href=\"#fnref-{number}\" role=\"doc-backlink\" aria-label=\"{label}\">↩</a>"),
            };
            let text = match text.trim_end().strip_suffix("</p>") {
                Some(text) => format!("{text}{back}</p>"),
                None => format!("{}{back}", text.trim_end()),
            };
            html.push_str(&format!("<li id=\"fn-{number}\" value=\"{number}\">{text}</li>\n"));
        }
        (!html.is_empty()).then(|| format!("<ol>\n{html}</ol>"))
    }
}
