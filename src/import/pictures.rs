//! Brings the pictures of a web page in, where the archivist asks for them. They are named after their own bytes, so
//! one picture is there once however many articles show it.

use super::blocks::{Block, Inline, tidy};
use super::draft::{Body, Draft};
use super::fetch::Fetched;
use super::notes::{self, Failure};

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

/// Fetches the pictures of a draft and has it show them from the archive. What cannot be had is told.
pub fn bring_in(draft: &mut Draft, fetch: &dyn Fn(&str) -> Result<Fetched, Failure>) {
    let Body::Blocks(blocks) = &mut draft.body else { return };
    let mut wanted = Vec::new();
    let mut failed = Vec::new();
    visit(blocks, &mut |address| match picture(address, fetch) {
        Ok(picture) => {
            *address = format!("/{}", picture.path);
            wanted.push(picture);
            true
        }
        Err(reason) => {
            failed.push(notes::picture_failed(address, &reason));
            false
        }
    });
    draft.pictures = wanted;
    draft.notes.extend(failed);
}

/// Takes every picture out that is not in the archive; their addresses.
pub fn take_out(blocks: &mut Vec<Block>) -> Vec<String> {
    let mut taken = Vec::new();
    visit(blocks, &mut |address| {
        let is_ours = address.strip_prefix('/').is_some_and(|path| path.starts_with(&format!("{FOLDER}/")));
        if !is_ours {
            taken.push(std::mem::take(address));
        }
        is_ours
    });
    blocks.retain(|block| !block.is_empty());
    taken
}

fn picture(address: &str, fetch: &dyn Fn(&str) -> Result<Fetched, Failure>) -> Result<Picture, String> {
    let fetched = fetch(address).map_err(|failure| failure.message)?;
    let extension = extension(&fetched.bytes).ok_or("it is no JPEG, PNG, GIF, WebP or AVIF")?;
    let hash = blake3::hash(&fetched.bytes).to_hex();
    let name = hash.get(..16).unwrap_or_default();
    Ok(Picture { path: format!("{FOLDER}/{name}.{extension}"), bytes: fetched.bytes })
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

/// Calls `keep` with the address of each picture, and takes those away for which it says no.
fn visit(blocks: &mut [Block], keep: &mut dyn FnMut(&mut String) -> bool) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(_, line) => visit_line(line, keep),
            Block::Quote(blocks) => visit(blocks, keep),
            Block::List(_, items) => items.iter_mut().for_each(|item| visit(item, keep)),
            Block::Table(rows) => rows.iter_mut().flatten().for_each(|cell| visit_line(cell, keep)),
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn visit_line(line: &mut Vec<Inline>, keep: &mut dyn FnMut(&mut String) -> bool) {
    line.retain_mut(|piece| match piece {
        Inline::Picture(address, _) => keep(address),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
            visit_line(inner, keep);
            true
        }
        _ => true,
    });
    *line = tidy(std::mem::take(line));
}
