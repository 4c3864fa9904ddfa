//! A registry held in memory: the examples of rule documents. Files below `upstream/ID/` are those of a registry that it depends on.

use std::collections::BTreeMap;

use crate::message::Message;

use super::layout::{is_stray, kind_of, split_upstream};
use super::{LARGEST_RECORD, Source, SourceEntry, Unreadable};

/// Files by path.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    upstreams: BTreeMap<String, Memory>,
}

impl Memory {
    /// A registry with these files. A `book.toml` is added where there is none, since every registry has one.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut own = BTreeMap::from([("book.toml".to_owned(), Vec::new())]);
        let mut others: BTreeMap<String, Vec<(String, Vec<u8>)>> = BTreeMap::new();
        for (path, bytes) in files {
            match split_upstream(&path) {
                Some((id, path)) => others.entry(id.to_owned()).or_default().push((path.to_owned(), bytes)),
                None => drop(own.insert(path, bytes)),
            }
        }
        let upstreams = others.into_iter().map(|(id, files)| (id, Memory::new(files))).collect();
        Memory { files: own, upstreams }
    }
}

impl Source for Memory {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        Ok(self.files.keys().filter(|path| kind_of(path).is_some()).cloned().collect())
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        Ok(self.files.keys().filter(|path| is_stray(path)).cloned().collect())
    }

    fn upstreams(&self) -> Vec<(&str, Result<&dyn Source, &Message>)> {
        self.upstreams.iter().map(|(id, files)| (id.as_str(), Ok(files as &dyn Source))).collect()
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
