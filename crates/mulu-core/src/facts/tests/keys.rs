//! Every key that is read is told to programs, or there is a reason why not; and every key has its words.

use std::collections::BTreeSet;

use schemars::generate::SchemaSettings;
use serde_json::Value as Json;

use crate::facts::Facts;
use crate::model::Kind;
use crate::parse::{TableShape, ValueType, describe};
use crate::schema::{about, schemas};

/// Keys that are told under another name: a list by the word for many, and what was asked of a key before it was told.
const RENAMED: [(&str, &str); 18] = [
    ("case.case", "case.cases"),
    // `review` is what follows from them: the next one.
    ("standard.review", "standard.reviews"),
    ("policy.clause", "policy.clauses"),
    ("policy.clauses.step", "policy.clauses.steps"),
    ("policy.clauses.duty", "policy.clauses.duties"),
    ("policy.clauses.example", "policy.clauses.examples"),
    ("agency.adoption", "agency.filings"),
    ("agency.training", "agency.trainings"),
    ("agency.order", "agency.orders"),
    ("agency.sweep", "agency.sweeps"),
    ("agency.complaint", "agency.complaints"),
    ("resource.item", "resource.items"),
    ("resource.sweep", "resource.sweeps"),
    ("resource.objection", "resource.objections"),
    ("resource.request", "resource.requests"),
    ("project.waiver", "project.waivers"),
    ("project.order", "project.orders"),
    ("policy.clauses.mandates", "policy.clauses.mandates.cited_as"),
];

/// Keys that are not told, with the reason.
const WITHOUT: [(&str, &str); 7] = [
    ("agency.maintainers", "addresses of persons, which the repository needs and the public does not"),
    ("agency.signing_keys", "they let nobody in here"),
    ("policy.clauses.examples.case", "a hypothetical case, which only the check tries"),
    ("policy.clauses.examples.agency", "a hypothetical agency, which only the check tries"),
    ("policy.clauses.examples.beside", "hypothetical resources, which only the check tries"),
    ("policy.clauses.examples.resource", "a hypothetical resource, which only the check tries"),
    ("policy.clauses.examples.project", "a hypothetical project, which only the check tries"),
];

fn keys(shape: &TableShape, at: &str, found: &mut BTreeSet<String>) {
    for (key, value) in &shape.keys {
        let mut path = format!("{at}.{key}");
        if let Some((_, told)) = RENAMED.iter().find(|(own, _)| *own == path) {
            (*told).clone_into(&mut path);
        }
        match value {
            ValueType::Table(inner) | ValueType::Tables(inner) => {
                found.insert(path.clone());
                keys(&inner.borrow(), &path, found);
            }
            _ => drop(found.insert(path)),
        }
    }
}

fn told(kind: Kind, found: &mut BTreeSet<String>) {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| settings.inline_subschemas = true);
    if let Some(schema) = Facts::root_schema(kind, settings.into_generator()) {
        properties(&schema.to_value(), kind.id(), found);
    }
}

fn properties(schema: &Json, at: &str, found: &mut BTreeSet<String>) {
    for (key, inner) in schema.get("properties").and_then(Json::as_object).into_iter().flatten() {
        let path = format!("{at}.{key}");
        found.insert(path.clone());
        properties(inner, &path, found);
    }
    schema.get("items").into_iter().for_each(|items| properties(items, at, found));
    for list in ["anyOf", "allOf", "oneOf"] {
        schema.get(list).and_then(Json::as_array).into_iter().flatten().for_each(|part| properties(part, at, found));
    }
}

/// Whether a path is a key, or stands below it.
fn is_below(path: &str, key: &str) -> bool {
    path.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[test]
fn every_key_that_is_read_is_told() {
    let mut read = BTreeSet::new();
    for (kind, schema) in schemas().filter(|(kind, _)| kind.is_many()) {
        keys(&describe(kind, schema.path), kind.id(), &mut read);
    }
    let mut found = BTreeSet::new();
    Kind::ALL.iter().for_each(|kind| told(*kind, &mut found));
    let missing: Vec<&String> =
        read.difference(&found).filter(|path| !WITHOUT.iter().any(|(without, _)| is_below(path, without))).collect();
    assert!(missing.is_empty(), "not in the JSON, and no reason why: {missing:#?}");
    let stale = WITHOUT.iter().filter(|(path, _)| !read.contains(*path)).collect::<Vec<_>>();
    assert!(stale.is_empty(), "read no more: {stale:?}");
}

#[test]
fn every_key_has_its_words() {
    fn worded(shape: &TableShape, at: &str, missing: &mut Vec<String>) {
        for (key, value) in &shape.keys {
            let path = format!("{at}.{key}");
            if about(&path).is_none() && !matches!(value, ValueType::Any) {
                missing.push(path.clone());
            }
            if let ValueType::Table(inner) | ValueType::Tables(inner) = value {
                worded(&inner.borrow(), &path, missing);
            }
        }
    }
    let mut missing = Vec::new();
    for (kind, schema) in schemas() {
        worded(&describe(kind, schema.path), schema.name, &mut missing);
    }
    assert!(missing.is_empty(), "without words in schema/about.rs: {missing:?}");
}
