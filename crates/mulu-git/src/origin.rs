//! Where a command reads the registry from.

use std::path::Path;

use crate::source::{Found, Held, Source, Unreadable, WorkTree};

use super::RevisionTree;

/// The work tree, or a revision of it.
pub enum Origin {
    /// The files as they are on disk.
    Work(WorkTree),
    /// The files as they were at a revision.
    Revision(RevisionTree),
    /// Either, as it was at one moment.
    Held(Box<Held<Origin>>),
}

impl Origin {
    /// The same, read whole, so that each file is read once, and what is read of it twice is the same.
    ///
    /// # Errors
    /// When a file or a directory cannot be read.
    pub fn held(self) -> Result<Origin, Unreadable> {
        Held::of(self).map(|held| Origin::Held(Box::new(held)))
    }

    /// The same, its files read again whenever they are asked for.
    #[must_use]
    pub fn let_go(self) -> Origin {
        match self {
            Origin::Held(held) => held.let_go(),
            other => other,
        }
    }

    /// The directory of the registry.
    #[must_use]
    pub fn root(&self) -> &Path {
        match self {
            Origin::Work(tree) => tree.root(),
            Origin::Revision(tree) => tree.root(),
            Origin::Held(held) => held.origin().root(),
        }
    }

    /// The commit that is read; none for the work tree.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        match self {
            Origin::Work(_) => None,
            Origin::Revision(tree) => Some(tree.commit()),
            Origin::Held(held) => held.origin().commit(),
        }
    }
}

impl Source for Origin {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        match self {
            Origin::Work(tree) => tree.list(),
            Origin::Revision(tree) => tree.list(),
            Origin::Held(held) => held.list(),
        }
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        match self {
            Origin::Work(tree) => tree.strays(),
            Origin::Revision(tree) => tree.strays(),
            Origin::Held(held) => held.strays(),
        }
    }

    fn read(&self, path: &str) -> Result<Found, Unreadable> {
        match self {
            Origin::Work(tree) => tree.read(path),
            Origin::Revision(tree) => tree.read(path),
            Origin::Held(held) => held.read(path),
        }
    }

    fn fingerprint(&self, path: &str) -> Option<[u8; 20]> {
        match self {
            Origin::Work(_) => None,
            Origin::Revision(tree) => tree.fingerprint(path),
            Origin::Held(held) => held.fingerprint(path),
        }
    }
}
