//! SARIF 2.1.0 (OASIS, errata 01), as code hosts show it beside the lines of a merge request.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::check::{Rule, RuleDocument, rules};
use crate::finding::{Finding, Severity};
use crate::message::Lang;
use crate::model::Place;
use crate::percent::uri;
use crate::printable::plain;

use super::{Report, Texts};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What relative URIs are relative to: the repository's root, by the name that code hosts use for it.
const BASE: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'r> {
    tool: Value,
    automation_details: Value,
    language: &'static str,
    column_kind: &'static str,
    original_uri_base_ids: Value,
    invocations: Value,
    results: Results<'r>,
}

/// The results, made one at a time while they are written: a hundred thousand of them at once would fill the memory.
struct Results<'r> {
    report: &'r Report<'r>,
    texts: Texts<'r>,
    places: HashMap<&'static str, usize>,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = 0..self.report.findings.len();
        serializer.collect_seq(all.map(|index| result(self.report, &self.texts, &self.places, index)))
    }
}

/// Writes the report as SARIF. Findings of the baseline are `unchanged`, the others `new`; without a baseline nothing is said.
///
/// # Errors
/// When the output cannot be written.
pub fn sarif(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let results = Results {
        report,
        texts: Texts::new(report.registry),
        places: rules().enumerate().map(|(index, rule)| (rule.id, index)).collect(),
    };
    let run = SarifRun {
        tool: json!({ "driver": {
            "name": "mulu",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules().map(|rule| descriptor(report, rule)).collect::<Vec<_>>(),
        } }),
        automation_details: json!({ "id": "mulu/check/" }),
        language: report.lang.tag(),
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: json!({
            BASE: { "description": { "text": "the root of the repository that holds the registry" } },
        }),
        invocations: json!([{
            "executionSuccessful": true,
            "toolExecutionNotifications": notifications(report),
            "properties": { "asOf": report.day.to_string() },
        }]),
        results,
    };
    serde_json::to_writer_pretty(&mut *out, &Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
    writeln!(out)
}

/// The entries of the baseline that nothing matches any more.
fn notifications(report: &Report<'_>) -> Vec<Value> {
    let stale = report.stale().iter().map(|entry| plain(report.stale_words(entry).get(report.lang)));
    stale.map(|text| json!({ "level": "note", "message": { "text": text } })).collect()
}

fn level(level: Severity) -> &'static str {
    match level {
        Severity::Deny => "error",
        Severity::Warn => "warning",
        Severity::Note => "note",
        Severity::Allow => "none",
    }
}

fn descriptor(report: &Report<'_>, rule: &Rule) -> Value {
    let document = RuleDocument::parse(rule.document);
    let summary = rule.summary.get(report.lang);
    let text = if report.lang == Lang::Zh { document.zh } else { document.en };
    let text = if text.is_empty() { summary.to_owned() } else { text };
    let mut descriptor = json!({
        "id": rule.id,
        "name": pascal(rule.id),
        "shortDescription": { "text": summary },
        "fullDescription": { "text": first_paragraph(&text) },
        "help": { "text": text, "markdown": text },
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": { "tags": [rule.group.id()] },
    });
    if let Some(site) = &report.registry.config.site_url {
        descriptor["helpUri"] = json!(format!("{site}rules/{}.html", rule.id));
    }
    descriptor
}

fn pascal(id: &str) -> String {
    let word =
        |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
    id.split('-').map(word).collect()
}

fn first_paragraph(text: &str) -> &str {
    text.split("\n\n").next().unwrap_or_default()
}

fn result(report: &Report<'_>, texts: &Texts<'_>, places: &HashMap<&str, usize>, index: usize) -> Value {
    let finding = &report.findings[index];
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.level),
        "message": { "text": message(report, finding) },
        "locations": [{
            "physicalLocation": physical(report, texts, finding.place),
            "logicalLocations": [{
                "name": finding.record,
                "fullyQualifiedName": format!("{}/{}", finding.kind.id(), finding.record),
                "kind": "resource",
            }],
        }],
        "relatedLocations": related(report, texts, finding),
        "partialFingerprints": { "mulu/v2": report.fingerprints.get(index) },
        "properties": { "clause": finding.clause },
    });
    if let Some(rule) = places.get(finding.rule) {
        result["ruleIndex"] = json!(rule);
    }
    if report.baseline.is_some() {
        result["baselineState"] = json!(if report.is_known(index) { "unchanged" } else { "new" });
    }
    result
}

fn message(report: &Report<'_>, finding: &Finding) -> String {
    plain(&format!("{}\n\n{}", finding.message.get(report.lang), finding.help.get(report.lang)))
}

fn related(report: &Report<'_>, texts: &Texts<'_>, finding: &Finding) -> Vec<Value> {
    let location = |(index, related): (usize, &crate::finding::Related)| {
        json!({
            "id": index + 1,
            "physicalLocation": physical(report, texts, related.place),
            "message": { "text": plain(related.message.get(report.lang)) },
        })
    };
    finding.related.iter().enumerate().map(location).collect()
}

fn physical(report: &Report<'_>, texts: &Texts<'_>, place: Place) -> Value {
    let at = texts.position(place);
    json!({
        "artifactLocation": { "uri": uri(&report.path_in_repository(place.file)), "uriBaseId": BASE },
        "region": { "startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column },
    })
}
