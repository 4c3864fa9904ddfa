//! How long each organ takes for the steps that are its: how many, how many late, the median.

use std::collections::BTreeMap;

use crate::day::{Day, TimeLimit, WorkingDays};
use crate::registry::Registry;

use super::{CaseStep, StepState};

/// How an organ did a step, over all cases.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StepTimes {
    /// The clause, as `policy#clause`.
    pub clause: String,
    /// The step's id.
    pub step: String,
    /// How many cases came to it.
    pub begun: usize,
    /// In how many it ended.
    pub over: usize,
    /// How many were late, those that run on among them.
    pub late: usize,
    /// In how many it runs.
    pub running: usize,
    /// The median of what it took.
    pub median: Option<TimeTaken>,
}

/// How long something took, in halves of a day: the median of an even number lies between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeTaken {
    /// Twice the days.
    pub halves: usize,
    /// Whether they are working days.
    pub working: bool,
}

/// The steps of one organ.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OrganTimes {
    /// The agency, by its place in [`Registry::agencies`]; none: the cases do not say.
    pub agency: Option<usize>,
    /// Its steps, by clause and step.
    pub steps: Vec<StepTimes>,
}

impl OrganTimes {
    /// How many steps ended or run.
    #[must_use]
    pub fn begun(&self) -> usize {
        self.steps.iter().map(|step| step.begun).sum()
    }

    /// How many were late.
    #[must_use]
    pub fn late(&self) -> usize {
        self.steps.iter().map(|step| step.late).sum()
    }
}

#[derive(Default)]
struct CaseTally {
    begun: usize,
    over: usize,
    late: usize,
    running: usize,
    spent: Vec<usize>,
    working: bool,
}

impl Registry {
    /// How long each organ took by a day, in the order of the agencies; at last, what the cases leave to nobody.
    #[must_use]
    pub fn organ_times(&self, day: Day) -> Vec<OrganTimes> {
        let mut tallies: BTreeMap<(usize, String, String), CaseTally> = BTreeMap::new();
        for found in self.cases_in_order() {
            for step in found.steps(day).iter().filter(|step| step.state != StepState::NotBegun) {
                let by = found.done_by(self, step.step).unwrap_or(usize::MAX);
                let id = step.step.id.as_ref().map_or_else(String::new, |id| id.value.clone());
                tallies.entry((by, found.clause.reference(), id)).or_default().add(step);
            }
        }
        let mut organs: Vec<OrganTimes> = Vec::new();
        for ((by, clause, step), tally) in tallies {
            let agency = Some(by).filter(|by| *by != usize::MAX);
            if organs.last().is_none_or(|last| last.agency != agency) {
                organs.push(OrganTimes { agency, steps: Vec::new() });
            }
            if let Some(organ) = organs.last_mut() {
                organ.steps.push(tally.told(clause, step));
            }
        }
        organs
    }
}

impl CaseTally {
    fn add(&mut self, step: &CaseStep<'_>) {
        self.begun += 1;
        self.over += usize::from(step.state.is_over());
        self.late += usize::from(step.state.is_late());
        self.running += usize::from(!step.state.is_over());
        self.working = matches!(step.step.within.as_ref().map(|within| within.value), Some(TimeLimit::WorkingDays(_)));
        let (Some(begun), Some(ended)) = (step.begun, step.ended.filter(|_| step.state != StepState::OutOfOrder))
        else {
            return;
        };
        let spent = if self.working {
            WorkingDays::announced().between(begun, ended)
        } else {
            usize::try_from(ended.days_since(begun)).ok()
        };
        self.spent.extend(spent);
    }

    fn told(mut self, clause: String, step: String) -> StepTimes {
        self.spent.sort_unstable();
        let middle = self.spent.len() / 2;
        let upper = self.spent.get(middle).copied();
        let lower = if self.spent.len().is_multiple_of(2) {
            middle.checked_sub(1).and_then(|at| self.spent.get(at)).copied()
        } else {
            upper
        };
        let median = lower.zip(upper).map(|(lower, upper)| TimeTaken { halves: lower + upper, working: self.working });
        let CaseTally { begun, over, late, running, .. } = self;
        StepTimes { clause, step, begun, over, late, running, median }
    }
}
