//! Publishing to a [`Store`], file by file, so that the site works at every moment.
//!
//! 1. The old bytes of all files that will change are copied aside, to `.guillemet/objects/HASH`.
//! 2. The manifest notes which files are about to be touched.
//! 3. Files are put and removed in the order of [`Change::phases`]; after each phase the manifest notes what is done.
//! 4. The manifest names the new publication as the live one, and what is no longer needed aside is removed.
//!
//! Whenever this stops, the manifest tells the next run which files it cannot be sure of, and these are sent again.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::change::{Change, Phase};
use super::error::PublishError;
use super::lock::Lock;
use super::manifest::{MANIFEST, Manifest, OWN_FOLDER, Publication};
use super::site::{FileRecord, Hash, Site};
use super::store::Store;
use super::target::{Effort, Job, Survey, Target};

/// A store as a target.
pub struct InPlace<S> {
    store: S,
}

/// Where the bytes of a publication come from.
#[derive(Clone, Copy)]
enum Origin<'a> {
    /// From the site on this computer.
    Site(&'a Site),
    /// From the copies kept aside at the target.
    Kept,
}

impl<S: Store> InPlace<S> {
    /// A target that changes a store file by file.
    pub fn new(store: S) -> Self {
        Self { store }
    }

    /// The store.
    pub fn store(&self) -> &S {
        &self.store
    }

    fn manifest(&self) -> Result<Option<Manifest>, PublishError> {
        let bytes = self.store.get(MANIFEST)?;
        bytes.map(|bytes| Manifest::from_json(&bytes, &self.store.place())).transpose()
    }

    fn write(&self, manifest: &Manifest, lock: &Lock<'_>) -> Result<(), PublishError> {
        lock.renew()?;
        self.store.put(MANIFEST, manifest.to_json())
    }

    /// Makes `wanted` the live publication.
    fn bring(
        &self,
        wanted: &Publication,
        mut manifest: Manifest,
        origin: Origin<'_>,
        lock: &Lock<'_>,
        tick: &(dyn Fn() + Sync),
    ) -> Result<(), PublishError> {
        let change = Change::between(&wanted.files, &manifest);
        self.keep_old(&change, &manifest, lock)?;
        for path in change.sent().chain(&change.removed) {
            manifest.touched.insert(path.clone(), None);
        }
        self.write(&manifest, lock)?;
        for phase in change.phases() {
            match &phase {
                Phase::Put(paths) => {
                    self.each(paths, lock, |path| {
                        let Some(record) = wanted.files.get(path) else { return Ok(()) };
                        self.put(path, *record, origin)?;
                        tick();
                        Ok(())
                    })?;
                    for path in paths {
                        manifest.touched.insert(path.clone(), wanted.files.get(path).copied());
                    }
                    self.write(&manifest, lock)?;
                }
                Phase::Remove(paths) => self.each(paths, lock, |path| {
                    self.store.remove(path)?;
                    tick();
                    Ok(())
                })?,
            }
        }
        // Whoever completes a publication whose last answer was lost publishes the same files again, and wants the way
        // back to those before, not to these.
        if manifest.live.as_ref().is_some_and(|live| live.files != wanted.files) {
            manifest.previous = manifest.live.take();
        }
        manifest.live = Some(wanted.clone());
        manifest.touched.clear();
        self.write(&manifest, lock)?;
        self.forget_old(&manifest, lock)
    }

    fn put(&self, path: &str, record: FileRecord, origin: Origin<'_>) -> Result<(), PublishError> {
        match origin {
            Origin::Site(site) => self.store.put(path, site.bytes(path)?),
            Origin::Kept => {
                let was_kept = self.store.copy(&kept_path(record.blake3), path)?;
                if was_kept { Ok(()) } else { Err(PublishError::no_publication_before(&self.store.place())) }
            }
        }
    }

    /// Copies aside the bytes of live files that will change. Those that an interrupted publication has touched
    /// were copied by it, before it touched them.
    fn keep_old(&self, change: &Change, manifest: &Manifest, lock: &Lock<'_>) -> Result<(), PublishError> {
        let Some(live) = &manifest.live else { return Ok(()) };
        let kept = self.kept()?;
        let old = change.changed.iter().chain(&change.removed).filter(|path| !manifest.touched.contains_key(*path));
        let by_copy: BTreeMap<String, &String> =
            old.filter_map(|path| live.files.get(path).map(|record| (kept_path(record.blake3), path))).collect();
        let unkept: Vec<&String> = by_copy.keys().filter(|copy| !kept.contains(*copy)).collect();
        self.each(&unkept, lock, |copy| match by_copy.get(copy) {
            // A file that somebody has removed by hand cannot be kept; that is no reason to stop.
            Some(path) => self.store.copy(path, copy).map(|_| ()),
            None => Ok(()),
        })
    }

    /// Removes the copies that a return to the publication before does not need.
    fn forget_old(&self, manifest: &Manifest, lock: &Lock<'_>) -> Result<(), PublishError> {
        let Some(live) = &manifest.live else { return Ok(()) };
        let previous = manifest.previous.iter().flat_map(|previous| &previous.files);
        let needed: BTreeSet<String> = previous
            .filter(|(path, record)| live.files.get(*path) != Some(record))
            .map(|(_, record)| kept_path(record.blake3))
            .collect();
        let unneeded: Vec<String> = self.kept()?.into_iter().filter(|path| !needed.contains(path)).collect();
        self.each(&unneeded, lock, |path| self.store.remove(path))
    }

    fn kept(&self) -> Result<BTreeSet<String>, PublishError> {
        Ok(self.store.list(&format!("{OWN_FOLDER}/objects"), usize::MAX)?.into_iter().collect())
    }

    /// Does something with each of some paths, several at once, and stops at the first that fails.
    fn each<P: AsRef<str> + Sync>(
        &self,
        paths: &[P],
        lock: &Lock<'_>,
        act: impl Fn(&str) -> Result<(), PublishError> + Sync + Send,
    ) -> Result<(), PublishError> {
        let act = |path: &P| {
            lock.renew_if_due()?;
            act(path.as_ref())
        };
        match rayon::ThreadPoolBuilder::new().num_threads(self.store.concurrency()).build() {
            Ok(pool) => pool.install(|| paths.par_iter().try_for_each(act)),
            Err(_) => paths.iter().try_for_each(act),
        }
    }
}

impl<S: Store> Target for InPlace<S> {
    fn place(&self) -> String {
        self.store.place()
    }

    fn survey(&self) -> Result<Survey, PublishError> {
        match self.manifest()? {
            Some(manifest) => Ok(Survey { manifest, is_foreign: false }),
            None => {
                let found = self.store.list("", 2)?;
                let is_foreign = found.iter().any(|path| !path.starts_with(OWN_FOLDER));
                Ok(Survey { manifest: Manifest::default(), is_foreign })
            }
        }
    }

    fn publish(&self, job: &Job<'_>) -> Result<(), PublishError> {
        let lock = Lock::take(&self.store, job.effort.takes_over)?;
        let manifest = self.manifest()?.unwrap_or_default();
        if manifest != *job.seen {
            return Err(PublishError::overtaken(&self.place()));
        }
        self.bring(job.publication, manifest, Origin::Site(job.site), &lock, job.effort.tick)
    }

    fn roll_back(&self, effort: Effort<'_>) -> Result<(), PublishError> {
        let lock = Lock::take(&self.store, effort.takes_over)?;
        let manifest = self.manifest()?.unwrap_or_default();
        let Some(wanted) = manifest.before().cloned() else {
            return Err(PublishError::no_publication_before(&self.place()));
        };
        self.bring(&wanted, manifest, Origin::Kept, &lock, effort.tick)
    }
}

fn kept_path(hash: Hash) -> String {
    format!("{OWN_FOLDER}/objects/{hash}")
}
