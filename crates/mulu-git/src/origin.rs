//! Where a command reads the registry from.

use std::path::Path;

use mulu_core::source::{Snapshot, Source, SourceEntry, Unreadable, WorkTree};

use super::RevisionTree;

/// The work tree, or a revision of it.
pub enum Origin {
    /// The files as they are on disk.
    Work(WorkTree),
    /// The files as they were at a revision.
    Revision(RevisionTree),
    /// Either, as it was at one moment.
    Snapshot(Box<Snapshot<Origin>>),
}

impl Origin {
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
        }
    }

    /// The commit that is read; none for the work tree.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        match self {
            Origin::Work(_) => None,
            Origin::Revision(tree) => Some(tree.commit()),
            Origin::Snapshot(snapshot) => snapshot.origin().commit(),
        }
    }
}

impl Source for Origin {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        match self {
            Origin::Work(tree) => tree.list(),
            Origin::Revision(tree) => tree.list(),
            Origin::Snapshot(snapshot) => snapshot.list(),
        }
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        match self {
            Origin::Work(tree) => tree.strays(),
            Origin::Revision(tree) => tree.strays(),
            Origin::Snapshot(snapshot) => snapshot.strays(),
        }
    }

    fn digest(&self, path: &str) -> Result<[u8; 32], Unreadable> {
        match self {
            Origin::Work(tree) => tree.digest(path),
            Origin::Revision(tree) => tree.digest(path),
            Origin::Snapshot(snapshot) => snapshot.digest(path),
        }
    }

    fn has(&self, path: &str) -> Option<bool> {
        match self {
            Origin::Work(tree) => tree.has(path),
            Origin::Revision(_) | Origin::Snapshot(_) => None,
        }
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        match self {
            Origin::Work(tree) => tree.read(path),
            Origin::Revision(tree) => tree.read(path),
            Origin::Snapshot(snapshot) => snapshot.read(path),
        }
    }

    fn fingerprint(&self, path: &str) -> Option<[u8; 20]> {
        match self {
            Origin::Work(_) => None,
            Origin::Revision(tree) => tree.fingerprint(path),
            Origin::Snapshot(snapshot) => snapshot.fingerprint(path),
        }
    }
}
