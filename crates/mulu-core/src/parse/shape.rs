//! What a reader asks its tables for.
//!
//! A reader that is run over an empty table with [`Diagnostics::describing`](super::Diagnostics::describing) writes down every key it asks
//! for: its name, the type of its value, whether it is required. So a schema, and the order of keys that `mulu fmt` keeps, are
//! taken from the code that reads the records, and cannot fall behind it.

use std::cell::RefCell;
use std::rc::Rc;

use crate::model::{FileId, Kind};
use crate::references::ReferentKind;

use super::Diagnostics;

/// The keys of a table, in the order in which they are read, which is the canonical one.
#[derive(Clone, Debug, Default)]
pub struct TableShape {
    /// The keys and the types of their values.
    pub keys: Vec<(&'static str, ValueType)>,
    /// The keys that every table has.
    pub required: Vec<&'static str>,
    /// Of each of these groups, a table has one key at least.
    pub one_of: Vec<&'static [&'static str]>,
    /// Keys that go with a word: where the first key has the word, the others are required.
    pub when: Vec<(&'static str, &'static str, &'static [&'static str])>,
    /// Keys that go with a key: where the first is there, the second is required.
    pub with: Vec<(&'static str, &'static str)>,
    /// Whether there may be days besides, under names that others choose.
    pub other_days: bool,
}

/// The type of a value.
#[derive(Clone, Debug)]
pub enum ValueType {
    /// A text that is not blank.
    Text,
    /// A standard number.
    Number,
    /// The name of something that is recorded elsewhere.
    Name(ReferentKind),
    /// A calendar day.
    Day,
    /// A calendar day, or `unknown`.
    DayOrUnknown,
    /// An ISO 8601 duration.
    Duration,
    /// One of these words.
    Word(Vec<String>),
    /// True or false.
    Flag,
    /// A whole number from the first to the second.
    Integer(i64, i64),
    /// A number that is not negative.
    Amount,
    /// A list.
    List(Box<ValueType>),
    /// A table.
    Table(SharedShape),
    /// A list of tables.
    Tables(SharedShape),
    /// A table whose keys the user chooses.
    Free(Box<ValueType>),
    /// What another program reads.
    Any,
}

/// A shape that is still being written down.
pub type SharedShape = Rc<RefCell<TableShape>>;

impl TableShape {
    /// A key's value.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&ValueType> {
        self.keys.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    pub(super) fn add(&mut self, key: &'static str, value: ValueType) {
        if self.value(key).is_none() {
            self.keys.push((key, value));
        }
    }
}

/// The keys of a kind of record. A standard is described for a path, since the city's own documents have keys that others have not.
#[must_use]
pub fn describe(kind: Kind, path: &str) -> TableShape {
    let diagnostics = Diagnostics::describing();
    let file = FileId(0);
    let empty = if kind.has_prose() { "+++\n+++\n" } else { "" };
    drop(super::read(kind, path, file, empty, &diagnostics));
    diagnostics.shape().map(|shape| shape.borrow().clone()).unwrap_or_default()
}
