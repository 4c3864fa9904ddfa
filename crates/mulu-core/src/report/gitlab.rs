//! GitLab code quality: a list of issues in the form of Code Climate.

use std::io::{self, Write};

use serde::Serialize;

use crate::finding::Severity;
use crate::printable::plain;

use super::{Report, Texts};

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: &'r str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes the report as code quality JSON. Findings of the baseline are in it: GitLab itself compares a merge request with its
/// target, and would take what is left out for solved.
///
/// # Errors
/// When the output cannot be written.
pub fn gitlab(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(report.registry);
    let findings = report.findings.iter().zip(report.fingerprints);
    let issues: Vec<Issue<'_>> = findings.map(|(finding, print)| issue(report, &texts, finding, print)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue<'r>(
    report: &Report<'_>,
    texts: &Texts<'_>,
    finding: &'r crate::finding::Finding,
    fingerprint: &'r str,
) -> Issue<'r> {
    let at = texts.position(finding.place);
    Issue {
        description: plain(finding.message.get(report.lang)),
        check_name: finding.rule,
        fingerprint,
        severity: match finding.level {
            Severity::Deny => "critical",
            Severity::Warn => "minor",
            Severity::Note | Severity::Allow => "info",
        },
        location: Location {
            path: report.path_in_repository(finding.place.file),
            lines: Lines { begin: at.line, end: at.end_line },
        },
    }
}
