//! What changed on disk, and what of it has to be read again.

use std::collections::BTreeSet;
use std::path::Path;

use mulu_core::registry::Registry;
use mulu_core::source::kind_of;

/// What the watcher saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchedChanges {
    /// These paths below the root, with `/` between their parts: files, folders, and what has gone by now. Also git's own, if
    /// it was at another commit: what it says is asked anew each time.
    Paths(BTreeSet<String>),
    /// Anything: the configuration, the theme, or the system lost track.
    Everything,
}

/// What has to be read again.
#[derive(Debug, PartialEq, Eq)]
pub enum Reload {
    /// These files, which were there before and are still.
    Files(BTreeSet<String>),
    /// All.
    Everything,
}

impl WatchedChanges {
    /// Adds what was seen later.
    pub fn join(&mut self, later: WatchedChanges) {
        match (&mut *self, later) {
            (WatchedChanges::Paths(own), WatchedChanges::Paths(more)) => own.extend(more),
            _ => *self = WatchedChanges::Everything,
        }
    }

    /// What these changes mean for a registry that was loaded before them. Only what is on disk now counts: what an editor wrote
    /// beside a record and took away again is nothing.
    pub fn again(&self, registry: &Registry, root: &Path) -> Reload {
        let WatchedChanges::Paths(paths) = self else { return Reload::Everything };
        let mut files = BTreeSet::new();
        for path in paths {
            let is_known = registry.file_named(path).is_some();
            let found = root.join(path).symlink_metadata().ok();
            let is_folder = found.as_ref().is_some_and(std::fs::Metadata::is_dir);
            match kind_of(path) {
                _ if path.starts_with(".git/") => {}
                // Its files may have come with it, or gone.
                _ if is_folder || (found.is_none() && holds_some(registry, path)) => return Reload::Everything,
                // One file that all others stand on.
                Some(kind) if !kind.is_many() => return Reload::Everything,
                Some(_) if is_known != found.is_some() => return Reload::Everything,
                Some(_) if is_known => drop(files.insert(path.clone())),
                Some(_) | None => {}
            }
        }
        Reload::Files(files)
    }
}

/// Whether files of the registry lay below a folder.
fn holds_some(registry: &Registry, folder: &str) -> bool {
    let below = format!("{folder}/");
    let first = registry.files.partition_point(|path| *path < below);
    registry.files.get(first).is_some_and(|path| path.starts_with(&below))
}

#[cfg(test)]
mod tests;
