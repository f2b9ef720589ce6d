//! From what the archivist names to bytes: files, folders, standard input, addresses, the pages of web archives.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use walkdir::WalkDir;

use super::Options;
use super::dates::{self, NumericOrder};
use super::draft::Draft;
use super::fetch::Fetcher;
use super::notes::{self, Failure};
use super::pictures::Neighbours;
use super::warc::Pages;
use crate::model::PartialDate;

/// Larger sources are refused; no collection of articles in one file is a gigabyte long.
const LARGEST: u64 = 1 << 30;

/// Packed ones of which more comes out are refused: a small file may unpack to any size.
const LARGEST_UNPACKED: u64 = 256 << 20;

/// The bytes of a source and what is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Material {
    /// The name of the file, for what it says of kind, date and title.
    pub file_name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What a server says that they are.
    pub content_type: Option<String>,
    /// The address at which they were found.
    pub address: Option<String>,
    /// When they were found there.
    pub accessed: Option<PartialDate>,
    /// The files beside it.
    pub neighbours: Option<Neighbours>,
    /// Taken from a web archive with everything else that a site has, so it may be no article at all.
    pub is_harvest: bool,
}

impl Material {
    /// The name of the file without its extension.
    pub fn stem(&self) -> &str {
        self.file_name.rsplit_once('.').map_or(self.file_name.as_str(), |(stem, _)| stem)
    }

    /// Whether no name says what kind of thing it is, as of the standard input.
    pub fn is_nameless(&self) -> bool {
        !self.file_name.contains('.')
    }

    /// The encoding that a server declares.
    pub fn charset(&self) -> Option<String> {
        let (_, after) = self.content_type.as_deref()?.split_once("charset=")?;
        after.split(';').next().map(|name| name.trim_matches(['"', '\'', ' ']).to_owned())
    }

    /// Adds to a draft what only its origin says.
    pub fn describe(&self, draft: &mut Draft) {
        draft.neighbours.clone_from(&self.neighbours);
        draft.read_at = self.address.clone().filter(|_| !self.is_harvest);
        if let Some(address) = &self.address {
            draft.url.get_or_insert_with(|| address.clone());
            draft.accessed = self.accessed;
        }
        if draft.date.is_none()
            && self.address.is_none()
            && let Some(found) = dated_name(self.stem(), NumericOrder::of(draft.language.as_ref()))
        {
            draft.take_date(&found, "of the file's name");
            draft.notes.push(notes::date_from("the name of the file", found.date));
        }
    }
}

/// The date in a name such as `2023-06-05-otan` or `20230605 otan`.
fn dated_name(stem: &str, order: NumericOrder) -> Option<dates::FoundDate> {
    let spaced = stem.replace('_', " ");
    if spaced.get(..8).is_some_and(|head| head.bytes().all(|byte| byte.is_ascii_digit())) {
        return dates::field(&spaced, order);
    }
    dates::find(&spaced, order)
}

/// Something that was named, or found in a folder that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// How it is named in the report.
    pub name: String,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// A file, and the folder out of which no picture of it is taken.
    File {
        path: PathBuf,
        bounds: PathBuf,
    },
    StandardInput,
    Address(String),
    Unusable(Failure),
}

/// What the archivist names, folders taken apart.
pub fn list(sources: &[String]) -> Vec<Listed> {
    let mut listed = Vec::new();
    for source in sources {
        let path = Path::new(source);
        if source == "-" {
            listed.push(Listed { name: "standard input".to_owned(), what: What::StandardInput });
        } else if ["http://", "https://"].iter().any(|scheme| source.starts_with(scheme)) {
            listed.push(Listed { name: source.clone(), what: What::Address(source.clone()) });
        } else if path.is_dir() {
            list_folder(path, &mut listed);
        } else {
            let bounds = path.parent().unwrap_or(path).to_owned();
            listed.push(Listed { name: source.clone(), what: What::File { path: path.to_owned(), bounds } });
        }
    }
    listed
}

/// The files of a folder, sorted; hidden ones and what no article comes in are left aside.
fn list_folder(folder: &Path, listed: &mut Vec<Listed>) {
    let is_visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(folder).follow_links(false).sort_by_file_name().into_iter().filter_entry(is_visible) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let name = error.path().unwrap_or(folder).display().to_string();
                listed.push(Listed { name, what: What::Unusable(notes::unreadable(&error.to_string())) });
                continue;
            }
        };
        let name = entry.path().display().to_string();
        if entry.file_type().is_symlink() {
            listed.push(Listed { name, what: What::Unusable(notes::symbolic_link()) });
        } else if entry.file_type().is_file() && may_hold_articles(entry.path()) && !is_section(entry.path()) {
            let what = What::File { path: entry.path().to_owned(), bounds: folder.to_owned() };
            listed.push(Listed { name, what });
        }
    }
}

/// Whether a file found in a folder is of a kind that is imported. Pictures and style sheets of saved pages are not.
fn may_hold_articles(path: &Path) -> bool {
    let extension =
        path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    const KINDS: [&str; 25] = [
        "", "txt", "text", "md", "markdown", "mdown", "mkd", "mdx", "qmd", "html", "htm", "xhtml", "rss", "atom",
        "xml", "csv", "tsv", "tab", "json", "jsonl", "ndjson", "warc", "gz", "zst", "pdf",
    ];
    KINDS.contains(&extension.as_str()) || matches!(extension.as_str(), "doc" | "docx" | "odt" | "rtf")
}

/// Whether a file is the page of a section of Hugo or Zola, which lists articles and is none.
fn is_section(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "_index")
}

/// The material of something that was listed.
pub struct Gathered {
    /// How it is named in the report.
    pub name: String,
    /// The number of listed things done with it, itself included.
    pub number: usize,
    /// Its bytes, or why there are none.
    pub material: Result<Material, Failure>,
}

/// The materials, read one after another when they are asked for: a server is never asked for two things at once.
pub fn materials<'a>(
    listed: Vec<Listed>,
    fetcher: &'a Fetcher,
    options: &'a Options,
) -> impl Iterator<Item = Gathered> + 'a {
    let today = options.today;
    (1..).zip(listed).flat_map(move |(number, Listed { name, what })| match what {
        What::File { path, bounds } => {
            let neighbours = if options.pictures { Neighbours::of(&path, &bounds) } else { None };
            match std::fs::File::open(&path) {
                Ok(file) => opened(name, number, telling_name(&path), neighbours, Box::new(BufReader::new(file))),
                Err(error) => one(name, number, Err(notes::unreadable(&error.to_string()))),
            }
        }
        What::StandardInput => opened(name, number, "-".to_owned(), None, Box::new(BufReader::new(std::io::stdin()))),
        What::Address(address) => {
            let material = fetcher.fetch(&address).map(|fetched| Material {
                bytes: fetched.bytes,
                content_type: fetched.content_type,
                address: Some(fetched.address),
                accessed: today,
                ..Material::default()
            });
            one(name, number, material)
        }
        What::Unusable(failure) => one(name, number, Err(failure)),
    })
}

/// How packed files begin.
const GZIP: &[u8] = b"\x1f\x8b";
const ZSTANDARD: &[u8] = b"\x28\xb5\x2f\xfd";

type Gatherings = Box<dyn Iterator<Item = Gathered>>;

fn one(name: String, number: usize, material: Result<Material, Failure>) -> Gatherings {
    Box::new(std::iter::once(Gathered { name, number, material }))
}

/// The name of a file; of the `index.md` in a folder of its own, that of the folder, which says more.
fn telling_name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name).map(|folder| folder.to_string_lossy().into_owned());
    match (name.strip_prefix("index."), folder) {
        (Some(extension @ ("md" | "markdown")), Some(folder)) => format!("{folder}.{extension}"),
        _ => name,
    }
}

/// What an open file holds: itself, unpacked, or the pages of the web archive that it is.
fn opened(
    name: String,
    number: usize,
    file_name: String,
    neighbours: Option<Neighbours>,
    reader: Box<dyn BufRead>,
) -> Gatherings {
    let mut reader = reader;
    let mut limit = LARGEST;
    if starts_with(&mut reader, GZIP) {
        limit = LARGEST_UNPACKED;
        reader = Box::new(BufReader::new(MultiGzDecoder::new(reader)));
    } else if starts_with(&mut reader, ZSTANDARD) {
        limit = LARGEST_UNPACKED;
        reader = match zstd::Decoder::with_buffer(reader) {
            Ok(unpacked) => Box::new(BufReader::new(unpacked)),
            Err(error) => return one(name, number, Err(notes::unreadable(&error.to_string()))),
        };
    }
    if starts_with(&mut reader, b"WARC/") {
        return Box::new(Pages::new(reader).map(move |material| {
            let page = material.as_ref().ok().and_then(|material| material.address.as_deref());
            let name = page.map_or_else(|| name.clone(), |page| format!("{name}: {page}"));
            Gathered { name, number, material }
        }));
    }
    let unpacked_name = [".gz", ".zst"].iter().find_map(|ending| file_name.strip_suffix(ending));
    let file_name = unpacked_name.map(str::to_owned).unwrap_or(file_name);
    let material =
        read_limited(reader, limit).map(|bytes| Material { file_name, bytes, neighbours, ..Material::default() });
    one(name, number, material)
}

/// Whether the next bytes are these. An error shows when they are read.
fn starts_with(reader: &mut impl BufRead, bytes: &[u8]) -> bool {
    reader.fill_buf().is_ok_and(|next| next.starts_with(bytes))
}

/// Reads to the end, or fails where there is no end in sight.
fn read_limited(reader: impl Read, limit: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|error| notes::unreadable(&error.to_string()))?;
    if bytes.len() as u64 > limit { Err(notes::too_large(limit >> 20)) } else { Ok(bytes) }
}
