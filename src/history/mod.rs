//! What git knows of a registry: which revision it is at, what happened to each record, what a proposal does, the editions.
//!
//! One walk reads the whole history, commit by commit, and keeps what it found (see `cache`). Nothing here ever fails for want
//! of a repository: what is missing is said in a sentence, and the rest goes on.

mod base;
mod cache;
mod editions;
mod log;
mod signature;
mod trees;
mod walk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use git2::{Repository, StatusOptions};

pub use base::base;
pub use editions::{Edition, Published, edition_announcement, editions};
pub use log::{Entry, History, Subject};
pub use walk::{Commit, Walker};

/// The revision a registry was read at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The commit's id, forty hexadecimal digits.
    pub commit: String,
    /// Whether the registry's files differ from it.
    pub changed: bool,
}

impl Revision {
    /// The first ten digits, and `+` where the files differ: enough to find it, short enough to print.
    #[must_use]
    pub fn short(&self) -> String {
        let digits = self.commit.get(..10).unwrap_or(&self.commit);
        format!("{digits}{}", if self.changed { "+" } else { "" })
    }
}

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

/// Whatever in a repository, besides its files, a page may show: where every reference stands, and how far back history reaches.
#[must_use]
pub fn state(root: &Path) -> String {
    let Ok(repository) = Repository::discover(root) else { return String::new() };
    let mut references: Vec<String> = Vec::new();
    for reference in repository.references().into_iter().flatten().flatten() {
        let at = reference.target().map(|target| target.to_string());
        references.push(format!("{:?} {at:?}", String::from_utf8_lossy(reference.name_bytes())));
    }
    references.sort_unstable();
    let head = repository.head().ok().and_then(|head| head.target());
    let shallow = std::fs::read(repository.commondir().join("shallow")).unwrap_or_default();
    format!("{head:?} {references:?} {}", String::from_utf8_lossy(&shallow))
}

/// The revision of the work tree that holds the registry at `root`, which has these files.
///
/// No repository, or one without a commit, is no error: a registry need not be in git to be read.
#[must_use]
pub fn revision(root: &Path, files: &[String]) -> Option<Revision> {
    let repository = Repository::discover(root).ok()?;
    let commit = checked_out(&repository)?;
    let folders: BTreeSet<&str> =
        files.iter().map(|path| path.split('/').next().unwrap_or(path)).chain(["templates", "site"]).collect();
    let changed = any_differs(&repository, root, folders).unwrap_or(true);
    Some(Revision { commit, changed })
}

fn checked_out(repository: &Repository) -> Option<String> {
    let head = repository.head().and_then(|head| head.peel_to_commit()).ok()?;
    Some(head.id().to_string())
}

/// Whether any of these files or folders of the registry at `root` differs from the commit; none where git cannot tell.
#[must_use]
pub fn differs<'p>(root: &Path, paths: impl IntoIterator<Item = &'p str>) -> Option<bool> {
    any_differs(&Repository::discover(root).ok()?, root, paths)
}

/// Other files of the repository do not matter to a page.
fn any_differs<'p>(repository: &Repository, root: &Path, paths: impl IntoIterator<Item = &'p str>) -> Option<bool> {
    let workdir = repository.workdir()?.canonicalize().ok()?;
    let inside = root.canonicalize().ok()?.strip_prefix(&workdir).ok()?.to_owned();
    let mut options = StatusOptions::new();
    options.include_untracked(true).recurse_untracked_dirs(false).disable_pathspec_match(true);
    let mut paths = paths.into_iter().peekable();
    // Without a path, git compares all.
    if paths.peek().is_none() {
        return Some(false);
    }
    for path in paths {
        options.pathspec(inside.join(path));
    }
    Some(!repository.statuses(Some(&mut options)).ok()?.is_empty())
}
