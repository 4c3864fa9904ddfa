//! What a rule sees, and where it reports.

use crate::audit::Audits;
use crate::day::Day;
use crate::finding::{Finding, Level, Related};
use crate::model::{FileId, Place, Span};
use crate::registry::Registry;
use crate::words::Words;

use super::base::Base;
use super::rule::Rule;

/// What a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct Context<'r> {
    /// The registry.
    pub registry: &'r Registry,
    /// The day for which it is held against the rules.
    pub day: Day,
    /// What binds each project, and whether it complies.
    pub audits: &'r Audits<'r>,
    /// What the registry proposes to change, with `--base`; none: there is no past to hold it against.
    pub base: Option<&'r Base>,
}

/// Where a rule reports what it found.
#[derive(Debug)]
pub struct Findings<'r> {
    rule: &'static Rule,
    registry: &'r Registry,
    level: Level,
    clause: Option<String>,
    found: Vec<Finding>,
}

impl<'r> Findings<'r> {
    /// The findings of one rule, at the level that the registry gives it.
    #[must_use]
    pub fn of(rule: &'static Rule, registry: &'r Registry) -> Self {
        let configured = registry.config.levels.get(rule.id).map(|level| level.value);
        let level = if rule.is_locked() { rule.level } else { configured.unwrap_or(rule.level) };
        Findings { rule, registry, level, clause: registry.clause_behind(rule.id), found: Vec::new() }
    }

    /// Reports a fault at a place.
    pub fn report(&mut self, file: FileId, span: Span, message: Words, help: Words) -> &mut Finding {
        let (kind, record) = self.registry.record_of(file);
        self.found.push(Finding {
            rule: self.rule.id,
            level: self.level,
            kind,
            record: record.to_owned(),
            message,
            help,
            clause: self.clause.clone(),
            place: Place { file, span },
            related: Vec::new(),
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Reports the faults of this rule that were found while the files were read.
    pub fn faults(&mut self) {
        let registry = self.registry;
        for (file, fault) in registry.faults.iter().filter(|(_, fault)| fault.rule.id() == self.rule.id) {
            self.report(*file, fault.span, fault.message.clone(), fault.help.clone());
        }
    }

    /// The findings.
    #[must_use]
    pub fn finish(self) -> Vec<Finding> {
        self.found
    }
}

impl Finding {
    /// Adds a place that makes this one wrong.
    pub fn because(&mut self, file: FileId, span: Span, message: Words) -> &mut Finding {
        self.related.push(Related { place: Place { file, span }, message });
        self
    }

    /// Lowers the level to a warning, where it is denied.
    pub fn at_most_warn(&mut self) -> &mut Finding {
        self.level = self.level.max(Level::Warn);
        self
    }
}

impl Rule {
    /// Whether a registry cannot change its level: what cannot be read cannot be waved through.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        matches!(self.id, "syntax" | "unknown-key" | "missing-key" | "invalid-value")
    }
}
