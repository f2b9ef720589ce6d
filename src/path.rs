//! The path of a file of the site folder, as content and messages name it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The path of a content file relative to the site folder, with forward slashes on every system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentPath(Arc<str>);

impl ContentPath {
    /// A path relative to the site folder.
    pub fn new(path: &str) -> Self {
        Self(path.replace('\\', "/").into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the file without its folders and extension.
    pub fn stem(&self) -> &str {
        let name = self.0.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The folders below `content/KIND/`, outermost first.
    pub fn folders(&self) -> Vec<&str> {
        let mut parts: Vec<&str> = self.0.split('/').collect();
        parts.pop();
        parts.into_iter().skip(2).collect()
    }

    /// The file on the disk.
    pub fn on_disk(&self, root: &Path) -> PathBuf {
        root.join(&*self.0)
    }
}

impl fmt::Display for ContentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The file that the address of a picture of the site names, relative to `static/`; nothing for one of another host,
/// which is not shown, since that would be a request there.
pub fn static_file(address: &str) -> Option<&str> {
    let address = address.trim();
    let is_foreign = address.contains("://") || address.starts_with("//");
    let path = address.trim_start_matches('/');
    let file = path.strip_prefix("static/").unwrap_or(path);
    (!is_foreign && !file.is_empty()).then_some(file)
}
