//! The detection of quotations: the language files, and the scores on the development set.

use guillemet::attribution::{Grammar, language_files};

#[test]
fn language_files_can_be_read() {
    let names: Vec<&str> = language_files().map(|(name, _)| name).collect();
    for known in ["en", "fr"] {
        assert!(names.contains(&known), "{names:?}");
    }
    for (name, text) in language_files() {
        assert_eq!(Grammar::parse(text).err(), None, "{name}.toml");
    }
}
