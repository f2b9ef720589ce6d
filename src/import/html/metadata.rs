//! What a page says of itself: JSON-LD, Open Graph, other meta tags, `<time>`, its canonical address.

use dom_query::Document;
use serde_json::Value;
use url::Url;

use crate::import::dates::{self, NumericOrder};
use crate::import::draft::{Draft, one_line};
use crate::import::language;
use crate::import::notes;
use crate::import::text::{dateline, names};
use crate::model::PartialDate;

/// Meta tags by what they say, the most trustworthy first.
const TITLE: [&str; 6] = ["og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title"];
const PUBLISHED: [&str; 16] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "date",
];
const MODIFIED: [&str; 5] =
    ["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"];
const AUTHOR: [&str; 6] =
    ["author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author"];
const SITE: [&str; 5] =
    ["og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "application-name"];
const SUMMARY: [&str; 4] = ["og:description", "description", "twitter:description", "dc.description"];
const TOPICS: [&str; 4] = ["article:tag", "news_keywords", "keywords", "parsely-tags"];
const LANGUAGE: [&str; 4] = ["og:locale", "content-language", "dc.language", "dcterms.language"];
const ADDRESS: [&str; 2] = ["og:url", "citation_public_url"];

/// More topics than this are a list for search engines, not a subject.
const MOST_TOPICS: usize = 12;

/// Authors are named among the first lines of a page.
const HEAD: usize = 25;

/// The kinds of JSON-LD things that are articles end with one of these.
const ARTICLES: [&str; 4] = ["Article", "BlogPosting", "Report", "LiveBlogPosting"];

/// Reads what the page says of itself.
pub fn read(document: &Document, base: Option<&Url>) -> Draft {
    let linked = linked_data(document);
    let meta = Meta::of(document);
    let mut draft = Draft::default();
    let html = document.select_single("html");
    let declared = html.attr("lang").or_else(|| html.attr("xml:lang")).map(|tag| tag.to_string());
    let own = |key: &str| linked.as_ref().and_then(|linked| text_of(linked.get(key)?));

    draft.title = own("headline")
        .or_else(|| meta.first(&TITLE))
        .or_else(|| heading(document))
        .or_else(|| own("name"))
        .map(|title| one_line(&title));
    draft.language =
        own("inLanguage").or(declared).or_else(|| meta.first(&LANGUAGE)).and_then(|tag| language::declared(&tag));
    draft.source = linked
        .as_ref()
        .and_then(|linked| {
            text_of(linked.get("publisher")?.get("name")?).or_else(|| text_of(linked.get("isPartOf")?.get("name")?))
        })
        .or_else(|| meta.first(&SITE))
        .map(|name| one_line(&name));
    draft.url = address(document, linked.as_ref(), &meta, base);
    draft.authors = linked
        .as_ref()
        .map(|linked| authors(linked.get("author")))
        .filter(|authors| !authors.is_empty())
        .unwrap_or_else(|| meta_authors(&meta, document));
    draft.summary = own("description").or_else(|| meta.first(&SUMMARY)).map(|text| one_line(&text));
    draft.topics = topics(linked.as_ref(), &meta);
    draft.rights = document.select_single("link[rel='license']").attr("href").map(|href| href.to_string());
    take_dates(document, &own, &meta, &mut draft);
    draft.title =
        draft.title.take().filter(|title| !title.is_empty()).or_else(|| page_title(document, draft.source.as_deref()));
    if draft.source.is_none()
        && let Some(name) = draft.title.as_deref().and_then(|title| site_name(document, title))
    {
        draft.notes.push(notes::source_from_title(&name));
        draft.source = Some(name);
    }
    draft
}

/// Looks for authors and a date in the visible lines, and for a date in the address, where the page states none.
pub fn settle(draft: &mut Draft, passages: &[String], address: Option<&str>) {
    let order = NumericOrder::of(draft.language.as_ref());
    let lines = || passages.iter().flat_map(|passage| passage.lines());
    if draft.authors.is_empty() {
        draft.authors = lines().take(HEAD).find_map(super::byline).unwrap_or_default();
    }
    if draft.date.is_none()
        // A year alone is as often a cell of a table as the date of a page.
        && let Some(found) =
            lines().filter_map(|line| dates::whole_line(line, order)).find(|found| found.date.month().is_some())
    {
        draft.take_date(&found, "on the page");
        draft.notes.push(notes::date_from("a line of the page", found.date));
    }
    if draft.date.is_none()
        && let Some(found) = lines().take(HEAD).find_map(|line| dateline(line, order))
    {
        draft.take_date(&found, "in a dateline");
        draft.notes.push(notes::date_from("the beginning of the text", found.date));
    }
    if draft.date.is_none()
        && let Some(date) = draft.url.as_deref().or(address).and_then(date_in_address)
    {
        draft.date = Some(date);
        draft.notes.push(notes::date_from("the address", date));
    }
    if draft.updated == draft.date {
        draft.updated = None;
    }
}

/// The date of `/2023/06/05/` or `/2023/06/`.
fn date_in_address(address: &str) -> Option<PartialDate> {
    let path = address.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_']).collect();
    let is = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let found = parts.windows(3).find_map(|window| match window {
        [year, month, day] if is(year, 4) && is(month, 2) && is(day, 2) => format!("{year}-{month}-{day}").parse().ok(),
        _ => None,
    });
    let month = || {
        parts.windows(2).find_map(|window| match window {
            [year, month] if is(year, 4) && is(month, 2) => format!("{year}-{month}").parse().ok(),
            _ => None,
        })
    };
    found.or_else(month).filter(|date: &PartialDate| (1800..=2100).contains(&date.year()))
}

/// The meta tags of a page: name in lower case, content.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(document: &Document) -> Self {
        let mut tags = Vec::new();
        for tag in document.select("meta[content]").iter() {
            let Some(content) = tag.attr("content").filter(|content| !content.trim().is_empty()) else { continue };
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = tag.attr(key) {
                    tags.push((name.trim().to_ascii_lowercase(), content.trim().to_owned()));
                }
            }
        }
        Self(tags)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, content)| content.as_str())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next()).map(str::to_owned)
    }
}

/// The article among the page's linked data.
fn linked_data(document: &Document) -> Option<Value> {
    let mut found = Vec::new();
    for script in document.select("script[type='application/ld+json']").iter() {
        let text = script.text();
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>");
        if let Ok(value) = serde_json::from_str(text) {
            collect_articles(value, 0, &mut found);
        }
    }
    found.into_iter().next()
}

fn collect_articles(value: Value, depth: usize, found: &mut Vec<Value>) {
    const DEEPEST: usize = 4;
    match value {
        _ if depth > DEEPEST => {}
        Value::Array(values) => values.into_iter().for_each(|value| collect_articles(value, depth + 1, found)),
        Value::Object(mut object) => {
            if is_article(object.get("@type")) {
                found.push(Value::Object(object));
                return;
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.remove(key) {
                    collect_articles(inner, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let is = |kind: &Value| kind.as_str().is_some_and(|kind| ARTICLES.iter().any(|end| kind.ends_with(end)));
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// A text, or the name or address of a thing.
fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => unescaped(text),
        Value::Array(values) => text_of(values.first()?)?,
        Value::Object(object) => text_of(["name", "@value", "@id"].iter().find_map(|key| object.get(*key))?)?,
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// Linked data often carries entities of HTML.
fn unescaped(text: &str) -> String {
    if text.contains('&') || text.contains('<') { Document::from(text).text().to_string() } else { text.to_owned() }
}

fn authors(value: Option<&Value>) -> Vec<String> {
    let values = match value {
        Some(Value::Array(values)) => values.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => return Vec::new(),
    };
    let mut authors: Vec<String> = Vec::new();
    for name in values.iter().filter_map(text_of).flat_map(|names_of| names(&names_of)) {
        if !name.contains("://") && !authors.contains(&name) {
            authors.push(name);
        }
    }
    authors
}

fn meta_authors(meta: &Meta, document: &Document) -> Vec<String> {
    let stated: Vec<&str> = AUTHOR
        .iter()
        .map(|name| meta.all(name).collect::<Vec<_>>())
        .find(|found| !found.is_empty())
        .unwrap_or_default();
    let visible = || {
        let marks = document.select("[itemprop='author'] [itemprop='name'], [rel='author'], [itemprop='author']");
        marks.iter().next().map(|mark| mark.text().to_string())
    };
    let lines: Vec<String> = if stated.is_empty() {
        visible().into_iter().collect()
    } else {
        stated.iter().map(|text| (*text).to_owned()).collect()
    };
    let mut authors: Vec<String> = Vec::new();
    for name in lines.iter().flat_map(|line| super::byline(line).unwrap_or_else(|| names(line))) {
        if !name.contains("://") && !authors.contains(&name) {
            authors.push(name);
        }
    }
    authors
}

fn topics(linked: Option<&Value>, meta: &Meta) -> Vec<String> {
    let from_linked = linked.and_then(|linked| match linked.get("keywords")? {
        Value::Array(values) => Some(values.iter().filter_map(text_of).collect()),
        value => text_of(value).map(|text| vec![text]),
    });
    let stated: Vec<String> = from_linked.unwrap_or_else(|| {
        let found = TOPICS.iter().map(|name| meta.all(name).map(str::to_owned).collect::<Vec<_>>());
        found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    });
    let mut topics: Vec<String> = Vec::new();
    for topic in stated.iter().flat_map(|text| text.split([',', ';'])).map(one_line).filter(|topic| !topic.is_empty()) {
        if !topics.iter().any(|known| known.eq_ignore_ascii_case(&topic)) && topics.len() < MOST_TOPICS {
            topics.push(topic);
        }
    }
    topics
}

/// The address that the page calls its own.
fn address(document: &Document, linked: Option<&Value>, meta: &Meta, base: Option<&Url>) -> Option<String> {
    let canonical = document.select_single("link[rel='canonical']").attr("href").map(|href| href.to_string());
    let linked = || linked.and_then(|linked| text_of(linked.get("url").or_else(|| linked.get("mainEntityOfPage"))?));
    let stated = canonical.or_else(|| meta.first(&ADDRESS)).or_else(linked)?;
    let url = match base {
        Some(base) => base.join(stated.trim()).ok()?,
        None => Url::parse(stated.trim()).ok()?,
    };
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

fn heading(document: &Document) -> Option<String> {
    let headings = document.select("h1");
    let texts: Vec<String> =
        headings.iter().map(|heading| one_line(&heading.text())).filter(|text| !text.is_empty()).collect();
    match texts.as_slice() {
        [only] => Some(only.clone()),
        _ => document.select("article h1, main h1").iter().next().map(|heading| one_line(&heading.text())),
    }
}

/// The `<title>` without the name of the site.
fn page_title(document: &Document, site: Option<&str>) -> Option<String> {
    let title = one_line(&document.select_single("title").text());
    let shorter = site.and_then(|site| {
        let rest = title.strip_suffix(site)?.trim_end_matches([' ', '|', '-', '–', '—', '·', ':', '»']);
        (!rest.is_empty()).then(|| rest.to_owned())
    });
    shorter.or(Some(title)).filter(|title| !title.is_empty() && !says_nothing(title))
}

/// `news`, `Untitled Document`: what programs call a page that nobody gave a title.
fn says_nothing(title: &str) -> bool {
    const EMPTY: [&str; 6] =
        ["untitled", "untitled document", "sans titre", "document sans titre", "new page 1", "nouvelle page 1"];
    let lower = title.to_lowercase();
    EMPTY.contains(&lower.as_str()) || !title.contains(char::is_whitespace) && lower == title
}

/// The few words that stand beside the title of the article in the `<title>`: more would be a subtitle.
fn site_name(document: &Document, title: &str) -> Option<String> {
    const SEPARATORS: [&str; 7] = [" | ", " - ", " – ", " — ", " · ", " » ", " « "];
    const MOST_WORDS: usize = 5;
    let whole = one_line(&document.select_single("title").text());
    let behind = || SEPARATORS.iter().find_map(|mark| whole.strip_prefix(title)?.strip_prefix(mark));
    let before = || SEPARATORS.iter().find_map(|mark| whole.strip_suffix(title)?.strip_suffix(mark));
    let name = behind().or_else(before)?.trim();
    let is_name = name.contains(char::is_alphabetic) && name.split_whitespace().count() <= MOST_WORDS;
    is_name.then(|| name.to_owned())
}

fn take_dates(document: &Document, own: &dyn Fn(&str) -> Option<String>, meta: &Meta, draft: &mut Draft) {
    let order = NumericOrder::of(draft.language.as_ref());
    let time = || {
        let times =
            document.select("time[itemprop='datePublished'], time[pubdate], article time[datetime], time[datetime]");
        times.iter().next().and_then(|time| time.attr("datetime")).map(|value| value.to_string())
    };
    let item = || {
        let item = document.select_single("[itemprop='datePublished']");
        item.attr("content").or_else(|| item.attr("datetime")).map(|value| value.to_string())
    };
    let stated: Vec<String> =
        [own("datePublished"), meta.first(&PUBLISHED), item(), time()].into_iter().flatten().collect();
    let mut found = stated.iter().filter_map(|text| dates::field(text, order));
    if let Some(first) = found.next() {
        draft.take_date(&first, "of the page");
        if let Some(other) = found.find(|other| other.date != first.date) {
            draft.notes.push(notes::dates_differ(first.date, other.date));
        }
    }
    let modified = own("dateModified").or_else(|| meta.first(&MODIFIED));
    draft.updated = modified.and_then(|text| dates::field(&text, order)).map(|found| found.date);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_addresses() {
        for (address, expected) in [
            ("https://a.example/2023/06/05/x", "2023-06-05"),
            ("https://a.example/2023/06/x", "2023-06"),
            ("https://a.example/x-2023-06-05.html", "2023-06"),
            ("https://a.example/12345/x", ""),
        ] {
            let found = date_in_address(address).map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{address}");
        }
    }
}
