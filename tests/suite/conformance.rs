//! `conformance/`: what any reader of the format must make of it. This reader makes it; a second one, in Python, is held against the same.

use std::fs;
use std::process::Command;

use mulu_core::day::Day;
use mulu_core::facts::StandardFacts;
use mulu_core::message::Lang;
use mulu_core::number::Number;
use mulu_core::registry::Registry;
use mulu_core::source::WorkTree;
use serde_json::{Value, json};

use crate::harness::own;
use crate::harness::program::run;
use crate::harness::snapshot::same_as;

/// The days that the records are asked about: before, on and after what happens in them.
const DAYS: [&str; 3] = ["2019-11-30", "2026-11-21", "2027-03-01"];

/// Of a standard: what a reader needs no law for.
const KEYS: [&str; 11] =
    ["id", "number", "slug", "level", "nature", "year", "title", "issued", "effective", "status", "replaced_by"];

fn number(text: &str) -> Value {
    let number = Number::parse(text);
    json!({
        "text": text,
        "number": number.canonical(),
        "slug": number.slug(),
        "level": number.level().map(mulu_core::number::Level::id),
        "nature": number.nature().map(mulu_core::number::Nature::id),
        "prefix": Some(number.prefix()).filter(|prefix| !prefix.is_empty()),
        "serial": number.serial(),
        "parts": number.parts(),
        "year": number.year(),
        "revision": number.revision(),
        "amendment": number.amendment(),
        "all_parts": number.names_all_parts(),
        "doubtful": number.is_doubtful(),
    })
}

fn record(registry: &Registry, index: usize, day: Day) -> Value {
    let facts = serde_json::to_value(StandardFacts::of(registry, index, day, Lang::En)).unwrap();
    let mut record: serde_json::Map<String, Value> =
        KEYS.iter().map(|key| ((*key).to_owned(), facts[*key].clone())).collect();
    let review = facts.get("review").filter(|review| !review["due"].is_null());
    record.insert("review_due".to_owned(), review.map_or(Value::Null, |review| review["due"].clone()));
    record.insert("review_state".to_owned(), review.map_or(Value::Null, |review| review["state"].clone()));
    Value::Object(record)
}

fn lines(values: &[Value]) -> String {
    let lines: Vec<String> = values.iter().map(Value::to_string).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

#[test]
fn the_suite_says_what_this_reader_makes_of_it() {
    let texts = fs::read_to_string(own("conformance/numbers.txt")).unwrap();
    let numbers: Vec<Value> = texts.lines().map(number).collect();
    assert!(numbers.len() > 30);
    same_as("../../conformance/numbers.json", &lines(&numbers));
    let registry = Registry::load(&WorkTree::open(&own("conformance/registry")).unwrap()).unwrap();
    assert!(registry.diagnostics.is_empty(), "{:?}", registry.diagnostics);
    let days = DAYS.map(|day| {
        let on = day.parse().unwrap();
        let records: Vec<Value> = (0..registry.standards.len()).map(|index| record(&registry, index, on)).collect();
        format!("{}: {}", json!(day), lines(&records).trim_end())
    });
    same_as("../../conformance/records.json", &format!("{{\n{}\n}}\n", days.join(",\n")));
}

#[test]
fn a_second_reader_makes_the_same_of_it() {
    let mut version = Command::new("python3");
    version.args(["-c", "import tomllib"]);
    if !version.output().is_ok_and(|ran| ran.status.success()) {
        println!("skipped: no Python of 3.11 or later");
        return;
    }
    let mut reader = Command::new("python3");
    reader.arg(own("tests/conformance/reader.py"));
    let ran = run(reader);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.starts_with("conformance: "), "{}", ran.out);
}
