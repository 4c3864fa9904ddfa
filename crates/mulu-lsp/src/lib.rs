//! The language server: what the checks, the schema and the registry say, as one types.
//!
//! 1. [`protocol`] is the boundary to editors, and the only module that knows their protocol: documents, places as lines and columns,
//!    requests, answers. Its server is a function of the messages that came; only its transport waits and has threads.
//! 2. [`live`] is the registry with what is open laid over what is on disk; [`checker`] another one beside it, which is checked whole;
//!    [`federation`] brings the registries that it depends on.
//! 3. [`analysis`] says what is known of a place in a record, and what may be written there: in bytes and types of its own.
//! 4. [`syntax`] reads TOML that is not finished.
//!
//! No clock, no printing, no git and no network: what day it is, is asked of the command line.

#![cfg_attr(not(test), warn(clippy::string_slice))]

pub mod analysis;
pub mod checker;
pub mod diagnosis;
pub mod federation;
pub mod file_uri;
pub mod live;
pub mod position;
pub mod protocol;
pub mod syntax;
