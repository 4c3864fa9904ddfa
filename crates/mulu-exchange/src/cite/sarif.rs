//! Citations as SARIF 2.1.0: what is not in force, one result each.

use serde_json::{Value, json};

use mulu_core::message::Lang;
use mulu_core::report::uri;

use super::Citation;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The states that are results, and what they mean.
const STATES: [(&str, &str, &str); 5] = [
    ("replaced", "引用的版本已被代替", "The cited edition has been replaced"),
    ("withdrawn", "引用的标准已废止", "The cited standard has been withdrawn"),
    ("upcoming", "引用的版本尚未实施", "The cited edition is not effective yet"),
    ("draft", "引用的标准尚未发布", "The cited standard has not been issued"),
    ("unknown", "登记簿中没有引用的标准", "The registry does not know the cited standard"),
];

/// The log. A state that fails the run is an error; replaced and withdrawn are warnings, the others notes.
#[must_use]
pub fn sarif(citations: &[Citation], failing: &[&str], lang: Lang) -> Value {
    let pick = |zh: &'static str, en: &'static str| if lang == Lang::Zh { zh } else { en };
    let level = |state: &str| match state {
        _ if failing.contains(&state) => "error",
        "replaced" | "withdrawn" => "warning",
        _ => "note",
    };
    let rules = STATES.iter().map(|(state, zh, en)| {
        json!({
            "id": format!("cites-{state}"),
            "shortDescription": { "text": pick(zh, en) },
            "defaultConfiguration": { "level": level(state) },
        })
    });
    let result = |citation: &Citation| {
        let index = STATES.iter().position(|(state, _, _)| *state == citation.state())?;
        let mut location = json!({ "physicalLocation": {
            "artifactLocation": { "uri": uri(if citation.file == "-" { "stdin" } else { &citation.file }) },
            "region": region(citation),
        } });
        if let Some(part) = &citation.part {
            location["logicalLocations"] = json!([{ "name": part }]);
        }
        Some(json!({
            "ruleId": format!("cites-{}", citation.state()),
            "ruleIndex": index,
            "level": level(citation.state()),
            "message": { "text": message(citation, lang) },
            "locations": [location],
        }))
    };
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "mulu cite",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": citations.iter().filter_map(result).collect::<Vec<_>>(),
        }],
    })
}

/// The end of a line is left out where it is the line of the beginning.
fn region(citation: &Citation) -> Value {
    let (end_line, end_column) = citation.end;
    let mut region = json!({ "startLine": citation.line, "startColumn": citation.column, "endColumn": end_column });
    if end_line != citation.line {
        region["endLine"] = json!(end_line);
    }
    region
}

pub(super) fn message(citation: &Citation, lang: Lang) -> String {
    let state = STATES.iter().find(|(state, _, _)| *state == citation.state());
    let (zh, en) = state.map_or(("", ""), |(_, zh, en)| (*zh, *en));
    let number = &citation.number;
    let current = citation.current.join("、");
    if let Some(super::RenumberedTo { to, since }) = &citation.renumbered {
        return match lang {
            Lang::Zh => format!("{number}：{since} 起改号为 {to}"),
            Lang::En => format!("{number}: renumbered {to} on {since}"),
        };
    }
    if !citation.nearest.is_empty() {
        let nearest = citation.nearest.join("、");
        return match lang {
            Lang::Zh => format!("{number}：{zh}，是否指 {nearest}？"),
            Lang::En => format!("{number}: {en}; did you mean {nearest}?"),
        };
    }
    match (lang, citation.since, current.is_empty()) {
        (Lang::Zh, Some(since), false) => format!("{number}：{zh}（{since} 起），现行 {current}"),
        (Lang::Zh, Some(since), true) => format!("{number}：{zh}（{since} 起）"),
        (Lang::Zh, None, _) => format!("{number}：{zh}"),
        (Lang::En, Some(since), false) => format!("{number}: {en}, since {since}; in force: {current}"),
        (Lang::En, Some(since), true) => format!("{number}: {en}, since {since}"),
        (Lang::En, None, _) => format!("{number}: {en}"),
    }
}
