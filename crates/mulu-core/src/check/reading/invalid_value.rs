//! `invalid-value`: a value of the wrong type or outside its range.

use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message::StaticMessage;

/// The rule; its diagnostics are found while files are read (`crate::parse`).
pub static RULE: Rule = Rule {
    id: "invalid-value",
    group: RuleGroup::Reading,
    level: Severity::Deny,
    summary: StaticMessage { zh: "值的类型或范围不对", en: "a value of the wrong type or outside its range" },
    document: include_str!("invalid_value.md"),
    run: Run::WhileReading,
};
