//! A site being made beside the old one.

use rustc_hash::FxHashSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::error::{WriteError, WriteProblem};
use super::guard::{MARKER, MARKER_TEXT, allowed_output};
use super::{Output, WritePieces};

/// How many sets the folders made so far are spread over, so that threads seldom wait for one another.
const SHARDS: usize = 16;

/// How many bytes of a large file are written or compared at once.
const PIECE: usize = 1 << 16;

/// A site being made beside the old one. Dropped without [`Staging::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    new: PathBuf,
    has_old: bool,
    made: [Mutex<FxHashSet<String>>; SHARDS],
    counts: Counts,
    is_committed: bool,
    /// Held as long as the staging lives; the system lets go of it when the process ends in any way.
    _lock: File,
}

#[derive(Debug, Default)]
struct Counts {
    added: AtomicUsize,
    changed: AtomicUsize,
    unchanged: AtomicUsize,
    bytes: AtomicUsize,
}

/// What a build wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Summary {
    /// Files that were not there before.
    pub added: usize,
    /// Files with other bytes than before.
    pub changed: usize,
    /// Files that keep their bytes and times.
    pub unchanged: usize,
    /// Bytes of all files.
    pub bytes: usize,
}

impl Staging {
    /// Begins a new site that will stand at `output`; `root` is the site folder it is made of.
    ///
    /// # Errors
    /// When the output folder may not be written, or another build is writing it.
    pub fn begin(output: &Path, root: &Path) -> Result<Self, WriteError> {
        let output = allowed_output(output, root)?;
        let io = |path: &Path| {
            let path = path.to_owned();
            move |error| WriteError::io(&path, error)
        };
        let parent = output.parent().unwrap_or(Path::new("/")).to_owned();
        fs::create_dir_all(&parent).map_err(io(&parent))?;
        let name = output.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let lock_path = parent.join(format!(".{name}.guillemet-lock"));
        let lock = File::create(&lock_path).map_err(io(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(WriteError::new(&output, WriteProblem::Locked)),
            Err(fs::TryLockError::Error(error)) => return Err(WriteError::io(&lock_path, error)),
        }
        let new = parent.join(format!(".{name}.guillemet-new"));
        recover(&new, &output).map_err(io(&new))?;
        fs::create_dir(&new).map_err(io(&new))?;
        let staging = Self {
            has_old: output.is_dir(),
            output,
            new,
            made: Default::default(),
            counts: Counts::default(),
            is_committed: false,
            _lock: lock,
        };
        staging.put(MARKER, MARKER_TEXT.as_bytes())?;
        Ok(staging)
    }

    /// Puts the new site in the place of the old one, in one step of the file system where it offers that.
    ///
    /// # Errors
    /// When the file system refuses; the old site is then as it was.
    pub fn commit(mut self) -> Result<Summary, WriteError> {
        let io = |error| WriteError::io(&self.output, error);
        if self.has_old {
            exchange(&self.new, &self.output).map_err(io)?;
            keep_hidden(&self.new, &self.output).map_err(io)?;
            remove_tree(&self.new).map_err(io)?;
        } else {
            fs::rename(&self.new, &self.output).map_err(io)?;
        }
        self.is_committed = true;
        let counts = &self.counts;
        Ok(Summary {
            added: counts.added.load(Ordering::Relaxed),
            changed: counts.changed.load(Ordering::Relaxed),
            unchanged: counts.unchanged.load(Ordering::Relaxed),
            bytes: counts.bytes.load(Ordering::Relaxed),
        })
    }

    /// Makes the folder of a file, unless that was done before.
    fn make_folder(&self, path: &str) -> Result<(), WriteError> {
        let Some((folder, _)) = path.rsplit_once('/') else { return Ok(()) };
        let shard = folder.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
        let Some(made) = self.made.get(shard % SHARDS) else { return Ok(()) };
        if made.lock().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        let on_disk = self.new.join(folder);
        // Most parents exist already, so the cheap call is tried first.
        match fs::create_dir(&on_disk) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(_) => fs::create_dir_all(&on_disk).map_err(|error| WriteError::io(&on_disk, error))?,
        }
        made.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }
}

impl Output for Staging {
    fn former(&self, path: &str) -> Option<Vec<u8>> {
        if self.has_old { fs::read(self.output.join(path)).ok() } else { None }
    }

    fn stream(&self, path: &str, write: &WritePieces<'_>) -> Result<(), WriteError> {
        self.make_folder(path)?;
        let to = self.new.join(path);
        let from = self.output.join(path);
        let stream = || {
            let mut file = BufWriter::with_capacity(PIECE, create_new(&to)?);
            write(&mut file)?;
            let size = file.into_inner()?.metadata()?.len();
            if !self.has_old || !from.is_file() {
                return Ok((size, &self.counts.added));
            }
            // The old file keeps its times.
            let is_same = has_same_bytes(&from, &to)?;
            if is_same {
                fs::remove_file(&to)?;
                fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))?;
            }
            Ok((size, if is_same { &self.counts.unchanged } else { &self.counts.changed }))
        };
        let (size, count) = stream().map_err(|error| WriteError::io(&to, error))?;
        self.counts.bytes.fetch_add(usize::try_from(size).unwrap_or(usize::MAX), Ordering::Relaxed);
        count.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.make_folder(path)?;
        let to = self.new.join(path);
        self.counts.bytes.fetch_add(bytes.len(), Ordering::Relaxed);
        let count = match self.former(path) {
            Some(old) if old == bytes && fs::hard_link(self.output.join(path), &to).is_ok() => {
                self.counts.unchanged.fetch_add(1, Ordering::Relaxed);
                return Ok(());
            }
            Some(_) => &self.counts.changed,
            None => &self.counts.added,
        };
        count.fetch_add(1, Ordering::Relaxed);
        write_new(&to, bytes).map_err(|error| WriteError::io(&to, error))
    }

    fn former_files(&self, folder: &str) -> Vec<String> {
        let files = walkdir::WalkDir::new(self.output.join(folder)).sort_by_file_name();
        let files = files.into_iter().flatten().filter(|entry| self.has_old && entry.file_type().is_file());
        let path = |entry: walkdir::DirEntry| {
            let path = entry.path().strip_prefix(&self.output).unwrap_or(entry.path());
            path.to_string_lossy().replace('\\', "/")
        };
        files.map(path).collect()
    }

    fn keep(&self, path: &str) -> Result<(), WriteError> {
        self.make_folder(path)?;
        let from = self.output.join(path);
        let link = || {
            fs::hard_link(&from, self.new.join(path))?;
            fs::metadata(&from).map(|metadata| metadata.len())
        };
        match link() {
            Ok(size) => {
                self.counts.bytes.fetch_add(usize::try_from(size).unwrap_or(usize::MAX), Ordering::Relaxed);
                self.counts.unchanged.fetch_add(1, Ordering::Relaxed);
                Ok(())
            }
            Err(_) => self.copy(path, &from),
        }
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.is_committed {
            // The next build tries again if this fails.
            let _ = remove_tree(&self.new);
        }
    }
}

/// Whether two files have the same bytes.
fn has_same_bytes(one: &Path, other: &Path) -> std::io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::with_capacity(PIECE, one), BufReader::with_capacity(PIECE, other));
    loop {
        let (piece, others) = (one.fill_buf()?, other.fill_buf()?);
        let length = piece.len().min(others.len());
        if piece.get(..length) != others.get(..length) {
            return Ok(false);
        }
        if length == 0 {
            return Ok(true);
        }
        one.consume(length);
        other.consume(length);
    }
}

/// Writes a file.
fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    create_new(path)?.write_all(bytes)
}

/// Creates a file. One that is there already may share its bytes with the old site, so it makes room first.
fn create_new(path: &Path) -> std::io::Result<File> {
    match File::create_new(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            File::create_new(path)
        }
        file => file,
    }
}

/// Clears away what a build that was killed left over: before the exchange its half-written site, between the two
/// steps of an exchange the old site, behind it the hidden entries of the old site.
fn recover(new: &Path, output: &Path) -> std::io::Result<()> {
    let aside = aside(new);
    if aside.exists() && !output.exists() {
        fs::rename(&aside, output)?;
    }
    if new.is_dir() && output.join(MARKER).is_file() {
        keep_hidden(new, output)?;
    }
    remove_tree(&aside)?;
    remove_tree(new)
}

/// Where the old site stands between the two steps of an exchange.
fn aside(new: &Path) -> PathBuf {
    new.with_extension("guillemet-old")
}

/// Exchanges two folders: at once where the system offers that, else in two steps.
fn exchange(new: &Path, old: &Path) -> std::io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let aside = aside(new);
    remove_tree(&aside)?;
    fs::rename(old, &aside)?;
    if let Err(error) = fs::rename(new, old) {
        fs::rename(&aside, old)?;
        return Err(error);
    }
    fs::rename(&aside, new)
}

/// Moves hidden entries of the old site that Guillemet does not make, such as `.git`, to the new one. The one
/// hidden folder that it copies from `static/` is not among them.
fn keep_hidden(old: &Path, new: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(old)? {
        let name = entry?.file_name();
        let is_foreign = name.to_string_lossy().starts_with('.') && name != ".well-known";
        if is_foreign && !new.join(&name).exists() {
            fs::rename(old.join(&name), new.join(&name))?;
        }
    }
    Ok(())
}

/// Removes a folder and all that is in it, its sub-folders in parallel. An absent one is fine.
fn remove_tree(folder: &Path) -> std::io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<Result<Vec<_>, _>>()?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    entries.into_par_iter().try_for_each(|entry| {
        if entry.file_type()?.is_dir() { remove_tree(&entry.path()) } else { fs::remove_file(entry.path()) }
    })?;
    fs::remove_dir(folder)
}
