//! `syntax`: the file cannot be read: not UTF-8, not TOML, or no front matter.

use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message::StaticMessage;

/// The rule; its diagnostics are found while files are read (`crate::parse`).
pub static RULE: Rule = Rule {
    id: "syntax",
    group: RuleGroup::Reading,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "文件读不懂：不是 UTF-8、不是 TOML 或缺少文件头",
        en: "the file cannot be read: not UTF-8, not TOML, or no front matter",
    },
    document: include_str!("syntax.md"),
    run: Run::WhileReading,
};
