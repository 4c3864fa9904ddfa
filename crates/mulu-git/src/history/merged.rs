//! What merging a proposal would make of its target.

use std::collections::BTreeSet;
use std::path::Path;

use git2::{Error, Index, Oid};

use crate::Located;

use super::trees::Trees;

/// The trees of a registry on both sides of a merge.
pub struct MergedTrees {
    /// Where the two parted.
    pub parted: Option<Oid>,
    /// The target's tip.
    pub target: Option<Oid>,
    /// The proposal.
    pub head: Option<Oid>,
    /// The two merged; of a file that git cannot merge, the proposal's version.
    pub result: Option<Oid>,
    /// The files that git cannot merge.
    pub conflicts: BTreeSet<String>,
}

/// Merges two commits in memory: nothing is written into the repository.
pub fn merged(located: &Located, parted: Oid, from: Oid, to: Oid) -> Result<MergedTrees, Error> {
    let repository = &located.repository;
    let trees = Trees::of(repository)?;
    let tree = |commit: Oid| trees.folder(repository.find_commit(commit)?.tree_id(), &located.prefix);
    let (base, target, head) = (tree(parted)?, tree(from)?, tree(to)?);
    let mut merged = MergedTrees { parted: base, target, head, result: head, conflicts: BTreeSet::new() };
    // Where the target did not move, the proposal is what merging it comes to.
    if parted == from || target == base {
        return Ok(merged);
    }
    let mut index = repository.merge_commits(&repository.find_commit(from)?, &repository.find_commit(to)?, None)?;
    for path in settle(&mut index)? {
        let own = if located.prefix.is_empty() {
            Some(path.as_str())
        } else {
            path.strip_prefix(&located.prefix).and_then(|path| path.strip_prefix('/'))
        };
        merged.conflicts.extend(own.map(str::to_owned));
    }
    // Objects that are written from here on stay in memory.
    repository.odb()?.add_new_mempack_backend(1000)?;
    match index.write_tree_to(repository) {
        Ok(tree) => merged.result = Trees::of(repository)?.folder(tree, &located.prefix)?,
        // A folder where the other side has a file: every file that differs is taken field by field.
        Err(_) => merged.conflicts.extend(trees.nodes(target, head)?.into_iter().map(|node| node.path)),
    }
    Ok(merged)
}

/// Takes the proposal's side of what git cannot merge, and says which files those are.
fn settle(index: &mut Index) -> Result<BTreeSet<String>, Error> {
    let conflicts: Vec<git2::IndexConflict> = index.conflicts()?.collect::<Result<_, _>>()?;
    let mut paths = BTreeSet::new();
    for conflict in conflicts {
        let sides = [&conflict.ancestor, &conflict.our, &conflict.their];
        let named: BTreeSet<String> =
            sides.into_iter().flatten().map(|side| String::from_utf8_lossy(&side.path).into_owned()).collect();
        for path in &named {
            index.conflict_remove(Path::new(path))?;
        }
        paths.extend(named);
        if let Some(mut entry) = conflict.their {
            // The bits of a stage: settled is none.
            entry.flags &= !0x3000;
            index.add(&entry)?;
        }
    }
    Ok(paths)
}
