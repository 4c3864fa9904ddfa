//! Who may change what: the table of owners, and what a proposal changes, field by field.
//!
//! A proposal is judged by what it comes to, not by how it got there: the records of the target's tip are compared with those of
//! the merged result, along the keys that the readers know (`fields`). Whatever is said nowhere in the table (`owners`), or
//! cannot be read, needs the highest right. Pure: where the two sides come from, and who did what, is the business of others.

mod changed;
mod fields;
mod narrowing;
mod owners;
mod page;

pub use crate::model::{Actor, FILE, FieldSpec, PROSE};
pub use changed::{FieldChange, FileChange, Op, pair, renames};
pub use fields::{CONTENT, Fields, NormalisedValue, RecordField, VersionContent, read, read_as_named_today, three_way};
pub use owners::{file_owner, files, known_keys, owner, published};
pub use page::page;
