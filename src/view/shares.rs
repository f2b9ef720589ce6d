//! Shares: who or what is counted most, as a list with proportional bars.

use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::hash::Hash;

use serde::Serialize;

use super::Site;
use super::frame::Link;

/// One row of a list of shares.
#[derive(Debug, Serialize)]
pub struct Share {
    /// What is counted.
    pub link: Link,
    /// How many.
    pub count: usize,
    /// The count as it is shown.
    pub number: String,
    /// From 0 to 100, the largest being 100.
    pub percent: usize,
}

/// How many rows a list of shares has at most.
const SHARES: usize = 12;

/// The most frequent of `items`, the largest first.
pub fn shares<T: Copy + Eq + Hash + Ord>(
    site: Site<'_>,
    items: impl Iterator<Item = T>,
    link: impl Fn(T) -> Link,
) -> Vec<Share> {
    let mut counts: FxHashMap<T, usize> = FxHashMap::default();
    for item in items {
        *counts.entry(item).or_insert(0) += 1;
    }
    let mut sorted: Vec<(T, usize)> = counts.into_iter().collect();
    sorted.sort_by_key(|(item, count)| (Reverse(*count), *item));
    sorted.truncate(SHARES);
    let most = sorted.first().map_or(1, |(_, count)| *count).max(1);
    let share = |(item, count): (T, usize)| Share {
        link: link(item),
        count,
        number: site.locale.number(count),
        percent: (count * 100).div_ceil(most),
    };
    sorted.into_iter().map(share).collect()
}
