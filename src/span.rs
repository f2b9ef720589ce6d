//! Half-open ranges of bytes, typed by the text that they count in.
//!
//! Three texts exist for every article, and an offset of one is meaningless in another:
//! the [`File`] as it lies on the disk, the [`Markdown`] of its body without annotation syntax,
//! and the [`Plain`] words that a reader sees.

use std::marker::PhantomData;
use std::ops::Range;

/// The bytes of a content file as they lie on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct File;

/// The bytes of an article's clean Markdown: its body with the annotation syntax cut out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Markdown;

/// The bytes of an article's plain text: the words without any markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plain;

/// A half-open range of bytes of the text `In`; its start is never after its end.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<In> {
    start: u32,
    end: u32,
    text: PhantomData<In>,
}

// Derived, these would ask the same of the marker type.
impl<In> Clone for Span<In> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In> Copy for Span<In> {}

impl<In> Span<In> {
    /// The span from `start` to `end`; a reversed pair becomes the empty span at `start`.
    ///
    /// Content files are refused above 1 GiB, so every offset fits 32 bits.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start), text: PhantomData }
    }

    /// The empty span at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a standard range.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words of `text` under this span; nothing when the span does not fit the text.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

impl<In> From<Range<usize>> for Span<In> {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and the place in the content file that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What is said.
    pub value: T,
    /// Where it is said.
    pub span: Span<File>,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub fn new(value: T, span: Span<File>) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}
