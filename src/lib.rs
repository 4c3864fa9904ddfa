//! The program `mulu` (目录): the command line and the server over the crates that do the work.
//!
//! | crate | what it is |
//! |---|---|
//! | `mulu-number` | standard numbers: grammar and tables; `no_std` |
//! | `mulu-core` | records, the registry, conditions, audit, rules, reports, edits: a function of (registry, day) |
//! | `mulu-git` | history, revisions, proposals, signatures |
//! | `mulu-exchange` | tables in and out; numbers cited in documents |
//! | `mulu-site` | pages, data files, search |

// A place in a text may come from what a stranger wrote: parts are taken by `slice_lossy`, which never panics.
#![cfg_attr(not(test), warn(clippy::string_slice))]

pub mod cli;
pub mod desk;
mod html;
mod mcp;
mod scaffold;
pub mod serve;
