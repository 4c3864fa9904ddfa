//! Small repositories, commit by commit, and what is read of one revision.

mod located;
mod revision;

use std::path::PathBuf;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Oid, Repository, Signature, Time};
use tempfile::TempDir;

/// The morning of 2020-01-01, UTC.
const BEGINNING: i64 = 1_577_865_600;

/// A repository in a folder of its own. Its commits are made without a work tree, each a day after its newest parent.
pub struct Past {
    folder: TempDir,
    pub repository: Repository,
}

/// What a commit does to a file: its new text, or none where it goes.
pub type Edit<'e> = (&'e str, Option<&'e str>);

impl Past {
    pub fn new() -> Past {
        let folder = TempDir::new().unwrap();
        let repository = Repository::init(folder.path()).unwrap();
        repository.set_head("refs/heads/main").unwrap();
        Past { folder, repository }
    }

    /// The work tree, without links in its path.
    pub fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// A commit that edits what its first parent has.
    pub fn commit(&self, parents: &[Oid], edits: &[Edit<'_>]) -> Oid {
        let newest = parents.iter().map(|id| self.repository.find_commit(*id).unwrap().time().seconds()).max();
        self.commit_at(newest.map_or(BEGINNING, |newest| newest + 86_400), parents, edits)
    }

    /// The same, made at a moment.
    pub fn commit_at(&self, seconds: i64, parents: &[Oid], edits: &[Edit<'_>]) -> Oid {
        let author = Signature::new("Clerk", "clerk@example.org", &Time::new(seconds, 0)).unwrap();
        self.commit_of(&author, "an edit", parents, edits)
    }

    /// The same, by somebody, with a message.
    pub fn commit_of(&self, author: &Signature<'_>, message: &str, parents: &[Oid], edits: &[Edit<'_>]) -> Oid {
        let mut tree = TreeUpdateBuilder::new();
        for (path, text) in edits {
            match text {
                Some(text) => tree.upsert(*path, self.blob(text.as_bytes()), FileMode::Blob),
                None => tree.remove(*path),
            };
        }
        let first = parents.first().map(|id| self.repository.find_commit(*id).unwrap().tree_id());
        let tree =
            tree.create_updated(&self.repository, &self.tree(first.unwrap_or_else(|| self.raw_tree(&[])))).unwrap();
        self.commit_tree(author, message, parents, tree)
    }

    /// A commit that has a tree.
    pub fn commit_tree(&self, author: &Signature<'_>, message: &str, parents: &[Oid], tree: Oid) -> Oid {
        let parents: Vec<_> = parents.iter().map(|id| self.repository.find_commit(*id).unwrap()).collect();
        let parents: Vec<_> = parents.iter().collect();
        self.repository.commit(None, author, author, message, &self.tree(tree), &parents).unwrap()
    }

    /// Who makes the commits whose author does not matter.
    pub fn clerk() -> Signature<'static> {
        Signature::new("Clerk", "clerk@example.org", &Time::new(BEGINNING, 0)).unwrap()
    }

    pub fn blob(&self, bytes: &[u8]) -> Oid {
        self.repository.blob(bytes).unwrap()
    }

    pub fn tree(&self, id: Oid) -> git2::Tree<'_> {
        self.repository.find_tree(id).unwrap()
    }

    /// A tree of entries as git stores them, in this order: mode, name, id. Git itself would refuse some of them.
    pub fn raw_tree(&self, entries: &[(&str, &[u8], Oid)]) -> Oid {
        let mut raw = Vec::new();
        for (mode, name, id) in entries {
            raw.extend([mode.as_bytes(), b" ", name, b"\0", id.as_bytes()].concat());
        }
        self.repository.odb().unwrap().write(git2::ObjectType::Tree, &raw).unwrap()
    }

    /// Puts the branch that is checked out at a commit; the files on disk stay as they are.
    pub fn head(&self, commit: Oid) {
        self.repository.reference("refs/heads/main", commit, true, "a test").unwrap();
    }

    /// Names a commit, without saying who does.
    pub fn tag(&self, name: &str, commit: Oid) {
        let object = self.repository.find_object(commit, None).unwrap();
        self.repository.tag_lightweight(name, &object, true).unwrap();
    }
}

/// A registry's configuration and one standard.
pub const BOOK: Edit<'static> = ("book.toml", Some("[book]\ntitle = \"试验\"\n"));

/// The path of the standard that these tests edit.
pub const ONE: &str = "standards/national/gb-t-1-2020.md";

/// Its text with a title and more keys.
pub fn one(title: &str, more: &str) -> String {
    format!("+++\nnumber = \"GB/T 1-2020\"\ntitle = \"{title}\"\n{more}\n+++\n")
}
