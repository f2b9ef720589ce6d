//! The content of a site folder, of which only what changed is read and parsed again.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::parse::{Document, Parsed, parse};
use crate::read::{ContentFile, ContentKind, ContentPath, Stamp, list_content, read_files};

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
    hash: blake3::Hash,
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
        let (mut files, unread) = read_files(root, suspects);
        for problem in &unread {
            self.files.remove(&problem.path);
        }
        unreadable.extend(unread);
        files.retain(|(file, stamp)| match self.files.get_mut(&file.path) {
            Some(kept) if kept.hash == blake3::hash(&file.bytes) => {
                kept.stamp = *stamp;
                false
            }
            _ => true,
        });
        let is_any = is_fewer || !files.is_empty() || unreadable != self.unreadable;
        self.unreadable = unreadable;
        Changed { files, is_any }
    }

    fn is_unchanged(&self, root: &Path, path: &ContentPath) -> bool {
        let Some(kept) = self.files.get(path) else { return false };
        std::fs::symlink_metadata(path.on_disk(root)).is_ok_and(|now| Stamp::of(&now).is_same_as(&kept.stamp))
    }

    /// Parses what changed, in parallel.
    pub fn parse(&mut self, changed: Changed) {
        let keep = |(file, stamp): (ContentFile, Stamp)| {
            let path = file.path.clone();
            let hash = blake3::hash(&file.bytes);
            (path, Kept { stamp, hash, parsed: parse(file) })
        };
        self.files.par_extend(changed.files.into_par_iter().map(keep));
    }

    /// All documents in the order of their paths.
    pub fn documents(&self) -> Vec<Document> {
        self.files.values().filter_map(|kept| kept.parsed.document.clone()).collect()
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
