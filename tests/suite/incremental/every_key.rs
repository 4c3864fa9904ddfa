//! The registry of these tests has every key that the readers know, so that none is forgotten when builds learn what to keep.

use mulu_core::model::{Files, Kind, SchemaOf};
use mulu_core::schema::schemas;
use serde_json::Value;

use super::EVERY_KEY;
use crate::harness::own;
use crate::harness::program::run;
use crate::harness::registry::Registry;

/// The records that a schema describes, as JSON, by the names of their files.
pub fn records(kind: Kind, schema: &SchemaOf) -> Vec<(String, Value)> {
    let (folder, ending) = match kind.declaration().files {
        Files::One(path) => (path, ""),
        // Records right below a folder of their own, such as the city's documents, have a schema of their own.
        Files::Many { folder, ending, .. } if kind.declaration().schemas.len() == 1 => (folder, ending),
        Files::Many { ending, .. } => (schema.path.rsplit_once('/').unwrap().0, ending),
    };
    let files = walkdir::WalkDir::new(own(EVERY_KEY).join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().is_file() && file.path().to_str().unwrap().ends_with(ending));
    let record = |file: walkdir::DirEntry| {
        let text = std::fs::read_to_string(file.path()).unwrap();
        let toml = text.strip_prefix("+++\n").map_or(text.as_str(), |rest| rest.split("\n+++").next().unwrap());
        let name = file.path().file_stem().unwrap().to_str().unwrap().to_owned();
        (name, serde_json::to_value(toml.parse::<toml::Table>().unwrap()).unwrap())
    };
    files.map(record).collect()
}

/// The keys that a schema knows and none of the values has.
fn lacking(schema: &Value, values: &[&Value], path: &str, into: &mut Vec<String>) {
    if let Some(items) = schema.get("items") {
        let items_of = values.iter().filter_map(|value| value.as_array()).flatten().collect::<Vec<_>>();
        lacking(items, &items_of, path, into);
    }
    for (key, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let under: Vec<&Value> = values.iter().filter_map(|value| value.get(key)).collect();
        let path = format!("{path}.{key}");
        if under.is_empty() {
            into.push(path);
        } else {
            lacking(schema, &under, &path, into);
        }
    }
    if schema.get("additionalProperties").is_some_and(Value::is_object) {
        let any = values.iter().any(|value| value.as_object().is_some_and(|table| !table.is_empty()));
        if !any {
            into.push(format!("{path}.*"));
        }
    }
}

#[test]
fn the_registry_of_these_tests_has_every_key_of_every_schema() {
    let nowhere = Registry::bare();
    let mut missing = Vec::new();
    for (kind, described) in schemas() {
        let name = described.name;
        let schema = run(nowhere.command(["schema", name])).json(0);
        let records = records(kind, described);
        assert!(!records.is_empty(), "no record of the kind {name}");
        lacking(&schema, &records.iter().map(|(_, record)| record).collect::<Vec<_>>(), name, &mut missing);
    }
    // What depends on another registry needs that registry, fetched: the tests of federation have one.
    missing.retain(|key| key != "config.upstream" && !key.starts_with("config.upstream."));
    assert!(missing.is_empty(), "write these into {EVERY_KEY}, and an edit of them into EDITS: {missing:#?}");
}

/// The keys are read, not only written: but for a name that is left out on purpose, the readers find no fault.
#[test]
fn every_key_of_these_tests_is_read_without_a_fault() {
    let registry = super::registry();
    let report = registry.on_day("check --format json").json(1);
    let faults = ["syntax", "unknown-key", "missing-key", "invalid-value", "duplicate-id", "unknown-reference"];
    let found: Vec<String> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| faults.contains(&finding["rule"].as_str().unwrap()))
        .map(|finding| format!("{} {}: {}", finding["rule"], finding["file"], finding["message"]))
        .collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("projects/two.toml"), "{found:#?}");
}
