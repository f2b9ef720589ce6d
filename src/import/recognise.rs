//! What kind of thing bytes are: what was said of them, else their name, else their first characters.

use clap::ValueEnum;

/// The kinds of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A table with a line per article.
    Csv,
    /// A JSON object per line, or a JSON list of objects.
    Json,
}

/// The kind of `text`, which came under `name` and was declared as `content_type`.
pub fn recognise(name: &str, content_type: Option<&str>, text: &str) -> Kind {
    by_content(text)
        .filter(|kind| matches!(kind, Kind::Feed | Kind::Html) || by_extension(name).is_none())
        .or_else(|| by_extension(name))
        .or_else(|| by_content_type(content_type?))
        .unwrap_or_else(|| otherwise(text))
}

fn by_extension(name: &str) -> Option<Kind> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(match extension.as_str() {
        "txt" | "text" => Kind::Text,
        "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" => Kind::Markdown,
        "html" | "htm" | "xhtml" => Kind::Html,
        "rss" | "atom" | "xml" => Kind::Feed,
        "csv" | "tsv" | "tab" => Kind::Csv,
        "jsonl" | "ndjson" | "json" => Kind::Json,
        _ => return None,
    })
}

fn by_content_type(content_type: &str) -> Option<Kind> {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Kind::Html,
        "application/rss+xml" | "application/atom+xml" | "application/xml" | "text/xml" | "application/feed+json" => {
            Kind::Feed
        }
        "text/markdown" => Kind::Markdown,
        "text/csv" => Kind::Csv,
        "application/json" | "application/x-ndjson" => Kind::Json,
        "text/plain" => Kind::Text,
        _ => return None,
    })
}

/// What the first characters leave no doubt about.
fn by_content(text: &str) -> Option<Kind> {
    const ENOUGH: usize = 1000;
    let head: String = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).chars().take(ENOUGH).collect();
    let head = head.to_ascii_lowercase();
    if head.starts_with("---\n") || head.starts_with("---\r") || head.starts_with("+++\n") || head.starts_with("+++\r")
    {
        return Some(Kind::Markdown);
    }
    if head.starts_with('{') {
        let is_feed = head.contains("jsonfeed.org/version");
        return Some(if is_feed { Kind::Feed } else { Kind::Json });
    }
    if !head.starts_with('<') {
        return None;
    }
    let is_feed = ["<rss", "<feed", "<rdf:rdf"].iter().any(|mark| head.contains(mark)) && !head.contains("<html");
    let is_page = ["<!doctype html", "<html", "<head", "<body"].iter().any(|mark| head.contains(mark));
    match (is_feed, is_page) {
        (true, _) => Some(Kind::Feed),
        (_, true) => Some(Kind::Html),
        _ => None,
    }
}

fn otherwise(text: &str) -> Kind {
    let head = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let is_markup = ["<p", "<div", "<article", "<!--", "<h1"]
        .iter()
        .any(|mark| head.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)));
    if is_markup { Kind::Html } else { Kind::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let check = |name: &str, declared: Option<&str>, text: &str, kind| {
            assert_eq!(recognise(name, declared, text), kind, "{name}")
        };
        check("a.txt", None, "Un texte", Kind::Text);
        check("a", None, "---\ntitle: A\n---\n", Kind::Markdown);
        check("a.txt", None, "<!DOCTYPE html><html>", Kind::Html);
        check("a.html", None, "<?xml version='1.0'?><rss version='2.0'>", Kind::Feed);
        check("https://a.example/x", Some("text/html; charset=utf-8"), "<p>", Kind::Html);
        check("a.jsonl", None, "{\"a\": 1}", Kind::Json);
        check("-", None, "{\"a\": 1}", Kind::Json);
        check("a.xml", None, "<?xml version='1.0'?><html>", Kind::Html);
        check("-", None, "Un texte", Kind::Text);
    }
}
