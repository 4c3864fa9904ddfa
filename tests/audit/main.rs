//! What binds a project, and whether it complies: over this repository's own registry and over small ones.

#![allow(clippy::expect_used, reason = "a test stops where what it stands on is not there")]
#![allow(clippy::format_push_string, reason = "records are put together from pieces")]

mod clauses;
mod command;
mod conditions;
mod properties;
mod registry;
mod sample;
mod verdicts;
