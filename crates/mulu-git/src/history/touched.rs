//! What each commit of a proposal changed.
//!
//! To read the trees of hundreds of commits is most of the work of a long proposal, and each commit can be compared with its parents by
//! itself: so it is done on all cores.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use git2::{Error, Oid, Repository};
use rayon::prelude::*;

use crate::Located;

use super::trees::{Nodes, Trees};

/// How many commits a core is given at once. What they changed is held in memory until it was looked at.
const AT_ONCE: usize = 32;

/// What a commit changed.
pub struct CommitChanges {
    /// The registry after it.
    pub tree: Option<Oid>,
    /// The registry in each of its parents.
    pub parents: Vec<Option<Oid>>,
    /// The first path that it changed.
    pub first: Option<String>,
    /// The paths that it changed, of those that were asked about.
    pub nodes: BTreeMap<String, Nodes>,
}

/// Goes through commits in their order and tells each with what it changed; `names` are the paths that are asked about.
///
/// # Errors
/// When git cannot read an object, and whatever `tell` returns.
pub fn each_touched(
    located: &Located,
    ids: &[Oid],
    names: &HashSet<&str>,
    mut tell: impl FnMut(Oid, CommitChanges) -> Result<(), Error>,
) -> Result<(), Error> {
    // A repository is for one thread at a time.
    let git: PathBuf = located.repository.path().to_owned();
    let cores = rayon::current_num_threads().clamp(1, ids.len().div_ceil(AT_ONCE).max(1));
    let mut repositories: Vec<Repository> = (0..cores).map(|_| Repository::open(&git)).collect::<Result<_, _>>()?;
    let prefix = located.prefix.as_str();
    for some in ids.chunks(cores * AT_ONCE) {
        // Commits that follow each other share trees: each core takes a stretch of them.
        let stretches: Vec<&[Oid]> = some.chunks(some.len().div_ceil(cores).max(1)).collect();
        let read: Vec<Vec<CommitChanges>> = repositories
            .par_iter_mut()
            .zip(stretches)
            .map(|(repository, stretch)| {
                let trees = Trees::of(repository)?;
                stretch.iter().map(|id| touched(repository, &trees, prefix, *id, names)).collect()
            })
            .collect::<Result<_, Error>>()?;
        for (id, touched) in some.iter().zip(read.into_iter().flatten()) {
            tell(*id, touched)?;
        }
    }
    Ok(())
}

fn touched(
    repository: &Repository,
    trees: &Trees<'_>,
    prefix: &str,
    id: Oid,
    names: &HashSet<&str>,
) -> Result<CommitChanges, Error> {
    let commit = repository.find_commit(id)?;
    let tree = trees.folder(commit.tree_id(), prefix)?;
    let parents: Vec<Option<Oid>> =
        commit.parents().map(|parent| trees.folder(parent.tree_id(), prefix)).collect::<Result<_, _>>()?;
    let mut touched = CommitChanges { tree, parents, first: None, nodes: BTreeMap::new() };
    for parent in touched.parents.iter().copied().chain(touched.parents.is_empty().then_some(None)) {
        for node in trees.nodes(parent, tree)? {
            if touched.first.as_ref().is_none_or(|first| node.path < *first) {
                touched.first = Some(node.path.clone());
            }
            if names.contains(node.path.as_str()) {
                touched.nodes.insert(node.path.clone(), node);
            }
        }
    }
    Ok(touched)
}
