//! `broken-emphasis`: emphasis that would be shown with its asterisks.

use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message::StaticMessage;

/// The rule; its diagnostics are found while files are read (`crate::parse`).
pub static RULE: Rule = Rule {
    id: "broken-emphasis",
    group: RuleGroup::Reading,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "强调标记会原样露出星号", en: "emphasis that would be shown with its asterisks"
    },
    document: include_str!("broken_emphasis.md"),
    run: Run::WhileReading,
};
