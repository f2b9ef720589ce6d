//! Puts a site in its place, all or nothing: the new one is made beside the old one and takes its place only
//! when it is complete. Knows paths and bytes, not pages.

mod error;
mod guard;
mod staging;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

pub use error::{WriteError, WriteProblem};
pub use staging::{Staging, Summary};

/// Takes the files of a site, from many threads at once. Paths are relative, with forward slashes.
pub trait Output: Sync {
    /// Takes a file.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError>;

    /// The bytes that a file has in the site that stands there now, if any.
    fn former(&self, _path: &str) -> Option<Vec<u8>> {
        None
    }

    /// Takes a copy of a file of the disk.
    ///
    /// # Errors
    /// When it cannot be read or written.
    fn copy(&self, path: &str, from: &Path) -> Result<(), WriteError> {
        let bytes = std::fs::read(from).map_err(|error| WriteError::io(from, error))?;
        self.put(path, &bytes)
    }
}

/// A site in memory, for tests and previews.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Memory {
    /// The files by path.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Output for Memory {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let mut files = self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        files.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}
