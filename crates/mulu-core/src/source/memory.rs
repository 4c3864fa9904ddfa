//! A registry held in memory: the examples of rule documents.

use std::collections::BTreeMap;

use super::layout::{is_stray, kind_of};
use super::{LARGEST_RECORD, Source, SourceEntry, Unreadable};

/// Files by path.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// A registry with these files. A `book.toml` is added where there is none, since every registry has one.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut files: BTreeMap<_, _> = files.into_iter().collect();
        files.entry("book.toml".to_owned()).or_default();
        Memory { files }
    }
}

impl Source for Memory {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        Ok(self.files.keys().filter(|path| kind_of(path).is_some()).cloned().collect())
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        Ok(self.files.keys().filter(|path| is_stray(path)).cloned().collect())
    }

    fn has(&self, path: &str) -> Option<bool> {
        Some(self.files.contains_key(path))
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        let Some(bytes) = self.files.get(path) else { return Ok(SourceEntry::NotAFile) };
        let size = bytes.len() as u64;
        Ok(if size > LARGEST_RECORD { SourceEntry::TooLarge(size) } else { SourceEntry::Bytes(bytes.clone()) })
    }
}
