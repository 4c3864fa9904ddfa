//! What git knows of a registry: which revision it is at, what happened to each record, what a proposal does, the editions.
//!
//! One walk reads the whole history, commit by commit, and keeps what it found (see `cache`). Nothing here ever fails for want
//! of a repository: what is missing is said in a sentence, and the rest goes on.

mod attribution;
mod base;
mod cache;
mod checkout;
mod editions;
mod file_state;
mod log;
mod merged;
mod renames;
mod signature;
#[cfg(test)]
mod tests;
mod touched;
mod trees;
mod walk;

use std::path::{Path, PathBuf};

use git2::Repository;

pub use base::base;
pub use checkout::{Checkout, Revision};
pub use editions::{CatalogueEdition, PublishedEdition, edition_announcement, edition_signature, editions};
pub use file_state::{FileState, file_at};
pub use log::{History, HistoryEntry, LogSubject};
pub(crate) use signature::{signature as commit_signature, tag_signature};
pub use walk::{Commit, Walker};

/// A place in git's own folder for what may be deleted at any time; none outside git.
#[must_use]
pub fn kept_at(root: &Path, name: &str) -> Option<PathBuf> {
    Some(Repository::discover(root).ok()?.path().join("mulu").join(name))
}

/// Git's own folders of a work tree, without links in their paths: the work tree's, then the repository's, if that is another.
/// None outside git.
#[must_use]
pub fn folders(root: &Path) -> Vec<PathBuf> {
    let Ok(repository) = Repository::discover(root) else { return Vec::new() };
    let mut folders: Vec<PathBuf> = [repository.path(), repository.commondir()]
        .into_iter()
        .filter_map(|folder| folder.canonicalize().ok())
        .collect();
    folders.dedup();
    folders
}
