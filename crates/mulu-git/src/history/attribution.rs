//! Which commits of a proposal made each changed field say what it says.
//!
//! A commit did a field if the field says something else after it than what its parents, merged without a person, would give.
//! Whether whoever did it may is for others to say.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use git2::{Error, Oid, Repository};

use crate::Located;
use mulu_core::references::Renames as Renamed;
use mulu_core::rights::{self, CONTENT, FileChange, RecordField, VersionContent};
use mulu_core::source::{LARGEST_RECORD, kind_of};

use super::renames::RenameTrail;
use super::touched::CommitChanges;
use super::trees::{EntryMode, Node, Trees};

/// What a file in a tree says.
pub fn content(repository: &Repository, path: &str, node: Node) -> Result<VersionContent, Error> {
    content_as_named_today(repository, path, node, &Renamed::default())
}

/// As [`content`], with what it names called as it is called today.
pub fn content_as_named_today(
    repository: &Repository,
    path: &str,
    node: Node,
    renamed: &Renamed,
) -> Result<VersionContent, Error> {
    let opaque = || VersionContent::Opaque(format!("{:?} {}", node.mode, node.id));
    let Some(kind) = kind_of(path).filter(|_| node.mode == EntryMode::File && !path.contains('\u{FFFD}')) else {
        return Ok(opaque());
    };
    let (size, _) = repository.odb()?.read_header(node.id)?;
    if size as u64 > LARGEST_RECORD {
        return Ok(opaque());
    }
    Ok(rights::read_as_named_today(kind, path, repository.find_blob(node.id)?.content(), renamed))
}

/// A changed file, as the commits may have it: under its new name, or under the one before.
pub struct RecordPair {
    names: Vec<String>,
    is_opaque: bool,
    /// The fields that differ in the end, and what they come to.
    fields: HashMap<RecordField, Option<String>>,
    /// Who did each of them, and with which value.
    done: HashMap<RecordField, Vec<(usize, Option<String>)>>,
}

/// What a field says in a commit: nothing, since it is not there; something; or what cannot be told, since the file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum FieldState {
    Nothing,
    Something(String),
    Unreadable,
}

/// What a changed file says after a commit, in each of its parents, and where these parted: none where that is not asked, or not
/// known.
#[expect(clippy::option_option, reason = "not asked, and not there, are two answers")]
struct ParentVersions {
    after: Option<Rc<VersionContent>>,
    parents: Vec<Option<Rc<VersionContent>>>,
    ancestor: Option<Option<Rc<VersionContent>>>,
}

/// Walks the commits of a proposal.
pub struct Attribution<'d> {
    located: &'d Located,
    trees: &'d Trees<'d>,
    pairs: Vec<RecordPair>,
    /// The changed files by the names that they have or had.
    by_name: HashMap<String, Vec<usize>>,
    known: &'d ContentCache,
    is_shallow: bool,
}

/// What was read of files already: the two sides that are compared are what the proposal's commits lead from and to.
#[derive(Default)]
pub struct ContentCache(RefCell<HashMap<(String, Oid), Rc<VersionContent>>>);

impl ContentCache {
    /// What a node of a tree says.
    ///
    /// # Errors
    /// When git cannot read an object.
    pub fn read(&self, repository: &Repository, name: &str, node: Node) -> Result<Rc<VersionContent>, Error> {
        let key = (name.to_owned(), node.id);
        if let Some(known) = self.0.borrow().get(&key) {
            return Ok(Rc::clone(known));
        }
        let read = Rc::new(content(repository, name, node)?);
        if node.mode == EntryMode::File {
            self.0.borrow_mut().insert(key, Rc::clone(&read));
        }
        Ok(read)
    }
}

impl<'d> Attribution<'d> {
    /// Looks for whoever did what is changed.
    pub fn new(
        located: &'d Located,
        trees: &'d Trees<'d>,
        changed: &[FileChange],
        renames: &RenameTrail,
        known: &'d ContentCache,
    ) -> Self {
        let pairs: Vec<RecordPair> = changed.iter().map(|changed| RecordPair::of(changed, renames)).collect();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, pair) in pairs.iter().enumerate() {
            for name in &pair.names {
                by_name.entry(name.clone()).or_default().push(at);
            }
        }
        let is_shallow = located.repository.is_shallow();
        Attribution { located, trees, pairs, by_name, known, is_shallow }
    }

    /// The paths that are asked about.
    pub fn names(&self) -> HashSet<String> {
        self.by_name.keys().cloned().collect()
    }

    /// Looks at a commit, the one at a place among those of the proposal. Returns the first file of the registry that it changed.
    ///
    /// # Errors
    /// When git cannot read an object.
    pub fn commit(&mut self, id: Oid, place: usize, touched: CommitChanges) -> Result<Option<String>, Error> {
        let CommitChanges { tree, parents, first, nodes } = touched;
        let pairs: BTreeSet<usize> =
            nodes.keys().filter_map(|path| self.by_name.get(path)).flatten().copied().collect();
        let is_merge = parents.len() > 1 && !self.is_shallow;
        let ancestor = if is_merge { Some(self.ancestor(&self.located.repository.find_commit(id)?)?) } else { None };
        let mut did_something = parents.len() < 2;
        for at in pairs {
            let Some(pair) = self.pairs.get(at) else { continue };
            let sides = match (pair.names.as_slice(), parents.as_slice()) {
                // Most commits have one parent, and most files one name: what differs was just read.
                ([name], [_]) => {
                    let node = nodes.get(name);
                    let read = |node: Option<Node>| node.map(|node| self.read(name, node)).transpose();
                    let (old, new) = (node.and_then(|node| node.old), node.and_then(|node| node.new));
                    ParentVersions { after: read(new)?, parents: vec![read(old)?], ancestor: None }
                }
                _ => ParentVersions {
                    after: self.content(pair, tree)?,
                    parents: parents.iter().map(|parent| self.content(pair, *parent)).collect::<Result<_, _>>()?,
                    ancestor: ancestor.map(|ancestor| self.content(pair, ancestor)).transpose()?,
                },
            };
            did_something |= self.look(at, place, &sides);
        }
        Ok(first.filter(|_| did_something))
    }

    /// Notes which fields of a changed file a commit did. Whether there is any.
    fn look(&mut self, at: usize, place: usize, sides: &ParentVersions) -> bool {
        let Some(pair) = self.pairs.get(at) else { return false };
        let mut done = Vec::new();
        for field in pair.fields.keys() {
            let now = pair.says(sides.after.as_deref(), field);
            let parents: Vec<FieldState> = sides.parents.iter().map(|side| pair.says(side.as_deref(), field)).collect();
            let was = sides.ancestor.as_ref().map(|before| pair.says(before.as_deref(), field));
            if !is_explained(&now, &parents, was.as_ref()) {
                done.push((field.clone(), now));
            }
        }
        let any = !done.is_empty();
        if let Some(pair) = self.pairs.get_mut(at) {
            for (field, now) in done {
                let value = match now {
                    FieldState::Nothing => None,
                    FieldState::Something(value) => Some(value),
                    // Nothing that could be what the field comes to.
                    FieldState::Unreadable => Some('\u{0}'.to_string()),
                };
                pair.done.entry(field).or_default().push((place, value));
            }
        }
        any
    }

    /// The registry at the commit where the parents of a merge parted; none where they have nothing in common.
    fn ancestor(&self, merge: &git2::Commit<'_>) -> Result<Option<Oid>, Error> {
        let parents: Vec<Oid> = merge.parent_ids().collect();
        let base = match parents.as_slice() {
            [one, other] => self.located.repository.merge_base(*one, *other),
            all => self.located.repository.merge_base_octopus(all),
        };
        match base {
            Ok(base) => self.trees.folder(self.located.repository.find_commit(base)?.tree_id(), &self.located.prefix),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What a changed file says in a tree, under whichever of its names it has there.
    fn content(&self, pair: &RecordPair, tree: Option<Oid>) -> Result<Option<Rc<VersionContent>>, Error> {
        for name in &pair.names {
            if let Some(node) = self.trees.node(tree, name)? {
                return self.read(name, node).map(Some);
            }
        }
        Ok(None)
    }

    /// What a node of a tree says.
    fn read(&self, name: &str, node: Node) -> Result<Rc<VersionContent>, Error> {
        self.known.read(&self.located.repository, name, node)
    }

    /// Writes down, at each changed field, who did it: those who made it say what it says in the end; where merging made it say
    /// what no commit did, all who did anything to it.
    pub fn name(self, changed: &mut [FileChange]) {
        for (pair, changed) in self.pairs.into_iter().zip(changed) {
            for change in &mut changed.fields {
                let done = pair.done.get(&change.field).map_or(&[][..], Vec::as_slice);
                let finally = pair.fields.get(&change.field);
                let mut by: Vec<usize> =
                    done.iter().filter(|(_, value)| Some(value) == finally).map(|(place, _)| *place).collect();
                if by.is_empty() && !changed.uncommitted {
                    by = done.iter().map(|(place, _)| *place).collect();
                }
                by.dedup();
                change.by = by;
            }
        }
    }
}

impl RecordPair {
    fn of(changed: &FileChange, renames: &RenameTrail) -> RecordPair {
        let sides = changed.new.iter().chain(&changed.old);
        let mut names: Vec<String> = sides.clone().map(|(path, _)| path.clone()).collect();
        // On the proposal's side it may still have the name that the target has changed meanwhile.
        let before: Vec<String> = names
            .iter()
            .flat_map(|name| renames.older(name).iter().map(String::as_str).chain([renames.when_parted(name)]))
            .map(str::to_owned)
            .collect();
        for name in before {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.dedup();
        let is_opaque = sides.into_iter().any(|(_, content)| matches!(content, VersionContent::Opaque(_)));
        let fields = changed.fields.iter().map(|change| {
            let value = change.new.as_ref().map(|said| said.value.clone());
            (change.field.clone(), value)
        });
        RecordPair { names, is_opaque, fields: fields.collect(), done: HashMap::new() }
    }

    fn says(&self, content: Option<&VersionContent>, field: &RecordField) -> FieldState {
        match content {
            None => FieldState::Nothing,
            // Whatever a file is compared as a whole by.
            Some(content) if self.is_opaque || field.key == CONTENT => match content {
                VersionContent::Opaque(which) => FieldState::Something(which.clone()),
                VersionContent::Fields(fields) => FieldState::Something(format!("{fields:?}")),
            },
            Some(VersionContent::Opaque(_)) => FieldState::Unreadable,
            Some(VersionContent::Fields(fields)) => {
                fields.get(field).map_or(FieldState::Nothing, |said| FieldState::Something(said.value.clone()))
            }
        }
    }
}

/// Whether a field says after a commit what its parents give without anybody's doing. A merge takes the side that changed the
/// field since they parted; where more than one did, or where it is not known where they parted, somebody chose.
fn is_explained(now: &FieldState, sides: &[FieldState], was: Option<&FieldState>) -> bool {
    match sides {
        [] => *now == FieldState::Nothing,
        [parent] => now == parent,
        sides if sides.iter().all(|side| side == now) => true,
        sides => {
            let Some(was) = was else { return false };
            let mut moved = sides.iter().filter(|side| *side != was);
            match (moved.next(), moved.next()) {
                (None, _) => now == was,
                (Some(one), None) => now == one,
                (Some(one), Some(_)) => {
                    let same = sides.iter().filter(|side| *side != was).all(|side| side == one);
                    same && now == one
                }
            }
        }
    }
}
