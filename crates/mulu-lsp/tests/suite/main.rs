//! The server as an editor meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]
#![allow(clippy::needless_pass_by_value, reason = "what is said is given away")]
#![allow(clippy::format_push_string, reason = "what differs is put together from pieces")]

mod beside;
mod check;
mod conversation;
mod conversations;
mod hostile;
mod transport;
