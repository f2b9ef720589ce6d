//! Finds articles that are in the archive already: by their address, or by their words.
//!
//! Words are compared by MinHash: of all runs of five words, hashed and sorted into bins, the least of each bin is
//! kept. Two texts agree in as many bins as they share of their runs. Bins are looked up by bands, so the effort
//! stays linear in the number of articles.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words in a run.
const RUN: usize = 5;

/// Bins of a signature.
const BINS: usize = 64;

/// Bins that must agree all together for two texts to be compared.
const BAND: usize = 4;

/// The share of bins from which two texts count as the same.
const SAME: f64 = 0.8;

/// Texts with fewer words are only compared as a whole.
const FEWEST_WORDS: usize = 30;

/// What is kept of a text for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    bins: [u32; BINS],
    /// The hash of all words.
    whole: u64,
    is_short: bool,
}

impl Signature {
    /// The signature of a text. Case, punctuation and spacing do not count.
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut bins = [u32::MAX; BINS];
        for run in words.windows(RUN) {
            let hash = hash_of(run);
            let value = (hash & u64::from(u32::MAX)) as u32;
            if let Some(bin) = bins.get_mut((hash >> 58) as usize) {
                *bin = (*bin).min(value);
            }
        }
        Self { bins, whole: hash_of(&words), is_short: words.len() < FEWEST_WORDS }
    }

    /// The estimated share of the runs of five words that two texts have in common.
    fn likeness(&self, other: &Self) -> f64 {
        let pairs = || self.bins.iter().zip(&other.bins).filter(|(a, b)| **a != u32::MAX || **b != u32::MAX);
        let count = pairs().count();
        if count == 0 { 0.0 } else { pairs().filter(|(a, b)| a == b).count() as f64 / count as f64 }
    }

    fn bands(&self) -> impl Iterator<Item = (usize, u64)> {
        let is_empty = |band: &&[u32]| band.iter().all(|bin| *bin == u32::MAX);
        self.bins
            .chunks(BAND)
            .enumerate()
            .filter(move |(_, band)| !is_empty(band))
            .map(|(index, band)| (index, hash_of(&band)))
    }
}

fn hash_of(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Why an article counts as there already, and where it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Duplicate {
    /// The same address.
    Address(String),
    /// The same words.
    Text(String),
    /// So many per cent of the words.
    NearText(String, u8),
}

/// The articles known so far.
#[derive(Default)]
pub struct Known {
    by_address: HashMap<String, usize>,
    by_whole: HashMap<u64, usize>,
    by_band: HashMap<(usize, u64), Vec<usize>>,
    articles: Vec<(String, Signature)>,
}

/// So many articles with the same band are compared; a page that recurs for ever must not cost for ever.
const MOST_CANDIDATES: usize = 32;

impl Known {
    /// Adds an article that stands at `path`.
    pub fn add(&mut self, path: &str, address: Option<&str>, signature: Signature) {
        let index = self.articles.len();
        if let Some(address) = address {
            self.by_address.entry(canonical(address)).or_insert(index);
        }
        self.by_whole.entry(signature.whole).or_insert(index);
        if !signature.is_short {
            for band in signature.bands() {
                self.by_band.entry(band).or_default().push(index);
            }
        }
        self.articles.push((path.to_owned(), signature));
    }

    /// The article that this one repeats.
    pub fn find(&self, address: Option<&str>, signature: &Signature) -> Option<Duplicate> {
        let path = |index: &usize| self.articles.get(*index).map(|(path, _)| path.clone());
        if let Some(path) = address.and_then(|address| self.by_address.get(&canonical(address))).and_then(path) {
            return Some(Duplicate::Address(path));
        }
        if let Some(path) = self.by_whole.get(&signature.whole).and_then(path) {
            return Some(Duplicate::Text(path));
        }
        if signature.is_short {
            return None;
        }
        let candidates = signature
            .bands()
            .filter_map(|band| self.by_band.get(&band))
            .flat_map(|found| found.iter().take(MOST_CANDIDATES));
        let likeness = |index: &usize| self.articles.get(*index).map(|(path, other)| (signature.likeness(other), path));
        let (best, path) =
            candidates.filter_map(likeness).max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
        (best >= SAME).then(|| Duplicate::NearText(path.clone(), (best * 100.0) as u8))
    }
}

/// An address without what changes from visit to visit.
fn canonical(address: &str) -> String {
    let Ok(mut url) = url::Url::parse(address.trim()) else { return address.trim().to_owned() };
    url.set_fragment(None);
    let is_tracking = |key: &str| {
        key.starts_with("utm_")
            || matches!(key, "fbclid" | "gclid" | "xtor" | "mc_cid" | "mc_eid" | "at_medium" | "at_campaign")
    };
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| !is_tracking(key))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    if kept.is_empty() {
        url.set_query(None);
    } else {
        url.query_pairs_mut().clear().extend_pairs(kept);
    }
    let text = url.as_str();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    text.strip_prefix("www.").unwrap_or(text).trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(seed: usize, words: usize) -> String {
        (0..words).map(|index| format!("mot{} ", hash_of(&(index, seed)) % 1009)).collect()
    }

    #[test]
    fn near_texts_are_found_and_others_are_not() {
        let mut known = Known::default();
        for seed in 0..20 {
            known.add(&format!("{seed}"), None, Signature::of(&text(seed, 300)));
        }
        let changed = text(7, 300).replacen("mot", "MOT, ", 3) + "Un mot de plus.";
        assert!(
            matches!(known.find(None, &Signature::of(&changed)), Some(Duplicate::NearText(path, _)) if path == "7")
        );
        assert_eq!(known.find(None, &Signature::of(&text(7, 300).to_uppercase())), Some(Duplicate::Text("7".into())));
        assert_eq!(known.find(None, &Signature::of(&text(33, 300))), None);
    }

    #[test]
    fn addresses_are_compared_without_tracking() {
        let mut known = Known::default();
        known.add("a", Some("https://www.a.example/x/?utm_source=b&id=1#c"), Signature::of("a"));
        assert_eq!(
            known.find(Some("http://a.example/x/?id=1"), &Signature::of("b")),
            Some(Duplicate::Address("a".into()))
        );
        assert_eq!(known.find(Some("http://a.example/x/?id=2"), &Signature::of("b")), None);
    }
}
