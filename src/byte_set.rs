//! A set of bytes that is looked into for every byte of a text: the quickest way past what is of no interest.

/// A set of bytes. In UTF-8 the first byte of a letter tells enough to leave most letters aside.
#[derive(Debug, Clone, Copy)]
pub struct ByteSet {
    holds: [bool; 256],
    /// The members again, the first one repeated; nothing when they are more.
    few: Option<[u8; FEW]>,
}

/// So many members can be compared with many bytes at once in less time than each byte takes to be looked up.
const FEW: usize = 8;

/// So many bytes are passed over together.
const STRIDE: usize = 32;

impl ByteSet {
    /// The set of `members`, at least one.
    pub const fn of(members: &[u8]) -> Self {
        let mut holds = [false; 256];
        let mut few = [members[0]; FEW];
        let mut at = 0;
        while at < members.len() {
            holds[members[at] as usize] = true;
            if at < FEW {
                few[at] = members[at];
            }
            at += 1;
        }
        Self { holds, few: if members.len() <= FEW { Some(few) } else { None } }
    }

    /// The first place at or behind `from` where a member stands.
    // The compiler must not know the members: it would test byte after byte for them, ten times as slowly.
    #[inline(never)]
    pub fn find(&self, text: &str, from: usize) -> Option<usize> {
        let rest = text.as_bytes().get(from..)?;
        let (strides, _) = rest.as_chunks();
        let passed = self.few.map_or(0, |few| strides.iter().take_while(|bytes| !hold_any(bytes, few)).count());
        let start = passed * STRIDE;
        Some(from + start + rest.get(start..)?.iter().position(|byte| self.holds[*byte as usize])?)
    }

    /// Every place where a member stands.
    pub fn places(&self, text: &str) -> impl Iterator<Item = usize> {
        let next = |from| self.find(text, from);
        std::iter::successors(next(0), move |at| next(at + 1))
    }
}

/// Whether any of `members` is among `bytes`: without a branch, so that the processor compares many at once.
fn hold_any(bytes: &[u8; STRIDE], members: [u8; FEW]) -> bool {
    let mut found = false;
    for byte in bytes {
        for member in members {
            found |= *byte == member;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_found_wherever_it_stands() {
        const FEW: ByteSet = ByteSet::of(b"\n\xC2");
        const MANY: ByteSet = ByteSet::of(b"\n\xC20123456789");
        for length in 0..130 {
            for place in 0..length {
                let text = "a".repeat(place) + "\n" + &"b".repeat(length - place) + "\u{a0}";
                let expected = [place, length + 1];
                for set in [FEW, MANY] {
                    assert!(set.places(&text).eq(expected), "{place} of {length}");
                    assert_eq!(set.find(&text, place + 1), Some(length + 1));
                    assert_eq!(set.find(&text, length + 2), None);
                }
            }
        }
        assert_eq!(FEW.find("", 0), None);
        assert_eq!(FEW.find("a", 9), None);
    }
}
