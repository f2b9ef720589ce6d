//! A tree of files that is changed one file at a time: a bucket, or a folder without releases.

use super::error::PublishError;

/// A tree of files. Paths are relative, with forward slashes. Every call takes effect whole or not at all.
pub trait Store: Sync {
    /// Its name for messages.
    fn place(&self) -> String;

    /// How many calls may be under way at once.
    fn concurrency(&self) -> usize;

    /// The bytes of a file, if it is there.
    ///
    /// # Errors
    /// When the store cannot be reached or refuses.
    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError>;

    /// Puts a file, over an old one if need be.
    ///
    /// # Errors
    /// When the store cannot be reached or refuses.
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), PublishError>;

    /// Puts a file if none is there, and says whether it did.
    ///
    /// # Errors
    /// When the store cannot be reached or refuses.
    fn create(&self, path: &str, bytes: Vec<u8>) -> Result<bool, PublishError>;

    /// Copies a file within the store, and says whether it was there.
    ///
    /// # Errors
    /// When the store cannot be reached or refuses.
    fn copy(&self, from: &str, to: &str) -> Result<bool, PublishError>;

    /// Removes a file. An absent one is fine.
    ///
    /// # Errors
    /// When the store cannot be reached or refuses.
    fn remove(&self, path: &str) -> Result<(), PublishError>;

    /// The paths of files below a folder, at most `limit`; the folder `""` is the whole store.
    ///
    /// # Errors
    /// When the store cannot be reached or refuses.
    fn list(&self, folder: &str, limit: usize) -> Result<Vec<String>, PublishError>;
}
