//! Reads the site folder: configuration, content files, templates and static files.
//!
//! Paths and links never lead out of the folder: symbolic links are not followed.

mod content;
mod theme;

pub use crate::path::ContentPath;
pub use content::{ContentFile, ContentKind, read_content};
pub use theme::{Asset, Theme, ThemeText, read_theme};
