//! `/api/v1/`: every document follows its published schema, and the OpenAPI document, which follows its own, names them all.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::harness::DAY;
use crate::harness::pages::files;
use crate::harness::registry::Registry;

type Files = BTreeMap<String, Vec<u8>>;

fn read(files: &Files, path: &str) -> Value {
    let bytes = files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn validator(schema: &Value) -> Validator {
    jsonschema::options().should_validate_formats(true).build(schema).unwrap()
}

#[track_caller]
fn valid(validator: &Validator, document: &Value, path: &str) {
    let faults: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).take(5).collect();
    assert!(faults.is_empty(), "{path}: {faults:#?}");
}

/// Whether a file is one that a path of OpenAPI means: `{…}` stands for one part.
fn means(template: &str, file: &str) -> bool {
    match (template.split_once('{'), template.split_once('}')) {
        (Some((before, _)), Some((_, after))) => {
            let name = file.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            name.is_some_and(|name| !name.is_empty() && !name.contains('/'))
        }
        _ => template == file,
    }
}

#[test]
fn every_document_follows_its_schema() {
    let registry = Registry::own();
    let files = files(&registry.build());
    let openapi = read(&files, "api/v1/openapi.json");
    let published: Value = serde_json::from_str(include_str!("../schemas/openapi-3.1.json")).unwrap();
    valid(&validator(&published), &openapi, "api/v1/openapi.json");
    let paths = openapi["paths"].as_object().unwrap();
    let mut asked = BTreeSet::new();
    let mut validators: BTreeMap<String, (Validator, Validator, Value)> = BTreeMap::new();
    for path in files.keys().filter(|path| path.starts_with("api/") && !path.ends_with("openapi.json")) {
        let meaning: Vec<&String> = paths.keys().filter(|template| means(&template[1..], path)).collect();
        let [template] = meaning[..] else { panic!("{path} is meant by {meaning:?}") };
        asked.insert(template.as_str());
        let operation = &paths[template]["get"];
        let name = operation["operationId"].as_str().unwrap().trim_end_matches("-page");
        let (own, part, schema) = validators.entry(name.to_owned()).or_insert_with(|| {
            let schema = read(&files, &format!("data/schema/api/{name}.json"));
            let mut whole = operation["responses"]["200"]["content"]["application/json"]["schema"].clone();
            whole["components"] = openapi["components"].clone();
            // No key is there that the schema does not name.
            let mut strict = schema.clone();
            strict["unevaluatedProperties"] = json!(false);
            (validator(&strict), validator(&whole), schema)
        });
        let document = read(&files, path);
        valid(own, &document, path);
        valid(part, &document, path);
        if path == "api/v1/index.json" {
            assert_eq!(document["as_of"], DAY, "{path}");
            assert!(document["revision"].is_null(), "{path}: this registry is not in git");
        } else if !path.starts_with("api/v1/editions/") {
            assert!(document["since"].as_str().is_none_or(|since| since <= DAY), "{path}");
            assert!(document["until"].as_str().is_none_or(|until| until > DAY), "{path}");
        }
        for key in document.as_object().unwrap().keys() {
            let mut lacking = document.clone();
            lacking.as_object_mut().unwrap().remove(key);
            assert!(!own.is_valid(&lacking) && !part.is_valid(&lacking), "{name} without {key} is let through");
        }
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
    }
    let further: Vec<&String> = paths.keys().filter(|path| !asked.contains(path.as_str())).collect();
    assert!(further.iter().all(|path| path.contains("{page}")), "nothing is at {further:?}");
    for path in files.keys().filter(|path| path.starts_with("data/schema/")) {
        let schema = read(&files, path);
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{path} is not JSON Schema");
        assert!(!schema.to_string().contains("[`"), "{path} speaks of Rust's items");
    }
    let manifest = read(&files, "data/schema/manifest.json");
    valid(&validator(&manifest), &read(&files, "manifest.json"), "manifest.json");
}

/// Lists hold every record, and their links lead to it.
#[test]
fn lists_lead_to_their_records() {
    let registry = Registry::own();
    let files = files(&registry.build());
    let index = read(&files, "api/v1/index.json");
    for kind in ["standards", "policies", "agencies", "projects", "resources"] {
        let list = read(&files, &format!("api/v1/{kind}.json"));
        let records = list["records"].as_array().unwrap();
        assert_eq!(list["total"], records.len());
        assert_eq!(index["totals"][kind], records.len());
        let singular = if kind == "policies" {
            "policy"
        } else if kind == "agencies" {
            "agency"
        } else {
            &kind[..kind.len() - 1]
        };
        for record in records {
            let own = read(&files, &format!("api/v1/{}", record["href"].as_str().unwrap()));
            assert_eq!((&own["id"], own["kind"].as_str()), (&record["id"], Some(singular)));
            // What a line says, the record's document says too.
            for key in ["number", "title", "title_en", "name", "status", "current", "issued", "standing", "stage"] {
                assert_eq!(own.get(key), record.get(key), "{key} of {}", record["id"]);
            }
            let page = record["page"].as_str().unwrap().strip_prefix("../../").unwrap();
            assert!(files.contains_key(page), "{page}");
        }
    }
    let standards = read(&files, "api/v1/standards.json");
    for line in standards["records"].as_array().unwrap() {
        let own = read(&files, &format!("api/v1/{}", line["href"].as_str().unwrap()));
        assert_eq!((&line["force"], &line["review_state"]), (&own["binding"]["force"], &own["review"]["state"]));
    }
    // The command counts the days that are left; what is published counts none.
    let mut due = registry.on_day("due --within P36M --format json").json(0);
    // It lists what falls due beside standards, too.
    let of_standards = ["review", "revision", "abolition", "supersession"];
    due["due"].as_array_mut().unwrap().retain(|line| of_standards.contains(&line["task"].as_str().unwrap()));
    for line in due["due"].as_array_mut().unwrap() {
        assert!(line.as_object_mut().unwrap().remove("days_left").is_some());
    }
    assert_eq!(read(&files, "api/v1/reviews.json")["records"], due["due"]);
    for project in read(&files, "api/v1/projects.json")["records"].as_array().unwrap() {
        let own = read(&files, &format!("api/v1/{}", project["href"].as_str().unwrap()));
        assert_eq!(own["audit"]["gate"], project["gate"]);
    }
    for entry in index["resources"].as_array().unwrap().iter().chain(index["downloads"].as_array().unwrap()) {
        let href = entry["href"].as_str().unwrap();
        let file = href.strip_prefix("../../").map_or_else(|| format!("api/v1/{href}"), str::to_owned);
        assert!(file.contains('{') || files.contains_key(&file), "{file}");
        if let Some(schema) = entry["schema"].as_str() {
            assert!(files.contains_key(schema.strip_prefix("../../").unwrap()), "{schema}");
        }
    }
}

/// A registry of another kind than ours: empty, and one whose every text tries to leave its place.
#[test]
fn odd_registries_follow_the_schemas_too() {
    for registry in [Registry::empty(), crate::hostile::hostile()] {
        let files = files(&registry.build());
        let openapi = read(&files, "api/v1/openapi.json");
        for path in files.keys().filter(|path| path.starts_with("api/") && !path.ends_with("openapi.json")) {
            let paths = openapi["paths"].as_object().unwrap();
            let (_, found) = paths.iter().find(|(template, _)| means(&template[1..], path)).unwrap();
            let name = found["get"]["operationId"].as_str().unwrap();
            let schema = read(&files, &format!("data/schema/api/{name}.json"));
            valid(&validator(&schema), &read(&files, path), path);
        }
        let row = validator(&read(&files, "data/schema/catalogue-row.json"));
        for line in String::from_utf8(files["catalogue.ndjson"].clone()).unwrap().lines() {
            valid(&row, &serde_json::from_str(line).unwrap(), "catalogue.ndjson");
        }
    }
}

#[test]
fn every_link_for_language_models_leads_to_a_file() {
    let site = crate::harness::registry::Registry::sound();
    let folder = site.build();
    let text = std::fs::read_to_string(folder.join("llms.txt")).unwrap();
    assert!(text.starts_with("# 试验目录\n"), "{text}");
    let links: Vec<&str> = text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    assert!(links.len() > 15, "{text}");
    for link in links {
        let path = link.strip_prefix("https://example.org/mulu/").unwrap();
        assert!(folder.join(path).is_file(), "{link}");
    }
}

#[test]
fn every_schema_has_a_name_of_its_own() {
    let schemas = mulu_core::schema::schemas().map(|(_, schema)| mulu_core::schema::schema(schema.name).unwrap());
    let names: Vec<String> = schemas.map(|schema| schema["$id"].as_str().unwrap().to_owned()).collect();
    let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
    assert!(
        names.iter().all(|name| name.starts_with("urn:mulu:schema:")) && distinct.len() == names.len(),
        "{names:?}"
    );
}
