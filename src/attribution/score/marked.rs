//! Annotated articles as they are written by hand: `<d Ada Example>“Yes,”</> said Ada Example.

use super::{Gold, GoldArticle};
use crate::model::QuotationKind;

/// What is wrong in an annotated text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedError {
    /// The name of the article.
    pub article: String,
    /// What is wrong in it.
    pub problem: String,
}

impl std::fmt::Display for MarkedError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.article, self.problem)
    }
}

impl std::error::Error for MarkedError {}

/// Reads articles that begin with a line `== name`, with passages marked `<d Speaker>…</>`.
///
/// # Errors
/// When a mark is not of this form, or not closed.
pub fn read_marked(language: &str, source: &str) -> Result<Vec<GoldArticle>, MarkedError> {
    let source = format!("\n{source}");
    source.split("\n== ").skip(1).map(|article| read_article(language, article)).collect()
}

fn read_article(language: &str, article: &str) -> Result<GoldArticle, MarkedError> {
    let (name, marked) = article.split_once('\n').unwrap_or((article, ""));
    let wrong = |problem: &str| MarkedError { article: name.to_owned(), problem: problem.to_owned() };
    let mut text = String::new();
    let mut length = 0;
    let mut quotes: Vec<Gold> = Vec::new();
    let mut open = Vec::new();
    let mut rest = marked.trim();
    while let Some((words, behind)) = rest.split_once('<') {
        text.push_str(words);
        length += words.chars().count();
        let (tag, behind) = behind.split_once('>').ok_or_else(|| wrong("`<` begins no mark"))?;
        if tag == "/" {
            let gold = open.pop().and_then(|index: usize| quotes.get_mut(index));
            gold.ok_or_else(|| wrong("`</>` closes no passage"))?.end = length;
        } else {
            let gold = opened(tag, length).ok_or_else(|| wrong(&format!("<{tag}> is no mark")))?;
            open.push(quotes.len());
            quotes.push(gold);
        }
        rest = behind;
    }
    if !open.is_empty() {
        return Err(wrong("a passage is not closed"));
    }
    text.push_str(rest);
    Ok(GoldArticle { id: name.to_owned(), lang: language.to_owned(), text, quotes })
}

/// The passage that `d Ada Example` opens.
fn opened(tag: &str, start: usize) -> Option<Gold> {
    let (kind, speaker) = tag.split_once(' ')?;
    let kind = match kind {
        "d" => QuotationKind::Direct,
        "m" => QuotationKind::Mixed,
        "i" => QuotationKind::Indirect,
        _ => return None,
    };
    let speaker = (speaker != "?").then(|| speaker.to_owned());
    Some(Gold { start, end: start, kind: kind.as_str().to_owned(), speaker })
}
