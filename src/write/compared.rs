//! A file that is written only when it differs from the former one.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// How many bytes are written or compared at once.
const PIECE: usize = 1 << 16;

/// Takes the bytes of a file. As long as they are those of the former file, nothing is written; from the first that
/// differs on, all goes into a new one.
pub struct Compared<'a> {
    former: Option<(&'a Path, BufReader<File>)>,
    to: &'a Path,
    new: Option<BufWriter<File>>,
    length: u64,
}

impl<'a> Compared<'a> {
    /// Begins a file at `to`, to be compared with the `former` one where there is one.
    ///
    /// # Errors
    /// When the former file cannot be read.
    pub fn begin(to: &'a Path, former: Option<&'a Path>) -> io::Result<Self> {
        let open = |path: &'a Path| io::Result::Ok((path, BufReader::with_capacity(PIECE, File::open(path)?)));
        Ok(Self { former: former.map(open).transpose()?, to, new: None, length: 0 })
    }

    /// Ends the file; how many bytes it has, and the new one unless it is the former one, so that nothing was written.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn finish(mut self) -> io::Result<(u64, Option<File>)> {
        let is_former = match &mut self.former {
            Some((_, former)) if self.new.is_none() => former.fill_buf()?.is_empty(),
            _ => false,
        };
        if !is_former {
            self.begun()?;
        }
        let new = self.new.map(|new| new.into_inner().map_err(io::IntoInnerError::into_error)).transpose()?;
        Ok((self.length, new))
    }

    /// The new file, which begins as the former one did so far.
    fn begun(&mut self) -> io::Result<&mut BufWriter<File>> {
        let new = match self.new.take() {
            Some(new) => new,
            None => {
                let mut file = File::create(self.to)?;
                if let Some((former, _)) = &self.former {
                    io::copy(&mut File::open(former)?.take(self.length), &mut file)?;
                }
                BufWriter::with_capacity(PIECE, file)
            }
        };
        Ok(self.new.insert(new))
    }

    /// How many of the next bytes are those of the former file.
    fn shared(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some((_, former)) = self.former.as_mut().filter(|_| self.new.is_none()) else { return Ok(0) };
        let piece = former.fill_buf()?;
        let length = piece.len().min(bytes.len());
        let is_shared = piece.get(..length) == bytes.get(..length);
        if is_shared {
            former.consume(length);
        }
        Ok(if is_shared { length } else { 0 })
    }
}

impl Write for Compared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = match self.shared(bytes)? {
            0 => self.begun()?.write(bytes)?,
            shared => shared,
        };
        self.length += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.new.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let (former, to) = (folder.path().join("former"), folder.path().join("new"));
        let long = "words ".repeat(PIECE / 3);
        std::fs::write(&former, &long).expect("written");
        let put = |former: Option<&Path>, text: &str| {
            let _ = std::fs::remove_file(&to);
            let mut file = Compared::begin(&to, former).expect("begun");
            text.as_bytes().chunks(1000).try_for_each(|piece| file.write_all(piece)).expect("taken");
            let (length, new) = file.finish().expect("finished");
            let is_former = new.is_none();
            assert_eq!(length, text.len() as u64);
            assert_eq!(is_former, !to.exists());
            assert!(is_former || std::fs::read_to_string(&to).expect("the new file") == text);
            is_former
        };
        assert!(put(Some(&former), &long));
        assert!(!put(Some(&former), &long.replacen("words", "WORDS", 1)));
        assert!(!put(Some(&former), &format!("{long}more")));
        assert!(!put(Some(&former), long.trim_end()));
        assert!(!put(Some(&former), &(long[..PIECE * 3 / 2].to_owned() + "other" + &long)));
        assert!(!put(Some(&former), ""));
        assert!(!put(None, &long));
        assert!(!put(None, ""));
    }
}
