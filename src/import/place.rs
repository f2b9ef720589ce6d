//! Where articles go in the archive: a file of their own, never one that is there.

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use rayon::prelude::*;

use super::duplicates::{Known, Signature};
use super::notes::{self, Failure};
use super::pictures::Picture;
use crate::model::{Article, slugify};
use crate::parse::{Document, parse};
use crate::read::{ContentFile, ContentKind, ContentPath};

/// Longer names are cut at a word: file systems and addresses have limits.
const LONGEST_NAME: usize = 80;

/// Names that Windows keeps for itself.
const RESERVED: [&str; 8] = ["con", "prn", "aux", "nul", "com1", "com2", "lpt1", "lpt2"];

/// The names that are taken.
#[derive(Debug, Default)]
pub struct Places {
    taken: HashSet<String>,
}

/// Takes stock of an archive: the names that are taken and the articles that are known.
pub fn survey(present: Vec<ContentFile>) -> (Places, Known) {
    let mut places = Places::default();
    let mut known = Known::default();
    places.taken.extend(present.iter().map(|file| slugify(file.path.stem())));
    let is_article = |file: &ContentFile| file.kind == ContentKind::Article;
    let articles: Vec<_> = present.into_par_iter().filter(is_article).filter_map(surveyed).collect();
    for (article, signature) in articles {
        places.taken.insert(article.slug.as_str().to_owned());
        let address = article.source.as_ref().and_then(|source| source.value.url.as_deref());
        known.add(article.path.as_str(), address, signature);
    }
    (places, known)
}

fn surveyed(file: ContentFile) -> Option<(std::sync::Arc<Article>, Signature)> {
    match parse(file).document {
        Some(Document::Article(article)) => {
            let signature = Signature::of(article.body.plain.as_str());
            Some((article, signature))
        }
        _ => None,
    }
}

impl Places {
    /// Gives an article a path of its own below `content/articles`. Names are unique in the whole archive, so that
    /// `[[name]]` leads to one file only.
    pub fn claim(&mut self, article: &Article, into: Option<&str>) -> String {
        let given = if article.slug.as_str() == "imported" {
            slugify(&article.title)
        } else {
            article.slug.as_str().to_owned()
        };
        let name = usable(shortened(&given));
        let mut free = name.clone();
        let mut number = 1;
        while !self.taken.insert(free.clone()) {
            number += 1;
            free = format!("{name}-{number}");
        }
        let year = article.date.map(|date| format!("{:04}", date.year()));
        let folder = into.map(str::to_owned).or(year).unwrap_or_else(|| "undated".to_owned());
        ContentPath::new(&format!("content/articles/{folder}/{free}.md")).as_str().to_owned()
    }
}

fn shortened(name: &str) -> &str {
    match name.get(..LONGEST_NAME) {
        Some(head) if name.len() > LONGEST_NAME => head.rsplit_once('-').map_or(head, |(head, _)| head),
        _ => name,
    }
}

fn usable(name: &str) -> String {
    match name {
        "" => "article".to_owned(),
        name if RESERVED.contains(&name) => format!("{name}-article"),
        name => name.to_owned(),
    }
}

/// Writes a new content file and the pictures that it shows.
///
/// # Errors
/// When they cannot be written, or somebody else wrote a file there in the meantime.
pub fn write(root: &Path, path: &str, text: &str, pictures: &[Picture]) -> Result<(), Failure> {
    for picture in pictures {
        let path = format!("static/{}", picture.path);
        // The name is made of the bytes, so a file of that name is the same picture.
        if !root.join(&path).exists() {
            write_new(root, &path, &picture.bytes)?;
        }
    }
    write_new(root, path, text.as_bytes())
}

fn write_new(root: &Path, path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let file = root.join(path);
    let fails = |error: std::io::Error| notes::unwritable(path, &error.to_string());
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(fails)?;
    }
    let mut new = std::fs::OpenOptions::new().write(true).create_new(true).open(&file).map_err(fails)?;
    new.write_all(bytes).map_err(|error| {
        // Half a file is worse than none.
        let _ = std::fs::remove_file(&file);
        fails(error)
    })
}
