//! What the index of a site consists of: for the search page, and for the next build.

use serde::{Deserialize, Serialize};

/// The name of the manifest in the folder of the index.
pub const MANIFEST: &str = "shards.json";

/// The shards of an index.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// By language, then in their order.
    pub shards: Vec<ShardEntry>,
}

/// A shard of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardEntry {
    /// The name of its folder.
    pub name: String,
    /// The language whose stems its words have.
    pub language: String,
    /// What it was made of.
    pub digest: String,
    /// How many files it has.
    pub files: usize,
}

impl Manifest {
    /// Reads a manifest; nothing when it is none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}
