//! Puts a site in its place, all or nothing: the new one is made beside the old one and takes its place only
//! when it is complete. Knows paths and bytes, not pages.

mod compared;
mod error;
mod former;
mod guard;
mod precompress;
mod replace;
mod seals;
mod staging;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use crate::digest::Digest;

pub use error::{HALF_DONE, WriteError, WriteProblem};
pub use guard::{apart_from_input, is_site};
pub use precompress::Precompressed;
pub use staging::{Staging, Summary};

/// Writes the pieces of a file, the same each time.
pub type WritePieces<'a> = dyn Fn(&mut (dyn io::Write + Send)) -> io::Result<()> + 'a;

/// Takes the files of a site, from many threads at once. Paths are relative, with forward slashes. Of a file that says
/// what it was made of it is remembered, so that the next build may keep it.
pub trait Output: Sync {
    /// Takes a file.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&self, path: &str, bytes: &[u8], made_of: Option<Digest>) -> Result<(), WriteError>;

    /// Takes a file piece by piece, so that it need not be in memory as a whole.
    ///
    /// # Errors
    /// When it cannot be written.
    fn stream(&self, path: &str, write: &WritePieces<'_>, made_of: Option<Digest>) -> Result<(), WriteError> {
        let mut bytes = Vec::new();
        write(&mut bytes).map_err(|error| WriteError::io(Path::new(path), error))?;
        self.put(path, &bytes, made_of)
    }

    /// The bytes that a file has in the site that stands there now, if any.
    fn former(&self, _path: &str) -> Option<Vec<u8>> {
        None
    }

    /// The files of the former site below a folder, in order.
    fn former_files(&self, _folder: &str) -> Vec<String> {
        Vec::new()
    }

    /// Takes a file over from the former site as it is.
    ///
    /// # Errors
    /// When it cannot be written.
    fn keep(&self, path: &str) -> Result<(), WriteError> {
        self.put(path, &self.former(path).unwrap_or_default(), None)
    }

    /// Takes a file over from the former site if it was made of this, and says whether it was.
    fn keep_made(&self, _path: &str, _made_of: Digest) -> bool {
        false
    }

    /// Takes a copy of a file of the disk.
    ///
    /// # Errors
    /// When it cannot be read or written.
    fn copy(&self, path: &str, from: &Path) -> Result<(), WriteError> {
        let bytes = std::fs::read(from).map_err(|error| WriteError::io(from, error))?;
        self.put(path, &bytes, None)
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
    fn put(&self, path: &str, bytes: &[u8], _made_of: Option<Digest>) -> Result<(), WriteError> {
        let mut files = self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        files.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}
