//! Git's trees compared raw: which record files differ between two of them.
//!
//! libgit2's own diff is forty times slower than this for a registry of many small files: a subtree with the same id is the same
//! everywhere below, so only what differs is ever read.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::CStr;
use std::rc::Rc;

use git2::{Error, Odb, Oid, Repository};

use crate::budget::TreeBudget;
use mulu_core::source::{DEEPEST, is_folder, kind_of};

/// How many bytes of trees are kept at hand. The tree after a commit is the tree before the next one.
const HELD: usize = 32 << 20;

/// A record's file that differs between two trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its path from the registry's root.
    pub path: String,
    /// Its blob in the old tree.
    pub old: Option<Oid>,
    /// Its blob in the new tree.
    pub new: Option<Oid>,
}

/// Trees that were read, and how many bytes they are.
#[derive(Default)]
struct TreeCache {
    trees: HashMap<Oid, Rc<[u8]>>,
    size: usize,
}

/// The trees of a repository, read as they are stored.
pub struct Trees<'r> {
    odb: Odb<'r>,
    held: RefCell<TreeCache>,
}

/// What an entry of a tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryMode {
    /// A folder.
    Folder,
    /// A file.
    File,
    /// A link or a submodule: never a record.
    Other,
}

/// An entry of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub mode: EntryMode,
    /// The id of what it holds.
    pub id: Oid,
}

/// A path that differs between two trees, whatever it is: a file, a link, a submodule, or a folder that lies too deep to be
/// looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nodes {
    /// Its path from the registry's root.
    pub path: String,
    /// What it is in the old tree.
    pub old: Option<Node>,
    /// What it is in the new tree.
    pub new: Option<Node>,
}

struct TreeEntry<'t> {
    mode: EntryMode,
    name: &'t [u8],
    id: Oid,
}

impl TreeEntry<'_> {
    /// What git sorts by: a folder as if its name ended in a slash.
    fn key(&self) -> impl Iterator<Item = u8> {
        self.name.iter().copied().chain((self.mode == EntryMode::Folder).then_some(b'/'))
    }
}

/// The next entry of a raw tree: `mode name NUL id`.
fn next<'t>(rest: &mut &'t [u8]) -> Option<TreeEntry<'t>> {
    let (mode, behind) = parted(rest, b' ')?;
    let (name, behind) = parted(behind, 0)?;
    let (id, behind) = behind.split_first_chunk::<20>()?;
    let mode = match mode {
        b"40000" | b"040000" => EntryMode::Folder,
        mode if mode.starts_with(b"100") => EntryMode::File,
        _ => EntryMode::Other,
    };
    let id = Oid::from_bytes(id).ok()?;
    *rest = behind;
    Some(TreeEntry { mode, name, id })
}

/// What stands before the first of some byte, and what behind it.
fn parted(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let (before, behind) = bytes.split_at_checked(bytes.iter().position(|byte| *byte == at)?)?;
    Some((before, behind.split_first()?.1))
}

impl<'r> Trees<'r> {
    /// The trees of a repository.
    ///
    /// # Errors
    /// When its objects cannot be opened.
    pub fn of(repository: &'r Repository) -> Result<Self, Error> {
        Ok(Trees { odb: repository.odb()?, held: RefCell::default() })
    }

    fn raw(&self, id: Option<Oid>) -> Result<Rc<[u8]>, Error> {
        let Some(id) = id else { return Ok(Rc::from([])) };
        let held = &mut *self.held.borrow_mut();
        if let Some(tree) = held.trees.get(&id) {
            return Ok(Rc::clone(tree));
        }
        let tree: Rc<[u8]> = Rc::from(self.odb.read(id)?.data());
        if held.size + tree.len() > HELD {
            held.trees.clear();
            held.size = 0;
        }
        held.size += tree.len();
        held.trees.insert(id, Rc::clone(&tree));
        Ok(tree)
    }

    /// Goes through what differs between two trees of a registry, folder by folder, and enters a folder where `visit` says so: it is
    /// given the path, how deep that lies, what it is, and its object before and after.
    ///
    /// # Errors
    /// When a tree cannot be read.
    fn walk(
        &self,
        old: Option<Oid>,
        new: Option<Oid>,
        mut visit: impl FnMut(&str, usize, EntryMode, Option<Oid>, Option<Oid>) -> bool,
    ) -> Result<(), Error> {
        let mut open = vec![(String::new(), old, new, 0)];
        let mut budget = TreeBudget::new();
        while let Some((folder, old, new, depth)) = open.pop() {
            if old == new {
                continue;
            }
            let (old, new) = (self.raw(old)?, self.raw(new)?);
            let mut taken = Ok(());
            merge(&old, &new, |name, mode, old, new| {
                let name = String::from_utf8_lossy(name);
                let path = if folder.is_empty() { name.into_owned() } else { format!("{folder}/{name}") };
                if taken.is_ok() {
                    taken = budget.take(&path);
                }
                if visit(&path, depth, mode, old, new) {
                    open.push((path, old, new, depth + 1));
                }
            });
            taken?;
        }
        Ok(())
    }

    /// The record files that differ between two trees of a registry, by path.
    ///
    /// # Errors
    /// When a tree cannot be read.
    pub fn differing(&self, old: Option<Oid>, new: Option<Oid>) -> Result<Vec<Differing>, Error> {
        let mut found = Vec::new();
        self.walk(old, new, |path, depth, mode, old, new| {
            if mode == EntryMode::File && kind_of(path).is_some() {
                found.push(Differing { path: path.to_owned(), old, new });
            }
            mode == EntryMode::Folder && depth < DEEPEST && (depth > 0 || is_folder(path))
        })?;
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(one_each(found))
    }

    /// Every path that differs between two trees of a registry, records or not. What lies deeper than is looked into differs as a
    /// whole.
    ///
    /// # Errors
    /// When a tree cannot be read.
    pub fn nodes(&self, old: Option<Oid>, new: Option<Oid>) -> Result<Vec<Nodes>, Error> {
        let mut found: Vec<Nodes> = Vec::new();
        self.walk(old, new, |path, depth, mode, old, new| {
            let is_entered = mode == EntryMode::Folder && depth < DEEPEST;
            if !is_entered {
                let node = |id: Option<Oid>| id.map(|id| Node { mode, id });
                found.push(Nodes { path: path.to_owned(), old: node(old), new: node(new) });
            }
            is_entered
        })?;
        found.sort_by(|a, b| a.path.cmp(&b.path));
        // A path that was told twice, gone as one thing and come as another, is one.
        found.dedup_by(|later, first| {
            let same = later.path == first.path;
            if same {
                first.old = first.old.or(later.old);
                first.new = first.new.or(later.new);
            }
            same
        });
        Ok(found)
    }

    /// What a path is in a tree; none where there is nothing, or a folder that is looked into.
    ///
    /// # Errors
    /// When a tree cannot be read.
    pub fn node(&self, tree: Option<Oid>, path: &str) -> Result<Option<Node>, Error> {
        let mut tree = tree;
        let mut parts = path.split('/').enumerate().peekable();
        while let Some((depth, part)) = parts.next() {
            let raw = self.raw(tree)?;
            let mut rest = &raw[..];
            let mut entries = std::iter::from_fn(|| next(&mut rest));
            let Some(entry) = entries.find(|entry| String::from_utf8_lossy(entry.name) == part) else {
                return Ok(None);
            };
            match (parts.peek(), entry.mode) {
                (None, EntryMode::Folder) if depth < DEEPEST => return Ok(None),
                (None, mode) => return Ok(Some(Node { mode, id: entry.id })),
                (Some(_), EntryMode::Folder) => tree = Some(entry.id),
                (Some(_), _) => return Ok(None),
            }
        }
        Ok(None)
    }

    /// The blob of a file in a tree.
    ///
    /// # Errors
    /// When a tree cannot be read.
    pub fn blob(&self, tree: Option<Oid>, path: &str) -> Result<Option<Oid>, Error> {
        self.find(tree, path, EntryMode::File)
    }

    /// A folder of a tree; an empty path is the tree itself.
    ///
    /// # Errors
    /// When a tree cannot be read.
    pub fn folder(&self, tree: Oid, path: &str) -> Result<Option<Oid>, Error> {
        if path.is_empty() { Ok(Some(tree)) } else { self.find(Some(tree), path, EntryMode::Folder) }
    }

    fn find(&self, tree: Option<Oid>, path: &str, wanted: EntryMode) -> Result<Option<Oid>, Error> {
        let mut tree = tree;
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            let raw = self.raw(tree)?;
            let mode = if parts.peek().is_some() { EntryMode::Folder } else { wanted };
            let mut rest = &raw[..];
            let mut entries = std::iter::from_fn(|| next(&mut rest));
            let Some(entry) = entries.find(|entry| entry.name == part.as_bytes() && entry.mode == mode) else {
                return Ok(None);
            };
            tree = Some(entry.id);
        }
        Ok(tree)
    }
}

/// Walks two sorted trees side by side and tells each entry that differs.
fn merge(old: &[u8], new: &[u8], mut differs: impl FnMut(&[u8], EntryMode, Option<Oid>, Option<Oid>)) {
    use std::cmp::Ordering;
    let (mut old, mut new) = (old, new);
    skip_common(&mut old, &mut new);
    let (mut before, mut after) = (next(&mut old), next(&mut new));
    loop {
        let order = match (&before, &after) {
            (None, None) => return,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(before), Some(after)) => before.key().cmp(after.key()),
        };
        let gone = if order == Ordering::Greater { None } else { before.take() };
        let come = if order == Ordering::Less { None } else { after.take() };
        match (&gone, &come) {
            // A link that became a file, or the reverse: only the file counts.
            (Some(gone), Some(come)) if gone.mode != come.mode => {
                differs(gone.name, gone.mode, Some(gone.id), None);
                differs(come.name, come.mode, None, Some(come.id));
            }
            (Some(gone), Some(come)) if gone.id == come.id => {}
            (Some(gone), Some(come)) => differs(gone.name, gone.mode, Some(gone.id), Some(come.id)),
            (Some(gone), None) => differs(gone.name, gone.mode, Some(gone.id), None),
            (None, Some(come)) => differs(come.name, come.mode, None, Some(come.id)),
            (None, None) => return,
        }
        if gone.is_some() && come.is_some() {
            skip_common(&mut old, &mut new);
        }
        if gone.is_some() {
            before = next(&mut old);
        }
        if come.is_some() {
            after = next(&mut new);
        }
    }
}

/// Passes over the entries that both trees begin with: of a thousand files in a folder, a commit touches one. What is the same is told
/// by blocks first, and only then where an entry ends.
fn skip_common(old: &mut &[u8], new: &mut &[u8]) {
    let same = common(old, new);
    // Behind the last difference all is the same, and where entries end there does not matter.
    if same == old.len() && same == new.len() {
        (*old, *new) = (&[], &[]);
        return;
    }
    let mut at = 0;
    while let Some(name) = old.get(at..same).and_then(|rest| CStr::from_bytes_until_nul(rest).ok()) {
        let end = at + name.count_bytes() + 21;
        if end > same {
            break;
        }
        at = end;
    }
    let behind = |tree: &mut &[u8]| {
        if let Some(rest) = tree.get(at..) {
            *tree = rest;
        }
    };
    behind(old);
    behind(new);
}

/// How many bytes two trees have in common at their beginning.
fn common(old: &[u8], new: &[u8]) -> usize {
    const BLOCK: usize = 256;
    let blocks =
        old.chunks_exact(BLOCK).zip(new.chunks_exact(BLOCK)).take_while(|(old, new)| old == new).count() * BLOCK;
    let (old, new) = (old.get(blocks..).unwrap_or_default(), new.get(blocks..).unwrap_or_default());
    blocks + old.iter().zip(new).take_while(|(old, new)| old == new).count()
}

/// A path that was told twice, gone as one thing and come as another, told once.
fn one_each(found: Vec<Differing>) -> Vec<Differing> {
    let mut each: Vec<Differing> = Vec::with_capacity(found.len());
    for differing in found {
        match each.last_mut().filter(|last| last.path == differing.path) {
            Some(last) => {
                last.old = last.old.or(differing.old);
                last.new = last.new.or(differing.new);
            }
            None => each.push(differing),
        }
    }
    each
}
