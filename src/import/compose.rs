//! The content file of a draft: front matter of our schema, text, fixity.

use serde_json::Value;

use super::draft::Draft;
use super::notes::{self, Failure};
use crate::fixity;
use crate::model::{Article, SourceId};
use crate::parse::{Document, is_web_address, parse};
use crate::read::{ContentFile, ContentKind, ContentPath};

/// A draft as a content file.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// The text of the file.
    pub text: String,
    /// The same, parsed.
    pub article: std::sync::Arc<Article>,
}

/// Writes the content file of a draft whose text is `body`. It is parsed before it is handed on, so nothing gets
/// into an archive that `check` would refuse.
///
/// # Errors
/// When the file would not be a sound article.
pub fn compose(draft: &Draft, body: &str) -> Result<Composed, Failure> {
    let without_hash = file_text(draft, body, None);
    let article = parsed(without_hash)?;
    let hash = fixity::of_text(&article.body.markdown);
    let text = file_text(draft, body, Some(&hash));
    let article = parsed(text.clone())?;
    Ok(Composed { text, article })
}

fn parsed(text: String) -> Result<std::sync::Arc<Article>, Failure> {
    let path = ContentPath::new("content/articles/imported.md");
    let parsed = parse(ContentFile { path, kind: ContentKind::Article, bytes: text.into_bytes() });
    if let Some(problem) = parsed.diagnostics.iter().find(|problem| problem.is_error()) {
        return Err(notes::unsound(&problem.message));
    }
    match parsed.document {
        Some(Document::Article(article)) => Ok(article),
        _ => Err(notes::no_text()),
    }
}

fn file_text(draft: &Draft, body: &str, hash: Option<&str>) -> String {
    let mut text = String::from("---\n");
    let mut line = |key: &str, value: String| text.push_str(&format!("{key}: {value}\n"));
    line("title", scalar(draft.title.as_deref().unwrap_or_default()));
    if let Some(date) = draft.date {
        line("date", date.to_string());
    }
    if let Some(language) = &draft.language {
        line("lang", language.to_string());
    }
    if let Some(source) = source(draft) {
        line("source", source);
    }
    for (key, texts) in [("authors", &draft.authors), ("topics", &draft.topics)] {
        if !texts.is_empty() {
            line(key, list(texts));
        }
    }
    for (key, value) in [
        ("slug", &draft.slug),
        ("summary", &draft.summary),
        ("place", &draft.place),
        ("rights", &draft.rights),
        ("image", &draft.image),
    ] {
        if let Some(value) = value {
            line(key, scalar(value));
        }
    }
    if let Some(date) = draft.updated {
        line("updated", date.to_string());
    }
    if draft.is_draft {
        line("draft", "true".to_owned());
    }
    if !draft.aliases.is_empty() {
        line("aliases", list(&draft.aliases));
    }
    if let Some(hash) = hash {
        line("fixity", hash.to_owned());
    }
    if !draft.extra.is_empty() {
        text.push_str("extra:\n");
        for (key, value) in &draft.extra {
            text.push_str(&format!("  {}: {}\n", scalar(key), free(value)));
        }
    }
    text.push_str("---\n\n");
    text.push_str(body.trim_matches('\n'));
    text.push('\n');
    text
}

/// `{name: …, url: …}`. A source needs a name; where none is known, its host stands in.
fn source(draft: &Draft) -> Option<String> {
    let address = |value: &Option<String>| value.clone().filter(|value| is_web_address(value));
    let (url, archived) = (address(&draft.url), address(&draft.archived));
    let is_name = |name: &String| SourceId::from_name(name).is_ok();
    let name = draft.source.clone().filter(is_name).or_else(|| host(url.as_deref()?))?;
    let mut fields = vec![format!("name: {}", scalar(&name))];
    for (key, value) in
        [("url", url), ("archived", archived), ("accessed", draft.accessed.map(|date| date.to_string()))]
    {
        if let Some(value) = value {
            let value = if key == "accessed" { value } else { quoted(&value) };
            fields.push(format!("{key}: {value}"));
        }
    }
    Some(format!("{{{}}}", fields.join(", ")))
}

/// The host of an address, without `www.`.
pub fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| scalar(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A text as a YAML scalar: plain where YAML reads it as it stands, else in quotation marks.
fn scalar(text: &str) -> String {
    let starts_well = text.starts_with(|first: char| first.is_alphabetic() || matches!(first, '«' | '“' | '/'));
    let is_safe = |letter: char| letter.is_alphanumeric() || " ’«»“”…–—()-./!?%+€".contains(letter);
    let is_word = matches!(
        text.to_ascii_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n"
    );
    let is_plain = starts_well && text.chars().all(is_safe) && !is_word && text.trim() == text;
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// A text between double quotation marks; JSON's escapes are YAML's too.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// A free field. JSON is YAML.
fn free(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        value => value.to_string().replace("\":", "\": "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read_as_it_was_meant() {
        let mut draft = Draft {
            title: Some("Otan : « 2 % » du PIB # non [sic] \"oui\" 'x' \\ {a}".to_owned()),
            authors: vec!["O’Neill, Jean".to_owned(), "no".to_owned()],
            url: Some("https://www.a.example/x?a=1&b={2}#c".to_owned()),
            slug: Some("otan".to_owned()),
            summary: Some("- a\tb".to_owned()),
            ..Draft::default()
        };
        draft.extra.insert("note: x".to_owned(), serde_json::json!({"a:b": [1, "y\": z", null, {"c": true}]}));
        let Composed { article, .. } = compose(&draft, "Un texte.").expect("a sound article");
        assert_eq!(Some(&article.title), draft.title.as_ref());
        assert_eq!(article.authors, draft.authors);
        assert_eq!(article.summary, draft.summary);
        let source = &article.source.as_ref().expect("a source").value;
        assert_eq!((source.name.as_str(), source.url.as_ref()), ("a.example", draft.url.as_ref()));
        assert_eq!(article.extra.get("note: x").map(|value| value["a:b"][0].clone()), Some(1.into()));
        assert!(article.fixity.is_some());
    }
}
