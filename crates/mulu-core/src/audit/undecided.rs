//! What may bind a project, and what the catalogue recommends to it: lists beside the verdicts, never part of the gate.

use crate::condition::UnknownFacts;
use crate::model::{Conformance, ConformanceStatus, Project, Stage};
use crate::registry::Registry;

use super::demand::Demand;
use super::{ProjectAudit, Requirement};

/// Something that may bind a project: that turns on facts which its record does not give.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Undecided {
    /// What would be asked.
    pub asked: Requirement,
    /// Who would ask.
    pub demanded_by: Vec<Demand>,
    /// The facts.
    pub facts: UnknownFacts,
    /// Whether the project has reached the gate at which it would be asked.
    pub reached: bool,
}

/// A standard that the catalogue recommends to a project, which it may decline with a reason (comply or explain).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Recommended {
    /// Its place in [`Registry::standards`].
    pub standard: usize,
    /// What the project says of it.
    pub declared: Option<ConformanceStatus>,
}

impl Undecided {
    pub(super) fn new(asked: Requirement, demanded_by: Vec<Demand>, facts: UnknownFacts, stage: Stage) -> Self {
        // A standard is asked about from the approval on.
        let gate = match &asked {
            Requirement::Standard(_) => Stage::Approval,
            Requirement::Evidence(_) => demanded_by.iter().map(|demand| demand.gate).min().unwrap_or(Stage::Acceptance),
        };
        Undecided { asked, demanded_by, facts, reached: stage >= gate }
    }
}

impl Recommended {
    pub(super) fn of(registry: &Registry, project: &Project, standard: usize, day: crate::day::Day) -> Self {
        let speaks = |declared: &&Conformance| {
            let cited = declared.standard.as_ref();
            cited.is_some_and(|cited| super::editions(registry, &cited.number, day).current.contains(&standard))
        };
        let said = project.conformance.iter().filter(speaks).filter_map(|declared| declared.status.as_ref());
        Recommended { standard, declared: said.map(|status| status.value).max_by_key(|met| *met as u8) }
    }
}

impl ProjectAudit {
    /// The facts that are missing at gates which the project has reached: as long as they are, nobody can conclude that it complies.
    #[must_use]
    pub fn missing_facts(&self) -> UnknownFacts {
        let reached = self.undecided.iter().filter(|undecided| undecided.reached);
        reached.fold(UnknownFacts::default(), |facts, undecided| facts.and(undecided.facts))
    }
}
