//! A set of bytes that is looked into for every byte of a text: the quickest way past what is of no interest.

/// A set of bytes. In UTF-8 the first byte of a letter tells enough to leave most letters aside.
#[derive(Debug, Clone, Copy)]
pub struct ByteSet([bool; 256]);

impl ByteSet {
    /// The set of `members`.
    pub const fn of(members: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut at = 0;
        while at < members.len() {
            set[members[at] as usize] = true;
            at += 1;
        }
        Self(set)
    }

    /// Whether a byte is in the set.
    pub const fn has(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }

    /// The first place at or behind `from` where a member stands.
    pub fn find(&self, text: &str, from: usize) -> Option<usize> {
        let rest = text.as_bytes().get(from..)?;
        Some(from + rest.iter().position(|byte| self.has(*byte))?)
    }
}
