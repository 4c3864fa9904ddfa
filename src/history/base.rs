//! What a proposal (a merge request) starts from, and what it does commit by commit.

use std::path::Path;

use git2::{Error, Oid, Sort};

use crate::check::{Base, Proposed};
use crate::registry::Registry;
use crate::say;
use crate::source::RevisionTree;
use crate::source::repository::{Located, unreadable};
use crate::words::Words;

use super::signature::signature;
use super::walk::Walker;

/// What leads from `base` to `head`; no head given: to what is checked out. The registry that is compared with is that of the
/// commit where the two parted, so that what others did meanwhile is not held against the proposal.
///
/// # Errors
/// A sentence that says what is missing.
pub fn base(root: &Path, base: &str, head: Option<&str>) -> Result<Base, Words> {
    let located = Located::find(root)?;
    let (from, to) = (located.commit(Some(base))?, located.commit(head)?);
    let parted = located.repository.merge_base(from.id(), to.id()).map_err(|_| {
        say!(
            "找不到 {base} 与当前版本分开的提交；浅克隆请先取回更多历史（git fetch --deepen）",
            "the commit where `{base}` and this revision parted is not here; a shallow clone needs more history (`git fetch --deepen`)"
        )
    })?;
    let parted = located.repository.find_commit(parted).map_err(|error| unreadable(&error))?;
    let tree = RevisionTree::of(&located, &parted, root)?;
    let registry = Registry::load(&tree).map_err(|error| say!("{0}", "{0}", error))?;
    let commits = proposed(&located, from.id(), to.id()).map_err(|error| unreadable(&error))?;
    Ok(Base { registry, commits })
}

/// The commits of a proposal, the oldest first.
fn proposed(located: &Located, from: Oid, to: Oid) -> Result<Vec<Proposed>, Error> {
    let repository = &located.repository;
    let mut order = repository.revwalk()?;
    order.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE)?;
    order.push(to)?;
    order.hide(from)?;
    let walker = Walker::new(repository, &located.prefix)?;
    let commits = order.map(|id| {
        let id = id?;
        let commit = walker.commit(id)?;
        let signature = signature(repository, id);
        Ok(Proposed { id: commit.id, email: commit.email, signature, changes: commit.changes })
    });
    commits.collect()
}
