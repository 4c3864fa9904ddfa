//! What a proposal (a merge request) starts from, and what it does commit by commit.

use std::path::Path;

use git2::{Error, Oid, Repository, Sort};

use crate::RevisionTree;
use crate::check::{Base, Proposed};
use crate::registry::Registry;
use crate::say;
use crate::signing::Keys;
use crate::words::Words;
use crate::{Located, unreadable};

use super::log::boundary;
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
    let parted = located.repository.merge_base(from.id(), to.id()).map_err(|_| cut_off(base))?;
    let parted = located.repository.find_commit(parted).map_err(|error| unreadable(&error))?;
    let tree = RevisionTree::of(&located, &parted, root)?;
    let registry = Registry::load(&tree).map_err(|error| say!("{0}", "{0}", error))?;
    let ids = between(&located.repository, from.id(), to.id()).map_err(|error| unreadable(&error))?;
    let boundary = boundary(&located.repository);
    if ids.iter().any(|id| boundary.contains(id)) {
        return Err(cut_off(base));
    }
    let listed = registry.agencies.iter().flat_map(|agency| &agency.signing_keys);
    let keys = Keys::read(listed.map(|key| key.value.as_str()));
    let commits = proposed(&located, &ids, &keys).map_err(|error| unreadable(&error))?;
    Ok(Base { registry, commits, fingerprints: keys.fingerprints() })
}

fn cut_off(base: &str) -> Words {
    say!(
        "找不到 {base} 与当前版本分开的提交；浅克隆请先取回更多历史（git fetch --deepen）",
        "what lies between `{base}` and this revision is not all here; a shallow clone needs more history (`git fetch --deepen`)"
    )
}

/// The commits that lead to one and not to the other, the oldest first.
fn between(repository: &Repository, from: Oid, to: Oid) -> Result<Vec<Oid>, Error> {
    let mut order = repository.revwalk()?;
    order.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE)?;
    order.push(to)?;
    order.hide(from)?;
    order.collect()
}

fn proposed(located: &Located, ids: &[Oid], keys: &Keys) -> Result<Vec<Proposed>, Error> {
    let walker = Walker::new(&located.repository, &located.prefix)?;
    let proposed = |id: &Oid| {
        let commit = walker.commit(*id)?;
        let signature = signature(&located.repository, *id, keys);
        Ok(Proposed { id: commit.id, email: commit.email, signature, changes: commit.changes })
    };
    ids.iter().map(proposed).collect()
}
