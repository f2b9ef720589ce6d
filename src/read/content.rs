//! The content files of a site folder.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path};

use rayon::iter::Either;
use rayon::prelude::*;
use walkdir::WalkDir;

use super::Stamp;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::path::ContentPath;

/// Files above this size in bytes are refused; no article is a gigabyte long.
const LARGEST_FILE: u64 = 1 << 30;

/// What a content file describes, told by the folder in which it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContentKind {
    /// `content/articles/`
    Article,
    /// `content/speakers/`
    Speaker,
    /// `content/topics/`
    Topic,
    /// `content/sources/`
    Source,
    /// `content/pages/`
    Page,
}

impl ContentKind {
    /// Every kind with its folder below `content/`.
    pub const FOLDERS: [(&'static str, Self); 5] = [
        ("articles", Self::Article),
        ("speakers", Self::Speaker),
        ("topics", Self::Topic),
        ("sources", Self::Source),
        ("pages", Self::Page),
    ];

    /// The kind of the file at `path`, if it lies in one of the folders.
    pub fn of(path: &ContentPath) -> Option<Self> {
        let folder = path.as_str().strip_prefix("content/")?.split_once('/')?.0;
        Self::FOLDERS.iter().find(|(name, _)| *name == folder).map(|(_, kind)| *kind)
    }
}

/// A content file as it lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentFile {
    /// Where it lies.
    pub path: ContentPath,
    /// What it describes.
    pub kind: ContentKind,
    /// Its bytes, not yet known to be text.
    pub bytes: Vec<u8>,
}

/// The content files of the site at `root`, sorted by path, and what could not be read.
pub fn read_content(root: &Path) -> (Vec<ContentFile>, Vec<Diagnostic>) {
    let (paths, mut diagnostics) = list_content(root);
    let read = paths.into_par_iter().map(|(path, kind)| read_file(root, path, kind));
    let (files, unread): (_, Vec<Diagnostic>) = read.partition_map(|read| match read {
        Ok((file, _)) => Either::Left(file),
        Err(diagnostic) => Either::Right(diagnostic),
    });
    diagnostics.extend(unread);
    (files, diagnostics)
}

/// The text of a file of the site folder once more, for the excerpts of messages.
pub fn read_text(root: &Path, path: &ContentPath) -> Option<String> {
    let bytes = std::fs::read(path.on_disk(root)).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The paths of the content files below `root`, sorted.
pub fn list_content(root: &Path) -> (Vec<(ContentPath, ContentKind)>, Vec<Diagnostic>) {
    let mut paths = Vec::new();
    let mut diagnostics = Vec::new();
    let content = root.join("content");
    if content.is_symlink() {
        diagnostics.push(catalogue::symbolic_link(&ContentPath::new("content")));
        return (paths, diagnostics);
    }
    if !content.is_dir() {
        diagnostics.push(catalogue::no_content_folder(root));
        return (paths, diagnostics);
    }
    for entry in WalkDir::new(content).follow_links(false) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = relative(root, error.path().unwrap_or(root));
                diagnostics.push(catalogue::unreadable(&path, &error.to_string()));
                continue;
            }
        };
        let path = relative(root, entry.path());
        // A link may stand for a folder of articles.
        let may_count = is_markdown(entry.path()) || (entry.file_type().is_symlink() && entry.path().is_dir());
        if is_hidden(entry.path()) || !may_count {
            continue;
        }
        if entry.file_type().is_symlink() {
            diagnostics.push(catalogue::symbolic_link(&path));
        } else if !entry.file_type().is_file() && !entry.file_type().is_dir() {
            diagnostics.push(catalogue::no_regular_file(&path));
        } else if entry.file_type().is_file() {
            match ContentKind::of(&path) {
                Some(kind) => paths.push((path, kind)),
                None => diagnostics.push(catalogue::outside_content_folders(&path)),
            }
        }
    }
    paths.sort();
    (paths, diagnostics)
}

/// What lies at the path of one file of the content folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A content file.
    Content(ContentKind),
    /// A file that is none, such as an editor's copy.
    Aside,
    /// Nothing.
    Empty,
}

/// What lies at a path relative to the site at `root`; nothing is told of what is no matter of one file below `content/`:
/// a folder, a link or what lies behind one, a file that the content may not have.
pub fn look_at(root: &Path, path: &Path) -> Option<(ContentPath, Place)> {
    let on_disk = root.join(path);
    let name = relative(root, &on_disk);
    let mut folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    let is_folder = |folder: &Path| root.join(folder).symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    // A name that is no text would lead to another file.
    if !is_inside || name.on_disk(root) != on_disk || !path.starts_with("content") || !folders.all(is_folder) {
        return None;
    }
    let place = match on_disk.symlink_metadata() {
        Ok(metadata) if !metadata.is_file() => return None,
        Ok(_) if is_hidden(path) || !is_markdown(path) => Place::Aside,
        Ok(_) => Place::Content(ContentKind::of(&name)?),
        Err(error) if error.kind() == ErrorKind::NotFound => Place::Empty,
        Err(_) => return None,
    };
    Some((name, place))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}

fn relative(root: &Path, path: &Path) -> ContentPath {
    ContentPath::new(&path.strip_prefix(root).unwrap_or(path).to_string_lossy())
}

/// Reads a content file, with its stamp.
///
/// # Errors
/// When it cannot be read, or is too large.
pub fn read_file(root: &Path, path: ContentPath, kind: ContentKind) -> Result<(ContentFile, Stamp), Diagnostic> {
    let read = || {
        let file = File::open(path.on_disk(root))?;
        let metadata = file.metadata()?;
        if metadata.len() > LARGEST_FILE {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
        // A file that is read to its end asks for its size once more.
        file.take(LARGEST_FILE).read_to_end(&mut bytes)?;
        Ok(Some((bytes, Stamp::of(&metadata))))
    };
    match read() {
        Ok(Some((bytes, stamp))) => Ok((ContentFile { path, kind, bytes }, stamp)),
        Ok(None) => Err(catalogue::file_too_large(&path)),
        Err(error) => {
            let error: std::io::Error = error;
            Err(catalogue::unreadable(&path, &error.to_string()))
        }
    }
}
