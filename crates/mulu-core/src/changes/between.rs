//! Two whole registries → what changed, record by record.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::model::Kind;
use crate::references::Renames;
use crate::source::{Source, SourceEntry, Unreadable, kind_of, stem};

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
    /// The same with what the older version names called as it is called today: that others were renamed is their change.
    #[must_use]
    pub fn as_named_today(mut self, renames: &Renames) -> FilePair {
        if let Some((path, version)) = self.old.as_mut().filter(|_| !renames.is_empty())
            && let Some(kind) = kind_of(path)
        {
            *version = version.as_named_today(kind, renames);
        }
        self
    }

    /// What changed in the record.
    #[must_use]
    pub fn changes(&self) -> Vec<RecordChange> {
        let Some((path, _)) = self.new.as_ref().or(self.old.as_ref()) else { return Vec::new() };
        let Some(kind) = kind_of(path) else { return Vec::new() };
        let moved = match (&self.old, &self.new) {
            (Some((old, _)), Some((new, _))) if old != new => Some(Change::Moved { from: old.clone() }),
            _ => None,
        };
        let old = self.old.as_ref().map(|(_, version)| version);
        let changes = compare(kind, old, self.new.as_ref().map(|(_, version)| version));
        moved.into_iter().chain(changes).map(|change| RecordChange { path: path.clone(), change }).collect()
    }
}

/// What the records that have another name were called before, and by which numbers.
#[must_use]
pub fn renames<'p>(pairs: impl Iterator<Item = &'p FilePair>) -> Renames {
    let mut renames = Renames::default();
    for pair in pairs {
        let (Some((was, before)), Some((is, after))) = (&pair.old, &pair.new) else { continue };
        let Some(kind) = kind_of(is).filter(|kind| kind_of(was) == Some(*kind) && was != is) else { continue };
        renames.id(kind, stem(was), stem(is));
        if let (Kind::Standard, Some(now)) = (kind, after.number()) {
            let was = before.number().or_else(|| before.text("title"));
            renames.number(&was.unwrap_or_else(|| now.clone()), &now);
        }
    }
    renames
}

/// Finds the renames among files that are gone and files that are new: the same identity (a standard's number, the name of an
/// agency or a project), an id that the new one says it had, the same file name in another folder, or a standard whose number was corrected in its year alone. What is left keeps its order.
#[must_use]
pub fn pair_renames(gone: Vec<(String, Version)>, new: Vec<(String, Version)>) -> Vec<FilePair> {
    if gone.is_empty() || new.is_empty() {
        let gone = gone.into_iter().map(|old| FilePair { old: Some(old), new: None });
        return gone.chain(new.into_iter().map(|new| FilePair { old: None, new: Some(new) })).collect();
    }
    let mut left: Vec<Option<(String, Version)>> = gone.into_iter().map(Some).collect();
    let mut known: HashMap<(Kind, String), Vec<usize>> = HashMap::new();
    for (at, (path, version)) in left.iter().enumerate().filter_map(|(at, file)| Some((at, file.as_ref()?))) {
        for key in keys(path, version) {
            known.entry(key).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (path, version) in new {
        let of_key = |key| known.get(&key).into_iter().flatten().copied();
        let formerly = kind_of(&path).into_iter().flat_map(|kind| {
            let ids = version.formerly().into_iter().rev();
            ids.map(move |id| (kind, format!("/{id}")))
        });
        let wanted: Vec<(Kind, String)> = formerly.chain(keys(&path, &version)).collect();
        let found: Vec<usize> = wanted.into_iter().flat_map(of_key).filter(|at| left[*at].is_some()).collect();
        let same = |at: &usize| left[*at].as_ref().is_some_and(|(_, was)| *was == version);
        let best = found.iter().copied().find(same).or_else(|| found.first().copied());
        let old = best.and_then(|at| left[at].take());
        pairs.push(FilePair { old, new: Some((path, version)) });
    }
    pairs.extend(left.into_iter().flatten().map(|old| FilePair { old: Some(old), new: None }));
    pairs
}

/// What a record can be known by under another path.
fn keys(path: &str, version: &Version) -> Vec<(Kind, String)> {
    let Some(kind) = kind_of(path) else { return Vec::new() };
    let identity = version.identity(kind).map(|identity| (kind, format!("={identity}")));
    // A mistyped year: another edition of the standard under the same title, in the same commit.
    let likeness = version.likeness(kind).map(|likeness| (kind, format!("~{likeness}")));
    std::iter::once((kind, format!("/{}", stem(path)))).chain(identity).chain(likeness).collect()
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
    let pairs = pair_renames(gone, fresh);
    let renames = renames(pairs.iter());
    let both: Vec<&String> = old.intersection(&new).collect();
    let kept: Vec<Vec<RecordChange>> =
        both.into_par_iter().map(|path| changed(before, after, path, &renames)).collect::<Result<_, Unreadable>>()?;
    let mut changes: Vec<RecordChange> = kept.into_iter().flatten().collect();
    changes.extend(pairs.into_iter().flat_map(|pair| pair.as_named_today(&renames).changes()));
    // Of one record, what happened stays in its order.
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

fn changed(
    before: &dyn Source,
    after: &dyn Source,
    path: &str,
    renames: &Renames,
) -> Result<Vec<RecordChange>, Unreadable> {
    let known = before.fingerprint(path);
    if known.is_some() && known == after.fingerprint(path) {
        return Ok(Vec::new());
    }
    let (old, new) = (before.read(path)?, after.read(path)?);
    if old == new {
        return Ok(Vec::new());
    }
    let side = |found| Some((path.to_owned(), version(path, &found)));
    Ok(FilePair { old: side(old), new: side(new) }.as_named_today(renames).changes())
}

fn versions<'p>(
    source: &dyn Source,
    paths: impl Iterator<Item = &'p String>,
) -> Result<Vec<(String, Version)>, Unreadable> {
    paths.map(|path| Ok((path.clone(), version(path, &source.read(path)?)))).collect()
}

fn version(path: &str, found: &SourceEntry) -> Version {
    match (kind_of(path), found) {
        (Some(kind), SourceEntry::Bytes(bytes)) => Version::read(kind, bytes),
        _ => Version::default(),
    }
}
