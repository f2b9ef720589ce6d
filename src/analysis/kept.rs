//! The content of a site folder, of which only what changed is read and parsed again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::iter::Either;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::parse::{Document, Parsed, parse};
use crate::plan::FileDigests;
use crate::read::{ContentKind, ContentPath, Place, Stamp, list_content, look_at, read_file};

/// Every content file as it was last read and parsed.
#[derive(Debug, Default)]
pub struct KeptContent {
    files: BTreeMap<ContentPath, Kept>,
    /// What cannot be read.
    unreadable: Vec<Diagnostic>,
}

#[derive(Debug)]
struct Kept {
    stamp: Stamp,
    digest: Digest,
    parsed: Parsed,
}

/// What a look at a file finds.
enum Read {
    /// It says what it said before; only its stamp is another.
    Same(Stamp),
    /// It is new or says something else.
    New(Kept),
}

impl KeptContent {
    /// Looks which files of the site at `root` came, went or changed, reads and parses those, and says whether anything
    /// is another than before.
    pub fn read(&mut self, root: &Path) -> bool {
        let (paths, mut unreadable) = list_content(root);
        let before = self.files.len();
        // Both are in the order of their paths.
        let mut listed = paths.iter().map(|(path, _)| path).peekable();
        self.files.retain(|path, _| {
            while listed.next_if(|listed| *listed < path).is_some() {}
            listed.peek() == Some(&path)
        });
        let is_fewer = self.files.len() < before;
        let suspects = paths.into_par_iter().filter(|(path, _)| !self.is_unchanged(root, path));
        let (read, unread) = self.read_each(root, suspects);
        for problem in &unread {
            self.files.remove(&problem.path);
        }
        unreadable.extend(unread);
        let is_any = self.take(read) || is_fewer || unreadable != self.unreadable;
        self.unreadable = unreadable;
        is_any
    }

    /// Reads and parses the files at some paths relative to the site at `root`, when nothing else can have changed by
    /// what happened there, and says whether anything is another than before; nothing when it needs a look at all files.
    pub fn read_at(&mut self, root: &Path, paths: &BTreeSet<PathBuf>) -> Option<bool> {
        if !self.unreadable.is_empty() {
            return None;
        }
        let mut suspects = Vec::new();
        let mut gone = Vec::new();
        for path in paths {
            match look_at(root, path)? {
                (path, _) if self.has_files_in(&path) => return None,
                (path, Place::Content(kind)) => suspects.push((path, kind)),
                (path, Place::Empty) => gone.push(path),
                (_, Place::Aside) => {}
            }
        }
        let (read, unread) = self.read_each(root, suspects);
        if !unread.is_empty() {
            return None;
        }
        let before = self.files.len();
        for path in gone {
            self.files.remove(&path);
        }
        let is_fewer = self.files.len() < before;
        Some(self.take(read) || is_fewer)
    }

    /// Reads files and parses what changed, in parallel: each file is parsed as soon as it is read, so that the bytes of
    /// all of them are never in memory together.
    fn read_each(
        &self,
        root: &Path,
        paths: impl IntoParallelIterator<Item = (ContentPath, ContentKind)>,
    ) -> (Vec<(ContentPath, Read)>, Vec<Diagnostic>) {
        let read = |(path, kind): (ContentPath, ContentKind)| {
            let (file, stamp) = match read_file(root, path, kind) {
                Ok(read) => read,
                Err(problem) => return Either::Right(problem),
            };
            let path = file.path.clone();
            let digest = Digest::of(&file.bytes);
            let is_same = self.files.get(&path).is_some_and(|kept| kept.digest == digest);
            let read = if is_same { Read::Same(stamp) } else { Read::New(Kept { stamp, digest, parsed: parse(file) }) };
            Either::Left((path, read))
        };
        paths.into_par_iter().partition_map(read)
    }

    /// Takes what was read, and says whether any of it is another than before.
    fn take(&mut self, read: Vec<(ContentPath, Read)>) -> bool {
        let mut new = Vec::with_capacity(read.len());
        for (path, read) in read {
            match read {
                Read::New(kept) => new.push((path, kept)),
                Read::Same(stamp) => drop(self.files.entry(path).and_modify(|kept| kept.stamp = stamp)),
            }
        }
        let is_any = !new.is_empty();
        if self.files.is_empty() {
            // A tree that is built at once takes a fraction of the time.
            self.files = new.into_iter().collect();
        } else {
            self.files.extend(new);
        }
        is_any
    }

    /// Whether a path was a folder of files.
    fn has_files_in(&self, path: &ContentPath) -> bool {
        let folder = ContentPath::new(&format!("{path}/"));
        let first = self.files.range(folder.clone()..).next();
        first.is_some_and(|(path, _)| path.as_str().starts_with(folder.as_str()))
    }

    fn is_unchanged(&self, root: &Path, path: &ContentPath) -> bool {
        let Some(kept) = self.files.get(path) else { return false };
        std::fs::symlink_metadata(path.on_disk(root)).is_ok_and(|now| Stamp::of(&now).is_same_as(&kept.stamp))
    }

    /// All documents in the order of their paths.
    pub fn documents(&self) -> Vec<Document> {
        self.files.values().filter_map(|kept| kept.parsed.document.clone()).collect()
    }

    /// The digest of each file.
    pub fn digests(&self) -> FileDigests {
        self.files.iter().map(|(path, kept)| (path.clone(), kept.digest)).collect()
    }

    /// What is wrong with the files, each on its own.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.unreadable.iter().chain(self.files.values().flat_map(|kept| &kept.parsed.diagnostics))
    }
}
