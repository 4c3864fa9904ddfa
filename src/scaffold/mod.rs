//! New records and new registries.
//!
//! A new record has every key of its kind in the canonical order, made from what the reader asks for: what was given is filled in,
//! what is required and not known is a blank that `mulu check` names, and the rest stands in comments.

mod egov;
mod init;
mod measure;
mod record;

pub use init::{Owner, StartingContent, files};
pub use measure::{facts, jurisdiction, new_measure};
pub use record::{NewRecord, ScaffoldError, new_record};
