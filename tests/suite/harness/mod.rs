//! What every test stands on: the program in clean surroundings, registries and repositories made for one test, outputs that are
//! kept as files, and a built site read as a browser would.

pub mod in_memory;
pub mod pages;
pub mod program;
pub mod registry;
pub mod repository;
pub mod snapshot;
pub mod sources;

use std::path::{Path, PathBuf};

/// The day that tests ask about where they don't say another.
pub const DAY: &str = "2026-11-21";

/// This repository, which is a registry too.
pub fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of this repository.
pub fn own(path: &str) -> PathBuf {
    home().join(path)
}
