//! The record that a person means who asks for one: by an id, a number in any form, a clause, or a qualified name.

use mulu_core::day::Day;
use mulu_core::facts::{self, ClauseInFull, Facts, OriginFacts, StandardFacts};
use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::registry::{LoadedUpstream, Registry};
use mulu_core::source::{kind_of, stem};

use super::open::OpenedRegistry;

/// A record with what is told of it.
pub enum RecordWithFacts {
    /// A standard.
    Standard(Box<StandardFacts>),
    /// A clause.
    Clause(Box<ClauseInFull>),
    /// What its number alone tells of it, and what may have been meant.
    Unknown(Box<StandardFacts>, Vec<String>),
    /// By its place in the registry: its audit is made only for who reads it.
    Project(usize),
    /// Of any other kind.
    Other(Kind, Facts),
}

/// Where a record was found: in the registry, or in one that it depends on, where it is told by that one's own law.
pub struct Found<'r> {
    /// The record.
    pub record: RecordWithFacts,
    /// The registry that it was found in.
    pub registry: &'r Registry,
    /// Where it comes from, if from another registry.
    pub origin: Option<OriginFacts>,
}

/// Finds a record: by a qualified name in the upstream that it names, else among what the registry holds, else, of a kind whose records
/// stay with their registry, in the one upstream that has it.
pub fn find<'r>(opened: &'r OpenedRegistry, what: &str, lang: Lang) -> Found<'r> {
    let registry = &opened.registry;
    if let Some((upstream, name)) = registry.qualified(what) {
        return find_there(upstream, opened.day, name, lang);
    }
    let record = find_in(registry, opened.day, what, lang);
    if matches!(record, RecordWithFacts::Unknown(..)) {
        let all = registry.upstreams().iter().map(|upstream| find_there(upstream, opened.day, what, lang));
        let mut found: Vec<Found<'_>> = all.filter(|found| found.origin.is_some()).collect();
        if let (Some(only), true) = (found.pop(), found.is_empty()) {
            return only;
        }
    }
    let origin = path_of(registry, &record).and_then(|path| OriginFacts::at(registry, &path));
    Found { record, registry, origin }
}

fn find_there<'r>(upstream: &'r LoadedUpstream, on: Day, name: &str, lang: Lang) -> Found<'r> {
    let registry: &Registry = &upstream.registry;
    let record = find_in(registry, on, name, lang);
    let origin = path_of(registry, &record).map(|path| {
        let own = kind_of(&path).filter(|kind| kind.is_many()).map(|kind| (kind, stem(&path)));
        OriginFacts::at(registry, &path).unwrap_or_else(|| OriginFacts::from(upstream, own))
    });
    Found { record, registry, origin }
}

/// The file of a record; that of its policy for a clause, none for what no registry has.
fn path_of(registry: &Registry, record: &RecordWithFacts) -> Option<String> {
    match record {
        RecordWithFacts::Standard(facts) => facts.file.clone(),
        RecordWithFacts::Clause(facts) => Some(facts.file.clone()),
        RecordWithFacts::Project(place) => {
            registry.projects.get(*place).map(|project| registry.path(project.file).to_owned())
        }
        RecordWithFacts::Other(_, facts) => facts.values().get("file")?.as_str().map(str::to_owned),
        RecordWithFacts::Unknown(..) => None,
    }
}

fn find_in(registry: &Registry, on: Day, what: &str, lang: Lang) -> RecordWithFacts {
    if let Some(index) = registry.find_standard(what, on) {
        // An undated number means the edition as it is revised by the day; a dated one and an id name their record.
        let is_undated = registry.standard(what).is_none() && !registry.number(what).is_dated();
        let index = if is_undated { registry.as_revised(index, on) } else { index };
        return RecordWithFacts::Standard(Box::new(StandardFacts::of(registry, index, on, lang)));
    }
    if let Some(clause) = registry.clause(what) {
        return RecordWithFacts::Clause(Box::new(ClauseInFull::of(registry, clause, on)));
    }
    for (kind, place) in registry.called(what, on) {
        if kind == Kind::Project {
            return RecordWithFacts::Project(place);
        }
        if let Some(facts) = Facts::of(registry, kind, place, on, lang) {
            return RecordWithFacts::Other(kind, facts);
        }
    }
    // A standard that the registry does not have is still answered, from its number alone. So is a word that is not a number:
    // who asks with a program for a list of numbers wants an answer for each.
    RecordWithFacts::Unknown(Box::new(facts::unknown(&registry.number(what))), registry.nearest_to(what, on))
}
