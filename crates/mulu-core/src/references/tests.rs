//! Every key that names something has an edge, and every edge is found in a record that has its key.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Edge, ReferentKind};
use crate::parse::{TableShape, ValueType, describe};
use crate::registry::Registry;
use crate::schema::schemas;
use crate::source::WorkTree;

/// Keys that name something and have no edge, with the reason.
const WITHOUT: [(&str, &str); 5] = [
    ("policy.clause.example.project.", "an example's project is hypothetical"),
    ("policy.clause.example.resource.", "an example's resource is hypothetical"),
    ("policy.clause.example.beside.", "so are those beside it"),
    ("policy.clause.example.agency.", "an example's agency is hypothetical"),
    ("policy.clause.example.case.", "an example's case is hypothetical"),
];

fn named(shape: &TableShape, at: &str, found: &mut BTreeSet<(String, ReferentKind)>) {
    for (key, value) in &shape.keys {
        named_by(value, &format!("{at}.{key}"), found);
    }
}

fn named_by(value: &ValueType, path: &str, found: &mut BTreeSet<(String, ReferentKind)>) {
    match value {
        ValueType::Number => drop(found.insert((path.to_owned(), ReferentKind::Standard))),
        ValueType::Name(referent) => drop(found.insert((path.to_owned(), *referent))),
        ValueType::List(item) => named_by(item, path, found),
        ValueType::Free(item) => named_by(item, &format!("{path}.*"), found),
        ValueType::Table(shape) | ValueType::Tables(shape) => named(&shape.borrow(), path, found),
        ValueType::Text
        | ValueType::Day
        | ValueType::DayOrUnknown
        | ValueType::Duration
        | ValueType::Word(_)
        | ValueType::Flag
        | ValueType::Integer(..)
        | ValueType::Amount
        | ValueType::Any => {}
    }
}

#[test]
fn every_key_that_names_something_has_an_edge() {
    let mut read = BTreeSet::new();
    for (kind, schema) in schemas() {
        named(&describe(kind, schema.path), kind.id(), &mut read);
    }
    // A standard's own number names nothing else.
    read.retain(|(path, _)| path != "standard.number" && !WITHOUT.iter().any(|(out, _)| path.starts_with(out)));
    let declared = Edge::ALL.iter().flat_map(|edge| edge.keys().iter().map(|key| ((*key).to_owned(), edge.referent())));
    assert_eq!(read, declared.collect::<BTreeSet<_>>());
}

/// A registry whose records have every key of every kind: a test of the incremental build sees to that.
const EVERY_KEY: &str = "../../tests/suite/incremental/every_key";

#[test]
fn every_edge_is_found_at_its_key() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(EVERY_KEY);
    let registry = Registry::load(&WorkTree::open(&root).unwrap()).unwrap();
    let mut found = BTreeSet::new();
    registry.each_reference(&mut |reference| {
        found.insert(reference.edge);
        // The place is that of the name.
        let written = registry.written(reference.place.file, reference.place.span);
        let name = match reference.to {
            super::ReferenceTarget::Standard(cited) => {
                let read = registry.number(written.trim_matches('"'));
                return assert_eq!(read.canonical(), cited.number.canonical(), "{:?}", reference.edge);
            }
            super::ReferenceTarget::Clause(name)
            | super::ReferenceTarget::Agency(name)
            | super::ReferenceTarget::Organ(name)
            | super::ReferenceTarget::Issuer(name)
            | super::ReferenceTarget::EvidenceKind(name)
            | super::ReferenceTarget::Rule(name)
            | super::ReferenceTarget::Region(name)
            | super::ReferenceTarget::Class(name)
            | super::ReferenceTarget::Topic(name)
            | super::ReferenceTarget::Trait(name)
            | super::ReferenceTarget::Role(name)
            | super::ReferenceTarget::Project(name)
            | super::ReferenceTarget::Resource(name)
            | super::ReferenceTarget::Duty(name) => name,
        };
        assert_eq!(written.trim_matches('"'), name, "{:?}", reference.edge);
    });
    assert_eq!(found, Edge::ALL.iter().copied().collect());
}
