//! What the inputs of a file are summed up with.

use std::hash::{Hash, Hasher};
use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};

use mulu_core::model::FileId;
use mulu_core::output::InputKey;
use mulu_core::registry::Registry;

/// How many bytes are gathered before they are summed up: values and views come in pieces of few bytes.
const GATHERED: usize = 256;

/// A sum that texts, bytes and views can be written into.
#[derive(Clone)]
pub struct InputHasher {
    sum: Sha256,
    /// What was written and is not summed up yet.
    gathered: [u8; GATHERED],
    length: usize,
}

impl Default for InputHasher {
    fn default() -> Self {
        InputHasher { sum: Sha256::default(), gathered: [0; GATHERED], length: 0 }
    }
}

impl InputHasher {
    /// Adds bytes; their length keeps them apart from the next.
    pub fn add(&mut self, bytes: &[u8]) {
        self.put(&(bytes.len() as u64).to_le_bytes());
        self.put(bytes);
    }

    /// Adds a record's file: its path, which is the record's id, and its bytes.
    pub fn add_file(&mut self, registry: &Registry, file: FileId) {
        self.add(registry.path(file).as_bytes());
        self.add(&registry.digests[file.0 as usize]);
    }

    /// Adds a value, all that makes it equal to another or not. It may be another sum on another machine: sums stay on one.
    pub fn add_value(&mut self, value: &impl Hash) {
        value.hash(&mut HashSink(self));
        self.put(&[0]);
    }

    /// Adds a view, as a template would see it; false where it cannot be summed: then the sum says nothing of it.
    #[must_use]
    pub fn add_view(&mut self, view: &(impl Serialize + ?Sized)) -> bool {
        let is_summed = serde_json::to_writer(&mut *self, view).is_ok();
        self.put(&[0]);
        is_summed
    }

    /// The sum.
    pub fn key(mut self) -> InputKey {
        self.sum.update(self.gathered.get(..self.length).unwrap_or_default());
        self.sum.finalize().into()
    }

    fn put(&mut self, bytes: &[u8]) {
        if let Some(free) = self.gathered.get_mut(self.length..self.length + bytes.len()) {
            free.copy_from_slice(bytes);
            self.length += bytes.len();
            return;
        }
        self.sum.update(self.gathered.get(..self.length).unwrap_or_default());
        self.length = 0;
        match self.gathered.get_mut(..bytes.len()) {
            Some(free) => {
                free.copy_from_slice(bytes);
                self.length = bytes.len();
            }
            None => self.sum.update(bytes),
        }
    }
}

/// A sum in the hands of a value that is to be hashed.
struct HashSink<'s>(&'s mut InputHasher);

impl Hasher for HashSink<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.0.put(bytes);
    }

    /// Nobody asks: the sum itself is what is taken.
    fn finish(&self) -> u64 {
        0
    }
}

impl io::Write for InputHasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
