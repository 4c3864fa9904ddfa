//! Clauses of policies, by `policy#clause`.

use crate::day::Day;
use crate::model::{Clause, Policy, Standing};
use crate::number;

use super::Registry;

/// A clause and the policy it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct ClauseRef<'r> {
    /// The policy.
    pub policy: &'r Policy,
    /// The clause.
    pub clause: &'r Clause,
}

impl ClauseRef<'_> {
    /// How records cite it: `policy#clause`.
    #[must_use]
    pub fn reference(&self) -> String {
        let id = self.clause.id.as_ref().map_or("", |id| &id.value);
        format!("{}#{id}", self.policy.id)
    }

    /// Whether it speaks in general: it asks for no particular standard or paper itself.
    #[must_use]
    pub fn is_general(&self) -> bool {
        self.clause.mandates.is_empty() && self.clause.requires.is_empty()
    }

    /// Whether its policy is in force.
    #[must_use]
    pub fn is_in_force(&self, day: Day) -> bool {
        self.policy.standing(day) == Standing::InForce
    }
}

impl Registry {
    /// The clause that `policy#clause` names.
    #[must_use]
    pub fn clause(&self, reference: &str) -> Option<ClauseRef<'_>> {
        let (policy, id) = reference.split_once('#')?;
        let policy = &self.policies[self.policy(policy)?];
        Some(ClauseRef { policy, clause: policy.clause(id)? })
    }

    /// Every clause, by policy.
    pub fn clauses(&self) -> impl Iterator<Item = ClauseRef<'_>> {
        self.policies.iter().flat_map(|policy| policy.clauses.iter().map(move |clause| ClauseRef { policy, clause }))
    }

    /// The clause that a rule of `mulu check` stands for: the first that names the rule in `enforced_by`, a policy of the
    /// catalogue's own jurisdiction before any other, and a clause that speaks in general before one that asks for particular things.
    #[must_use]
    pub fn clause_behind(&self, rule: &str) -> Option<String> {
        let home = self.config.jurisdiction.as_ref().map_or("", |home| &home.value);
        let enforced = |found: &ClauseRef<'_>| found.clause.enforced_by.iter().any(|id| id.value == rule);
        let at_home = |found: &ClauseRef<'_>| {
            found.policy.jurisdiction.as_ref().is_some_and(|at| number::contains(&at.value, home))
        };
        let mut found: Vec<_> = self.clauses().filter(enforced).collect();
        found.sort_by_key(|found| (!at_home(found), !found.is_general()));
        found.first().map(ClauseRef::reference)
    }
}
