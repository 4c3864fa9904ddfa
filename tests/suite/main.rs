//! The program as its users meet it: the built binary, run on registries in folders of their own.
//!
//! One test binary, so that it is linked once. Every test makes its registry from files written in the test itself, and
//! compares what comes out whole.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "we name the files that we look for")]
#![allow(clippy::disallowed_macros, reason = "a test that is skipped says so")]

mod api;
mod browser;
mod check;
mod data_page;
mod explain;
mod feeds;
mod fuzz;
mod guide;
mod help;
mod hostile;
mod incremental;
mod killed;
mod linked;
mod list;
mod long;
mod output;
mod own;
mod pages;
mod pictures;
mod print;
mod references;
mod registry;
mod show;
mod site;
mod snapshot;
mod tables;
mod theme;
mod translations;
