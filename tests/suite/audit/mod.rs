//! What binds a project, and whether it complies: over this repository's own registry and over small ones.

mod audits;
mod clauses;
mod command;
mod conditions;
mod properties;
mod sample;
mod verdicts;
