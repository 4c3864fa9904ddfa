//! The registries that one depends on, as an editor meets them: read, never written, and opened as copies.

use std::path::{Path, PathBuf};

use mulu_core::registry::{LoadedUpstream, Registry};
use mulu_core::source::{Source, Upstreams};

/// Where the registries that one depends on are found. What git keeps, and where, is not known here.
pub trait Federation: Send + Sync {
    /// What the lock of a registry pins, each read from where it was fetched, or why it cannot be.
    fn pinned(&self, root: &Path, own: &dyn Source) -> Upstreams<Box<dyn Source + Send>>;

    /// A copy of a file of an upstream that an editor can open, laid down where there is none yet; none where that is not possible.
    fn copy(&self, root: &Path, upstream: &LoadedUpstream, path: &str, text: &str) -> Option<PathBuf>;

    /// The path under which a registry shows the file that was copied to a place; none for what is no copy, or one of other content
    /// than is pinned now.
    fn original(&self, root: &Path, registry: &Registry, copy: &Path) -> Option<String>;
}
