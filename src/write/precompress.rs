//! Compressed copies of the files of a site, for servers that send them as they are.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::{Compression as Level, GzBuilder};

use super::{Output, WriteError, WritePieces};
use crate::config::Compression;
use crate::digest::Digest;
use crate::media::is_compressible;

/// Below this many bytes a copy is not worth its file.
const SMALLEST: usize = 1024;

/// So many bytes are packed or unpacked at a time.
const BUFFER: usize = 4096;

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

    /// What is remembered of a file: nothing where copies lie beside it, since they are compared with it.
    fn remembered(&self, made_of: Option<Digest>) -> Option<Digest> {
        made_of.filter(|_| self.compressions.is_empty())
    }
}

impl Output for Precompressed<'_> {
    fn put(&self, path: &str, bytes: &[u8], made_of: Option<Digest>) -> Result<(), WriteError> {
        self.output.put(path, bytes, self.remembered(made_of))?;
        if bytes.len() < SMALLEST || !is_compressible(path) {
            return Ok(());
        }
        self.compressions.iter().try_for_each(|compression| {
            let copy = format!("{path}.{}", compression.ending());
            // To unpack costs a small part of what it costs to pack, and proves that the copy is right.
            if self.output.former(&copy).is_some_and(|former| unpacks_to(*compression, &former, bytes)) {
                return self.output.keep(&copy);
            }
            let mut compressed = Vec::new();
            let written = compress(*compression, &|to| to.write_all(bytes), &mut compressed);
            written.map_err(|error| WriteError::io(Path::new(&copy), error))?;
            self.output.put(&copy, &compressed, None)
        })
    }

    fn stream(&self, path: &str, write: &WritePieces<'_>, made_of: Option<Digest>) -> Result<(), WriteError> {
        let bytes = AtomicUsize::new(0);
        self.output.stream(path, &|to| write(&mut Counted { to, bytes: &bytes }), self.remembered(made_of))?;
        if bytes.into_inner() < SMALLEST || !is_compressible(path) {
            return Ok(());
        }
        self.compressions.iter().try_for_each(|compression| {
            let copy = format!("{path}.{}", compression.ending());
            self.output.stream(&copy, &|to| compress(*compression, write, to), None)
        })
    }

    fn former(&self, path: &str) -> Option<Vec<u8>> {
        self.output.former(path)
    }

    fn former_files(&self, folder: &str) -> Vec<String> {
        self.output.former_files(folder)
    }

    fn keep_made(&self, path: &str, made_of: Digest) -> bool {
        self.remembered(Some(made_of)).is_some_and(|made_of| self.output.keep_made(path, made_of))
    }

    fn copy(&self, path: &str, from: &Path) -> Result<(), WriteError> {
        if self.compressions.is_empty() || !is_compressible(path) {
            return self.output.copy(path, from);
        }
        let bytes = std::fs::read(from).map_err(|error| WriteError::io(from, error))?;
        self.put(path, &bytes, None)
    }
}

/// Strong, but not so strong that the build waits; the same bytes give the same copy.
fn compress(compression: Compression, write: &WritePieces<'_>, to: &mut (dyn Write + Send)) -> io::Result<()> {
    match compression {
        Compression::Gzip => {
            let mut gzip = GzBuilder::new().mtime(0).write(to, Level::best());
            write(&mut gzip)?;
            gzip.finish().map(drop)
        }
        Compression::Brotli => write(&mut brotli::CompressorWriter::new(to, BUFFER, 9, 22)),
        Compression::Zstandard => {
            let mut zstandard = zstd::Encoder::new(to, 15)?;
            write(&mut zstandard)?;
            zstandard.finish().map(drop)
        }
    }
}

/// Counts the bytes that it hands on.
struct Counted<'a> {
    to: &'a mut (dyn Write + Send),
    bytes: &'a AtomicUsize,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.to.write(bytes)?;
        self.bytes.fetch_add(count, Ordering::Relaxed);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Whether a copy holds these very bytes.
fn unpacks_to(compression: Compression, copy: &[u8], bytes: &[u8]) -> bool {
    match compression {
        Compression::Gzip => gives(flate2::read::GzDecoder::new(copy), bytes),
        Compression::Brotli => gives(brotli::Decompressor::new(copy, BUFFER), bytes),
        Compression::Zstandard => zstd::Decoder::with_buffer(copy).is_ok_and(|unpacked| gives(unpacked, bytes)),
    }
}

/// Whether a reader gives these bytes and no more.
fn gives(mut reader: impl Read, mut bytes: &[u8]) -> bool {
    let mut buffer = [0; BUFFER];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return bytes.is_empty(),
            Ok(count) => match buffer.get(..count).and_then(|part| bytes.strip_prefix(part)) {
                Some(rest) => bytes = rest,
                None => return false,
            },
            Err(_) => return false,
        }
    }
}
