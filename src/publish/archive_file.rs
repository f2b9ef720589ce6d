//! The site as one file, for hosts that take uploads. The same site gives the same bytes.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::site::Site;
use super::target::{Effort, Job, Survey, Target};

/// How hard Zstandard tries.
const ZSTD_LEVEL: i32 = 12;

/// A file that holds the whole site.
pub struct ArchiveFile {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Zip,
    TarZst,
}

impl ArchiveFile {
    /// The archive file at a path, whose ending says of which kind it is.
    ///
    /// # Errors
    /// When the ending is unknown.
    pub fn new(path: &Path) -> Result<Self, PublishError> {
        let name = path.to_string_lossy().to_ascii_lowercase();
        let kind = match () {
            () if name.ends_with(".zip") => Kind::Zip,
            () if name.ends_with(".tar.zst") => Kind::TarZst,
            () => return Err(PublishError::unknown_archive(path)),
        };
        Ok(Self { path: path.to_owned(), kind })
    }

    fn write(&self, file: &File, site: &Site, tick: &(dyn Fn() + Sync)) -> io::Result<()> {
        let out = BufWriter::new(file);
        match self.kind {
            Kind::Zip => write_zip(out, site, tick),
            Kind::TarZst => write_tar(out, site, tick),
        }
    }
}

impl Target for ArchiveFile {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn survey(&self) -> Result<Survey, PublishError> {
        Ok(Survey::default())
    }

    fn publish(&self, job: &Job<'_>) -> Result<(), PublishError> {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let new = self.path.with_file_name(format!(".{name}.guillemet-new"));
        let write = || {
            if let Some(parent) = self.path.parent() {
                fs::create_dir_all(parent)?;
            }
            let file = File::create(&new)?;
            self.write(&file, job.site, job.effort.tick)?;
            fs::rename(&new, &self.path)
        };
        write().map_err(|error| {
            let _ = fs::remove_file(&new);
            PublishError::file(&self.path, &error)
        })
    }

    fn roll_back(&self, _effort: Effort<'_>) -> Result<(), PublishError> {
        Err(PublishError::cannot_roll_back(&self.place()))
    }
}

fn write_zip(out: impl Write + io::Seek, site: &Site, tick: &(dyn Fn() + Sync)) -> io::Result<()> {
    let mut zip = zip::ZipWriter::new(out);
    // Without a time of its own every file gets the first moment that the format knows.
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for path in site.files.keys() {
        zip.start_file(path.as_str(), options)?;
        zip.write_all(&fs::read(site.folder().join(path))?)?;
        tick();
    }
    zip.finish()?.flush()
}

fn write_tar(out: impl Write, site: &Site, tick: &(dyn Fn() + Sync)) -> io::Result<()> {
    let mut tar = tar::Builder::new(zstd::Encoder::new(out, ZSTD_LEVEL)?);
    for path in site.files.keys() {
        let bytes = fs::read(site.folder().join(path))?;
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        tar.append_data(&mut header, path, bytes.as_slice())?;
        tick();
    }
    tar.into_inner()?.finish()?.flush()
}
