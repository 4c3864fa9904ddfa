//! A source that was read once, whole: who looks twice sees the same, whatever happens on disk meanwhile.

use rayon::prelude::*;

use crate::message::Message;

use super::layout::is_stray;
use super::{Source, SourceEntry, Unreadable};

/// All records of a source, and what lies beside them, in memory.
pub struct Snapshot<S> {
    origin: S,
    paths: Vec<String>,
    /// What is at each path, with its sum.
    found: Vec<(SourceEntry, [u8; 32])>,
}

impl<S: Source> Snapshot<S> {
    /// Reads a source.
    ///
    /// # Errors
    /// When a file or a directory cannot be read.
    pub fn of(origin: S) -> Result<Self, Unreadable> {
        let paths = origin.list_with_strays()?;
        let found = paths.par_iter().map(|path| origin.read_with_digest(path)).collect::<Result<_, _>>()?;
        Ok(Snapshot { origin, paths, found })
    }

    /// The paths of records, or of what lies beside them.
    fn paths(&self, are_strays: bool) -> Vec<String> {
        let is_file = |found: &SourceEntry| matches!(found, SourceEntry::Bytes(_) | SourceEntry::TooLarge(_));
        let all = self.paths.iter().zip(&self.found);
        all.filter(|(path, (found, _))| (is_file(found) && is_stray(path)) == are_strays)
            .map(|(path, _)| path.clone())
            .collect()
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
        Ok(self.paths(false))
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        Ok(self.paths(true))
    }

    fn list_with_strays(&self) -> Result<Vec<String>, Unreadable> {
        Ok(self.paths.clone())
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        // What lies elsewhere was not read.
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Snapshot;
    use crate::source::{Source, SourceEntry, WorkTree};

    #[test]
    fn it_lists_and_says_what_its_origin_did_whatever_lies_there_now() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("standards/municipal")).unwrap();
        for path in ["book.toml", "standards/municipal/a.md", "standards/municipal/notes.txt", "standards/README.md"] {
            fs::write(root.join(path), path).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.join("book.toml"), root.join("standards/municipal/link.txt")).unwrap();
        let tree = WorkTree::open(root).unwrap();
        let lists =
            |source: &dyn Source| [source.list(), source.strays(), source.list_with_strays()].map(Result::unwrap);
        let snapshot = Snapshot::of(tree.clone()).unwrap();
        let before = lists(&tree);
        assert_eq!(lists(&snapshot), before);
        assert_eq!(before[1], ["standards/municipal/notes.txt"]);

        fs::remove_dir_all(root.join("standards")).unwrap();
        assert_eq!(lists(&snapshot), before);
        for path in &before[2] {
            let is_read = matches!(snapshot.read(path), Ok(SourceEntry::Bytes(bytes)) if bytes == path.as_bytes());
            assert_eq!(is_read, !path.contains("link"), "{path}");
        }
    }
}
