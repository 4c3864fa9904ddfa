//! What records say is what programs are told: every value of every key, in the API and by `mulu show`.

use std::collections::BTreeMap;

use mulu_core::model::{Files, Kind};
use mulu_core::schema::schemas;
use serde_json::{Map, Value};

use super::every_key::records;
use crate::harness::pages::files;

/// Keys that are told under another name, below the record.
const RENAMED: [(&str, &str); 22] = [
    ("case.case", "cases"),
    ("standard.review", "reviews"),
    ("municipal.review", "reviews"),
    ("policy.clause", "clauses"),
    ("policy.clause.step", "steps"),
    ("policy.clause.duty", "duties"),
    ("policy.clause.example", "examples"),
    ("agency.adoption", "filings"),
    ("agency.training", "trainings"),
    ("agency.order", "orders"),
    ("agency.sweep", "sweeps"),
    ("agency.complaint", "complaints"),
    // `until` of a published document is the day that may change it.
    ("agency.until", "dissolved"),
    ("resource.item", "items"),
    ("resource.sweep", "sweeps"),
    ("resource.objection", "objections"),
    ("resource.request", "requests"),
    ("project.waiver", "waivers"),
    ("project.order", "orders"),
    ("evidence.evidence", "records"),
    ("taxonomy.class", "records"),
    ("taxonomy.class.topic", "topics"),
];

/// Keys that are not told, with the reason.
const WITHOUT: [(&str, &str); 10] = [
    ("agency.maintainers", "addresses of persons, which the repository needs and the public does not"),
    ("resource.request.applied", "the day is told as that on which its step began"),
    ("case.case.applied", "the day is told as that on which its step began"),
    ("case.case.accepted", "the day is told as that on which its step began or ended"),
    ("agency.signing_keys", "they let nobody in here"),
    ("policy.clause.example.case", "a hypothetical case, which only the check tries"),
    ("policy.clause.example.agency", "a hypothetical agency, which only the check tries"),
    ("policy.clause.example.beside", "hypothetical resources, which only the check tries"),
    ("policy.clause.example.resource", "a hypothetical resource, which only the check tries"),
    ("policy.clause.example.project", "a hypothetical project, which only the check tries"),
];

/// Keys whose value is told in other words, with the reason.
const TOLD_OTHERWISE: [(&str, &str); 1] = [("policy.clause.approved_by", "the organ is told by its agency")];

fn is_below(path: &str, keys: &[(&str, &str)]) -> bool {
    keys.iter().any(|(key, _)| path.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

/// What a record says and a document does not tell.
fn untold(written: &Value, told: &Value, path: &str, into: &mut Vec<String>) {
    match (written, told) {
        (Value::Object(keys), _) if is_day(keys) => untold(&keys.values().next().unwrap().clone(), told, path, into),
        (Value::Object(keys), Value::Object(_)) => {
            for (key, value) in keys {
                let path = format!("{path}.{key}");
                let name = RENAMED.iter().find(|(own, _)| *own == path).map_or(key.as_str(), |(_, told)| told);
                if !is_below(&path, &WITHOUT) {
                    untold(value, &told[name], &path, into);
                }
            }
        }
        (Value::Array(items), Value::Array(lines)) if items.iter().all(Value::is_object) => {
            for (at, item) in items.iter().enumerate() {
                untold(item, lines.get(at).unwrap_or(&Value::Null), path, into);
            }
        }
        (Value::Array(items), Value::Array(lines)) => {
            let has = |item: &Value| {
                lines.iter().any(|line| {
                    is_same(item, line)
                        || line.as_object().is_some_and(|line| line.values().any(|value| is_same(item, value)))
                })
            };
            into.extend(items.iter().filter(|item| !has(item)).map(|item| format!("{path}: {item}")));
        }
        (one, Value::Array(lines)) if lines.iter().any(|line| is_same(one, line)) => {}
        (one, other) if is_same(one, other) || (!other.is_null() && is_below(path, &TOLD_OTHERWISE)) => {}
        (one, other) => into.push(format!("{path}: {one}, told as {other}")),
    }
}

/// Whether a table is a day of TOML.
fn is_day(keys: &Map<String, Value>) -> bool {
    keys.keys().all(|key| key.starts_with("$__toml")) && keys.len() == 1
}

fn is_same(one: &Value, other: &Value) -> bool {
    one == other || one.as_f64().is_some_and(|number| other.as_f64() == Some(number))
}

/// Without the heads, in which the published document and the command's differ, and without an agency's last day, which the command
/// calls `until` and the document, whose head has that, `dissolved`.
fn without_head(mut document: Value) -> Value {
    for key in ["schema", "as_of", "revision", "since", "until", "commit", "dissolved"] {
        document.as_object_mut().unwrap().remove(key);
    }
    document
}

#[test]
fn every_value_that_a_record_writes_is_told_by_the_api_and_by_show() {
    let registry = super::registry();
    let files = files(&registry.build());
    let read = |path: &str| -> Value {
        let bytes = files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
        serde_json::from_slice(bytes).unwrap()
    };
    let (mut missing, mut compared) = (Vec::new(), BTreeMap::new());
    for (kind, schema) in schemas() {
        for (id, record) in records(kind, schema) {
            let document = match (kind, kind.declaration().files) {
                // Settings are no record; what others need of them (title, publisher, licence) is in the index and the data catalogues.
                (Kind::Config, _) => continue,
                (Kind::Taxonomy, _) => read("api/v1/classes.json"),
                (Kind::Evidence, _) => read("api/v1/evidence.json"),
                // Listed to the office alone.
                _ if record["publish"] == false => continue,
                (_, Files::Many { folder, .. }) => read(&format!("api/v1/{folder}/{id}.json")),
                (kind, _) => panic!("where are the records of {kind:?} told?"),
            };
            untold(&record, &document, schema.name, &mut missing);
            if kind.is_many() {
                let shown = registry.on_day(&format!("show {id} --format json")).json(0);
                assert_eq!(without_head(shown), without_head(document), "{id}: the command and the API differ");
            }
            *compared.entry(kind).or_insert(0) += 1;
        }
    }
    assert!(missing.is_empty(), "written and not told: {missing:#?}");
    assert_eq!(compared.len(), Kind::ALL.len() - 1, "{compared:?}");
}
