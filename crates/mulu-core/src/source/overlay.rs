//! A registry as it would be: a source with some files changed, nothing of it written yet.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use crate::message::Message;

use super::{LARGEST_RECORD, Source, SourceEntry, Unreadable, kind_of};

/// A source, files that stand in for its own, and files that are taken out.
pub struct Overlay<'s> {
    below: &'s dyn Source,
    files: BTreeMap<String, Vec<u8>>,
    gone: BTreeSet<String>,
}

impl<'s> Overlay<'s> {
    /// Lays files over a source.
    #[must_use]
    pub fn new(below: &'s dyn Source, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Overlay { below, files: files.into_iter().collect(), gone: BTreeSet::new() }
    }

    /// The same, with files of the source taken out that nothing stands in for.
    #[must_use]
    pub fn without(mut self, gone: impl IntoIterator<Item = String>) -> Self {
        self.gone.extend(gone.into_iter().filter(|path| !self.files.contains_key(path)));
        self
    }
}

impl Source for Overlay<'_> {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        let mut paths = self.below.list()?;
        paths.extend(self.files.keys().filter(|path| kind_of(path).is_some()).cloned());
        paths.sort_unstable();
        paths.dedup();
        paths.retain(|path| !self.gone.contains(path));
        Ok(paths)
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        self.below.strays()
    }

    fn upstreams(&self) -> Vec<(&str, Result<&dyn Source, &Message>)> {
        self.below.upstreams()
    }

    fn has(&self, path: &str) -> Option<bool> {
        if self.files.contains_key(path) { Some(true) } else { self.below.has(path) }
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        if self.gone.contains(path) {
            return Err(Unreadable { path: PathBuf::from(path), error: io::ErrorKind::NotFound.into() });
        }
        let Some(bytes) = self.files.get(path) else { return self.below.read(path) };
        let size = bytes.len() as u64;
        Ok(if size > LARGEST_RECORD { SourceEntry::TooLarge(size) } else { SourceEntry::Bytes(bytes.clone()) })
    }
}
