//! Web archives (WARC, ISO 28500): the pages among their records, one after another, so that an archive of many
//! gigabytes needs no more memory than its largest page.

use std::io::{BufRead, Read};

use flate2::read::{DeflateDecoder, GzDecoder};

use super::gather::Material;
use super::notes::{self, Failure};

/// Larger records are passed over; no article is so long.
const LARGEST: u64 = 64 << 20;

/// The most header lines of a record.
const MOST_LINES: usize = 200;

/// The pages of a web archive.
pub struct Pages<R> {
    reader: R,
    is_done: bool,
}

impl<R: BufRead> Pages<R> {
    /// The pages of the archive that `reader` gives, no longer packed.
    pub fn new(reader: R) -> Self {
        Self { reader, is_done: false }
    }

    /// The next record, or nothing at the end.
    fn record(&mut self) -> std::io::Result<Option<Record>> {
        let mut line = String::new();
        loop {
            line.clear();
            if read_line(&mut self.reader, &mut line)? == 0 {
                return Ok(None);
            }
            if line.starts_with("WARC/") {
                break;
            }
            if !line.trim().is_empty() {
                return Err(std::io::Error::other("a record does not begin with `WARC/`"));
            }
        }
        let mut record = Record::default();
        for _ in 0..MOST_LINES {
            line.clear();
            if read_line(&mut self.reader, &mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if line.trim().is_empty() {
                record.read_block(&mut self.reader)?;
                return Ok(Some(record));
            }
            if let Some((name, value)) = line.split_once(':') {
                record.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Err(std::io::Error::other("a record has too many lines at its head"))
    }
}

impl<R: BufRead> Iterator for Pages<R> {
    type Item = Result<Material, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_done {
            match self.record() {
                Ok(Some(record)) => {
                    if let Some(page) = record.page() {
                        return Some(Ok(page));
                    }
                }
                Ok(None) => self.is_done = true,
                Err(error) => {
                    self.is_done = true;
                    return Some(Err(notes::broken_web_archive(&error.to_string())));
                }
            }
        }
        None
    }
}

/// Reads a line of at most a few kilobytes, as text whatever its bytes are.
fn read_line(reader: &mut impl BufRead, line: &mut String) -> std::io::Result<usize> {
    const LONGEST: u64 = 64 << 10;
    let mut bytes = Vec::new();
    let count = reader.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)?;
    line.push_str(&String::from_utf8_lossy(&bytes));
    Ok(count)
}

#[derive(Default)]
struct Record {
    headers: Vec<(String, String)>,
    block: Vec<u8>,
}

impl Record {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn read_block(&mut self, reader: &mut impl BufRead) -> std::io::Result<()> {
        let length = self.header("content-length").and_then(|length| length.parse::<u64>().ok());
        let length = length.ok_or_else(|| std::io::Error::other("a record does not say how long it is"))?;
        let is_wanted = matches!(self.header("warc-type"), Some("response" | "resource")) && length <= LARGEST;
        let mut block = reader.by_ref().take(length);
        let read = if is_wanted {
            block.read_to_end(&mut self.block)? as u64
        } else {
            std::io::copy(&mut block, &mut std::io::sink())?
        };
        if read < length { Err(std::io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    /// The page that the record holds, if it holds one.
    fn page(self) -> Option<Material> {
        let address = self.header("warc-target-uri")?.trim_matches(['<', '>']).to_owned();
        let accessed = self.header("warc-date").and_then(|date| date.parse().ok());
        let (bytes, content_type) = match self.header("warc-type")? {
            "response" => response(&self.block)?,
            _ => (self.block.clone(), self.header("content-type").map(str::to_owned)),
        };
        let is_page = content_type.as_deref().is_some_and(|kind| kind.contains("html"));
        let is_web = address.starts_with("http://") || address.starts_with("https://");
        let material =
            Material { bytes, content_type, address: Some(address), accessed, is_harvest: true, ..Material::default() };
        (is_page && is_web).then_some(material)
    }
}

/// The body and the type of a good answer.
fn response(block: &[u8]) -> Option<(Vec<u8>, Option<String>)> {
    let mut headers = [httparse::EMPTY_HEADER; 128];
    let mut head = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(length) = head.parse(block).ok()? else { return None };
    if head.code != Some(200) {
        return None;
    }
    let header = |name: &str| {
        let found = head.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_ascii_lowercase())
    };
    let body = block.get(length..)?;
    // Some programs keep the header and write the body as it was before it was cut to chunks.
    let body = match header("transfer-encoding").as_deref() {
        Some("chunked") => joined(body).unwrap_or_else(|| body.to_vec()),
        _ => body.to_vec(),
    };
    let body = match header("content-encoding").as_deref() {
        Some("gzip" | "x-gzip") => unpacked(GzDecoder::new(body.as_slice())).unwrap_or(body),
        Some("deflate") => unpacked(DeflateDecoder::new(body.as_slice())).unwrap_or(body),
        Some("br" | "zstd") => return None,
        _ => body,
    };
    Some((body, header("content-type")))
}

/// The bytes that were packed, unless they are too many.
pub fn unpacked(packed: impl Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    packed.take(LARGEST + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= LARGEST).then_some(bytes)
}

/// The bytes that were cut to chunks.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let httparse::Status::Complete((start, size)) = httparse::parse_chunk_size(body).ok()? else { return None };
        if size == 0 {
            return Some(whole);
        }
        let size = usize::try_from(size).ok()?;
        let chunk = body.get(start..start.checked_add(size)?)?;
        whole.extend_from_slice(chunk);
        body = body.get(start + size..)?.strip_prefix(b"\r\n")?;
    }
}
