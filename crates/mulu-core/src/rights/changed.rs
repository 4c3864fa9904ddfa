//! What a proposal changes: files paired, fields compared.

use std::collections::{HashMap, HashSet};

use crate::model::{Actor, Kind, Stage};
use crate::references::Renames;
use crate::source::{kind_of, stem};

use super::fields::{CONTENT, Fields, NormalisedValue, RecordField, VersionContent, items};
use super::narrowing::takes_back;
use super::owners::owner;

/// A file that a proposal changes.
#[derive(Clone, Debug)]
pub struct FileChange {
    /// The kind of record; none for a file that is none.
    pub kind: Option<Kind>,
    /// Its path and what it said at the target's tip; none where it is new.
    pub old: Option<(String, VersionContent)>,
    /// Its path and what it says in the merged result; none where it is gone.
    pub new: Option<(String, VersionContent)>,
    /// The fields that differ.
    pub fields: Vec<FieldChange>,
    /// Whether it is not committed yet, so that nobody answers for what no commit did.
    pub uncommitted: bool,
    /// Whether a new file has the id of a record of its kind that is still there.
    pub takes_an_id: bool,
}

/// A field that differs, and the commits that made it so, by their places among those of the proposal.
#[derive(Clone, Debug)]
pub struct FieldChange {
    /// The field.
    pub field: RecordField,
    /// What it said.
    pub old: Option<NormalisedValue>,
    /// What it says.
    pub new: Option<NormalisedValue>,
    /// Who did it.
    pub by: Vec<usize>,
}

/// What is done to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// It was not there.
    Set,
    /// It says something else.
    Change,
    /// It is gone.
    Remove,
}

impl FieldChange {
    /// What is done to the field.
    #[must_use]
    pub fn op(&self) -> Op {
        match (&self.old, &self.new) {
            (None, _) => Op::Set,
            (Some(_), Some(_)) => Op::Change,
            (Some(_), None) => Op::Remove,
        }
    }
}

impl FileChange {
    /// A file before and after. What cannot be read on either side is compared as a whole.
    #[must_use]
    pub fn of(old: Option<(String, VersionContent)>, new: Option<(String, VersionContent)>) -> FileChange {
        let path = new.as_ref().or(old.as_ref()).map_or("", |(path, _)| path);
        let kind = kind_of(path);
        let fields = match (old.as_ref().map(|(_, old)| old), new.as_ref().map(|(_, new)| new)) {
            (Some(VersionContent::Opaque(_)), _) | (_, Some(VersionContent::Opaque(_))) => {
                let whole =
                    |side: &Option<(String, VersionContent)>| side.as_ref().map(|(path, content)| whole(path, content));
                let field = RecordField { key: CONTENT.to_owned(), entry: String::new() };
                vec![FieldChange { field, old: whole(&old), new: whole(&new), by: Vec::new() }]
            }
            (old, new) => differing(fields_of(old), fields_of(new)),
        };
        FileChange { kind, old, new, fields, uncommitted: false, takes_an_id: false }
    }

    /// Its path in the merged result; where it was, if it is gone.
    #[must_use]
    pub fn path(&self) -> &str {
        self.new.as_ref().or(self.old.as_ref()).map_or("", |(path, _)| path)
    }

    /// The record's id at the target's tip, where it was there; else its own.
    #[must_use]
    pub fn id(&self) -> &str {
        stem(self.old.as_ref().or(self.new.as_ref()).map_or("", |(path, _)| path))
    }

    /// Who may do what was done to a field, as the table of owners has it; none where it stands nowhere.
    #[must_use]
    pub fn entitled(&self, change: &FieldChange) -> Option<Actor> {
        let row = owner(self.kind?, &change.field.key)?;
        let who = match change.op() {
            Op::Set if self.old.is_none() => row.begin,
            Op::Set => row.set,
            Op::Change => row.change,
            Op::Remove => row.remove,
        };
        Some(match who {
            Actor::OwnerAdding if takes_back(change) && self.is_past_planning() => Actor::Authority,
            Actor::OwnerAdding => Actor::Owner,
            who => who,
        })
    }

    /// Whether a project had been approved, or was at a later stage, at the target's tip: others decided on what it said then.
    fn is_past_planning(&self) -> bool {
        self.said("approved").is_some() || self.said("stage").is_some_and(|stage| stage != Stage::Planning.id())
    }

    /// What a field of the record itself said at the target's tip.
    #[must_use]
    pub fn said(&self, key: &str) -> Option<&str> {
        self.old.as_ref()?.1.says(key)
    }

    /// What a field of the record itself says now.
    #[must_use]
    pub fn says(&self, key: &str) -> Option<&str> {
        self.new.as_ref()?.1.says(key)
    }
}

fn whole(path: &str, content: &VersionContent) -> NormalisedValue {
    let value = match content {
        VersionContent::Opaque(which) => which.clone(),
        VersionContent::Fields(_) => path.to_owned(),
    };
    NormalisedValue { value, span: crate::model::Span::default() }
}

fn fields_of(content: Option<&VersionContent>) -> Option<&Fields> {
    match content? {
        VersionContent::Fields(fields) => Some(fields),
        VersionContent::Opaque(_) => None,
    }
}

fn differing(old: Option<&Fields>, new: Option<&Fields>) -> Vec<FieldChange> {
    let none = Fields::new();
    let (old, new) = (old.unwrap_or(&none), new.unwrap_or(&none));
    let mut keys: Vec<&RecordField> = old.keys().chain(new.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
        .filter(|field| old.get(*field) != new.get(*field))
        .map(|field| FieldChange {
            field: field.clone(),
            old: old.get(field).cloned(),
            new: new.get(field).cloned(),
            by: Vec::new(),
        })
        .collect()
}

/// What a proposal calls otherwise than the target's tip: the records that it renames, and the standards that it gives another
/// number, or a number instead of their titles.
#[must_use]
pub fn renames(changed: &[FileChange]) -> Renames {
    let mut renames = Renames::default();
    for changed in changed {
        let (Some(kind), Some((old, _)), Some((new, _))) = (changed.kind, &changed.old, &changed.new) else { continue };
        let is_said = changed.new.as_ref().is_some_and(|(_, content)| formerly(content).contains(stem(old)));
        if kind_of(old) != Some(kind) || (stem(old) != stem(new) && !is_said) {
            continue;
        }
        renames.id(kind, stem(old), stem(new));
        if let (Kind::Standard, Some(now)) = (kind, changed.says("number")) {
            // Where only the spelling of a number changed, both are one.
            let was = changed.said("number").or_else(|| changed.said("title"));
            renames.number(was.unwrap_or(now), now);
        }
    }
    renames
}

/// A file with what it says.
pub type FileVersion = (String, VersionContent);

/// Finds which of the files that are gone and of those that are new are one record under two names: the same id in another
/// folder, an id that the new one says it had, or the same number, document number or name.
#[must_use]
pub fn pair(gone: Vec<FileVersion>, new: Vec<FileVersion>) -> Vec<(Option<FileVersion>, Option<FileVersion>)> {
    let mut left: Vec<Option<FileVersion>> = gone.into_iter().map(Some).collect();
    let mut known: HashMap<(Option<Kind>, String), Vec<usize>> = HashMap::new();
    for (at, (path, content)) in left.iter().enumerate().filter_map(|(at, file)| Some((at, file.as_ref()?))) {
        for name in names(path, content) {
            known.entry((kind_of(path), name)).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (path, content) in new {
        let mut wanted = names(&path, &content);
        wanted.extend(formerly(&content).into_iter().map(|id| format!("/{id}")));
        let found = wanted.into_iter().filter_map(|name| known.get(&(kind_of(&path), name))).flatten();
        let found = found.copied().find(|at| left.get(*at).is_some_and(Option::is_some));
        let old = found.and_then(|at| left.get_mut(at)?.take());
        pairs.push((old, Some((path, content))));
    }
    pairs.extend(left.into_iter().flatten().map(|old| (Some(old), None)));
    pairs
}

/// What a record can be known by under another path; a file that is not a record only by its path.
fn names(path: &str, content: &VersionContent) -> Vec<String> {
    let Some(kind) = kind_of(path) else { return Vec::new() };
    let said = kind.declaration().identity.iter().filter_map(|key| Some(format!("{key}={}", content.says(key)?)));
    std::iter::once(format!("/{}", stem(path))).chain(said).collect()
}

/// The ids that a record says it had.
fn formerly(content: &VersionContent) -> HashSet<String> {
    content.says("formerly").into_iter().flat_map(items).map(str::to_owned).collect()
}
