//! The review cycle from outside: the built binary, its whole output, its exit codes.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agree;
mod baselines;
mod calendar;
mod check;
mod due;
mod pasted;
mod registry;
mod reports;
mod review;
