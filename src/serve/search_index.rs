//! The search index of a site that is looked at: made in memory when the browser first asks for a file of it. What
//! did not change since the index before is taken over.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::diagnostic::{Diagnostic, catalogue};
use crate::digest::Digest;
use crate::plan::SEARCH_INDEX;
use crate::search;
use crate::site::Site;
use crate::write::{Output, WriteError};

/// Shards made at once: pages are to stay quick meanwhile.
const THREADS: usize = 2;

/// Bytes that making them may take.
const MEMORY: usize = 4 << 30;

/// The files of an index by name.
type Files = BTreeMap<String, Arc<[u8]>>;

/// The search index of a site.
#[derive(Default)]
pub struct SearchIndex {
    made: OnceLock<Result<Arc<Files>, Diagnostic>>,
    former: Arc<Files>,
}

impl SearchIndex {
    /// Whether a file of the site belongs to the index.
    pub fn has(name: &str) -> bool {
        name.starts_with(SEARCH_INDEX)
    }

    /// The index of the site that comes after the one with this index.
    pub fn next(&self) -> Self {
        Self { made: OnceLock::new(), former: Arc::clone(self.files().unwrap_or(&self.former)) }
    }

    /// Makes the index unless it is made; whoever asks meanwhile waits.
    ///
    /// # Errors
    /// When the index cannot be made.
    pub fn make(&self, site: Site<'_>) -> Result<(), &Diagnostic> {
        let make = || {
            let output = InMemory { files: Mutex::default(), former: &self.former };
            match search::write(site, &output, THREADS, MEMORY) {
                Ok(_) => Ok(Arc::new(output.files.into_inner().unwrap_or_else(PoisonError::into_inner))),
                Err(error) => Err(catalogue::no_search_index(&error.to_string())),
            }
        };
        self.made.get_or_init(make).as_ref().map(|_| ())
    }

    /// The names of its files; none before it is made.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.files().into_iter().flat_map(|files| files.keys())
    }

    /// A file of the index, if that is made and has it.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.files()?.get(name).map(AsRef::as_ref)
    }

    fn files(&self) -> Option<&Arc<Files>> {
        self.made.get()?.as_ref().ok()
    }
}

/// Takes the files of a new index.
struct InMemory<'a> {
    files: Mutex<Files>,
    former: &'a Files,
}

impl InMemory<'_> {
    fn take(&self, path: &str, bytes: Arc<[u8]>) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes);
    }
}

impl Output for InMemory<'_> {
    fn put(&self, path: &str, bytes: &[u8], _made_of: Option<Digest>) -> Result<(), WriteError> {
        self.take(path, bytes.into());
        Ok(())
    }

    fn former(&self, path: &str) -> Option<Vec<u8>> {
        self.former.get(path).map(|bytes| bytes.to_vec())
    }

    fn former_files(&self, folder: &str) -> Vec<String> {
        self.former.keys().filter(|path| path.starts_with(folder)).cloned().collect()
    }

    fn keep(&self, path: &str) -> Result<(), WriteError> {
        if let Some(bytes) = self.former.get(path) {
            self.take(path, Arc::clone(bytes));
        }
        Ok(())
    }
}
