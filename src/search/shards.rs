//! The index in parts of bounded size.

use rayon::prelude::*;

use super::manifest::ShardEntry;
use super::record::records;
use crate::archive::{ArticleIndex, Index};
use crate::view::Site;

/// Pagefind holds about a kilobyte for each word while it works, so a shard takes about as many megabytes as this
/// counts thousands of words.
const WORDS: usize = 1_000_000;

/// A browser asks every shard of its language, so there are no more than these; beyond them, shards grow.
const MOST: usize = 12;

/// Changes with how an index is made of records, and so with Pagefind's version.
const VERSION: &[u8] = b"2 pagefind 1.6.0";

/// A part of the index: the records of one language in a run of articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// Its name (`fr` for the first shard of a language, then `fr-2`), its language, and a digest that changes when
    /// any of its records does.
    pub entry: ShardEntry,
    /// The articles with records in it.
    pub articles: Vec<ArticleIndex>,
    /// How many records it has.
    pub records: usize,
}

/// What an article adds to the shards of a language.
struct Share<'a> {
    language: &'a str,
    article: ArticleIndex,
    words: usize,
    records: usize,
    digest: blake3::Hash,
}

/// The shards of a site: by language, each with a run of articles. The oldest article comes first, so that a new
/// one changes the last shard only.
pub fn shards(site: Site<'_>) -> Vec<Shard> {
    let articles: Vec<ArticleIndex> = site.archive.articles.indices().rev().collect();
    let shares: Vec<Vec<Share<'_>>> = articles.par_iter().map(|index| shares(site, *index)).collect();
    let mut shares: Vec<Share<'_>> = shares.into_iter().flatten().collect();
    shares.sort_by_key(|share| (share.language, std::cmp::Reverse(share.article.number())));
    shares.chunk_by(|a, b| a.language == b.language).flat_map(shards_of_language).collect()
}

/// The shares of an article by language: its own, and those of quotations in others.
fn shares(site: Site<'_>, index: ArticleIndex) -> Vec<Share<'_>> {
    let mut shares: Vec<(Share<'_>, blake3::Hasher)> = Vec::new();
    for record in records(site, index) {
        let language = record.language.primary();
        let place = shares.iter().position(|(share, _)| share.language == language).unwrap_or_else(|| {
            let digest = blake3::Hash::from_bytes([0; 32]);
            shares.push((Share { language, article: index, words: 0, records: 0, digest }, blake3::Hasher::new()));
            shares.len() - 1
        });
        if let Some((share, hasher)) = shares.get_mut(place) {
            share.words += record.text.split_whitespace().count();
            share.records += 1;
            record.digest(hasher);
        }
    }
    shares.into_iter().map(|(share, hasher)| Share { digest: hasher.finalize(), ..share }).collect()
}

fn shards_of_language(shares: &[Share<'_>]) -> Vec<Shard> {
    let total: usize = shares.iter().map(|share| share.words).sum();
    let limit = WORDS.max(total.div_ceil(MOST));
    let mut shards: Vec<Shard> = Vec::new();
    let mut words = limit;
    let mut hasher = blake3::Hasher::new();
    hasher.update(VERSION);
    for share in shares {
        if words >= limit {
            seal(&mut shards, &mut hasher);
            words = 0;
            let name = match shards.len() {
                0 => share.language.to_owned(),
                number => format!("{}-{}", share.language, number + 1),
            };
            let entry = ShardEntry { name, language: share.language.to_owned(), digest: String::new(), files: 0 };
            shards.push(Shard { entry, articles: Vec::new(), records: 0 });
        }
        if let Some(shard) = shards.last_mut() {
            shard.articles.push(share.article);
            shard.records += share.records;
        }
        words += share.words;
        hasher.update(share.digest.as_bytes());
    }
    seal(&mut shards, &mut hasher);
    shards
}

/// Gives the last shard its digest.
fn seal(shards: &mut [Shard], hasher: &mut blake3::Hasher) {
    if let Some(shard) = shards.last_mut() {
        shard.entry.digest = hasher.finalize().to_hex().to_string();
        hasher.reset();
        hasher.update(VERSION);
    }
}
