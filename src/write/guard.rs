//! Where a site may be written.

use std::path::{Path, PathBuf};

use super::error::{WriteError, WriteProblem};
use crate::read::FOLDERS;

/// The file that says that Guillemet made a folder.
pub const MARKER: &str = ".guillemet";

/// What the marker says.
pub const MARKER_TEXT: &str =
    "This folder was made by Guillemet and is replaced by every build. Do not keep anything else here.\n";

/// The real path of an output folder that may be written.
///
/// # Errors
/// When the folder is not Guillemet's, or lies among what is read.
pub fn allowed_output(output: &Path, root: &Path) -> Result<PathBuf, WriteError> {
    let output = apart_from_input(output, root)?;
    match std::fs::read_dir(&output) {
        Ok(mut entries) => {
            let is_empty = entries.next().is_none();
            if is_empty || is_site(&output) { Ok(output) } else { Err(WriteError::new(&output, WriteProblem::NotOurs)) }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(output),
        Err(error) => Err(WriteError::io(&output, error)),
    }
}

/// The real path of a place that does not lie among what the site at `root` is made of, and does not hold it.
///
/// # Errors
/// When it does.
pub fn apart_from_input(output: &Path, root: &Path) -> Result<PathBuf, WriteError> {
    let io = |error| WriteError::io(output, error);
    let output = real_path(output).map_err(io)?;
    let root = real_path(root).map_err(io)?;
    if root.starts_with(&output) {
        return Err(WriteError::new(&output, WriteProblem::HoldsSite));
    }
    if FOLDERS.iter().any(|input| output.starts_with(root.join(input))) {
        return Err(WriteError::new(&output, WriteProblem::InsideInput));
    }
    Ok(output)
}

/// Whether a folder is a site that Guillemet made.
pub fn is_site(folder: &Path) -> bool {
    folder.join(MARKER).is_file()
}

/// The path without symbolic links and `..`, of which the last parts need not exist yet.
fn real_path(path: &Path) -> std::io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut missing = Vec::new();
    let mut existing = path.as_path();
    loop {
        match existing.canonicalize() {
            Ok(real) => return Ok(missing.iter().rev().fold(real, |real, part| real.join(part))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let (Some(parent), Some(name)) = (existing.parent(), existing.file_name()) else { return Err(error) };
                missing.push(name);
                existing = parent;
            }
            Err(error) => return Err(error),
        }
    }
}
