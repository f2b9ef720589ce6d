//! A folder of this computer as a [`Store`]: for hosts that cannot follow symbolic links.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use walkdir::WalkDir;

use super::error::PublishError;
use super::store::Store;

/// A folder that is changed file by file.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// A folder, which need not exist yet.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// Where a file of the target is; nothing is written through a link.
    fn on_disk(&self, path: &str) -> Result<PathBuf, PublishError> {
        let mut folder = self.path.clone();
        let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
        for name in folders.split('/').filter(|name| !name.is_empty()) {
            folder.push(name);
            if folder.is_symlink() {
                return Err(PublishError::link_in_target(&folder));
            }
        }
        Ok(self.path.join(path))
    }

    /// The same, in a folder that exists.
    fn to_write(&self, path: &str) -> Result<PathBuf, PublishError> {
        let path = self.on_disk(path)?;
        let parent = path.parent().unwrap_or(&self.path);
        fs::create_dir_all(parent).map_err(|error| PublishError::file(parent, &error))?;
        Ok(path)
    }
}

impl Store for Folder {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn concurrency(&self) -> usize {
        4
    }

    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let path = self.path.join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(PublishError::file(&path, &error)),
        }
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), PublishError> {
        let path = self.to_write(path)?;
        let new = beside(&path);
        let write = || {
            fs::write(&new, &bytes)?;
            fs::rename(&new, &path)
        };
        write().map_err(|error| {
            let _ = fs::remove_file(&new);
            PublishError::file(&path, &error)
        })
    }

    fn create(&self, path: &str, bytes: Vec<u8>) -> Result<bool, PublishError> {
        let path = self.to_write(path)?;
        match File::create_new(&path).and_then(|mut file| file.write_all(&bytes)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(PublishError::file(&path, &error)),
        }
    }

    fn copy(&self, from: &str, to: &str) -> Result<bool, PublishError> {
        let (from, to) = (self.on_disk(from)?, self.to_write(to)?);
        let new = beside(&to);
        match fs::copy(&from, &new).and_then(|_| fs::rename(&new, &to)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound && !from.exists() => Ok(false),
            Err(error) => {
                let _ = fs::remove_file(&new);
                Err(PublishError::file(&to, &error))
            }
        }
    }

    fn remove(&self, path: &str) -> Result<(), PublishError> {
        let path = self.on_disk(path)?;
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(PublishError::file(&path, &error)),
        }
        // Folders go with their last file; the first that still holds something stays, and so do those above it.
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != self.path) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn list(&self, folder: &str, limit: usize) -> Result<Vec<String>, PublishError> {
        let top = self.path.join(folder);
        if !top.exists() {
            return Ok(Vec::new());
        }
        let files = WalkDir::new(&top)
            .sort_by_file_name()
            .into_iter()
            .filter(|entry| entry.as_ref().map_or(true, |entry| !entry.file_type().is_dir()));
        let name = |entry: walkdir::Result<walkdir::DirEntry>| {
            let entry = entry.map_err(|error| PublishError::file(&top, &error.into()))?;
            Ok(entry.path().strip_prefix(&self.path).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/"))
        };
        files.take(limit).map(name).collect()
    }
}

/// A hidden name in the same folder, under which a file is written before it takes its place; no two are the same.
fn beside(path: &Path) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    path.with_file_name(format!(".{name}.{}-{number}.guillemet-new", std::process::id()))
}
