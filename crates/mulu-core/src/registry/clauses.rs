//! Clauses of policies, by `policy#clause`.

use crate::day::Day;
use crate::model::{Clause, FileId, Policy, PolicyScope, PolicyStatus};
use crate::number;
use crate::references::Edge;

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

    /// Whether it speaks to a government: its own, or one below it that its reach takes in.
    #[must_use]
    pub fn governs(&self, jurisdiction: &str) -> bool {
        let Some(own) = &self.policy.jurisdiction else { return false };
        match self.policy.reach_of(self.clause) {
            PolicyScope::Own => own.value == jurisdiction,
            PolicyScope::Below => number::contains(&own.value, jurisdiction),
        }
    }

    /// Whether its policy is in force.
    #[must_use]
    pub fn is_in_force(&self, day: Day) -> bool {
        self.policy.standing(day) == PolicyStatus::InForce
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

    /// The clause that a rule of `mulu check` stands for in a jurisdiction: the only one in force there that names the rule in
    /// `enforced_by`, of that government itself or else of those above whose measures reach it. Where several would serve none does,
    /// and another government's never.
    #[must_use]
    pub fn clause_enforced(&self, rule: &str, jurisdiction: Option<&str>, day: Day) -> Option<String> {
        let watched = |found: &ClauseRef<'_>| {
            found.is_in_force(day) && found.clause.enforced_by.iter().any(|id| id.value == rule)
        };
        let found: Vec<ClauseRef<'_>> = self.clauses().filter(watched).collect();
        let Some(jurisdiction) = jurisdiction else { return only(&found) };
        let (own, others): (Vec<_>, Vec<_>) = found
            .into_iter()
            .filter(|found| found.governs(jurisdiction))
            .partition(|found| found.policy.jurisdiction.as_ref().is_some_and(|own| own.value == jurisdiction));
        if own.is_empty() { only(&others) } else { only(&own) }
    }

    /// The clause that asks for reviews: the one that `[review]` names, if it governs the catalogue, else the one that is watched by
    /// the rule of reviews there.
    #[must_use]
    pub fn review_clause(&self, day: Day) -> Option<String> {
        let home = self.config.jurisdiction.as_ref().map(|home| home.value.as_str());
        match &self.config.review.clause {
            Some(named) => {
                let found = self.clause(named)?;
                let governs = home.is_none_or(|home| found.governs(home));
                (governs && found.is_in_force(day)).then(|| found.reference())
            }
            None => self.clause_enforced("review-overdue", home, day),
        }
    }

    /// The clause that asks for reviews of a standard: the one of its own registry.
    #[must_use]
    pub fn review_clause_of(&self, standard: usize, day: Day) -> Option<String> {
        let file = self.standards.get(standard).map_or(self.config.file, |record| record.file);
        self.upstream_of(file).map_or_else(|| self.review_clause(day), |upstream| upstream.registry.review_clause(day))
    }

    /// The jurisdiction of the record in a file: its own, where records of its kind have one, else the catalogue's.
    #[must_use]
    pub fn jurisdiction_at(&self, file: FileId) -> Option<&str> {
        let (kind, id) = self.record_of(file);
        if !kind.is_many() || !Edge::ALL.iter().any(|edge| edge.tells_region_of(kind)) {
            return self.config_at(file).jurisdiction.as_ref().map(|code| code.value.as_str());
        }
        self.jurisdiction_of_record(self.record(kind, id)?)
    }
}

fn only(found: &[ClauseRef<'_>]) -> Option<String> {
    match found {
        [one] => Some(one.reference()),
        _ => None,
    }
}
