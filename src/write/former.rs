//! The site that stands in the output folder before a build.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::guard::MARKER;
use super::seals::{Seal, Seals, Stamp, seal};
use crate::digest::Digest;

/// The site that stands in the output folder before a build, and what becomes of each of its files.
#[derive(Debug)]
pub struct Former {
    folder: PathBuf,
    seals: Seals,
    /// By path.
    files: Vec<FormerFile>,
}

#[derive(Debug)]
struct FormerFile {
    path: Box<str>,
    /// A symbolic link is never followed: it goes, and what lies behind it is no part of the site.
    is_link: bool,
    stamp: Stamp,
    fate: AtomicU8,
}

impl FormerFile {
    fn settle(&self, fate: Fate) {
        self.fate.store(fate as u8, Ordering::Relaxed);
    }
}

/// What becomes of a file. Until the build puts a file of its path it is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Fate {
    /// The new site has no such file.
    Gone,
    /// The new site has the very same.
    Kept,
    /// The new site has another one.
    Replaced,
}

impl Former {
    /// Lists what stands in a folder, which need not exist. Hidden entries that Guillemet does not make are left aside.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn survey(folder: &Path, seals: Seals) -> io::Result<Self> {
        let found = Mutex::default();
        if folder.try_exists()? {
            find_below(folder, "", &found)?;
        }
        let mut files = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { folder: folder.to_owned(), seals, files })
    }

    fn find(&self, path: &str) -> Option<&FormerFile> {
        let at = self.files.binary_search_by(|file| file.path.as_ref().cmp(path)).ok()?;
        self.files.get(at).filter(|file| !file.is_link)
    }

    /// Where a file stands; nothing when there was none.
    pub fn place(&self, path: &str) -> Option<PathBuf> {
        self.find(path).map(|file| self.folder.join(file.path.as_ref()))
    }

    /// The bytes of a file.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.place(path)?).ok()
    }

    /// Keeps a file if it was made of this and was not touched since; its seal and its size then.
    pub fn keep_made(&self, path: &str, made_of: Digest) -> Option<(Seal, u64)> {
        let file = self.find(path)?;
        let seal = seal(path, made_of, file.stamp);
        self.seals.hold(seal).then(|| {
            file.settle(Fate::Kept);
            (seal, file.stamp.length)
        })
    }

    /// Keeps a file if it has these bytes; its stamp then.
    pub fn keep_same(&self, path: &str, bytes: &[u8]) -> Option<Stamp> {
        let has_size = |file: &&FormerFile| usize::try_from(file.stamp.length) == Ok(bytes.len());
        let file = self.find(path).filter(has_size)?;
        let former = fs::read(self.folder.join(path)).ok()?;
        (former == bytes).then(|| file.settle(Fate::Kept))?;
        Some(file.stamp)
    }

    /// Notes what becomes of a file; its stamp, if there was one.
    pub fn settle(&self, path: &str, fate: Fate) -> Option<Stamp> {
        self.find(path).inspect(|file| file.settle(fate)).map(|file| file.stamp)
    }

    /// The files that have a fate, in order. Links are gone.
    pub fn with_fate(&self, fate: Fate) -> impl Iterator<Item = &str> {
        let files = self.files.iter().filter(move |file| file.fate.load(Ordering::Relaxed) == fate as u8);
        files.map(|file| file.path.as_ref())
    }

    /// The files whose paths begin so, in order.
    pub fn with_prefix(&self, prefix: &str) -> impl Iterator<Item = &str> {
        let first = self.files.partition_point(|file| file.path.as_ref() < prefix);
        let files = self.files.iter().skip(first).take_while(move |file| file.path.starts_with(prefix));
        files.filter(|file| !file.is_link).map(|file| file.path.as_ref())
    }
}

/// What builds write of hidden files and folders.
const OWN_HIDDEN: [&str; 3] = [MARKER, ".well-known", ".nojekyll"];

/// Whether an entry of the output folder is somebody else's, such as `.git`.
pub fn is_foreign(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    name.as_encoded_bytes().starts_with(b".") && OWN_HIDDEN.iter().all(|own| name != *own)
}

/// Finds all that is no folder, in any order, folders read in parallel.
fn find_below(folder: &Path, prefix: &str, found: &Mutex<Vec<FormerFile>>) -> io::Result<()> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if prefix.is_empty() && is_foreign(&entry) {
            continue;
        }
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push((path + "/", entry.path()));
        } else {
            let (stamp, fate) = (Stamp::of(&entry.metadata()?), AtomicU8::new(Fate::Gone as u8));
            files.push(FormerFile { path: path.into(), is_link: !kind.is_file(), stamp, fate });
        }
    }
    found.lock().unwrap_or_else(PoisonError::into_inner).extend(files);
    folders.into_par_iter().try_for_each(|(prefix, folder)| find_below(&folder, &prefix, found))
}
