//! Large documents in few lines: what changed can still be told record by record, row by row.

use serde_json::Value;

use super::site::sum;

/// Texts up to this size are kept as they are.
const WHOLE: usize = 16 << 10;

/// A text as it is kept. The sum of the whole stands first where the rest does not say everything.
pub fn kept(name: &str, text: String) -> String {
    if text.len() <= WHOLE {
        return text;
    }
    let mut lines = format!("sum of the whole: {}\n", sum(text.as_bytes()));
    match serde_json::from_str::<Value>(&text) {
        Ok(value) => json("", &value, &mut lines),
        Err(_) => parts(name, &text, &mut lines),
    }
    lines
}

/// Parts of a text that is not JSON, each with its sum and how it begins.
fn parts(name: &str, text: &str, lines: &mut String) {
    let mut part = String::new();
    let mut last = "";
    for line in text.split_inclusive('\n') {
        // A quoted cell may have lines of its own.
        let within = name.ends_with(".csv") && part.matches('"').count() % 2 == 1;
        if begins(name, last, line) && !part.is_empty() && !within {
            lines.push_str(&told(&part));
            part.clear();
        }
        part.push_str(line);
        last = line;
    }
    lines.push_str(&told(&part));
}

/// Whether a line begins a part: an event, an entry, a case, a finding, a row; elsewhere every line does.
fn begins(name: &str, last: &str, line: &str) -> bool {
    let ending = |ending: &str| name.ends_with(ending);
    if ending(".ics") {
        line.starts_with("BEGIN:VEVENT")
    } else if ending(".atom") {
        line.trim_start().starts_with("<entry")
    } else if ending(".xml") {
        line.trim_start().starts_with("<testcase")
    } else if ending(".xlsx.txt") {
        let row = |line: &str| line.split('C').next().map(str::to_owned);
        row(last) != row(line)
    } else if name.starts_with("check.") && ending(".txt") {
        last.trim().is_empty()
    } else if name.starts_with("program/explain-rules.") {
        line.starts_with("== ")
    } else {
        true
    }
}

fn told(part: &str) -> String {
    let beginning: String = part.trim_start().lines().next().unwrap_or_default().chars().take(64).collect();
    format!("{} {beginning}\n", sum(part.as_bytes()))
}

/// Objects are gone into as far as three keys; of what stands in a list of more than one, an item a line. What is long is summed
/// up.
fn json(path: &str, value: &Value, lines: &mut String) {
    match value {
        Value::Object(entries) if path.matches('.').count() < 3 => {
            for (key, value) in entries {
                json(&format!("{path}.{key}"), value, lines);
            }
        }
        Value::Array(items) if items.len() == 1 => json(&format!("{path}[0]"), &items[0], lines),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for item in items {
                lines.push_str(&format!("{path}[] {} {}\n", sum(item.to_string().as_bytes()), called(item)));
            }
        }
        other => {
            let said = other.to_string();
            let short = if said.len() > 200 { sum(said.as_bytes()) } else { said };
            lines.push_str(&format!("{path} {short}\n"));
        }
    }
}

/// What an item of a list is called: the first of its keys that name things.
fn called(item: &Value) -> String {
    let names =
        ["id", "slug", "number", "project", "record", "ruleId", "rule", "check_name", "agency", "standard", "topic"];
    let named = names.iter().filter_map(|name| item.get(name)).filter(|name| name.is_string() || name.is_number());
    named.take(2).map(|name| name.to_string().chars().take(60).collect::<String>()).collect::<Vec<_>>().join(" ")
}
