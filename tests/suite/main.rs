//! The program as its users meet it: the built binary, run on registries in folders of their own.
//!
//! One test binary, so that it is linked once. Every test makes its registry from files written in the test itself, or reads
//! this repository's own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]
#![allow(clippy::format_push_string, reason = "records are put together from pieces")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "we name the files that we look for")]
#![allow(clippy::disallowed_macros, reason = "a test that is skipped says so")]

mod agency;
mod api;
mod audit;
mod browser;
mod check;
mod conformance;
mod data_page;
mod exchange;
mod explain;
mod federation;
mod feeds;
mod full_disk;
mod fuzz;
mod golden;
mod guide;
mod harness;
mod help;
mod history;
mod hostile;
mod incremental;
mod killed;
mod kinds;
mod law;
mod limits;
mod linked;
mod list;
mod locks;
mod long;
mod lsp;
mod mcp;
mod nights;
mod notify;
mod office;
mod output;
mod own;
mod pictures;
mod print;
mod readers;
mod references;
mod resources;
mod review_cycle;
mod scorecard;
mod serve;
mod show;
mod site;
mod tables;
mod terminal;
mod theme;
mod translations;
mod type_names;
