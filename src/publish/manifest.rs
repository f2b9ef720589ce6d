//! What stands at a target, as the target itself remembers it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::error::PublishError;
use super::site::{FileRecord, Files};

/// The folder at a target that is Guillemet's own.
pub const OWN_FOLDER: &str = ".guillemet";

/// Where a target keeps its manifest.
pub const MANIFEST: &str = ".guillemet/manifest.json";

/// The newest form of a manifest that this version understands.
const FORMAT: u32 = 1;

/// One publication of a site: what a target holds once it is complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Time and content in one name, such as `20240605-143000-1a2b3c4d`; sorts by time.
    pub id: String,
    /// The address for which the site was built.
    pub base_url: String,
    /// Its files.
    pub files: Files,
}

impl Publication {
    /// A publication of `files` at this moment.
    pub fn now(base_url: &str, files: Files) -> Self {
        let mut hasher = blake3::Hasher::new();
        for (path, record) in &files {
            hasher.update(path.as_bytes()).update(&[0]).update(record.blake3.to_string().as_bytes());
        }
        let content = hasher.finalize().to_hex();
        let time = jiff::Timestamp::now().strftime("%Y%m%d-%H%M%S");
        let id = format!("{time}-{}", content.get(..8).unwrap_or_default());
        Self { id, base_url: base_url.to_owned(), files }
    }

    /// The number of pages.
    pub fn pages(&self) -> usize {
        self.files.keys().filter(|path| is_page(path)).count()
    }
}

/// Whether a file is a page that people read.
pub fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// What stands at a target. A file is in the state that `touched` says, else in that of the live publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// The last publication that was completed.
    pub live: Option<Publication>,
    /// The one before, to which one can return.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Publication>,
    /// Files that a publication under way, or an interrupted one, puts or removes: with the record of what is there
    /// for certain, or with nothing when the file may be old, new or absent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub touched: BTreeMap<String, Option<FileRecord>>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self { format: FORMAT, live: None, previous: None, touched: BTreeMap::new() }
    }
}

/// What is known of a path at a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Guillemet has put nothing there.
    Absent,
    /// This stands there.
    Settled(FileRecord),
    /// An interrupted publication has put or removed something there.
    Unsure,
}

impl Manifest {
    /// The manifest of a target that holds one whole publication.
    pub fn of(live: Publication, previous: Option<Publication>) -> Self {
        Self { live: Some(live), previous, ..Self::default() }
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// When it is none, or of a newer version.
    pub fn from_json(bytes: &[u8], place: &str) -> Result<Self, PublishError> {
        let manifest: Self = serde_json::from_slice(bytes)
            .map_err(|error| PublishError::unreadable_manifest(place, &error.to_string()))?;
        if manifest.format > FORMAT {
            return Err(PublishError::unreadable_manifest(place, &format!("it has the form {}", manifest.format)));
        }
        Ok(manifest)
    }

    /// The manifest as the target keeps it.
    pub fn to_json(&self) -> Vec<u8> {
        // Strings, numbers and maps with texts as keys: JSON can say all of it.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// What is known of a path.
    pub fn state(&self, path: &str) -> State {
        match self.touched.get(path) {
            Some(Some(record)) => State::Settled(*record),
            Some(None) => State::Unsure,
            None => match self.live.as_ref().and_then(|live| live.files.get(path)) {
                Some(record) => State::Settled(*record),
                None => State::Absent,
            },
        }
    }

    /// Every path at which Guillemet has put something, in order.
    pub fn paths(&self) -> BTreeSet<&str> {
        let live = self.live.iter().flat_map(|live| live.files.keys());
        live.chain(self.touched.keys()).map(String::as_str).collect()
    }

    /// The publication to which one can return: the one before the live one, or the live one when the next was
    /// interrupted.
    pub fn before(&self) -> Option<&Publication> {
        if self.is_interrupted() { self.live.as_ref() } else { self.previous.as_ref() }
    }

    /// Whether a publication was interrupted.
    pub fn is_interrupted(&self) -> bool {
        !self.touched.is_empty()
    }
}
