//! Short names for values, by which it is known later whether they are the same.

use std::hash::{Hash, Hasher};

/// What a value hashes to with BLAKE3, cut to 16 bytes: values that differ have different digests. It holds for this
/// program on this machine, since it follows the layout of the types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of a value: of everything that its type hashes.
    pub fn of(value: &(impl Hash + ?Sized)) -> Self {
        let mut collected = Collected(Vec::with_capacity(512));
        value.hash(&mut collected);
        Self(collected.digest())
    }

    /// Its bytes.
    pub fn bytes(self) -> [u8; 16] {
        self.0
    }
}

impl From<[u8; 16]> for Digest {
    fn from(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

/// Takes down what a value hashes: BLAKE3 is quicker with many bytes at once.
struct Collected(Vec<u8>);

impl Collected {
    fn digest<const N: usize>(&self) -> [u8; N] {
        let mut digest = [0; N];
        blake3::Hasher::new().update(&self.0).finalize_xof().fill(&mut digest);
        digest
    }
}

impl Hasher for Collected {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        u64::from_le_bytes(self.digest())
    }
}
