//! What a proposal (a merge request) would be merged into, what it would change there, and who answers for it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use git2::{Error, Oid, Repository, Sort, StatusOptions};

use crate::RevisionTree;
use crate::signing::AgencyKeys;
use crate::{Located, unreadable};
use mulu_core::check::{Base, ProposalCommit};
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::Kind;
use mulu_core::registry::Registry;
use mulu_core::rights::{self, FileChange, VersionContent};
use mulu_core::source::{Source, SourceEntry, Unreadable, WorkTree, kind_of};

use super::attribution::{Attribution, ContentCache, content_as_named_today};
use super::log::boundary;
use super::merged::{MergedTrees, merged};
use super::renames::RenameTrail;
use super::signature::signature;
use super::touched::each_touched;
use super::trees::{Node, Nodes, Trees};

/// What merging `head` into `base` would do; no head given: what is checked out, with what is not committed yet.
///
/// Two things are compared: the tip of the target, and what merging would make of it. Who may what is read from that tip too, so
/// that neither what others did meanwhile is held against the proposal, nor rights count that were taken away meanwhile.
///
/// # Errors
/// A sentence that says what is missing.
pub fn base(root: &Path, base: &str, head: Option<&str>) -> Result<Base, Message> {
    // Every object read would be hashed again, at twice the cost of the walk; git checks its own objects when it fetches them.
    git2::opts::strict_hash_verification(false);
    let located = Located::find(root)?;
    let (from, to) = (located.commit(Some(base))?, located.commit(head)?);
    let parted = located.repository.merge_base(from.id(), to.id()).map_err(|_| cut_off(base))?;
    let ids = between(&located.repository, from.id(), to.id()).map_err(|error| unreadable(&error))?;
    let boundary = boundary(&located.repository);
    if ids.iter().any(|id| boundary.contains(id)) {
        return Err(cut_off(base));
    }
    let tip = RevisionTree::of(&located, &from, root)?;
    let registry = Registry::load(&RightsSource(&tip)).map_err(|error| message!("{0}", "{0}", error))?;
    // A bare repository has no files that could differ from its commit.
    let has_files = head.is_none() && !located.repository.is_bare();
    let work = has_files.then(|| WorkTree::open(root)).transpose().map_err(|error| message!("{0}", "{0}", error))?;

    let failed = |error: Error| unreadable(&error);
    let merged = merged(&located, parted, from.id(), to.id()).map_err(failed)?;
    let trees = Trees::of(&located.repository).map_err(failed)?;
    let begun = begun(&located.repository, from.id(), &ids).map_err(failed)?;
    let renames = RenameTrail::of(&located, &trees, &merged, &begun).map_err(failed)?;
    let conflicts = merged.conflicts.iter().map(|path| renames.when_parted(path)).collect();
    let known = ContentCache::default();
    let comparison = BaseComparison {
        located: &located,
        trees: &trees,
        known: &known,
        merged: &merged,
        renames: &renames,
        conflicts,
        work: work.as_ref(),
    };
    let mut changed = comparison.changed().map_err(failed)?;
    mark_taken_ids(&mut changed, &tip).map_err(|error| message!("{0}", "{0}", error))?;

    let listed = registry.agencies.iter().flat_map(|agency| &agency.signing_keys);
    let keys = AgencyKeys::read(listed.map(|key| key.value.as_str()));
    let mut commits = Vec::new();
    let mut attribution = Attribution::new(&located, &trees, &changed, &renames, &known);
    let names = attribution.names();
    let names = names.iter().map(String::as_str).collect();
    each_touched(&located, &ids, &names, |id, touched| {
        let touched = attribution.commit(id, commits.len(), touched)?;
        let commit = located.repository.find_commit(id)?;
        let email = super::walk::text(commit.author().email_bytes());
        let signature = signature(&located.repository, id, &keys);
        commits.push(ProposalCommit { id: id.to_string(), email, signature, touched });
        Ok(())
    })
    .map_err(failed)?;
    attribution.name(&mut changed);
    Ok(Base::new(registry, changed, commits, keys.fingerprints()))
}

fn cut_off(base: &str) -> Message {
    message!(
        "找不到 {base} 与当前版本分开的提交；浅克隆请先取回更多历史（git fetch --deepen）",
        "the history between `{base}` and this revision is incomplete; a shallow clone needs more history (`git fetch --deepen`)"
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

/// The commits of the target, other than its tip, that commits of a proposal follow: where its branches began.
fn begun(repository: &Repository, from: Oid, ids: &[Oid]) -> Result<Vec<Oid>, Error> {
    let own: HashSet<&Oid> = ids.iter().collect();
    let mut begun = BTreeSet::new();
    for id in ids {
        begun.extend(
            repository.find_commit(*id)?.parent_ids().filter(|parent| *parent != from && !own.contains(parent)),
        );
    }
    Ok(begun.into_iter().collect())
}

/// Of a registry, what says who may what.
struct RightsSource<'s>(&'s RevisionTree);

impl Source for RightsSource<'_> {
    fn list(&self) -> Result<Vec<String>, Unreadable> {
        let mut paths = self.0.list()?;
        paths.retain(|path| matches!(kind_of(path), Some(Kind::Config | Kind::Agency | Kind::Policy)));
        Ok(paths)
    }

    fn read(&self, path: &str) -> Result<SourceEntry, Unreadable> {
        self.0.read(path)
    }
}

/// Marks the new files whose id a record of their kind has that is still there.
fn mark_taken_ids(changed: &mut [FileChange], tip: &RevisionTree) -> Result<(), Unreadable> {
    let key = |path: &str| Some((kind_of(path)?, mulu_core::source::stem(path).to_lowercase()));
    if changed.iter().all(|changed| changed.old.is_some()) {
        return Ok(());
    }
    let known: BTreeSet<_> = tip.list()?.iter().filter_map(|path| key(path)).collect();
    for changed in changed.iter_mut().filter(|changed| changed.old.is_none()) {
        changed.takes_an_id = key(changed.path()).is_some_and(|key| known.contains(&key));
    }
    Ok(())
}

/// The two sides that are compared, and what leads from one to the other.
struct BaseComparison<'c> {
    located: &'c Located,
    trees: &'c Trees<'c>,
    known: &'c ContentCache,
    merged: &'c MergedTrees,
    renames: &'c RenameTrail,
    /// The files that git cannot merge, by their names where the two sides parted.
    conflicts: BTreeSet<&'c str>,
    work: Option<&'c WorkTree>,
}

impl BaseComparison<'_> {
    fn changed(&self) -> Result<Vec<FileChange>, Error> {
        let mut nodes: BTreeMap<String, Nodes> = self
            .trees
            .nodes(self.merged.target, self.merged.result)?
            .into_iter()
            .map(|node| (node.path.clone(), node))
            .collect();
        let uncommitted = self.uncommitted()?;
        let settled: Vec<String> = self.conflicts.iter().map(|was| self.renames.merged(was).to_owned()).collect();
        for path in uncommitted.iter().chain(&self.merged.conflicts).chain(&settled) {
            if !nodes.contains_key(path) {
                let (old, new) =
                    (self.trees.node(self.merged.target, path)?, self.trees.node(self.merged.result, path)?);
                nodes.insert(path.clone(), Nodes { path: path.clone(), old, new });
            }
        }
        let (mut gone, mut fresh, mut both) = (Vec::new(), Vec::new(), Vec::new());
        for (path, node) in nodes {
            let old = self.content(&path, node.old)?;
            let new = self.new_content(&path, &node, uncommitted.contains(&path))?;
            match (old, new) {
                (None, None) => {}
                (Some(old), None) => gone.push((path, old)),
                (None, Some(new)) => fresh.push((path, new)),
                (Some(old), Some(new)) if old == new => {}
                (Some(old), Some(new)) => both.push((Some((path.clone(), old)), Some((path, new)))),
            }
        }
        both.extend(rights::pair(gone, fresh));
        let mut changed: Vec<FileChange> = both.into_iter().map(|(old, new)| FileChange::of(old, new)).collect();
        self.follow(&mut changed)?;
        for changed in &mut changed {
            let is_dirty = |side: &Option<(String, VersionContent)>| {
                side.as_ref().is_some_and(|(path, _)| uncommitted.contains(path))
            };
            changed.uncommitted = is_dirty(&changed.old) || is_dirty(&changed.new);
        }
        changed.sort_by(|a, b| a.path().cmp(b.path()));
        Ok(changed)
    }

    /// Compares what the target's tip says of records that the proposal renames under their new names: whoever may rename a record
    /// may have the others speak of it by its new name.
    fn follow(&self, changed: &mut [FileChange]) -> Result<(), Error> {
        let renames = rights::renames(changed);
        if renames.is_empty() {
            return Ok(());
        }
        for changed in changed {
            let (Some((path, _)), Some(_)) = (&changed.old, &changed.new) else { continue };
            let path = path.clone();
            let Some(node) = self.trees.node(self.merged.target, &path)? else { continue };
            let old = content_as_named_today(&self.located.repository, &path, node, &renames)?;
            // What a record says of itself is judged as it stands.
            if let VersionContent::Fields(_) = &old {
                *changed = FileChange::of(Some((path, old)), changed.new.take());
            }
        }
        Ok(())
    }

    /// What a file would say after the merge. Where git would ask a person, and where the work tree differs from its commit, each
    /// field is taken from the side that changed it.
    fn new_content(&self, path: &str, node: &Nodes, is_dirty: bool) -> Result<Option<VersionContent>, Error> {
        if is_dirty {
            let own = self.work.map(|work| work.read(path));
            let head = match own {
                Some(Ok(SourceEntry::Bytes(bytes))) => kind_of(path).map(|kind| rights::read(kind, path, &bytes)),
                Some(Ok(other)) => Some(VersionContent::Opaque(format!("{other:?}"))),
                Some(Err(_)) | None => None,
            };
            if self.merged.parted == self.merged.target {
                return Ok(head);
            }
            return self.three_way(path, head.as_ref());
        }
        let was = self.renames.when_parted(path);
        if self.conflicts.contains(was) {
            // Git names a conflict as either side does. The file is one, and bears the name that the proposal gave it, if it did.
            let at_head = self.renames.at_head(was);
            if path != self.renames.merged(was) {
                return Ok(None);
            }
            let head = self.content(at_head, self.trees.node(self.merged.head, at_head)?)?;
            return self.three_way(path, head.as_ref());
        }
        self.content(path, node.new)
    }

    fn three_way(&self, path: &str, head: Option<&VersionContent>) -> Result<Option<VersionContent>, Error> {
        let was = self.renames.when_parted(path);
        let now = self.renames.at_target(was);
        let parted = self.content(was, self.trees.node(self.merged.parted, was)?)?;
        let target = self.content(now, self.trees.node(self.merged.target, now)?)?;
        Ok(rights::three_way(parted.as_ref(), target.as_ref(), head))
    }

    fn content(&self, path: &str, node: Option<Node>) -> Result<Option<VersionContent>, Error> {
        let read = |node: Node| self.known.read(&self.located.repository, path, node);
        Ok(node.map(read).transpose()?.map(|content| VersionContent::clone(&content)))
    }

    /// The records of the work tree that differ from what is checked out.
    fn uncommitted(&self) -> Result<BTreeSet<String>, Error> {
        let mut paths = BTreeSet::new();
        if self.work.is_none() || self.located.repository.is_bare() {
            return Ok(paths);
        }
        let prefix = &self.located.prefix;
        let mut options = StatusOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true).disable_pathspec_match(true);
        for folder in mulu_core::source::folders().chain(["book.toml"]) {
            options.pathspec(if prefix.is_empty() { folder.to_owned() } else { format!("{prefix}/{folder}") });
        }
        for entry in self.located.repository.statuses(Some(&mut options))?.iter() {
            let Ok(path) = std::str::from_utf8(entry.path_bytes()) else { continue };
            let own = if prefix.is_empty() {
                Some(path)
            } else {
                path.strip_prefix(prefix.as_str()).and_then(|path| path.strip_prefix('/'))
            };
            paths.extend(own.filter(|path| kind_of(path).is_some()).map(str::to_owned));
        }
        Ok(paths)
    }
}
