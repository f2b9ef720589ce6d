//! What the files of a site were made of, remembered from one build to the next.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use rustc_hash::FxHashSet;

use crate::digest::Digest;

/// Binds a path to what the file was made of and to the stamp that it had then: a file that was touched since is not
/// sealed any more.
pub type Seal = Digest;

/// The size of a file in bytes and when it was last written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Size in bytes.
    pub length: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    /// The stamp that is in a file's metadata.
    pub fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok() }
    }

    /// The stamp of an open file, of which all is written.
    pub fn of_file(file: &File) -> Option<Self> {
        file.metadata().ok().map(|metadata| Self::of(&metadata))
    }
}

/// The seal of a file.
pub fn seal(path: &str, made_of: Digest, stamp: Stamp) -> Seal {
    Digest::of(&(path, made_of, stamp))
}

/// The seals of a site's files.
#[derive(Debug, Default)]
pub struct Seals(FxHashSet<Seal>);

impl Seals {
    /// The seals that a file holds. Without one, or when it cannot be understood, nothing is sealed.
    pub fn read(file: &Path) -> Self {
        let bytes = fs::read(file).unwrap_or_default();
        let (seals, _) = bytes.as_chunks();
        Self(seals.iter().copied().map(Digest::from).collect())
    }

    /// Whether a seal is among them.
    pub fn hold(&self, seal: Seal) -> bool {
        self.0.contains(&seal)
    }
}

/// Writes seals into a file, as [`Seals::read`] finds them.
///
/// # Errors
/// When the file system refuses.
pub fn write_seals(seals: &[Seal], file: &Path) -> io::Result<()> {
    let bytes: Vec<u8> = seals.iter().flat_map(|seal| seal.bytes()).collect();
    fs::write(file, bytes)
}
