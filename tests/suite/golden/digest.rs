//! Large documents in few lines: what changed can still be told record by record.

use serde_json::Value;

use super::site::sum;

/// Texts up to this size are kept as they are.
const WHOLE: usize = 64 << 10;

/// A text as it is kept. The sum of the whole stands first where the rest does not say everything.
pub fn kept(text: String) -> String {
    if text.len() <= WHOLE {
        return text;
    }
    let mut lines = format!("sum of the whole: {}\n", sum(text.as_bytes()));
    match serde_json::from_str::<Value>(&text) {
        Ok(value) => json("", &value, &mut lines),
        Err(_) if text.starts_with('{') => text.lines().for_each(|line| {
            json("", &serde_json::from_str(line).unwrap_or_default(), &mut lines);
        }),
        Err(_) => return text,
    }
    lines
}

/// Objects are gone into; of what stands in a list of more than one, an item a line.
fn json(path: &str, value: &Value, lines: &mut String) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                json(&format!("{path}.{key}"), value, lines);
            }
        }
        Value::Array(items) if items.len() == 1 => json(&format!("{path}[0]"), &items[0], lines),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for item in items {
                let said = item.to_string();
                lines.push_str(&format!("{path}[] {} {}\n", sum(said.as_bytes()), called(item)));
            }
        }
        other => lines.push_str(&format!("{path} {other}\n")),
    }
}

/// What an item of a list is called: the first of its keys that name things.
fn called(item: &Value) -> String {
    let names = [
        "id",
        "slug",
        "number",
        "project",
        "record",
        "ruleId",
        "rule",
        "check_name",
        "agency",
        "standard",
        "topic",
        "path",
    ];
    let named = names.iter().filter_map(|name| item.get(name)).filter(|name| name.is_string() || name.is_number());
    named.take(2).map(Value::to_string).collect::<Vec<_>>().join(" ")
}
