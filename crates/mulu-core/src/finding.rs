//! A finding: what is wrong, under which rule, at which place in which file.

use std::str::FromStr;

use crate::message::Message;
use crate::model::{Kind, Place};
use crate::vocabulary;

vocabulary! {
    /// How much a finding matters.
    pub enum Severity {
        /// False, lapsed or unlawful: `mulu check` exits 1.
        Deny = "deny", "不通过", "deny";
        /// A person should look.
        Warn = "warn", "警告", "warn";
        /// Advice.
        Note = "note", "提示", "note";
        /// Not reported.
        Allow = "allow", "不查", "allow";
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "deny" => Ok(Severity::Deny),
            "warn" => Ok(Severity::Warn),
            "note" => Ok(Severity::Note),
            "allow" => Ok(Severity::Allow),
            _ => Err(format!("`{word}` is not a level: use deny, warn, note or allow")),
        }
    }
}

/// Something that is wrong with the registry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// How much it matters, as the registry's configuration has it.
    pub level: Severity,
    /// The kind of record.
    pub kind: Kind,
    /// The record's id.
    pub record: String,
    /// What is wrong.
    pub message: Message,
    /// What the message speaks of beside the value at the place, each by its name: with these a finding is known again, whatever its
    /// words are.
    pub args: Vec<(&'static str, String)>,
    /// What to do about it.
    pub help: Message,
    /// The clause of a policy behind the rule, as `policy#clause`.
    pub clause: Option<String>,
    /// The value that is wrong.
    pub place: Place,
    /// The places elsewhere that make it so.
    pub related: Vec<Related>,
}

/// A place that makes a value elsewhere wrong.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Related {
    /// The place.
    pub place: Place,
    /// What it says.
    pub message: Message,
}
