//! The index in parts of bounded size.

use rayon::prelude::*;

use super::manifest::ShardEntry;
use super::record::records;
use crate::archive::{ArticleIndex, Index};
use crate::view::Site;

/// How many words a shard has that is neither slow to make nor one too many to ask.
const WORDS: usize = 1_000_000;

/// A browser asks every shard of its language, so beyond these shards grow before they become more.
const MANY: usize = 12;

/// How many words a shard has at most, so that its making stays within some gigabytes however large the archive is.
const MOST_WORDS: usize = 2 * WORDS;

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
    /// How many words they have.
    pub words: usize,
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
    let limit = total.div_ceil(MANY).clamp(WORDS, MOST_WORDS);
    let mut shards: Vec<Shard> = Vec::new();
    let mut hasher = blake3::Hasher::new();
    hasher.update(VERSION);
    for share in shares {
        let words = shards.last().map_or(usize::MAX, |shard| shard.words.saturating_add(share.words));
        if words > limit {
            seal(&mut shards, &mut hasher);
            let name = match shards.len() {
                0 => share.language.to_owned(),
                number => format!("{}-{}", share.language, number + 1),
            };
            let entry = ShardEntry { name, language: share.language.to_owned(), digest: String::new(), files: 0 };
            shards.push(Shard { entry, articles: Vec::new(), records: 0, words: 0 });
        }
        if let Some(shard) = shards.last_mut() {
            shard.articles.push(share.article);
            shard.records += share.records;
            shard.words += share.words;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of each shard of a language with articles of a thousand words.
    fn sizes(articles: usize) -> Vec<usize> {
        let digest = blake3::Hash::from_bytes([0; 32]);
        let share = |number| Share { language: "fr", article: Index::new(number), words: 1000, records: 6, digest };
        let shares: Vec<Share<'_>> = (0..articles).map(share).collect();
        shards_of_language(&shares).iter().map(|shard| shard.words).collect()
    }

    #[test]
    fn shards_grow_before_they_become_many_and_have_a_limit() {
        assert_eq!(sizes(1), [1000]);
        assert_eq!(sizes(2500), [WORDS, WORDS, 500_000]);
        assert_eq!(sizes(18_000), [1_500_000; MANY]);
        let many = sizes(100_000);
        assert_eq!((many.len(), many.iter().max()), (50, Some(&MOST_WORDS)));
    }
}
