//! The registry's files as they were at a revision: read from git's trees, without a checkout or a copy.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use git2::{ObjectType, Oid, Repository};

use mulu_core::message::Message;

use mulu_core::upstream::BOOK_LOCK;

use super::budget::TreeBudget;
use super::repository::{Located, unreadable};
use mulu_core::source::{
    DEEPEST, LARGEST_RECORD, Source, SourceEntry, Unreadable, is_folder, is_stray, is_told, kind_of,
};

/// The folders that are read: records, and what the site is made with.
fn is_read(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    is_folder(top) || top == "templates" || top == "site"
}

/// The tree of a commit, as a registry.
pub struct RevisionTree {
    repository: Mutex<Repository>,
    root: PathBuf,
    commit: String,
    files: BTreeMap<String, Blob>,
}

/// A file of the tree. A link or a submodule is not a file: it is known, so that a finding can say so, and never followed.
#[derive(Clone, Copy)]
struct Blob {
    id: Oid,
    is_file: bool,
    /// Whether all of its path is UTF-8.
    is_named: bool,
}

impl RevisionTree {
    /// The registry at `root`, as it was at a revision: anything git understands, such as `v1`, `HEAD~3` or a commit's id.
    ///
    /// # Errors
    /// A sentence that says what is missing: the repository, the revision, or the registry in it.
    pub fn open(root: &Path, revision: &str) -> Result<Self, Message> {
        let located = Located::find(root)?;
        let commit = located.commit(Some(revision))?;
        Self::of(&located, &commit, root)
    }

    /// The registry at a commit of a repository that has been found.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn of(located: &Located, commit: &git2::Commit<'_>, root: &Path) -> Result<Self, Message> {
        let id = commit.id().to_string();
        let short = id.get(..10).unwrap_or(&id);
        let none = || mulu_core::message!("版本 {short} 中没有 book.toml", "revision {short} has no book.toml");
        let tree = located.tree(commit).map_err(|error| unreadable(&error))?.ok_or_else(none)?;
        let files = files(&located.repository, tree).map_err(|error| unreadable(&error))?;
        if !files.contains_key("book.toml") {
            return Err(none());
        }
        let repository = Repository::open(located.repository.path()).map_err(|error| unreadable(&error))?;
        Ok(RevisionTree { repository: Mutex::new(repository), root: root.to_owned(), commit: id, files })
    }

    /// The commit's id, forty hexadecimal digits.
    #[must_use]
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// The directory that the registry is in today.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The registry's own templates, assets, pages and translations at the revision: path and bytes.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn theme_files(&self) -> Result<Vec<(String, Vec<u8>)>, Unreadable> {
        let is_theme = |path: &str| path.starts_with("templates/") || path.starts_with("site/");
        let is_hidden = |path: &str| path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
        let files = self.files.iter().filter(|(path, blob)| blob.is_file && is_theme(path) && !is_hidden(path));
        files.map(|(path, blob)| Ok((path.clone(), self.bytes(path, blob.id)?))).collect()
    }

    fn bytes(&self, path: &str, id: Oid) -> Result<Vec<u8>, Unreadable> {
        // A poisoned lock means that a reader panicked; what it read is still as it was.
        let repository = self.repository.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = repository.find_blob(id).map(|blob| blob.content().to_vec());
        bytes.map_err(|error| self.fail(path, &error))
    }

    fn fail(&self, path: &str, error: &git2::Error) -> Unreadable {
        let short = self.commit.get(..10).unwrap_or(&self.commit);
        Unreadable {
            path: PathBuf::from(format!("{short}:{path}")),
            error: io::Error::other(error.message().to_owned()),
        }
    }
}

impl Source for RevisionTree {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        let is_listed = |(path, blob): &(&String, &Blob)| kind_of(path).is_some() || (!blob.is_file && is_told(path));
        Ok(self.files.iter().filter(is_listed).map(|(path, _)| path.clone()).collect())
    }

    fn strays(&self) -> Result<Vec<String>, Unreadable> {
        let is_listed = |(path, blob): &(&String, &Blob)| blob.is_file && is_stray(path);
        Ok(self.files.iter().filter(is_listed).map(|(path, _)| path.clone()).collect())
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        let Some(blob) = self.files.get(path).filter(|blob| blob.is_file) else { return Ok(SourceEntry::NotAFile) };
        if !blob.is_named {
            return Ok(SourceEntry::BadName);
        }
        let size = {
            let repository = self.repository.lock().unwrap_or_else(PoisonError::into_inner);
            let header = repository.odb().and_then(|odb| odb.read_header(blob.id));
            header.map_err(|error| self.fail(path, &error))?.0 as u64
        };
        if size > LARGEST_RECORD {
            return Ok(SourceEntry::TooLarge(size));
        }
        self.bytes(path, blob.id).map(SourceEntry::Bytes)
    }

    fn fingerprint(&self, path: &str) -> Option<[u8; 20]> {
        let blob = self.files.get(path).filter(|blob| blob.is_file)?;
        blob.id.as_bytes().try_into().ok()
    }
}

/// The files of a tree that a registry is read from, by path from the tree's top.
fn files(repository: &Repository, top: Oid) -> Result<BTreeMap<String, Blob>, git2::Error> {
    let mut files = BTreeMap::new();
    let mut open = vec![(String::new(), top, 0, true)];
    let mut budget = TreeBudget::new();
    while let Some((folder, id, depth, is_named)) = open.pop() {
        for entry in &repository.find_tree(id)? {
            let name = String::from_utf8_lossy(entry.name_bytes());
            let is_named = is_named && matches!(name, Cow::Borrowed(_));
            let path = if folder.is_empty() { name.into_owned() } else { format!("{folder}/{name}") };
            budget.take(&path)?;
            match entry.kind() {
                Some(ObjectType::Tree) if depth < DEEPEST && is_read(&path) => {
                    open.push((path, entry.id(), depth + 1, is_named));
                }
                Some(ObjectType::Tree) if depth < DEEPEST => {}
                kind if path == "book.toml" || path == BOOK_LOCK || is_read(&path) => {
                    let is_file = kind == Some(ObjectType::Blob) && entry.filemode() & 0o170_000 == 0o100_000;
                    files.insert(path, Blob { id: entry.id(), is_file, is_named });
                }
                _ => {}
            }
        }
    }
    Ok(files)
}
