//! Which records have to do with each other, by the names that they have or use in common: whoever changed one looks at these again.
//!
//! What is said of a record is made from the record, from what it names, from those that name it, and from the editions that came
//! before and after these, by any number of steps. So records are told by their names alone, and those that are not recorded count
//! too: a record that comes to have one is then found by those that used it.

use std::collections::{BTreeSet, HashMap};

use crate::model::{FileId, FileRange, Kind};
use crate::number::Number;
use crate::references::{Edge, Reference, ReferenceTarget};

use super::Registry;

/// The names of all records, each with the files of those that have it or use it.
#[derive(Debug, Default)]
pub struct SharedNames {
    files: HashMap<Box<str>, Vec<FileId>>,
}

/// A name that a record has or uses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    text: String,
    /// It is its own, or of one that it took the place of: what is said of one of these is said with a look at all.
    is_kin: bool,
}

impl SharedNames {
    /// The names of a registry.
    #[must_use]
    pub fn of(registry: &Registry) -> Self {
        let mut all = SharedNames::default();
        all.files.reserve(registry.files.len());
        for place in 0..registry.files.len() {
            all.enter(registry, file_at(place));
        }
        all
    }

    /// Enters the names of the record in a file.
    pub fn enter(&mut self, registry: &Registry, file: FileId) {
        for name in names(registry, file) {
            let files = self.files.entry(name.text.into()).or_default();
            if !files.contains(&file) {
                files.push(file);
            }
        }
    }

    /// Takes out the names of the record in a file, which are still what they were when they were entered.
    pub fn take_out(&mut self, registry: &Registry, file: FileId) {
        for name in names(registry, file) {
            if let Some(files) = self.files.get_mut(name.text.as_str()) {
                files.retain(|other| *other != file);
            }
        }
    }

    /// The records of which something else may be said where those in some files change, these among them; none where that
    /// may be any, or more than so many.
    #[must_use]
    pub fn near(&self, registry: &Registry, files: &BTreeSet<FileId>, most: usize) -> Option<BTreeSet<FileId>> {
        if files.iter().any(|file| concerns_all(registry, *file)) {
            return None;
        }
        let mut near = BTreeSet::new();
        let mut open = self.with_kin(registry, files.clone());
        for step in 0..=STEPS {
            near.extend(open.iter().copied());
            if near.len() > most {
                return None;
            }
            if step < STEPS {
                let next = open.iter().flat_map(|file| names(registry, *file));
                let next = next.flat_map(|name| self.having(&name)).filter(|file| !near.contains(file)).collect();
                open = self.with_kin(registry, next);
            }
        }
        // What the city made itself on the same topics has these days, too.
        for standard in files.iter().filter_map(|file| registry.standard_in(*file)) {
            let topics = &registry.standards[standard].topics;
            let others = topics.iter().flat_map(|topic| registry.on_topic(topic));
            near.extend(
                others.map(|other| &registry.standards[*other]).filter(|own| own.is_municipal()).map(|own| own.file),
            );
        }
        // These are made from all that there is, and are few.
        near.extend(registry.policies.iter().map(|policy| policy.file));
        near.extend(registry.agencies.iter().filter(|agency| !agency.roles.is_empty()).map(|agency| agency.file));
        Some(near)
    }

    /// Some records with all that came before and after them.
    fn with_kin(&self, registry: &Registry, mut files: BTreeSet<FileId>) -> BTreeSet<FileId> {
        let mut open: Vec<FileId> = files.iter().copied().collect();
        while let Some(file) = open.pop() {
            for name in names(registry, file).into_iter().filter(|name| name.is_kin) {
                for other in self.having(&name) {
                    let is_kin = || names(registry, other).contains(&name);
                    if !files.contains(&other) && is_kin() {
                        files.insert(other);
                        open.push(other);
                    }
                }
            }
        }
        files
    }

    fn having(&self, name: &Name) -> impl Iterator<Item = FileId> + use<'_> {
        self.files.get(name.text.as_str()).into_iter().flatten().copied()
    }
}

/// How far it reaches from one record to others: from a standard to the projects that declare it, and to the agencies of these.
const STEPS: usize = 2;

fn file_at(place: usize) -> FileId {
    FileId(u32::try_from(place).unwrap_or(u32::MAX))
}

/// Whether any record may have to do with the one in a file.
fn concerns_all(registry: &Registry, file: FileId) -> bool {
    let (kind, _) = registry.record_of(file);
    match kind {
        Kind::Config | Kind::Taxonomy | Kind::Evidence | Kind::Policy => true,
        Kind::Agency => {
            let own = registry.agencies.binary_search_by_key(&file, |agency| agency.file);
            own.ok().is_none_or(|at| !registry.agencies[at].roles.is_empty())
        }
        _ => false,
    }
}

/// The names that the record in a file has or uses.
fn names(registry: &Registry, file: FileId) -> Vec<Name> {
    let mut all = BTreeSet::new();
    let (kind, id) = registry.record_of(file);
    let mut own = |kind: Kind, id: &str| all.insert(Name { text: format!("{} {id}", kind.id()), is_kin: true });
    own(kind, id);
    let place = registry.find(kind, id);
    let record = place.and_then(|place| registry.record_at(kind, place));
    for id in record.map_or(&[][..], |record| record.formerly()) {
        own(kind, &id.value);
    }
    if let Ok(standard) = registry.standards.binary_search_by_key(&file, |own| own.file) {
        let record = &registry.standards[standard];
        match (&record.number, &record.title) {
            (Some(cited), _) => add_number(&mut all, &cited.number, true),
            (None, Some(title)) => drop(all.insert(Name { text: title.value.clone(), is_kin: true })),
            (None, None) => {}
        }
    }
    registry.each_reference_in(Some(FileRange::from(file)), &mut |Reference { edge, to, .. }| {
        let is_kin = matches!(edge, Edge::Replaces | Edge::PartlyReplaces | Edge::FormerNumber | Edge::SucceededBy);
        let mut used = |kind: Kind, id: &str| all.insert(Name { text: format!("{} {id}", kind.id()), is_kin });
        match to {
            ReferenceTarget::Standard(cited) => add_number(&mut all, &cited.number, is_kin),
            ReferenceTarget::Agency(id) | ReferenceTarget::Issuer(id) => drop(used(Kind::Agency, id)),
            ReferenceTarget::Project(id) => drop(used(Kind::Project, id)),
            ReferenceTarget::Resource(id) => drop(used(Kind::Resource, id)),
            // These are in files that concern all records.
            ReferenceTarget::Clause(_)
            | ReferenceTarget::Organ(_)
            | ReferenceTarget::EvidenceKind(_)
            | ReferenceTarget::Rule(_)
            | ReferenceTarget::Region(_)
            | ReferenceTarget::Class(_)
            | ReferenceTarget::Topic(_)
            | ReferenceTarget::Trait(_)
            | ReferenceTarget::Role(_)
            | ReferenceTarget::Duty(_) => {}
        }
    });
    all.into_iter().collect()
}

/// The families that a number is of: its own, that of the edition that it belongs to, and that of the whole that it is a part of.
fn add_number(all: &mut BTreeSet<Name>, number: &Number, is_kin: bool) {
    let families = [Some(number.undated()), Some(number.edition().undated()), number.whole()];
    let families = families.into_iter().flatten();
    all.extend(families.map(|family| Name { text: family.canonical().to_owned(), is_kin }));
}
