//! `missing-key`: a required key is missing.

use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message::StaticMessage;

/// The rule; its diagnostics are found while files are read (`crate::parse`).
pub static RULE: Rule = Rule {
    id: "missing-key",
    group: RuleGroup::Reading,
    level: Severity::Deny,
    summary: StaticMessage { zh: "缺少必需的键", en: "a required key is missing" },
    document: include_str!("missing_key.md"),
    run: Run::WhileReading,
};
