//! Reads the site folder: configuration, content files, templates and static files.
//!
//! Paths and links never lead out of the folder: symbolic links are not followed.

mod content;
mod sheet;
mod stamp;
mod theme;

pub use crate::path::ContentPath;
pub use content::{ContentFile, ContentKind, Place, list_content, look_at, read_content, read_file, read_text};
pub use stamp::Stamp;
pub use theme::{Asset, FontFile, Theme, ThemeText, read_theme, read_theme_again};

/// The folders that a site is made of.
pub const FOLDERS: [&str; 5] = ["content", "templates", "static", "locales", "fonts"];
