//! Every key that names something has an edge, and every edge is found in a record that has its key.

use std::collections::BTreeSet;

use super::{Edge, Referent, Refers};
use crate::parse::{Shape, Value, describe};
use crate::registry::Registry;
use crate::schema::schemas;
use crate::source::Memory;

/// Keys that name something and have no edge, with the reason.
const WITHOUT: [(&str, &str); 5] = [
    ("policy.clause.example.project.", "an example's project is imagined"),
    ("policy.clause.example.resource.", "an example's resource is imagined"),
    ("policy.clause.example.beside.", "so are those beside it"),
    ("policy.clause.example.agency.", "an example's agency is imagined"),
    ("policy.clause.example.case.", "an example's case is imagined"),
];

fn named(shape: &Shape, at: &str, found: &mut BTreeSet<(String, Referent)>) {
    for (key, value) in &shape.keys {
        named_by(value, &format!("{at}.{key}"), found);
    }
}

fn named_by(value: &Value, path: &str, found: &mut BTreeSet<(String, Referent)>) {
    match value {
        Value::Number => drop(found.insert((path.to_owned(), Referent::Standard))),
        Value::Name(referent) => drop(found.insert((path.to_owned(), *referent))),
        Value::List(item) => named_by(item, path, found),
        Value::Free(item) => named_by(item, &format!("{path}.*"), found),
        Value::Table(shape) | Value::Tables(shape) => named(&shape.borrow(), path, found),
        Value::Text
        | Value::Day
        | Value::DayOrUnknown
        | Value::Duration
        | Value::Word(_)
        | Value::Flag
        | Value::Integer(..)
        | Value::Amount
        | Value::Any => {}
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

/// One of everything that is named.
const EVERYTHING: [(&str, &str); 8] = [
    ("cases/d.toml", "[[case]]\nprocedure = \"p#1\"\nref = \"r\"\nproject = \"x\"\nagency = \"a\"\nx = 2021-01-01\n"),
    (
        "book.toml",
        "[catalogue]\njurisdiction = \"430100\"\n[review]\nclause = \"p#1\"\n[roles]\nreview = [\"office\"]\n",
    ),
    ("standards/taxonomy.toml", "[[class]]\nid = \"c\"\ntitle = \"t\"\ngroup = \"general\"\nclause = \"p#1\"\n"),
    (
        "standards/national/gb-1-2020.md",
        "+++\nnumber = \"GB 1-2020\"\ntitle = \"t\"\nreplaces = [\"GB 1-2010\"]\npartly_replaces = [\"GB 2-2010\"]\n\
         classes = [\"c\"]\ntopics = [\"t\"]\nadopts = [{ number = \"ISO 1:2000\", degree = \"IDT\" }]\n\
         former_numbers = [{ number = \"GB 3-2010\", until = 2020-01-01 }]\nreferences = [\"GB 4-2010\"]\n\
         [catalogue]\nstatus = \"collected\"\nmandated_by = [\"p#1\"]\napplies_to = [\"cloud\"]\n\
         [[review]]\ndate = 2021-01-01\nconclusion = \"continue\"\nby = \"a\"\n+++\n",
    ),
    (
        "policies/p.md",
        "+++\ntitle = \"t\"\njurisdiction = \"430100\"\nissued = 2020-01-01\neffective = 2020-01-01\n\
         [organs]\nexamines = \"a\"\n[[clause]]\nid = \"1\"\ntext = \"t\"\nsubject = \"project\"\n\
         mandates = [\"GB 1-2020\"]\nrequires = [\"k\"]\napproved_by = \"examines\"\nenforced_by = [\"syntax\"]\n\
         [[clause.step]]\nid = \"s\"\nfrom = \"x\"\nto = \"y\"\nwithin = \"P1D\"\nby = \"a\"\n\
         answers = [\"k\"]\n\
         [[clause.duty]]\nid = \"d\"\nevery = \"P1Y\"\nby = \"agency\"\n+++\n",
    ),
    (
        "agencies/a.toml",
        "name = \"n\"\njurisdiction = \"430100\"\nroles = [\"office\"]\nsucceeded_by = [\"b\"]\n\
         [[adoption]]\nstandard = \"GB 1-2020\"\nstatus = \"planned\"\n\
         [[training]]\ndate = 2021-01-01\nstandards = [\"GB 1-2020\"]\n\
         [[done]]\nduty = \"p#1/d\"\ndate = 2021-01-01\n[[evidence]]\nkind = \"k\"\nby = \"a\"\n\
         [[order]]\nissued = 2021-01-01\ndeadline = 2021-01-02\nabout = \"t\"\nclause = \"p#1\"\nby = \"a\"\n",
    ),
    (
        "projects/x.toml",
        "name = \"n\"\nagency = \"a\"\njurisdiction = \"430100\"\nstage = \"planning\"\ntraits = [\"cloud\"]\n\
         [[conformance]]\nstandard = \"GB 1-2020\"\nclause = \"p#1\"\nstatus = \"met\"\n\
         [[waiver]]\nstandard = \"GB 1-2020\"\nclause = \"p#1\"\nreason = \"r\"\napproved_by = \"a\"\n\
         approved = 2021-01-01\nuntil = 2021-01-02\n",
    ),
    (
        "resources/a/r.toml",
        "name = \"n\"\nprovider = \"a\"\nrelated = [\"r\"]\nformat = \"table\"\nsharing = \"withheld\"\n\
         confirmed_by = \"a\"\nproject = \"x\"\n[[item]]\nname = \"i\"\nfrom = \"r\"\n\
         [[objection]]\nby = \"a\"\ndate = 2021-01-01\n\
         [[request]]\nby = \"a\"\nprocedure = \"p#1\"\nx = 2021-01-01\n",
    ),
];

#[test]
fn every_edge_is_found_at_its_key() {
    let evidence = ("policies/evidence.toml", "[[evidence]]\nid = \"k\"\ntitle = \"t\"\nissuers = [\"a\"]\n");
    let files = EVERYTHING.into_iter().chain([evidence]);
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let registry = Registry::load(&Memory::new(files)).unwrap();
    assert!(registry.diagnostics.is_empty(), "{:?}", registry.diagnostics);
    let mut found = BTreeSet::new();
    registry.each_reference(&mut |reference| {
        found.insert(reference.edge);
        // The place is that of the name.
        let written = registry.written(reference.place.file, reference.place.span);
        let name = match reference.to {
            super::To::Standard(cited) => cited.number.canonical(),
            super::To::Clause(name)
            | super::To::Agency(name)
            | super::To::Organ(name)
            | super::To::Issuer(name)
            | super::To::EvidenceKind(name)
            | super::To::Rule(name)
            | super::To::Region(name)
            | super::To::Class(name)
            | super::To::Topic(name)
            | super::To::Trait(name)
            | super::To::Role(name)
            | super::To::Project(name)
            | super::To::Resource(name)
            | super::To::Duty(name) => name,
        };
        assert_eq!(written.trim_matches('"'), name, "{:?}", reference.edge);
    });
    assert_eq!(found, Edge::ALL.iter().copied().collect());
    assert_eq!(registry.projects[0].references().len(), 8);
}
