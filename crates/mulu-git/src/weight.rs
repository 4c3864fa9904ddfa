//! How many files a tree names, told without naming them: each tree is read once, however often it is named.

use std::collections::HashMap;
use std::path::Path;

use git2::{Error, ObjectType, Oid, Repository, Tree};

use crate::limits::{FOLDERS_DEEP, TREE_FILES};
use crate::source::FOLDERS;

/// Whether the folders that a registry is read from, in a tree of its repository, name more files than are looked at. Git itself
/// would walk through all of them.
pub fn is_too_heavy(repository: &Repository, top: &Tree<'_>, registry: &Path) -> Result<bool, Error> {
    let mut known = HashMap::new();
    let mut weight = 0_usize;
    for folder in FOLDERS.into_iter().chain(["templates", "site"]) {
        let Ok(entry) = top.get_path(&registry.join(folder)) else { continue };
        if entry.kind() == Some(ObjectType::Tree) {
            weight = weight.saturating_add(weigh(repository, entry.id(), 0, &mut known)?);
        }
    }
    Ok(weight > TREE_FILES)
}

fn weigh(repository: &Repository, id: Oid, depth: usize, known: &mut HashMap<Oid, usize>) -> Result<usize, Error> {
    if let Some(weight) = known.get(&id) {
        return Ok(*weight);
    }
    // Deeper than a registry is looked into: what lies there is not counted, and too much.
    if depth > FOLDERS_DEEP {
        return Ok(TREE_FILES + 1);
    }
    let tree = repository.find_tree(id)?;
    let mut weight = 0_usize;
    for entry in &tree {
        let own = match entry.kind() {
            Some(ObjectType::Tree) => weigh(repository, entry.id(), depth + 1, known)?,
            _ => 1,
        };
        weight = weight.saturating_add(own);
    }
    known.insert(id, weight);
    Ok(weight)
}
