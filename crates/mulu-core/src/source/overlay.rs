//! A registry as it would be: a source with some files changed, nothing of it written yet.

use std::collections::BTreeMap;

use super::{LARGEST_RECORD, Source, SourceEntry, Unreadable, kind_of};

/// A source, and files that stand in for its own.
pub struct Overlay<'s> {
    below: &'s dyn Source,
    files: BTreeMap<String, Vec<u8>>,
}

impl<'s> Overlay<'s> {
    /// Lays files over a source.
    #[must_use]
    pub fn new(below: &'s dyn Source, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Overlay { below, files: files.into_iter().collect() }
    }
}

impl Source for Overlay<'_> {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        let mut paths = self.below.list()?;
        paths.extend(self.files.keys().filter(|path| kind_of(path).is_some()).cloned());
        paths.sort_unstable();
        paths.dedup();
        Ok(paths)
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        self.below.strays()
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        let Some(bytes) = self.files.get(path) else { return self.below.read(path) };
        let size = bytes.len() as u64;
        Ok(if size > LARGEST_RECORD { SourceEntry::TooLarge(size) } else { SourceEntry::Bytes(bytes.clone()) })
    }
}
