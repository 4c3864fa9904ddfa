//! Which records have to do with each other, by the names that they have or use in common: whoever changed one looks at these again.
//!
//! What is said of a record is made from the record, from what it names, from those that name it, and from the editions that came
//! before and after these, by any number of steps. So records are told by their names alone, and those that are not recorded count
//! too: a record that comes to have one is then found by those that used it.

use std::collections::{BTreeSet, HashMap};

use crate::model::{FileId, FileRange, Kind};
use crate::number::Number;
use crate::references::{Edge, HasReferences, Reference, ReferenceTarget};

use super::Registry;

/// The names of all records, each with the files of those that have it and of those that use it.
#[derive(Debug, Default)]
pub struct SharedNames {
    files: HashMap<Box<str>, NamedFiles>,
}

/// The files of the records that a name is about.
#[derive(Debug, Default)]
struct NamedFiles {
    /// Those that have it.
    owners: Vec<FileId>,
    /// Those that use it.
    users: Vec<FileId>,
}

impl NamedFiles {
    fn list(&mut self, of_owners: bool) -> &mut Vec<FileId> {
        if of_owners { &mut self.owners } else { &mut self.users }
    }
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
        for file in registry.file_ids() {
            all.enter(registry, file);
        }
        all
    }

    /// Enters the names of the record in a file, which is not entered.
    pub fn enter(&mut self, registry: &Registry, file: FileId) {
        for name in names(registry, file) {
            self.files.entry(name.text.into()).or_default().list(name.is_kin).push(file);
        }
    }

    /// Takes out the names of the record in a file, which are still what they were when they were entered.
    pub fn take_out(&mut self, registry: &Registry, file: FileId) {
        for name in names(registry, file) {
            if let Some(files) = self.files.get_mut(name.text.as_str()) {
                files.list(name.is_kin).retain(|other| *other != file);
            }
        }
    }

    /// The names that the records in some files have.
    #[must_use]
    pub fn own(registry: &Registry, files: &BTreeSet<FileId>) -> BTreeSet<String> {
        let all = files.iter().flat_map(|file| names(registry, *file));
        all.filter(|name| name.is_kin).map(|name| name.text).collect()
    }

    /// The records of which something else may be said where those in some files change, these among them; none where that
    /// may be any, or more than so many.
    #[must_use]
    pub fn near(&self, registry: &Registry, files: &BTreeSet<FileId>, most: usize) -> Option<BTreeSet<FileId>> {
        if files.iter().any(|file| concerns_all(registry, *file)) {
            return None;
        }
        let mut near = BTreeSet::new();
        let mut reached = self.with_kin(registry, files.clone());
        let on_topics = municipal_on_topics_of(registry, &reached);
        reached.extend(on_topics);
        let mut open = reached.clone();
        for step in 0..=STEPS {
            near.extend(open.iter().copied());
            if step == STEPS {
                break;
            }
            let Neighbourhood { owners, users } = self.neighbourhood(registry, &open);
            if near.len() + owners.len() + users.len() > most {
                return None;
            }
            near.extend(self.with_kin(registry, owners));
            open = self.with_kin(registry, users).into_iter().filter(|file| reached.insert(*file)).collect();
        }
        // These are made from all that there is, and are few.
        near.extend(registry.policies.iter().map(|policy| policy.file));
        near.extend(registry.agencies.iter().filter(|agency| !agency.roles.is_empty()).map(|agency| agency.file));
        near.extend(self.with_kin(registry, organs(registry)));
        (near.len() <= most).then_some(near)
    }

    /// What lies beside some records. Who uses a name of theirs says something of them, and what is said of that goes on from there; whose
    /// name they use tells of them, and of nothing else that is said of them.
    fn neighbourhood(&self, registry: &Registry, open: &BTreeSet<FileId>) -> Neighbourhood {
        let mut beside = Neighbourhood::default();
        for file in open {
            // Of the issuers of one paper, which of the others count rests on all.
            let is_of_issuers = registry.record_of(*file).0 == Kind::Evidence;
            for name in names(registry, *file) {
                let Some(files) = self.files.get(name.text.as_str()) else { continue };
                if name.is_kin || is_of_issuers {
                    beside.users.extend(files.owners.iter().chain(&files.users));
                } else {
                    beside.owners.extend(&files.owners);
                }
            }
        }
        beside
    }

    /// Some records with all that came before and after them.
    #[must_use]
    pub fn with_kin(&self, registry: &Registry, mut files: BTreeSet<FileId>) -> BTreeSet<FileId> {
        let mut open: Vec<FileId> = files.iter().copied().collect();
        while let Some(file) = open.pop() {
            for name in names(registry, file).into_iter().filter(|name| name.is_kin) {
                let kin = self.files.get(name.text.as_str()).map_or(&[][..], |files| &files.owners);
                open.extend(kin.iter().filter(|other| files.insert(**other)));
            }
        }
        files
    }
}

/// What lies one step from some records.
#[derive(Default)]
struct Neighbourhood {
    /// Whose names they use.
    owners: BTreeSet<FileId>,
    /// Who uses theirs.
    users: BTreeSet<FileId>,
}

/// What the city made itself on the topics of some standards: it is reviewed where one of these was replaced.
fn municipal_on_topics_of(registry: &Registry, files: &BTreeSet<FileId>) -> BTreeSet<FileId> {
    let standards = files.iter().filter_map(|file| registry.standard_in(*file));
    let topics: BTreeSet<&str> =
        standards.flat_map(|at| &registry.standards[at].topics).map(|topic| topic.value.as_str()).collect();
    let on_topics = registry.standards.iter().filter(|own| own.is_municipal());
    let on_topics = on_topics.filter(|own| own.topics.iter().any(|topic| topics.contains(topic.value.as_str())));
    on_topics.map(|own| own.file).collect()
}

/// The agencies that policies make organs of their procedures: whose step it is, no case says.
fn organs(registry: &Registry) -> BTreeSet<FileId> {
    let named = registry.policies.iter().flat_map(HasReferences::references);
    let named = named.filter_map(|reference| registry.agency(reference.agency()?));
    named.map(|agency| registry.agencies[agency].file).collect()
}

/// How far it reaches from one record to others: from a standard to the projects that declare it, and to the agencies of these.
const STEPS: usize = 2;

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
    // An agency is also known by what it is called.
    if let Ok(agency) = registry.agencies.binary_search_by_key(&file, |own| own.file) {
        let agency = &registry.agencies[agency];
        let former = agency.names.iter().filter_map(|former| former.name.as_ref());
        agency.name.iter().chain(former).for_each(|name| {
            own(Kind::Agency, &name.value);
        });
    }
    if let Ok(standard) = registry.standards.binary_search_by_key(&file, |own| own.file) {
        let record = &registry.standards[standard];
        match (&record.number, &record.title) {
            (Some(cited), _) => add_number(&mut all, &cited.number, true),
            (None, Some(title)) => drop(all.insert(Name { text: title.value.clone(), is_kin: true })),
            (None, None) => {}
        }
        // Who issued what the city made itself may be an agency on record.
        if let Some(issuer) = record.issuer.as_ref().filter(|_| record.is_municipal()) {
            all.insert(Name { text: format!("{} {}", Kind::Agency.id(), issuer.value), is_kin: false });
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
