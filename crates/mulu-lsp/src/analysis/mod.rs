//! What is known about a place in a record: of bytes and types of our own, without a word of the protocol.

pub mod actions;
pub mod candidates;
pub mod completion;
pub mod condition;
pub mod entity;
pub mod format;
pub mod hover;
pub mod keys;
pub mod navigation;
pub mod outline;
pub mod rename;
pub mod summary;

use std::ops::Range;

use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::model::{FileId, Kind, Place};
use mulu_core::registry::Registry;
use mulu_core::source::{kind_of, split_upstream};

use crate::diagnosis;
use crate::syntax::{CursorContext, Tree};

/// A record that somebody edits, among the others.
pub struct EditedRecord<'v> {
    /// All records, as they were last read.
    pub registry: &'v Registry,
    /// The record's file; none where the registry does not know it yet.
    pub file: Option<FileId>,
    /// Its path.
    pub path: &'v str,
    /// Its text, as it is now.
    pub text: &'v str,
    /// Its kind.
    pub kind: Kind,
    /// Its TOML.
    pub tree: Tree,
    /// The day that is asked about.
    pub day: Day,
    /// The reader's language.
    pub lang: Lang,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file's path.
    pub path: String,
    /// Where, in bytes.
    pub start: usize,
    /// To where.
    pub end: usize,
}

impl Location {
    /// Of a place of the registry.
    #[must_use]
    pub fn of(registry: &Registry, place: Place) -> Self {
        let range = diagnosis::range(place.span);
        Location { path: registry.path(place.file).to_owned(), start: range.start, end: range.end }
    }

    /// The bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A change of a text: the bytes that go, and what comes in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
}

impl<'v> EditedRecord<'v> {
    /// Of a record; none for a file that is no record.
    #[must_use]
    pub fn of(
        registry: &'v Registry,
        file: Option<FileId>,
        path: &'v str,
        text: &'v str,
        (day, lang): (Day, Lang),
    ) -> Option<Self> {
        let kind = kind_of(split_upstream(path).map_or(path, |(_, at_home)| at_home))?;
        Some(EditedRecord { registry, file, path, text, kind, tree: Tree::of(path, text)?, day, lang })
    }

    /// What a place is at.
    #[must_use]
    pub fn context_at(&self, at: usize) -> CursorContext {
        self.tree.context_at(self.text, at)
    }

    /// One of two words, by the reader's language.
    #[must_use]
    pub fn word<'w>(&self, zh: &'w str, en: &'w str) -> &'w str {
        if self.lang == Lang::Zh { zh } else { en }
    }
}
