//! A source that was read once, whole: who looks twice sees the same, whatever happens on disk meanwhile.

use rayon::prelude::*;

use crate::message::Message;

use super::{Source, SourceEntry, Unreadable};

/// All records of a source, in memory.
pub struct Snapshot<S> {
    origin: S,
    paths: Vec<String>,
    /// What is at each path, with its sum.
    found: Vec<(SourceEntry, [u8; 32])>,
    strays: Vec<String>,
}

impl<S: Source> Snapshot<S> {
    /// Reads a source.
    ///
    /// # Errors
    /// When a file or a directory cannot be read.
    pub fn of(origin: S) -> Result<Self, Unreadable> {
        let paths = origin.list()?;
        let found = paths.par_iter().map(|path| origin.read_with_digest(path)).collect::<Result<_, _>>()?;
        let strays = origin.strays()?;
        Ok(Snapshot { origin, paths, found, strays })
    }

    /// Lets go of what was read.
    #[must_use]
    pub fn let_go(self) -> S {
        self.origin
    }

    fn found(&self, path: &str) -> Option<&(SourceEntry, [u8; 32])> {
        let place = self.paths.binary_search_by(|own| own.as_str().cmp(path)).ok()?;
        self.found.get(place)
    }

    /// Where it was read from.
    #[must_use]
    pub fn origin(&self) -> &S {
        &self.origin
    }
}

impl<S: Source> Source for Snapshot<S> {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        Ok(self.paths.clone())
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        Ok(self.strays.clone())
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        // What is not a record was not read.
        self.found(path).map_or_else(|| self.origin.read(path), |(found, _)| Ok(found.clone()))
    }

    fn digest(&self, path: &str) -> Result<[u8; 32], Unreadable> {
        self.found(path).map_or_else(|| self.origin.digest(path), |(_, digest)| Ok(*digest))
    }

    fn read_with_digest(&self, path: &str) -> Result<(SourceEntry, [u8; 32]), Unreadable> {
        self.found(path).map_or_else(|| self.origin.read_with_digest(path), |found| Ok(found.clone()))
    }

    fn upstreams(&self) -> Vec<(&str, Result<&dyn Source, &Message>)> {
        self.origin.upstreams()
    }

    fn fingerprint(&self, path: &str) -> Option<[u8; 20]> {
        self.origin.fingerprint(path)
    }
}
