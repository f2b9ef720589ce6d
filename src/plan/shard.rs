//! A part of a site, for several machines that build one site together.

use std::fmt;
use std::num::NonZero;
use std::str::FromStr;

/// One of several parts of a site, written `2/8`. Every file belongs to one part, which depends on nothing but its
/// path: machines need not agree on anything else, and a file stays in its part when others come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    number: u32,
    of: NonZero<u32>,
}

impl Shard {
    /// Whether this is the first part, which has what cannot be divided.
    pub fn is_first(self) -> bool {
        self.number == 1
    }

    /// Whether the file at a path of the site belongs to this part.
    pub fn holds(self, path: &str) -> bool {
        let hash = blake3::hash(path.as_bytes());
        let beginning = hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        beginning % u64::from(self.of.get()) == u64::from(self.number - 1)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-of-{}", self.number, self.of)
    }
}

/// No part of a site is written so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShardError;

impl fmt::Display for ShardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write the number of the part and how many there are, such as 2/8; the first is 1/8")
    }
}

impl std::error::Error for ShardError {}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let (number, of) = text.split_once('/').ok_or(ShardError)?;
        let (number, of): (u32, NonZero<u32>) =
            (number.parse().map_err(|_| ShardError)?, of.parse().map_err(|_| ShardError)?);
        if (1..=of.get()).contains(&number) { Ok(Self { number, of }) } else { Err(ShardError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_in_one_part() {
        let shards: Vec<Shard> = (1..=5).map(|number| format!("{number}/5").parse().expect("a part")).collect();
        let mut sizes = [0; 5];
        for number in 0..5000 {
            let path = format!("articles/2024/05/article-{number}/index.html");
            let holders: Vec<usize> = (0..5).filter(|index| shards[*index].holds(&path)).collect();
            assert_eq!(holders.len(), 1);
            sizes[holders[0]] += 1;
        }
        assert!(sizes.iter().all(|size| (900..1100).contains(size)), "{sizes:?}");
    }

    #[test]
    fn what_is_no_part() {
        for text in ["", "1", "0/3", "4/3", "1/0", "-1/2", "a/b", "1/2/3"] {
            assert_eq!(text.parse::<Shard>(), Err(ShardError), "{text}");
        }
    }
}
