//! Reads Web Annotations in JSON, in all the wrappings in which they are handed around.

use serde_json::Value;

use crate::model::Language;

/// An annotation as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Incoming {
    /// Its identifier, or its number in the file.
    pub name: String,
    /// The addresses of what it is about.
    pub addresses: Vec<String>,
    /// The passages that it is about.
    pub quotes: Vec<Quote>,
    /// Whether it says who said the passage.
    pub is_quotation: bool,
    /// Names or identifiers of the speakers.
    pub speakers: Vec<String>,
    /// Names or identifiers of the topics.
    pub topics: Vec<String>,
    /// A comment.
    pub comment: Option<String>,
    /// Translations of the passage.
    pub translations: Vec<(Language, String)>,
    /// Address of the speech or interview.
    pub original: Option<String>,
}

/// A passage by its words and its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// Words before them.
    pub prefix: String,
    /// Words behind them.
    pub suffix: String,
    /// Unicode code points before them.
    pub start: Option<usize>,
}

/// The annotations of a JSON file: one, a list, a page or collection of Web Annotations, an answer of Hypothesis's
/// interface (`rows`) or its export (`annotations`).
///
/// # Errors
/// When the file is no JSON or holds no annotation, in words.
pub fn read(json: &str) -> Result<Vec<Incoming>, String> {
    let value: Value =
        serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|error| format!("it is no JSON: {error}"))?;
    let mut found = Vec::new();
    collect(&value, &mut found);
    if found.is_empty() {
        return Err("it holds no annotation".to_owned());
    }
    let incoming = |(number, value): (usize, &&Value)| incoming(value, number + 1);
    Ok(found.iter().enumerate().map(incoming).collect())
}

fn collect<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        Value::Object(object) if object.contains_key("target") || object.contains_key("uri") => found.push(value),
        Value::Object(object) => {
            for key in ["rows", "annotations", "items", "first", "@graph"] {
                if let Some(value) = object.get(key) {
                    collect(value, found);
                }
            }
        }
        _ => {}
    }
}

fn incoming(value: &Value, number: usize) -> Incoming {
    let name = text(value, "id").map_or_else(|| format!("annotation {number}"), str::to_owned);
    let mut incoming = Incoming { name, ..Incoming::default() };
    incoming.is_quotation = each(value.get("motivation")).any(|it| it.as_str() == Some("identifying"));
    for target in each(value.get("target")) {
        read_target(target, &mut incoming);
    }
    incoming.addresses.extend(text(value, "uri").map(str::to_owned));
    incoming.addresses.dedup();
    for body in each(value.get("body")) {
        read_body(body, &mut incoming);
    }
    if let Some(comment) = text(value, "text").map(str::trim).filter(|text| !text.is_empty()) {
        incoming.comment = Some(comment.to_owned());
    }
    each(value.get("tags")).filter_map(Value::as_str).for_each(|tag| read_tag(tag, &mut incoming));
    incoming
}

/// What is said once or in a list.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (list, one) = match value {
        Some(Value::Array(values)) => (values.as_slice(), None),
        other => (&[][..], other),
    };
    list.iter().chain(one)
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

/// The address of a thing that is given by it alone or with more.
fn address(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| text(value, "id")).or_else(|| text(value, "@id"))
}

fn read_target(target: &Value, incoming: &mut Incoming) {
    let known = [Some(target), target.get("source"), target.get("scope")];
    let addresses = known.into_iter().flatten().flat_map(|value| each(Some(value))).filter_map(address);
    incoming.addresses.extend(addresses.map(str::to_owned));
    let mut quote = Quote::default();
    for selector in each(target.get("selector")) {
        read_selector(selector, &mut quote);
    }
    if !quote.exact.trim().is_empty() {
        incoming.quotes.push(quote);
    }
}

fn read_selector(selector: &Value, quote: &mut Quote) {
    match text(selector, "type") {
        Some("TextQuoteSelector") => {
            let part = |key| text(selector, key).unwrap_or_default().to_owned();
            (quote.exact, quote.prefix, quote.suffix) = (part("exact"), part("prefix"), part("suffix"));
        }
        Some("TextPositionSelector") => {
            quote.start = selector.get("start").and_then(Value::as_u64).and_then(|start| usize::try_from(start).ok());
        }
        _ => {}
    }
    each(selector.get("refinedBy")).for_each(|selector| read_selector(selector, quote));
}

fn read_body(body: &Value, incoming: &mut Incoming) {
    let source = body.get("source");
    match (text(body, "purpose").unwrap_or("commenting"), source) {
        ("identifying", Some(source)) => {
            incoming.is_quotation = true;
            // The identifier of our own pages, or else the name.
            let own = address(source).and_then(|address| last_after(address, "/speakers/"));
            incoming.speakers.extend(own.or_else(|| text(source, "name")).map(str::to_owned));
        }
        ("identifying", None) => incoming.speakers.extend(text(body, "value").map(str::to_owned)),
        ("classifying", Some(source)) => {
            let own = address(source).and_then(|address| last_after(address, "/topics/"));
            incoming.topics.extend(own.or_else(|| text(source, "label")).map(str::to_owned));
        }
        ("linking", Some(source)) => {
            let original = address(source).filter(|address| !address.contains(":~:"));
            incoming.original = incoming.original.take().or_else(|| original.map(str::to_owned));
        }
        ("tagging", _) => {
            if let Some(tag) = text(body, "value") {
                read_tag(tag, incoming);
            }
        }
        ("describing", _) => {
            let language = text(body, "language").and_then(|tag| tag.parse().ok());
            incoming.translations.extend(language.zip(text(body, "value").map(str::to_owned)));
        }
        ("commenting" | "replying" | "questioning" | "assessing", _) => {
            let comment = body.as_str().or_else(|| text(body, "value")).or_else(|| text(body, "chars"));
            let comment = comment.map(str::trim).filter(|comment| !comment.is_empty());
            incoming.comment = incoming.comment.take().or_else(|| comment.map(str::to_owned));
        }
        _ => {}
    }
}

/// The identifier behind a folder in the address of one of our pages.
fn last_after<'a>(address: &'a str, folder: &str) -> Option<&'a str> {
    let (_, id) = address.split_once(folder)?;
    Some(id.trim_end_matches('/')).filter(|id| !id.is_empty() && !id.contains('/'))
}

/// `speaker:Name` and `topic:name` say what they say; other tags stay behind.
fn read_tag(tag: &str, incoming: &mut Incoming) {
    let Some((key, name)) = tag.split_once(':') else { return };
    match key.trim().to_lowercase().as_str() {
        "speaker" | "locuteur" => incoming.speakers.push(name.trim().to_owned()),
        "topic" | "thème" | "theme" => incoming.topics.push(name.trim().to_owned()),
        _ => {}
    }
}
