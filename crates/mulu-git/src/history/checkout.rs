//! Where git stands: the revision that is checked out, and whether the registry's files differ from it.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use git2::{Oid, Repository, StatusOptions, Tree};

use mulu_core::upstream::BOOK_LOCK;

use crate::tree_size::has_too_many_files;

/// The revision a registry was read at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

/// A registry's place in its repository. What git keeps in memory of the repository, its list of files above all, is kept with it:
/// to whoever asks again and again, only what changed costs anything.
pub struct Checkout {
    repository: Option<Repository>,
    root: PathBuf,
    /// The tree that was last looked at, and whether it names too many files: to count them takes longer than to compare one.
    counted: Cell<Option<(Oid, bool)>>,
}

impl Checkout {
    /// The repository around the registry at `root`, if there is one.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        Checkout { repository: Repository::discover(root).ok(), root: root.to_owned(), counted: Cell::new(None) }
    }

    /// Whatever in the repository, besides its files, a page may show: where every reference stands, and how far back history
    /// reaches.
    #[must_use]
    pub fn state(&self) -> String {
        let Some(repository) = &self.repository else { return String::new() };
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

    /// The revision of the work tree that holds the registry, which has these files.
    ///
    /// No repository, or one without a commit, is no error: a registry need not be in git to be read.
    #[must_use]
    pub fn revision(&self, files: &[String]) -> Option<Revision> {
        let head = self.repository.as_ref()?.head().and_then(|head| head.peel_to_commit()).ok()?;
        let folders: BTreeSet<&str> = files
            .iter()
            .map(|path| path.split('/').next().unwrap_or(path))
            .chain(["templates", "site", BOOK_LOCK])
            .collect();
        let changed = self.differs(folders).unwrap_or(true);
        Some(Revision { commit: head.id().to_string(), changed })
    }

    /// Whether any of these files or folders of the registry differs from the commit; none where git cannot tell. Other files of
    /// the repository do not matter to a page.
    #[must_use]
    pub fn differs<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> Option<bool> {
        let repository = self.repository.as_ref()?;
        let workdir = repository.workdir()?.canonicalize().ok()?;
        let inside = self.root.canonicalize().ok()?.strip_prefix(&workdir).ok()?.to_owned();
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
        let head = repository.head().and_then(|head| head.peel_to_tree());
        if head.is_ok_and(|tree| self.is_too_large(repository, &tree, &inside)) {
            // No work tree has so many files: what is there differs.
            return Some(true);
        }
        Some(!repository.statuses(Some(&mut options)).ok()?.is_empty())
    }

    fn is_too_large(&self, repository: &Repository, tree: &Tree<'_>, inside: &Path) -> bool {
        if let Some((_, known)) = self.counted.get().filter(|(counted, _)| *counted == tree.id()) {
            return known;
        }
        let is_too_large = has_too_many_files(repository, tree, inside).unwrap_or(false);
        self.counted.set(Some((tree.id(), is_too_large)));
        is_too_large
    }
}
