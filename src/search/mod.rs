//! Full-text search: the archive's own words become records, and Pagefind makes an index of them that the browser
//! reads piece by piece.
//!
//! [`records`] is pure. The index is made in shards of bounded size, each in its own folder, so that memory stays
//! bounded, several can be made at once, and one whose records are as they were is taken over from the last site.

mod index;
mod manifest;
mod record;
mod shards;

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::plan::SEARCH_INDEX;
use crate::view::Site;
use crate::write::{Output, WriteError};

use manifest::{MANIFEST, Manifest, ShardEntry};
use shards::{Shard, shards};

pub use record::{Record, records};

/// Why there is no index.
#[derive(Debug)]
pub enum SearchError {
    /// Pagefind refuses.
    Index(String),
    /// A file cannot be written.
    Write(WriteError),
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(reason) => write!(f, "the search index cannot be made: {reason}"),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SearchError {}

impl SearchError {
    /// The thread that made the index came to an end before its work did.
    pub fn died() -> Self {
        Self::Index("its thread died".to_owned())
    }
}

impl From<WriteError> for SearchError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

/// What Pagefind holds in memory for each word that it indexes, as measured with French newspaper articles.
const BYTES_OF_A_WORD: usize = 1000;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Records in the index.
    pub records: usize,
    /// Shards of the index.
    pub shards: usize,
    /// Shards taken over from the last site.
    pub kept: usize,
}

/// Makes the search index of a site: as many shards at a time as `threads` and `memory`, in bytes, allow, but one.
///
/// # Errors
/// When Pagefind refuses or a file cannot be written.
pub fn write(site: Site<'_>, output: &dyn Output, threads: usize, memory: usize) -> Result<Summary, SearchError> {
    let shards = shards(site);
    let largest = shards.iter().map(|shard| shard.words * BYTES_OF_A_WORD).max().unwrap_or_default().max(1);
    let threads = threads.min(memory / largest).clamp(1, shards.len().max(1));
    let manifest = output.former(&format!("{SEARCH_INDEX}{MANIFEST}"));
    let old = manifest.and_then(|bytes| Manifest::read(&bytes)).unwrap_or_default();
    let next = AtomicUsize::new(0);
    let kept = AtomicUsize::new(0);
    let work = || -> Result<Vec<ShardEntry>, SearchError> {
        let mut entries = Vec::new();
        while let Some(shard) = shards.get(next.fetch_add(1, Ordering::Relaxed)) {
            entries.push(match keep(&shard.entry, &old, output)? {
                Some(entry) => {
                    kept.fetch_add(1, Ordering::Relaxed);
                    entry
                }
                None => make(site, shard, output)?,
            });
        }
        Ok(entries)
    };
    let entries = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let died = |_| Err(SearchError::died());
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(died)).collect::<Result<Vec<_>, _>>()
    })?;
    let summary = Summary {
        records: shards.iter().map(|shard| shard.records).sum(),
        shards: shards.len(),
        kept: kept.into_inner(),
    };
    let mut manifest = Manifest { shards: entries.into_iter().flatten().collect() };
    let order = |entry: &ShardEntry| shards.iter().position(|shard| shard.entry.name == entry.name);
    manifest.shards.sort_by_key(order);
    output.put(&format!("{SEARCH_INDEX}{MANIFEST}"), &serde_json::to_vec(&manifest).unwrap_or_default(), None)?;
    Ok(summary)
}

/// Takes a shard over from the last site, if it is whole there and was made of the same records.
fn keep(shard: &ShardEntry, old: &Manifest, output: &dyn Output) -> Result<Option<ShardEntry>, SearchError> {
    let is_same = |entry: &&ShardEntry| entry.name == shard.name && entry.digest == shard.digest;
    let Some(entry) = old.shards.iter().find(is_same) else { return Ok(None) };
    let files = output.former_files(&folder(entry));
    if files.len() != entry.files {
        return Ok(None);
    }
    for path in &files {
        output.keep(path)?;
    }
    Ok(Some(entry.clone()))
}

fn make(site: Site<'_>, shard: &Shard, output: &dyn Output) -> Result<ShardEntry, SearchError> {
    let folder = folder(&shard.entry);
    let files = index::make(site, shard)?;
    for (path, bytes) in &files {
        output.put(&format!("{folder}{path}"), bytes, None)?;
    }
    Ok(ShardEntry { files: files.len(), ..shard.entry.clone() })
}

fn folder(entry: &ShardEntry) -> String {
    format!("{SEARCH_INDEX}{}/", entry.name)
}
