//! Values that know where they were written.

use std::ops::{Deref, Range};

use crate::slice::slice_lossy;

/// A range of bytes in a file's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// What is written there in a text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        slice_lossy(text, self.start as usize..self.end as usize)
    }
}

/// A value and where it stands in its file.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// The number of a file among the registry's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Files that follow one another in the registry's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileRange {
    /// The first of them.
    pub first: FileId,
    /// The last, which is one of them.
    pub last: FileId,
}

impl FileRange {
    /// So many files at a time, up to a count.
    pub fn each_of(count: usize, at_a_time: usize) -> impl Iterator<Item = FileRange> {
        let id = |place: usize| FileId(u32::try_from(place).unwrap_or(u32::MAX));
        (0..count)
            .step_by(at_a_time.max(1))
            .map(move |first| FileRange { first: id(first), last: id((first + at_a_time.max(1)).min(count) - 1) })
    }

    /// Whether a file is one of them.
    #[must_use]
    pub fn contains(self, file: FileId) -> bool {
        self.first <= file && file <= self.last
    }

    /// Where the records of these files stand in a list that is in the order of files.
    pub fn places_in<T>(self, list: &[T], of: impl Fn(&T) -> FileId) -> Range<usize> {
        let (first, last) = (self.first, self.last);
        list.partition_point(|record| of(record) < first)..list.partition_point(|record| of(record) <= last)
    }
}

impl From<FileId> for FileRange {
    fn from(file: FileId) -> Self {
        FileRange { first: file, last: file }
    }
}

/// A place in a file of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Where in its text.
    pub span: Span,
}
