//! How many files a tree names, told without naming them: each tree is read once, however often it is named.

use std::collections::HashMap;
use std::path::Path;

use git2::{Error, ObjectType, Oid, Repository, Tree};

use mulu_core::limits::{FOLDERS_DEEP, TREE_FILES};
use mulu_core::source::folders;

/// Whether the folders that a registry is read from, in a tree of its repository, name more files than are looked at. Git itself
/// would walk through all of them.
pub fn has_too_many_files(repository: &Repository, top: &Tree<'_>, registry: &Path) -> Result<bool, Error> {
    let mut known = HashMap::new();
    let mut files = 0_usize;
    for folder in folders().chain(["templates", "site"]) {
        let Ok(entry) = top.get_path(&registry.join(folder)) else { continue };
        if entry.kind() == Some(ObjectType::Tree) {
            files = files.saturating_add(count_files(repository, entry.id(), 0, &mut known)?);
        }
    }
    Ok(files > TREE_FILES)
}

fn count_files(
    repository: &Repository,
    id: Oid,
    depth: usize,
    known: &mut HashMap<Oid, usize>,
) -> Result<usize, Error> {
    if let Some(files) = known.get(&id) {
        return Ok(*files);
    }
    // Deeper than a registry is looked into: what lies there is not counted, and too much.
    if depth > FOLDERS_DEEP {
        return Ok(TREE_FILES + 1);
    }
    let tree = repository.find_tree(id)?;
    let mut files = 0_usize;
    for entry in &tree {
        let own = match entry.kind() {
            Some(ObjectType::Tree) => count_files(repository, entry.id(), depth + 1, known)?,
            _ => 1,
        };
        files = files.saturating_add(own);
    }
    known.insert(id, files);
    Ok(files)
}
