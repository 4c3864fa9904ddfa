//! The program `mulu` (目录): the command line and the server over the crates that do the work.
//!
//! | crate | what it is |
//! |---|---|
//! | `mulu-number` | standard numbers: grammar and tables; `no_std` |
//! | `mulu-core` | records, the registry, conditions, audit, rules, reports, edits: a function of (registry, day) |
//! | `mulu-git` | history, revisions, proposals, signatures |
//! | `mulu-exchange` | tables in and out; numbers cited in documents |
//! | `mulu-site` | pages, data files, search |

// A place in a text may come from what a stranger wrote: parts are taken by `cut`, which never panics.
#![cfg_attr(not(test), warn(clippy::string_slice))]

pub mod cli;
mod scaffold;
pub mod serve;

pub use mulu_core::{
    address, audit, changes, check, condition, config, cut, day, edit, facts, finding, ical, limits, model, number,
    output, parse, percent, printable, reasons, references, registry, report, rights, say, schema, scorecard, source,
    vocabulary, words,
};
pub use mulu_exchange::{self as exchange, cite};
pub use mulu_git::history;
pub use mulu_site::{self as site, bundle};
