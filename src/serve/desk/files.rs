//! Writes content files: never outside the folder, never over somebody else's change, never half.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::read::{ContentKind, ContentPath};

/// Why a file is not written.
#[derive(Debug)]
pub enum WriteProblem {
    /// It is another than was seen.
    Changed,
    /// It lies outside the content, or behind a symbolic link.
    Outside,
    /// The system refuses.
    Refused(io::Error),
}

impl From<io::Error> for WriteProblem {
    fn from(error: io::Error) -> Self {
        Self::Refused(error)
    }
}

/// The bytes of a content file; nothing when there is none.
pub fn read(root: &Path, path: &ContentPath) -> Result<Option<Vec<u8>>, WriteProblem> {
    let place = place(root, path)?;
    match fs::read(place) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Puts `after` in the place of `before`, the bytes that the file must have; nothing stands for no file.
///
/// The file is exchanged as a whole, keeps its permissions, and is put back when it turns out to have been another.
pub fn replace(
    root: &Path,
    path: &ContentPath,
    before: Option<&[u8]>,
    after: Option<&[u8]>,
) -> Result<(), WriteProblem> {
    if read(root, path)?.as_deref() != before {
        return Err(WriteProblem::Changed);
    }
    let place = place(root, path)?;
    match (before, after) {
        (None, None) => Ok(()),
        (Some(_), None) => Ok(fs::remove_file(place)?),
        (None, Some(after)) => match File::create_new(&place) {
            Ok(mut file) => Ok(file.write_all(after).and_then(|()| file.sync_all())?),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(WriteProblem::Changed),
            Err(error) => Err(error.into()),
        },
        (Some(before), Some(after)) => exchange(&place, before, after),
    }
}

fn exchange(place: &Path, before: &[u8], after: &[u8]) -> Result<(), WriteProblem> {
    let new = beside(place)?;
    let written = || {
        let mut file = File::create_new(&new)?;
        file.write_all(after)?;
        file.set_permissions(fs::metadata(place)?.permissions())?;
        file.sync_all()?;
        put_in_place(&new, place, before)
    };
    let written = written();
    let removed = fs::remove_file(&new);
    match (written, removed) {
        (Ok(true), _) => Ok(()),
        (Ok(false), _) => Err(WriteProblem::Changed),
        (Err(error), _) => Err(error.into()),
    }
}

/// Exchanges two files and looks whether the old one was what it should be; if not, exchanges them again.
#[cfg(target_os = "linux")]
fn put_in_place(new: &Path, place: &Path, before: &[u8]) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let exchange = || renameat_with(CWD, new, CWD, place, RenameFlags::EXCHANGE);
    match exchange() {
        Ok(()) if fs::read(new)? == before => Ok(true),
        Ok(()) => exchange().map(|()| false).map_err(io::Error::from),
        // Some file systems cannot exchange.
        Err(_) => rename_in_place(new, place, before),
    }
}

#[cfg(not(target_os = "linux"))]
fn put_in_place(new: &Path, place: &Path, before: &[u8]) -> io::Result<bool> {
    rename_in_place(new, place, before)
}

fn rename_in_place(new: &Path, place: &Path, before: &[u8]) -> io::Result<bool> {
    let is_as_before = fs::read(place)? == before;
    if is_as_before {
        fs::rename(new, place)?;
    }
    Ok(is_as_before)
}

/// A hidden name in the same folder, which no reader of content looks at.
fn beside(place: &Path) -> io::Result<PathBuf> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    let mut name = format!(".{}.", place.file_name().unwrap_or_default().to_string_lossy());
    for byte in bytes {
        let _ = write!(name, "{byte:02x}");
    }
    Ok(place.with_file_name(name))
}

/// Where a content file lies on the disk. Every folder on the way must be a folder of the site itself.
fn place(root: &Path, path: &ContentPath) -> Result<PathBuf, WriteProblem> {
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    if ContentKind::of(path).is_none() || !path.as_str().split('/').all(is_plain) {
        return Err(WriteProblem::Outside);
    }
    let mut place = root.canonicalize()?;
    let mut parts = path.as_str().split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let is_last = parts.peek().is_none();
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_dir() && !is_last => {}
            Ok(found) if found.is_file() && is_last => {}
            Ok(_) => return Err(WriteProblem::Outside),
            Err(error) if error.kind() == ErrorKind::NotFound && is_last => {}
            // A site need not have a folder of speakers before its first speaker.
            Err(error) if error.kind() == ErrorKind::NotFound => fs::create_dir(&place)?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(place)
}
