//! Registries that are not in a folder, for tests that ask the library itself.

use std::sync::LazyLock;

use mulu_core::day::Day;
use mulu_core::registry::Registry;
use mulu_core::source::{Memory, WorkTree};

/// This repository's registry.
pub static OWN: LazyLock<Registry> = LazyLock::new(|| {
    let root = WorkTree::open(super::home()).expect("the repository is a registry");
    Registry::load(&root).expect("it can be read")
});

/// A registry of these files.
pub fn registry(files: &[(&str, &str)]) -> Registry {
    Registry::load(&memory(files.iter().copied())).expect("memory can be read")
}

/// Files in memory.
pub fn memory<P: Into<String>, T: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, T)>) -> Memory {
    Memory::new(files.into_iter().map(|(path, text)| (path.into(), text.into())))
}

/// A day.
#[track_caller]
pub fn day(text: &str) -> Day {
    text.parse().expect(text)
}
