//! The hash that proves that annotating never altered the archived words.

use sha2::{Digest, Sha256};

/// The fixity of a text without its annotations: `sha256-` and the hexadecimal SHA-256 (FIPS 180-4) of its
/// UTF-8 bytes, line endings as `\n`, without empty lines at the beginning and white space at the end.
pub fn of_text(text: &str) -> String {
    let mut hash = Sha256::new();
    let text = text.trim_start_matches(['\n', '\r']).trim_end();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            hash.update(b"\n");
        }
        hash.update(line.strip_suffix('\r').unwrap_or(line));
    }
    let digest = hash.finalize();
    let hexadecimal: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256-{hexadecimal}")
}

/// Whether a text has the form of a fixity.
pub fn is_hash(text: &str) -> bool {
    text.strip_prefix("sha256-")
        .is_some_and(|hash| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_endings_do_not_count_and_words_do() {
        assert_eq!(of_text("\na\r\nb\n"), of_text("a\nb"));
        assert_ne!(of_text("a\nb"), of_text("a b"));
        assert!(is_hash(&of_text("")) && !is_hash("sha256-1"));
    }
}
