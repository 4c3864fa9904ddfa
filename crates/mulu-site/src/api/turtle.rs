//! The data catalogues as Turtle: what the JSON-LD says, in the form that most tools of the Semantic Web read first.
//!
//! It writes the JSON-LD that this crate makes: prefixes in the context, names with a prefix, nodes within nodes, values with a language or a type.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// A document as Turtle.
pub fn turtle(document: &Value) -> String {
    let mut text = String::new();
    if let Some(Value::Object(prefixes)) = document.get("@context") {
        for (prefix, address) in prefixes.iter().filter_map(|(prefix, address)| Some((prefix, address.as_str()?))) {
            let _ = writeln!(text, "@prefix {prefix}: {} .", iri(address));
        }
    }
    let mut nodes: Vec<&Map<String, Value>> = Vec::new();
    match document.get("@graph") {
        Some(Value::Array(graph)) => nodes.extend(graph.iter().filter_map(Value::as_object)),
        _ => nodes.extend(document.as_object()),
    }
    let included = nodes.iter().filter_map(|node| node.get("@included")?.as_array()).flatten();
    let included: Vec<_> = included.filter_map(Value::as_object).collect();
    nodes.extend(included);
    // Nodes with a name are told where they are met first to be named, and on their own after that.
    let mut at = 0;
    while let Some(node) = nodes.get(at).copied() {
        at += 1;
        for value in node.iter().filter(|(key, _)| !key.starts_with('@')).flat_map(|(_, value)| each(value)) {
            named_within(value, &mut nodes);
        }
        let Some(name) = node.get("@id").and_then(Value::as_str) else { continue };
        let said = statements(node, 1);
        if !said.is_empty() {
            let _ = write!(text, "\n{}{said} .\n", iri(name));
        }
    }
    text
}

/// The values of a key: one, or those of a list.
fn each(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        value => std::slice::from_ref(value),
    }
}

/// Adds the nodes with a name and statements of their own that lie within a value.
fn named_within<'d>(value: &'d Value, nodes: &mut Vec<&'d Map<String, Value>>) {
    let Some(node) = value.as_object() else { return };
    if node.contains_key("@id") {
        if node.len() > 1 {
            nodes.push(node);
        }
        return;
    }
    for value in node.values().flat_map(each) {
        named_within(value, nodes);
    }
}

/// What a node says of itself, a line for each value.
fn statements(node: &Map<String, Value>, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let types = node.get("@type").map(each).unwrap_or_default().iter().filter_map(Value::as_str);
    let mut lines: Vec<String> = types.map(|of| format!("\n{indent}a {of}")).collect();
    for (key, value) in node.iter().filter(|(key, _)| !key.starts_with('@')) {
        lines.extend(each(value).iter().map(|value| format!("\n{indent}{key} {}", object(value, depth))));
    }
    lines.join(" ;")
}

fn object(value: &Value, depth: usize) -> String {
    let Value::Object(node) = value else { return plain(value) };
    if let Some(name) = node.get("@id").and_then(Value::as_str) {
        return iri(name);
    }
    if let Some(literal) = node.get("@value") {
        let text = quoted(literal.as_str().map_or_else(|| literal.to_string(), str::to_owned).as_str());
        return match (node.get("@language").and_then(Value::as_str), node.get("@type").and_then(Value::as_str)) {
            (Some(language), _) => format!("{text}@{language}"),
            (None, Some(of)) => format!("{text}^^{of}"),
            (None, None) => text,
        };
    }
    format!("[{} ]", statements(node, depth + 1))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        // JSON's numbers and truths are Turtle's.
        value => value.to_string(),
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// An address between its brackets, without what may not stand there.
fn iri(address: &str) -> String {
    let mut iri = String::from("<");
    for c in address.chars() {
        if c <= ' ' || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\') {
            let _ = write!(iri, "%{:02X}", u32::from(c));
        } else {
            iri.push(c);
        }
    }
    iri.push('>');
    iri
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nodes_within_nodes_values_and_hostile_texts() {
        let document = json!({
            "@context": { "dct": "http://purl.org/dc/terms/" },
            "@id": "#c",
            "@type": "dct:Catalog",
            "dct:title": [{ "@value": "a \"b\"\n\\", "@language": "zh-CN" }],
            "dct:issued": { "@value": "2026-01-01", "@type": "xsd:date" },
            "dct:publisher": { "@type": "dct:Agent", "dct:name": "n" },
            "dct:part": { "@id": "x> <y", "dct:title": "inner" },
            "@included": [{ "@id": "z", "@type": "dct:Concept" }],
        });
        let text = turtle(&document);
        let expected = "@prefix dct: <http://purl.org/dc/terms/> .\n\n<#c>\n  a dct:Catalog ;\n  dct:issued \"2026-01-01\"^^xsd:date ;\n  dct:part <x%3E%20%3Cy> ;\n  dct:publisher [\n    a dct:Agent ;\n    dct:name \"n\" ] ;\n  dct:title \"a \\\"b\\\"\\n\\\\\"@zh-CN .\n\n<z>\n  a dct:Concept .\n\n<x%3E%20%3Cy>\n  dct:title \"inner\" .\n";
        assert_eq!(text, expected);
    }
}
