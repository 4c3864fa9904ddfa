//! Registries that a registry depends on: fetched into git's own folder, pinned by `book.lock`, and read from there without a network.

mod cache;
mod copies;
mod locate;
mod pinned;
mod resolve;
mod signed;

pub use cache::Fetch;
pub use copies::{copy, original};
pub use pinned::{RelockedRegistry, pinned};
pub use resolve::{Resolved, Update};
