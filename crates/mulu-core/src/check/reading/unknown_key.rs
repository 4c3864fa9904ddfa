//! `unknown-key`: a key that this kind of record does not have.

use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::message::StaticMessage;

/// The rule; its faults are found while files are read (`crate::parse`).
pub static RULE: Rule = Rule {
    id: "unknown-key",
    group: Group::Reading,
    level: Level::Deny,
    summary: StaticMessage { zh: "写了没有的键", en: "a key that this kind of record does not have" },
    document: include_str!("unknown_key.md"),
    run: Run::WhileReading,
};
