//! Speakers that are known already, and who of them a proposal means.

use std::collections::HashMap;

use super::grammar::all_grammars;
use super::word::Classes;
use crate::model::{PartialDate, Role};

/// A known speaker: the names and offices under which texts mention it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSpeaker {
    /// What the caller calls the speaker.
    pub id: String,
    /// The full name first, then the others.
    pub names: Vec<String>,
    /// The offices with their days.
    pub roles: Vec<Role>,
    /// A body has no surname.
    pub is_body: bool,
}

/// Known speakers by their names and offices.
#[derive(Debug, Default)]
pub struct KnownSpeakers {
    speakers: Vec<KnownSpeaker>,
    by_name: HashMap<String, Vec<usize>>,
    by_surname: HashMap<String, Vec<usize>>,
    by_office: HashMap<String, Vec<usize>>,
}

impl KnownSpeakers {
    /// Prepares the speakers to be found.
    pub fn new(speakers: Vec<KnownSpeaker>) -> Self {
        let mut known = Self::default();
        for (index, speaker) in speakers.iter().enumerate() {
            for name in &speaker.names {
                known.by_name.entry(plain(name)).or_default().push(index);
                if let Some(surname) = surname(name).filter(|_| !speaker.is_body) {
                    known.by_surname.entry(surname).or_default().push(index);
                }
            }
            for role in &speaker.roles {
                let titles = role.title.by_language.iter().map(|(_, title)| title).chain([&role.title.default]);
                for title in titles {
                    known.by_office.entry(plain(title)).or_default().push(index);
                    if let Some(organisation) = &role.organisation {
                        let whole = plain(&format!("{title} {organisation}"));
                        known.by_office.entry(whole).or_default().push(index);
                    }
                }
            }
        }
        for list in known.by_name.values_mut().chain(known.by_surname.values_mut()).chain(known.by_office.values_mut())
        {
            list.dedup();
        }
        known.speakers = speakers;
        known
    }

    /// Who is meant by a name in a text or by the words that mention somebody there, if it can be only one:
    /// by a name, else by an office held at the date of the text, else by the surname.
    pub fn find(&self, name: &str, mention: &str, date: Option<PartialDate>) -> Option<&KnownSpeaker> {
        let only = |list: Option<&Vec<usize>>| match list.map(Vec::as_slice) {
            Some([index]) => self.speakers.get(*index),
            _ => None,
        };
        only(self.by_name.get(&plain(name)))
            .or_else(|| self.in_office(name, date))
            .or_else(|| self.in_office(mention, date))
            .or_else(|| {
                only(surname(name).and_then(|surname| self.by_surname.get(&surname))).filter(|it| fits(name, it))
            })
    }

    fn in_office(&self, office: &str, date: Option<PartialDate>) -> Option<&KnownSpeaker> {
        let office = plain(office);
        let holds = |speaker: &&KnownSpeaker| {
            speaker.roles.iter().any(|role| {
                let is_called = std::iter::once(&role.title.default)
                    .chain(role.title.by_language.iter().map(|(_, title)| title))
                    .any(|title| office.starts_with(&plain(title)));
                is_called && date.is_none_or(|date| role.held_at(date))
            })
        };
        let mut holders =
            self.by_office.get(&office)?.iter().filter_map(|index| self.speakers.get(*index)).filter(holds);
        let first = holders.next()?;
        holders.next().is_none().then_some(first)
    }
}

/// Whether a name with a first name of its own can be this speaker's.
fn fits(name: &str, speaker: &KnownSpeaker) -> bool {
    let words = plain(name);
    let first = words.split(' ').next().unwrap_or_default();
    !words.contains(' ') || speaker.names.iter().any(|known| plain(known).split(' ').any(|word| word == first))
}

/// Lower case, without articles and what joins names in the languages that are known: "the head of the bank" and
/// "head bank" are the same.
fn plain(name: &str) -> String {
    let lower = name.trim().to_lowercase().replace('’', "'");
    let words: Vec<&str> = lower.split_whitespace().map(without_elision).filter(|word| !joins(word)).collect();
    if words.is_empty() { lower } else { words.join(" ") }
}

fn joins(word: &str) -> bool {
    all_grammars().any(|grammar| grammar.word(word).classes.any(Classes::ARTICLE.or(Classes::GENITIVE)))
}

/// `otan` of `l'otan`.
fn without_elision(word: &str) -> &str {
    let is_elided = |elided: &str| all_grammars().any(|grammar| grammar.is_elision(elided));
    word.split_once('\'').filter(|(elided, _)| is_elided(elided)).map_or(word, |(_, rest)| rest)
}

fn surname(name: &str) -> Option<String> {
    let last = name.split_whitespace().next_back()?;
    last.chars().next().is_some_and(char::is_uppercase).then(|| plain(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Localized;

    #[test]
    fn by_name_office_and_surname() {
        let role = |title: &str, from: &str, to: &str| Role {
            title: Localized::plain(title),
            organisation: Some("Otan".to_owned()),
            from: from.parse().ok(),
            to: to.parse().ok(),
        };
        let speaker = |id: &str, name: &str, roles| KnownSpeaker {
            id: id.to_owned(),
            names: vec![name.to_owned()],
            roles,
            is_body: false,
        };
        let known = KnownSpeakers::new(vec![
            speaker("ada", "Ada Example", vec![role("secrétaire générale", "2019", "2021")]),
            speaker("bea", "Bea Muster", vec![role("secrétaire générale", "2022", "2024")]),
            speaker("cy", "Cy Muster", vec![]),
        ]);
        let find = |name: &str, date: &str| known.find(name, name, date.parse().ok()).map(|it| it.id.as_str());
        assert_eq!(find("Ada Example", "2020"), Some("ada"));
        assert_eq!(find("Example", "2020"), Some("ada"));
        assert_eq!(find("Muster", "2020"), None, "there are two");
        assert_eq!(find("la secrétaire générale", "2020-05-01"), Some("ada"));
        assert_eq!(find("la secrétaire générale de l’Otan", "2023"), Some("bea"));
        assert_eq!(find("Zoe Example", "2020"), None, "another first name");
    }
}
