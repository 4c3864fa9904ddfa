//! A record with everything derived, as `mulu list --where` sees it: its JSON, key by key.

use std::collections::{BTreeMap, HashMap};

use cel::Value;
use cel::objects::Key;
use serde_json::{Map, Value as Json};

use super::{Condition, ConditionNames, ValueKind, Values};

/// The names of records: the keys of the first, for all records of a kind have the same.
#[must_use]
pub fn record_names(first: &Map<String, Json>) -> ConditionNames<'_> {
    ConditionNames { known: first.keys().map(|key| (key.as_str(), ValueKind::Any)).collect(), nested: true }
}

/// The values of a record that a condition speaks of.
#[must_use]
pub fn record_values(record: &Map<String, Json>, condition: &Condition) -> Values {
    let mut values = Values::new();
    for (key, value) in record.iter().filter(|(key, _)| condition.speaks_of(key)) {
        values.set(key, value_of(value));
    }
    values
}

fn value_of(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Value::Float(number.as_f64().unwrap_or_default()), Value::Int)
        }
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(values) => Value::from(values.iter().map(value_of).collect::<Vec<Value>>()),
        Json::Object(map) => {
            let sorted: BTreeMap<_, _> = map.iter().collect();
            let entries = sorted.into_iter().map(|(key, value)| (Key::from(key.as_str()), value_of(value)));
            Value::from(entries.collect::<HashMap<Key, Value>>())
        }
    }
}
