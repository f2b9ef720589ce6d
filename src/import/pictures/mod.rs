//! Pictures of articles. They are left out unless the archivist asks for them: one of another host would be a request
//! to it from every reader, one of another folder would not be there. Brought in, they are named after their own
//! bytes, so one picture is there once however many articles show it.

mod nearby;
mod places;

use std::collections::HashMap;

use url::Url;

use super::draft::Draft;
use super::fetch::Fetched;
use super::notes::{self, Failure};
pub use nearby::Neighbours;

/// The folder of the site in which pictures lie.
const FOLDER: &str = "pictures";

/// A picture to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Where it lies below `static/`.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Fetches an address that stands on a page, itself read at another one if it comes from the web.
pub type Fetch<'a> = &'a dyn Fn(&str, Option<&str>) -> Result<Fetched, Failure>;

/// Brings the pictures of a draft in and has it show them from the archive. What cannot be had is told.
pub fn bring_in(draft: &mut Draft, fetch: Fetch<'_>) {
    let mut wanted: Vec<Picture> = Vec::new();
    let mut failed = Vec::new();
    let (neighbours, page, read_at) = (draft.neighbours.clone(), draft.url.clone(), draft.read_at.clone());
    let fetch = |address: &str| fetch(address, read_at.as_deref());
    // An article that shows a picture twice asks for it once.
    let mut asked: HashMap<String, Option<String>> = HashMap::new();
    places::visit(draft, &mut |address| {
        let ours = asked.entry(address.clone()).or_insert_with(|| {
            match picture(address, neighbours.as_ref(), page.as_deref(), &fetch) {
                Ok(picture) => {
                    let ours = format!("/{}", picture.path);
                    wanted.push(picture);
                    Some(ours)
                }
                Err(reason) => {
                    failed.push(notes::picture_failed(address, &reason));
                    None
                }
            }
        });
        match ours {
            Some(ours) => address.clone_from(ours),
            None => return false,
        }
        true
    });
    draft.pictures = wanted;
    draft.notes.extend(failed);
}

/// Takes every picture out that was not brought in; their addresses.
pub fn take_out(draft: &mut Draft) -> Vec<String> {
    let ours: Vec<String> = draft.pictures.iter().map(|picture| format!("/{}", picture.path)).collect();
    let mut taken: Vec<String> = Vec::new();
    places::visit(draft, &mut |address| {
        let is_ours = ours.contains(address);
        if !is_ours && !taken.contains(address) {
            taken.push(std::mem::take(address));
        }
        is_ours
    });
    taken
}

/// How many pictures would be brought in.
pub fn count(draft: &mut Draft) -> usize {
    let mut count = 0;
    places::visit(draft, &mut |_| {
        count += 1;
        true
    });
    count
}

/// A picture from beside the article's file, else from the web.
fn picture(
    address: &str,
    neighbours: Option<&Neighbours>,
    page: Option<&str>,
    fetch: &dyn Fn(&str) -> Result<Fetched, Failure>,
) -> Result<Picture, String> {
    let is_absolute = address.starts_with("//") || address.contains("://");
    let on_the_web = || {
        let address = match page.and_then(|page| Url::parse(page).ok()) {
            Some(page) => page.join(address).ok()?,
            None => Url::parse(&address.replacen("//", "https://", usize::from(address.starts_with("//")))).ok()?,
        };
        matches!(address.scheme(), "http" | "https").then_some(address)
    };
    let from_web = || match on_the_web() {
        Some(url) => fetch(url.as_str()).map(|fetched| fetched.bytes).map_err(|failure| failure.message),
        None => Err("it has no address of the web".to_owned()),
    };
    let bytes = match neighbours.filter(|_| !is_absolute).map(|neighbours| neighbours.picture(address)) {
        Some(Ok(bytes)) => bytes,
        Some(Err(reason)) if on_the_web().is_none() => return Err(reason),
        _ => from_web()?,
    };
    let extension = extension(&bytes).ok_or("it is no JPEG, PNG, GIF, WebP or AVIF")?;
    let hash = blake3::hash(&bytes).to_hex();
    let name = hash.get(..16).unwrap_or_default();
    Ok(Picture { path: format!("{FOLDER}/{name}.{extension}"), bytes })
}

/// The kind of a picture by its first bytes. Drawings (SVG) can hold scripts and stay out.
fn extension(bytes: &[u8]) -> Option<&'static str> {
    let is_at = |at: usize, magic: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(magic));
    let known: [(usize, &[u8], &str); 5] = [
        (0, b"\xff\xd8\xff", "jpg"),
        (0, b"\x89PNG", "png"),
        (0, b"GIF8", "gif"),
        (8, b"WEBP", "webp"),
        (4, b"ftypavif", "avif"),
    ];
    known.iter().find(|(at, magic, _)| is_at(*at, magic)).map(|(_, _, extension)| *extension)
}
