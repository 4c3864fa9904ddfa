//! What a registry of standards says, and what follows from it: records, the registry they make, the rules they are checked
//! against, and the audit of projects. Everything is a function of (registry, day).
//!
//! 1. [`source`] lists and reads files; [`parse`] turns one file into one record and its diagnostics, each with its place in the text.
//! 2. [`registry`] holds all records, links them, and answers questions about a day: status, editions, binding, coverage.
//! 3. [`audit`] says what binds a project, and whether it complies; [`check`] checks the registry against the rules and yields
//!    [`finding`]s; [`report`] prints findings in one of several formats.
//! 4. [`facts`] is one record with everything derived, as programs read it; [`changes`] what differs between two registries.
//! 5. [`edit`] appends to records, leaving every other byte as it was, and tries each change in memory first; [`output`] is the
//!    only writer of folders.
//!
//! Below these lie pure modules: [`day`] (calendar days and what follows from them), [`model`] (what records say), [`ical`]
//! (calendars), [`mod@message`] (messages in two languages), [`reasons`] (the sentences that explain).
//!
//! No clock, no environment, no printing, no git and no network: the day is an argument everywhere.

// A place in a text may come from what a stranger wrote: parts are taken by `slice_lossy`, which never panics.
#![cfg_attr(not(test), warn(clippy::string_slice))]

pub mod address;
pub mod audit;
pub mod changes;
pub mod characters;
pub mod check;
pub mod condition;
pub mod config;
pub mod day;
pub mod edit;
pub mod facts;
pub mod finding;
pub mod ical;
pub mod json;
pub mod lazy_table;
pub mod limits;
pub mod message;
pub mod model;
pub mod official;
pub mod output;
pub mod parse;
pub mod percent;
pub mod place;
pub mod printable;
pub mod reasons;
pub mod references;
pub mod registry;
pub mod report;
pub mod rights;
pub mod schema;
pub mod scorecard;
pub mod slice;
pub mod source;
pub mod summary;
pub mod transition;
pub mod upstream;
pub mod vocabulary;
pub mod xml;

pub use mulu_number as number;
