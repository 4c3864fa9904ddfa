//! `not-a-record`: a file among the records that is not read.

use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message::StaticMessage;

/// The rule; its diagnostics are found while files are read (`crate::parse`).
pub static RULE: Rule = Rule {
    id: "not-a-record",
    group: RuleGroup::Reading,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "记录文件夹中有未读取的文件", en: "a file among the records that is not read"
    },
    document: include_str!("not_a_record.md"),
    run: Run::WhileReading,
};
