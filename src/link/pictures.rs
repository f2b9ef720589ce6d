//! Whether the pictures that front matter names are there.

use std::collections::BTreeSet;

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::path::{ContentPath, static_file};
use crate::span::Spanned;

/// Reports the pictures of articles and speakers that `static/` does not have. Those of other hosts are not shown.
pub fn check(archive: &Archive, statics: &BTreeSet<String>, problems: &mut Vec<Diagnostic>) {
    let mut look = |path: &ContentPath, picture: Option<&Spanned<String>>| {
        let Some(Spanned { value, span }) = picture else { return };
        if let Some(file) = static_file(value).filter(|file| !statics.contains(*file)) {
            problems.push(catalogue::missing_picture(path, value, file, *span));
        }
    };
    for row in &archive.articles {
        look(&row.article.path, row.article.image.as_ref());
    }
    for file in archive.speakers.iter().filter_map(|row| row.file.as_ref()) {
        look(&file.path, file.photo.as_ref());
    }
}
