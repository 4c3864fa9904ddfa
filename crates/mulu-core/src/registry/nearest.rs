//! What somebody who asked for something that is not there may have meant.

use crate::day::Day;
use crate::model::Standard;
use crate::number::Number;
use crate::parse::nearest;

use super::{ClauseRef, Registry};

impl Registry {
    /// The ids and numbers nearest to one that the registry does not have, the likeliest first; at most three.
    ///
    /// Of a clause its own policy's clauses, else the policy; of a number the edition in force of the same standard before any that
    /// only looks alike.
    #[must_use]
    pub fn nearest_to(&self, what: &str, day: Day) -> Vec<String> {
        let mut near: Vec<String> = match what.split_once('#') {
            Some((policy, id)) => self.nearest_clause(policy, id).into_iter().collect(),
            None => self.nearest_record(what, day).into_iter().flatten().collect(),
        };
        near.dedup();
        near
    }

    fn nearest_clause(&self, policy: &str, id: &str) -> Option<String> {
        let Some(index) = self.policy(policy) else {
            let near = nearest(policy, self.policies.iter().map(|policy| policy.id.as_str()))?;
            let reference = format!("{near}#{id}");
            return Some(if self.clause(&reference).is_some() { reference } else { near.to_owned() });
        };
        let policy = &self.policies[index];
        let ids = policy.clauses.iter().filter_map(|clause| clause.id.as_ref()).map(|id| id.value.as_str());
        let near = nearest(id, ids).and_then(|near| policy.clause(near));
        Some(near.map_or_else(|| policy.id.clone(), |clause| ClauseRef { policy, clause }.reference()))
    }

    fn nearest_record(&self, what: &str, day: Day) -> [Option<String>; 3] {
        let number = Number::parse(what);
        let edition = (!number.is_opaque()).then(|| self.find_standard(number.undated().canonical(), day)).flatten();
        let name = |index: usize| self.standards[index].name().to_owned();
        let alike = nearest(number.canonical(), self.standards.iter().map(Standard::name));
        let policies = self.policies.iter().map(|policy| policy.id.as_str());
        let agencies = self.agencies.iter().map(|agency| agency.id.as_str());
        let projects = self.projects.iter().map(|project| project.id.as_str());
        let standards = self.standards.iter().map(|standard| standard.id.as_str());
        // Whoever writes a number means no id, and the other way round.
        let id = number.is_opaque().then(|| nearest(what, policies.chain(agencies).chain(projects).chain(standards)));
        let alike = alike.filter(|_| !number.is_opaque()).map(str::to_owned);
        [edition.map(name), alike, id.flatten().map(str::to_owned)]
    }
}
