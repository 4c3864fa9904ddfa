//! Changes to records that leave every other byte of them as it was: comments, order, line ends, a byte order mark.
//!
//! An edit is text in, text out. It is tried in memory first, on a copy of the registry, so that what the rules would say of it is
//! known before anything is written. Whoever edits has the turn from reading to renaming, and what changed meanwhile is not written
//! over. [`canonical`] is the exception that moves keys: it changes no value and drops no comment.

mod adoption;
mod at_path;
mod canonical;
mod document;
mod dry_run;
mod entry;
mod folding;
mod inline;
mod lock;
mod ours;
mod rename;
mod rename_target;
mod rename_word;
mod review;
#[cfg(test)]
mod tests;
mod toml_string;
mod values;
mod writing;

pub use adoption::{Adoption, append_adoption};
pub use canonical::canonical;
pub use document::{EditableRecord, KeyLocation, WrittenValue};
pub use dry_run::{DryRun, Edit, dry_run, files_of, new_findings};
pub use entry::append_entry;
pub use inline::append_inline;
pub use lock::EditLock;
pub use ours::ours;
pub use rename::{Renaming, RenumberingReason, is_free, rename};
pub use rename_target::{RenameTarget, checked_id, rename_target};
pub use rename_word::{WordKind, has_word, rename_word};
pub use review::{EditError, ReviewEntry, append_review};
pub use toml_string::toml_string;
pub use values::{FieldValue, RecordValues, values};
pub use writing::{WriteError, write};
