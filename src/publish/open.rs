//! From the settings of a target to the target.

use std::path::Path;

use super::archive_file::ArchiveFile;
use super::bucket::Bucket;
use super::error::PublishError;
use super::folder::Folder;
use super::git::GitBranch;
use super::in_place::InPlace;
use super::releases::Releases;
use super::ssh::Server;
use super::target::Target;
use crate::config::TargetKind;
use crate::write::apart_from_input;

/// The target that some settings describe; its paths are relative to the site folder `root`.
///
/// # Errors
/// When a setting cannot be used, or credentials are missing.
pub fn open(kind: &TargetKind, root: &Path) -> Result<Box<dyn Target>, PublishError> {
    if let TargetKind::Folder { path, .. } | TargetKind::Archive { path } = kind {
        apart_from_input(&root.join(path), root).map_err(|error| PublishError::among_input(&error))?;
    }
    Ok(match kind {
        TargetKind::Git { remote, branch, keeps_history } => {
            Box::new(GitBranch::new(root, remote, branch, *keeps_history)?)
        }
        TargetKind::Bucket(settings) => Box::new(InPlace::new(Bucket::new(settings)?)),
        TargetKind::Ssh { host, port, path } => Box::new(Server::new(host, *port, path)?),
        TargetKind::Folder { path, has_releases: true } => Box::new(Releases::new(&root.join(path))),
        TargetKind::Folder { path, has_releases: false } => Box::new(InPlace::new(Folder::new(&root.join(path)))),
        TargetKind::Archive { path } => Box::new(ArchiveFile::new(&root.join(path))?),
    })
}
