//! Where a command reads the registry from.

use std::path::Path;

use mulu_core::message::Message;
use mulu_core::registry::Registry;
use mulu_core::source::{FederatedSource, Snapshot, Source, SourceEntry, Unreadable, WorkTree};

use super::RevisionTree;
use super::upstream::pinned;

/// The work tree, or a revision of it.
pub enum Origin {
    /// The files as they are on disk.
    Work(WorkTree),
    /// The files as they were at a revision.
    Revision(RevisionTree),
    /// Either, as it was at one moment.
    Snapshot(Box<Snapshot<Origin>>),
    /// Either, and the registries that it depends on.
    Standing(Box<FederatedSource<Origin, RevisionTree>>),
}

impl Origin {
    /// The same, with the registries that its `book.lock` pins, as far as they were fetched.
    ///
    /// # Errors
    /// When `book.toml` cannot be read.
    pub fn with_upstreams(self) -> Result<Origin, Unreadable> {
        if Registry::config_of(&self)?.upstreams.is_empty() {
            return Ok(self);
        }
        let upstreams = pinned(self.root(), &self);
        Ok(Origin::Standing(Box::new(FederatedSource::new(self, upstreams))))
    }

    /// The registry's own files.
    #[must_use]
    pub fn own(&self) -> &Origin {
        match self {
            Origin::Standing(standing) => standing.own().own(),
            Origin::Snapshot(snapshot) => snapshot.origin().own(),
            other => other,
        }
    }

    /// The same, read whole, so that each file is read once, and what is read of it twice is the same.
    ///
    /// # Errors
    /// When a file or a directory cannot be read.
    pub fn snapshot(self) -> Result<Origin, Unreadable> {
        Snapshot::of(self).map(|snapshot| Origin::Snapshot(Box::new(snapshot)))
    }

    /// The same, its files read again whenever they are asked for.
    #[must_use]
    pub fn let_go(self) -> Origin {
        match self {
            Origin::Snapshot(snapshot) => snapshot.let_go(),
            other => other,
        }
    }

    /// The directory of the registry.
    #[must_use]
    pub fn root(&self) -> &Path {
        match self {
            Origin::Work(tree) => tree.root(),
            Origin::Revision(tree) => tree.root(),
            Origin::Snapshot(snapshot) => snapshot.origin().root(),
            Origin::Standing(standing) => standing.own().root(),
        }
    }

    /// The commit that is read; none for the work tree.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        match self {
            Origin::Work(_) => None,
            Origin::Revision(tree) => Some(tree.commit()),
            Origin::Snapshot(snapshot) => snapshot.origin().commit(),
            Origin::Standing(standing) => standing.own().commit(),
        }
    }
}

impl Source for Origin {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        match self {
            Origin::Work(tree) => tree.list(),
            Origin::Revision(tree) => tree.list(),
            Origin::Snapshot(snapshot) => snapshot.list(),
            Origin::Standing(standing) => standing.list(),
        }
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        match self {
            Origin::Work(tree) => tree.strays(),
            Origin::Revision(tree) => tree.strays(),
            Origin::Snapshot(snapshot) => snapshot.strays(),
            Origin::Standing(standing) => standing.strays(),
        }
    }

    fn list_with_strays(&self) -> Result<Vec<String>, Unreadable> {
        match self {
            Origin::Work(tree) => tree.list_with_strays(),
            Origin::Revision(tree) => tree.list_with_strays(),
            Origin::Snapshot(snapshot) => snapshot.list_with_strays(),
            Origin::Standing(standing) => standing.list_with_strays(),
        }
    }

    fn digest(&self, path: &str) -> Result<[u8; 32], Unreadable> {
        match self {
            Origin::Work(tree) => tree.digest(path),
            Origin::Revision(tree) => tree.digest(path),
            Origin::Snapshot(snapshot) => snapshot.digest(path),
            Origin::Standing(standing) => standing.digest(path),
        }
    }

    fn read_with_digest(&self, path: &str) -> Result<(SourceEntry, [u8; 32]), Unreadable> {
        match self {
            Origin::Work(tree) => tree.read_with_digest(path),
            Origin::Revision(tree) => tree.read_with_digest(path),
            Origin::Snapshot(snapshot) => snapshot.read_with_digest(path),
            Origin::Standing(standing) => standing.read_with_digest(path),
        }
    }

    fn has(&self, path: &str) -> Option<bool> {
        match self {
            Origin::Work(tree) => tree.has(path),
            Origin::Standing(standing) => standing.has(path),
            Origin::Revision(_) | Origin::Snapshot(_) => None,
        }
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        match self {
            Origin::Work(tree) => tree.read(path),
            Origin::Revision(tree) => tree.read(path),
            Origin::Snapshot(snapshot) => snapshot.read(path),
            Origin::Standing(standing) => standing.read(path),
        }
    }

    fn fingerprint(&self, path: &str) -> Option<[u8; 20]> {
        match self {
            Origin::Work(_) => None,
            Origin::Revision(tree) => tree.fingerprint(path),
            Origin::Snapshot(snapshot) => snapshot.fingerprint(path),
            Origin::Standing(standing) => standing.fingerprint(path),
        }
    }

    fn upstreams(&self) -> Vec<(&str, Result<&dyn Source, &Message>)> {
        match self {
            Origin::Work(_) | Origin::Revision(_) => Vec::new(),
            Origin::Snapshot(snapshot) => snapshot.upstreams(),
            Origin::Standing(standing) => standing.upstreams(),
        }
    }
}
