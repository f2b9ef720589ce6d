//! Web archives (WARC, ISO 28500): the pages among their records, one after another, so that an archive of many
//! gigabytes needs no more memory than its largest page.

use std::io::{BufRead, Read};

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::decode;
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
                        return Some(page);
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
    fn page(self) -> Option<Result<Material, Failure>> {
        let address = self.header("warc-target-uri")?.trim_matches(['<', '>']).to_owned();
        let accessed = self.header("warc-date").and_then(|date| date.parse().ok());
        let answer = match self.header("warc-type")? {
            "response" => Answer::read(&self.block)?,
            _ => Answer {
                body: self.block.clone(),
                content_type: self.header("content-type").map(str::to_owned),
                packings: Vec::new(),
            },
        };
        let is_page = answer.content_type.as_deref().is_some_and(|kind| kind.contains("html"));
        let is_web = address.starts_with("http://") || address.starts_with("https://");
        if !is_page || !is_web {
            return None;
        }
        let bytes = match answer.unpacked() {
            Ok(bytes) => bytes,
            Err(packing) => return Some(Err(notes::packed_page(&address, &packing))),
        };
        let content_type = answer.content_type;
        let address = Some(address);
        Some(Ok(Material { bytes, content_type, address, accessed, is_harvest: true, ..Material::default() }))
    }
}

/// A good answer of a server.
struct Answer {
    body: Vec<u8>,
    content_type: Option<String>,
    /// How the body was packed, the first packing first.
    packings: Vec<String>,
}

impl Answer {
    fn read(block: &[u8]) -> Option<Self> {
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
        let packings = header("content-encoding").unwrap_or_default();
        let packings = packings.split(',').map(|packing| packing.trim().to_owned());
        let packings = packings.filter(|packing| !packing.is_empty() && packing != "identity").collect();
        Some(Self { body, content_type: header("content-type"), packings })
    }

    /// The body as it was before it was packed, or the packing that cannot be undone.
    fn unpacked(&self) -> Result<Vec<u8>, String> {
        let mut body = self.body.clone();
        for packing in self.packings.iter().rev() {
            body = match unpacked_once(packing, &body) {
                Some(unpacked) => unpacked,
                // Some programs keep the header and write the body unpacked.
                None if is_markup(&body) => body,
                None => return Err(packing.clone()),
            };
        }
        Ok(body)
    }
}

fn is_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<") && decode::not_a_text(body).is_none()
}

fn unpacked_once(packing: &str, packed: &[u8]) -> Option<Vec<u8>> {
    const BUFFER: usize = 4096;
    match packing {
        "gzip" | "x-gzip" => unpacked(GzDecoder::new(packed)),
        // The name means the form with a head, but servers were long of two minds about it.
        "deflate" => unpacked(ZlibDecoder::new(packed)).or_else(|| unpacked(DeflateDecoder::new(packed))),
        "br" => unpacked(brotli::Decompressor::new(packed, BUFFER)),
        "zstd" => unpacked(zstd::Decoder::with_buffer(packed).ok()?),
        _ => None,
    }
}

/// The bytes that were packed, unless they are too many.
fn unpacked(packed: impl Read) -> Option<Vec<u8>> {
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
