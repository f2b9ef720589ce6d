//! The site as a folder of files, for the file server of tower-http: it knows ranges, conditions, content types
//! and folder addresses; here it is only told what the files are.

use std::future::{Ready, ready};
use std::io::{self, Cursor, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::SystemTime;

use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File, Metadata};

use super::{Preview, SiteFile};
use crate::diagnostic::Diagnostic;
use crate::plan::Page;
use crate::read::Asset;

/// The files of one snapshot's site, and what is added to its HTML.
#[derive(Clone)]
pub struct SiteFiles {
    /// The site.
    pub site: Arc<Preview>,
    /// Put before the end of the head of every page.
    pub addition: Arc<str>,
    /// The same for articles.
    pub article_addition: Arc<str>,
}

/// A page could not be rendered.
#[derive(Debug)]
pub struct RenderProblem(pub Box<Diagnostic>);

impl std::fmt::Display for RenderProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for RenderProblem {}

impl SiteFiles {
    /// The bytes of a file and when they came to be.
    pub fn read(&self, name: &str) -> io::Result<(Vec<u8>, SystemTime)> {
        match self.site.file(name).ok_or(ErrorKind::NotFound)? {
            SiteFile::Page(page) => {
                let bytes = self.site.render(page).map_err(|it| io::Error::other(RenderProblem(Box::new(it))))?;
                let bytes = match page {
                    Page::Article(_) => with_addition(bytes, &self.article_addition),
                    _ if name.ends_with(".html") => with_addition(bytes, &self.addition),
                    _ => bytes,
                };
                Ok((bytes, self.site.made()))
            }
            SiteFile::Asset(Asset::BuiltIn(bytes)) => Ok((bytes.to_vec(), self.site.made())),
            SiteFile::Index(bytes) => Ok((bytes.to_vec(), self.site.made())),
            SiteFile::Asset(Asset::File { path, .. }) => {
                // The folder was checked when it was read; a link that took the file's place since is not followed.
                let metadata = std::fs::symlink_metadata(path)?;
                if !metadata.is_file() || is_moved(path, name)? {
                    return Err(ErrorKind::NotFound.into());
                }
                Ok((std::fs::read(path)?, metadata.modified()?))
            }
        }
    }

    /// When a file came to be.
    fn modified(&self, name: &str) -> io::Result<SystemTime> {
        match self.site.file(name).ok_or(ErrorKind::NotFound)? {
            SiteFile::Asset(Asset::File { path, .. }) => std::fs::symlink_metadata(path)?.modified(),
            SiteFile::Asset(Asset::BuiltIn(_)) | SiteFile::Index(_) | SiteFile::Page(_) => Ok(self.site.made()),
        }
    }
}

/// Whether `static/`, or a folder in it on the way to a file, became a link that leads elsewhere.
fn is_moved(path: &Path, name: &str) -> io::Result<bool> {
    let root = path.ancestors().nth(name.split('/').count() + 1).unwrap_or(path);
    Ok(root.canonicalize()?.join("static").join(name) != path.canonicalize()?)
}

fn with_addition(mut html: Vec<u8>, addition: &str) -> Vec<u8> {
    let end_of_head = b"</head>";
    if let Some(at) = html.windows(end_of_head.len()).position(|bytes| bytes == end_of_head) {
        html.splice(at..at, addition.bytes());
    }
    html
}

/// A path as the file server asks for it, relative to the site; nothing when it leads out of it.
fn name(path: &Path) -> Option<String> {
    let mut name = String::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => {
                if !name.is_empty() {
                    name.push('/');
                }
                name.push_str(part.to_str()?);
            }
            Component::CurDir => {}
            _ => return None,
        }
    }
    Some(name)
}

/// A file in memory.
pub struct MemoryFile {
    bytes: Cursor<Vec<u8>>,
    modified: SystemTime,
}

/// What the file server wants to know of a file before it opens it.
pub struct FileFacts {
    kind: Kind,
    modified: SystemTime,
}

enum Kind {
    Folder,
    /// A file that was not read; its length is only asked for by requests that ask for no more.
    Unread(SiteFiles, String),
    Read {
        length: u64,
    },
}

impl Backend for SiteFiles {
    type File = MemoryFile;
    type Metadata = FileFacts;
    type OpenFuture = Ready<io::Result<MemoryFile>>;
    type MetadataFuture = Ready<io::Result<FileFacts>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let name = name(&path).ok_or_else(|| ErrorKind::NotFound.into());
        let file = name.and_then(|name| self.read(&name));
        ready(file.map(|(bytes, modified)| MemoryFile { bytes: Cursor::new(bytes), modified }))
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let Some(name) = name(&path) else { return ready(Err(ErrorKind::NotFound.into())) };
        let index = if name.is_empty() { "index.html".to_owned() } else { format!("{name}/index.html") };
        if self.site.file(&index).is_some() {
            return ready(Ok(FileFacts { kind: Kind::Folder, modified: self.site.made() }));
        }
        ready(self.modified(&name).map(|modified| FileFacts { kind: Kind::Unread(self.clone(), name), modified }))
    }
}

impl File for MemoryFile {
    type Metadata = FileFacts;
    type MetadataFuture<'a> = Ready<io::Result<FileFacts>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        let length = self.bytes.get_ref().len() as u64;
        ready(Ok(FileFacts { kind: Kind::Read { length }, modified: self.modified }))
    }
}

impl AsyncRead for MemoryFile {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.bytes).poll_read(cx, buffer)
    }
}

impl AsyncSeek for MemoryFile {
    fn start_seek(mut self: Pin<&mut Self>, position: io::SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.bytes).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.bytes).poll_complete(cx)
    }
}

impl Metadata for FileFacts {
    fn is_dir(&self) -> bool {
        matches!(self.kind, Kind::Folder)
    }

    fn modified(&self) -> io::Result<SystemTime> {
        Ok(self.modified)
    }

    fn len(&self) -> u64 {
        match &self.kind {
            Kind::Folder => 0,
            Kind::Unread(files, name) => files.read(name).map_or(0, |(bytes, _)| bytes.len() as u64),
            Kind::Read { length } => *length,
        }
    }
}
