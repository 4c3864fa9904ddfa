//! The registries that `book.lock` pins, read from what was fetched: nothing is asked of the network.

use std::path::Path;

use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::source::{Source, SourceEntry, Unreadable};
use mulu_core::upstream::{BOOK_LOCK, BookLock, Pin};

use super::cache::Cache;
use crate::repository::Located;
use crate::revision::RevisionTree;

/// The pinned registries of a source, each by its id and sorted by it, or why it cannot be read. None where there is no lock that can be
/// read: `check` says what is wrong with that.
pub fn pinned(root: &Path, source: &dyn Source) -> Vec<(String, Result<RevisionTree, Message>)> {
    let Some(lock) = lock(source) else { return Vec::new() };
    lock.pins.iter().map(|pin| (pin.id.clone(), tree(root, pin))).collect()
}

/// The lock of a source, where there is one that can be read.
pub(super) fn lock(source: &dyn Source) -> Option<BookLock> {
    match source.read(BOOK_LOCK) {
        Ok(SourceEntry::Bytes(bytes)) => BookLock::parse(&String::from_utf8_lossy(&bytes)).ok(),
        _ => None,
    }
}

/// The registry at a pinned commit.
///
/// # Errors
/// When the commit was not fetched on this machine, or cannot be read.
pub(super) fn tree(root: &Path, pin: &Pin) -> Result<RevisionTree, Message> {
    let id = &pin.id;
    let absent = || {
        message!(
            "这台机器上还没有取回过 {id}；联网运行一次 mulu update --locked",
            "`{id}` was not fetched on this machine yet; run `mulu update --locked` once, with a network"
        )
    };
    let cache = Cache::open(root, id, &pin.url)?.ok_or_else(absent)?;
    let commit = cache.commit(&pin.commit).map(|commit| commit.id()).ok_or_else(absent)?;
    at(root, cache, commit)
}

/// The registry at a commit of a fetched repository.
///
/// # Errors
/// When there is none, or its tree is more than is read.
pub(super) fn at(root: &Path, cache: Cache, commit: git2::Oid) -> Result<RevisionTree, Message> {
    let located = Located { repository: cache.repository, prefix: String::new() };
    let commit = located.repository.find_commit(commit).map_err(|error| crate::repository::unreadable(&error))?;
    RevisionTree::of(&located, &commit, root)
}

/// A registry as it would be with another lock: nothing of it written yet.
pub struct RelockedRegistry<'s> {
    own: &'s dyn Source,
    text: String,
    trees: Vec<(String, Result<RevisionTree, Message>)>,
}

impl<'s> RelockedRegistry<'s> {
    /// The registry of a source at `root`, pinned by a lock.
    #[must_use]
    pub fn new(root: &Path, own: &'s dyn Source, lock: &BookLock) -> Self {
        let trees = lock.pins.iter().map(|pin| (pin.id.clone(), tree(root, pin))).collect();
        RelockedRegistry { own, text: lock.text(), trees }
    }
}

impl Source for RelockedRegistry<'_> {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        self.own.list()
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        self.own.strays()
    }

    fn has(&self, path: &str) -> Option<bool> {
        self.own.has(path)
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        if path == BOOK_LOCK { Ok(SourceEntry::Bytes(self.text.clone().into_bytes())) } else { self.own.read(path) }
    }

    fn upstreams(&self) -> Vec<(&str, Result<&dyn Source, &Message>)> {
        let all = self.trees.iter();
        all.map(|(id, tree)| (id.as_str(), tree.as_ref().map(|tree| tree as &dyn Source))).collect()
    }
}
