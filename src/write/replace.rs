//! How a new site takes the place of the old one.
//!
//! - By exchange: the new folder is whole, and changes places with the old one in one step.
//! - File by file: the new folder holds only what is new or changed. What is to be done is noted first; from then on
//!   the new site is complete, and [`recover`] finishes what a killed build began. Each file takes its place in one step:
//!   new ones first, then changed ones; what is gone goes last, so that the site works at every moment.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::former::{Fate, Former, is_foreign};
use super::guard::MARKER;
use super::seals::Seals;

/// Puts a whole new site in the place of the old one.
///
/// # Errors
/// When the file system refuses; the old site is then as it was.
pub fn by_exchange(new: &Path, output: &Path) -> io::Result<()> {
    exchange(new, output)?;
    keep_hidden(new, output)?;
    remove_tree(new)
}

/// Links the files that stay into the new folder, so that it is whole and they keep their times.
///
/// # Errors
/// When the file system refuses.
pub fn link_kept(former: &Former, output: &Path, new: &Path) -> io::Result<()> {
    former.with_fate(Fate::Kept).try_for_each(|path| {
        let (from, to) = (output.join(path), new.join(path));
        fs::create_dir_all(to.parent().unwrap_or(new))?;
        fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))
    })
}

/// Notes that the files of the new folder shall take their places, and which old ones go.
///
/// # Errors
/// When the note cannot be written; nothing was done then.
pub fn note(new: &Path, gone: &[&str]) -> io::Result<()> {
    fs::write(unfinished_note_of(new), gone.join("\0"))?;
    fs::rename(unfinished_note_of(new), note_of(new))
}

/// Does what was noted, whether or not it was begun before.
///
/// # Errors
/// When the file system refuses; what is left is done the next time.
pub fn complete(new: &Path, output: &Path) -> io::Result<()> {
    let gone = fs::read_to_string(note_of(new))?;
    let gone: Vec<&str> = gone.split_terminator('\0').collect();
    // Links go first of all, or files would be put where they lead.
    let is_link = |path: &&&str| output.join(path).is_symlink();
    gone.par_iter().filter(is_link).try_for_each(|path| remove(output, path))?;
    let staged = Former::survey(new, Seals::default())?;
    let (changed, added): (Vec<&str>, Vec<&str>) =
        staged.with_prefix("").partition(|path| output.join(path).symlink_metadata().is_ok());
    for paths in [added, changed] {
        paths.into_par_iter().try_for_each(|path| take_place(&new.join(path), output, path))?;
    }
    gone.par_iter().try_for_each(|path| remove(output, path))?;
    remove_tree(new)?;
    fs::remove_file(note_of(new))
}

/// Clears away what a build that was killed left over. A new site that was complete takes its place; before that its
/// half-written folder goes. Between the two steps of an exchange the old site is put back, behind it its hidden
/// entries are.
///
/// # Errors
/// When the file system refuses.
pub fn recover(new: &Path, output: &Path) -> io::Result<()> {
    if note_of(new).is_file() {
        return complete(new, output);
    }
    // There is hardly ever one.
    let _ = fs::remove_file(unfinished_note_of(new));
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

/// Removes a folder and all that is in it, its sub-folders in parallel. An absent one is fine.
///
/// # Errors
/// When the file system refuses.
pub fn remove_tree(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<Result<Vec<_>, _>>()?,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    entries.into_par_iter().try_for_each(|entry| {
        if entry.file_type()?.is_dir() { remove_tree(&entry.path()) } else { fs::remove_file(entry.path()) }
    })?;
    fs::remove_dir(folder)
}

/// Where it is noted what shall be done with a new folder.
fn note_of(new: &Path) -> PathBuf {
    new.with_extension("guillemet-todo")
}

/// The note while it is being written, which counts for nothing.
fn unfinished_note_of(new: &Path) -> PathBuf {
    new.with_extension("guillemet-note")
}

/// Where the old site stands between the two steps of an exchange.
fn aside(new: &Path) -> PathBuf {
    new.with_extension("guillemet-old")
}

fn take_place(from: &Path, output: &Path, path: &str) -> io::Result<()> {
    let to = output.join(path);
    if fs::rename(from, &to).is_ok() {
        return Ok(());
    }
    // Its folder is missing, or a file of the old site has the name of a folder of the new one or the other way round.
    let mut folder = output.to_owned();
    for part in Path::new(path).parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        if folder.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir()) {
            fs::remove_file(&folder)?;
        }
    }
    fs::create_dir_all(&folder)?;
    if to.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
        remove_tree(&to)?;
    }
    fs::rename(from, to)
}

/// Removes a file, and its folders when they are empty then.
fn remove(output: &Path, path: &str) -> io::Result<()> {
    use ErrorKind::{IsADirectory, NotADirectory, NotFound};
    let file = output.join(path);
    match fs::remove_file(&file) {
        // It has been removed before, or made room for a folder or a file of the new site.
        Err(error) if !matches!(error.kind(), NotFound | NotADirectory | IsADirectory) => return Err(error),
        _ => {}
    }
    let folders = file.ancestors().skip(1).take_while(|folder| *folder != output);
    // The first that is not empty ends it.
    let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
    Ok(())
}

/// Exchanges two folders: at once where the system offers that, else in two steps.
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
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

/// Moves hidden entries of the old site that Guillemet does not make, such as `.git`, to the new one.
fn keep_hidden(old: &Path, new: &Path) -> io::Result<()> {
    for entry in fs::read_dir(old)? {
        let entry = entry?;
        let to = new.join(entry.file_name());
        if is_foreign(&entry) && !to.exists() {
            fs::rename(entry.path(), to)?;
        }
    }
    Ok(())
}
