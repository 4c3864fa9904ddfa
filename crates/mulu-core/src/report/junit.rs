//! JUnit XML, as the Ant schema has it: a suite for each rule, a case for each record that it finds fault with.
//!
//! A denied finding is a failure. JUnit has no warnings, so a warning, a note and a finding of the baseline are skipped cases with
//! a message: they are seen, and fail nothing. A rule that finds nothing is one case that passes. Nothing takes time.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::check::{Rule, rules};
use crate::finding::{Finding, Severity};
use crate::printable::{line, plain};
use crate::xml::Xml;

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
    let mut xml = Xml::indented(out, 2);
    xml.declare("UTF-8")?;
    xml.open("testsuites", &[])?;
    for (id, rule) in rules().enumerate() {
        let found = by_rule.get(rule.id).map_or(&[][..], Vec::as_slice);
        suite(report, &texts, (id, rule), &cases(report, found), &mut xml)?;
    }
    xml.close("testsuites")?;
    xml.end_line()
}

/// The findings of one rule in one record.
struct TestCase<'r> {
    record: String,
    findings: Vec<&'r Finding>,
    fails: bool,
}

fn cases<'r>(report: &Report<'r>, found: &[usize]) -> Vec<TestCase<'r>> {
    let mut cases: Vec<TestCase<'r>> = Vec::new();
    for index in found {
        let finding = &report.findings[*index];
        let record = format!("{}/{}", finding.kind.id(), finding.record);
        let fails = finding.level == Severity::Deny && !report.is_known(*index);
        // Findings are sorted by file, so those of a record follow each other.
        match cases.last_mut().filter(|case| case.record == record) {
            Some(case) => {
                case.findings.push(finding);
                case.fails |= fails;
            }
            None => cases.push(TestCase { record, findings: vec![finding], fails }),
        }
    }
    cases
}

fn suite(
    report: &Report<'_>,
    texts: &Texts<'_>,
    (id, rule): (usize, &Rule),
    cases: &[TestCase<'_>],
    xml: &mut Xml<&mut dyn Write>,
) -> io::Result<()> {
    let failures = cases.iter().filter(|case| case.fails).count();
    let (count, skipped) = (cases.len().max(1), cases.len() - failures);
    let (name, package) = (rule.id, rule.group.id());
    let attributes = [
        ("id", id.to_string()),
        ("name", name.to_owned()),
        ("package", package.to_owned()),
        ("timestamp", format!("{}T00:00:00", report.day)),
        ("hostname", "localhost".to_owned()),
        ("tests", count.to_string()),
        ("failures", failures.to_string()),
        ("errors", "0".to_owned()),
        ("skipped", skipped.to_string()),
        ("time", "0".to_owned()),
    ];
    xml.open("testsuite", &attributes.each_ref().map(|(key, value)| (*key, value.as_str())))?;
    xml.open("properties", &[])?;
    xml.empty("property", &[("name", "summary"), ("value", &plain(rule.summary.get(report.lang)))])?;
    xml.close("properties")?;
    let class = format!("{package}.{name}");
    if cases.is_empty() {
        xml.empty("testcase", &[("classname", &class), ("name", name), ("time", "0")])?;
    }
    for case in cases {
        let message = line(case.findings.first().map_or("", |finding| finding.message.get(report.lang)));
        xml.open("testcase", &[("classname", &class), ("name", &plain(&case.record)), ("time", "0")])?;
        let text = plain(&body(report, texts, case));
        if case.fails {
            xml.text("failure", &[("type", name), ("message", &message)], &text)?;
        } else {
            xml.text("skipped", &[("message", &message)], &text)?;
        }
        xml.close("testcase")?;
    }
    let stale = report.stale().iter().filter(|entry| entry.rule == rule.id);
    let stale: Vec<String> = stale.map(|entry| report.stale_words(entry).get(report.lang).to_owned()).collect();
    xml.text("system-out", &[], &plain(&stale.join("\n")))?;
    xml.empty("system-err", &[])?;
    xml.close("testsuite")
}

fn body(report: &Report<'_>, texts: &Texts<'_>, case: &TestCase<'_>) -> String {
    let lang = report.lang;
    let lines = case.findings.iter().map(|finding| {
        let at = texts.position(finding.place);
        let (file, level) = (report.path_in_repository(finding.place.file), finding.level.id());
        let (message, help) = (line(finding.message.get(lang)), line(finding.help.get(lang)));
        format!("{file}:{}:{} {level}: {message}\n  {help}", at.line, at.column)
    });
    lines.collect::<Vec<_>>().join("\n")
}
