//! Which names a record has on the two sides of a merge: one may have renamed it, while the other went on under the old name.

use std::collections::HashMap;

use git2::{Error, Oid};

use crate::Located;
use mulu_core::rights;

use super::attribution::content;
use super::merged::MergedTrees;
use super::trees::Trees;

/// The records that were renamed since the two sides parted.
#[derive(Debug, Default)]
pub struct RenameTrail {
    /// The name where the two parted, by the name that either side has.
    before: HashMap<String, String>,
    /// The name at the target's tip, by the name where the two parted.
    target: HashMap<String, String>,
    /// The name in the proposal, by the name where the two parted.
    head: HashMap<String, String>,
    /// The names that the proposal's branches may still have, by the name at the target's tip.
    older: HashMap<String, Vec<String>>,
}

impl RenameTrail {
    /// The renames on both sides. `begun` are the commits that branches of the proposal began at.
    pub fn of(located: &Located, trees: &Trees<'_>, merged: &MergedTrees, begun: &[Oid]) -> Result<RenameTrail, Error> {
        let mut renames = RenameTrail::default();
        for commit in begun {
            let commit = located.repository.find_commit(*commit)?;
            let tree = trees.folder(commit.tree_id(), &located.prefix)?;
            for (old, new) in since(located, trees, tree, merged.target)? {
                renames.older.entry(new).or_default().push(old);
            }
        }
        if merged.parted == merged.target {
            return Ok(renames);
        }
        for (old, new) in since(located, trees, merged.parted, merged.head)? {
            renames.before.insert(new.clone(), old.clone());
            renames.head.insert(old, new);
        }
        for (old, new) in since(located, trees, merged.parted, merged.target)? {
            renames.before.insert(new.clone(), old.clone());
            renames.target.insert(old, new);
        }
        Ok(renames)
    }

    /// What a record was called where the two sides parted.
    pub fn when_parted<'p>(&'p self, path: &'p str) -> &'p str {
        self.before.get(path).map_or(path, String::as_str)
    }

    /// What a record of the point where the two sides parted is called in the proposal.
    pub fn at_head<'p>(&'p self, path: &'p str) -> &'p str {
        self.head.get(path).map_or(path, String::as_str)
    }

    /// What a record of the point where the two sides parted is called when they are merged: as the proposal renamed it, else as the
    /// target has it.
    pub fn merged<'p>(&'p self, path: &'p str) -> &'p str {
        self.head.get(path).map_or_else(|| self.at_target(path), String::as_str)
    }

    /// The names that a record of the target's tip had where branches of the proposal began.
    pub fn older(&self, path: &str) -> &[String] {
        self.older.get(path).map_or(&[], Vec::as_slice)
    }

    /// What a record of the point where the two sides parted is called at the target's tip.
    pub fn at_target<'p>(&'p self, path: &'p str) -> &'p str {
        self.target.get(path).map_or(path, String::as_str)
    }
}

/// The records that have another name in a tree than in one before it, each with both.
fn since(
    located: &Located,
    trees: &Trees<'_>,
    before: Option<Oid>,
    after: Option<Oid>,
) -> Result<Vec<(String, String)>, Error> {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for node in trees.nodes(before, after)? {
        let read = |found| content(&located.repository, &node.path, found);
        match (node.old, node.new) {
            (Some(old), None) => gone.push((node.path.clone(), read(old)?)),
            (None, Some(found)) => new.push((node.path.clone(), read(found)?)),
            _ => {}
        }
    }
    if gone.is_empty() || new.is_empty() {
        return Ok(Vec::new());
    }
    let both = rights::pair(gone, new).into_iter().filter_map(|(old, new)| Some((old?.0, new?.0)));
    Ok(both.collect())
}
