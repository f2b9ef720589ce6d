//! A folder of this computer that keeps each publication whole, in `releases/ID`; the link `current` leads to the
//! live one, and changing it is one step. Files that stay the same are shared between publications by hard links.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::PublishError;
use super::manifest::{Manifest, Publication};
use super::target::{Effort, Job, Survey, Target};

/// The link to the live publication.
pub const CURRENT: &str = "current";
/// The link to the one before.
pub const PREVIOUS: &str = "previous";
/// The folder of the publications.
pub const RELEASES: &str = "releases";
/// The publication that is being put together.
pub const NEXT: &str = "next";

/// A folder with a release for each publication.
pub struct Releases {
    path: PathBuf,
}

impl Releases {
    /// A folder, which need not exist yet.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    fn releases(&self) -> PathBuf {
        self.path.join(RELEASES)
    }

    fn release(&self, id: &str) -> PathBuf {
        self.releases().join(id)
    }

    /// The publication to which a link leads.
    fn linked(&self, link: &str) -> Result<Option<Publication>, PublishError> {
        let Ok(to) = fs::read_link(self.path.join(link)) else { return Ok(None) };
        let Some(id) = to.file_name().map(|name| name.to_string_lossy().into_owned()) else { return Ok(None) };
        let record = self.releases().join(format!("{id}.json"));
        let bytes = fs::read(&record).map_err(|error| PublishError::file(&record, &error))?;
        Ok(Manifest::from_json(&bytes, &self.place())?.live)
    }

    fn manifest(&self) -> Result<Manifest, PublishError> {
        let mut manifest = Manifest::default();
        manifest.live = self.linked(CURRENT)?;
        let id = |publication: &Publication| publication.id.clone();
        manifest.previous = self.linked(PREVIOUS)?.filter(|it| Some(id(it)) != manifest.live.as_ref().map(id));
        Ok(manifest)
    }

    fn lock(&self) -> Result<FolderLock, PublishError> {
        fs::create_dir_all(self.releases()).map_err(|error| PublishError::file(&self.path, &error))?;
        let path = self.releases().join("lock");
        let file = File::create(&path).map_err(|error| PublishError::file(&path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(FolderLock(file)),
            Err(TryLockError::WouldBlock) => Err(PublishError::locked(
                &self.place(),
                "on this computer",
                "wait until that is done, then publish again",
            )),
            Err(TryLockError::Error(error)) => Err(PublishError::file(&path, &error)),
        }
    }

    /// Puts a release together beside the live one.
    fn put_together(&self, job: &Job<'_>) -> Result<PathBuf, PublishError> {
        let next = self.release(NEXT);
        remove_tree(&next).map_err(|error| PublishError::file(&next, &error))?;
        let live = job.seen.live.as_ref();
        let live_folder = live.map(|live| self.release(&live.id));
        let paths: Vec<&String> = job.site.files.keys().collect();
        paths.into_par_iter().try_for_each(|path| {
            let is_same = live.is_some_and(|live| live.files.get(path) == job.site.files.get(path));
            let old = live_folder.as_ref().filter(|_| is_same).map(|folder| folder.join(path));
            let to = next.join(path);
            let place = || {
                fs::create_dir_all(to.parent().unwrap_or(&next))?;
                if old.is_some_and(|old| fs::hard_link(old, &to).is_ok()) {
                    return Ok(());
                }
                (job.effort.tick)();
                fs::copy(job.site.folder().join(path), &to).map(|_| ())
            };
            place().map_err(|error: io::Error| PublishError::file(&to, &error))
        })?;
        Ok(next)
    }

    /// Makes a release the live one.
    fn switch_to(&self, id: &str) -> io::Result<()> {
        if let Ok(old) = fs::read_link(self.path.join(CURRENT)) {
            self.link(PREVIOUS, &old)?;
        }
        self.link(CURRENT, &Path::new(RELEASES).join(id))
    }

    fn link(&self, name: &str, to: &Path) -> io::Result<()> {
        let new = self.releases().join("link");
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        symlink(to, &new)?;
        fs::rename(&new, self.path.join(name))
    }

    /// Removes all releases but the live one and the one before.
    fn forget_old(&self, keep: &Manifest) -> io::Result<()> {
        let kept: Vec<&str> = keep.live.iter().chain(&keep.previous).map(|it| it.id.as_str()).collect();
        for entry in fs::read_dir(self.releases())? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let id = name.trim_end_matches(".json");
            if name == "lock" || kept.contains(&id) {
                continue;
            }
            if entry.file_type()?.is_dir() { remove_tree(&entry.path())? } else { fs::remove_file(entry.path())? }
        }
        Ok(())
    }
}

impl Target for Releases {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn survey(&self) -> Result<Survey, PublishError> {
        let is_ours = self.releases().is_dir();
        let is_empty = fs::read_dir(&self.path).map_or(true, |mut entries| entries.next().is_none());
        Ok(Survey { manifest: self.manifest()?, is_foreign: !is_ours && !is_empty })
    }

    fn publish(&self, job: &Job<'_>) -> Result<(), PublishError> {
        let _lock = self.lock()?;
        if self.manifest()? != *job.seen {
            return Err(PublishError::overtaken(&self.place()));
        }
        let io = |error: io::Error| PublishError::file(&self.path, &error);
        let next = self.put_together(job)?;
        let id = &job.publication.id;
        let record = Manifest::of(job.publication.clone(), None).to_json();
        fs::write(self.releases().join(format!("{id}.json")), record).map_err(io)?;
        fs::rename(&next, self.release(id)).map_err(io)?;
        self.switch_to(id).map_err(io)?;
        self.forget_old(&self.manifest()?).map_err(io)
    }

    fn roll_back(&self, _effort: Effort<'_>) -> Result<(), PublishError> {
        let _lock = self.lock()?;
        let Some(previous) = self.manifest()?.previous else {
            return Err(PublishError::no_publication_before(&self.place()));
        };
        self.switch_to(&previous.id).map_err(|error| PublishError::file(&self.path, &error))
    }
}

/// The lock of a folder, until it is dropped.
struct FolderLock(File);

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Closing the file alone would leave the lock to a program that another thread is just starting, for as long
        // as that shares our open files. That nothing is locked any more is no error.
        let _ = self.0.unlock();
    }
}

fn remove_tree(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn symlink(to: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "symbolic links need Unix; set `releases = false`"))
}
