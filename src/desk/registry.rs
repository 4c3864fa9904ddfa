//! The registry as the desk shows it: kept from one page to the next, and read again where a file is not as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::time::SystemTime;

use mulu_core::day::Day;
use mulu_core::registry::Registry;
use mulu_core::source::{Source, WorkTree};
use mulu_core::upstream::BOOK_LOCK;
use mulu_git::Origin;

use super::Desk;

/// What the file system says of a file: it tells a file that was written since.
type Stamp = (u64, Option<SystemTime>);

/// What the file system says of all files of a registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStamps(BTreeMap<String, Stamp>);

impl FileStamps {
    /// Of the files at a registry's root, as they are now.
    ///
    /// # Errors
    /// When a folder cannot be read, in a sentence.
    pub fn of(source: &WorkTree) -> Result<FileStamps, String> {
        let mut paths = source.list().map_err(|error| error.to_string())?;
        // Which other registries this one depends on. It is no record: where it differs, all is read.
        paths.push(BOOK_LOCK.to_owned());
        let stamp = |found: Metadata| (found.len(), found.modified().ok());
        let of = |path: String| {
            let found = source.root().join(&path).symlink_metadata().map(stamp).unwrap_or_default();
            (path, found)
        };
        Ok(FileStamps(paths.into_iter().map(of).collect()))
    }

    /// The files that are not as they were; none where files came or went.
    #[must_use]
    pub fn differing(&self, now: &FileStamps) -> Option<BTreeSet<String>> {
        if !self.0.keys().eq(now.0.keys()) {
            return None;
        }
        let differing = now.0.iter().filter(|(path, stamp)| self.0.get(*path) != Some(stamp));
        Some(differing.map(|(path, _)| path.clone()).collect())
    }
}

/// A registry that was read.
pub struct RegistryCache {
    registry: Registry,
    stamps: FileStamps,
}

impl Desk {
    /// Lends the registry out as it is now, with its files and the day.
    ///
    /// # Errors
    /// When a file cannot be read, in a sentence.
    pub fn with_registry<R>(&self, look: impl FnOnce(&Registry, &WorkTree, Day) -> R) -> Result<R, String> {
        let source = WorkTree::open(&self.root).map_err(|error| error.to_string())?;
        let stamps = FileStamps::of(&source)?;
        // A page that could not be made says so itself; the registry is none the worse for it.
        let mut shelf = self.shelf.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_current = shelf.as_mut().is_some_and(|shelf| shelf.follow(&source, &stamps));
        if !is_current {
            let standing = Origin::Work(source.clone()).with_upstreams().map_err(|error| error.to_string())?;
            let registry = Registry::load(&standing).map_err(|error| error.to_string())?;
            *shelf = Some(RegistryCache { registry, stamps });
        }
        let Some(shelf) = shelf.as_ref() else { return Err("no registry".to_owned()) };
        Ok(look(&shelf.registry, &source, (self.day)(&shelf.registry.config)))
    }
}

impl RegistryCache {
    /// Reads again what changed; false where all has to be read.
    fn follow(&mut self, source: &WorkTree, now: &FileStamps) -> bool {
        let Some(differing) = self.stamps.differing(now) else { return false };
        if !differing.is_empty() && !self.registry.reread(source, &differing) {
            return false;
        }
        self.stamps.clone_from(now);
        true
    }
}
