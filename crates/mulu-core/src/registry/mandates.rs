//! Which clauses make a standard binding: by its number, or by an open mandate such as "the specifications that X publishes".

use std::collections::BTreeSet;

use crate::condition::{Condition, ConditionNames, standard_values};
use crate::day::Day;
use crate::model::{Clause, FileId, Policy};
use crate::number::Nature;

use super::links::Mention;
use super::{ClauseRef, Registry};

impl Registry {
    /// The clauses in force on a day that mandate a standard, in the order of the files. Guidance never binds, and an amendment sheet
    /// only with its edition.
    #[must_use]
    pub fn mandating(&self, standard: usize, day: Day) -> Vec<ClauseRef<'_>> {
        if self.nature(standard) == Some(Nature::Guidance) || self.is_part(standard) {
            return Vec::new();
        }
        let cited = self.cited_for(standard).into_iter().flat_map(|edition| &self.mentions(edition).clauses);
        let open = &self.mentions(standard).open_mandates;
        let places: BTreeSet<(usize, usize)> =
            cited.chain(open).map(|Mention { record, entry }| (*record, *entry)).collect();
        let clauses = places.into_iter().filter_map(|(record, entry)| self.clause_at(Mention { record, entry }));
        clauses.filter(|found| found.is_in_force(day) && self.mandates(*found, standard, day)).collect()
    }

    /// Whether a clause mandates a standard: it cites it, or an edition that it came of, or means it by an open mandate.
    #[must_use]
    pub fn mandates(&self, found: ClauseRef<'_>, standard: usize, day: Day) -> bool {
        let cited = || {
            let cited = &found.clause.mandates;
            cited.iter().any(|cited| self.in_force(&cited.number, day).contains(&standard))
        };
        cited() || self.means(found, standard)
    }

    /// The standards that a clause means by its open mandate.
    #[must_use]
    pub fn open_mandates(&self, found: ClauseRef<'_>) -> Vec<usize> {
        if found.clause.mandates_where.is_none() {
            return Vec::new();
        }
        (0..self.standards.len()).filter(|standard| self.means(found, *standard)).collect()
    }

    /// Whether any clause has an open mandate.
    pub(super) fn has_open_mandates(&self) -> bool {
        self.policies.iter().flat_map(|policy| &policy.clauses).any(|clause| clause.mandates_where.is_some())
    }

    fn means(&self, found: ClauseRef<'_>, standard: usize) -> bool {
        let own =
            |mention: &Mention| self.clause_at(*mention).is_some_and(|open| std::ptr::eq(open.clause, found.clause));
        self.mentions(standard).open_mandates.iter().any(own)
    }

    fn clause_at(&self, at: Mention) -> Option<ClauseRef<'_>> {
        let policy = self.policies.get(at.record)?;
        Some(ClauseRef { policy, clause: policy.clauses.get(at.entry)? })
    }

    /// A standard and all that it came of.
    fn cited_for(&self, standard: usize) -> Vec<usize> {
        let mut seen = vec![standard];
        let mut open = vec![standard];
        while let Some(index) = open.pop() {
            for earlier in self.predecessors(index) {
                if !seen.contains(&earlier) {
                    seen.push(earlier);
                    open.push(earlier);
                }
            }
        }
        seen
    }
}

/// The records that an open mandate means, what belongs to an edition among them: links are not known yet where this is asked. The city's own documents are those of the catalogue's government: another government
/// that speaks of specifications means its own.
pub(super) fn meant_by(registry: &Registry, policy: &Policy, clause: &Clause) -> Vec<usize> {
    let Some(text) = &clause.mandates_where else { return Vec::new() };
    let Ok(condition) = Condition::parse(text, &ConditionNames::of_standard()) else { return Vec::new() };
    let speaks_of = |file: FileId| {
        let home = registry.config_at(file).jurisdiction.as_ref().map(|home| &home.value);
        home.is_none() || policy.jurisdiction.as_ref().map(|own| &own.value) == home
    };
    let meant = registry.standards.iter().enumerate().filter(|(index, standard)| {
        (!standard.is_municipal() || speaks_of(standard.file))
            && condition.holds(&standard_values(standard, registry.nature(*index)))
    });
    meant.map(|(index, _)| index).collect()
}
