//! One commit → what it changed, record by record.

use std::collections::BTreeSet;

use git2::{Error, Oid, Repository};
use serde::{Deserialize, Serialize};

use mulu_core::changes::{Change, FilePair, RecordChange, Version, pair_renames, renames};
use mulu_core::message::is_odd;
use mulu_core::source::{LARGEST_RECORD, kind_of};

use super::trees::{Differing, Trees};

/// A commit and what it did to the records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commit {
    /// Its id, forty hexadecimal digits.
    pub id: String,
    /// When its author made it: seconds since 1970, UTC; none where the commit does not say so in digits.
    pub seconds: Option<i64>,
    /// The author's name.
    pub author: String,
    /// The author's address.
    pub email: String,
    /// The first line of its message.
    pub subject: String,
    /// What changed, by path.
    pub changes: Vec<RecordChange>,
}

impl Commit {
    /// The commit itself if it changed a record, else no more than its id: a registry may lie in a folder of a repository with a
    /// million commits that never touch it.
    pub(super) fn or_only_its_id(self) -> Commit {
        if self.changes.is_empty() { Commit { id: self.id, ..Commit::default() } } else { self }
    }
}

/// Reads the commits of a repository that holds a registry.
pub struct Walker<'r> {
    repository: &'r Repository,
    trees: Trees<'r>,
    prefix: &'r str,
    /// Whether history is cut off, so that what two branches have in common may be unknown.
    shallow: bool,
}

impl<'r> Walker<'r> {
    /// A walker over a repository whose registry lies in a folder.
    ///
    /// # Errors
    /// When git cannot read the repository.
    pub fn new(repository: &'r Repository, prefix: &'r str) -> Result<Self, Error> {
        Ok(Walker { repository, trees: Trees::of(repository)?, prefix, shallow: repository.is_shallow() })
    }

    /// What a commit changed. A merge only brings together what its parents did, and is told for what none of them did.
    ///
    /// # Errors
    /// When git cannot read an object.
    pub fn commit(&self, id: Oid) -> Result<Commit, Error> {
        let commit = self.repository.find_commit(id)?;
        let tree = self.registry(&commit)?;
        let parents: Vec<Option<Oid>> =
            commit.parents().map(|parent| self.registry(&parent)).collect::<Result<_, _>>()?;
        let changes = match parents.as_slice() {
            [] => self.changes(&self.trees.differing(None, tree)?)?,
            [parent] => self.changes(&self.trees.differing(*parent, tree)?)?,
            _ if self.shallow => Vec::new(),
            _ => self.merge(&commit, &parents, tree)?,
        };
        let author = commit.author();
        Ok(Commit {
            id: id.to_string(),
            seconds: seconds_of("author ", commit.raw_header_bytes()),
            author: text(author.name_bytes()),
            email: text(author.email_bytes()),
            subject: text(commit.message_bytes().split(|byte| *byte == b'\n').next().unwrap_or_default()),
            changes,
        })
    }

    /// The paths of the record files that a commit touched, against its first parent.
    ///
    /// # Errors
    /// When git cannot read an object.
    pub fn paths(&self, id: Oid) -> Result<Vec<String>, Error> {
        let commit = self.repository.find_commit(id)?;
        let parent = commit.parents().next().map(|parent| self.registry(&parent)).transpose()?.flatten();
        let differing = self.trees.differing(parent, self.registry(&commit)?)?;
        Ok(differing.into_iter().map(|file| file.path).collect())
    }

    fn registry(&self, commit: &git2::Commit<'_>) -> Result<Option<Oid>, Error> {
        self.trees.folder(commit.tree_id(), self.prefix)
    }

    fn changes(&self, files: &[Differing]) -> Result<Vec<RecordChange>, Error> {
        // Only what may have been renamed is held in memory: a commit may bring a registry of any size.
        let has_gone = files.iter().any(|file| file.new.is_none());
        let has_new = files.iter().any(|file| file.old.is_none());
        let (mut gone, mut new, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for file in files {
            let (side, blob) = match (file.old, file.new) {
                (blob @ Some(_), None) if has_new => (&mut gone, blob),
                (None, blob @ Some(_)) if has_gone => (&mut new, blob),
                _ => {
                    others.push(file);
                    continue;
                }
            };
            side.extend(self.version(&file.path, blob)?.map(|version| (file.path.clone(), version)));
        }
        let pairs = pair_renames(gone, new);
        let renames = renames(pairs.iter());
        let mut changes: Vec<RecordChange> = Vec::new();
        changes.extend(pairs.into_iter().flat_map(|pair| pair.as_named_today(&renames).changes()));
        for file in others {
            let old = self.version(&file.path, file.old)?.map(|version| (file.path.clone(), version));
            let new = self.version(&file.path, file.new)?.map(|version| (file.path.clone(), version));
            changes.extend(FilePair { old, new }.as_named_today(&renames).changes());
        }
        for change in &mut changes {
            change.change.shorten();
        }
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(changes)
    }

    fn version(&self, path: &str, blob: Option<Oid>) -> Result<Option<Version>, Error> {
        let (Some(blob), Some(kind)) = (blob, kind_of(path)) else { return Ok(None) };
        let blob = self.repository.find_blob(blob)?;
        let fits = blob.size() as u64 <= LARGEST_RECORD;
        Ok(Some(if fits { Version::read(kind, blob.content()) } else { Version::default() }))
    }

    /// What a merge did that none of its parents had done.
    ///
    /// Against each parent, a merge should show just what the other parents did since they parted. What it shows beyond that,
    /// it did itself: a change slipped in while merging, or a parent's change dropped.
    fn merge(
        &self,
        commit: &git2::Commit<'_>,
        parents: &[Option<Oid>],
        tree: Option<Oid>,
    ) -> Result<Vec<RecordChange>, Error> {
        let mut paths = BTreeSet::new();
        for parent in parents {
            paths.extend(self.trees.differing(*parent, tree)?.into_iter().map(|file| file.path));
        }
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        let base = self.common_ancestor(commit)?;
        let mut changes = Vec::new();
        for path in paths {
            let now = self.trees.blob(tree, &path)?;
            let was = self.trees.blob(base, &path)?;
            let sides: Vec<Option<Oid>> =
                parents.iter().map(|parent| self.trees.blob(*parent, &path)).collect::<Result<_, _>>()?;
            let mut moved: Vec<Option<Oid>> = sides.iter().copied().filter(|side| *side != was).collect();
            moved.dedup();
            let expected = match moved.as_slice() {
                [] => Some(was),
                [one] => Some(*one),
                _ => None,
            };
            if expected != Some(now) {
                changes.extend(self.beyond(&path, was, &sides, now)?);
            }
        }
        Ok(changes)
    }

    fn beyond(
        &self,
        path: &str,
        was: Option<Oid>,
        sides: &[Option<Oid>],
        now: Option<Oid>,
    ) -> Result<Vec<RecordChange>, Error> {
        let from_to = |old: Option<Oid>, new: Option<Oid>| -> Result<Vec<RecordChange>, Error> {
            if old == new {
                return Ok(Vec::new());
            }
            Ok(split_edits(self.changes(&[Differing { path: path.to_owned(), old, new }])?))
        };
        let done: Vec<Vec<RecordChange>> = sides.iter().map(|side| from_to(was, *side)).collect::<Result<_, _>>()?;
        let mut beyond = Vec::new();
        for (at, side) in sides.iter().enumerate() {
            for change in from_to(*side, now)? {
                let explained = done.iter().enumerate().any(|(other, done)| other != at && done.contains(&change));
                if !explained && !beyond.contains(&change) {
                    beyond.push(change);
                }
            }
        }
        Ok(join_edits(beyond))
    }

    /// The registry at the commit where the parents of a merge parted; none where they have nothing in common.
    fn common_ancestor(&self, merge: &git2::Commit<'_>) -> Result<Option<Oid>, Error> {
        let parents: Vec<Oid> = merge.parent_ids().collect();
        let base = match parents.as_slice() {
            [one, other] => self.repository.merge_base(*one, *other),
            all => self.repository.merge_base_octopus(all),
        };
        match base {
            Ok(base) => self.registry(&self.repository.find_commit(base)?),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// When the author made a commit or the tagger a tag, as the object itself says it: libgit2 takes a time that it cannot hold for
/// the year 1970.
pub(super) fn seconds_of(who: &str, object: &[u8]) -> Option<i64> {
    let mut header = object.split(|byte| *byte == b'\n').take_while(|line| !line.is_empty());
    let line = header.find_map(|line| line.strip_prefix(who.as_bytes()))?;
    let after = line.rsplit(|byte| *byte == b'>').next()?;
    std::str::from_utf8(after).ok()?.split_whitespace().next()?.parse().ok()
}

/// The longest text of a commit that is kept, in characters: a name or a subject may be a megabyte.
const LONGEST: usize = 200;

/// A text of a commit on one line, without what could rewrite a terminal or turn the direction of a page.
pub(super) fn text(bytes: &[u8]) -> String {
    // Four bytes are the longest character: what lies beyond is not even looked at.
    let bytes = bytes.get(..LONGEST * 4).unwrap_or(bytes);
    let show = |c: char| match c {
        c if c.is_whitespace() => ' ',
        c if is_odd(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let text: String = String::from_utf8_lossy(bytes).chars().take(LONGEST).map(show).collect();
    text.trim_end().to_owned()
}

/// Each edited key as a change of its own, so that two parents' edits can be told apart.
fn split_edits(changes: Vec<RecordChange>) -> Vec<RecordChange> {
    let split = |RecordChange { path, change }: RecordChange| match change {
        Change::Edited { keys } if keys.len() > 1 => {
            let one = |key| RecordChange { path: path.clone(), change: Change::Edited { keys: vec![key] } };
            keys.into_iter().map(one).collect()
        }
        change => vec![RecordChange { path, change }],
    };
    changes.into_iter().flat_map(split).collect()
}

/// The edited keys of one record as one change again.
fn join_edits(changes: Vec<RecordChange>) -> Vec<RecordChange> {
    let (mut edited, mut others) = (BTreeSet::new(), Vec::new());
    let mut of = None;
    for RecordChange { path, change } in changes {
        match change {
            Change::Edited { keys } => {
                edited.extend(keys);
                of = Some(path);
            }
            change => others.push(RecordChange { path, change }),
        }
    }
    let joined = of.map(|path| RecordChange { path, change: Change::Edited { keys: edited.into_iter().collect() } });
    others.into_iter().chain(joined).collect()
}
