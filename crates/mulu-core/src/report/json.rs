//! `mulu.check/1`.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::finding::Finding;
use crate::model::Place;
use crate::registry::Registry;

use super::{Report, SeverityCounts, Texts, counted_kinds};

#[derive(Serialize)]
struct FindingsDocument<'r> {
    schema: &'static str,
    as_of: String,
    revision: Option<&'r str>,
    summary: Summary<'r>,
    findings: Vec<FindingEntry<'r>>,
    /// Only where there is a baseline, as is `known` below: what DESIGN 7 fixes stays as it is without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<StaleEntries<'r>>,
}

#[derive(Serialize)]
struct StaleEntries<'r> {
    file: &'r str,
    stale: &'r [super::BaselineEntry],
}

#[derive(Serialize)]
struct Summary<'r> {
    deny: usize,
    warn: usize,
    note: usize,
    /// Findings of the baseline; they count in none of the above.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<usize>,
    records: Records<'r>,
}

/// How many records of each kind there are, by the kind's folder.
struct Records<'r>(&'r Registry);

impl Serialize for Records<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kinds = counted_kinds(self.0).filter_map(|kind| Some((kind.folder()?, self.0.count(kind))));
        serializer.collect_map(kinds)
    }
}

#[derive(Serialize)]
struct FindingEntry<'r> {
    rule: &'r str,
    level: &'static str,
    kind: &'static str,
    record: &'r str,
    message: &'r str,
    help: &'r str,
    clause: Option<&'r str>,
    file: &'r str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    related: Vec<RelatedEntry<'r>>,
    fingerprint: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<bool>,
}

#[derive(Serialize)]
struct RelatedEntry<'r> {
    file: &'r str,
    line: usize,
    column: usize,
    message: &'r str,
}

/// Writes the report as JSON.
///
/// # Errors
/// When the output cannot be written.
pub fn json(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(report.registry);
    let registry = report.registry;
    let SeverityCounts { deny, warn, note } = report.counts();
    let document = FindingsDocument {
        schema: "mulu.check/1",
        as_of: report.day.to_string(),
        revision: report.revision,
        summary: Summary {
            deny,
            warn,
            note,
            known: report.baseline.map(|baseline| baseline.known.iter().filter(|known| **known).count()),
            records: Records(registry),
        },
        findings: (0..report.findings.len()).map(|index| entry(report, &texts, index)).collect(),
        baseline: report.baseline.map(|baseline| StaleEntries { file: &baseline.path, stale: &baseline.stale }),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn entry<'r>(report: &Report<'r>, texts: &Texts<'_>, index: usize) -> FindingEntry<'r> {
    let finding: &'r Finding = &report.findings[index];
    let at = texts.position(finding.place);
    let file = |place: Place| report.registry.path(place.file);
    let related = finding.related.iter().map(|related| {
        let at = texts.position(related.place);
        RelatedEntry {
            file: file(related.place),
            line: at.line,
            column: at.column,
            message: related.message.get(report.lang),
        }
    });
    FindingEntry {
        rule: finding.rule,
        level: finding.level.id(),
        kind: finding.kind.id(),
        record: &finding.record,
        message: finding.message.get(report.lang),
        help: finding.help.get(report.lang),
        clause: finding.clause.as_deref(),
        file: file(finding.place),
        line: at.line,
        column: at.column,
        end_line: at.end_line,
        end_column: at.end_column,
        related: related.collect(),
        fingerprint: report.fingerprints.get(index).map_or("", String::as_str),
        known: report.baseline.map(|_| report.is_known(index)),
    }
}
