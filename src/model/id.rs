//! Identifiers: short names, safe in an address and in a file name.

use std::borrow::Borrow;
use std::fmt;

/// Why a text cannot be an identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdError {
    /// Nothing is left once punctuation is taken away.
    Empty,
}

/// Makes a text safe in an address: transliterated to ASCII, lower case, words joined by hyphens.
///
/// `L’Otan à Vilnius` becomes `l-otan-a-vilnius`. Letters of any script are transliterated.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_transliterated(&mut slug, letter));
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The words of a text that a slug was made of: `helene-roy` finds “Hélène Roy”. They begin with a capital, where the
/// script has capitals; words that are not written in capitals throughout are taken first.
pub fn words_of_slug<'a>(text: &'a str, slug: &str) -> Option<&'a str> {
    let mut in_capitals = None;
    let mut before = ' ';
    for (start, letter) in text.char_indices() {
        let begins_word = !before.is_alphanumeric() && letter.is_alphanumeric() && !letter.is_lowercase();
        before = letter;
        if begins_word && let Some(words) = text.get(start..).and_then(|rest| words_at_start(rest, slug)) {
            if words.contains(char::is_lowercase) || !words.contains(char::is_uppercase) {
                return Some(words);
            }
            in_capitals.get_or_insert(words);
        }
    }
    in_capitals
}

/// The words at the very start of a text, as far as a slug reaches.
fn words_at_start<'a>(text: &'a str, slug: &str) -> Option<&'a str> {
    let mut so_far = String::new();
    for (start, letter) in text.char_indices() {
        if !letter.is_alphanumeric() && !" \u{a0}-‐’'.&".contains(letter) {
            return None;
        }
        push_transliterated(&mut so_far, letter);
        if !slug.starts_with(so_far.as_str()) {
            return None;
        }
        let end = start + letter.len_utf8();
        if so_far == slug && !text.get(end..)?.starts_with(char::is_alphanumeric) {
            return text.get(..end);
        }
    }
    None
}

/// Adds a letter of any script to a slug.
fn push_transliterated(slug: &mut String, letter: char) {
    if letter.is_ascii() {
        push(slug, letter);
    } else {
        deunicode::deunicode_char(letter).unwrap_or("-").chars().for_each(|letter| push(slug, letter));
    }
}

/// Adds a letter or digit to a slug, or one hyphen for all that stands between two.
fn push(slug: &mut String, letter: char) {
    if letter.is_ascii_alphanumeric() {
        slug.push(letter.to_ascii_lowercase());
    } else if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

/// The longest identifier in bytes: it names a folder, and file systems take no name above 255.
const LONGEST: usize = 200;

/// A slug that can name a folder. The end of a longer one gives way to a hash of it, so that two of them stay two.
fn shortened(slug: String) -> String {
    const HASH: usize = 6;
    match slug.get(..LONGEST - HASH - 1) {
        Some(beginning) if slug.len() > LONGEST => {
            let hash = blake3::hash(slug.as_bytes()).to_hex();
            format!("{}-{}", beginning.trim_end_matches('-'), hash.get(..HASH).unwrap_or_default())
        }
        _ => slug,
    }
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// Makes an identifier of a name written by a person, by [`slugify`].
            ///
            /// # Errors
            /// [`IdError::Empty`] when no letter or digit is left.
            pub fn from_name(name: &str) -> Result<Self, IdError> {
                let slug = shortened(slugify(name));
                if slug.is_empty() { Err(IdError::Empty) } else { Ok(Self(slug.into())) }
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

identifier! {
    /// Names a speaker: the `jens-stoltenberg` of `{@jens-stoltenberg}` and of its file's name.
    SpeakerId
}
identifier! {
    /// Names a topic.
    TopicId
}
identifier! {
    /// Names a source, the publication that an article comes from.
    SourceId
}
identifier! {
    /// Names a quotation; its permanent address is `/quotations/ID/`.
    QuotationId
}
identifier! {
    /// The last part of an article's address.
    ArticleSlug
}

impl ArticleSlug {
    /// What identifiers that are derived for the quotations of the article begin with, a hyphen behind it.
    pub fn in_quotations(&self) -> &str {
        const LONGEST: usize = 80;
        self.0.get(..LONGEST).unwrap_or(&self.0)
    }
}

impl QuotationId {
    /// The identifier that was derived for a quotation when its article had another slug.
    pub fn under_slug(&self, now: &ArticleSlug, then: &ArticleSlug) -> Option<Self> {
        let passage = self.0.strip_prefix(now.in_quotations())?.strip_prefix('-')?;
        Self::from_name(&format!("{}-{passage}", then.in_quotations())).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_addresses() {
        let cases = [
            ("L’Otan à Vilnius", "l-otan-a-vilnius"),
            ("  Œuvre — n° 3 ", "oeuvre-ndeg-3"),
            ("jens-stoltenberg", "jens-stoltenberg"),
            ("Ирина Ким", "irina-kim"),
            ("…", ""),
        ];
        for (name, slug) in cases {
            assert_eq!(slugify(name), slug);
        }
        assert_eq!(TopicId::from_name("?!"), Err(IdError::Empty));
    }

    #[test]
    fn long_names_become_names_of_folders_and_stay_apart() {
        let id = |last: &str| TopicId::from_name(&("中".repeat(80) + last)).expect("letters");
        let [a, b] = [id("a"), id("b")];
        assert!(a.as_str().len() <= 255 && a != b, "{a} {b}");
        assert_eq!(TopicId::from_name(a.as_str()), Ok(a));
    }

    #[test]
    fn a_slug_finds_the_words_that_it_was_made_of() {
        let cases = [
            ("La maire, Hélène Roy, a dit non.", "helene-roy", Some("Hélène Roy")),
            ("HÉLÈNE ROY\n\nHélène Roy a dit non.", "helene-roy", Some("Hélène Roy")),
            ("L’OTAN a dit oui.", "otan", Some("OTAN")),
            ("said Webb & Sons’ head", "webb-sons", Some("Webb & Sons")),
            ("сказала Ирина Ким.", "irina-kim", Some("Ирина Ким")),
            ("Hélène Royale, helene roy, Hélène. (Roy)", "helene-roy", None),
        ];
        for (text, slug, words) in cases {
            assert_eq!(words_of_slug(text, slug), words, "{text}");
        }
    }
}
