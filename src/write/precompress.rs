//! Compressed copies of the files of a site, for servers that send them as they are.

use std::io::Write;
use std::path::Path;

use flate2::{Compression as Level, GzBuilder};

use super::{Output, WriteError};
use crate::config::Compression;
use crate::media::is_compressible;

/// Below this many bytes a copy is not worth its file.
const SMALLEST: usize = 1024;

/// Lays compressed copies beside the files that it hands on. They are made by the threads that put the files.
pub struct Precompressed<'a> {
    output: &'a dyn Output,
    compressions: &'a [Compression],
}

impl<'a> Precompressed<'a> {
    /// Hands files on to `output`, with copies of some kinds.
    pub fn new(output: &'a dyn Output, compressions: &'a [Compression]) -> Self {
        Self { output, compressions }
    }
}

impl Output for Precompressed<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.output.put(path, bytes)?;
        if self.compressions.is_empty() || bytes.len() < SMALLEST || !is_compressible(path) {
            return Ok(());
        }
        let is_as_before = self.output.former(path).is_some_and(|former| former == bytes);
        self.compressions.iter().try_for_each(|compression| {
            let copy = format!("{path}.{}", compression.ending());
            if is_as_before && self.output.former(&copy).is_some_and(|former| is_whole(*compression, &former, bytes)) {
                return self.output.keep(&copy);
            }
            let compressed = compress(*compression, bytes).map_err(|error| WriteError::io(Path::new(&copy), error))?;
            self.output.put(&copy, &compressed)
        })
    }

    fn former(&self, path: &str) -> Option<Vec<u8>> {
        self.output.former(path)
    }

    fn former_files(&self, folder: &str) -> Vec<String> {
        self.output.former_files(folder)
    }

    fn copy(&self, path: &str, from: &Path) -> Result<(), WriteError> {
        if self.compressions.is_empty() || !is_compressible(path) {
            return self.output.copy(path, from);
        }
        let bytes = std::fs::read(from).map_err(|error| WriteError::io(from, error))?;
        self.put(path, &bytes)
    }
}

/// Strong, but not so strong that the build waits; the same bytes give the same copy.
fn compress(compression: Compression, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    match compression {
        Compression::Gzip => {
            let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Level::best());
            gzip.write_all(bytes)?;
            gzip.finish()
        }
        Compression::Brotli => {
            let mut compressed = Vec::new();
            brotli::CompressorWriter::new(&mut compressed, 4096, 9, 22).write_all(bytes)?;
            Ok(compressed)
        }
        Compression::Zstandard => zstd::encode_all(bytes, 15),
    }
}
