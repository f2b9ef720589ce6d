//! The built site as it will be published: paths, hashes, sizes.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use walkdir::WalkDir;

use super::error::PublishError;

/// Files by path, relative to the site and with forward slashes.
pub type Files = BTreeMap<String, FileRecord>;

/// What is known of a published file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Hash of its bytes.
    pub blake3: Hash,
    /// Number of its bytes.
    pub bytes: u64,
}

/// A BLAKE3 hash, written in hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(blake3::Hash);

impl Hash {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes))
    }
}

impl PartialOrd for Hash {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Hash {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.as_bytes().cmp(other.0.as_bytes())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_hex())
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        blake3::Hash::from_hex(text).map(Self).map_err(serde::de::Error::custom)
    }
}

/// A built site on this computer.
#[derive(Debug, Clone)]
pub struct Site {
    folder: PathBuf,
    /// Its files.
    pub files: Files,
}

impl Site {
    /// The site in a folder. The marks that Guillemet and others leave there, such as `.git`, are no part of it;
    /// `.well-known` and `.nojekyll` are.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(folder: &Path) -> Result<Self, PublishError> {
        let is_shown = |name: &str| !name.starts_with('.') || [".well-known", ".nojekyll"].contains(&name);
        let entries = WalkDir::new(folder)
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || is_shown(&entry.file_name().to_string_lossy()));
        let mut paths = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| PublishError::file(folder, &error.into()))?;
            if entry.file_type().is_file() {
                paths.push(entry.into_path());
            }
        }
        let record = |path: PathBuf| {
            let bytes = std::fs::read(&path).map_err(|error| PublishError::file(&path, &error))?;
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            Ok((name, FileRecord { blake3: Hash::of(&bytes), bytes: bytes.len() as u64 }))
        };
        let files = paths.into_par_iter().map(record).collect::<Result<Files, PublishError>>()?;
        Ok(Self { folder: folder.to_owned(), files })
    }

    /// The folder in which the site stands.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>, PublishError> {
        let path = self.folder.join(path);
        std::fs::read(&path).map_err(|error| PublishError::file(&path, &error))
    }
}
