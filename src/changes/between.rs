//! Two whole registries → what changed, record by record.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::source::{Found, Source, Unreadable, kind_of};

use super::{Change, RecordChange, Version, compare};

/// A record's file before and after: none where it was not there.
#[derive(Clone, Debug)]
pub struct FilePair {
    /// The path before.
    pub old: Option<(String, Version)>,
    /// The path after.
    pub new: Option<(String, Version)>,
}

impl FilePair {
    /// What changed in the record.
    #[must_use]
    pub fn changes(&self) -> Vec<RecordChange> {
        let Some((path, _)) = self.new.as_ref().or(self.old.as_ref()) else { return Vec::new() };
        let Some(kind) = kind_of(path) else { return Vec::new() };
        let moved = match (&self.old, &self.new) {
            (Some((old, _)), Some((new, _))) if old != new => Some(Change::Moved { from: old.clone() }),
            _ => None,
        };
        let version = |side: &'_ Option<(String, Version)>| side.as_ref().map(|(_, version)| version.clone());
        let changes = compare(kind, version(&self.old).as_ref(), version(&self.new).as_ref());
        moved.into_iter().chain(changes).map(|change| RecordChange { path: path.clone(), change }).collect()
    }
}

/// Finds the renames among files that are gone and files that are new: the same content, or the same identity: a
/// standard's number, the name of an agency or a project.
/// What is left keeps its order.
#[must_use]
pub fn pair_renames(mut gone: Vec<(String, Version)>, new: Vec<(String, Version)>) -> Vec<FilePair> {
    let mut pairs = Vec::new();
    for (path, version) in new {
        let same = |(old, was): &(String, Version)| {
            let kind = kind_of(&path);
            let named = || was.identity(kind).is_some() && was.identity(kind) == version.identity(kind);
            kind_of(old) == kind && ((was.readable && *was == version) || named())
        };
        let old = gone.iter().position(same).map(|at| gone.remove(at));
        pairs.push(FilePair { old, new: Some((path, version)) });
    }
    pairs.extend(gone.into_iter().map(|old| FilePair { old: Some(old), new: None }));
    pairs
}

/// What changed from one registry to another, by path.
///
/// # Errors
/// When a file of either cannot be read.
pub fn between(before: &dyn Source, after: &dyn Source) -> Result<Vec<RecordChange>, Unreadable> {
    let old: BTreeSet<String> = before.list()?.into_iter().collect();
    let new: BTreeSet<String> = after.list()?.into_iter().collect();
    let gone = versions(before, old.difference(&new))?;
    let fresh = versions(after, new.difference(&old))?;
    let both: Vec<&String> = old.intersection(&new).collect();
    let kept: Vec<Vec<RecordChange>> =
        both.into_par_iter().map(|path| changed(before, after, path)).collect::<Result<_, Unreadable>>()?;
    let mut changes: Vec<RecordChange> = kept.into_iter().flatten().collect();
    changes.extend(pair_renames(gone, fresh).iter().flat_map(FilePair::changes));
    // Of one record, what happened stays in its order.
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

fn changed(before: &dyn Source, after: &dyn Source, path: &str) -> Result<Vec<RecordChange>, Unreadable> {
    let known = before.fingerprint(path);
    if known.is_some() && known == after.fingerprint(path) {
        return Ok(Vec::new());
    }
    let (old, new) = (before.read(path)?, after.read(path)?);
    if old == new {
        return Ok(Vec::new());
    }
    let side = |found| Some((path.to_owned(), version(path, &found)));
    Ok(FilePair { old: side(old), new: side(new) }.changes())
}

fn versions<'p>(
    source: &dyn Source,
    paths: impl Iterator<Item = &'p String>,
) -> Result<Vec<(String, Version)>, Unreadable> {
    paths.map(|path| Ok((path.clone(), version(path, &source.read(path)?)))).collect()
}

fn version(path: &str, found: &Found) -> Version {
    match (kind_of(path), found) {
        (Some(kind), Found::Bytes(bytes)) => Version::read(kind, bytes),
        _ => Version::default(),
    }
}
