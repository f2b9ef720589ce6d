//! A site being made beside the old one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashSet;

use super::compared::Compared;
use super::error::{WriteError, WriteProblem};
use super::former::{Fate, Former};
use super::guard::{MARKER, MARKER_TEXT, allowed_output};
use super::replace;
use super::seals::{Seal, Seals, Stamp, seal, write_seals};
use super::{Output, WritePieces};
use crate::digest::Digest;

/// How many sets the folders made so far are spread over, so that threads seldom wait for one another.
const SHARDS: usize = 16;

/// Up to so many files that stay are linked beside the new ones, and the folders change places in one step. In a larger
/// site that would take longer than its first build did, so the files that changed take their places one by one.
const MOST_LINKED: usize = 2048;

/// A site being made beside the old one: what is new or changed, and the fate of each old file. Dropped without
/// [`Staging::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    new: PathBuf,
    /// Of the files of which it is known what they are made of.
    seals: Mutex<Vec<Seal>>,
    /// Where they are remembered.
    seals_file: PathBuf,
    former: Option<Former>,
    made: [Mutex<FxHashSet<String>>; SHARDS],
    counts: Counts,
    /// Whether the new folder has taken its place or is noted to take it.
    is_settled: bool,
    /// Held as long as the staging lives; the system lets go of it when the process ends in any way.
    _lock: File,
}

#[derive(Debug, Default)]
struct Counts {
    added: AtomicUsize,
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
        replace::recover(&new, &output).map_err(io(&new))?;
        let seals_file = parent.join(format!(".{name}.guillemet-seals"));
        let survey = || Former::survey(&output, Seals::read(&seals_file)).map_err(io(&output));
        let former = output.is_dir().then(survey).transpose()?;
        fs::create_dir(&new).map_err(io(&new))?;
        let staging = Self {
            output,
            new,
            seals: Mutex::default(),
            seals_file,
            former,
            made: Default::default(),
            counts: Counts::default(),
            is_settled: false,
            _lock: lock,
        };
        staging.put(MARKER, MARKER_TEXT.as_bytes(), None)?;
        Ok(staging)
    }

    /// Puts the new site in the place of the old one: in one step of the file system where it offers that and the
    /// files that stay are few enough to be linked, else file by file.
    ///
    /// # Errors
    /// When the file system refuses. The old site is then as it was, or, when files have begun to take their places,
    /// the next build completes that.
    pub fn commit(mut self) -> Result<Summary, WriteError> {
        let summary = self.summary();
        self.take_place(summary)?;
        // Without seals the next build makes all files anew, and no harm is done.
        let _ = write_seals(&self.seals.lock().unwrap_or_else(PoisonError::into_inner), &self.seals_file);
        Ok(summary)
    }

    fn take_place(&mut self, summary: Summary) -> Result<(), WriteError> {
        let Some(former) = &self.former else {
            fs::rename(&self.new, &self.output).map_err(|error| WriteError::io(&self.output, error))?;
            self.is_settled = true;
            return Ok(());
        };
        let gone: Vec<&str> = former.with_fate(Fate::Gone).collect();
        if summary.added + summary.changed + gone.len() == 0 {
            // Dropping the empty folder is all that is left to do.
            return Ok(());
        }
        let io = |error| WriteError::io(&self.output, error);
        if summary.unchanged <= MOST_LINKED {
            replace::link_kept(former, &self.output, &self.new).map_err(io)?;
            replace::by_exchange(&self.new, &self.output).map_err(io)?;
        } else {
            replace::note(&self.new, &gone).map_err(io)?;
            self.is_settled = true;
            let half_done = |error| WriteError::new(&self.output, WriteProblem::HalfDone(error));
            replace::complete(&self.new, &self.output).map_err(half_done)?;
        }
        self.is_settled = true;
        Ok(())
    }

    fn summary(&self) -> Summary {
        let former = |fate| self.former.as_ref().map_or(0, |former| former.with_fate(fate).count());
        Summary {
            added: self.counts.added.load(Ordering::Relaxed),
            changed: former(Fate::Replaced),
            unchanged: former(Fate::Kept),
            bytes: self.counts.bytes.load(Ordering::Relaxed),
        }
    }

    /// Notes that a file is in the new folder.
    fn count_staged(&self, path: &str) {
        if self.former.as_ref().and_then(|former| former.settle(path, Fate::Replaced)).is_none() {
            self.counts.added.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn count_bytes(&self, bytes: u64) {
        self.counts.bytes.fetch_add(usize::try_from(bytes).unwrap_or(usize::MAX), Ordering::Relaxed);
    }

    fn remember(&self, seal: Seal) {
        self.seals.lock().unwrap_or_else(PoisonError::into_inner).push(seal);
    }

    /// Remembers what a file was made of, if it says so.
    fn remember_made(&self, path: &str, made_of: Option<Digest>, stamp: Option<Stamp>) {
        if let (Some(made_of), Some(stamp)) = (made_of, stamp) {
            self.remember(seal(path, made_of, stamp));
        }
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
        self.former.as_ref()?.read(path)
    }

    fn former_files(&self, folder: &str) -> Vec<String> {
        let folder = format!("{}/", folder.trim_end_matches('/'));
        self.former.iter().flat_map(|former| former.with_prefix(&folder)).map(str::to_owned).collect()
    }

    fn keep(&self, path: &str) -> Result<(), WriteError> {
        let kept = self.former.as_ref().and_then(|former| former.settle(path, Fate::Kept));
        let missing = || WriteError::io(&self.output.join(path), io::ErrorKind::NotFound.into());
        self.count_bytes(kept.ok_or_else(missing)?.length);
        Ok(())
    }

    fn keep_made(&self, path: &str, made_of: Digest) -> bool {
        let kept = self.former.as_ref().and_then(|former| former.keep_made(path, made_of));
        kept.inspect(|(seal, size)| {
            self.remember(*seal);
            self.count_bytes(*size);
        })
        .is_some()
    }

    fn stream(&self, path: &str, write: &WritePieces<'_>, made_of: Option<Digest>) -> Result<(), WriteError> {
        self.make_folder(path)?;
        let to = self.new.join(path);
        let former = self.former.as_ref().and_then(|former| former.place(path));
        let stream = || {
            let mut file = Compared::begin(&to, former.as_deref())?;
            write(&mut file)?;
            file.finish()
        };
        let (length, new) = stream().map_err(|error| WriteError::io(&to, error))?;
        self.count_bytes(length);
        let stamp = match new {
            None => self.former.as_ref().and_then(|former| former.settle(path, Fate::Kept)),
            Some(new) => {
                self.count_staged(path);
                Stamp::of_file(&new)
            }
        };
        self.remember_made(path, made_of, stamp);
        Ok(())
    }

    fn put(&self, path: &str, bytes: &[u8], made_of: Option<Digest>) -> Result<(), WriteError> {
        self.count_bytes(bytes.len() as u64);
        if let Some(stamp) = self.former.as_ref().and_then(|former| former.keep_same(path, bytes)) {
            self.remember_made(path, made_of, Some(stamp));
            return Ok(());
        }
        self.make_folder(path)?;
        let to = self.new.join(path);
        let write = || {
            let mut file = File::create(&to)?;
            file.write_all(bytes)?;
            Ok(file)
        };
        let file = write().map_err(|error| WriteError::io(&to, error))?;
        self.count_staged(path);
        self.remember_made(path, made_of, made_of.and_then(|_| Stamp::of_file(&file)));
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.is_settled {
            // The next build tries again if this fails.
            let _ = replace::remove_tree(&self.new);
        }
    }
}
