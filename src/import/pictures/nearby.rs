//! Pictures that lie beside the file of an article.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use url::Url;

/// Larger pictures are left where they are.
const LARGEST: u64 = 32 << 20;

/// Folders in which programs keep pictures: Hugo and Zola, Jekyll, Obsidian.
const USUAL: [&str; 3] = ["static", "assets", "attachments"];

/// Where the file of an article stands among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbours {
    folder: PathBuf,
    /// No picture is taken from outside of this folder, whatever a text of others may name.
    bounds: PathBuf,
}

impl Neighbours {
    /// The neighbours of `file` within the folder `bounds`.
    pub fn of(file: &Path, bounds: &Path) -> Option<Self> {
        let whole = |path: &Path| if path.as_os_str().is_empty() { Path::new(".") } else { path }.canonicalize().ok();
        Some(Self { folder: whole(file.parent()?)?, bounds: whole(bounds)? })
    }

    /// The bytes of the picture that the article calls `address`: beside its file, or as from the root of its site.
    ///
    /// # Errors
    /// When there is none, or not where it may be taken from.
    pub fn picture(&self, address: &str) -> Result<Vec<u8>, String> {
        let path = self.find(address).ok_or("it is not in the folder of the article")?;
        if !path.starts_with(&self.bounds) {
            return Err("it lies outside of the folder that is imported; name the folder that holds both".to_owned());
        }
        let mut bytes = Vec::new();
        let file = File::open(&path).map_err(|error| error.to_string())?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        if bytes.len() as u64 > LARGEST { Err("it is larger than 32 MiB".to_owned()) } else { Ok(bytes) }
    }

    /// The first file of that name from the article's folder upwards.
    fn find(&self, address: &str) -> Option<PathBuf> {
        let folders = self.folder.ancestors().take_while(|folder| folder.starts_with(&self.bounds));
        let folders = folders.flat_map(|folder| {
            let usual = USUAL.iter().map(|name| folder.join(name));
            std::iter::once(folder.to_owned()).chain(usual).collect::<Vec<_>>()
        });
        folders.filter_map(|folder| within(&folder, address)).find(|path| path.is_file())
    }
}

/// The file that `address` names as seen from `folder`, links of the file system followed.
fn within(folder: &Path, address: &str) -> Option<PathBuf> {
    let address = address.trim().trim_start_matches('/');
    let as_address = || Url::from_directory_path(folder).ok()?.join(address).ok()?.to_file_path().ok();
    let paths = [Some(folder.join(address)), as_address()];
    paths.into_iter().flatten().find_map(|path| path.canonicalize().ok())
}
