//! What kind of thing bytes are: what was said of them, else their name, else their first characters.

use clap::ValueEnum;

use super::table;

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
    if head.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{')) {
        return Some(Kind::Json);
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

/// The likeliest kind of a text without a name that says more, such as the standard input.
fn otherwise(text: &str) -> Kind {
    let head = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let is_markup = ["<p", "<div", "<article", "<!--", "<h1"]
        .iter()
        .any(|mark| head.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)));
    if is_markup {
        Kind::Html
    } else if table::is_headed(head) {
        Kind::Csv
    } else if is_markdown(head) {
        Kind::Markdown
    } else {
        Kind::Text
    }
}

/// Whether a text has a heading or a link as only Markdown writes them.
fn is_markdown(text: &str) -> bool {
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    text.contains("](http") || text.lines().any(is_heading)
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
        check("-", None, "[\n {\"a\": 1}]", Kind::Json);
        check("-", None, "[sic] Un texte", Kind::Text);
        check("-", None, "titre;texte\nUn pont;Il penche.\n", Kind::Csv);
        check("-", None, "Un texte, un article\n\nEncore un.", Kind::Text);
        check("-", None, "# Un titre\n\nUn texte", Kind::Markdown);
        check("-", None, "#hashtag\n\nUn [texte]", Kind::Text);
        check("a.txt", None, "# Un titre\n\nUn texte", Kind::Text);
    }
}
