//! The review cycle from outside: the built binary, its whole output, its exit codes.

mod agree;
mod baselines;
mod calendar;
mod check;
mod due;
mod kits;
mod pasted;
mod reports;
mod review;
mod two_listed;
