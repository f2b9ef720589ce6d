//! Selectors: ways to point at a passage that survive elsewhere.

use crate::span::{Plain, Span};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A passage by its words and by its place (W3C Web Annotation, `TextQuoteSelector` and `TextPositionSelector`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSelector<'a> {
    /// The words.
    pub exact: &'a str,
    /// Up to [`AROUND`] characters before them.
    pub prefix: &'a str,
    /// Up to [`AROUND`] characters behind them.
    pub suffix: &'a str,
    /// Unicode code points before them.
    pub start: usize,
    /// Unicode code points up to their end.
    pub end: usize,
}

/// How many characters around a passage are given with it.
pub const AROUND: usize = 32;

/// The selectors of a passage of a text.
pub fn text_selector(text: &str, span: Span<Plain>) -> TextSelector<'_> {
    let before = text.get(..span.start()).unwrap_or_default();
    let behind = text.get(span.end()..).unwrap_or_default();
    let exact = span.slice(text);
    let start = before.chars().count();
    TextSelector {
        exact,
        prefix: last_characters(before, AROUND),
        suffix: first_characters(behind, AROUND),
        start,
        end: start + exact.chars().count(),
    }
}

fn first_characters(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

fn last_characters(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// The address of a page with a text directive (`#:~:text=`), which browsers scroll to and highlight.
///
/// A long passage is given by its first and last words. Words that stand in the text more than once get the
/// words before them, too. An anchor that the address has already stays in front of the directive.
pub fn text_fragment(url: &str, text: &str, passage: Span<Plain>) -> String {
    const WHOLE: usize = 120;
    const ENDS: usize = 5;
    let exact = passage.slice(text);
    let words: Vec<&str> = exact.split_whitespace().collect();
    let directive = if exact.len() <= WHOLE && !exact.contains('\n') || words.len() <= 2 * ENDS {
        encoded(&words)
    } else {
        let (first, last) = (words.get(..ENDS), words.get(words.len() - ENDS..));
        format!("{},{}", encoded(first.unwrap_or_default()), encoded(last.unwrap_or_default()))
    };
    let before = text.get(..passage.start()).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let prefix: Vec<&str> = line.split_whitespace().rev().take(3).collect();
    let is_repeated = text.matches(exact).nth(1).is_some();
    let prefix = if is_repeated && !prefix.is_empty() {
        format!("{}-,", encoded(&prefix.into_iter().rev().collect::<Vec<_>>()))
    } else {
        String::new()
    };
    let anchor = if url.contains('#') { "" } else { "#" };
    format!("{url}{anchor}:~:text={prefix}{directive}")
}

/// What must be encoded in an address: all but the unreserved characters (RFC 3986).
pub const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What must be encoded in a text directive: the hyphen, the comma and the ampersand have a meaning there.
const DIRECTIVE: &AsciiSet = &UNRESERVED.add(b'-');

/// Words in an address.
fn encoded(words: &[&str]) -> String {
    utf8_percent_encode(&words.join(" "), DIRECTIVE).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_code_points() {
        let text = "Été — « 𝄞 oui » dit-il";
        let start = text.find("oui").expect("a place");
        let selector = text_selector(text, Span::new(start, start + 3));
        assert_eq!((selector.exact, selector.start, selector.end), ("oui", 10, 13));
        assert_eq!(selector.prefix, "Été — « 𝄞 ");
        assert_eq!(selector.suffix, " » dit-il");
    }

    #[test]
    fn directives_lead_to_the_passage() {
        let check = |text: &str, words: &str, expected: &str| {
            let start = text.find(words).expect("a place");
            let passage = Span::new(start, start + words.len());
            assert_eq!(
                text_fragment("https://a.example/b", text, passage),
                format!("https://a.example/b#:~:text={expected}")
            );
        };
        check("Il dit oui, hier", "oui, hier", "oui%2C%20hier");
        check("dit-il & non", "dit-il &", "dit%2Dil%20%26");
        check("un oui, un non, un oui", "un oui", "un%20oui");
        let long = "L’eau monte dans la vallée depuis que les vannes sont fermées, et personne ne sait quand elle \
                    s’arrêtera, ni pourquoi elle a choisi cet hiver.";
        check(long, long, "L%E2%80%99eau%20monte%20dans%20la%20vall%C3%A9e,elle%20a%20choisi%20cet%20hiver.");
        let text = "a b c d oui";
        let passage = Span::new(8, 11);
        assert_eq!(text_fragment("https://a.example/#x", text, passage), "https://a.example/#x:~:text=oui");
        let twice = "oui et encore oui";
        assert_eq!(text_fragment("u", twice, Span::new(14, 17)), "u#:~:text=oui%20et%20encore-,oui");
    }
}
