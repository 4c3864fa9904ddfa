//! Mulu (目录) keeps a government's standards as files in git, watches their review cycle, publishes the implementation
//! catalogue (标准实施目录) as a static site, and holds projects against the standards that bind them.
//!
//! # The pipeline
//!
//! 1. [`source`] lists and reads files: the only place that opens records.
//! 2. [`parse`] turns one file into one record and its faults, each with its place in the text.
//! 3. [`registry`] holds all records, links them, and answers questions about a day: status, editions, binding, coverage.
//! 4. [`audit`] says what binds a project, and whether it complies.
//! 5. [`check`] holds the registry against the rules and yields [`finding`]s.
//! 6. [`report`] prints findings in one of several formats.
//! 7. [`edit`] appends to records, leaving every other byte as it was, and tries each change in memory first.
//! 8. [`history`] walks git: what changed in a record, when and by whom, in the terms of [`changes`].
//! 9. [`site`] turns the registry into pages; [`output`] is the only writer.
//!
//! Below these lie pure modules: [`number`] (standard numbers), [`day`] (calendar days and what follows from them), [`model`]
//! (what records say), [`ical`] (calendars), [`words`] (messages in two languages), [`reasons`] (the sentences that explain).
//!
//! # What is deliberately absent
//!
//! * No clock, no environment, no printing and no `exit` below [`cli`]: the day is an argument everywhere.
//! * No stored derivation: "replaced by", status, binding force and due days are computed, never read from a file.
//! * No network: `mulu` never fetches anything.
//! * No database and no cache that could be stale: a registry is its files. What [`history`] keeps in the git directory is kept by
//!   commit, and a commit never changes; what a build keeps there is held against the sums of all that it reads.

// A place in a text may come from what a stranger wrote: parts are taken by `cut`, which never panics.
#![cfg_attr(not(test), warn(clippy::string_slice))]

pub mod audit;
pub mod bundle;
pub mod changes;
pub mod check;
pub mod cite;
pub mod cli;
pub mod condition;
pub mod config;
mod cut;
pub mod day;
pub mod edit;
pub mod exchange;
pub mod facts;
pub mod finding;
pub mod history;
pub mod ical;
pub mod model;
pub mod number;
pub mod output;
pub mod parse;
pub mod reasons;
pub mod registry;
pub mod report;
pub mod rights;
pub mod scaffold;
pub mod schema;
pub mod scorecard;
pub mod serve;
pub mod signing;
pub mod site;
pub mod source;
mod when_asked;
pub mod words;
