//! Lists whose indices cannot be mistaken for those of another list.

use std::marker::PhantomData;
use std::ops;

/// The place of an item in its table.
pub trait Index: Copy {
    /// The item with this number.
    fn new(number: usize) -> Self;
    /// The number of the item, from zero.
    fn number(self) -> usize;
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Index for $name {
            fn new(number: usize) -> Self {
                Self(u32::try_from(number).unwrap_or(u32::MAX))
            }

            fn number(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index! {
    /// An article of the archive.
    ArticleIndex
}
index! {
    /// A quotation of the archive.
    QuotationIndex
}
index! {
    /// A speaker of the archive.
    SpeakerIndex
}
index! {
    /// A topic of the archive.
    TopicIndex
}
index! {
    /// A source of the archive.
    SourceIndex
}
index! {
    /// A free page of the archive.
    PageIndex
}

/// A list whose items are found by their own kind of index.
#[derive(Debug, Clone)]
pub struct Table<I, T> {
    items: Vec<T>,
    index: PhantomData<I>,
}

impl<I: Index, T> Table<I, T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The items in a row.
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// The items with their indices.
    pub fn enumerate(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(number, item)| (I::new(number), item))
    }

    /// The item for which `compare` says equal, in a table that is sorted by what it compares.
    pub fn find_sorted(&self, compare: impl FnMut(&T) -> std::cmp::Ordering) -> Option<I> {
        self.items.binary_search_by(compare).ok().map(I::new)
    }

    /// The indices.
    pub fn indices(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.items.len()).map(I::new)
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { items: Vec::new(), index: PhantomData }
    }
}

impl<I, T> From<Vec<T>> for Table<I, T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, index: PhantomData }
    }
}

impl<I: Index, T> ops::Index<I> for Table<I, T> {
    type Output = T;

    fn index(&self, index: I) -> &T {
        &self.items[index.number()]
    }
}

impl<I: Index, T> ops::IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, index: I) -> &mut T {
        &mut self.items[index.number()]
    }
}

impl<'a, I, T> IntoIterator for &'a Table<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}
