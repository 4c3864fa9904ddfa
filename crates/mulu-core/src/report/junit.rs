//! JUnit XML, as the Ant schema has it: a suite for each rule, a case for each record that it finds fault with.
//!
//! A denied finding is a failure. JUnit has no warnings, so a warning, a note and a finding of the baseline are skipped cases with
//! a message: they are seen, and fail nothing. A rule that finds nothing is one case that passes. Nothing takes time.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::check::{Rule, rules};
use crate::finding::{Finding, Level};

use super::plain::{line, plain};
use super::{Report, Texts};

/// Writes the report as JUnit XML.
///
/// # Errors
/// When the output cannot be written.
pub fn junit(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(report.registry);
    let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, finding) in report.findings.iter().enumerate() {
        by_rule.entry(finding.rule).or_default().push(index);
    }
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites>")?;
    for (id, rule) in rules().enumerate() {
        let found = by_rule.get(rule.id).map_or(&[][..], Vec::as_slice);
        suite(report, &texts, (id, rule), &cases(report, found), out)?;
    }
    writeln!(out, "</testsuites>")
}

/// The findings of one rule in one record.
struct Case<'r> {
    record: String,
    findings: Vec<&'r Finding>,
    fails: bool,
}

fn cases<'r>(report: &Report<'r>, found: &[usize]) -> Vec<Case<'r>> {
    let mut cases: Vec<Case<'r>> = Vec::new();
    for index in found {
        let finding = &report.findings[*index];
        let record = format!("{}/{}", finding.kind.id(), finding.record);
        let fails = finding.level == Level::Deny && !report.is_known(*index);
        // Findings are sorted by file, so those of a record follow each other.
        match cases.last_mut().filter(|case| case.record == record) {
            Some(case) => {
                case.findings.push(finding);
                case.fails |= fails;
            }
            None => cases.push(Case { record, findings: vec![finding], fails }),
        }
    }
    cases
}

fn suite(
    report: &Report<'_>,
    texts: &Texts<'_>,
    (id, rule): (usize, &Rule),
    cases: &[Case<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    let failures = cases.iter().filter(|case| case.fails).count();
    let (count, skipped) = (cases.len().max(1), cases.len() - failures);
    let (name, package, day) = (rule.id, rule.group.id(), report.day);
    writeln!(
        out,
        "  <testsuite id=\"{id}\" name=\"{name}\" package=\"{package}\" timestamp=\"{day}T00:00:00\" hostname=\"localhost\" \
         tests=\"{count}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">"
    )?;
    writeln!(out, "    <properties>")?;
    writeln!(out, "      <property name=\"summary\" value=\"{}\"/>", xml(rule.summary.get(report.lang)))?;
    writeln!(out, "    </properties>")?;
    if cases.is_empty() {
        writeln!(out, "    <testcase classname=\"{package}.{name}\" name=\"{name}\" time=\"0\"/>")?;
    }
    for case in cases {
        let element = if case.fails { "failure" } else { "skipped" };
        let message = case.findings.first().map_or("", |finding| finding.message.get(report.lang));
        let kind = if case.fails { format!(" type=\"{name}\"") } else { String::new() };
        writeln!(out, "    <testcase classname=\"{package}.{name}\" name=\"{}\" time=\"0\">", xml(&case.record))?;
        writeln!(
            out,
            "      <{element}{kind} message=\"{}\">{}</{element}>",
            xml(&line(message)),
            xml(&body(report, texts, case))
        )?;
        writeln!(out, "    </testcase>")?;
    }
    let stale = report.stale().iter().filter(|entry| entry.rule == rule.id);
    let stale: Vec<String> = stale.map(|entry| report.stale_words(entry).get(report.lang).to_owned()).collect();
    writeln!(out, "    <system-out>{}</system-out>", xml(&stale.join("\n")))?;
    writeln!(out, "    <system-err/>")?;
    writeln!(out, "  </testsuite>")
}

fn body(report: &Report<'_>, texts: &Texts<'_>, case: &Case<'_>) -> String {
    let lang = report.lang;
    let lines = case.findings.iter().map(|finding| {
        let at = texts.position(finding.place);
        let (file, level) = (report.path_in_repository(finding.place.file), finding.level.id());
        let (message, help) = (line(finding.message.get(lang)), line(finding.help.get(lang)));
        format!("{file}:{}:{} {level}: {message}\n  {help}", at.line, at.column)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Text as XML 1.0 may hold it, in an element or an attribute.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
