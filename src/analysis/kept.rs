//! The content of a site folder, of which only what changed is read and parsed again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::parse::{Document, Parsed, parse};
use crate::plan::FileDigests;
use crate::read::{ContentFile, ContentKind, ContentPath, Place, Stamp, list_content, look_at, read_files};

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

/// Content files that are new or changed.
#[derive(Debug)]
pub struct Changed {
    files: Vec<(ContentFile, Stamp)>,
    /// Whether anything came, went or is another than before.
    is_any: bool,
}

impl KeptContent {
    /// Looks which files of the site at `root` came, went or changed, and reads those.
    pub fn read(&mut self, root: &Path) -> Changed {
        let (paths, mut unreadable) = list_content(root);
        let before = self.files.len();
        // Both are in the order of their paths.
        let mut listed = paths.iter().map(|(path, _)| path).peekable();
        self.files.retain(|path, _| {
            while listed.next_if(|listed| *listed < path).is_some() {}
            listed.peek() == Some(&path)
        });
        let is_fewer = self.files.len() < before;
        let suspects: Vec<(ContentPath, ContentKind)> =
            paths.into_par_iter().filter(|(path, _)| !self.is_unchanged(root, path)).collect();
        let (files, unread) = read_files(root, suspects);
        for problem in &unread {
            self.files.remove(&problem.path);
        }
        unreadable.extend(unread);
        let files = self.without_same(files);
        let is_any = is_fewer || !files.is_empty() || unreadable != self.unreadable;
        self.unreadable = unreadable;
        Changed { files, is_any }
    }

    /// Reads the files at some paths relative to the site at `root`, when nothing else can have changed by what happened
    /// there; nothing when it needs a look at all files.
    pub fn read_at(&mut self, root: &Path, paths: &BTreeSet<PathBuf>) -> Option<Changed> {
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
        let (files, unread) = read_files(root, suspects);
        if !unread.is_empty() {
            return None;
        }
        let before = self.files.len();
        for path in gone {
            self.files.remove(&path);
        }
        let is_fewer = self.files.len() < before;
        let files = self.without_same(files);
        let is_any = is_fewer || !files.is_empty();
        Some(Changed { files, is_any })
    }

    /// Whether a path was a folder of files.
    fn has_files_in(&self, path: &ContentPath) -> bool {
        let folder = ContentPath::new(&format!("{path}/"));
        let first = self.files.range(folder.clone()..).next();
        first.is_some_and(|(path, _)| path.as_str().starts_with(folder.as_str()))
    }

    /// The files that say something else than before; of the others only the stamp is new.
    fn without_same(&mut self, mut files: Vec<(ContentFile, Stamp)>) -> Vec<(ContentFile, Stamp)> {
        files.retain(|(file, stamp)| match self.files.get_mut(&file.path) {
            Some(kept) if kept.digest == Digest::of(&file.bytes) => {
                kept.stamp = *stamp;
                false
            }
            _ => true,
        });
        files
    }

    fn is_unchanged(&self, root: &Path, path: &ContentPath) -> bool {
        let Some(kept) = self.files.get(path) else { return false };
        std::fs::symlink_metadata(path.on_disk(root)).is_ok_and(|now| Stamp::of(&now).is_same_as(&kept.stamp))
    }

    /// Parses what changed, in parallel.
    pub fn parse(&mut self, changed: Changed) {
        let keep = |(file, stamp): (ContentFile, Stamp)| {
            let path = file.path.clone();
            let digest = Digest::of(&file.bytes);
            (path, Kept { stamp, digest, parsed: parse(file) })
        };
        self.files.par_extend(changed.files.into_par_iter().map(keep));
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

impl Changed {
    /// Whether anything came, went or is another than before.
    pub fn is_any(&self) -> bool {
        self.is_any
    }
}
