//! Where bytes come from: the work tree, memory, or files laid over another source.

mod layout;
mod memory;
mod overlay;
mod snapshot;
mod standing;
mod worktree;

use std::io;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::message::Message;

pub use layout::{
    DEEPEST, folders, is_folder, is_stray, is_told, is_too_deep, kind_of, split_upstream, stem, upstream_path,
};
pub use memory::Memory;
pub use overlay::Overlay;
pub use snapshot::Snapshot;
pub use standing::{FederatedSource, Upstreams};
pub use worktree::WorkTree;

/// The largest record that is read, in bytes.
pub const LARGEST_RECORD: u64 = crate::limits::RECORD_BYTES;

/// What a source found at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceEntry {
    /// The file's bytes.
    Bytes(Vec<u8>),
    /// The file is larger than [`LARGEST_RECORD`]: its size in bytes.
    TooLarge(u64),
    /// A symbolic link or another thing that is not a file: it is not followed, since it may point anywhere.
    NotAFile,
    /// A file whose name is not UTF-8: a record's name is its id, and no other file could name it.
    BadName,
}

impl SourceEntry {
    /// The SHA-256 of the file's bytes; of what it is, where it is not read.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        match self {
            SourceEntry::Bytes(bytes) => Sha256::digest(bytes),
            SourceEntry::TooLarge(size) => Sha256::digest(format!("too large: {size}")),
            SourceEntry::NotAFile => Sha256::digest("not a file"),
            SourceEntry::BadName => Sha256::digest("a name that is not text"),
        }
        .into()
    }
}

/// A tree of files to read a registry from.
pub trait Source: Sync {
    /// The paths of all records, relative to the root, with `/` between their parts, sorted.
    ///
    /// # Errors
    /// When a directory cannot be read.
    fn list(&self) -> Result<Vec<String>, Unreadable>;

    /// Reads one file.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable>;

    /// The sum of what is found at a path ([`SourceEntry::digest`]).
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn digest(&self, path: &str) -> Result<[u8; 32], Unreadable> {
        self.read(path).map(|found| found.digest())
    }

    /// Reads one file, with its sum.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn read_with_digest(&self, path: &str) -> Result<(SourceEntry, [u8; 32]), Unreadable> {
        let found = self.read(path)?;
        let digest = found.digest();
        Ok((found, digest))
    }

    /// The paths of files in the folders of records that are not read as records, sorted.
    ///
    /// # Errors
    /// When a directory cannot be read.
    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        Ok(Vec::new())
    }

    /// What [`Source::list`] and [`Source::strays`] tell together, sorted.
    ///
    /// # Errors
    /// When a directory cannot be read.
    fn list_with_strays(&self) -> Result<Vec<String>, Unreadable> {
        let mut files = self.list()?;
        let strays = self.strays()?;
        if !strays.is_empty() {
            files.extend(strays);
            files.sort_unstable();
            files.dedup();
        }
        Ok(files)
    }

    /// The registries that this one depends on, those of its upstreams among them, each by its id and sorted by it, with the source of its
    /// files or why there is none.
    fn upstreams(&self) -> Vec<(&str, Result<&dyn Source, &Message>)> {
        Vec::new()
    }

    /// Whether a file is at a path, be it a record or not; none where the source does not know of files that are no records.
    fn has(&self, _path: &str) -> Option<bool> {
        None
    }

    /// What git calls a file's bytes, where the source knows it without reading them: equal fingerprints are equal files.
    fn fingerprint(&self, _path: &str) -> Option<[u8; 20]> {
        None
    }
}

/// A file or directory that could not be read.
#[derive(Debug)]
pub struct Unreadable {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot read {}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for Unreadable {}
