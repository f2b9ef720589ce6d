//! Names of months and set phrases of newspapers, by language, from the table `phrases.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// The phrases of all languages together.
pub struct Phrases {
    months: HashMap<String, i8>,
    around_date: HashSet<String>,
    /// What comes before the names of authors.
    pub byline: Vec<String>,
    /// Begins a line that leads to another article.
    pub see_also: Vec<String>,
    /// Begins a line that asks something of the reader.
    pub closing: Vec<String>,
    /// Begins a line that says to whom the words belong.
    pub rights: Vec<String>,
    /// Stands in the line with which a feed names the site that it comes from.
    pub feed_ending: Vec<String>,
    labels: HashMap<String, Label>,
    masthead: HashSet<String>,
}

/// What a line `Label: value` at the head of a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The headline.
    Title,
    /// The date of publication.
    Date,
    /// Who wrote it.
    Author,
    /// The publication.
    Source,
    /// The article's address.
    Address,
}

#[derive(Deserialize)]
struct Table {
    months: Vec<Vec<String>>,
    around_date: Vec<String>,
    byline: Vec<String>,
    see_also: Vec<String>,
    closing: Vec<String>,
    title: Vec<String>,
    date: Vec<String>,
    author: Vec<String>,
    source: Vec<String>,
    address: Vec<String>,
    #[serde(default)]
    masthead: Vec<String>,
    #[serde(default)]
    rights: Vec<String>,
    #[serde(default)]
    feed_ending: Vec<String>,
}

/// The phrases of all languages.
pub fn phrases() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
        // A broken table of our own is found by the test below; an archivist would rather have no phrases than a panic.
        Phrases::of(toml::from_str(include_str!("phrases.toml")).unwrap_or_default())
    });
    &PHRASES
}

impl Phrases {
    fn of(tables: std::collections::BTreeMap<String, Table>) -> Self {
        let mut phrases = Self {
            months: HashMap::new(),
            around_date: HashSet::new(),
            byline: Vec::new(),
            see_also: Vec::new(),
            closing: Vec::new(),
            rights: Vec::new(),
            feed_ending: Vec::new(),
            labels: HashMap::new(),
            masthead: HashSet::new(),
        };
        for table in tables.into_values() {
            for (number, names) in (1_i8..).zip(table.months) {
                phrases.months.extend(names.into_iter().map(|name| (name, number)));
            }
            phrases.around_date.extend(table.around_date);
            phrases.byline.extend(table.byline);
            phrases.see_also.extend(table.see_also);
            phrases.closing.extend(table.closing);
            phrases.rights.extend(table.rights);
            phrases.feed_ending.extend(table.feed_ending);
            phrases.masthead.extend(table.masthead);
            let labels = [
                (table.title, Label::Title),
                (table.date, Label::Date),
                (table.author, Label::Author),
                (table.source, Label::Source),
                (table.address, Label::Address),
            ];
            for (names, label) in labels {
                phrases.labels.extend(names.into_iter().map(|name| (name, label)));
            }
        }
        // The longest first, so that `written by` is not taken for a name after `by`.
        phrases.byline.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        phrases
    }

    /// The month from 1 to 12 that a lower-case word names.
    pub fn month(&self, word: &str) -> Option<i8> {
        self.months.get(word).copied()
    }

    /// Whether a lower-case word may stand beside a date on its line.
    pub fn is_around_date(&self, word: &str) -> bool {
        self.around_date.contains(word)
    }

    /// Whether a line is the name of a newspaper, such as “The Valley Gazette”.
    pub fn is_masthead(&self, line: &str) -> bool {
        const LONGEST: usize = 6;
        let words: Vec<&str> = line.split([' ', '-', '\'', '’']).collect();
        let is_part =
            |word: &&str| word.starts_with(char::is_uppercase) && self.masthead.contains(&word.to_lowercase());
        words.len() <= LONGEST && words.iter().any(is_part)
    }

    /// What a line `Label: value` is about.
    pub fn label(&self, name: &str) -> Option<Label> {
        self.labels.get(&name.trim().to_lowercase()).copied()
    }
}

/// Whether `text` begins with one of the phrases, as a whole word and in any case.
pub fn begins_with(text: &str, phrases: &[String]) -> bool {
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase().replace('’', "'");
    phrases.iter().any(|phrase| {
        text.strip_prefix(phrase.as_str()).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let tables: std::collections::BTreeMap<String, Table> =
            toml::from_str(include_str!("phrases.toml")).expect("our table");
        for (language, table) in tables {
            assert_eq!(table.months.len(), 12, "{language}");
        }
        assert_eq!(phrases().month("août"), Some(8));
        assert!(begins_with("Abonnez-vous à notre chaîne", &phrases().closing));
        assert!(!begins_with("Abonnez-vousx", &phrases().closing));
        assert!(phrases().is_masthead("L’Écho du Nord") && !phrases().is_masthead("Un quotidien ferme"));
    }
}
