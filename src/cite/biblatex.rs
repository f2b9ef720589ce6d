//! BibLaTeX, readable by BibTeX too: `journal` and `year` are what both know.

use super::{CitedName, Reference};

/// A reference as an entry of a `.bib` file in UTF-8.
pub fn biblatex(reference: &Reference<'_>) -> String {
    let kind = if reference.publication.is_some() { "article" } else { "online" };
    let mut entry = format!("@{kind}{{{},\n", reference.key);
    let mut field = |key: &str, value: &str| {
        if !value.is_empty() {
            entry.push_str(&format!("  {key} = {{{value}}},\n"));
        }
    };
    let authors: Vec<String> = reference.authors.iter().map(author).collect();
    field("author", &authors.join(" and "));
    // Braces within keep the title's own capitals, whatever the style does to titles.
    field("title", &format!("{{{}}}", escaped(reference.title)));
    if let Some(publication) = reference.publication {
        field("journal", &escaped(publication));
        field("entrysubtype", "newspaper");
    }
    field("location", &escaped(reference.place.unwrap_or_default()));
    if let Some(date) = reference.date {
        field("date", &date.to_string());
        field("year", &format!("{:04}", date.year()));
    }
    field("url", &verbatim(&reference.url));
    let archive = if reference.publication.is_some() { "note" } else { "organization" };
    field(archive, &escaped(reference.archive));
    field("langid", babel(reference.language));
    field("abstract", &escaped(reference.summary.unwrap_or_default()));
    let topics: Vec<String> = reference.topics.iter().map(|topic| escaped(&topic.replace(',', " "))).collect();
    field("keywords", &topics.join(", "));
    if let Some(quoted) = &reference.quoted {
        field("annotation", &escaped(&quoted.note()));
    }
    entry.push_str("}\n");
    entry
}

fn author(name: &CitedName) -> String {
    match name {
        CitedName::Whole(name) => format!("{{{}}}", escaped(name)),
        // Between braces, so that no part is taken for another.
        CitedName::Person { family, given, particle } => {
            let family = escaped(family);
            let family = if family.contains(' ') { format!("{{{family}}}") } else { family };
            let space = if particle.is_empty() || particle.ends_with(['’', '\'']) { "" } else { " " };
            format!("{}{space}{family}, {}", escaped(particle), escaped(given))
        }
    }
}

/// Escapes what TeX takes for commands.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' | '\r' | '\t' => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// An address, which BibLaTeX reads verbatim; only braces and backslashes would end it too soon.
fn verbatim(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

/// The name of a language for babel; empty when it has none.
fn babel(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or_default() {
        "ar" => "arabic",
        "ca" => "catalan",
        "cs" => "czech",
        "da" => "danish",
        "de" => "ngerman",
        "el" => "greek",
        "en" => "english",
        "es" => "spanish",
        "fi" => "finnish",
        "fr" => "french",
        "hu" => "hungarian",
        "it" => "italian",
        "nb" | "no" => "norsk",
        "nl" => "dutch",
        "pl" => "polish",
        "pt" => "portuguese",
        "ro" => "romanian",
        "ru" => "russian",
        "sv" => "swedish",
        "tr" => "turkish",
        "uk" => "ukrainian",
        _ => "",
    }
}
