//! What git knows of a registry: the registry at a revision, the history of each record, what a proposal does, the editions of the
//! catalogue, the registries that it depends on, and, with the feature `signatures`, who signed what.

#![cfg_attr(not(test), warn(clippy::string_slice))]

mod budget;
pub mod history;
mod origin;
mod repository;
mod revision;
pub mod signing;
#[cfg(test)]
mod tests;
mod tree_size;
pub mod upstream;

pub use origin::Origin;
pub use repository::{Located, unreadable};
pub use revision::RevisionTree;
