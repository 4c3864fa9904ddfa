//! What the inputs of a file are summed up with.

use std::hash::{Hash, Hasher};
use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};

use mulu_core::model::FileId;
use mulu_core::output::InputKey;
use mulu_core::registry::Registry;

/// A sum that texts, bytes and views can be written into.
#[derive(Clone, Default)]
pub struct InputHasher(Sha256);

impl InputHasher {
    /// Adds bytes; their length keeps them apart from the next.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// Adds a record's file: its path, which is the record's id, and its bytes.
    pub fn add_file(&mut self, registry: &Registry, file: FileId) {
        self.add(registry.path(file).as_bytes());
        self.add(&registry.digests[file.0 as usize]);
    }

    /// Adds a value, all that makes it equal to another or not. It may be another sum on another machine: sums stay on one.
    pub fn add_value(&mut self, value: &impl Hash) {
        value.hash(&mut HashSink(&mut self.0));
        self.0.update([0]);
    }

    /// Adds a view, as a template would see it; false where it cannot be summed: then the sum says nothing of it.
    #[must_use]
    pub fn add_view(&mut self, view: &(impl Serialize + ?Sized)) -> bool {
        let is_summed = serde_json::to_writer(&mut *self, view).is_ok();
        self.0.update([0]);
        is_summed
    }

    /// The sum.
    pub fn key(self) -> InputKey {
        self.0.finalize().into()
    }
}

/// A sum in the hands of a value that is to be hashed.
struct HashSink<'s>(&'s mut Sha256);

impl Hasher for HashSink<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Nobody asks: the sum itself is what is taken.
    fn finish(&self) -> u64 {
        0
    }
}

impl io::Write for InputHasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
