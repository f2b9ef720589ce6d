//! What has to be done so that a target holds a site, and in which order.

use std::collections::BTreeMap;

use super::manifest::{Manifest, State, is_page};
use super::site::Files;

/// The difference between a site and what stands at a target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Files that are not there yet.
    pub added: Vec<String>,
    /// Files that are there with other bytes, or of which an interrupted publication left it open.
    pub changed: Vec<String>,
    /// Files that Guillemet has put there and that the site has no longer.
    pub removed: Vec<String>,
    /// Bytes of the added and changed files.
    pub bytes: u64,
}

impl Change {
    /// What has to be done so that a target with `manifest` holds `wanted`. Files at the target that the manifest does
    /// not know are none of our business.
    pub fn between(wanted: &Files, manifest: &Manifest) -> Self {
        let mut change = Self::default();
        for (path, record) in wanted {
            let list = match manifest.state(path) {
                State::Settled(there) if there == *record => continue,
                State::Absent => &mut change.added,
                State::Settled(_) | State::Unsure => &mut change.changed,
            };
            list.push(path.clone());
            change.bytes += record.bytes;
        }
        let gone = manifest.paths().into_iter().filter(|path| !wanted.contains_key(*path));
        change.removed = gone.map(str::to_owned).collect();
        change
    }

    /// Whether the target holds the site already.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// The number of files that are sent or removed.
    pub fn len(&self) -> usize {
        self.added.len() + self.changed.len() + self.removed.len()
    }

    /// The files to be sent.
    pub fn sent(&self) -> impl Iterator<Item = &String> {
        self.added.iter().chain(&self.changed)
    }

    /// The order in which a target is changed file by file. Within a phase the order does not matter.
    ///
    /// A reader who starts at the home and follows links must never meet a missing page, whenever the work stops:
    /// first comes what nobody links to yet (new assets, then new pages), then what is changed (assets, then pages
    /// from the deepest folder up to the home, so that lists come after what they list), then the machine-read lists
    /// of addresses. Only when no page links to it any longer is something removed.
    pub fn phases(&self) -> Vec<Phase> {
        let mut phases: BTreeMap<Rank, Vec<String>> = BTreeMap::new();
        let mut add = |rank: Rank, path: &String| phases.entry(rank).or_default().push(path.clone());
        for path in &self.added {
            add(Rank::of_added(path), path);
        }
        for path in &self.changed {
            add(Rank::of_changed(path), path);
        }
        for path in &self.removed {
            add(if is_page(twin_of(path)) { Rank::RemovedPage } else { Rank::RemovedAsset }, path);
        }
        let is_removal = |rank: Rank| matches!(rank, Rank::RemovedPage | Rank::RemovedAsset);
        phases
            .into_iter()
            .map(|(rank, paths)| if is_removal(rank) { Phase::Remove(paths) } else { Phase::Put(paths) })
            .collect()
    }
}

/// Files that are treated at the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Put these.
    Put(Vec<String>),
    /// Remove these.
    Remove(Vec<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    NewAsset,
    NewPage,
    ChangedAsset,
    /// By the number of folders above it, the deepest first.
    ChangedPage(std::cmp::Reverse<usize>),
    AddressList,
    RemovedPage,
    RemovedAsset,
}

impl Rank {
    fn of_added(path: &str) -> Self {
        let path = twin_of(path);
        match path {
            _ if is_address_list(path) => Self::AddressList,
            _ if is_page(path) => Self::NewPage,
            _ => Self::NewAsset,
        }
    }

    fn of_changed(path: &str) -> Self {
        let path = twin_of(path);
        match path {
            _ if is_address_list(path) => Self::AddressList,
            _ if is_page(path) => Self::ChangedPage(std::cmp::Reverse(path.matches('/').count())),
            _ => Self::ChangedAsset,
        }
    }
}

/// The file of which `path` is a compressed copy, or `path` itself.
fn twin_of(path: &str) -> &str {
    [".gz", ".br", ".zst"].iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path)
}

/// Whether a file lists addresses for machines: sitemaps and feeds.
fn is_address_list(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with("sitemap") || name.starts_with("feed.")
}
