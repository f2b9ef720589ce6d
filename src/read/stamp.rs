//! Tells whether a file changed without reading it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// What the file system says of a file: when this differs, the file may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    /// The file's number and the time of its last change of any kind, where the system has them.
    identity: (u64, i64, i64),
    /// The file was written long before it was looked at, so that a later change cannot bear the same time.
    is_settled: bool,
}

/// Clocks of file systems tick this often at the slowest (FAT).
const COARSEST_TICK: Duration = Duration::from_secs(2);

impl Stamp {
    /// The stamp of a file of which `metadata` was read just now.
    pub fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok();
        let age = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
        Self {
            modified,
            length: metadata.len(),
            identity: identity(metadata),
            is_settled: age.is_some_and(|age| age > COARSEST_TICK),
        }
    }

    /// Whether the file is surely the same as when `earlier` was taken.
    pub fn is_same_as(&self, earlier: &Self) -> bool {
        earlier.is_settled && Self { is_settled: true, ..*self } == *earlier
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
