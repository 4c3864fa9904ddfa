//! Baselines: findings that are known, so that a merge request fails only for what it adds.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::check::rule;
use crate::finding::Finding;
use crate::registry::Registry;

use super::json_document::JsonDocument;

/// The findings of an earlier run, by their fingerprints; an entry for each, sorted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: String,
    findings: Vec<BaselineEntry>,
}

/// A finding of a baseline. Rule, record and file are for those who read it; the fingerprint decides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEntry {
    /// The file it was found in.
    pub file: String,
    /// The record's id.
    pub record: String,
    /// The rule's id.
    pub rule: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
}

/// A run compared with a baseline.
#[derive(Clone, Debug, Default)]
pub struct BaselineComparison {
    /// The baseline's path, as it was given.
    pub path: String,
    /// For each finding, whether the baseline has it.
    pub known: Vec<bool>,
    /// The entries that no finding matches any more: what they name has been put right, and they can be removed.
    pub stale: Vec<BaselineEntry>,
}

impl JsonDocument for Baseline {
    const SCHEMA: &'static str = "mulu.baseline/1";

    fn schema(&self) -> &str {
        &self.schema
    }
}

impl Baseline {
    /// A baseline in which nothing is known.
    #[must_use]
    pub fn empty() -> Self {
        Baseline { schema: Baseline::SCHEMA.to_owned(), findings: Vec::new() }
    }

    /// The baseline of these findings. What cannot be read is never in it, nor what a proposal does to the past: neither can be
    /// waved through ([`Rule::can_be_known`](crate::check::Rule::can_be_known)).
    #[must_use]
    pub fn of(registry: &Registry, findings: &[Finding], fingerprints: &[String]) -> Self {
        let entry = |(finding, fingerprint): (&Finding, &String)| BaselineEntry {
            file: registry.path(finding.place.file).to_owned(),
            record: finding.record.clone(),
            rule: finding.rule.to_owned(),
            fingerprint: fingerprint.clone(),
        };
        let known = findings.iter().zip(fingerprints).filter(|(finding, _)| can_be_known(finding.rule));
        let mut findings: Vec<BaselineEntry> = known.map(entry).collect();
        findings.sort();
        Baseline { schema: Baseline::SCHEMA.to_owned(), findings }
    }

    /// Compares a run with the baseline. All findings of the run must be there, also those that will not be shown.
    #[must_use]
    pub fn compare(&self, path: &str, findings: &[Finding], fingerprints: &[String]) -> BaselineComparison {
        let entries: BTreeSet<(&str, &str)> = self.findings.iter().map(BaselineEntry::key).collect();
        let found: BTreeSet<(&str, &str)> =
            findings.iter().zip(fingerprints).map(|(finding, print)| (finding.rule, print.as_str())).collect();
        let known = |(finding, print): (&Finding, &String)| {
            can_be_known(finding.rule) && entries.contains(&(finding.rule, print.as_str()))
        };
        BaselineComparison {
            path: path.to_owned(),
            known: findings.iter().zip(fingerprints).map(known).collect(),
            stale: self.findings.iter().filter(|entry| !found.contains(&entry.key())).cloned().collect(),
        }
    }
}

impl BaselineEntry {
    fn key(&self) -> (&str, &str) {
        (&self.rule, &self.fingerprint)
    }
}

fn can_be_known(id: &str) -> bool {
    rule(id).is_some_and(crate::check::Rule::can_be_known)
}
